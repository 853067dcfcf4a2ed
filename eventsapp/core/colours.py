"""Colours that can be read: an accent made darker or lighter until its contrast suffices (WCAG 2.2).

The grounds are those of static/css/tokens.css.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

WHITE, BLACK = "#FFFFFF", "#000000"
TEXT, NIGHT_TEXT, SHAPE = 4.5, 7.0, 3.0  # least contrast: of words, and of what is pressed
LIGHT, DARK = ("#F5F6FA", "#FFFFFF"), ("#0D0F1D", "#161929")  # canvas and surface
STEP = 0.02
_HEX = re.compile(r"#[0-9A-Fa-f]{6}")


@dataclass(frozen=True)
class Accent:
    """One colour as it is used on light or on dark ground."""

    link: str
    strong: str  # a link under the pointer
    tint: str  # behind links
    deeper_tint: str
    button: str  # under white words
    hover: str


def is_colour(text: str) -> bool:
    """Whether it is six hexadecimal digits after a #."""
    return bool(_HEX.fullmatch(text))


@lru_cache(maxsize=256)
def on_light(colour: str) -> Accent:
    """The accent by day: words and buttons alike are dark enough for white ground."""
    tint = mix(colour, WHITE, 0.92)
    button = _until(colour, BLACK, (*LIGHT, tint), TEXT)
    strong = mix(button, BLACK, 0.25)
    return Accent(button, strong, tint, mix(colour, WHITE, 0.82), button, strong)


@lru_cache(maxsize=256)
def on_dark(colour: str) -> Accent:
    """The accent by night: light words, and buttons between white words and dark ground."""
    tint = mix(colour, DARK[0], 0.78)
    button = _until(_until(colour, BLACK, (WHITE,), TEXT), WHITE, DARK, SHAPE)
    link = _until(colour, WHITE, (*DARK, tint), NIGHT_TEXT)
    strong = mix(link, WHITE, 0.4)
    return Accent(link, strong, tint, mix(colour, DARK[0], 0.66), button, mix(button, BLACK, 0.15))


def contrast(one: str, two: str) -> float:
    """From 1 to 21 (WCAG 2.2, contrast ratio)."""
    darker, lighter = sorted((_luminance(one), _luminance(two)))
    return (lighter + 0.05) / (darker + 0.05)


def mix(colour: str, other: str, share: float) -> str:
    """A colour with a share of another in it."""
    pairs = zip(_parts(colour), _parts(other), strict=True)
    return "#" + "".join(f"{round(a + (b - a) * share):02X}" for a, b in pairs)


def _until(colour: str, towards: str, grounds: Iterable[str], least: float) -> str:
    mixed, share = colour.upper(), 0.0
    while share < 1 and any(contrast(mixed, ground) < least for ground in grounds):
        share += STEP
        mixed = mix(colour, towards, share)
    return mixed


def _luminance(colour: str) -> float:
    red, green, blue = (_linear(part / 255) for part in _parts(colour))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _linear(part: float) -> float:
    return part / 12.92 if part <= 0.04045 else float(((part + 0.055) / 1.055) ** 2.4)


def _parts(colour: str) -> tuple[int, int, int]:
    return int(colour[1:3], 16), int(colour[3:5], 16), int(colour[5:7], 16)
