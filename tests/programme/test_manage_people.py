"""The People tab: what an editor sees, enters and gets told."""

import re

import pytest
from sqlalchemy import event as hooks

from eventsapp.contacts.models import Contact
from eventsapp.core.texts import Texts
from eventsapp.extensions import db
from eventsapp.programme import queries
from eventsapp.programme.models import Participation, PersonRole
from tests.factories import make_contact, make_event, make_participation
from tests.together import THREADS, browsers, together

LIST = "Надира Жусупбекова, орун басар\nБактыгүл Жумакулова, педиатр; Коомдук кеңештин мүчөсү"


def address(event, tail="") -> str:
    return f"/desk/e/{event.id}/people/{tail}".rstrip("/")


def own_event(desk, **overrides):
    return make_event(organisation=desk.organisation, **overrides)


def answers(**overrides):
    fields = {
        "names-ky": "Канат Осмонов",
        "role": "speaker",
        "posts-0-ky": "Эксперт",
        "posts-0-en": "Expert",
        "posts-1-ky": "Кеңештин мүчөсү",
        "shown": "ky",
    }
    return {name: value for name, value in (fields | overrides).items() if value is not None}


def test_index_says_what_to_do_while_nobody_is_there(desk):
    assert "Nobody yet. Paste a list of names." in desk.get(address(own_event(desk))).text


def test_index_search_finds_contacts_in_any_script(desk):
    event = own_event(desk)
    contact = make_contact(organisation=desk.organisation, names=Texts(ky="Канат Осмонов"))

    page = desk.get(address(event) + "?q=osmonov")

    assert "1 contact found" in page.text
    assert "Канат Осмонов" in page.text
    assert f'name="contact" value="{contact.id}"' in page.text


def test_add_gives_a_contact_a_role_with_its_posts(desk):
    event = own_event(desk)
    contact = make_contact(organisation=desk.organisation)

    page = desk.post(
        address(event, "add"), data={"contact": contact.id, "role": "chair"}, follow_redirects=True
    )

    (person,) = queries.people(event)
    assert (person.contact, person.role) == (contact, PersonRole.CHAIR)
    assert "Person added." in page.text
    assert "Press secretary" in page.text


def test_add_twice_is_refused_in_words(desk):
    event = own_event(desk)
    person = make_participation(event)

    page = desk.post(address(event, "add"), data={"contact": person.contact_id, "role": "speaker"})

    assert page.status_code == 409
    assert "This person has this role at the event already." in page.text


@pytest.mark.parametrize(
    "data", [{}, {"contact": "x", "role": "speaker"}, {"contact": "1", "role": "king"}]
)
def test_add_refuses_what_no_page_offers(desk, data):
    event = own_event(desk)
    make_contact(organisation=desk.organisation)

    assert desk.post(address(event, "add"), data=data).status_code == 404
    assert queries.people(event) == []


def test_add_does_not_take_a_contact_of_another_organisation(desk):
    event, foreign = own_event(desk), make_contact()

    page = desk.post(address(event, "add"), data={"contact": foreign.id, "role": "speaker"})

    assert page.status_code == 404


def test_new_puts_the_person_into_the_address_book_too(desk):
    event = own_event(desk)

    desk.post(address(event, "new"), data=answers())

    (person,) = queries.people(event)
    assert person.contact.names == Texts(ky="Канат Осмонов")
    assert [post.titles for post in person.posts] == [
        Texts(ky="Эксперт", en="Expert"),
        Texts(ky="Кеңештин мүчөсү"),
    ]
    assert [post.titles for post in person.contact.posts] == [post.titles for post in person.posts]


def test_new_asks_before_it_makes_a_namesake(desk):
    event = own_event(desk)
    make_contact(organisation=desk.organisation, names=Texts(en="Kanat Osmonov"))

    page = desk.post(address(event, "new"), data=answers())
    assert page.status_code == 422
    assert "There is a contact of this name already:" in page.text
    assert db.session.query(Contact).count() == 1

    desk.post(address(event, "new"), data=answers(another="y"))
    assert db.session.query(Contact).count() == 2


@pytest.mark.parametrize(
    ("wrong", "told"),
    [
        ({"names-ky": ""}, "Enter the name in one language at least."),
        ({"names-ky": "x" * 201}, "Кыргызча: Enter at most 200 characters."),
        ({"posts-1-ky": "x" * 301}, "Кыргызча: Enter at most 300 characters."),
        ({"role": "king"}, "Not a valid choice."),
    ],
)
def test_new_refuses_what_cannot_be_and_keeps_the_rest(desk, wrong, told):
    event = own_event(desk)

    page = desk.post(address(event, "new"), data=answers(**wrong))

    assert page.status_code == 422
    assert told in page.text
    assert 'value="Expert"' in page.text
    assert queries.people(event) == []


def test_new_adds_a_post_without_saving(desk):
    event = own_event(desk)

    page = desk.post(address(event, "new"), data=answers(rows="add:posts"))

    assert 'name="posts-2-ky"' in page.text
    assert 'value="Expert"' in page.text
    assert queries.people(event) == []


def test_paste_adds_everybody_in_order(desk):
    event = own_event(desk)
    data = {"people": LIST, "role": "speaker", "language": "ky"}

    page = desk.post(address(event, "paste"), data=data, follow_redirects=True)

    assert "2 people added." in page.text
    assert [person.contact.names["ky"] for person in queries.people(event)] == [
        "Надира Жусупбекова",
        "Бактыгүл Жумакулова",
    ]
    assert [post.titles["ky"] for post in queries.people(event)[1].posts] == [
        "педиатр",
        "Коомдук кеңештин мүчөсү",
    ]


