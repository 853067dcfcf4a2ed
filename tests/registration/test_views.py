"""The public form and the page of one's own, as a person with a phone meets them."""

import json
from datetime import timedelta

import pytest
from sqlalchemy import func, select

from eventsapp.core.clock import utcnow
from eventsapp.core.texts import Texts
from eventsapp.core.tokens import spell_code
from eventsapp.events.category_models import Mode
from eventsapp.events.models import State, Visibility
from eventsapp.extensions import db
from eventsapp.mail.models import Message
from eventsapp.mail.models import State as MailState
from eventsapp.registration import seats
from eventsapp.registration.models import Registration, Status
from tests.conftest import NOW
from tests.counting import connections
from tests.factories import make_category, make_event, make_registration, make_venue

ADA = {"name": "Ada King", "email": "Ada@Example.org", "form_key": "first", "wants_reminders": "y"}


def soon():
    """Wall time of an event that is open now, whatever the calendar says."""
    return (utcnow() + timedelta(days=30)).replace(tzinfo=None, second=0, microsecond=0)


def upcoming(**overrides):
    return make_event(**{"starts": soon()} | overrides)


def place(**overrides):
    event = overrides.pop("event", None) or upcoming()
    return make_category(event, **overrides)


def form_of(category, **overrides):
    return ADA | {"category_id": str(category.id)} | overrides


def url(category, action="register", lang="en"):
    return f"/{lang}/e/{category.event.slug}/{action}"


def own(registration, action=""):
    return f"/r/{registration.token}{action}"


def count(model=Registration):
    return db.session.scalar(select(func.count()).select_from(model))


def test_new_registers_and_opens_the_ticket(client):
    category = place()

    answer = client.post(url(category), data=form_of(category))

    registration = db.session.scalars(select(Registration)).one()
    ticket = client.get(answer.location)
    assert answer.status_code == 302
    assert registration.email == "ada@example.org"
    assert spell_code(registration.code) in ticket.text
    assert "Ada King" in ticket.text
    assert "You are registered" in ticket.text


@pytest.mark.parametrize("has_closed", [False, True])
def test_new_sent_twice_opens_the_first_ticket_even_if_it_took_the_last_place(client, has_closed):
    category = place(capacity=1)

    first = client.post(url(category), data=form_of(category))
    category.is_open = not has_closed
    db.session.commit()
    second = client.post(url(category), data=form_of(category))

    assert second.location == first.location
    assert (count(), count(Message)) == (1, 1)


def test_new_says_what_to_choose_when_the_last_place_of_a_way_has_just_gone(client):
    room = place(capacity=1)
    make_category(room.event, names=Texts(en="Online"), mode=Mode.ONLINE)
    make_registration(room.event, category=room)

    answer = client.post(url(room), data=form_of(room))

    assert answer.status_code == 422
    assert "Choose one of the ways to take part that are offered." in answer.text
    assert 'type="radio"' in answer.text
    assert count() == 1


def test_new_for_a_registered_address_says_only_to_look_into_the_mail(client):
    category = place()
    client.post(url(category), data=form_of(category))

    answer = client.post(url(category), data=form_of(category, form_key="second"))
    stranger = client.post(url(category, "lost-link"), data={"email": "eve@example.org"})

    letter = db.session.scalars(select(Message).order_by(Message.id.desc())).first()
    assert "Check your e-mail" in answer.text
    assert "Check your e-mail" in stranger.text
    assert (letter.template, letter.recipient) == ("registration/link", "ada@example.org")
    assert count() == 1


@pytest.mark.parametrize(
    ("field", "value", "words"),
    [
        ("name", "  ", "Enter your full name."),
        ("name", "x" * 201, "200"),
        ("email", "ada.example.org", "Enter an e-mail like name@example.org."),
        ("email", "ada@example.org\r\nBcc: eve@example.org", "Enter an e-mail"),
        ("email", "ада@example.org", "Enter an e-mail"),
        ("category_id", "999999", "choice"),
        ("phone", "+996 1, call the office " * 9, "60"),
    ],
)
def test_new_keeps_what_was_typed_and_says_what_is_wrong(client, field, value, words):
    category = place()
    make_category(category.event, mode=Mode.ONLINE)

    answer = client.post(url(category), data=form_of(category, **{"phone": "+996 1", field: value}))

    assert answer.status_code == 422
    assert words in answer.text
    assert "There is a problem" in answer.text
    assert "+996 1" in answer.text
    assert "<title>Error: " in answer.text
    assert count() == 0


