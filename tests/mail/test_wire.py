from email import message_from_bytes, policy
from email.header import decode_header, make_header
from email.utils import parseaddr

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from eventsapp.mail.addresses import BadAddress, ascii_address
from eventsapp.mail.models import Message
from eventsapp.mail.wire import compose

KYRGYZ = "Өзгөртүлдү: «Коопсуз билим берүү чөйрөсү» долбоорунун биринчи жылынын жыйынтыктары"
ICS = "BEGIN:VCALENDAR\r\nMETHOD:REQUEST\r\nSUMMARY:Өзгөрдү\r\nEND:VCALENDAR\r\n"


@pytest.fixture
def message(app, now) -> Message:
    return Message(
        id=7,
        key="k",
        template="tests/note",
        topic="event:1",
        recipient="ada@example.org",
        recipient_name="Айнура Бекова",
        sender_name="Кыргыз Республикасынын Билим берүү жана илим министрлиги",
        reply_to="press@example.org",
        language="ky",
        subject=KYRGYZ,
        text="Саламатсызбы!\n",
        html="<p>Саламатсызбы!</p>",
        message_id="abc@example.org",
        due_at=now,
        created_at=now,
    )


def read(message, now):
    return message_from_bytes(compose(message, now=now).content, policy=policy.default)


def person(message, now, header):
    """Name and address as RFC 2047 §6.2 reads them; the newer parser of Python adds spaces."""
    name, address = parseaddr(message_from_bytes(compose(message, now=now).content)[header])
    return str(make_header(decode_header(name))), address


def tree(part):
    name = part.get_content_type()
    return (name, [tree(child) for child in part.iter_parts()]) if part.is_multipart() else name


def test_headers_come_out_as_they_went_in(message, now):
    mail = read(message, now)

    assert mail["Subject"] == KYRGYZ
    assert person(message, now, "To") == ("Айнура Бекова", "ada@example.org")
    assert person(message, now, "From") == (message.sender_name, "dateline@localhost.localdomain")
    assert mail["Reply-To"] == "press@example.org"
    assert mail["Message-ID"] == "<abc@example.org>"
    assert mail["Content-Language"] == "ky"
    assert mail["Auto-Submitted"] == "auto-generated"
    assert mail["Date"].datetime == now


@settings(
    suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=60, deadline=None
)
@given(
    words=st.lists(st.text("абвгқңөұәіşğüabc0«»—", min_size=1, max_size=30), min_size=1, max_size=9)
)
def test_any_subject_survives_with_its_spaces(message, now, words):
    message.subject = " ".join(words)

    assert read(message, now)["Subject"] == message.subject


def test_every_line_is_short_and_ascii(message, now):
    message.text = "Ұзақ сөйлем " * 500
    message.calendar, message.calendar_method = ICS.encode(), "REQUEST"
    message.qr_text = "DL1:0123456789abcdef"

    lines = compose(message, now=now).content.split(b"\r\n")

    assert max(map(len, lines)) <= 78
    assert all(line.isascii() for line in lines)
    assert not any(b"\n" in line or b"\r" in line for line in lines)


def test_a_name_cannot_bring_headers(message, now):
    message.recipient_name = "Ada\r\nBcc: everyone@example.org"
    message.subject = "Fun\nX-Evil: 1"
    message.headers = {"References": "<a@b>\r\nX-Evil: 2"}

    mail = read(message, now)

    assert "Bcc" not in mail
    assert "X-Evil" not in mail
    assert mail["Subject"] == "Fun X-Evil: 1"


def test_a_name_cannot_look_like_an_address_or_read_backwards(message, now):
    message.sender_name = "ceo@bank.example \u202emoc.live"

    assert person(message, now, "From")[0] == "ceo bank.example moc.live"


def test_plain_letter_has_two_alternatives(message, now):
    assert tree(read(message, now)) == ("multipart/alternative", ["text/plain", "text/html"])


def test_letter_with_code_and_invitation_has_the_whole_tree(message, now):
    message.calendar, message.calendar_method = ICS.encode(), "REQUEST"
    message.qr_text = "DL1:0123456789abcdef"

    mail = read(message, now)

    assert tree(mail) == (
        "multipart/mixed",
        [
            (
                "multipart/alternative",
                ["text/plain", ("multipart/related", ["text/html", "image/png"]), "text/calendar"],
            ),
            "application/ics",
        ],
    )
    invitation, file = list(mail.walk())[-2:]
    assert invitation.get_content() == ICS
    assert invitation.get_param("method") == "REQUEST"
    assert invitation["Content-Disposition"] is None
    assert (file.get_filename(), file.get_content()) == ("invite.ics", ICS.encode())


def test_code_is_a_picture_that_the_html_can_show(message, now):
    message.qr_text = "DL1:0123456789abcdef"

    picture = next(
        part for part in read(message, now).walk() if part.get_content_type() == "image/png"
    )

    assert picture["Content-ID"] == "<entry-code>"
    assert picture.get_content().startswith(b"\x89PNG")


def test_cancelling_file_has_its_own_name(message, now):
    message.calendar, message.calendar_method = ICS.replace("REQUEST", "CANCEL").encode(), "CANCEL"

    assert list(read(message, now).walk())[-1].get_filename() == "cancel.ics"


def test_reminder_offers_one_click_unsubscribing(message, now):
    message.is_optional = True

    mail = read(message, now)

    assert mail["List-Unsubscribe"].startswith("<https://agenda.example.org/u/")
    assert mail["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"


def test_confirmation_offers_no_unsubscribing(message, now):
    assert "List-Unsubscribe" not in read(message, now)


def test_domain_in_other_letters_becomes_ascii():
    assert ascii_address("press@почта.қаз") == "press@xn--80a1acny.xn--80ao21a"


@pytest.mark.parametrize(
    "address", ["ада@example.org", "a@b.org\r\nBcc: c@d.org", "no address", ""]
)
def test_address_that_cannot_be_written_is_refused(address):
    with pytest.raises(BadAddress):
        ascii_address(address)
