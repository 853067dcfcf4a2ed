"""The page of an invited person, as a telephone shows it and answers."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from eventsapp.core import tokens
from eventsapp.core.texts import Texts
from eventsapp.events.models import State
from eventsapp.extensions import db
from eventsapp.invitations.models import LINK, Invitee, Standing
from eventsapp.questions.models import Kind
from eventsapp.registration.filled_models import FormAnswer
from eventsapp.registration.models import Registration, Status
from tests.conftest import NOW
from tests.factories import (
    make_category,
    make_event,
    make_invite,
    make_question,
    make_registration,
)


@pytest.fixture
def event(app):
    return make_category(make_event(), names=Texts(en="Guest of honour"), by_invitation=True).event


@pytest.fixture
def invite(event):
    return make_invite(event, notes=Texts(en="The minister would be glad.", ru="Министр ждёт."))


def page_of(invite):
    return f"/i/{invite.token}"


def answer(client, invite, say, **data):
    return client.post(page_of(invite), data={"say": say} | data)


def again(invite):
    db.session.expire_all()
    return db.session.get(Invitee, invite.id)


def test_page_says_who_is_invited_as_what_and_until_when(client, invite):
    page = client.get(page_of(invite))

    assert page.status_code == 200
    for words in (
        "Dear Gulnara Asanova,",
        "Ministry of Education invites you to take part in: Safe learning environment.",
        "The minister would be glad.",
        "Guest of honour",
        "I will come",
        "I cannot",
        "Send a deputy",
    ):
        assert words in page.text
    assert page.headers["Cache-Control"] == "private, no-store"
    assert page.headers["X-Robots-Tag"] == "noindex, nofollow"


def test_page_speaks_the_language_of_the_person(client, event):
    page = client.get(page_of(make_invite(event, language="ru")))

    assert '<html lang="ru"' in page.text


def test_looking_marks_as_opened_and_answers_nothing(client, invite):
    client.get(page_of(invite))

    assert again(invite).standing == Standing.OPENED
    first = invite.opened_at
    client.get(page_of(invite))
    assert again(invite).opened_at == first


@pytest.mark.parametrize(
    ("method", "headers"),
    [
        ("HEAD", {}),
        ("GET", {"Sec-Purpose": "prefetch;prerender"}),
        ("GET", {"Purpose": "prefetch"}),
    ],
)
def test_programs_that_look_ahead_open_nothing(client, invite, method, headers):
    client.open(page_of(invite), method=method, headers=headers)

    assert again(invite).standing == Standing.SENT


@pytest.mark.parametrize("token", ["nobody", "a" * 39])
def test_unknown_links_find_nothing(client, token):
    assert client.get(f"/i/{token}").status_code == 404


def test_links_of_another_kind_or_generation_find_nothing(client, invite):
    for token in (tokens.make("manage", invite.id), tokens.make(LINK, invite.id, 1)):
        assert client.get(f"/i/{token}").status_code == 404


def test_a_withdrawn_invitation_says_so(client, event):
    page = client.get(page_of(make_invite(event, withdrawn_at=NOW)))

    assert page.status_code == 410
    assert "This invitation was withdrawn." in page.text


def test_coming_takes_one_press_and_leads_to_the_ticket(client, invite):
    page = client.post(page_of(invite), data={"say": "yes"}, follow_redirects=True)

    [registration] = db.session.scalars(select(Registration))
    assert (registration.name, registration.email) == (invite.name, invite.email)
    assert "You will come" in page.text
    assert f"/r/{registration.token}" in page.text


def test_companions_are_named_row_by_row_without_script(client, event):
    invite = make_invite(event, companions=2)

    page = answer(client, invite, "", rows="add:people")
    assert page.status_code == 200
    assert 'name="people-0"' in page.text
    answer(client, invite, "yes", **{"people-0": "Aida Asanova", "people-1": ""})

    names = db.session.scalars(select(Registration.name).order_by(Registration.id)).all()
    assert names == ["Gulnara Asanova", "Aida Asanova"]
    assert 'value="Aida Asanova"' in client.get(page_of(invite)).text


def test_declining_and_changing_ones_mind(client, invite):
    assert answer(client, invite, "no").status_code == 302
    assert "You cannot come" in client.get(page_of(invite)).text

    answer(client, invite, "yes")

    assert again(invite).standing == Standing.YES


def test_a_deputy_is_named(client, invite):
    wrong = answer(
        client, invite, "deputy", **{"deputy-name": "Bolot", "deputy-email": invite.email}
    )
    assert wrong.status_code == 422
    assert "This is your own address." in wrong.text
    assert 'value="Bolot"' in wrong.text

    answer(
        client, invite, "deputy", **{"deputy-name": "Bolot", "deputy-email": "Bolot@example.org"}
    )

    assert db.session.scalars(select(Registration.email)).all() == ["bolot@example.org"]
    assert "Bolot comes in your place." in client.get(page_of(invite)).text


def test_a_bound_invitation_registers_nobody_else(client, invite):
    answer(client, invite, "yes", name="Mallory", email="mallory@example.org")

    [registration] = db.session.scalars(select(Registration))
    assert (registration.name, registration.email) == (invite.name, invite.email)


def test_a_link_passed_on_asks_who_comes_and_shows_nobodys_ticket(client, event):
    invite = make_invite(event, is_forwardable=True, companions=1)

    assert answer(client, invite, "yes", name="", email="").status_code == 422
    mine = answer(client, invite, "yes", name="Bolot", email="bolot@example.org")

    assert mine.location.startswith("/r/")
    shown = client.get(page_of(invite)).text
    assert "bolot@example.org" not in shown
    assert "/r/" not in shown
    assert "Send a deputy" not in shown


def test_a_link_passed_on_answers_alike_whatever_is_known_of_an_address(client, event):
    invite = make_invite(event, is_forwardable=True, companions=1)
    there = make_registration(event)

    page = answer(client, invite, "yes", name="Anybody", email=there.email)

    assert page.status_code == 200
    assert "Check your e-mail" in page.text
    assert there.name not in page.text


def test_required_questions_stand_on_the_page_and_are_insisted_on(client, event):
    question = make_question(event, kind=Kind.LINE, label="Number plate", is_required=True)
    invite = make_invite(event)

    assert "Number plate" in client.get(page_of(invite)).text
    assert answer(client, invite, "yes").status_code == 422
    answer(client, invite, "yes", **{f"question_{question.id}": "01 123 ABC"})

    assert db.session.scalars(select(FormAnswer.value)).all() == ["01 123 ABC"]


def test_questions_that_may_stay_open_are_not_asked(client, event):
    make_question(event, label="School")

    assert "School" not in client.get(page_of(make_invite(event))).text


def test_refusals_are_said_on_the_page(client, event):
    event.categories[0].capacity = 0
    db.session.commit()
    invite = make_invite(event)

    page = answer(client, invite, "yes")

    assert page.status_code == 409
    assert "There are not enough places left." in page.text
    assert "Dear Gulnara Asanova," in page.text


@pytest.mark.parametrize(
    ("state", "words"),
    [
        (State.CANCELLED, "The event is cancelled."),
        (State.POSTPONED, "The event is postponed."),
    ],
)
def test_no_answer_is_asked_where_the_event_is_not_as_announced(client, event, state, words):
    event.state = state
    db.session.commit()

    page = client.get(page_of(make_invite(event)))

    assert words in page.text
    assert "I will come" not in page.text


def test_late_answers_are_refused_with_a_way_to_ask(client, event):
    invite = make_invite(event, answer_by=NOW - timedelta(days=400))

    assert "The time for answers is over." in client.get(page_of(invite)).text
    assert answer(client, invite, "yes").status_code == 409
    assert db.session.scalars(select(Registration)).all() == []


def test_waiting_list_is_said(client, event):
    event.categories[0].capacity, event.categories[0].has_waiting_list = 0, True
    db.session.commit()
    invite = make_invite(event)

    answer(client, invite, "yes")

    assert db.session.scalars(select(Registration.status)).all() == [Status.WAITLISTED]
    assert "All places are taken at the moment." in client.get(page_of(invite)).text


def test_public_form_does_not_offer_the_way(client, event):
    page = client.get(f"/en/e/{event.slug}/register")

    assert "Guest of honour" not in page.text
