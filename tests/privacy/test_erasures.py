from datetime import timedelta

import pytest
from sqlalchemy import select

from eventsapp.accreditation import retention as press
from eventsapp.events.models import Event
from eventsapp.extensions import db
from eventsapp.mail.models import Message
from eventsapp.privacy import erasures
from eventsapp.registration import retention
from eventsapp.registration.models import Registration
from eventsapp.web.guard import Role
from tests.factories import make_applicant, make_event, make_registration, make_user

DAY = timedelta(days=1)


@pytest.fixture
def event(app) -> Event:
    """An event with people, of an organisation with an owner and an editor."""
    owner = make_user(email="owner@example.org", role=Role.OWNER)
    organisation = owner.memberships[0].organisation
    make_user(organisation, email="editor@example.org", role=Role.EDITOR)
    event = make_event(organisation=organisation)
    for email in ("ada@example.org", "bolat@example.org"):
        make_registration(event, email=email)
    make_applicant(event, email="reporter@example.org")
    return event


def reports() -> list[Message]:
    wanted = select(Message).where(Message.template == "privacy/report").order_by(Message.id)
    return list(db.session.scalars(wanted))


def test_owners_hear_the_day_after_how_many_were_erased(event):
    night = event.effective_end + timedelta(days=event.organisation.retention_days, hours=1)
    retention.erase_due(night)
    press.erase_due(night)
    assert erasures.report_erasures(night) == 0

    assert erasures.report_erasures(night + DAY) == 1
    erasures.report_erasures(night + 2 * DAY)

    [report] = reports()
    assert report.recipient == "owner@example.org"
    assert report.subject == "The data of 3 people were erased"
    assert "Registered: 2 · Press: 1 · Invited: 0" in report.text
    assert "ada@example.org" not in report.text


def test_what_a_person_asked_for_is_no_report_of_the_night(event, now):
    retention.erase(db.session.scalars(select(Registration)).first(), now=now)

    assert erasures.report_erasures(now + DAY) == 0
