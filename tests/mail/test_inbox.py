"""Reading the inbox: from a real IMAP server, a Maildir and a folder; each letter once."""

import base64
import imaplib
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import suppress
from datetime import timedelta

import pytest

from eventsapp.calendars import services as calendars
from eventsapp.extensions import db
from eventsapp.mail import inbox, inbox_sources
from eventsapp.mail.inbox_models import Outcome, ReadLetter
from eventsapp.mail.inbox_sources import MOST_BYTES
from eventsapp.schedule import INCOMING
from tests.factories import make_event
from tests.letters import inbox as reading

LETTER = b"From: ada@example.org\r\nTo: press@example.org\r\nSubject: One\r\n\r\nHello\r\n"
SECRET = "p@ss/word"
SHALLOW, DEEP = 90, 101


class Postman:
    """A handler that keeps the subjects of what it was handed."""

    def __init__(self):
        self.subjects = []

    def __call__(self, letter, now):
        self.subjects.append(letter.subject)
        return Outcome.ANSWER


class Crash(BaseException):
    """As if the process was killed."""


@pytest.fixture
def postman():
    return Postman()


@pytest.fixture
def maildir(app, tmp_path):
    with reading(app, f"maildir:{tmp_path}"):
        for name in ("tmp", "new", "cur"):
            (tmp_path / name).mkdir()
        yield tmp_path


@pytest.fixture(scope="module")
def imap_port() -> Iterator[int]:
    """A real IMAP server, in a process of its own."""
    with socket.create_server(("127.0.0.1", 0)) as probe:
        port = probe.getsockname()[1]
    command = "from pymap.main import main; main()"
    options = ["--no-tls", "--host", "127.0.0.1", "--port", str(port), "dict", "--demo-data"]
    account = ["--demo-user", "ada", "--demo-password", SECRET]
    server = subprocess.Popen([sys.executable, "-c", command, *options, *account])
    yield port
    server.terminate()
    server.wait()


def sign_in(port):
    for _attempt in range(200):
        with suppress(OSError):
            client = imaplib.IMAP4("127.0.0.1", port, timeout=10)
            try:
                client.login("ada", SECRET)
            except OSError:
                client.shutdown()
                raise
            return client
        time.sleep(0.05)
    raise AssertionError("the IMAP server does not start")


def outcomes():
    return list(db.session.scalars(db.select(ReadLetter.outcome).order_by(ReadLetter.id)))


def test_read_new_hands_each_letter_of_a_maildir_on_once(maildir, postman, now):
    (maildir / "new" / "1.host").write_bytes(LETTER)
    (maildir / "cur" / "2.host:2,R").write_bytes(LETTER.replace(b"One", b"Two"))
    (maildir / "cur" / "3.host:2,S").write_bytes(LETTER.replace(b"One", b"Seen"))

    assert inbox.read_new(now, handlers=[postman]) == 2
    assert inbox.read_new(now, handlers=[postman]) == 0

    assert postman.subjects == ["Two", "One"]
    assert sorted(file.name for file in maildir.glob("*/*")) == [
        "1.host:2,S",
        "2.host:2,RS",
        "3.host:2,S",
    ]


def test_read_new_moves_the_files_of_a_folder(app, postman, now, tmp_path):
    (tmp_path / "a.eml").write_bytes(LETTER)
    (tmp_path / "b.eml").write_bytes(b"x" * (MOST_BYTES + 1))

    with reading(app, f"file:{tmp_path}"):
        inbox.read_new(now, handlers=[postman])

    assert postman.subjects == ["One"]
    files = [file.relative_to(tmp_path).as_posix() for file in tmp_path.rglob("*.eml")]
    assert sorted(files) == ["aside/b.eml", "done/a.eml"]


def test_read_new_reads_a_folder_of_an_imap_account(app, imap_port, postman, now):
    client = sign_in(imap_port)
    client.create("Answers")
    client.append("Answers", "", None, LETTER)
    client.append("Answers", "", None, b"x" * (MOST_BYTES + 1))
    url = f"imap://ada:p%40ss%2Fword@127.0.0.1:{imap_port}/Answers"

    with reading(app, url):
        assert inbox.read_new(now, handlers=[postman]) == 2
        assert inbox.read_new(now, handlers=[postman]) == 0

    assert postman.subjects == ["One"]
    client.select("Answers")
    flags = [imaplib.ParseFlags(client.fetch(number, "(FLAGS)")[1][0]) for number in "12"]
    assert [sorted(set(each) - {b"\\Recent"}) for each in flags] == [
        [b"\\Seen"],
        [b"\\Flagged", b"\\Seen"],
    ]
    client.logout()


@pytest.mark.parametrize("wrong", ["ada:wrong@{}/INBOX", "ada:p%40ss%2Fword@{}/Nowhere"])
def test_read_new_goes_on_without_an_account_it_cannot_open(app, imap_port, now, wrong, postman):
    sign_in(imap_port).logout()

    with reading(app, "imap://" + wrong.format(f"127.0.0.1:{imap_port}")):
        assert inbox.read_new(now, handlers=[postman]) == 0

    assert postman.subjects == []


def test_connect_says_how_a_setting_is_written(app):
    with pytest.raises(ValueError, match="imaps://"), inbox_sources.connect("pop3://x@y/z"):
        pass


def test_read_new_does_nothing_without_an_inbox(app, postman, now):
    assert inbox.read_new(now, handlers=[postman]) == 0


