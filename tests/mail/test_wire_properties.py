"""Hand-written MIME held to the standard library: whatever goes in is read back by its parser.

The tree is that of RFC 6047 §2.4 and §2.5; bytes are those of RFC 5321 §4.5.3.1.6 and RFC 2045.
"""

from email import message_from_bytes, policy
from email.header import decode_header, make_header
from email.mime.base import MIMEBase
from email.mime.multipart import MIMEMultipart
from email.utils import parseaddr

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from eventsapp.core import qr
from eventsapp.mail.lines import one_line
from eventsapp.mail.models import Message
from eventsapp.mail.wire import compose

LONGEST_LINE = 998  # octets without CRLF
WORDS = st.text(st.characters(exclude_categories=["Cs"]))  # all that a database can hold
OURS = st.text("абвгқңөұәіşğü, «»;—abc \t\r\n\"\\<>()=?_@.'")
ANY = st.one_of(WORDS, OURS)
LINE = st.one_of(st.text(st.characters(exclude_categories=["Cs"]), max_size=200), OURS)
OTHERWISE = {"From": ("Dateline", "dateline@localhost.localdomain"), "To": ("", "ada@example.org")}
READ_BACK = settings(
    suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=150, deadline=None
)


@pytest.fixture
def written(app, now):
    """The bytes of a letter, with these of its values."""

    def write(**values) -> bytes:
        fixed = {"id": 7, "key": "k", "template": "tests/note", "topic": "", "headers": {}}
        envelope = {"recipient": "ada@example.org", "language": "ky", "reply_to": ""}
        words = {"recipient_name": "", "sender_name": "", "subject": "", "text": "", "html": ""}
        message = Message(message_id="abc@example.org", qr_text="", due_at=now)
        for name, value in (fixed | envelope | words | values).items():
            setattr(message, name, value)
        return compose(message, now=now).content

    return write


def read(content: bytes):
    return message_from_bytes(content, policy=policy.SMTP)


def decoded(text: str) -> str:
    """A header as RFC 2047 §6.2 reads it; the newer parser of Python adds spaces in names."""
    return str(make_header(decode_header(text.replace("\r\n", "").strip())))


def canonical(text: str) -> bytes:
    """Words in base64 have their lines ended by CRLF: RFC 2045 §6.8."""
    return "\r\n".join(text.replace("\r\n", "\n").replace("\r", "\n").split("\n")).encode()


VALUES = st.fixed_dictionaries(
    {"subject": LINE, "recipient_name": LINE, "sender_name": LINE, "text": ANY, "html": ANY},
    optional={"calendar": ANY.map(str.encode), "qr_text": st.just("DL1:0123456789abcdef")},
)


@READ_BACK
@given(values=VALUES)
@example({"subject": "x" * 200, "recipient_name": "y" * 200, "sender_name": "z" * 200})
@example({"subject": "a,b;c" * 40, "recipient_name": "a, b", "text": ".\r\n."})
def test_letter_is_short_lines_of_ascii_ended_by_crlf(written, values):
    content = written(calendar_method="REQUEST", **values)

    lines = content.split(b"\r\n")
    assert lines[-1] == b""
    assert max(map(len, lines)) <= LONGEST_LINE
    assert all(line.isascii() and not set(line) & set(b"\r\n\0") for line in lines)
    assert [part.defects for part in read(content).walk() if part.defects] == []


@READ_BACK
@given(subject=LINE)
@example("=?utf-8?q?forged?=")
@example("Re: =?utf-8?b?0J8=?= and more")
@example("a,b;c" * 40)
def test_subject_is_read_back(written, subject):
    content = written(subject=subject)

    assert decoded(message_from_bytes(content)["Subject"]) == one_line(subject)
    assert str(read(content)["Subject"]) == one_line(subject)


@READ_BACK
@given(name=LINE, header=st.sampled_from(["From", "To"]))
@example("=?utf-8?q?forged?=", "From")
@example('Ada "the" Countess \\', "To")
@example("Министерство, отдел (печати)", "From")
def test_names_are_read_back_beside_their_addresses(written, name, header):
    letter = message_from_bytes(written(sender_name=name, recipient_name=name))

    shown, address = parseaddr(letter[header])

    unnamed, expected = OTHERWISE[header]
    assert decoded(shown) == (one_line(name.replace("@", " ")) or unnamed)
    assert address == expected


@READ_BACK
@given(text=ANY, html=ANY)
def test_words_are_read_back(written, text, html):
    plain, rich = read(written(text=text, html=html)).iter_parts()

    assert (plain.get_content_type(), plain.get_payload(decode=True)) == (
        "text/plain",
        canonical(text),
    )
    assert (rich.get_content_type(), rich.get_payload(decode=True)) == (
        "text/html",
        canonical(html),
    )
    assert {plain.get_content_charset(), rich.get_content_charset()} == {"utf-8"}


@READ_BACK
@given(text=ANY, html=ANY, ics=ANY.filter(bool), method=st.sampled_from(["REQUEST", "CANCEL"]))
def test_whole_tree_is_that_of_the_standard_library(written, text, html, ics, method):
    letter = read(
        written(
            text=text,
            html=html,
            calendar=ics.encode(),
            calendar_method=method,
            qr_text="DL1:0123456789abcdef",
        )
    )

    assert tree(letter) == tree(by_the_library())
    plain, rich, picture, invitation, file = (
        part for part in letter.walk() if not part.is_multipart()
    )
    assert plain.get_payload(decode=True) == canonical(text)
    assert rich.get_payload(decode=True) == canonical(html)
    assert picture.get_payload(decode=True) == qr.png("DL1:0123456789abcdef")
    assert invitation.get_payload(decode=True) == file.get_payload(decode=True) == ics.encode()
    assert invitation.get_param("method") == method
    assert file.get_filename() == ("cancel.ics" if method == "CANCEL" else "invite.ics")


def tree(part):
    kind = part.get_content_type()
    return (kind, [tree(each) for each in part.get_payload()]) if part.is_multipart() else kind


def by_the_library() -> MIMEMultipart:
    """mixed[ alternative[ plain, related[ html, QR image ], calendar ], application/ics ]."""

    def leaf(main, sub):
        part = MIMEBase(main, sub)
        part.set_payload("")
        return part

    pictured = MIMEMultipart("related", _subparts=[leaf("text", "html"), leaf("image", "png")])
    words = [leaf("text", "plain"), pictured, leaf("text", "calendar")]
    inner = MIMEMultipart("alternative", _subparts=words)
    return MIMEMultipart("mixed", _subparts=[inner, leaf("application", "ics")])
