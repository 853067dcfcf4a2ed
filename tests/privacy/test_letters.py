import json
import re
from datetime import timedelta

import pytest
from sqlalchemy import select

from eventsapp.core.clock import utcnow
from eventsapp.extensions import db
from eventsapp.mail.models import Message, State
from eventsapp.privacy import letters
from eventsapp.privacy.models import Handout
from eventsapp.registration.models import Registration
from eventsapp.web.guard import Role
from tests.factories import make_event, make_registration, make_user
from tests.signing_in import sign_in

ADDRESS = "gulnara@example.org"
PERSON = {"email": ADDRESS}


@pytest.fixture
def office(app):
    owner = make_user(role=Role.OWNER)
    event = make_event(organisation=owner.memberships[0].organisation)
    make_registration(event, email=ADDRESS, name="Gulnara Tynystanova", language="ky")
    make_registration(email=ADDRESS, name="Known Elsewhere")
    return sign_in(app.test_client(), owner)


def letter() -> Message:
    db.session.rollback()
    return db.session.scalars(select(Message).order_by(Message.id.desc())).first()


def link() -> str:
    return re.search(r"/account/data/\w+", letter().text)[0]


def test_hand_out_mails_a_link_to_what_this_organisation_has_stored(app, office):
    office.post("/desk/privacy/person/link", data=PERSON)

    reader = app.test_client()
    page = reader.get(link())
    file = reader.get(f"{link()}/personal-data.json")

    assert (letter().recipient, letter().language) == (ADDRESS, "ky")
    assert ADDRESS in page.text
    assert "Gulnara Tynystanova" in json.dumps(json.loads(file.text))
    assert "Known Elsewhere" not in file.text
    assert file.headers["Cache-Control"] == "private, no-store"


def test_a_link_is_over_after_seven_days_and_forgotten(app, office):
    office.post("/desk/privacy/person/link", data=PERSON)
    token, week = link().rpartition("/")[2], utcnow() + timedelta(days=7, minutes=1)

    assert letters.find(token, now=week - timedelta(minutes=2))
    assert letters.find(token, now=week) is None
    assert letters.forget_told(week) == 1
    assert app.test_client().get(f"/account/data/{token}").status_code == 410


def test_hand_out_of_nobody_is_refused(office):
    answer = office.post("/desk/privacy/person/link", data={"email": "nobody@example.org"})

    assert answer.status_code == 409
    assert db.session.scalars(select(Handout)).all() == []


def test_erasing_ends_a_link_that_was_mailed_before(app, office):
    office.post("/desk/privacy/person/link", data=PERSON)
    mailed = link()

    office.post("/desk/privacy/person/erasure", data=PERSON)

    assert app.test_client().get(mailed).status_code == 410
    assert ADDRESS not in db.session.scalars(select(Message.recipient)).all()


def test_who_is_told_of_the_erasing_is_forgotten_once_the_mail_went_out(office):
    office.post("/desk/privacy/person/erasure", data=PERSON | {"tell": "yes"})
    told = letter()
    assert (told.recipient, told.language) == (ADDRESS, "ky")
    assert letters.forget_told(utcnow()) == 0

    told.state = State.SENT
    db.session.commit()

    assert letters.forget_told(utcnow()) == 1
    assert ADDRESS not in db.session.scalars(select(Message.recipient)).all()


def test_erasing_tells_nobody_unless_wished(office):
    office.post("/desk/privacy/person/erasure", data=PERSON)

    assert db.session.scalars(select(Message)).all() == []
    assert ADDRESS not in db.session.scalars(
        select(Registration.email).where(Registration.erased_at.is_not(None))
    )
