"""Links are made of a row's number: no number is given twice, so no link finds a later row."""

import re
from pathlib import Path

import pytest

from eventsapp.accounts.models import AddressChange, Invite, User
from eventsapp.accreditation.cards.models import Card
from eventsapp.accreditation.models import Applicant
from eventsapp.accreditation.security.models import SecurityLink
from eventsapp.checkin.models import Door
from eventsapp.contacts.models import Contact
from eventsapp.digests.models import Subscription
from eventsapp.extensions import db
from eventsapp.guests.models import Guest
from eventsapp.invitations.models import Invitee
from eventsapp.mail.models import Message
from eventsapp.mycalendar.models import OwnCalendar
from eventsapp.privacy.models import Handout
from eventsapp.registration.models import Registration
from tests.factories import CREATED, save

APP = Path(__file__).resolve().parents[2] / "eventsapp"
NO_ROW = {"web/traps.py", "api/blueprints.py"}  # tokens of a moment, of a place in a list
OF_OTHERS = {"documents/letters.py": Registration}  # whose number is in a token made elsewhere
MODELS = (
    AddressChange, Applicant, Card, Contact, Door, Guest, Handout, Invite, Invitee, Message,
    OwnCalendar, Registration, SecurityLink, Subscription, User,
)  # fmt: skip
MADE = re.compile(r"tokens\.make(?:_expiring)?\(")


def test_every_file_that_makes_links_is_known():
    """A new one names its model above, or says why there is none."""
    packages = {
        path.relative_to(APP).as_posix()
        for path in APP.rglob("*.py")
        if MADE.search(path.read_text()) and path.name != "tokens.py"
    }
    of_models = {model.__module__.split(".")[1] for model in MODELS}
    unknown = {
        path for path in packages - NO_ROW - set(OF_OTHERS) if path.split("/")[0] not in of_models
    }

    assert unknown == set()


@pytest.mark.parametrize("model", MODELS, ids=lambda model: model.__name__)
def test_number_of_a_row_is_never_given_again_by_sqlite(model):
    assert model.__table__.dialect_options["sqlite"]["autoincrement"] is True


def test_address_of_a_calendar_that_is_gone_finds_no_later_one(client):
    former = save(OwnCalendar(email="ada@example.org", language="en", created_at=CREATED))
    feed, page = former.token, former.page_token
    db.session.delete(former)
    db.session.commit()
    later = save(OwnCalendar(email="ben@example.org", language="en", created_at=CREATED))
    db.session.commit()

    assert client.get(f"/f/{feed}.ics").status_code == 404
    assert client.get(f"/my-calendar/{page}").status_code == 404
    assert client.get(f"/f/{later.token}.ics").status_code == 200
