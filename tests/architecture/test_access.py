"""Who is refused where: every private address, for strangers, viewers and other houses."""

from collections.abc import Iterator
from typing import Any

import pytest
from flask import Flask
from werkzeug.routing import AnyConverter, Rule

from eventsapp.accounts import queries
from eventsapp.accounts.models import Invite, Membership, User
from eventsapp.accreditation.details import PoolDetails
from eventsapp.accreditation.imports.models import PressImport
from eventsapp.accreditation.kinds import Attendance, Function
from eventsapp.accreditation.kinds import Status as Standing
from eventsapp.accreditation.microphone.models import Turn
from eventsapp.accreditation.pool import services as pool
from eventsapp.accreditation.pool.models import PoolPlace
from eventsapp.accreditation.queries import find_intake
from eventsapp.calendars.models import Invitation, Reply, Said, Verdict
from eventsapp.contacts import merging
from eventsapp.contacts.details import ContactDetails
from eventsapp.contacts.import_models import ContactImport
from eventsapp.contacts.list_models import ContactList
from eventsapp.contacts.merge_models import Merge
from eventsapp.core import files
from eventsapp.core.texts import Texts
from eventsapp.documents.kinds import Format, Kind
from eventsapp.documents.models import Template
from eventsapp.documents.services import order
from eventsapp.eventfiles import services as eventfiles
from eventsapp.eventfiles.models import EventFile
from eventsapp.events.kinds import Type
from eventsapp.events.models import Event
from eventsapp.extensions import db
from eventsapp.guests.models import Guest
from eventsapp.mail.models import Message
from eventsapp.materials.models import MaterialUpload
from eventsapp.messages.models import Mailing, Notice
from eventsapp.messages.models import Rule as ReminderRule
from eventsapp.organisations.models import Organisation
from eventsapp.outcome.models import Entry
from eventsapp.outcome.sections import SECTIONS
from eventsapp.programme.models import Item
from eventsapp.questions.models import Kind as QuestionKind
from eventsapp.registration.filled_models import FormAnswer
from eventsapp.registration.imports import services as imports
from eventsapp.registration.imports.models import RegistrationImport
from eventsapp.web import guard
from eventsapp.web.guard import Role
from eventsapp.webhooks import services as webhooks
from eventsapp.webhooks.models import Delivery
from tests.checkin.doors import make_door
from tests.factories import (
    CREATED,
    make_applicant,
    make_card,
    make_category,
    make_contact,
    make_document,
    make_endpoint,
    make_event,
    make_guest,
    make_intake,
    make_invite,
    make_organisation,
    make_participation,
    make_question,
    make_registration,
    make_token,
    make_user,
    make_venue,
    save,
)
from tests.materials.kits import make_material, photo
from tests.signing_in import sign_in

PRIVATE = ("/desk", "/system")
LEAST = {
    "figures": {"number": "28"},
    "coverage": {"outlet": "Kabar"},
    "questions": {"text": "When?"},
}
WORDS = {"type_": "briefing", "kind": "badges", "form": "pdf"}  # arguments that name no record


def private_rules(app: Flask) -> Iterator[tuple[Rule, str]]:
    """Every private address with each method it takes."""
    for rule in app.url_map.iter_rules():
        if rule.rule.startswith(PRIVATE):
            for method in sorted(rule.methods - {"HEAD", "OPTIONS"}):
                yield rule, method


