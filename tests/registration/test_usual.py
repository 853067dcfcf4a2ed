"""The ticket page that is drawn once for many: everybody's own, and never older than the event."""

from datetime import timedelta

import pytest
from sqlalchemy import update

from eventsapp.core.clock import utcnow
from eventsapp.core.texts import Texts
from eventsapp.core.tokens import spell_code
from eventsapp.events import services as events
from eventsapp.extensions import db
from eventsapp.mail.models import Message
from eventsapp.mail.models import State as MailState
from eventsapp.organisations import services as organisations
from eventsapp.registration import mails, rules, usual
from eventsapp.web.locale import LANGUAGES
from tests.conftest import NOW
from tests.counting import statements
from tests.factories import make_category, make_event, make_registration

HOSTILE = '<b>Ада</b> {name} \ue000email\ue001 & "Королева"'


def place(**ahead):
    """A way to take part in an event that lies ahead, whatever the calendar says."""
    starts = (utcnow() + timedelta(**ahead or {"days": 30})).replace(tzinfo=None, microsecond=0)
    return make_category(make_event(starts=starts))


def make_person(category, *, letter=MailState.SENT, **own):
    """Somebody with a place, and with a letter about it."""
    person = make_registration(category.event, category=category, **own)
    mails.confirm(person, NOW)
    db.session.execute(update(Message).where(Message.recipient == person.email), {"state": letter})
    db.session.commit()
    return person


def page_of(client, person, query=""):
    return client.get(f"/r/{person.token}{query}").text


@pytest.fixture
def drawn_alone(monkeypatch):
    """The page as it is drawn for one person."""

    def draw(client, person, query=""):
        with monkeypatch.context() as patch:
            patch.setattr(usual, "page", lambda *_: None)
            return page_of(client, person, query)

    return draw


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("letter", [MailState.SENT, MailState.QUEUED, MailState.FAILED])
def test_is_the_page_drawn_for_that_person_alone(client, drawn_alone, language, letter):
    category = place()
    first = make_person(category, letter=letter, language=language, name=HOSTILE)
    second = make_person(category, letter=letter, language=language)

    for person in (first, second, first):
        assert page_of(client, person) == drawn_alone(client, person)


def test_says_nothing_of_anybody_else(client):
    category = place()
    first = make_person(category, name="Болот Осмонов", email="bolot@example.org")
    second = make_person(category, name="Ainura Bekova")

    page_of(client, first)
    page = page_of(client, second)

    assert "Ainura Bekova" in page
    assert spell_code(second.code) in page
    for theirs in (first.name, first.email, first.token, spell_code(first.code)):
        assert theirs not in page


def test_in_another_language_that_is_asked_for(client, drawn_alone):
    person = make_person(place())

    page_of(client, person)

    assert '<html lang="tr">' in page_of(client, person, "?lang=tr")
    assert page_of(client, person, "?lang=tr") == drawn_alone(client, person, "?lang=tr")


def test_asks_once_and_draws_nothing_the_second_time(client, monkeypatch):
    category = place()
    first, second = make_person(category), make_person(category)
    address = f"/r/{second.token}"
    page_of(client, first)
    monkeypatch.setattr(usual, "render_template", None)

    with statements() as seen:
        answer = client.get(address)

    assert answer.status_code == 200
    assert len([each for each in seen if each.startswith("SELECT")]) == 1


def test_shows_a_move_and_a_cancellation_at_once(client, drawn_alone):
    category = place()
    first, second = make_person(category), make_person(category)
    page_of(client, first)

    later = category.event.local_starts_at + timedelta(days=1)
    events.move(category.event, starts=later, ends=None, doors=None, by=None, now=utcnow())
    db.session.commit()
    moved, moved_alone = page_of(client, second), drawn_alone(client, second)
    events.cancel(category.event, reasons=Texts(), by=None, now=utcnow())
    db.session.commit()

    assert moved == moved_alone
    assert "The event is cancelled." in page_of(client, second)


def test_shows_what_has_changed_around_the_event(client, drawn_alone):
    category = place()
    person = make_person(category)
    before = page_of(client, person)

    category.names = Texts(en="On the balcony")
    rules.choose(category.event, rules.RuleDetails(change_hours=24 * 365), {})
    organisations.set_logo(category.event.organisation, None)
    db.session.commit()
    after = page_of(client, person)

    assert "Pass my place on" in before
    assert "Pass my place on" not in after
    assert "On the balcony" in after
    assert after == drawn_alone(client, person)


def test_knows_that_the_event_has_begun_and_ended(app, client, drawn_alone):
    person = make_person(place(days=1))
    before = page_of(client, person)

    app.config["CLOCK_OFFSET_SECONDS"] += 24 * 3600
    begun, begun_alone = page_of(client, person), drawn_alone(client, person)
    app.config["CLOCK_OFFSET_SECONDS"] += 48 * 3600
    over = page_of(client, person)

    assert "Pass my place on" in before
    assert "Pass my place on" not in begun
    assert begun == begun_alone
    assert "This event is over." in over


def test_has_the_message_that_waits_for_its_reader(client, drawn_alone):
    category = place()
    person, other = make_person(category), make_person(category)
    page_of(client, other)
    with client.session_transaction() as session:
        session["_flashes"] = [("success", "Your place is back.")]

    assert "Your place is back." in page_of(client, person)
    assert "Your place is back." not in page_of(client, person)
    assert "Your place is back." not in page_of(client, other)


@pytest.mark.parametrize("what", ["cancelled", "erased", "new link"])
def test_opens_nothing_that_the_link_does_not_open(client, what):
    category = place()
    person = make_person(category)
    address = f"/r/{person.token}"
    shown = client.get(address)

    if what == "cancelled":
        person.release(NOW)
    elif what == "erased":
        person.erase(NOW)
    else:
        person.generation += 1
    db.session.commit()
    answer = client.get(address)

    assert spell_code(person.code) in shown.text
    assert spell_code(person.code) not in answer.text
    assert answer.status_code == {"cancelled": 200, "erased": 410, "new link": 302}[what]
