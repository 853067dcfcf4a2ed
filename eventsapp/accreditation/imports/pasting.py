"""A list of names and outlets, pasted from a letter or a spreadsheet, becomes applications."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from email_validator import EmailNotValidError, validate_email
from flask_babel import gettext as _

from eventsapp.accreditation import queries, services, wording
from eventsapp.accreditation.details import Answers, Person
from eventsapp.accreditation.kinds import Function
from eventsapp.contacts.outlets import OutletDetails
from eventsapp.events import queries as events
from eventsapp.events.models import Event
from eventsapp.extensions import db
from eventsapp.web.fields import line as tidy

MOST_LINES = 500
_CELLS = re.compile(r"\t|;|,(?![^(]*\))")


@dataclass(frozen=True)
class Line:
    """One line as it was read; `problem` says why it cannot be taken."""

    number: int
    name: str = ""
    outlet: str = ""
    email: str = ""
    function: Function = Function.WRITER
    problem: str = ""

    def answers(self, language: str) -> Answers:
        """The application of this one person."""
        person = Person(name=self.name, email=self.email, function=self.function)
        outlet = OutletDetails(name=self.outlet)
        return Answers(people=(person,), language=language, outlet=outlet)


def read(text: str) -> list[Line]:
    """The lines of a list: name, outlet, e-mail and task in any order after the name."""
    rows = [tidy(row) if "\t" not in row else row.strip() for row in text.splitlines()]
    numbered = [(number, row) for number, row in enumerate(rows, 1) if row]
    return [_line(number, row) for number, row in numbered[:MOST_LINES]]


def enter(event: Event, lines: Iterable[Line], *, language: str, now: datetime) -> int:
    """Put the people of a list into the queue; those who have applied stay as they are.

    Nobody is written to before a decision. Returns how many are new.
    """
    event = events.claim(event)  # so that nobody applies for one of them at this moment
    services.require_intake(event)
    count = 0
    for line in lines:
        if not line.problem and queries.find_sent(event, line.email) is None:
            services.enter(event, line.answers(language), now=now)
            count += 1
    db.session.flush()
    return count


def _line(number: int, row: str) -> Line:
    cells = [tidy(cell) for cell in _CELLS.split(row)]
    name, rest = cells[0], [cell for cell in cells[1:] if cell]
    email = next((cell for cell in rest if "@" in cell), "")
    function = next((found for cell in rest if (found := _function(cell))), None)
    outlets = [cell for cell in rest if cell != email and not _function(cell)]
    outlet = outlets[0] if outlets else ""
    return Line(
        number=number,
        name=name[:200],
        outlet=outlet[:200],
        email=email.lower(),
        function=function or Function.WRITER,
        problem=_problem(name, outlet, email),
    )


def _problem(name: str, outlet: str, email: str) -> str:
    if not name or "@" in name:
        return _("Begin with the name.")
    if len(name) > 200 or len(outlet) > 200:
        return _("Name or outlet is longer than 200 characters.")
    try:
        validate_email(email, check_deliverability=False, allow_smtputf8=False)
    except EmailNotValidError:
        return _("An e-mail like name@example.org is missing.")
    return ""


def _function(word: str) -> Function | None:
    wanted = word.casefold()
    names = {str(words).casefold(): function for function, words in wording.FUNCTIONS.items()}
    return names.get(wanted) or (Function(wanted) if wanted in set(Function) else None)
