from collections import ChainMap
from contextlib import contextmanager
from dataclasses import replace
from datetime import datetime, timedelta

import pytest
from flask import g
from sqlalchemy import select

from eventsapp.accounts.access import Member
from eventsapp.audit import services, wording
from eventsapp.audit.models import Deed, Entry
from eventsapp.audit.watched import WATCHED
from eventsapp.contacts import services as contacts
from eventsapp.contacts.details import ContactDetails
from eventsapp.core.texts import Texts
from eventsapp.events.models import EventOrganisation, OrganisationRole, State
from eventsapp.events.times import set_times
from eventsapp.extensions import Model, db
from eventsapp.outcome import services as outcome
from eventsapp.outcome.models import AdoptedDecision, Quote, Stage
from eventsapp.registration.models import Status
from eventsapp.web.guard import Role
from tests.factories import (
    CREATED,
    make_category,
    make_contact,
    make_event,
    make_organisation,
    make_registration,
    make_token,
    make_user,
)
from tests.materials.kits import make_material, photo
from tests.signing_in import sign_in

# Tables that the log leaves out, and why.
LEFT_OUT = {
    "what readers, registered people and journalists do themselves": {
        "digest_subscription",
        "material_agreement",
        "material_download",
        "own_calendar",
        "personal_invitation",
        "preference",
        "press_application",
        "press_document",
        "press_turn",
        "rating",
        "registration_form_answer",
        "registration_transfer",
        "unsubscription",
    },
    "records that say themselves who made them and when": {
        "attendance",
        "calendar_reply",
        "certificate",
        "contact_distinction",
        "document_order",
        "door_act",
        "door_note",
        "event_change",
        "material_version",
        "press_decision",
        "press_draw",
        "press_mark",
        "question_wording",
        "registration_decision",
        "registration_imported",
    },
    "parts of records that are followed": {
        "contact_email",
        "contact_list_member",
        "contact_phone",
        "contact_post",
        "contact_word",
        "event_file_event",
        "event_series",
        "invitation_guest",
        "outcome_footnote",
        "outcome_stage",
        "participation_post",
        "press_pool",
        "press_pool_place",
        "press_pool_slot",
        "press_quota",
        "programme_speaker",
        "question_category",
        "registration_answer_rule",
        "registration_tag",
    },
    "what one person works with": {
        "account_recovery_code",
        "event_presence",
        "material_upload",
        "registration_column_choice",
    },
    "what the product keeps for itself": {
        "api_kept_answer",
        "audit_entry",
        "bounce",
        "contact_key",
        "event_former_slug",
        "event_text",
        "host_pace",
        "invitation",
        "job_run",
        "maintenance",
        "message",
        "publication",
        "read_letter",
        "registration_tally",
        "registration_word",
        "sent_form",
        "stopped_address",
        "webhook_delivery",
    },
}


def entries() -> list[Entry]:
    db.session.rollback()
    return list(db.session.scalars(select(Entry).order_by(Entry.id)))


@pytest.fixture
def owner(app):
    return make_user(role=Role.OWNER, name="Aliya Omarova")


@pytest.fixture
def office(app, owner):
    return sign_in(app.test_client(), owner)


@pytest.fixture
def event(owner):
    made = make_event(organisation=owner.memberships[0].organisation, state=State.PUBLISHED)
    forget()
    return made


@contextmanager
def as_author(app, user):
    """What is changed meanwhile is changed by somebody at their organisation's desk."""
    with app.test_request_context():
        g.author = Member(user, user.memberships[0].organisation, Role.OWNER)
        yield


def forget():
    db.session.execute(Entry.__table__.delete())
    db.session.commit()


def test_every_watched_table_and_column_exists(app):
    tables = db.metadata.tables
    missing = {
        f"{name}.{column}"
        for name, watched in WATCHED.items()
        for column in (*watched.columns, *filter(None, [watched.label]))
        if name not in tables or column not in tables[name].columns
    }

    assert missing == set()


def test_every_table_is_followed_or_left_out_for_a_reason(app):
    left_out = set().union(*LEFT_OUT.values())

    assert db.metadata.tables.keys() - WATCHED.keys() == left_out - WATCHED.keys()
    assert db.metadata.tables.keys() >= left_out


def test_parts_are_lists_that_the_record_has(app):
    models = {mapper.local_table.name: mapper for mapper in Model.registry.mappers}

    assert {
        (name, part)
        for name, watched in WATCHED.items()
        for part, (column, _name) in watched.parts.items()
        if column not in models[name].relationships[part].mapper.columns
    } == set()


def test_another_address_of_a_contact_is_named_and_not_kept(office, owner):
    contact = make_contact(organisation=owner.memberships[0].organisation)
    before = ContactDetails.of(contact)
    forget()

    with as_author(office.application, owner):
        contacts.change(contact, before, now=CREATED)
        contacts.change(contact, replace(before, emails=("marat@example.org",)), now=CREATED)
        db.session.commit()

    (entry,) = [each for each in entries() if each.subject == "contact"]
    assert entry.changes == {"emails": None}
    assert [name for name, _before, _after in wording.changes(entry, "en")] == ["E-mail addresses"]