def test_new_wants_a_number_in_a_phone(client):
    category = place()

    answer = client.post(url(category), data=form_of(category, phone="ask Ada"))

    assert "Enter a phone number like +996 500 000 000." in answer.text
    assert "ask Ada" in answer.text
    assert count() == 0


@pytest.mark.parametrize(
    ("written", "e164"),
    [("0500 900 011", "+996500900011"), ("+7 702 900 00 12", "+77029000012"), ("90-00-11", None)],
)
def test_new_reads_phones_as_the_country_of_the_event_writes_them(client, written, e164):
    category = place()

    client.post(url(category), data=form_of(category, phone=written))

    person = db.session.scalars(select(Registration)).one()
    assert (person.phone, person.phone_e164) == (written, e164)


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("Pelé", "Pelé"),
        ("محمد الأحمد", "محمد الأحمد"),
        ("\u202eada\u200f King", "ada King"),
        ("Ada\r\nBcc: eve@example.org", "Ada Bcc: eve@example.org"),
        ("Æ" * 200, "Æ" * 200),
    ],
    ids=["one word", "arabic", "turned", "two lines", "longest"],
)
def test_new_takes_names_as_people_have_them(client, typed, kept):
    category = place()

    answer = client.post(url(category), data=form_of(category, name=typed))

    assert db.session.scalars(select(Registration)).one().name == kept
    assert kept in client.get(answer.location).text


def test_new_shows_hostile_text_as_text(client):
    category = place()

    answer = client.post(url(category), data=form_of(category, name="<script>alert(1)</script>"))

    assert "<script>alert(1)" not in client.get(answer.location).text


def test_new_with_a_second_person_gives_each_a_code(client):
    category = place(capacity=2)

    answer = client.post(url(category), data=form_of(category, **{"people-0": "Ben Ak"}))

    page = client.get(answer.location).text
    assert page.count('class="ticket-entry"') == 2
    assert "Ben Ak" in page
    assert seats.places(category.event).left == 0


def test_new_adds_a_field_for_another_person_without_registering(client):
    category = place()

    answer = client.post(url(category), data=form_of(category, rows="add:people"))

    assert 'name="people-0"' in answer.text
    assert 'value="Ada King"' in answer.text
    assert count() == 0


def test_new_comes_back_in_another_language_with_what_was_typed(client):
    category = place()
    typed = form_of(category, email="no address yet", **{"people-0": "Ben Ak"})

    form = client.get(url(category)).text
    answer = client.post(url(category, lang="ru"), data=typed | {"switch_to": "ru"})

    assert f'name="switch_to" value="ru" formaction="{url(category, lang="ru")}"' in form
    assert answer.status_code == 200
    assert '<html lang="ru">' in answer.text
    assert all(
        f'value="{text}"' in answer.text for text in ("Ada King", "no address yet", "Ben Ak")
    )
    assert "aria-invalid" not in answer.text
    assert (count(), count(Message)) == (0, 0)


def test_new_changes_nothing_when_a_machine_filled_the_hidden_field(client):
    category = place()

    answer = client.post(url(category), data=form_of(category, website="https://example.org"))

    assert "Check your e-mail" in answer.text
    assert (count(), count(Message)) == (0, 0)


def test_new_says_when_more_people_come_than_places_are_left(client):
    category = place(capacity=1)

    answer = client.post(url(category), data=form_of(category, **{"people-0": "Ben Ak"}))

    assert answer.status_code == 409
    assert "There are not enough places left." in answer.text
    assert 'value="Ada King"' in answer.text
    assert count() == 0


