"""The woven picture of an event."""

import gzip
import re
from itertools import pairwise
from xml.etree import ElementTree as ET

import pytest

from eventsapp.events.kinds import KINDS
from eventsapp.events.ornament import FAMILIES, SAFFRON, band, thumb

SEEDS = [f"event-{number}" for number in range(40)]
SHAPE = re.compile(r'fill="(#\w{6})" d="([^"]+)"')
PINNED = [
    "#2A3AC2",
    "#4355DE",
    "#2A3AC2",
    "#4355DE",
    "#1C2787",
    "#4355DE",
    "#2A3AC2",
    "#F5A524",
    "#DCE1FF",
]  # outermost ring first, the diamonds last
TOKEN = re.compile(r"[a-zA-Z]|-?(?:\d+\.?\d*|\.\d+)")


def points(outline: str) -> list[frozenset[tuple[float, float]]]:
    """The corners of each closed figure of a path, walked command by command."""
    figures: list[list[tuple[float, float]]] = []
    tokens, x, y, command = TOKEN.findall(outline), 0.0, 0.0, ""
    while tokens:
        if tokens[0].isalpha():
            command = tokens.pop(0)
        if command == "z":
            continue
        if command in "hv":
            step = float(tokens.pop(0))
            x, y = (x + step, y) if command == "h" else (x, y + step)
        else:
            a, b = float(tokens.pop(0)), float(tokens.pop(0))
            x, y = (x + a, y + b) if command == "l" else (a, b)
        if command == "M":
            figures.append([])
            command = "L"
        figures[-1].append((round(x, 1), round(y, 1)))
    return [frozenset(figure) for figure in figures]


def mirrored(figure: frozenset[tuple[float, float]], dx: int, dy: int) -> frozenset:
    return frozenset((x * dx, y * dy) for x, y in figure)


@pytest.mark.parametrize("family", FAMILIES)
def test_thumb_is_the_same_for_ever(family: str):
    assert thumb("osh", family) == thumb("osh", family)
    assert len({thumb(seed, family) for seed in SEEDS}) > len(SEEDS) * 0.9


def test_thumb_is_pinned_across_releases():
    shapes = SHAPE.findall(thumb("osh7", "press"))

    assert [colour for colour, _ in shapes] == PINNED


@pytest.mark.parametrize("seed", SEEDS)
def test_thumb_has_one_saffron_centre(seed: str):
    shapes = SHAPE.findall(thumb(seed, "council"))

    (centre,) = [outline for colour, outline in shapes if colour == SAFFRON]
    assert max(abs(x) + abs(y) for figure in points(centre) for x, y in figure) <= 30


@pytest.mark.parametrize("seed", SEEDS)
def test_thumb_is_mirrored_in_both_axes(seed: str):
    for _colour, outline in SHAPE.findall(thumb(seed, "visit")):
        figures = set(points(outline))
        assert figures == {mirrored(figure, -1, 1) for figure in figures}
        assert figures == {mirrored(figure, 1, -1) for figure in figures}


@pytest.mark.parametrize("seed", SEEDS)
def test_thumb_never_puts_a_colour_beside_itself(seed: str):
    *rings, _diamonds = [colour for colour, _ in SHAPE.findall(thumb(seed, "board"))]

    assert all(inner != outer for inner, outer in pairwise(rings))


@pytest.mark.parametrize("seed", SEEDS)
def test_thumb_stays_small(seed: str):
    drawn = thumb(seed, "seminar")

    assert drawn.count("<path") <= 12
    assert len(gzip.compress(drawn.encode())) < 450


@pytest.mark.parametrize("seed", SEEDS[:8])
def test_band_stays_small_and_well_formed(seed: str):
    drawn = band(seed, "press", width=1600, height=132, cell=19, period=9)

    ET.fromstring(drawn)
    assert len(gzip.compress(drawn.encode())) < 1500
    assert drawn.count(SAFFRON) == 1


def test_band_has_its_own_pattern_name():
    names = {
        re.search(r'id="([^"]+)"', band(seed, "press", width=1600, height=132, cell=19))[1]
        for seed in SEEDS
    }

    assert len(names) == len(SEEDS)


def test_ornaments_obey_the_content_security_policy():
    drawn = thumb("a", "tour") + band("a", "round", width=400, height=46, cell=7)

    assert "style" not in drawn
    assert drawn.count('aria-hidden="true"') == 2


def test_families_dress_every_kind_of_event():
    assert {kind.family for kind in KINDS.values()} <= set(FAMILIES)


def test_thumb_does_not_let_a_seed_into_the_markup():
    assert "script" not in thumb('"><script>', "press")
