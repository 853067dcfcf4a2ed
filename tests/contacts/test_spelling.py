"""The spelling of a name in the other script: proposed in the form, corrected before it is kept."""

import pytest

from eventsapp.contacts.models import Contact
from eventsapp.contacts.spelling import cyrillic, latin, proposed
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


@pytest.mark.parametrize(
    ("name", "spelt"),
    [
        ("Osmonov Kanat Bekovich", "Осмонов Канат Бекович"),
        ("Zheenbek Umutov", "Жээнбек Умутов"),
        ("Aigul Sydykova", "Айгул Сыдыкова"),
        ("Tatyana Andreeva", "Татьяна Андреева"),
        ("Dmitry Shcherbakov-Vysotsky", "Дмитрий Щербаков-Высоцкий"),
        ("Yulia Tsoi", "Юлия Цой"),
        ("Kseniya Yefimova", "Ксения Ефимова"),
        ("Khadisha Maksutova", "Хадиша Максутова"),
        ("Igor' Xan", "Игорь Ксан"),
    ],
)
def test_cyrillic_spells_names_of_the_region(name, spelt):
    assert cyrillic(name, "en") == spelt


def test_cyrillic_reads_turkish_letters_as_turkish():
    assert cyrillic("Ayşe Yıldız Cemiloğlu", "tr") == "Айше Йылдыз Джемилоглу"


def test_proposed_says_nothing_where_both_scripts_stand_or_neither():
    assert proposed(Texts(ky="Асел", en="Assel")) is None
    assert proposed(Texts(en="محمد")) is None
    assert proposed(Texts()) is None


def test_form_proposes_the_cyrillic_name_of_somebody_who_has_none(desk):
    page = desk.post("/desk/contacts/new", data={"names-en": "Kanat Osmonov", "rows": "spell"})

    assert 'value="Канат Осмонов"' in page.text
    assert db.session.query(Contact).count() == 0


def test_form_proposes_the_name_saves_nothing_and_keeps_the_correction(desk):
    page = desk.post("/desk/contacts/new", data={"names-ky": "Асел Тёлёева", "rows": "spell"})

    assert 'value="Asel Teleeva"' in page.text
    assert db.session.query(Contact).count() == 0

    desk.post("/desk/contacts/new", data={"names-ky": "Асел Тёлёева", "names-en": "Assel Tyoleeva"})
    assert db.session.query(Contact).one().names["en"] == "Assel Tyoleeva"
