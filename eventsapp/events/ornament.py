"""The woven picture of an event: stepped rhombs of one colour family around one saffron centre.

Made from the event's seed alone, so it is different for each event and the same for ever. The
cloth is nested rings painted from the outside in; a ring is a rhomb, or a staircase ("step").
"""

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from math import ceil

from markupsafe import Markup


@dataclass(frozen=True)
class Family:
    """The four tones of one kind of event."""

    base: str
    light: str
    dark: str
    pale: str


FAMILIES = {
    "press": Family("#2A3AC2", "#4355DE", "#1C2787", "#DCE1FF"),
    "council": Family("#0B5A45", "#178263", "#083F31", "#CDEFE0"),
    "board": Family("#4A2467", "#6F3F96", "#331648", "#EAD9F7"),
    "visit": Family("#8C1D3F", "#B5375B", "#5F1029", "#FBD9E1"),
    "seminar": Family("#1F5673", "#2F7CA1", "#123A50", "#D3EAF6"),
    "round": Family("#6E5410", "#927220", "#453408", "#F3E7C4"),
    "ceremony": Family("#A33F1E", "#C8623C", "#6E2710", "#FBDFD2"),
    "tour": Family("#4A5818", "#6C7E2C", "#2F390D", "#E5EBC8"),
}
SAFFRON = "#F5A524"
STEPS = 72  # of 256: the share of rings that are staircases, 28 %
DIAMOND = 0.24  # of a cell


@dataclass(frozen=True)
class _Ring:
    number: int
    colour: str
    is_step: bool


def thumb(seed: str, family: str, *, size: int = 120, cell: int = 15) -> Markup:
    """The square picture of an event for lists, as inline SVG."""
    half = size // 2
    cells = ceil(half / cell)
    cloth = _cloth(seed, FAMILIES[family], cell=cell, columns=cells, rows=cells)
    box = f"{-half} {-half} {size} {size}"
    return Markup(f'<svg viewBox="{box}" aria-hidden="true">{"".join(cloth)}</svg>')  # noqa: S704 -- all ours


def band(seed: str, family: str, *, width: int, height: int, cell: int, period: int = 8) -> Markup:
    """The wide picture on top of an event's page: one period of `2 * period` cells, repeated."""
    rows = ceil(height / 2 / cell)
    cloth = _cloth(seed, FAMILIES[family], cell=cell, columns=period, rows=rows)
    repeat, half = 2 * period * cell, height // 2
    name = f"kilim-{_digest(f'{seed} {family} {width} {height}').hex()[:8]}"
    box = f"{-repeat // 2} {-half} {repeat} {height}"
    return Markup(  # noqa: S704 -- all ours
        f'<svg viewBox="{-width // 2} {-half} {width} {height}" preserveAspectRatio="xMidYMid slice"'
        f' aria-hidden="true"><pattern id="{name}" x="{-repeat // 2}" y="{-half}" width="{repeat}"'
        f' height="{height}" viewBox="{box}" patternUnits="userSpaceOnUse">{"".join(cloth)}</pattern>'
        f'<path fill="url(#{name})" d="M{-width // 2} {-half}h{width}v{height}h{-width}z"/></svg>'
    )


def _cloth(seed: str, family: Family, *, cell: int, columns: int, rows: int) -> Iterator[str]:
    """Every ring from the outermost in, then the diamonds: each one shape."""
    chance = _digest(seed)
    last = columns + rows - 1
    rings = list(_rings(chance, family, last))
    for ring in reversed(rings):
        outline = _staircase(ring.number, cell) if ring.is_step else _rhomb(ring.number, cell)
        yield f'<path fill="{ring.colour}" d="{outline}"/>'
    place = 4 if rings[3].colour == family.pale else 2 + chance[31] % 2  # never on a pale ring
    yield f'<path fill="{family.pale}" d="{_diamonds(place, cell)}"/>'


def _rings(chance: bytes, family: Family, last: int) -> Iterator[_Ring]:
    """The rings from the centre out, none in the colour of the one before."""
    colour = SAFFRON
    for number in range(last + 1):
        if number:
            tones = [family.base, family.light, family.dark]
            tones += [family.pale] if number % 4 == 3 else []
            others = [tone for tone in tones if tone != colour]
            colour = others[chance[number % 16] % len(others)]
        yield _Ring(number, colour, is_step=chance[16 + number % 15] < STEPS)


def _rhomb(ring: int, cell: int) -> str:
    reach = (ring + 1) * cell
    return f"M0-{reach} {reach} 0 0 {reach}-{reach} 0z"


def _staircase(ring: int, cell: int) -> str:
    """The outline of all cells whose column and row, from the centre, add up to `ring` at most."""
    c, reach = cell, (ring + 1) * cell
    return (
        f"M-{c}-{reach}h{2 * c}{f'v{c}h{c}' * ring}v{2 * c}{f'h-{c}v{c}' * ring}"
        f"h-{2 * c}{f'v-{c}h-{c}' * ring}v-{2 * c}{f'h{c}v-{c}' * ring}z"
    )


def _diamonds(ring: int, cell: int) -> str:
    """Small diamonds in every other cell of one ring, in all four quarters."""
    shapes = []
    for column in range(0, ring + 1, 2):
        x, y = (column + 0.5) * cell, (ring - column + 0.5) * cell
        shapes += [_diamond(dx * x, dy * y, DIAMOND * cell) for dx in (-1, 1) for dy in (-1, 1)]
    return "".join(shapes)


def _diamond(x: float, y: float, reach: float) -> str:
    r = f"{reach:.3g}"
    return f"M{x:g} {y - reach:.4g}l{r} {r}-{r} {r}-{r}-{r}z"


def _digest(text: str) -> bytes:
    """32 bytes of chance that are always the same for the same text."""
    return hashlib.sha256(text.encode()).digest()
