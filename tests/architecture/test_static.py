"""Rules of the files browsers get: licences, fonts, colours, names, sizes, and a strict CSP."""

import hashlib
import json
import re
from pathlib import Path

import pytest
from fontTools.ttLib import TTFont

from eventsapp.web.assets import STYLES, Assets

ROOT = Path(__file__).resolve().parents[2]
STATIC = ROOT / "static"
TEMPLATES = [
    path for path in sorted((ROOT / "templates").rglob("*.html")) if "email" not in path.parts
]
SOURCES = {path.relative_to(ROOT).as_posix(): path.read_text() for path in TEMPLATES}
MANIFEST = json.loads((STATIC / "vendor/MANIFEST.json").read_text())
COMMENT = re.compile(r"\{#.*?#\}", re.DOTALL)

LETTERS = {
    "latin": "ABCXYZabcxyz0123456789ÇÖÜçöüı–—‘’“”…«»€",
    "cyr": "АБВЯабвяЁёІіҰұ№",
    "kkky": "ӘәҒғҚқҢңӨөҮүҺһ",
    "tr": "ĞğİŞş₸₺",
}


def test_every_foreign_file_is_declared_with_its_licence():
    foreign = {
        path.relative_to(STATIC).as_posix()
        for folder in ("vendor", "fonts")
        for path in (STATIC / folder).iterdir()
        if path.suffix in (".js", ".css", ".woff2")
    }
    declared = {entry["file"] for entry in MANIFEST}

    assert foreign <= declared
    for entry in MANIFEST:
        assert entry["name"]
        assert entry["version"]
        assert entry["licence"]
        assert entry["source"]
        assert (STATIC / entry["licence_file"]).is_file()


@pytest.mark.parametrize("entry", MANIFEST, ids=lambda entry: entry["file"])
def test_foreign_files_are_what_the_manifest_says(entry: dict[str, str]):
    content = (STATIC / entry["file"]).read_bytes()

    assert hashlib.sha256(content).hexdigest() == entry["sha256"]


def test_every_style_file_is_joined():
    written = {
        path.relative_to(STATIC / "css").with_suffix("").as_posix()
        for path in (STATIC / "css").rglob("*.css")
    }

    assert written == {part for parts in STYLES.values() for part in parts}


def test_colours_live_in_the_tokens_only():
    elsewhere = {
        path.name: re.findall(r"(?<=[ (,])#[0-9A-Fa-f]{3,8}\b(?=[;, )])", path.read_text())
        for path in (STATIC / "css").rglob("*.css")
        if path.name not in ("tokens.css", "print.css")
    }

    assert {name: found for name, found in elsewhere.items() if found} == {}


@pytest.mark.parametrize("part", LETTERS)
def test_fonts_hold_the_letters_of_the_five_languages(part: str):
    font = TTFont(STATIC / f"fonts/onest-{part}.woff2")

    assert [letter for letter in LETTERS[part] if ord(letter) not in font.getBestCmap()] == []


def test_fonts_are_declared_for_the_letters_they_hold():
    sheet = (STATIC / "css/fonts.css").read_text()
    for name, ranges in re.findall(r'fonts/(\S+)"\).*?unicode-range: ([^;]+);', sheet, re.DOTALL):
        held = set(TTFont(STATIC / "fonts" / name).getBestCmap())
        declared = {code for span in ranges.split(",") for code in _codes(span.strip())}

        assert held == declared & held, name
        assert len(declared - held) < 8, name  # a few signs the typeface does not draw


def _codes(span: str) -> range:
    first, _, last = span.removeprefix("U+").partition("-")
    return range(int(first, 16), int(last or first, 16) + 1)


@pytest.mark.parametrize("name", SOURCES)
def test_templates_obey_the_content_security_policy(name: str):
    source = COMMENT.sub("", SOURCES[name])

    assert not re.search(r"<[^>]+\sstyle=", source)
    assert "<style" not in source
    assert not re.search(r"<[^>]+\son[a-z]+=", source)
    for attributes in re.findall(r"<script([^>]*)>", source):
        assert "src=" in attributes or "application/ld+json" in attributes


def test_behaviours_named_in_templates_exist():
    named = {name for path in SOURCES for name in _behaviours(path)}
    written = {path.stem for path in (STATIC / "js/behaviours").glob("*.js")}

    assert named - written == set()