@pytest.mark.parametrize("people", ["", "  \n ---\n", "1234"])
def test_paste_without_a_name_is_refused(desk, people):
    event = own_event(desk)

    page = desk.post(
        address(event, "paste"), data={"people": people, "role": "speaker", "language": "ky"}
    )

    assert page.status_code == 422
    assert "Paste at least one name." in page.text


@pytest.mark.parametrize(
    ("people", "words"),
    [
        ("\n".join(f"Person {chr(0x400 + n)}" for n in range(201)), "at most 200 people"),
        ("Нурлан Асанов " * 20, "This line is too long for one person: “Нурлан Асанов"),
        ("Нурлан Асанов, " + "x" * 301, "This line is too long for one person: “Нурлан Асанов…”"),
    ],
)
def test_paste_cuts_nothing_off_unsaid(desk, people, words):
    event = own_event(desk)

    page = desk.post(
        address(event, "paste"), data={"people": people, "role": "speaker", "language": "ky"}
    )

    assert page.status_code == 422
    assert words in page.text
    assert queries.people(event) == []


def test_edit_shows_what_is_stored_and_changes_it(desk):
    event = own_event(desk)
    person = make_participation(event)

    assert 'value="Marat Bekov"' in desk.get(address(event, str(person.id))).text
    desk.post(address(event, str(person.id)), data=answers(role="chair"))
    db.session.expire_all()

    assert (person.role, person.contact.names) == (PersonRole.CHAIR, Texts(ky="Канат Осмонов"))


def test_edit_to_a_role_the_person_has_already_keeps_the_form(desk):
    event = own_event(desk)
    person = make_participation(event)
    make_participation(event, person.contact, role=PersonRole.CHAIR)

    page = desk.post(address(event, str(person.id)), data=answers(role="chair"))

    assert page.status_code == 422
    assert "This person has this role at the event already." in page.text


def test_move_and_remove(desk):
    event = own_event(desk)
    first, second = (make_participation(event, position=n).id for n in range(2))

    desk.post(address(event, f"{second}/up"))
    assert [person.id for person in queries.people(event)] == [second, first]

    assert "Remove this person?" in desk.get(address(event, f"{first}/removal")).text
    desk.post(address(event, f"{first}/removal"))
    assert [person.id for person in queries.people(event)] == [second]


def test_people_of_another_event_or_organisation_are_not_found(desk):
    event, other, foreign = own_event(desk), own_event(desk), make_event()
    person = make_participation(other)

    for tail in (f"{person.id}", f"{person.id}/removal", f"{person.id}/down"):
        assert desk.post(address(event, tail), data=answers()).status_code == 404
    for tail in ("", "new", "paste"):
        assert desk.get(address(foreign, tail)).status_code == 404
    assert db.session.query(Participation).count() == 1


@pytest.mark.parametrize("rows", [1, 3])
def test_people_need_two_queries_however_many(app, rows):
    event = make_event()
    for _number in range(rows):
        make_participation(event)
    number = event.id
    db.session.expunge_all()
    event = db.session.get(type(event), number)
    statements = []
    hooks.listen(db.engine, "before_cursor_execute", lambda *args: statements.append(args[2]))

    for person in queries.people(event):
        assert person.contact.names
        assert person.posts == []

    assert len(statements) == 2


def test_edit_by_many_at_one_moment_lets_one_of_them_save(app, desk):
    event = own_event(desk)
    where = address(event, str(make_participation(event).id))
    digest = re.search(r'name="opened"[^>]* value="(\w+)"', desk.get(where).text)[1]
    browser = browsers(desk)

    def save_one(number):
        typed = answers(**{"posts-0-en": f"Expert {number}", "opened": digest})
        return browser().post(where, data=typed).status_code

    assert together(app, save_one) == {302: 1, 409: THREADS - 1}


def test_edit_of_whom_a_colleague_has_removed_keeps_what_was_typed(desk):
    event = own_event(desk)
    where = address(event, str(make_participation(event).id))
    digest = re.search(r'name="opened"[^>]* value="(\w+)"', desk.get(where).text)[1]
    desk.post(f"{where}/removal")

    page = desk.post(where, data=answers(**{"names-ru": "Канат О.", "opened": digest}))

    assert page.status_code == 404
    assert "Somebody else has removed this" in page.text
    assert 'value="Канат О."' in page.text
    assert f'action="{address(event, "new")}"' in page.text


def test_edit_over_a_colleagues_change_is_refused_and_keeps_what_was_typed(desk):
    event = own_event(desk)
    person = make_participation(event)
    where = address(event, str(person.id))
    digest = re.search(r'name="opened"[^>]* value="(\w+)"', desk.get(where).text)[1]
    desk.post(where, data=answers(**{"names-en": "Kanat Osmonov", "opened": digest}))

    page = desk.post(where, data=answers(**{"names-ru": "Канат О.", "opened": digest}))
    db.session.expire_all()

    assert page.status_code == 409
    assert 'Full name, English: <span lang="en">Kanat Osmonov</span>' in page.text
    assert 'value="Канат О."' in page.text
    assert (person.contact.names["en"], "ru" in person.contact.names) == ("Kanat Osmonov", False)
