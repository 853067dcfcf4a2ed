"""A written message as letters: its words in each language, filled in for each person."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from flask_babel import gettext as _
from jinja2.utils import urlize
from markupsafe import Markup

from eventsapp.core import tokens
from eventsapp.core.texts import ENDONYMS, LANGUAGES, Texts
from eventsapp.mail import services as outbox
from eventsapp.mail import urls
from eventsapp.mail.circulars import Circular, Copy, mark
from eventsapp.mail.rendering import Written
from eventsapp.messages import placeholders
from eventsapp.messages.audience import TEMPLATE
from eventsapp.messages.models import Mailing
from eventsapp.registration.letterhead import letterhead, reply_address
from eventsapp.registration.models import Registration

OWN = ("name", "address", "code", "ticket_url", "manage_url", "unsubscribe_url")
_BRACES = {"name": mark("name"), "code": mark("code"), "link": mark("ticket_url")}
_NO_MARKS = {0xE000: None, 0xE001: None}  # what encloses a mark is never typed
_LINK = Markup('<a class="link" href="{0}" style="color:#2A3AC2;">{0}</a>').format(_BRACES["link"])


@dataclass(frozen=True)
class Words:
    """What one language's readers get: the event's placeholders filled, the person's not."""

    language: str  # the one it is written in, which may be another
    subject: str
    body: str


class Composed:
    """One message ready to be written to any number of people."""

    def __init__(self, mailing: Mailing) -> None:
        self.mailing, self.event = mailing, mailing.event
        self._words = {language: self._in_words(language) for language in LANGUAGES}
        self._heads: dict[str, dict[str, Any]] = {}
        self._circulars: dict[str, Circular] = {}
        self._reply_to = reply_address(mailing.event)

    def words(self, language: str) -> Words:
        """What a reader of this language gets."""
        return self._words[language]

    def digest(self, language: str, address: str) -> str:
        """What is the same only for the same words to the same person about the same event."""
        words = self._words[language]
        text = f"{self.event.topic}\0{address.lower()}\0{words.subject}\0{words.body}"
        return tokens.fingerprint("mailing", text)

    def preview(self, language: str) -> Written:
        """As an invented person of this language gets it."""
        return self._circular(language).fill(_invented())

    def copy_for(self, person: Registration, *, now: datetime) -> Copy:
        """The letter to one person, ready for the outbox."""
        address, language = person.email or "", person.language
        message = outbox.draft(
            TEMPLATE,
            to=address,
            name=person.name,
            language=language,
            key=f"mailing:{self.mailing.id}:{person.id}",
            topic=self.event.topic,
            sender_name=self._head(language)["sender_name"],
            sender_address=self._head(language)["sender_address"],
            reply_to=self._reply_to,
            unsubscribe=True,
            now=now,
        )
        message.digest = self.digest(language, address)
        return Copy(message, self._circular(language), _own(person))

    def _head(self, language: str) -> dict[str, Any]:
        if language not in self._heads:
            self._heads[language] = letterhead(self.event, language)
        return self._heads[language]

    def _circular(self, language: str) -> Circular:
        if language not in self._circulars:
            words = self._words[language]
            paragraphs = placeholders.fill(words.body, _BRACES).split("\n\n")
            other = "" if words.language == language else ENDONYMS[words.language]
            context = self._head(language) | {
                "own_subject": placeholders.fill(words.subject, _BRACES),
                "paragraphs": paragraphs,
                "html_paragraphs": [_html(paragraph) for paragraph in paragraphs],
                "words_language": words.language,
                "other_language": other,
            }
            self._circulars[language] = Circular(TEMPLATE, language, context, own=OWN)
        return self._circulars[language]

    def _in_words(self, language: str) -> Words:
        subjects, bodies = self.mailing.subjects, self.mailing.bodies
        whole = Texts({code: text for code, text in bodies.items() if subjects.get(code)})
        body = (whole or bodies).read([language, self.event.original_language])
        values = placeholders.of_event(self.event, body.language)
        typed = (subjects.get(body.language, ""), body.text)
        filled = (placeholders.fill(text.translate(_NO_MARKS), values) for text in typed)
        return Words(body.language, *filled)


def _html(paragraph: str) -> Markup:
    """A paragraph with its addresses as links and its lines kept."""
    linked = Markup(urlize(paragraph))  # noqa: S704 -- urlize escapes
    return linked.replace(_BRACES["link"], _LINK).replace("\n", Markup("<br>\n"))


def _own(person: Registration) -> Mapping[str, str]:
    token = person.token
    return {
        "name": person.name,
        "address": person.email or "",
        "code": tokens.spell_code(person.code),
        "ticket_url": urls.absolute("registration.show", token=token),
        "manage_url": urls.absolute("registration.edit", token=token),
    }


def _invented() -> Mapping[str, str]:
    link = urls.absolute("registration.show", token="own-page")  # noqa: S106 -- of nobody
    return {
        "name": _("Ainura Bekova"),
        "address": "ainura@example.org",
        "code": "K7M9-P2Q5",
        "ticket_url": link,
        "manage_url": link,
        "unsubscribe_url": link,
    }
