"""Endings of numbers, as they are read aloud."""

import re

import pytest

from eventsapp.core.numerals import ablative

READ = {
    "kk": ["1-ден", "3-тен", "6-дан", "9-дан", "10-нан", "40-тан", "80-нен", "100-ден", "1000-нан", "27 344-тен", "1 200 000-нан"],
    "ky": ["1ден", "3төн", "6дан", "10дон", "50дөн", "70тен", "100дөн", "1896дан", "1000ден", "2 000 000дон", "3 000 000 000дан"],
    "tr": ["1'den", "3'ten", "6'dan", "10'dan", "40'tan", "70'ten", "100'den", "1.500'den", "2.000.000'dan", "1896'dan"],
}  # fmt: skip


@pytest.mark.parametrize(("language", "form"), [(code, one) for code in READ for one in READ[code]])
def test_ablative_ends_as_the_last_word_does(language, form):
    number = re.match(r"[\d .]*\d", form)[0]

    assert ablative(number, language) == form


@pytest.mark.parametrize(
    ("language", "number", "form"),
    [
        ("kk", "28 мың", "28 мыңнан"),
        ("kk", "2%", "2%-дан"),
        ("kk", "2,5", "2,5-тен"),
        ("kk", "1,5 млн", "1,5 млн-нан"),
        ("kk", "ондаған", "ондаған мәнінен"),
        ("ky", "55 миң", "55 миңден"),
        ("tr", "28 bin", "28 binden"),
        ("tr", "1.000", "1.000'den"),
        ("tr", "2%", "2% değerinden"),
        ("ru", "28 тысяч", "28 тысяч"),
        ("en", "500", "500"),
    ],
)
def test_ablative_of_what_people_write(language, number, form):
    assert ablative(number, language) == form
