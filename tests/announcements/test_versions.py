"""Texts in several languages are parted; each part is read alone."""

from datetime import date, time
from itertools import permutations

import pytest

from eventsapp.announcements.reading import noise
from eventsapp.announcements.reading.findings import Doubt
from eventsapp.announcements.reading.reader import read
from tests.announcements.mixed import PARTS, line_by_line, one_after_another
from tests.announcements.shapes import TEXTS

TODAY = date(2026, 11, 1)
TITLES = {
    "kk": "Су және қалалар", "ky": "«Суу жана шаарлар» баяндамасынын бет ачары",
    "ru": "Вода и города", "en": "Water and Cities", "tr": "Su ve Şehirler",
}  # fmt: skip


def titles(reading):
    return {reading.language: reading.title.value} | {
        found.value.language: found.value.title for found in reading.versions
    }


def words(text):
    """The words, but for one that two languages have in common."""
    return sorted(word for word in text.split() if word != "Пресс-анонс")


@pytest.mark.parametrize("pair", list(permutations(TITLES, 2)), ids="-".join)
def test_read_parts_two_languages_one_after_another(pair):
    text = one_after_another(*pair)

    reading = read(text, TODAY)

    assert titles(reading) == {code: TITLES[code] for code in pair}
    assert reading.language == pair[0]
    assert (reading.start_date.value, reading.start_time.value) == (date(2026, 12, 3), time(11))
    assert [found.value.e164 for found in reading.phones] == ["+77172900012"]
    assert [found.value for found in reading.emails] == ["press@example.org"]
    [version] = reading.versions
    part = noise.clean(text, only=version.value.lines)
    assert words(part) == words(PARTS[pair[1]])
    assert words(noise.clean(text, without=version.value.lines)) == words(PARTS[pair[0]])


@pytest.mark.parametrize("between", ["\n", "\t"], ids=["alternating", "side by side"])
@pytest.mark.parametrize("pair", [("kk", "ru"), ("ky", "ru"), ("ru", "en"), ("tr", "en")])
def test_read_parts_two_languages_line_by_line(pair, between):
    text = line_by_line(*pair, between)

    reading = read(text, TODAY)

    assert titles(reading) == {code: TITLES[code] for code in pair}
    part = noise.clean(text, only=reading.versions[0].value.lines)
    assert words(part) == words(PARTS[pair[1]])


def test_read_takes_from_one_language_what_the_other_leaves_out():
    reading = read(one_after_another("kk", "ru"), TODAY)

    assert reading.accreditation_deadline.value.isoformat() == "2026-12-02T17:00"


def test_read_says_that_two_languages_name_different_hours():
    text = one_after_another("kk", "ru").replace("в 11:00", "в 12:00")

    assert Doubt.VERSIONS_DIFFER in read(text, TODAY).doubts
    assert Doubt.VERSIONS_DIFFER not in read(one_after_another("kk", "ru"), TODAY).doubts


@pytest.mark.parametrize("name", TEXTS)
def test_read_finds_one_language_in_a_text_in_one_language(name):
    assert read(TEXTS[name], TODAY).versions == []


def test_read_makes_no_version_of_a_quotation_in_another_language():
    said = (
        "«Уникальная возможность для всех школ страны узнать, как беречь воду в городах и селах, "
    )
    text = PARTS["kk"] + f"\n{said}и научить этому детей», - сообщили в министерстве образования."

    assert read(text, TODAY).versions == []
