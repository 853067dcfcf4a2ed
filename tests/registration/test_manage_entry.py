"""The desk lets people in: rules, decisions with undo, places offered by hand."""

from datetime import datetime

import pytest
from sqlalchemy import select

from eventsapp.core.texts import Texts
from eventsapp.extensions import db
from eventsapp.mail.models import Message, State
from eventsapp.registration import rules
from eventsapp.registration.entry.models import Decision, EntryRules
from eventsapp.registration.models import Registration, Status
from tests.counting import statements
from tests.factories import make_category, make_event, make_registration, save


@pytest.fixture
def tab(desk):
    """The address of the Registrations tab of an event with three places."""
    event = make_event(organisation=desk.organisation, starts=datetime(2036, 12, 4, 12, 0))
    make_category(event, capacity=3, has_waiting_list=True)
    return f"/desk/e/{event.id}/registrations", event


def statuses():
    db.session.expire_all()
    return [each.status for each in db.session.scalars(select(Registration).order_by("id"))]


def test_decide_accepts_the_ticked_ones_and_undoes_it(desk, tab):
    url, event = tab
    asked = [make_registration(event, status=Status.PENDING).id for _number in range(2)]
    page = desk.get(url).text
    assert "Approve" in page

    desk.post(f"{url}/decide", data={"chosen": asked, "verdict": "approve", "known": "0"})
    assert statuses() == [Status.CONFIRMED, Status.CONFIRMED]

    made = [each.id for each in db.session.scalars(select(Decision))]
    desk.post(f"{url}/decide/undo", query_string={"decision": made})
    assert statuses() == [Status.PENDING, Status.PENDING]
    assert {each.state for each in db.session.scalars(select(Message))} == {State.WITHDRAWN}


def test_decide_on_an_old_page_says_that_a_colleague_was_quicker(desk, tab):
    url, event = tab
    person = make_registration(event, status=Status.PENDING)
    desk.post(f"{url}/decide", data={"chosen": person.id, "verdict": "decline", "known": "0"})

    desk.post(f"{url}/decide", data={"chosen": person.id, "verdict": "approve", "known": "0"})

    assert "A colleague has decided meanwhile." in desk.get(url).text
    assert statuses() == [Status.DECLINED]


def test_decide_leaves_people_of_other_events_alone(desk, tab):
    url, _event = tab
    foreign = make_registration(status=Status.PENDING)

    desk.post(f"{url}/decide", data={"chosen": foreign.id, "verdict": "approve", "known": "0"})

    assert statuses() == [Status.PENDING]


def test_decide_and_offer_take_a_ticked_companion_for_the_party(desk, tab):
    url, event = tab
    lead = make_registration(event, status=Status.PENDING)
    friend = make_registration(event, status=Status.PENDING, email=None, party=lead)

    shown = desk.post(f"{url}/decide", data={"chosen": friend.id, "edit": "wait"})
    desk.post(f"{url}/decide", data={"chosen": friend.id, "verdict": "wait", "known": "0"})
    assert lead.name in shown.text
    assert statuses() == [Status.WAITLISTED, Status.WAITLISTED]

    desk.post(f"{url}/offer", data={"chosen": friend.id})
    assert statuses() == [Status.OFFERED, Status.OFFERED]


def test_offer_holds_a_place_for_the_ticked_one(desk, tab):
    url, event = tab
    person = make_registration(event, status=Status.WAITLISTED)
    assert "Number 1" in desk.get(url).text

    desk.post(f"{url}/offer", data={"chosen": person.id})

    assert statuses() == [Status.OFFERED]
    desk.post(f"{url}/offer", data={"chosen": person.id})
    assert "Tick people of the waiting list first." in desk.get(url).text


def test_rules_are_kept_and_shown_again(desk, tab):
    url, event = tab
    way = event.categories[0]
    sent = {
        "ways-0-way_id": way.id,
        "ways-0-needs_approval": "y",
        "offers_by_itself": "y",
        "offer_hours": "12",
        "change_hours": "24",
        "answer_by": "2036-12-01T18:00",
        "declined_words-en": "The hall is small.",
    }

    assert desk.post(f"{url}/rules", data=sent).status_code == 302

    db.session.expire_all()
    own = rules.of(event)
    assert (way.needs_approval, way.has_waiting_list, own.offer_hours) == (True, False, 12)
    assert own.answer_by.isoformat() == "2036-12-01T12:00:00+00:00"
    page = desk.get(f"{url}/rules").text
    assert 'value="2036-12-01T18:00"' in page
    assert "The hall is small." in page