def closed_events():
    past = (NOW - timedelta(days=60)).replace(tzinfo=None)
    later = NOW + timedelta(days=1)
    yield "All places are taken", {"capacity": 0}, {}
    yield "Registration opens later", {"opens_at": later}, {}
    yield "Registration is closed", {"is_open": False}, {}
    yield "This event is over", {}, {"starts": past}
    yield "The event is cancelled.", {}, {"state": State.CANCELLED}
    yield "The event is postponed.", {}, {"state": State.POSTPONED}


@pytest.mark.parametrize(("words", "of_category", "of_event"), list(closed_events()))
def test_new_says_why_there_is_no_form(client, words, of_category, of_event):
    category = place(event=upcoming(**of_event), **of_category)

    page = client.get(url(category))
    sent = client.post(url(category), data=form_of(category))

    assert page.status_code == 200
    assert words in page.text
    assert 'name="email"' not in page.text
    assert sent.status_code == 409
    assert count() == 0


@pytest.mark.parametrize(
    ("overrides", "status"),
    [
        ({"state": State.DRAFT}, 404),
        ({"state": State.WITHDRAWN}, 410),
        ({"visibility": Visibility.PRIVATE}, 404),
        ({"visibility": Visibility.UNLISTED}, 200),
    ],
)
def test_new_is_only_for_events_that_the_public_may_read(client, overrides, status):
    category = place(event=upcoming(**overrides))

    assert client.get(url(category)).status_code == status


@pytest.mark.parametrize("lang", ["kk", "ky", "ru", "en", "tr"])
def test_new_remembers_the_language_of_the_form(client, lang):
    category = place()

    answer = client.post(url(category, lang=lang), data=form_of(category))

    assert db.session.scalars(select(Registration.language)).one() == lang
    assert f'<html lang="{lang}">' in client.get(answer.location).text
    assert '<html lang="tr">' in client.get(f"{answer.location}?lang=tr").text


def test_show_is_kept_from_caches_search_engines_and_other_sites(client):
    answer = client.get(own(make_registration(upcoming())))

    assert answer.headers["Cache-Control"] == "private, no-store"
    assert answer.headers["Referrer-Policy"] == "no-referrer"
    assert "noindex" in answer.headers["X-Robots-Tag"]


def test_show_asks_everything_over_one_connection(client):
    address = own(make_registration(upcoming()))
    db.session.rollback()

    with connections() as taken:
        client.get(address)

    assert len(taken) == 1


def test_show_gives_the_link_to_those_online_alone(client):
    event = upcoming(online_url="https://meet.example.org/42")
    room, online = make_category(event), make_category(event, mode=Mode.ONLINE)

    there = client.get(own(make_registration(event, category=online))).text
    here = client.get(own(make_registration(event, category=room))).text

    assert "https://meet.example.org/42" in there
    assert "https://meet.example.org/42" not in here


def test_show_links_to_calendars_and_maps(client):
    registration = make_registration(upcoming(venue=make_venue()))

    page = client.get(own(registration)).text

    assert f"/en/e/{registration.event.slug}.ics" in page
    assert "calendar.google.com" in page
    assert "Directions" in page


def test_show_offers_to_correct_an_address_that_mail_did_not_reach(client):
    category = place()
    ticket = client.post(url(category), data=form_of(category)).location
    db.session.scalars(select(Message)).one().state = MailState.FAILED
    db.session.commit()

    page = client.get(ticket).text
    wrong = client.post(f"{ticket}/address", data={"email": "nonsense"})
    client.post(f"{ticket}/address", data={"email": "ada.king@example.org"})

    assert "We could not send the e-mail to ada@example.org." in page
    assert wrong.status_code == 422
    recipients = db.session.scalars(select(Message.recipient).order_by(Message.id)).all()
    assert recipients == ["ada@example.org", "ada.king@example.org"]


@pytest.mark.parametrize("token", ["x", "nonsense", "a" * 40, "ё", "aaaaaaaa"])
def test_show_does_not_find_unknown_links(client, token):
    assert client.get(f"/r/{token}").status_code == 404


def test_show_leads_an_ended_link_to_a_new_one(client):
    registration = make_registration(upcoming())
    old = own(registration)
    registration.generation += 1
    db.session.commit()

    answer = client.get(old)

    assert answer.location == f"/en/e/{registration.event.slug}/lost-link"


