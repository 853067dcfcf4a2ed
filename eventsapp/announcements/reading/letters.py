"""An official letter: who writes to whom, in reply to what, signed and drafted by whom, on which acts.

Letters are no announcements. They become documents of an event (`outcome`).
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date

from eventsapp.announcements.reading import cities, contacts, dates
from eventsapp.announcements.reading.findings import Reading
from eventsapp.announcements.reading.text import Text, tidy
from eventsapp.core.texts import Texts
from eventsapp.outcome.kinds import DocumentKind
from eventsapp.outcome.models import Footnote, LinkedDocument

LONGEST_SUBJECT, LONGEST_NUMBER = 500, 60
_MARKUP = re.compile(r"\*\*|^#{1,6}\s+|\\(?=_)|[ \t]+$", re.MULTILINE)
_RAISED = re.compile(r"<sup>(\d{1,2})</sup>")
_DIGITS = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")
_NOTE = re.compile(r"^[⁰¹²³⁴⁵⁶⁷⁸⁹]+\s*(?P<text>\S.*№.*)$", re.MULTILINE)
_NUMBER = re.compile(r"№\s*(?P<number>[^\s,.;_]{1,60})")
_OWN_NUMBER = re.compile(r"^№\s*(?P<number>[^\s_]\S*)(?:\s+(?:от|of)\s.*)?$", re.MULTILINE)
_REPLY = re.compile(
    r"^(?:на\s+|to\s+)?(?=[^\n]*\d{4})[^\n№]{6,60}№\s*\S+\s*$|^на\s+№[^\n]+$",
    re.MULTILINE | re.IGNORECASE,
)
_SALUTATION = re.compile(
    r"^(?:құрметті|уважаем\w+|урматтуу|dear|sayın)\b[^\n]{0,80}[!,]\s*$",
    re.MULTILINE | re.IGNORECASE,
)
_POSTCODE = re.compile(r"^\d{5,6},[^\n]+$", re.MULTILINE)
_DRAFTER = re.compile(
    r"^(?:орынд|аткар|исп|исполнитель|drafted by|hazırlayan)\w*[.:]*\s*(?P<name>\S[^\n]{2,100})$",
    re.MULTILINE | re.IGNORECASE,
)
_PHONE = re.compile(
    r"^(?:тел|phone|tel)\w*[.:]*\s*(?P<number>\+?[\d ()-]{5,30})$", re.MULTILINE | re.IGNORECASE
)
_SIGNATORY = re.compile(r"^(?:[^\W\d_]\.\s?){1,2}\s?[^\W\d_]{3,40}$", re.MULTILINE)
_SUBJECT = re.compile(
    r"^(?:сіздердің|сіздің|сиздердин|сиздин|на ваш\w*)?\s*(?P<subject>.+?)\s+(?:қатысты|туралы|боюнча|жөнүндө|сообща\w+)\b",
    re.IGNORECASE,
)
_KAZAKH = re.compile("[әғқңөұүһі]", re.IGNORECASE)


@dataclass
class Letter:
    """What stands in a letter, as plain text without mark-up."""

    text: str
    language: str
    subject: str = ""
    senders: Texts = field(default_factory=Texts)
    addresses: Texts = field(default_factory=Texts)
    addressee: str = ""
    number: str = ""
    reply_number: str = ""
    reply_day: date | None = None
    signatory: str = ""
    drafter: str = ""
    phone: str = ""
    notes: list[Footnote] = field(default_factory=list)


def is_letter(reading: Reading) -> bool:
    """Whether a text reads like an official letter."""
    return reading.document is not None and reading.document.value.kind == "letter"


def read(raw: str, language: str, today: date) -> Letter:
    """What a letter says of itself. `today` is the day on which it is read."""
    text = _RAISED.sub(lambda found: found[1].translate(_DIGITS), _MARKUP.sub("", raw)).strip()
    letter = Letter(text, language)
    salutation = _SALUTATION.search(text)
    head, body = (
        (text[: salutation.start()], text[salutation.end() :]) if salutation else ("", text)
    )
    _read_head(head, letter, today)
    _read_subject(body, letter)
    signed = list(_SIGNATORY.finditer(body))
    letter.signatory = signed[-1][0].strip() if signed else ""
    letter.drafter = _named(_DRAFTER, text, "name")
    letter.phone = _with_area(_named(_PHONE, text, "number"), letter.addresses)
    letter.notes = [_note(found["text"], language, today) for found in _NOTE.finditer(text)]
    return letter


def document(letter: Letter) -> LinkedDocument:
    """The letter as a document of an event."""
    language = letter.language
    return LinkedDocument(
        kind=DocumentKind.LETTER,
        titles=Texts({language: letter.subject}),
        number=letter.number,
        reply_number=letter.reply_number,
        reply_dated_on=letter.reply_day,
        senders=letter.senders,
        sender_addresses=letter.addresses,
        addressees=Texts({language: letter.addressee}),
        texts=Texts({language: letter.text}),
        signatory=letter.signatory,
        drafter=letter.drafter,
        drafter_phone=letter.phone,
        footnotes=letter.notes,
    )


def _with_area(phone: str, addresses: Texts) -> str:
    """A number as it is written; beside it the whole one, where the sender's city tells the area."""
    towns = (named.key for address in addresses.values() for named in cities.find(Text(address)))
    whole = next((contacts.in_area(phone, town) for town in towns if town), None)
    return f"{phone} ({whole})" if whole else phone


def _read_head(head: str, letter: Letter, today: date) -> None:
    """Everything above the salutation: letterhead, numbers, addressee."""
    letter.number = _named(_OWN_NUMBER, head, "number")[:LONGEST_NUMBER]
    reply = _REPLY.search(head)
    if reply:
        letter.reply_number = _named(_NUMBER, reply[0], "number")
        letter.reply_day = _day(reply[0], today)
    for found in _POSTCODE.finditer(head):
        letter.addresses.setdefault(_script(found[0], letter.language), found[0].strip())
    for block in _blocks(head):
        if block.isupper() and not re.search(r"\d|№", block):
            letter.senders.setdefault(_script(block, letter.language), block)
        elif not re.search(r"\d|№", block):
            letter.addressee = block


def _read_subject(body: str, letter: Letter) -> None:
    """What the first sentence says the letter is about, else that sentence."""
    text = Text(body.strip())
    if text.sentences:
        first = tidy(text.plain[slice(*text.sentences[0])])
        about = _SUBJECT.search(first)
        letter.subject = (about["subject"] if about else first)[:LONGEST_SUBJECT]


def _blocks(head: str) -> Iterator[str]:
    """The paragraphs, each on one line."""
    for block in re.split(r"\n\s*\n", head):
        words = " ".join(block.split())
        if words:
            yield words


def _note(words: str, language: str, today: date) -> Footnote:
    return Footnote(
        number=_named(_NUMBER, words, "number")[:LONGEST_NUMBER],
        dated_on=_day(words, today),
        texts=Texts({language: words.strip()}),
    )


def _day(words: str, today: date) -> date | None:
    days = (dates.resolve(found, today, found.year) for found in dates.find(Text(words)))
    return next((day[0] for day in days if day), None)


def _named(pattern: re.Pattern[str], text: str, group: str) -> str:
    found = pattern.search(text)
    return found[group].strip() if found else ""


def _script(words: str, language: str) -> str:
    """Kazakh and Russian stand side by side in letterheads; Kazakh has letters of its own."""
    if language != "kk":
        return language
    return "kk" if _KAZAKH.search(words) else "ru"
