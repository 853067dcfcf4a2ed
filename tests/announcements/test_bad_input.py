"""Whatever is pasted: an answer, in time, with every span inside the text."""

import random
import time
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from eventsapp.announcements.fields import as_fields
from eventsapp.announcements.reading.findings import Doubt
from eventsapp.announcements.reading.reader import read
from tests.announcements.shapes import TEXTS

TODAY = date(2026, 3, 1)
LIMIT = 2.0  # seconds of processor time: issue "never over 2 s"
PIECES = [word for text in TEXTS.values() for word in text.split()] + [
    "\n", " ", "«", "”", "(", "12.05.2026", "31.02.2026", "25:99", "00:00", "\u202e", "№", "…", "😀",
]  # fmt: skip


@settings(max_examples=120, deadline=None)
@given(st.lists(st.sampled_from(PIECES), max_size=80).map(" ".join) | st.text(max_size=400))
def test_read_any_text_keeps_every_span_inside_it(text):
    reading = read(text, TODAY)

    as_fields(reading)
    spans = [span for _, finding in reading.found() for span in finding.spans]
    assert all(0 <= start < end <= len(text) for start, end in spans)


TWELVE = "\n\n".join(
    f"Круглый стол «Тема {number}» состоится {number} декабря 2026 года в 10:00 в г. Бишкек."
    for number in range(1, 13)
)


def test_read_puts_letters_of_another_alphabet_right():
    text = "Пpecс-кoнференция «Вoда и гoрода» сoстоится 12.05.2026 в г. Бишкeк. Үлгү «Тоо кѳлү»."

    reading = read(text, TODAY)

    assert reading.title
    assert reading.title.value == "Вода и города"
    assert reading.city_key == "bishkek"
    assert (
        read("«Тоо кѳлү» деген темада тегерек стол 12-майда ѳтѳт.", TODAY).title.value == "Тоо көлү"
    )


def test_read_says_that_a_text_about_the_day_is_no_event():
    weather = read("Сегодня хорошая погода. Мы гуляли в парке и ели мороженое.", TODAY)

    assert not weather.is_event


def test_read_says_that_a_text_holds_twelve_events():
    reading = read(TWELVE, TODAY)

    assert Doubt.SEVERAL_EVENTS in reading.doubts
    assert reading.start_date
    assert reading.start_date.value == date(2026, 12, 1)


@pytest.mark.parametrize(
    "text",
    [
        "a" * 5_000_000,
        "( " * 60_000,
        "«" * 60_000,
        "12.05.2026 " * 20_000,
        "сағат 10:00 " * 20_000,
        "Бишкек " * 20_000,
        "-\n" * 20_000,
        "слово " * 500_000,
        "Иван Петров, министр, " * 5_000,
        "1 " * 50_000,
        "\n" * 500_000,
        " ".join(random.Random(7).choices(PIECES, k=20_000)),
        " фонд".join(TEXTS.values()) * 40,
    ],
    ids=range(13),
)
def test_read_of_a_huge_text_stays_quick(text):
    begun = time.process_time()

    read(text, TODAY)

    assert time.process_time() - begun < LIMIT