def records_of(organisation: Organisation) -> dict[str, Any]:
    """One record of an organisation for each argument that names one."""
    event = make_event(organisation=organisation)
    answer = make_answer(event)
    invitation = make_invite(event)
    delivery = make_delivery(organisation)
    guest = Guest(event=event, email="guest@example.org", role=Role.VIEWER)
    guest.asked_at = guest.expires_at = CREATED
    records = {
        "event_id": event,
        "sent_id": make_event_file(organisation),
        "trashed_id": make_event(organisation=organisation, trashed_at=CREATED),
        "guest_id": save(guest),
        "user_id": make_user(organisation),
        "venue_id": make_venue(organisation=organisation),
        "contact_id": make_contact(organisation=organisation),
        "other_id": make_contact(organisation=organisation),
        "merge_id": make_merge(organisation),
        "turn_id": make_turn(event),
        "applicant_id": make_applicant((find_intake(event) or make_intake(event)).event),
        "place_id": make_pool_place(event),
        "import_id": save(
            ContactImport(
                organisation=organisation,
                file_name="contacts.csv",
                file_key="",
                language="en",
                created_at=CREATED,
            )
        ),
        "file_id": make_import(event),
        "press_file_id": save(
            PressImport(
                event=event, file_name="press.csv", file_key="a", language="en", created_at=CREATED
            )
        ),
        "list_id": save(
            ContactList(organisation_id=organisation.id, name="Newspapers", created_at=CREATED)
        ),
        "organisation_id": make_organisation(keeper=organisation),
        "category_id": make_category(event),
        "question_id": answer.wording.question,
        "registration_id": answer.registration,
        "document_id": make_document(event),
        "card_id": make_card(organisation),
        "outlet_id": make_card(organisation).outlet,
        "person_id": make_participation(event),
        "reply_id": make_reply(event),
        "template_id": make_template(organisation),
        "item_id": save(Item(event=event, titles=Texts(en="Opening"))),
        "rule_id": save(ReminderRule(event=event, template="messages/hour")),
        "notice_id": save(
            Notice(event=event, template="messages/changed", due_at=CREATED, created_at=CREATED)
        ),
        "mailing_id": save(Mailing(event=event, created_at=CREATED, updated_at=CREATED)),
        "door_id": make_door(event),
        "message_id": save(make_message(topic=f"event:{event.id}")),
        "order_id": order(event, Kind.BADGES, Format.PDF, "en", by=None, now=CREATED),
        "token_id": make_token(organisation)[0],
        "member_id": make_user(organisation).memberships[0],
        "invite_id": make_team_invite(organisation),
        "invitation_id": invitation,
        "round_id": invitation.round,
        "endpoint_id": delivery.endpoint,
        "delivery_id": delivery,
        "entry_id": make_entries(event),
        "material_id": make_material(event, photo(), "hall.jpg"),
        "upload_id": save(
            MaterialUpload(
                event_id=event.id, file_name="film.mp4", size_bytes=9, started_at=CREATED
            )
        ),
    }
    return {name: record.id for name, record in records.items()}


def make_event_file(organisation: Organisation) -> EventFile:
    text = b"BEGIN:VCALENDAR\nVERSION:2.0\nPRODID:x\nEND:VCALENDAR\n"
    made = eventfiles.send(
        organisation, "a.ics", text, language="en", type_=Type.OTHER, by=None, now=CREATED
    )
    return save(made)


def make_delivery(organisation: Organisation) -> Delivery:
    endpoint = make_endpoint(organisation)[0]
    webhooks.try_out(endpoint, now=CREATED)
    db.session.commit()
    return db.session.query(Delivery).filter_by(endpoint=endpoint).one()


def make_import(event: Event) -> RegistrationImport:
    made = imports.begin(event, "people.csv", b"Name;E-mail\nA;a@b.org", language="en", now=CREATED)
    db.session.commit()
    return made


def make_answer(event: Event) -> FormAnswer:
    """A file that was sent with the form."""
    question = make_question(event, kind=QuestionKind.FILE)
    return save(
        FormAnswer(
            registration=make_registration(event),
            question_id=question.id,
            revision=question.revision,
            value="letter.pdf",
            file_key=files.store(b"%PDF-", ".pdf"),
            media_type="application/pdf",
            given_at=CREATED,
        )
    )


def make_entries(event: Event) -> Entry:
    """One entry of each section, all with the same number."""
    made = [
        save(kind.model(event_id=event.id, **LEAST.get(name, {})))
        for name, kind in SECTIONS.items()
    ]
    return made[0]


def make_team_invite(organisation: Organisation) -> Invite:
    return save(
        Invite(
            organisation=organisation,
            email="ada@example.org",
            role=Role.PRESS,
            created_at=CREATED,
            expires_at=CREATED,
        )
    )


def make_template(organisation: Organisation) -> Template:
    """A template that the organisation brought."""
    return save(
        Template(
            organisation_id=organisation.id,
            kind=Kind.BADGES,
            form=Format.PDF,
            file_name="badges.typ",
            file_key=files.store(b"= Badges", ".typ"),
            brought_at=CREATED,
        )
    )