def test_rules_keep_what_was_typed_when_refused(desk, tab):
    url, _event = tab

    page = desk.post(f"{url}/rules", data={"offer_hours": "1000"})

    assert page.status_code == 422
    assert "Enter a number from 1 to 720." in page.text


def test_table_asks_the_same_however_long_the_line(desk, tab):
    url, event = tab

    def asked():
        with statements() as sent:
            desk.get(url)
        return len(sent)

    make_registration(event, status=Status.WAITLISTED)
    desk.get(url)
    short = asked()
    for _number in range(10):
        make_registration(event, status=Status.WAITLISTED)

    assert asked() == short


def test_decide_shows_the_letters_before_in_each_language_and_keeps_nothing(desk, tab):
    url, event = tab
    own = EntryRules(event_id=event.id, declined_words=Texts(ru="Мест больше нет."))
    save(own)
    people = [
        make_registration(event, status=Status.PENDING, language=code, email=f"{code}@example.org")
        for code in ("en", "ru")
    ]
    data = {"chosen": [each.id for each in people], "edit": "decline", "note-en": "Next year."}

    page = desk.post(f"{url}/decide", data=data).text

    assert "We could not give you a place at" in page
    assert page.count("Next year.") == 2  # in the field and in the letter
    assert page.count("Мест больше нет.") == 2
    assert statuses() == [Status.PENDING, Status.PENDING]
    assert db.session.scalars(select(Message)).all() == []


def test_decide_writes_what_was_edited_to_each_in_their_language(desk, tab):
    url, event = tab
    person = make_registration(event, status=Status.PENDING)
    data = {"chosen": person.id, "verdict": "approve", "known": "0", "asked": "1"}

    desk.post(f"{url}/decide", data=data | {"note-en": "Use the\r\nnorth gate.", "note-ru": "Нет"})

    [letter] = db.session.scalars(select(Message)).all()
    assert "Use the\nnorth gate." in letter.text
    assert "Нет" not in letter.text
    assert db.session.scalars(select(Decision.note)).all() == ["Use the\nnorth gate."]


def test_decide_lets_the_first_sentence_be_written_anew_in_each_language(desk, tab):
    url, event = tab
    people = [
        make_registration(event, status=Status.PENDING, language=code, email=f"{code}@example.org")
        for code in ("en", "ru")
    ]
    data = {"chosen": [each.id for each in people], "known": "0"}
    begins = {"words-en": "Welcome aboard.", "words-ru": "Вы зарегистрированы"}

    shown = desk.post(f"{url}/decide", data=data | {"edit": "approve"}).text
    again = desk.post(f"{url}/decide", data=data | begins | {"edit": "approve"}).text
    desk.post(f"{url}/decide", data=data | begins | {"verdict": "approve", "asked": "1"})

    letters = {each.language: each for each in db.session.scalars(select(Message))}
    title = event.titles["en"]
    assert f"You are registered for {title}.</textarea>" in shown
    assert again.count("Welcome aboard.") == 2  # in the field and in the letter
    assert "Welcome aboard." in letters["en"].text
    assert "Welcome aboard." in letters["en"].html
    assert f"You are registered for {title}." not in letters["en"].text
    assert "Вы зарегистрированы" in letters["ru"].text


def test_decide_keeps_no_first_sentence_that_is_the_usual(desk, tab):
    url, event = tab
    person = make_registration(event, status=Status.PENDING)
    usual = f"We could not give you a place at {event.titles['en']}."
    data = {"chosen": person.id, "verdict": "decline", "known": "0", "words-en": usual}

    desk.post(f"{url}/decide", data=data)

    assert db.session.scalars(select(Decision.words)).all() == [""]
    assert usual in db.session.scalars(select(Message)).one().text


def test_decide_keeps_the_words_where_the_places_do_not_suffice(desk, tab):
    url, event = tab
    people = [make_registration(event, status=Status.PENDING).id for _number in range(4)]
    data = {"chosen": people, "verdict": "approve", "known": "0", "asked": "1"}

    answer = desk.post(f"{url}/decide", data=data | {"note-en": "North gate."})

    assert answer.status_code == 409
    assert "North gate." in answer.text
    assert set(statuses()) == {Status.PENDING}


def test_decide_needs_somebody_to_write_to(desk, tab):
    url, event = tab
    make_registration(event, status=Status.PENDING)

    answer = desk.post(f"{url}/decide", data={"edit": "approve"})

    assert answer.status_code == 302
    assert "Tick the people first." in desk.get(url).text