def test_a_partner_and_an_embargo_are_followed(office, owner, event):
    partner = make_organisation(names=Texts(en="River Foundation"))
    material = make_material(event, photo(), "hall.jpg")
    forget()

    with as_author(office.application, owner):
        event.bodies.append(EventOrganisation(organisation=partner, role=OrganisationRole.PARTNER))
        material.embargo_at = CREATED
        db.session.commit()

    told = {entry.subject: wording.changes(entry, "en") for entry in entries()}
    assert list(told["event_organisation"]) == [
        ("Organisation", "", "English: River Foundation"),
        ("Role", "", "Partner"),
    ]
    assert [name for name, _before, _after in told["material"]] == ["Embargo until"]


def test_who_may_take_part_is_followed_without_codes_and_addresses(app, owner, event):
    category = make_category(event)
    forget()

    with as_author(app, owner):
        category.code, category.allowed = "osh-26", ["ada@example.org"]
        category.by_invitation = True
        db.session.commit()

    (entry,) = entries()
    assert entry.changes == {"by_invitation": [False, True], "code": None, "allowed": None}


def test_another_speaker_of_a_quote_and_stage_of_a_decision_are_followed(app, owner, event):
    quote = Quote(names=Texts(en="Ada Asanova"), texts=Texts(en="We begin."))
    decision = AdoptedDecision(texts=Texts(en="Open schools."), stages=[Stage(horizon=2030)])
    for each in (quote, decision):
        outcome.add(event, each, now=CREATED)
    db.session.commit()
    forget()

    with as_author(app, owner):
        quote.names = Texts(en="Bek Bekov")
        decision.stages = [Stage(horizon=2030, texts=Texts(en="Twelve of them."))]
        db.session.commit()

    assert [entry.changes for entry in entries()] == [
        {"names": None},
        {"stages": None},
    ]


def test_who_makes_somebody_an_administrator_is_kept(app):
    admin, other = make_user(is_admin=True, name="Aliya Omarova"), make_user(email="b@example.org")
    forget()

    sign_in(app.test_client(), admin).post(
        f"/system/users/{other.id}/administration", data={"is_admin": "yes"}
    )

    (entry,) = [each for each in entries() if each.subject == "account"]
    assert (entry.author, entry.changes) == ("Aliya Omarova", {"is_admin": [False, True]})


def test_a_move_is_kept_with_who_from_where_before_and_after(office, owner, event):
    data = {
        "precision": "time",
        "starts_on": "2026-12-05",
        "starts_at": "15:00",
        "ends_at": "16:30",
    }

    answer = office.post(f"/desk/e/{event.id}/move", data=data)

    assert answer.status_code == 302
    (entry,) = [each for each in entries() if "local_starts_at" in each.changes]
    assert (entry.author, entry.user_id, entry.address) == ("Aliya Omarova", owner.id, "127.0.0.1")
    assert (entry.deed, entry.subject, entry.event_id) == (Deed.CHANGED, "event", event.id)
    assert entry.changes["local_starts_at"] == ["2026-12-04T12:00:00", "2026-12-05T15:00:00"]


def test_what_is_refused_leaves_nothing(office, owner):
    address = f"/desk/team/members/{owner.memberships[0].id}/role"
    forget()

    assert office.post(address, data={"role": "viewer"}).status_code == 409

    assert entries() == []


def test_details_of_people_are_named_and_never_kept(office, owner):
    contact = make_contact(organisation=owner.memberships[0].organisation)
    forget()

    office.post(f"/desk/contacts/{contact.id}/deletion")

    (entry,) = entries()
    assert (entry.deed, entry.subject, entry.label) == (Deed.DELETED, "contact", "")
    assert entry.changes == {}


def test_a_change_of_a_person_says_which_detail(app, owner, event):
    person = make_registration(event, name="Ada Bekova")
    forget()

    with as_author(app, owner):
        person.name, person.status = "Ada Kim", Status.CANCELLED
        db.session.commit()

    kept = [each.changes for each in entries() if each.subject == "registration"]
    assert dict(ChainMap(*kept)) == {"name": None, "status": ["confirmed", "cancelled"]}


def test_the_public_is_not_followed(app, client, event):
    category = make_category(event)
    forget()

    client.post(
        f"/en/e/{event.slug}/register",
        data={"name": "Ada", "email": "ada@example.org", "category": category.id},
    )

    assert entries() == []


def test_the_product_itself_changes_events_without_an_author(event):
    set_times(event, starts=datetime(2026, 12, 6, 9), ends=None)
    db.session.commit()

    (entry,) = entries()
    assert (entry.author, entry.user_id) == ("", None)


def test_a_program_is_named(app, event):
    token, secret = make_token(event.organisation)
    draft = make_event(organisation=event.organisation, state=State.DRAFT)
    forget()

    answer = app.test_client().patch(
        f"/api/v1/events/{draft.id}",
        json={"titles": {"en": "Safer learning"}},
        headers={"Authorization": f"Bearer {secret}", "If-Match": "*"},
    )

    assert answer.status_code == 200
    (entry,) = [each for each in entries() if "titles" in each.changes]
    assert (entry.author, entry.user_id) == (token.name, None)


def test_erase_old_keeps_what_the_organisation_wants(event, now):
    event.organisation.audit_days = 30
    db.session.commit()
    forget()
    for days in (29, 31):
        db.session.add(
            Entry(
                organisation_id=event.organisation_id,
                made_at=now - timedelta(days=days),
                deed=Deed.CHANGED,
                subject="event",
                subject_id=event.id,
                user_id=None,
                event_id=event.id,
            )
        )
    db.session.commit()

    erased = services.erase_old(now)
    db.session.commit()

    assert erased == 1
    assert [each.made_at for each in entries()] == [now - timedelta(days=29)]
