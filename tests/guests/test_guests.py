import re
from datetime import UTC, date, datetime, timedelta

import pytest
from sqlalchemy import select

from eventsapp.accounts import passwords, queries
from eventsapp.core.clock import utcnow
from eventsapp.events.models import State
from eventsapp.extensions import db
from eventsapp.guests import queries as guests
from eventsapp.guests.models import Guest
from eventsapp.mail.models import Message
from eventsapp.web.guard import Role
from tests.factories import make_event, make_guest, make_user
from tests.signing_in import sign_in
from tests.turning import turn_clock

TOLD = {"name": "Aziz Karimov", "language": "ru", "password": "four words in a row"}


@pytest.fixture
def event(desk):
    return make_event(organisation=desk.organisation)


def letter() -> Message:
    db.session.rollback()
    return db.session.scalars(select(Message).order_by(Message.id.desc())).first()


def link_in(message: Message) -> str:
    return re.search(r"/account/guest/\w+", message.text)[0]


def invited(desk, event, email="aziz@example.org", role="editor") -> str:
    desk.post(f"/desk/e/{event.id}/team", data={"email": email, "role": role})
    return link_in(letter())


def test_invite_mails_the_event_and_the_role(desk, event):
    invited(desk, event, email=" Aziz@Example.org")

    message = letter()
    assert message.recipient == "aziz@example.org"
    assert message.subject == f"Dana Kim invites you to work at: {event.titles['en']}"
    assert "Editor" in message.text
    assert "You see this event and nothing else of the organisation." in message.text


def test_join_makes_an_account_that_opens_this_event_alone(app, desk, event):
    other = make_event(organisation=desk.organisation)
    visitor = app.test_client()
    link = invited(desk, event)

    assert "Your role: Editor." in visitor.get(link).text
    answer = visitor.post(link, data=TOLD)

    assert answer.location == f"/desk/e/{event.id}/details"
    page = visitor.get(f"{answer.location}?lang=en")
    assert page.status_code == 200
    assert "Save" in page.text
    assert "Publish changes" not in page.text
    assert visitor.get(f"/desk/e/{other.id}/details").status_code == 404
    assert [visitor.get(path).status_code for path in ("/desk", "/desk/contacts")] == [403, 403]
    assert app.test_client().get(link).status_code == 410


def test_join_with_an_account_keeps_it_and_adds_the_event_beside_the_own_organisation(
    app, desk, event
):
    known = make_user(email="aziz@example.org", password_hash=passwords.make_hash("own password"))
    browser = sign_in(app.test_client(), known)
    own = make_event(organisation=known.memberships[0].organisation)

    answer = browser.post(invited(desk, event))

    assert browser.get(answer.location).status_code == 200
    assert browser.get(f"/desk/e/{own.id}/details").status_code == 404
    browser.post("/account/organisation", data={"organisation_id": own.organisation_id})
    assert browser.get(f"/desk/e/{own.id}/details").status_code == 200
    assert browser.get(f"/desk/e/{event.id}/details").status_code == 404
    browser.post(f"/account/guest/events/{event.id}")
    assert browser.get(f"/desk/e/{event.id}/details").status_code == 200


def test_a_guest_of_two_events_opens_each_by_its_address(app, desk, event):
    first = make_guest(event)
    second = make_guest(make_event(organisation=desk.organisation), user=first.user)
    browser = sign_in(app.test_client(), first.user)

    for guest in (first, second):
        assert browser.get(f"/desk/e/{guest.event_id}/details").status_code == 200
    assert browser.get("/account/").text.count("/account/guest/events/") == 2


def test_remove_closes_the_event_at_once(app, desk, event):
    guest = make_guest(event)
    browser = sign_in(app.test_client(), guest.user)
    assert browser.get(f"/desk/e/{event.id}/details").status_code == 200

    desk.post(f"/desk/e/{event.id}/team/{guest.id}/removal")

    assert browser.get(f"/desk/e/{event.id}/details").location.startswith("/account/sign-in")
    assert browser.get("/account/sign-in").location == "/account/"


def test_a_withdrawn_invitation_opens_nothing(app, desk, event):
    link = invited(desk, event)
    asked = guests.asked(event, "aziz@example.org")

    desk.post(f"/desk/e/{event.id}/team/{asked.id}/removal")

    invited(desk, event, email="other@example.org")
    assert app.test_client().get(link).status_code == 410


def test_an_invitation_to_an_event_in_the_trash_opens_nothing(app, desk, event):
    link = invited(desk, event)
    event.trashed_at = utcnow()
    db.session.commit()
    stranger = app.test_client()

    assert stranger.get(link).status_code == 410
    assert stranger.post(link, data=TOLD).status_code == 410
    assert queries.find("aziz@example.org") is None