def test_icons_named_in_templates_are_in_the_sprite():
    named = {
        name
        for source in SOURCES.values()
        for name in re.findall(r'\b(?:icon\(|symbol=)"([a-z0-9-]+)"', COMMENT.sub("", source))
    }
    drawn = set(re.findall(r'<symbol id="([^"]+)"', (STATIC / "img/icons.svg").read_text()))

    assert named - drawn == set()


@pytest.mark.parametrize(
    ("sheet", "kilobytes"), [("public.css", 10.5), ("task.css", 10), ("desk.css", 16)]
)  # ux.md 7
def test_styles_stay_small(sheet: str, kilobytes: float):
    compressed = Assets(STATIC).styles[sheet].compressed or b""

    assert len(compressed) <= kilobytes * 1024


def test_scripts_of_public_pages_stay_small():
    read = ("templates/site/", "templates/layouts/public", "templates/components/menu")
    named = {name for path in SOURCES if path.startswith(read) for name in _behaviours(path)}
    files = Assets(STATIC).files
    scripts = ["js/app.js", "js/theme.js", *(f"js/behaviours/{name}.js" for name in named)]

    assert "menu" in named
    assert sum(len(files[name].compressed or b"") for name in scripts) <= 6 * 1024


def _behaviours(path: str) -> list[str]:
    """The behaviours a template names."""
    groups = re.findall(r'data-behaviour="([a-z -]+)"', SOURCES[path])
    return [name for group in groups for name in group.split()]


DARK = re.compile(
    r"(?:\[data-theme=\"dark\"\]|:root:not\(\[data-theme=\"light\"\]\)) \{(.*?)\}", re.DOTALL
)
PAIRS = [  # text on ground, and the least contrast of WCAG 2.2
    *[(ink, ground, 4.5) for ink in ("ink", "ink-2", "ink-3") for ground in ("surface", "canvas")],
    ("ink-2", "sunken", 4.5),
    ("edge", "surface", 3),
    ("edge", "canvas", 3),
    *[("lapis", ground, 4.5) for ground in ("surface", "canvas", "lapis-50")],
    ("lapis-strong", "lapis-100", 4.5),
    ("on-button", "button", 4.5),
    ("on-button", "button-hover", 4.5),
    ("on-button", "pomegranate-solid", 4.5),
    ("on-button", "pomegranate-strong", 4.5),
    ("button", "surface", 3),
    *[(tone, "surface", 4.5) for tone in ("malachite", "saffron", "pomegranate")],
    *[(tone, f"{tone}-50", 4.5) for tone in ("malachite", "saffron", "pomegranate", "slate")],
    *[("ink-2", f"{tone}-50", 4.5) for tone in ("lapis", "malachite", "saffron", "pomegranate")],
    *[(f"night-{ink}", "night", 4.5) for ink in ("ink", "ink-2", "link", "good", "bad")],
    *[
        (f"type-{family}", ground, 3)
        for family in ("press", "council", "board", "visit", "seminar", "round", "ceremony", "tour")
        for ground in ("surface", "canvas")
    ],
]


def test_tokens_say_the_dark_colours_twice_alike():
    by_device, by_choice = DARK.findall((STATIC / "css/tokens.css").read_text())

    assert _tokens(by_device) == _tokens(by_choice)


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize(("ink", "ground", "least"), PAIRS)
def test_tokens_keep_their_contrast(ink: str, ground: str, least: float, theme: str):
    sheet = (STATIC / "css/tokens.css").read_text()
    colours = _tokens(sheet[: sheet.index("@media screen and (prefers-color-scheme")])
    if theme == "dark":
        colours |= _tokens(DARK.findall(sheet)[0])

    assert _contrast(colours[ink], colours[ground]) >= least


def _tokens(block: str) -> dict[str, str]:
    return dict(re.findall(r"--([\w-]+): (#[0-9A-F]{6});", block))


def _contrast(one: str, other: str) -> float:
    light, dark = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def _luminance(colour: str) -> float:
    shares = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = (
        share / 12.92 if share <= 0.04045 else ((share + 0.055) / 1.055) ** 2.4 for share in shares
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
