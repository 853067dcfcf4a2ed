"""Lists of contacts: fixed ones and those a rule fills, and their pages."""

import pytest

from eventsapp.contacts import lists
from eventsapp.contacts.list_models import ContactList
from eventsapp.contacts.lists import ListDetails
from eventsapp.contacts.models import Email, Subject, Word
from eventsapp.core import search
from eventsapp.core.texts import Texts
from eventsapp.extensions import db
from tests.contacts.test_manage import answers
from tests.counting import statements
from tests.factories import make_contact, make_organisation


def make_list(organisation, now, **details):
    made = lists.create(organisation.id, ListDetails(**({"name": "Newspapers"} | details)), now=now)
    db.session.commit()
    return made


def word(subject, text):
    return Word(subject=subject, text=text, key=search.fold(text))


def named(wanted):
    return [
        str(contact.names.read(["en"])) for contact in db.session.scalars(lists.members(wanted))
    ]


@pytest.fixture
def house(app):
    """An organisation with three journalists."""
    organisation = make_organisation()
    make_contact(
        organisation=organisation,
        names=Texts(en="Aida"),
        language="ky",
        outlet="Ош Таңы",
        words=[word(Subject.BEAT, "Education"), word(Subject.REGION, "Ош")],
    )
    make_contact(
        organisation=organisation,
        names=Texts(en="Bolot"),
        language="ky",
        words=[word(Subject.REGION, "Batken")],
    )
    make_contact(organisation=organisation, names=Texts(en="Cemal"), language="tr")
    make_contact(names=Texts(en="Stranger"), language="ky")
    return organisation


@pytest.mark.parametrize(
    ("rule", "found"),
    [
        ({"language": "ky"}, ["Aida", "Bolot"]),
        ({"outlet": "osh tany"}, ["Aida"]),
        ({"beat": "education"}, ["Aida"]),
        ({"region": "Osh"}, ["Aida"]),
        ({"region": "education"}, []),
        ({"language": "ky", "region": "Batken"}, ["Bolot"]),
        ({"language": "kk"}, []),
    ],
)
def test_members_by_rule_are_those_who_fit_all_of_it(house, now, rule, found):
    assert named(make_list(house, now, by_rule=True, **rule)) == found


def test_members_by_rule_come_from_the_list_it_names(house, now):
    fixed = make_list(house, now, name="South")
    lists.add_found(fixed, "Bolot")

    assert named(make_list(house, now, by_rule=True, language="ky", within_id=fixed.id)) == [
        "Bolot"
    ]
    with pytest.raises(lists.ListInUse):
        lists.delete_list(fixed)


def test_add_takes_own_contacts_once(house, now):
    fixed = make_list(house, now)
    stranger = make_contact()
    own = make_contact(organisation=house, names=Texts(en="Dana"))

    assert lists.add(fixed, [own.id, stranger.id]) == 1
    assert lists.add(fixed, [own.id]) == 0
    assert named(fixed) == ["Dana"]

    lists.remove(fixed, own.id)
    assert named(fixed) == []


def test_sizes_are_counted_in_one_query(house, now):
    for number in range(5):
        make_list(house, now, name=f"List {number}", by_rule=True, language="ky")
    made = lists.kept(house.id)

    with statements() as seen:
        assert set(lists.sizes(made).values()) == {2}
    assert len(seen) == 1


def test_new_makes_a_list_whose_page_adds_whom_it_finds(desk):
    make_contact(organisation=desk.organisation)
    answer = desk.post("/desk/lists/new", data={"name": "Newspapers", "kind": "fixed"})
    page = desk.get(f"{answer.location}?q=Бекoв".replace("o", "о"))

    assert "Nobody is on this list yet." not in page.text
    assert "Add everybody found" in page.text

    desk.post(f"{answer.location}/members", data={"q": "Беков"})
    page = desk.get(answer.location)
    assert "1 contact added." in page.text
    assert "Marat Bekov" in page.text
    assert "Remove from the list" in page.text


@pytest.mark.parametrize(
    ("sent", "told"),
    [
        ({"name": ""}, "This field is required."),
        ({"name": "Newspapers"}, "There is a list of this name already."),
        ({"name": "Kyrgyz", "kind": "rule"}, "Fill in at least one line of the rule."),
        ({"name": "x" * 121}, "Field cannot be longer than 120 characters."),
    ],
)
def test_new_refuses_what_cannot_be(desk, now, sent, told):
    make_list(desk.organisation, now)

    page = desk.post("/desk/lists/new", data={"kind": "fixed"} | sent)

    assert page.status_code == 422
    assert told in page.text
    assert db.session.query(ContactList).count() == 1


def test_edit_changes_the_rule_and_shows_it(desk, now):
    standing = make_list(desk.organisation, now, by_rule=True, language="ky")

    desk.post(
        f"/desk/lists/{standing.id}/edit", data={"name": "<i>Osh</i>", "region": "Osh", "kind": ""}
    )
    page = desk.get(f"/desk/lists/{standing.id}")

    assert "&lt;i&gt;Osh&lt;/i&gt;" in page.text
    assert "No contact fits the rule." in page.text


def test_a_list_by_rule_takes_nobody_by_hand(desk, now):
    standing = make_list(desk.organisation, now, by_rule=True, language="ky")

    assert desk.post(f"/desk/lists/{standing.id}/members", data={"q": "a"}).status_code == 404


def test_delete_keeps_the_contacts(desk, now):
    contact = make_contact(organisation=desk.organisation)
    standing = make_list(desk.organisation, now)
    lists.add(standing, [contact.id])
    db.session.commit()

    desk.post(f"/desk/lists/{standing.id}/deletion")

    assert "No lists yet." in desk.get("/desk/lists").text
    assert "Marat Bekov" in desk.get("/desk/contacts").text


def test_show_asks_as_often_for_many_members_as_for_one(desk, now):
    fixed = make_list(desk.organisation, now)
    counts = []
    for number in (1, 20):
        for _each in range(number):
            lists.add(fixed, [make_contact(organisation=desk.organisation).id])
        db.session.commit()
        with statements() as seen:
            desk.get(f"/desk/lists/{fixed.id}?q=Marat")
        counts.append(len(seen))
    assert counts[0] == counts[1]


def test_contact_keeps_outlet_words_and_consent(desk):
    contact = make_contact(organisation=desk.organisation, emails=[Email(address="a@example.org")])
    given = {
        "outlet": "Osh Tany",
        "beats": "Education, culture; EDUCATION",
        "regions": "Osh",
        "consent_source": "by e-mail",
        "consented_on": "2026-11-20",
        "last_met_on": "2026-11-21",
    }

    for _time in range(2):  # saved again, nothing doubles
        desk.post(f"/desk/contacts/{contact.id}", data=answers(**given))
    page = desk.get(f"/desk/contacts/{contact.id}")

    assert 'value="EDUCATION, culture"' in page.text
    assert 'value="2026-11-20"' in page.text
    assert "Osh Tany" in desk.get("/desk/contacts?q=ош таны").text
