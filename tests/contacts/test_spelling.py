"""The Latin spelling of a name: proposed in the form, corrected before it is kept."""

import pytest

from eventsapp.contacts.models import Contact
from eventsapp.contacts.spelling import latin, proposed
from eventsapp.core.texts import Texts
from eventsapp.extensions import db


@pytest.mark.parametrize(
    ("name", "spelt"),
    [
        ("Осмонов Канат Бекович", "Osmonov Kanat Bekovich"),
        ("Жээнбек Үмүтов", "Zheenbek Umutov"),
        ("Нұрсұлтан Өмірбек", "Nursultan Omirbek"),
        ("Наталья Соловьёва", "Natalya Soloveva"),
    ],
)
def test_latin_spells_names_of_the_region(name, spelt):
    assert latin(name) == spelt


def test_proposed_says_nothing_where_a_latin_name_stands():
    assert proposed(Texts(ky="Асел", en="Assel")) == ""
    assert proposed(Texts(tr="Ayşe")) == ""


def test_form_proposes_the_name_saves_nothing_and_keeps_the_correction(desk):
    page = desk.post("/desk/contacts/new", data={"names-ky": "Асел Тёлёева", "rows": "spell"})

    assert 'value="Asel Teleeva"' in page.text
    assert db.session.query(Contact).count() == 0

    desk.post("/desk/contacts/new", data={"names-ky": "Асел Тёлёева", "names-en": "Assel Tyoleeva"})
    assert db.session.query(Contact).one().names["en"] == "Assel Tyoleeva"
