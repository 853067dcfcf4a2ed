import json
from datetime import timedelta

import pytest
from sqlalchemy import JSON, String, select

from eventsapp.accounts import second_step
from eventsapp.accounts.factor_models import Authenticator
from eventsapp.accreditation.models import Applicant
from eventsapp.accreditation.sealing import seal, unseal
from eventsapp.contacts import imports as contact_imports
from eventsapp.extensions import db
from eventsapp.mail.models import Message
from eventsapp.privacy import reporting, services
from eventsapp.registration import imports as registration_imports
from eventsapp.registration import mails
from eventsapp.registration.models import Registration, Status
from eventsapp.web.guard import Role
from tests.factories import (
    make_applicant,
    make_card,
    make_contact,
    make_event,
    make_invite,
    make_registration,
    make_user,
)
from tests.signing_in import sign_in

ADDRESS, NAME = "gulnara@example.org", "Gulnara Tynystanova"


@pytest.fixture
def owner(app):
    return make_user(role=Role.OWNER)


@pytest.fixture
def office(app, owner):
    return sign_in(app.test_client(), owner)


@pytest.fixture
def known(owner, now):
    """An organisation that has met one person in every way."""
    organisation = owner.memberships[0].organisation
    event = make_event(organisation=organisation)
    registration = make_registration(event, email=ADDRESS, name=NAME)
    registration.refresh_search_key()
    mails.confirm(registration, now)
    make_invite(event, email=ADDRESS, name=NAME)
    applicant = make_applicant(event, email=ADDRESS, name=NAME)
    applicant.identity = seal("AN 1234567")
    make_card(organisation, email=ADDRESS, name=NAME)
    db.session.commit()
    return organisation


def everywhere() -> str:
    """Every text of every table."""
    db.session.expire_all()
    return "\n".join(
        f"{table.name}.{column.name}: {str(value).casefold()}"
        for table in db.metadata.sorted_tables
        for column in table.columns
        if isinstance(column.type, String | JSON)
        for value in db.session.scalars(select(column))
    )


def test_erasing_leaves_no_trace_in_any_table(office, known):
    assert ADDRESS in everywhere()

    answer = office.post("/desk/privacy/person/erasure", data={"email": f" {ADDRESS.upper()}"})

    assert answer.status_code == 302
    left = everywhere()
    assert ADDRESS not in left
    assert "tynystanova" not in left


def test_erasing_forgets_the_files_that_tell_of_somebody(known, now):
    event = db.session.scalars(select(Registration)).first().event
    mine = f"Name;E-mail\n{NAME};{ADDRESS.upper()}".encode()
    theirs = b"Name;E-mail\nAda;ada@example.org"
    kept = [
        registration_imports.begin(event, "a.csv", mine, language="en", now=now),
        registration_imports.begin(event, "b.csv", theirs, language="en", now=now),
        contact_imports.begin(known, "c.csv", mine, language="en", now=now),
    ]
    db.session.commit()

    services.erase(known, ADDRESS, now=now)

    assert [bool(each.file_key) for each in kept] == [False, True, False]


def test_erasing_gives_the_place_back_and_keeps_the_number(known, now):
    services.erase(known, ADDRESS, now=now)

    person = db.session.scalars(select(Registration)).first()
    assert (person.status, person.erased_at) == (Status.CANCELLED, now)


def test_erasing_touches_nobody_else(known, now):
    event = db.session.scalars(select(Registration)).first().event
    other = make_registration(event, email="ada@example.org", name="Ada Bekova")
    elsewhere = make_registration(email=ADDRESS, name=NAME)

    services.erase(known, ADDRESS, now=now)

    assert (other.name, elsewhere.name) == ("Ada Bekova", NAME)


def test_erasing_nobody_is_refused(office):
    answer = office.post("/desk/privacy/person/erasure", data={"email": "nobody@example.org"})

    assert answer.status_code == 409
    assert "Nothing is stored here" in answer.text


def test_the_page_says_what_is_stored(office, known):
    page = office.post("/desk/privacy/person", data={"email": ADDRESS}).text

    for name in ("Registrations", "Applications for accreditation", "Press cards", "Mails about"):
        assert name in page


def test_export_holds_what_they_told_and_no_secrets(office, known):
    answer = office.post("/desk/privacy/person/export", data={"email": ADDRESS})

    found = json.loads(answer.data)
    assert found["Registrations"][0]["name"] == NAME
    assert found["Press cards"][0]["email"] == ADDRESS
    assert "entry_key" not in answer.text


def test_how_long_things_are_kept_is_set_here(office, owner):
    office.post("/desk/privacy", data={"retention_days": "30", "audit_days": "365"})
    refused = office.post("/desk/privacy", data={"retention_days": "0", "audit_days": "365"})

    assert refused.status_code == 422
    organisation = owner.memberships[0].organisation
    assert (organisation.retention_days, organisation.audit_days) == (30, 365)


def test_the_team_hears_two_weeks_before_people_are_erased(known):
    event = db.session.scalars(select(Registration)).first().event
    erased_on = event.effective_end + timedelta(days=event.organisation.retention_days)
    before = [
        reporting.announce_erasures(erased_on - timedelta(days=days)) for days in (15, 13, 12)
    ]
    db.session.commit()

    subjects = db.session.scalars(
        select(Message.subject).where(Message.template == "privacy/retention")
    ).all()
    assert before == [0, 1, 1]
    assert len(subjects) == 1
    assert "will be erased on" in subjects[0]


def test_reseal_lets_the_former_key_go(app, owner, known, monkeypatch):
    second_step.begin(owner)
    db.session.commit()
    monkeypatch.setitem(app.config, "SECRET_KEY_FALLBACKS", [app.config["SECRET_KEY"]])
    monkeypatch.setitem(app.config, "SECRET_KEY", "another one")

    result = app.test_cli_runner().invoke(args=["privacy", "reseal"])

    monkeypatch.setitem(app.config, "SECRET_KEY_FALLBACKS", [])
    db.session.expire_all()
    assert result.exit_code == 0, result.output
    assert unseal(db.session.scalars(select(Applicant.identity)).one()) == "AN 1234567"
    assert second_step.secret_of(db.session.scalars(select(Authenticator)).one())


def test_a_contact_that_an_event_names_is_not_erased_unseen(known, now):
    contact = make_contact(organisation=known)

    assert services.found(known, contact.emails[0].address).keys() == {"Contacts", "Posts"}
