import json
from datetime import timedelta

import pytest
from sqlalchemy import JSON, String, select

from eventsapp.accounts import second_step
from eventsapp.accounts.factor_models import Authenticator
from eventsapp.accreditation.identities import IdentityDetails
from eventsapp.accreditation.models import Applicant
from eventsapp.accreditation.sealing import unseal
from eventsapp.contacts import imports as contact_imports
from eventsapp.extensions import db
from eventsapp.mail.models import Message
from eventsapp.privacy import reporting, services
from eventsapp.registration.imports import services as registration_imports
from eventsapp.registration.models import Registration, Status
from eventsapp.web.guard import Role
from tests.factories import (
    make_category,
    make_contact,
    make_event,
    make_organisation,
    make_registration,
    make_token,
    make_user,
)
from tests.privacy import traces
from tests.privacy.traces import ADDRESS, NAME
from tests.signing_in import sign_in

# Columns that hold an address or a telephone number, and none of hers.
OF_OTHERS = {
    "account.email": "an account of somebody who works here stays until the team lets them go",
    "account_address_change.email": "forgotten within the hour, with the account",
    "account_device.address": "of the network; forgotten with the account",
    "audit_entry.address": "of the network, of those who work here",
    "organisation.email": "of a body",
    "organisation.phone": "of a body",
    "venue.phone": "of a house",
    "venue.address": "of a house",
}


@pytest.fixture
def owner(app):
    return make_user(role=Role.OWNER)


@pytest.fixture
def office(app, owner):
    return sign_in(app.test_client(), owner)


@pytest.fixture
def known(owner):
    """An organisation that has met one person in every way."""
    organisation = owner.memberships[0].organisation
    traces.leave(organisation)
    return organisation


def standing() -> set[str]:
    """The columns, of every table, in which she stands."""
    db.session.expire_all()
    marks = (ADDRESS, NAME.partition(" ")[2].casefold(), traces.PHONE)
    return {
        f"{table.name}.{column.name}"
        for table in db.metadata.sorted_tables
        for column in table.columns
        if isinstance(column.type, String | JSON)
        for value in db.session.scalars(select(column))
        if any(mark in str(value).casefold() for mark in marks)
    }


def test_she_stands_wherever_people_do(known):
    """Proof that the tests of erasing look for her where there is something to erase."""
    traces.read()
    possible = {
        f"{table.name}.{column.name}"
        for table in db.metadata.sorted_tables
        for column in table.columns
        if column.name in {"email", "address", "recipient", "phone"}
    }

    assert possible - standing() - OF_OTHERS.keys() == set()


def test_erasing_leaves_no_trace_in_any_table(office, known):
    answer = office.post("/desk/privacy/person/erasure", data={"email": f" {ADDRESS.upper()}"})

    assert answer.status_code == 302
    assert standing() == set()


def test_erasing_everywhere_forgets_a_reader_too(app, known):
    traces.read()
    admin = sign_in(app.test_client(), make_user(is_admin=True))

    page = admin.post("/system/erase", data={"email": ADDRESS}).text
    answer = admin.post("/system/erase/erasure", data={"email": ADDRESS})

    assert "This installation" in page
    assert answer.status_code == 302
    assert standing() == set()


def test_erasing_everywhere_ends_a_calendar_whose_reader_no_organisation_knows(app, now):
    make_organisation(), make_organisation()
    traces.read()

    services.erase_everywhere(ADDRESS, now=now)
    db.session.commit()

    assert standing() == set()


def test_erasing_everywhere_keeps_the_account_of_who_works_here(app, now):
    colleague = make_user(email=ADDRESS, name=NAME)

    with pytest.raises(services.NobodyFound):
        services.erase_everywhere(ADDRESS, now=now)

    assert colleague.name == NAME


def test_erasing_forgets_the_files_that_tell_of_somebody(known, now):
    event = db.session.scalars(select(Registration).order_by(Registration.id)).first().event
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

    person = db.session.scalars(select(Registration).order_by(Registration.id)).first()
    assert (person.status, person.erased_at) == (Status.CANCELLED, now)


def test_erasing_touches_nobody_else(known, now):
    event = db.session.scalars(select(Registration).order_by(Registration.id)).first().event
    other = make_registration(event, email="ada@example.org", name="Ada Bekova")
    elsewhere = make_registration(email=ADDRESS, name=NAME)

    services.erase(known, ADDRESS, now=now)

    assert (other.name, elsewhere.name) == ("Ada Bekova", NAME)


def test_a_program_that_asks_again_registers_nobody_who_was_erased(app, owner, now):
    event = make_event(organisation=owner.memberships[0].organisation)
    _token, secret = make_token(event.organisation)
    asked = {
        "path": f"/api/v1/events/{event.id}/registrations",
        "json": traces.HER | {"category_id": make_category(event).id},
        "headers": {"Authorization": f"Bearer {secret}", "Idempotency-Key": "1"},
    }
    first = app.test_client().post(**asked)
    services.erase(event.organisation, ADDRESS, now=now)
    db.session.commit()

    again = app.test_client().post(**asked)

    assert (first.status_code, again.status_code) == (201, 410)
    assert again.content_type == "application/problem+json"
    assert standing() == set()


def test_erasing_nobody_is_refused(office):
    answer = office.post("/desk/privacy/person/erasure", data={"email": "nobody@example.org"})

    assert answer.status_code == 409
    assert "Nothing is stored here" in answer.text


def test_the_page_says_what_is_stored(office, known):
    page = office.post("/desk/privacy/person", data={"email": ADDRESS}).text

    for name in ("Registrations", "Applications for accreditation", "Press cards", "Mails"):
        assert name in page


def test_export_holds_what_they_told_and_no_secrets(office, known):
    answer = office.post("/desk/privacy/person/export", data={"email": ADDRESS})

    found = json.loads(answer.data)
    (registration,) = found["Registrations"]
    assert (registration["name"], registration["event"]) == (NAME, "Safe learning environment")
    assert registration["notes"] == [f"{NAME} needs a ramp"]
    (application,) = found["Applications for accreditation"]
    assert application["outlet"] == "National Agency"
    assert application["told"] == {"citizenship": "KG"}
    assert application["told_of_all"] == {"editor": "Bo Lee"}
    assert found["Contacts"][0]["phones"] == [traces.PHONE]
    assert found["Press cards"][0]["email"] == ADDRESS
    assert "AN 1234567" not in answer.text
    assert "entry_key" not in answer.text


def test_how_long_things_are_kept_is_set_here(office, owner):
    office.post("/desk/privacy", data={"retention_days": "30", "audit_days": "365"})
    refused = office.post("/desk/privacy", data={"retention_days": "0", "audit_days": "365"})

    assert refused.status_code == 422
    organisation = owner.memberships[0].organisation
    assert (organisation.retention_days, organisation.audit_days) == (30, 365)


def test_the_team_hears_two_weeks_before_people_are_erased(known):
    event = db.session.scalars(select(Registration).order_by(Registration.id)).first().event
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
    given = select(Applicant.identity).where(Applicant.identity != "")
    assert unseal(db.session.scalars(given).one()) == "AN 1234567"
    described = select(Applicant.identity_details).where(Applicant.identity_details != "")
    assert IdentityDetails.of(db.session.scalars(described).one()).issuer == "MIA 50-12"
    assert second_step.secret_of(db.session.scalars(select(Authenticator)).one())


def test_a_contact_that_an_event_names_is_not_erased_unseen(known, now):
    contact = make_contact(organisation=known)

    assert services.found(known, contact.emails[0].address).keys() == {"Contacts", "Posts"}