def test_crash_before_the_commit_brings_the_letter_again(maildir, postman, now):
    (maildir / "new" / "1.host").write_bytes(LETTER)

    def killed(_letter, _now):
        raise Crash

    with pytest.raises(Crash):
        inbox.read_new(now, handlers=[killed])
    db.session.rollback()

    assert inbox.read_new(now, handlers=[postman]) == 1
    assert postman.subjects == ["One"]


def test_crash_after_the_commit_does_not_handle_the_letter_twice(maildir, postman, now):
    (maildir / "new" / "1.host").write_bytes(LETTER)
    inbox.read_new(now, handlers=[postman])
    (maildir / "cur" / "1.host:2,S").rename(maildir / "new" / "1.host")  # not marked any more

    assert inbox.read_new(now, handlers=[postman]) == 1

    assert postman.subjects == ["One"]
    assert outcomes() == [Outcome.ANSWER]


def test_letter_that_breaks_a_handler_is_put_aside_and_the_next_is_read(maildir, now):
    (maildir / "new" / "1.host").write_bytes(LETTER)
    (maildir / "new" / "2.host").write_bytes(LETTER.replace(b"One", b"Two"))

    def fragile(letter, _now):
        if letter.subject == "One":
            raise RuntimeError("no")
        return Outcome.ANSWER

    assert inbox.read_new(now, handlers=[fragile]) == 2

    assert outcomes() == [Outcome.ASIDE, Outcome.ANSWER]
    assert (maildir / "cur" / "1.host:2,FS").exists()


def nested(depth):
    head = b"From: a@example.org\r\n"
    for number in range(depth):
        head += b'Content-Type: multipart/mixed; boundary="b%d"\r\n\r\n--b%d\r\n' % (number, number)
    return head + b"\r\nthe end\r\n"


@pytest.mark.parametrize(
    ("raw", "outcome"),
    [
        (b"", Outcome.ASIDE),
        (b"no letter at all", Outcome.ASIDE),
        (b"\x00\xff" * 500, Outcome.ASIDE),
        (nested(SHALLOW), Outcome.IGNORED),
        (nested(DEEP), Outcome.ASIDE),
        (b"Received: x\r\n" * 41 + LETTER, Outcome.ASIDE),
        (b"x" * (MOST_BYTES + 1), Outcome.ASIDE),
        (b"From: =?utf-8?q?a=0D=0AB?= <a@example.org>\r\nSubject: \xff\r\n\r\n", Outcome.IGNORED),
        (b"From: =?nonsense?b?!!?=\r\nContent-Type: text/plain; charset=none\r\n\r\n\xff", Outcome.IGNORED),
    ],
    ids=["empty", "no-letter", "binary", "deep", "too-deep", "loop", "large", "crlf", "charset"],
)  # fmt: skip
def test_malformed_mail_harms_nothing(maildir, now, raw, outcome):
    (maildir / "new" / "1.host").write_bytes(raw)

    def curious(letter, _now):
        assert "\n" not in letter.sender + letter.subject + letter.text.partition("\n")[0]
        assert isinstance(letter.recipients, frozenset)

    inbox.read_new(now, handlers=[curious])

    assert outcomes() == [outcome]


def answer(uid="1@example.org", who="ada@example.org", sender="ada@example.org"):
    """A calendar's answer, encoded so that every sign can stand in it."""
    lines = (
        "BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//x//EN", "METHOD:REPLY", "BEGIN:VEVENT",
        f"UID:{uid}", "DTSTAMP:20261126T060000Z", f"ATTENDEE;PARTSTAT=DECLINED:mailto:{who}",
        "END:VEVENT", "END:VCALENDAR", "",
    )  # fmt: skip
    head = f"From: {sender}\nTo: press@example.org\nSubject: Declined\nMIME-Version: 1.0\n"
    kind = "Content-Type: text/calendar; charset=utf-8; method=REPLY\n"
    body = base64.encodebytes("\r\n".join(lines).encode()).decode()
    return f"{head}{kind}Content-Transfer-Encoding: base64\n\n{body}".encode()


@pytest.mark.parametrize(
    "hostile",
    [
        lambda uid: answer(uid=f"{uid}\0"),
        lambda uid: answer(uid, who="a\0da@example.org"),
        lambda uid: answer(uid, who=f"{'a' * 400}@example.org"),
        lambda uid: answer(uid, sender=f"{'a' * 400}@example.org"),
        lambda uid: answer(uid, sender="a\0da@example.org"),
        lambda uid: answer(uid * 100),
    ],
    ids=["nul-uid", "nul-attendee", "long-attendee", "long-sender", "nul-sender", "long-uid"],
)
def test_letter_that_the_database_cannot_take_stops_no_other(maildir, now, hostile):
    event = make_event()
    calendars.expect(event, address="ada@example.org", name="Ada", now=now)
    db.session.commit()
    (maildir / "new" / "1.host").write_bytes(hostile(event.uid))
    (maildir / "new" / "2.host").write_bytes(LETTER)

    assert inbox.read_new(now, handlers=INCOMING) == 2

    assert list((maildir / "new").iterdir()) == []
    assert len(outcomes()) == 2


def test_read_new_forgets_what_it_read_half_a_year_ago(maildir, postman, now):
    (maildir / "new" / "1.host").write_bytes(LETTER)
    inbox.read_new(now, handlers=[postman])

    inbox.read_new(now + timedelta(days=181), handlers=[postman])

    assert outcomes() == []
