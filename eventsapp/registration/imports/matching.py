"""What the columns of a file mean, and what a row of it says about somebody who takes part."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from eventsapp.core import search, tables
from eventsapp.core.imports import Fault
from eventsapp.core.texts import LANGUAGES
from eventsapp.events.models import Event
from eventsapp.events.ways import way
from eventsapp.questions import queries as questions
from eventsapp.questions import reading, wording
from eventsapp.questions.models import Question
from eventsapp.registration.details import AttendeeDetails
from eventsapp.registration.forms import dialled
from eventsapp.registration.imports.models import RegistrationImport
from eventsapp.registration.models import Status
from eventsapp.registration.wording import STATUSES
from eventsapp.web import locale
from eventsapp.web.fields import NO_NUMBER, line, names_number

FIELDS = {
    "": _l("Leave out"),
    "name": _l("Full name"),
    "email": _l("E-mail"),
    "phone": _l("Phone"),
    "organisation": _l("Organisation"),
    "way": _l("Way"),
    "language": _l("Language"),
    "status": _l("Status"),
    "tags": _l("Tags"),
}
FAULTS = {
    "nobody": _l("No name in this row."),
    "no_address": _l("No e-mail address in this row."),
    "email": _l("This is not an e-mail address."),
    "phone": NO_NUMBER,
    "long": _l("A name, phone, organisation or tag is too long."),
    "way": _l("The event has no such way of taking part."),
    "status": _l("Only who is registered, waits or asks for approval can be imported."),
    "answer": _l("The answer to one of your questions does not fit it."),
    "known": _l("Registered already."),
    "closed": _l("Registration for this event is closed."),
    "full": _l("There are not enough places left."),
    "no_organisation": _l("Name the organisation. Each can send a limited number of people."),
    "many": _l("The limit of this organisation is reached."),
}
LONGEST = {"name": 200, "phone": 60, "organisation": 200, "tags": 40}
STANDING = (Status.CONFIRMED, Status.PENDING, Status.WAITLISTED)  # in which people can arrive
_HEADINGS = {
    "email": "email mail пошта почта eposta posta поштасы",
    "phone": "phone tel telephone mobile телефон телефоны телефону мобильный cep gsm telefon",
    "organisation": "organisation organization outlet media company employer сми организация издание место работы ұйым уюм мекеме бак жмк kurum kuruluş uıym",
    "way": "category way ticket категория формат участие санат категориясы түрү kategori katılım",
    "status": "status state статус состояние мәртебе күйі абалы durum",
    "tags": "tag tags label метка метки тег теги белгі белгилер etiket etiketler",
    "language": "language lang язык тіл тілі тил тили dil",
    "name": "name surname first last фио имя фамилия отчество аты тегі атыжөні фамилиясы ысымы ad adı isim soyad soyadı",
}
_KNOWN = tables.known_headings(_HEADINGS)


@dataclass(frozen=True)
class Row:
    """Somebody as a row tells of them."""

    details: AttendeeDetails
    status: Status | None = None  # None: a place, or one in the line
    tags: tuple[str, ...] = ()


class Reader:
    """Reads the rows of one import, by the ways and questions of its event as they are now."""

    def __init__(self, standing: RegistrationImport) -> None:
        self._standing, event = standing, standing.event
        self._event = event
        self._asked = answerable(event)
        self._ways = _ways(event)
        self._statuses = in_every_language(STATUSES) | {each.value: each for each in Status}

    def row(self, cells: Sequence[str]) -> Row:
        """What a row says, tidied. Raises Fault where it says too little or something impossible."""
        said = tables.gather(cells, self._standing.matching)
        name, phone = _joined(said, "name"), _joined(said, "phone")
        category_id = self._way(_joined(said, "way"))
        details = AttendeeDetails(
            name=name,
            email=_address(said),
            category_id=category_id,
            language=tables.language(_joined(said, "language")) or self._standing.language,
            phone=phone,
            phone_e164=dialled(phone, self._event),
            organisation_name=_joined(said, "organisation"),
            answers=self._answers(said, category_id),
            is_invited=True,  # by the team
        )
        row = Row(details, self._status(_joined(said, "status")), _tags(said))
        _require_fit(row)
        return row

    def _way(self, said: str) -> int:
        found = self._ways.get(search.fold(said)) if said else self._standing.category_id
        if found is None or found not in self._ways.values():
            raise Fault("way")
        return found

    def _status(self, said: str) -> Status | None:
        if not said:
            return None
        found = self._statuses.get(search.fold(said))
        if found not in STANDING:
            raise Fault("status")
        return None if found is Status.CONFIRMED else found

    def _answers(self, said: Mapping[str, list[str]], category_id: int) -> tuple[Any, ...]:
        told = {each.id: "; ".join(said.get(key_of(each), ())) for each in self._asked}
        try:
            return reading.given(self._asked, category_id, told)
        except reading.Unfit as unfit:
            raise Fault("answer", unfit.question.id) from None


def fields(event: Event) -> dict[str, Any]:
    """What a column can mean, the questions of the event among it, with the names of each."""
    return FIELDS | {key_of(each): wording.label(each) for each in answerable(event)}


def guess(event: Event, headings: Sequence[str]) -> list[str]:
    """What each column means, by its heading in any of our languages; empty where unclear."""
    exact = in_every_language(FIELDS) | {
        search.fold(label): key_of(each)
        for each in answerable(event)
        for label in each.labels.values()
    }
    by_word = tables.guess(headings, _KNOWN)
    return [exact.get(search.fold(one), two) for one, two in zip(headings, by_word, strict=True)]


def words(fault: Sequence[Any], asked: Mapping[int, str]) -> str:
    """Why a row was left out; `asked` are the questions by their numbers."""
    _number, kind, *more = fault
    if more and (question := asked.get(more[0])):
        return _("The answer to “%(question)s” does not fit it.", question=question)
    return str(FAULTS[kind])


def labels(event: Event) -> dict[int, str]:
    """What the questions of an event say, by their numbers."""
    return {each.id: wording.label(each) for each in answerable(event)}


def answerable(event: Event) -> list[Question]:
    """The questions whose answers a table can hold."""
    return [each for each in questions.of_event(event) if reading.is_told(each)]


def key_of(question: Question) -> str:
    """What stands for a question among the meanings of columns."""
    return f"question-{question.id}"


def in_every_language(named: Mapping[Any, Any]) -> dict[str, Any]:
    """What each folded name stands for."""
    found: dict[str, Any] = {}
    for language in LANGUAGES:
        with locale.speaking(language):
            found |= {search.fold(str(name)): key for key, name in named.items()}
    return found


def _ways(event: Event) -> dict[str, int]:
    return {
        search.fold(way(category, language)): category.id
        for language in LANGUAGES
        for category in reversed(event.categories)
    }


def _joined(said: Mapping[str, list[str]], field: str) -> str:
    return line(" ".join(said.get(field, ())))


def _tags(said: Mapping[str, list[str]]) -> tuple[str, ...]:
    return tuple(filter(None, map(line, tables.parts(said.get("tags", ()), ",;"))))


def _address(said: Mapping[str, list[str]]) -> str:
    written = tables.parts(said.get("email", ()), ",;")
    if not written:
        raise Fault("no_address")
    found = tables.address(written[0])
    if found is None or len(found) > 254:
        raise Fault("email")
    return found


def _require_fit(row: Row) -> None:
    told = row.details
    if not told.name:
        raise Fault("nobody")
    if told.phone and not names_number(told.phone):
        raise Fault("phone")
    pieces = (
        ("name", told.name), ("phone", told.phone), ("organisation", told.organisation_name),
        *(("tags", tag) for tag in row.tags),
    )  # fmt: skip
    if any(len(text) > LONGEST[field] for field, text in pieces):
        raise Fault("long")
