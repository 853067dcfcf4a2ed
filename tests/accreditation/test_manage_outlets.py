"""The directory of outlets: one record for contacts, applications and press cards."""

import pytest

from eventsapp.contacts import outlets
from eventsapp.contacts import services as contacts
from eventsapp.contacts.details import ContactDetails, PostDetails
from eventsapp.contacts.models import Contact
from eventsapp.contacts.outlet_models import Outlet, OutletKind
from eventsapp.contacts.outlets import OutletDetails
from eventsapp.core.texts import Texts
from eventsapp.extensions import db
from tests.counting import statements
from tests.factories import make_applicant, make_card, make_contact, make_event


def enter(house, now, name="Aida", **details):
    told = {"names": Texts(en=name), "outlet": "Steppe Courier"} | details
    return contacts.create(house, ContactDetails(**told), now=now)


def the_outlet():
    return db.session.query(Outlet).one()


def answers(**overrides):
    return {"name": "Steppe Courier", "kind": "print", "country": "", "city": ""} | overrides


def test_contacts_applications_and_cards_share_one_outlet(desk, now):
    event = make_event(organisation=desk.organisation)
    enter(desk.organisation, now, outlet="Степной Курьер")
    applicant = make_applicant(event, name="Bolot", outlet="STEPNOI KURER")
    make_card(desk.organisation, name="Chinara", outlet=OutletDetails(name="Степной курьер"))
    db.session.commit()

    outlet = the_outlet()
    assert applicant.application.outlet is outlet
    page = desk.get(f"/desk/outlets/{outlet.id}").text
    assert all(name in page for name in ("Aida", "Bolot", "Chinara"))


def test_entered_fills_in_what_is_not_known_and_nothing_else(desk, now):
    house = desk.organisation.id
    outlets.enter(house, [OutletDetails(name="Dala")], now=now)
    radio = OutletDetails(name="DALA", kind=OutletKind.RADIO, country="KZ", city="Astana")
    print_ = OutletDetails(name="Dala", kind=OutletKind.PRINT, country="KG")

    outlets.entered(house, radio, now=now)
    outlet = outlets.entered(house, print_, now=now)

    told = (outlet.name, outlet.kind, outlet.country, outlet.city)
    assert told == ("Dala", OutletKind.RADIO, "KZ", "Astana")


def test_edit_renames_it_for_everybody_who_names_it(desk, now):
    working = enter(desk.organisation, now)
    former = enter(
        desk.organisation,
        now,
        name="Bolot",
        outlet="Dala",
        posts=(PostDetails(titles=Texts(en="Editor"), place="Steppe Courier"),),
    )
    card = make_card(desk.organisation, outlet=OutletDetails(name="Steppe Courier"))
    db.session.commit()
    outlet = outlets.named(desk.organisation.id, "Steppe Courier")

    page = desk.get(f"/desk/outlets/{outlet.id}").text
    assert "1 former post" in page
    desk.post(f"/desk/outlets/{outlet.id}/edit", data=answers(name="Valley Voice"))

    assert working.outlet == "Valley Voice"
    assert former.posts[0].place == "Valley Voice"
    assert former.outlet == "Dala"
    assert "voice" in card.search_key
    assert "Aida" in desk.get("/desk/contacts?q=valley").text
    assert "Aida" in desk.get(f"/desk/outlets/{outlet.id}").text


def test_edit_makes_two_one_only_when_told_so(desk, now):
    working = enter(desk.organisation, now)
    card = make_card(desk.organisation, outlet=OutletDetails(name="The Courier"))
    db.session.commit()
    gone = outlets.named(desk.organisation.id, "The Courier")
    address = f"/desk/outlets/{gone.id}/edit"

    refused = desk.post(address, data=answers())
    assert refused.status_code == 422
    assert "There is an outlet of this name already." in refused.text
    assert db.session.query(Outlet).count() == 2

    desk.post(address, data=answers(join="1"))

    assert card.outlet is the_outlet()
    assert working.outlet == the_outlet().name == "Steppe Courier"


@pytest.mark.parametrize(
    ("wrong", "told"),
    [
        ({"name": " "}, "Enter the name of the outlet."),
        ({"site": "javascript:alert(1)"}, "Enter a web address that begins with https://."),
        ({"country": "ZZ"}, "Not a valid choice."),
    ],
)
def test_new_refuses_what_cannot_be(desk, wrong, told):
    page = desk.post("/desk/outlets/new", data=answers(**wrong))

    assert page.status_code == 422
    assert told in page.text
    assert db.session.query(Outlet).count() == 0


def test_new_keeps_everything_that_is_asked(desk):
    told = {"country": "KZ", "city": "Astana", "site": "https://courier.example.org"}

    desk.post("/desk/outlets/new", data=answers(**told, languages=["kk", "ru"]))

    outlet = the_outlet()
    assert (outlet.kind, outlet.country, outlet.city) == (OutletKind.PRINT, "KZ", "Astana")
    assert (outlet.languages, outlet.site) == (["kk", "ru"], "https://courier.example.org")
    page = desk.get("/desk/outlets?q=курьер").text
    assert "No outlet matches" in page
    assert "Steppe Courier" in desk.get("/desk/outlets?q=courier").text


def test_delete_forgets_only_what_nobody_names(desk, now):
    contact = enter(desk.organisation, now)
    db.session.commit()
    address = f"/desk/outlets/{the_outlet().id}/deletion"

    assert "name this outlet" in desk.post(address, follow_redirects=True).text
    contacts.delete(contact)
    db.session.commit()

    assert "Outlet deleted." in desk.post(address, follow_redirects=True).text
    assert db.session.query(Outlet).count() == 0


def test_enter_missing_enters_the_outlets_of_contacts_from_before(desk, now):
    make_contact(organisation=desk.organisation, outlet="Ош Таңы", outlet_key="old")
    make_contact(organisation=desk.organisation, outlet="Osh Tany")

    assert outlets.enter_missing(now) == 2
    assert outlets.enter_missing(now) == 0
    assert outlets.sizes([the_outlet()]) == {the_outlet().key: 2}


def test_index_asks_as_often_for_many_outlets_as_for_few(desk, now):
    asked = []
    for round_ in range(2):
        names = [OutletDetails(name=f"Paper {round_} {number}") for number in range(5)]
        outlets.enter(desk.organisation.id, names, now=now)
        db.session.commit()
        desk.get("/desk/outlets")
        with statements() as seen:
            desk.get("/desk/outlets")
        asked.append(len(seen))

    assert asked[0] == asked[1]


def test_contacts_go_on_naming_an_outlet_in_letters_of_no_language(desk, now):
    enter(desk.organisation, now, outlet="نجوم")

    assert db.session.query(Contact).one().outlet_key == the_outlet().key