def test_edit_changes_name_and_way(client):
    event = upcoming()
    room, online = make_category(event), make_category(event, mode=Mode.ONLINE)
    registration = make_registration(event, category=room)

    changed = {"name": "Ada L.", "category_id": online.id}
    page = client.post(own(registration, "/edit"), data=changed, follow_redirects=True)

    assert "Changes saved." in page.text
    db.session.refresh(registration)
    assert (registration.name, registration.category_id) == ("Ada L.", online.id)
    assert registration.wants_reminders is False


def test_edit_comes_back_in_another_language_with_what_was_typed(client):
    registration = make_registration(place().event)

    typed = {"name": "", "phone": "+996 555 1", "switch_to": "tr"}
    answer = client.post(own(registration, "/edit?lang=tr"), data=typed)

    assert answer.status_code == 200
    assert '<html lang="tr">' in answer.text
    assert 'value="+996 555 1"' in answer.text
    assert "aria-invalid" not in answer.text
    assert registration.phone == ""


@pytest.mark.parametrize("address", ["/edit", "/transfer"])
def test_forms_of_ones_own_page_switch_the_language_by_buttons_of_the_form(client, address):
    registration = make_registration(place().event)

    page = client.get(own(registration, address)).text

    switched = own(registration, f"{address}?lang=kk")
    assert f'name="switch_to" value="kk" formaction="{switched}"' in page
    assert page.count('id="answers"') == 1


def test_edit_to_a_full_way_changes_nothing(client):
    event = upcoming()
    room, online = make_category(event), make_category(event, mode=Mode.ONLINE, capacity=1)
    make_registration(event, category=online)
    registration = make_registration(event, category=room)

    answer = client.post(own(registration, "/edit"), data={"name": "A", "category_id": online.id})

    db.session.refresh(registration)
    assert answer.status_code == 422
    assert registration.category_id == room.id


def test_cancel_asks_first_then_offers_to_undo(client):
    registration = make_registration(upcoming(), email="ada@example.org")

    question = client.get(own(registration, "/cancel"))
    assert db.session.get(Registration, registration.id).is_live
    answer = client.post(own(registration, "/cancel"), follow_redirects=True)
    undone = client.post(own(registration, "/restore"), follow_redirects=True)

    assert "Cancel your registration?" in question.text
    assert "Undo" in answer.text
    assert "You are registered" in undone.text
    assert db.session.scalars(select(Message.state)).all() == [MailState.WITHDRAWN]


def test_show_after_the_minute_offers_to_register_again_while_places_last(client):
    event = upcoming()
    category = make_category(event, capacity=1)
    ago = utcnow() - timedelta(hours=1)
    gone = make_registration(event, category=category, status=Status.CANCELLED, cancelled_at=ago)

    assert "Register again" in client.get(own(gone)).text

    make_registration(event, category=category)
    assert "Register again" not in client.get(own(gone)).text


def test_data_holds_what_is_known_about_the_person(client):
    registration = make_registration(upcoming(), name="Ada King", phone="+996 500 000 000")

    answer = client.get(own(registration, "/data.json"))

    known = json.loads(answer.data)["registrations"][0]
    assert (known["name"], known["phone"]) == ("Ada King", "+996 500 000 000")
    assert "attachment" in answer.headers["Content-Disposition"]


def test_erase_asks_first_then_forgets_and_ends_the_link(client):
    registration = make_registration(upcoming())
    link = own(registration)

    client.get(f"{link}/erase")
    assert db.session.get(Registration, registration.id).email
    answer = client.post(f"{link}/erase")

    db.session.refresh(registration)
    assert "Your data are deleted" in answer.text
    assert registration.email is None
    assert client.get(link).status_code == 410


def test_new_shows_titles_with_their_language(client):
    category = place(event=upcoming(titles=Texts(ky="Коопсуз чөйрө"), original_language="ky"))

    assert '<b lang="ky">Коопсуз чөйрө</b>' in client.get(url(category)).text


def test_worker_script_may_control_the_tickets(client):
    answer = client.get("/sw.js")

    assert answer.mimetype == "text/javascript"
    assert answer.headers["Cache-Control"] == "no-cache"
