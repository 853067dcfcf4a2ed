"""The organiser's table: its columns, those that one member of the team has chosen, its cells."""

from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from flask_babel import gettext as _
from sqlalchemy import Select

from eventsapp.core import dates, sheets
from eventsapp.core.texts import ENDONYMS
from eventsapp.events.models import Event
from eventsapp.events.ways import way
from eventsapp.extensions import db
from eventsapp.questions import queries as questions
from eventsapp.questions import wording
from eventsapp.questions.models import Question
from eventsapp.registration import filling
from eventsapp.registration.filled_models import FormAnswer
from eventsapp.registration.models import Registration
from eventsapp.registration.people import tags
from eventsapp.registration.people.models import ColumnChoice
from eventsapp.registration.wording import STATUSES, answer_of

BATCH = 500
USUAL = ("organisation", "way", "answer", "registered")  # until somebody chooses
ALWAYS = ("name", "email", "status")  # in the first columns of the page
DRAWN = ("way", "answer", "registered")  # by the page itself, with more than words
WRITERS: dict[str, Callable[[sheets.Rows], Iterator[str] | Iterator[bytes]]] = {
    "csv": sheets.csv_lines,
    "xlsx": sheets.xlsx,
    "ods": sheets.ods,
}
MEDIA_TYPES = {"csv": sheets.CSV, "xlsx": sheets.XLSX, "ods": sheets.ODS}


class Known(NamedTuple):
    """A person and what was read with them."""

    person: Registration
    answers: dict[int, FormAnswer]
    tags: Sequence[str]
    language: str  # of the reader


@dataclass(frozen=True)
class Column:
    """One column: its key in addresses and choices, its heading, and its cell for a person."""

    key: str
    label: str
    cell: Callable[[Known], str]


def columns(event: Event) -> list[Column]:
    """Every column of an event's table: what is known of everybody, then the questions."""
    asked = questions.of_event(event, with_removed=True)
    return [*_known(event), *(_question(each) for each in asked)]


def chosen(event: Event, user_id: int) -> list[str]:
    """The keys of the columns that somebody reads beside name and status."""
    choice = db.session.get(ColumnChoice, (user_id, event.id))
    return list(choice.columns) if choice else list(USUAL)


def choose(event: Event, user_id: int, keys: Collection[str]) -> None:
    """Keep these columns for one member of the team, in the order of the table."""
    choice = db.session.get(ColumnChoice, (user_id, event.id))
    if choice is None:
        choice = ColumnChoice(user_id=user_id, event_id=event.id)
        db.session.add(choice)
    choice.columns = [each.key for each in columns(event) if each.key in keys]


def cells(
    wanted: Sequence[Column], people: Sequence[Registration], language: str
) -> dict[int, dict[str, str]]:
    """What stands in these columns, by person and key: as many queries however many people."""
    return {
        each.person.id: {column.key: column.cell(each) for column in wanted}
        for each in _read(people, language)
    }


def written(wanted: Select[Registration], event: Event, form: str, language: str) -> Iterator:
    """The people asked for with every column, as a file, piece by piece."""
    return WRITERS[form](_rows(wanted, columns(event), language))


def _rows(
    wanted: Select[Registration], all_columns: Sequence[Column], language: str
) -> Iterator[list[str]]:
    yield [column.label for column in all_columns]
    with db.session.scalars(wanted.execution_options(yield_per=BATCH)) as people:
        for batch in people.partitions(BATCH):
            for each in _read(batch, language):
                yield [column.cell(each) for column in all_columns]


def _read(people: Iterable[Registration], language: str) -> Iterator[Known]:
    people = list(people)
    answers, named = filling.answers_of(people), tags.of(people)
    for each in people:
        yield Known(each, answers.get(each.id, {}), named.get(each.id, ()), language)


def _known(event: Event) -> list[Column]:
    return [
        Column("name", _("Full name"), lambda each: each.person.name),
        Column("email", _("E-mail"), lambda each: each.person.email or ""),
        Column("phone", _("Phone"), lambda each: each.person.phone),
        Column("organisation", _("Organisation"), lambda each: each.person.organisation_name),
        Column("way", _("Way"), lambda each: way(each.person.category, each.language)),
        Column("status", _("Status"), lambda each: str(STATUSES[each.person.status])),
        Column("answer", _("Answer"), lambda each: str(answer_of(each.person) or "")),
        Column("registered", _("Registered"), lambda each: _registered(event, each)),
        Column("language", _("Language"), lambda each: ENDONYMS[each.person.language]),
        Column("code", _("Entry code"), lambda each: each.person.code),
        Column("party", _("Comes with"), lambda each: each.person.party.name if each.person.party else ""),
        Column("tags", _("Tags"), lambda each: ", ".join(each.tags)),
    ]  # fmt: skip


def _registered(event: Event, known: Known) -> str:
    return dates.short_moment(known.person.registered_at, event.timezone, known.language)


def _question(question: Question) -> Column:
    def cell(known: Known) -> str:
        answer = known.answers.get(question.id)
        return answer.told(question.event.original_language) if answer else ""

    return Column(f"question-{question.id}", wording.label(question), cell)
