"""The list sent to the security contact: a letter, an address that ends, a record of each look."""

from datetime import timedelta

import pytest
from sqlalchemy import select
from sqlalchemy.exc import IntegrityError

from eventsapp.accreditation import retention, services
from eventsapp.accreditation.kinds import Status, Step
from eventsapp.accreditation.marks.models import Mark
from eventsapp.accreditation.queries import find_intake
from eventsapp.accreditation.security import links as security_links
from eventsapp.accreditation.security.models import Export, SecurityLink
from eventsapp.core.clock import utcnow
from eventsapp.events.times import set_times
from eventsapp.extensions import db
from eventsapp.mail.models import Message, State
from eventsapp.web.guard import Role
from tests.accreditation.test_manage import settings
from tests.accreditation.test_security import over, rows, upcoming
from tests.conftest import NOW
from tests.factories import make_applicant, make_intake, make_user
from tests.signing_in import sign_in

CONTACT = {"security_name": "Bolat Serikov", "security_email": "guard@example.org"}


@pytest.fixture
def accepted(desk):
    event = upcoming(organisation=desk.organisation)
    make_intake(event, asks_identity=True, **CONTACT)
    person = make_applicant(event, status=Status.ACCEPTED)
    services.complete(person, identity="AN 1234567", plate="")
    db.session.commit()
    return person


def url(person, action=""):
    return f"/desk/e/{person.event_id}/press/security{action}"


def send(desk, person):
    desk.post(url(person, "/send"))
    return db.session.scalars(select(SecurityLink).order_by(SecurityLink.id.desc())).first()


def test_contact_is_named_in_the_settings(desk, accepted):
    address = f"/desk/e/{accepted.event_id}/press/settings"
    named = settings(security_name="Aida Guard", security_email="AIDA@example.org")

    half = desk.post(address, data=named | {"security_email": ""})
    wrong = desk.post(address, data=named | {"security_email": "nobody"})
    saved = desk.post(address, data=named)

    intake = find_intake(accepted.event)
    assert (half.status_code, wrong.status_code, saved.status_code) == (422, 422, 302)
    assert "Give a name and an e-mail, or neither." in half.text
    assert (intake.security_name, intake.security_email) == ("Aida Guard", "aida@example.org")
    assert "Aida Guard" in desk.get(address).text


def test_letter_goes_to_the_contact_alone_and_holds_no_names(desk, accepted):
    link = send(desk, accepted)

    letter = db.session.scalars(select(Message)).one()
    assert letter.recipient == "guard@example.org"
    assert link.token in letter.text
    assert accepted.name not in letter.text
    assert letter.topic != accepted.event.topic  # the team does not read it on the Messages tab
    assert "Bolat Serikov" in desk.get(url(accepted)).text


def test_address_gives_the_list_on_record(client, desk, accepted):
    address = f"/security-list/{send(desk, accepted).token}"

    page = client.get(address)
    before = db.session.scalars(select(Export)).all()
    answer = client.post(address)

    taken = db.session.scalars(select(Export)).one()
    assert accepted.name not in page.text
    assert "Each download is written down." in page.text
    assert page.headers["Cache-Control"] == "private, no-store"
    assert before == []
    assert rows(answer)[1][0] == accepted.name
    assert "AN 1234567" in rows(answer)[1]
    assert (taken.people, taken.made_by_id, taken.taker) == (1, None, "Bolat Serikov")
    assert "Bolat Serikov, 1 person" in desk.get(url(accepted)).text


def test_address_ends_after_a_week_and_when_the_event_is_over(client, desk, accepted):
    link = send(desk, accepted)
    address = f"/security-list/{link.token}"
    on_time = security_links.find(link.token, link.ends_at - timedelta(seconds=1))

    assert on_time is link
    assert security_links.find(link.token, link.ends_at) is None
    over(accepted, days=1)
    assert (client.get(address).status_code, client.post(address).status_code) == (410, 410)


def test_address_ends_with_an_event_that_is_near(desk, accepted):
    event = accepted.event
    starts = (utcnow() + timedelta(days=2)).replace(tzinfo=None, microsecond=0)
    set_times(event, starts=starts, ends=starts + timedelta(hours=1), doors=None)
    db.session.commit()

    assert send(desk, accepted).ends_at == event.ends_at


def test_address_can_be_ended_and_a_new_one_ends_the_former(client, desk, accepted):
    addresses = [f"/security-list/{send(desk, accepted).token}" for _each in range(2)]
    states = [client.get(each).status_code for each in addresses]

    desk.post(url(accepted, "/withdraw"))

    assert states == [410, 200]
    assert client.post(addresses[1]).status_code == 410
    assert {each.state for each in db.session.scalars(select(Message))} == {State.WITHDRAWN}
    assert "The link no longer works." in desk.get(url(accepted)).text


def test_forged_address_opens_nothing(client):
    assert client.get("/security-list/forged").status_code == 410


def test_everybody_on_the_list_counts_as_with_security(client, desk, accepted):
    waiting = make_applicant(accepted.event)
    link = send(desk, accepted)
    late = make_applicant(accepted.event, status=Status.ACCEPTED)

    client.post(f"/security-list/{link.token}")

    marked = {each.applicant_id: each for each in db.session.scalars(select(Mark))}
    assert set(marked) == {accepted.id, late.id}
    assert {each.step for each in marked.values()} == {Step.SECURITY}
    assert marked[accepted.id].made_by_id == desk.user.id
    assert waiting.id not in marked
    queue = f"/desk/e/{accepted.event_id}/press?view=accepted"
    assert "With security" in desk.get(f"{queue}&marked=security").text
    assert "With security" not in client.get(f"/a/{accepted.token}").text


@pytest.mark.parametrize("lacks", ["contact", "people"])
def test_nothing_is_sent_without_contact_or_people(desk, accepted, lacks):
    if lacks == "contact":
        make_intake(accepted.event)
    else:
        accepted.status = Status.DECLINED
        db.session.commit()

    answer = desk.post(url(accepted, "/send"))

    assert answer.status_code == 409
    assert db.session.scalars(select(Message)).all() == []


def test_press_role_alone_sends_it(app, accepted):
    viewer = sign_in(app.test_client(), make_user(accepted.event.organisation, Role.VIEWER))

    assert viewer.post(url(accepted, "/send")).status_code == 403


def test_contact_is_forgotten_with_the_people_of_the_event(desk, accepted):
    link = send(desk, accepted)
    over(accepted, days=91)

    retention.erase_due(NOW)
    db.session.commit()

    letter = db.session.scalars(select(Message)).one()
    assert (link.name, link.email, find_intake(accepted.event).security_email) == ("", None, None)
    assert (letter.recipient, letter.text) == ("", "")


def test_database_keeps_contact_whole_and_link_in_time(app, accepted):
    intake = find_intake(accepted.event)
    intake.security_name = ""
    with pytest.raises(IntegrityError):
        db.session.flush()
    db.session.rollback()
    now = utcnow()
    wrong = SecurityLink(
        event_id=accepted.event_id, name="A", email="a@example.org", language="en",
        sent_at=now, ends_at=now,
    )  # fmt: skip
    db.session.add(wrong)
    with pytest.raises(IntegrityError):
        db.session.flush()
    db.session.rollback()
