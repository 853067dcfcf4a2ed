"""Accents: whatever colour is chosen, words and buttons in it can be read."""

from itertools import product

from eventsapp.core import colours
from eventsapp.core.colours import contrast

EVERY = [
    "#" + "".join(f"{part:02X}" for part in parts) for parts in product((0, 85, 170, 255), repeat=3)
]


def test_contrast_is_that_of_wcag():
    assert contrast("#FFFFFF", "#000000") == 21
    assert round(contrast("#767676", "#FFFFFF"), 2) == 4.54


def test_every_accent_can_be_read_by_day():
    for colour in EVERY:
        accent = colours.on_light(colour)
        for ground in (*colours.LIGHT, accent.tint):
            assert contrast(accent.link, ground) >= 4.5
        assert contrast("#FFFFFF", accent.button) >= 4.5


def test_every_accent_can_be_read_by_night():
    for colour in EVERY:
        accent = colours.on_dark(colour)
        for ground in (*colours.DARK, accent.tint):
            assert contrast(accent.link, ground) >= 4.5
        assert contrast("#FFFFFF", accent.button) >= 4.5
        assert min(contrast(accent.button, ground) for ground in colours.DARK) >= 3


def test_an_accent_that_can_be_read_stays_as_it_is():
    assert colours.on_light("#2a3ac2").button == "#2A3AC2"
