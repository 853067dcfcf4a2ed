"""Messages as they go on the wire: MIME parts, encoded headers, addresses in ASCII.

Built on the older MIME classes: `EmailMessage` loses spaces of long Cyrillic subjects on
Python 3.11 and glues their words together on later ones. Every line is ASCII and short.
"""

import io
from dataclasses import dataclass
from datetime import datetime
from email import policy
from email.charset import BASE64, Charset
from email.header import Header
from email.mime.application import MIMEApplication
from email.mime.base import MIMEBase
from email.mime.image import MIMEImage
from email.mime.multipart import MIMEMultipart
from email.mime.text import MIMEText
from email.utils import format_datetime, formataddr, parseaddr

from flask import current_app

from eventsapp.core import qr
from eventsapp.mail.addresses import ascii_address
from eventsapp.mail.lines import one_line
from eventsapp.mail.models import Message
from eventsapp.mail.services import unsubscribe_url

_UTF8 = Charset("utf-8")
_UTF8.body_encoding = BASE64
_POLICY = policy.compat32.clone(linesep="\r\n", max_line_length=None)
_MOST = 75  # characters of an encoded word: RFC 2047 §2
_QR_SCALE = 8  # pixels a module: shown at half that size on sharp screens
_FILES = {"CANCEL": "cancel.ics"}  # of a calendar method; every other is an invite.ics


@dataclass(frozen=True)
class Letter:
    """A message ready for the wire: envelope and bytes, free of the database."""

    id: int
    name: str  # of the file, when letters go into a folder
    sender: str
    recipient: str
    content: bytes


def compose(message: Message, *, now: datetime) -> Letter:
    """Make the letter of a message whose calendar object, if any, has been built.

    Raises BadAddress when the recipient cannot be addressed.
    """
    recipient = ascii_address(message.recipient)
    sender = parseaddr(current_app.config["MAIL_DEFAULT_SENDER"])[1]
    body = _body(message)
    for name, value in _headers(message, sender, recipient, now).items():
        body[name] = value
    file = f"{message.id:08}-{message.template.replace('/', '-')}.eml"
    return Letter(message.id, file, sender, recipient, body.as_bytes(policy=_POLICY))


def _body(message: Message) -> MIMEBase:
    """mixed[ alternative[ plain, related[ html, QR ], calendar ], application/ics ]."""
    parts: list[MIMEBase] = [MIMEText(message.text, "plain", _UTF8), _html(message)]  # type: ignore[arg-type]
    if not message.calendar:
        return _multipart("alternative", parts)
    # The calendar is the last alternative, without a disposition: RFC 6047 §2.4
    calendar = MIMEText(message.calendar.decode(), "calendar", _UTF8)  # type: ignore[arg-type]
    calendar.set_param("method", message.calendar_method)
    words = _multipart("alternative", [*parts, calendar])
    file = MIMEApplication(message.calendar, "ics")
    name = _FILES.get(message.calendar_method, "invite.ics")
    file.set_param("name", name)
    file.add_header("Content-Disposition", "attachment", filename=name)
    return _multipart("mixed", [words, file])


def _multipart(subtype: str, parts: list[MIMEBase]) -> MIMEMultipart:
    """Parts between lines that cannot occur in them: there is no underscore in base64."""
    return MIMEMultipart(subtype, boundary=f"=_{subtype}_=", _subparts=parts)


def _html(message: Message) -> MIMEBase:
    html = MIMEText(message.html, "html", _UTF8)  # type: ignore[arg-type]
    if not message.qr_text:
        return html
    image = MIMEImage(_qr_picture(message.qr_text), "png")
    image.add_header("Content-ID", "<entry-code>")
    image.add_header("Content-Disposition", "inline", filename="entry-code.png")
    return _multipart("related", [html, image])


def _qr_picture(text: str) -> bytes:
    stream = io.BytesIO()
    qr.symbol(text).save(stream, kind="png", scale=_QR_SCALE, border=2)
    return stream.getvalue()


def _headers(message: Message, sender: str, recipient: str, now: datetime) -> dict[str, str]:
    site = current_app.config["SITE_NAME"]
    headers = {
        "From": _address("From", message.sender_name or site, sender),
        "To": _address("To", message.recipient_name, recipient),
        "Subject": _encoded("Subject", message.subject),
        "Date": format_datetime(now),
        "Message-ID": f"<{message.message_id}>",
        "Content-Language": message.language,
        "Auto-Submitted": "auto-generated",  # RFC 3834 §5
        "X-Auto-Response-Suppress": "All",  # Exchange's word for the same
    }
    if message.reply_to:
        headers["Reply-To"] = ascii_address(message.reply_to)
    if message.is_optional:  # RFC 8058 §3.1
        headers["List-Unsubscribe"] = f"<{unsubscribe_url(message)}>"
        headers["List-Unsubscribe-Post"] = "List-Unsubscribe=One-Click"
    return headers | {name: one_line(value) for name, value in message.headers.items()}


def _address(header: str, name: str, address: str) -> str:
    """The address with its name; without an @ in the name, which looks like a forgery."""
    name = one_line(name).replace("@", " ")
    if name.isascii():
        return formataddr((name, address))
    return f"{_encoded(header, name)}\n <{address}>"


def _encoded(header: str, text: str) -> str:
    """The text of a header, in folded RFC 2047 words where it is not ASCII."""
    text = one_line(text)
    charset = "us-ascii" if text.isascii() else "utf-8"
    return Header(text, charset, header_name=header, maxlinelen=_MOST).encode()