def test_ask_again_ends_the_earlier_link(app, desk, event):
    earlier = invited(desk, event)
    asked = guests.asked(event, "aziz@example.org")

    desk.post(f"/desk/e/{event.id}/team/{asked.id}/again")

    assert app.test_client().get(earlier).status_code == 410
    assert app.test_client().get(link_in(letter())).status_code == 200


def test_an_invitation_is_over_after_seven_days(desk, event):
    token = invited(desk, event).rpartition("/")[2]

    assert guests.find_by_token(token, now=utcnow() + timedelta(days=6, hours=23))
    assert guests.find_by_token(token, now=utcnow() + timedelta(days=7, hours=1)) is None


def test_invite_refuses_the_team_and_who_is_in_already(desk, event):
    guest = make_guest(event)

    for email, words in ((desk.user.email, "is in the team"), (guest.email, "is a guest of this")):
        page = desk.post(f"/desk/e/{event.id}/team", data={"email": email, "role": "viewer"})
        assert page.status_code == 422
        assert words in page.text
    assert db.session.scalars(select(Guest)).all() == [guest]


def test_no_guest_is_an_owner(desk, event):
    page = desk.post(
        f"/desk/e/{event.id}/team", data={"email": "aziz@example.org", "role": "owner"}
    )

    assert page.status_code == 422
    assert queries.find("aziz@example.org") is None


def test_a_guest_of_the_door_starts_at_the_door(app, desk, event):
    answer = app.test_client().post(invited(desk, event, role="door"), data=TOLD)

    assert answer.location == f"/desk/e/{event.id}/checkin"


def test_guests_take_the_second_step_the_organisation_asks_for(app, desk, event):
    desk.organisation.requires_second_factor = True
    db.session.commit()
    browser = sign_in(app.test_client(), make_guest(event, role=Role.VIEWER).user)

    assert browser.get(f"/desk/e/{event.id}/details").location == "/account/security"


def test_the_details_show_the_guests_to_the_team_and_not_to_guests(app, desk, event):
    guest = make_guest(event)

    assert "Aziz Guest" in desk.get(f"/desk/e/{event.id}/details").text
    page = sign_in(app.test_client(), guest.user).get(f"/desk/e/{event.id}/details").text
    assert "Guests of this event" not in page


def test_access_ends_two_weeks_after_the_event(app, desk, event):
    guest = make_guest(event)
    turn_clock(app, event.effective_end + timedelta(days=14))
    browser = sign_in(app.test_client(), guest.user)
    assert browser.get(f"/desk/e/{event.id}/details").status_code == 200

    turn_clock(app, event.effective_end + timedelta(days=15))

    assert browser.get(f"/desk/e/{event.id}/details").location.startswith("/account/sign-in")
    assert f"/account/guest/events/{event.id}" not in browser.get("/account/").text
    team = sign_in(app.test_client(), desk.user).get(f"/desk/e/{event.id}/team")
    assert "Access has ended" in team.text


def test_access_waits_with_a_postponed_event(desk, event):
    guest = make_guest(event)
    event.state = State.POSTPONED

    assert guest.last_day is None
    assert not guest.is_over(event.effective_end + timedelta(days=100))


def test_access_ends_on_the_day_chosen_which_the_letter_names_and_may_be_moved(app, desk, event):
    desk.post(
        f"/desk/e/{event.id}/team",
        data={"email": "aziz@example.org", "role": "editor", "until": "2026-11-27"},
    )
    assert "Friday 27 November 2026" in letter().text
    app.test_client().post(link_in(letter()), data=TOLD)
    guest = guests.asked(event, "aziz@example.org")

    turn_clock(app, datetime(2026, 11, 28, 6, tzinfo=UTC))
    assert guests.places(guest.user_id, now=utcnow()) == []
    sign_in(app.test_client(), desk.user).post(
        f"/desk/e/{event.id}/team/{guest.id}", data={"role": "viewer", "until": "2026-11-30"}
    )

    browser = sign_in(app.test_client(), guest.user)
    assert browser.get(f"/desk/e/{event.id}/details").status_code == 200
    assert (guest.role, guest.until) == (Role.VIEWER, date(2026, 11, 30))


def test_a_last_day_that_is_over_is_refused(desk, event):
    page = desk.post(
        f"/desk/e/{event.id}/team",
        data={"email": "aziz@example.org", "role": "viewer", "until": "2026-11-25"},
    )

    assert page.status_code == 422
    assert "Choose today or a later day." in page.text