def make_merge(organisation: Organisation) -> Merge:
    left, right = (make_contact(organisation=organisation) for _each in range(2))
    return merging.merge(left, right, ContactDetails.of(left), now=CREATED)


def make_turn(event: Event) -> Turn:
    applicant = make_applicant((find_intake(event) or make_intake(event)).event)
    return save(
        Turn(
            event_id=event.id,
            applicant=applicant,
            house=f"person:{applicant.id}",
            language="en",
            attendance=Attendance.ROOM,
            position=1,
            created_at=CREATED,
        )
    )


def make_pool_place(event: Event) -> PoolPlace:
    intake = find_intake(event) or make_intake(event)
    pool.arrange(intake, PoolDetails(places={Function.PHOTO: 1}))
    holder = make_applicant(event, function=Function.PHOTO, status=Standing.ACCEPTED)
    return save(pool.give(holder, now=CREATED))


def make_reply(event: Event) -> Reply:
    registration = make_registration(event, email="reply@example.org")
    registration.invitation = Invitation(
        event=event, address="reply@example.org", invited_at=CREATED
    )
    save(registration)
    return save(
        Reply(
            invitation=registration.invitation,
            said=Said.COUNTER,
            verdict=Verdict.NOTED,
            received_at=CREATED,
        )
    )


def make_message(topic: str) -> Message:
    return Message(
        key=topic, template="messages/hour", topic=topic, recipient="ada@example.org",
        language="en", subject="Soon", text="Soon", html="<p>Soon", due_at=CREATED,
        created_at=CREATED,
    )  # fmt: skip


def words_of(rule: Rule) -> dict[str, str]:
    """Values for the arguments of an address that name no record."""
    choices = {
        name: min(converter.items)
        for name, converter in rule._converters.items()
        if isinstance(converter, AnyConverter)
    }
    return WORDS | choices


def address(app: Flask, rule: Rule, records: dict[str, Any]) -> str:
    given = words_of(rule) | records
    values = {name: given[name] for name in rule.arguments}
    return app.url_map.bind("localhost").build(rule.endpoint, values)


def test_every_argument_of_a_private_address_is_known_here(app):
    known = records_of(make_organisation()).keys()

    unknown = {
        f"{rule.rule}: {name}"
        for rule, _method in private_rules(app)
        for name in rule.arguments - known - words_of(rule).keys()
    }

    assert unknown == set()


def test_strangers_are_sent_to_sign_in_and_change_nothing(app):
    records = records_of(make_organisation())

    wrong = []
    for rule, method in private_rules(app):
        answer = app.test_client().open(address(app, rule, records), method=method)
        sent_on = answer.status_code == 302 and answer.location.startswith("/account/sign-in")
        if not (answer.status_code == 401 or (method == "GET" and sent_on)):
            wrong.append(f"{method} {rule.rule}: {answer.status}")

    assert wrong == []


@pytest.mark.parametrize("role", Role)
def test_each_role_is_let_in_where_the_table_says(app, role):
    """Every private address and method: a 403 exactly where the table of the team page has no tick."""
    organisation = make_organisation()
    member = make_user(organisation, role=role)
    make_user(organisation, role=Role.OWNER)  # so that the member may also leave
    records = records_of(organisation)

    wrong = []
    for rule, method in private_rules(app):
        browser = sign_in(app.test_client(), member)
        answer = browser.open(address(app, rule, records), method=method)
        if (answer.status_code == 403) is guard.allows(role, rule.endpoint, method):
            wrong.append(f"{method} {rule.rule}: {answer.status}")
        restore(member, organisation, role)

    assert wrong == []


@pytest.mark.parametrize("role", [role for role in Role if role is not Role.OWNER])
def test_guests_are_let_in_at_their_event_alone_where_the_table_says(app, role):
    """By the same table as members, and only where the part of the workspace admits guests."""
    organisation = make_organisation()
    records = records_of(organisation)
    event = db.session.get(Event, records["event_id"])
    guest = make_guest(event, role=role)
    browser = sign_in(app.test_client(), guest.user)

    wrong = []
    for rule, method in private_rules(app):
        answer = browser.open(address(app, rule, records), method=method)
        may = guard.admits_guests(rule.endpoint) and guard.allows(role, rule.endpoint, method)
        if (answer.status_code == 403) is may:
            wrong.append(f"{method} {rule.rule}: {answer.status}")
        assert not may or "event_id" in rule.arguments
        db.session.rollback()

    assert wrong == []


