"""The list for the security service of the venue: accepted people with their document numbers.

Whoever takes it is written down. The numbers are erased the night after the event.
"""

from collections.abc import Sequence
from datetime import datetime
from io import BytesIO

import xlsxwriter
from flask_babel import gettext as _
from sqlalchemy import select
from sqlalchemy.orm import joinedload

from eventsapp.accreditation import particulars, wording
from eventsapp.accreditation.identities import IdentityDetails
from eventsapp.accreditation.kinds import Status, Step
from eventsapp.accreditation.marks import services as marks
from eventsapp.accreditation.models import Applicant, Application
from eventsapp.accreditation.replacing import services as replacing
from eventsapp.accreditation.sealing import unseal
from eventsapp.accreditation.security.models import Export, SecurityLink
from eventsapp.events.models import Event
from eventsapp.extensions import db
from eventsapp.web.countries import country

HARMLESS = {"strings_to_formulas": False, "strings_to_urls": False, "in_memory": True}


def hand_over(
    event: Event, *, now: datetime, by: int | None = None, link: SecurityLink | None = None
) -> bytes:
    """The list as a spreadsheet, noted with who takes it: one of the desk, or behind a `link`.

    Who was accepted after that had been sent counts as with security from now on.
    """
    if link:
        marks.note(event, Step.SECURITY, by=None, now=now)
    people = accepted(event)
    taken = Export(event_id=event.id, made_by_id=by, link=link, made_at=now, people=len(people))
    db.session.add(taken)
    db.session.flush()
    instead = replacing.on_earlier_list(event)
    rows = [[*_cells(each), _note(instead.get(each.id))] for each in people]
    return _sheet([_headings(), *rows])


def accepted(event: Event) -> Sequence[Applicant]:
    """Everybody whom the door is to let in, by outlet and name."""
    return db.session.scalars(
        select(Applicant)
        .join(Applicant.application)
        .where(Applicant.event_id == event.id, Applicant.status == Status.ACCEPTED)
        .options(joinedload(Applicant.application).joinedload(Application.outlet))
        .order_by(Application.outlet_id, Applicant.name)
    ).all()


def exports(event: Event) -> Sequence[Export]:
    """Who took the list and when, the last first."""
    return db.session.scalars(
        select(Export)
        .where(Export.event_id == event.id)
        .options(joinedload(Export.made_by), joinedload(Export.link))
        .order_by(Export.id.desc())
    ).all()


def _headings() -> list[str]:
    return [
        _("Full name"),
        _("Name in Latin letters"),
        _("Sex"),
        _("Date of birth"),
        _("Place of birth"),
        _("Citizenship"),
        _("Outlet"),
        _("Country"),
        _("Task"),
        _("Kind of document"),
        _("Document number"),
        _("Issuing authority"),
        _("Date of issue"),
        _("Number plate"),
        _("Press card"),
        _("Equipment"),
        _("Vehicle"),
        _("Phone"),
        _("Note"),
    ]


def _cells(person: Applicant) -> list[str]:
    application = person.application
    outlet, document = application.outlet, IdentityDetails.of(person.identity_details)
    return [
        person.name,
        particulars.spell("latin_name", person.told),
        particulars.spell("sex", person.told),
        person.born_on.isoformat() if person.born_on else "",
        particulars.spell("birth_place", person.told),
        particulars.spell("citizenship", person.told),
        person.outlet_name,
        country(outlet.country) if outlet else "",
        str(wording.FUNCTIONS[person.function]),
        str(wording.IDENTITIES[document.kind]) if document.kind else "",
        unseal(person.identity),
        document.issuer,
        document.issued_on.isoformat() if document.issued_on else "",
        unseal(person.plate),
        person.card_number,
        application.equipment,
        application.vehicle,
        person.phone,
    ]


def _note(former: str | None) -> str:
    return _("Instead of %(name)s, who was on an earlier list", name=former) if former else ""


def _sheet(rows: Sequence[Sequence[str]]) -> bytes:
    result = BytesIO()
    with xlsxwriter.Workbook(result, HARMLESS) as book:
        sheet = book.add_worksheet()
        bold = book.add_format({"bold": True})
        for number, row in enumerate(rows):
            sheet.write_row(number, 0, row, None if number else bold)
        sheet.freeze_panes(1, 0)
        sheet.autofit()
    return result.getvalue()
