"""The folded search key: one person, one city, however they are spelled."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from eventsapp.core.search import fold, has, key, mentions, terms
from eventsapp.events.models import Event
from eventsapp.extensions import db
from tests.factories import make_event


@pytest.mark.parametrize(
    "spellings",
    [
        ("Осмонов", "Osmonov", "ОСМОНОВ", "osmonov"),
        ("Ақтөбе", "Актобе", "Aktobe", "Aqtöbe"),
        ("Қызылорда", "Кызылорда", "Qyzylorda", "Kyzylorda"),
        ("Жүсіпбекова", "Жусипбекова", "Zhusipbekova", "Jusipbekova"),
        ("Шымкент", "Shymkent", "Şımkent"),
        ("Чүй", "Чуй", "Chüy", "Chui"),
        ("İstanbul", "ISTANBUL", "ıstanbul", "istanbul"),
        ("ёлка", "елка"),
        ("toplantısı", "TOPLANTISI", "toplantisi"),
        ("Жетиген", "Zhetigen", "Jetigen"),
        ("Халық", "Khalyk", "Halyk"),
    ],
)
def test_fold_makes_spellings_one(spellings):
    assert len({fold(spelling) for spelling in spellings}) == 1


def test_fold_keeps_different_names_apart():
    assert len({fold(name) for name in ("Ош", "Астана", "Аста", "Алматы")}) == 4


def test_key_holds_each_word_once():
    assert key(["Ош шаары", "Ош", None, ""]) == "osh shaari"


def test_terms_are_bounded():
    assert terms("a b c " * 50, most=3) == ["a", "b", "c"]


@given(st.text(max_size=200))
def test_fold_of_a_folded_text_is_itself(text):
    once = fold(text)

    assert fold(once) == once


@given(st.text(max_size=200))
def test_every_word_of_a_text_finds_it(text):
    assert all(has(key([text]), word) for word in terms(text))


@pytest.mark.parametrize(
    ("term", "is_there"),
    [
        ("Ош", True),
        ("Оша", False),
        ("осм", True),
        ("тех", True),
        ("парк", False),
        ("нопарк", True),
        ("кош", False),
    ],
)
def test_mentions_takes_short_terms_for_beginnings_of_words(app, term, is_there):
    event = make_event(search_key=key(["Технопарк, Ош шаары", "Осмонов", "Подарки: почта, такош"]))
    (folded,) = terms(term)

    found = db.session.query(Event.id).filter(mentions(Event.search_key, folded)).all()

    assert found == ([(event.id,)] if is_there else [])
    assert has(event.search_key, folded) is is_there