@pytest.mark.parametrize("own", [set(), {"event_id"}], ids=["another event", "in their event"])
def test_guests_find_no_record_of_another_event_of_the_same_organisation(app, own):
    organisation = make_organisation()
    theirs, others = records_of(organisation), records_of(make_organisation())
    db.session.get(Event, others["event_id"]).organisation = organisation
    guest = make_guest(db.session.get(Event, theirs["event_id"]))
    browser = sign_in(app.test_client(), guest.user)
    records = {name: (theirs if name in own else others)[name] for name in theirs}

    wrong = []
    for rule, method in private_rules(app):
        if guard.admits_guests(rule.endpoint) and rule.arguments & records.keys() - own:
            answer = browser.open(address(app, rule, records), method=method)
            if answer.status_code not in (403, 404):
                wrong.append(f"{method} {rule.rule}: {answer.status}")

    assert wrong == []


def test_what_guests_never_reach(app):
    """The list against plain words: no address book, no publishing, nothing beyond the event."""
    reached = {
        rule.endpoint for rule, _method in private_rules(app) if guard.admits_guests(rule.endpoint)
    }

    closed = {"manage_people", "manage_contacts", "manage_invitations", "manage_guests", "desk"}
    assert closed.isdisjoint(endpoint.partition(".")[0] for endpoint in reached)
    assert reached.isdisjoint({"manage_events.delete", "manage_programme.new_visit"})
    assert {"manage_events.details", "manage_materials.add", "manage_checkin.index"} <= reached


def restore(member: User, organisation: Organisation, role: Role) -> None:
    """The member as before, whatever the address did to the team."""
    db.session.rollback()
    if not queries.membership(member, organisation):
        member.memberships.append(Membership(organisation=organisation))
    member.memberships[0].role = role
    db.session.commit()


def test_what_each_role_may_change(app):
    """The table against plain words: which parts of the product a role may change at all."""
    parts = {
        role: {
            rule.endpoint.partition(".")[0]
            for rule, method in private_rules(app)
            if method != "GET" and guard.allows(role, rule.endpoint, method)
        }
        for role in Role
    }

    assert parts[Role.DOOR] == {"manage_checkin"}
    reading = {"manage_team", "registered_people"}  # they may leave, and choose their columns
    assert parts[Role.VIEWER] == reading
    press = {
        "manage_accreditation",
        "manage_press_cards",
        "manage_draws",
        "manage_marks",
        "manage_replacements",
        "manage_security",
        "press_imports",
        "manage_pool",
        "manage_turns",
        "press_queue",
    }
    assert parts[Role.PRESS] == press | {"manage_materials"} | reading
    assert {"manage_api"} <= parts[Role.OWNER] - parts[Role.EDITOR]
    assert {"desk", "manage_events", "manage_registrations"} <= parts[Role.EDITOR]


@pytest.mark.parametrize("own", [set(), {"event_id"}], ids=["all foreign", "in an event of ours"])
def test_records_of_another_organisation_are_not_found(app, own):
    owner = make_user(role=Role.OWNER)
    ours = records_of(owner.memberships[0].organisation)
    theirs = records_of(make_organisation())
    records = {name: (ours if name in own else theirs)[name] for name in theirs}

    wrong = []
    for rule, method in private_rules(app):
        if rule.arguments & theirs.keys() - own:
            browser = sign_in(app.test_client(), owner)
            answer = browser.open(address(app, rule, records), method=method)
            if answer.status_code not in (403, 404):
                wrong.append(f"{method} {rule.rule}: {answer.status}")

    assert wrong == []


def test_owners_reach_their_own_records(app):
    """Proof that the other tests ask for addresses that exist."""
    owner = make_user(role=Role.OWNER)
    records = records_of(owner.memberships[0].organisation)

    wrong = []
    for rule, method in private_rules(app):
        if method == "GET" and guard.allows(Role.OWNER, rule.endpoint, method):
            answer = sign_in(app.test_client(), owner).get(address(app, rule, records))
            if answer.status_code not in (200, 302, 409):
                wrong.append(f"{rule.rule}: {answer.status}")

    assert wrong == []
