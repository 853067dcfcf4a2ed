"""Styles, scripts and pictures as browsers fetch them."""

import gzip
import re
from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient

from eventsapp.web import assets
from eventsapp.web.assets import Assets

FOREVER = "public, max-age=31536000, immutable"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A small `static/` with every style file, one script and one picture."""
    for part in {part for parts in assets.STYLES.values() for part in parts}:
        file = tmp_path / "css" / f"{part}.css"
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(f".{file.stem} {{\n  /* why */\n  color: red;\n}}\n")
    for name, text in {
        "js/app.js": "1",
        "js/behaviours/print.js": "2",
        "img/a.svg": "<svg/>",
    }.items():
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(text)
    return tmp_path


def test_static_url_keeps_the_file_for_a_year(app: Flask, client: FlaskClient):
    answer = client.get(assets.static_url("img/icons.svg"))

    assert answer.status_code == 200
    assert answer.mimetype == "image/svg+xml"
    assert answer.headers["Cache-Control"] == FOREVER


def test_css_url_delivers_the_joined_sheet(app: Flask, client: FlaskClient):
    answer = client.get(assets.css_url("public"))

    assert answer.mimetype == "text/css"
    assert answer.headers["Cache-Control"] == FOREVER
    assert answer.text.startswith("@layer reset,tokens,base,layout,components,print;")
    assert ".event-row{" in answer.text


def test_css_url_points_to_fonts_that_are_there(app: Flask, client: FlaskClient):
    sheet = client.get(assets.css_url("desk")).text

    fonts = re.findall(r'url\("(/static/[^"]+\.woff2)"\)', sheet)
    statuses = {client.get(font).status_code for font in fonts}

    assert len(fonts) == 4
    assert statuses == {200}


def test_script_url_lets_relative_imports_stay_in_its_tree(app: Flask, client: FlaskClient):
    root = assets.script_url().removesuffix("app.js")

    answer = client.get(f"{root}behaviours/print.js")

    assert answer.mimetype == "text/javascript"
    assert answer.headers["Cache-Control"] == FOREVER


def test_static_compresses_text_for_those_who_take_it(app: Flask, client: FlaskClient):
    address = assets.css_url("public")

    packed = client.get(address, headers={"Accept-Encoding": "gzip"})
    plain = client.get(address, headers={"Accept-Encoding": "identity"})

    assert packed.headers["Content-Encoding"] == "gzip"
    assert packed.headers["Vary"] == plain.headers["Vary"] == "Accept-Encoding"
    assert gzip.decompress(packed.data) == plain.data


def test_static_leaves_fonts_as_they_are(app: Flask, client: FlaskClient):
    font = client.get(
        assets.static_url("fonts/onest-latin.woff2"), headers={"Accept-Encoding": "gzip"}
    )

    assert "Content-Encoding" not in font.headers
    assert font.data.startswith(b"wOF2")


def test_static_serves_an_old_address_but_not_for_long(app: Flask, client: FlaskClient):
    answer = client.get("/static/0123456789ab/img/icons.svg")

    assert answer.status_code == 200
    assert answer.headers["Cache-Control"] == "no-cache"


@pytest.mark.parametrize(
    "address",
    [
        "/static/x/img/nothing.svg",
        "/static/x/../config.py",
        "/static/x/..%2f..%2fapp.py",
        "/static/x//etc/passwd",
        "/static/img/icons.svg",
        "/assets/x/other.css",
        "/assets/x/tokens.css",
    ],
)
def test_static_has_nothing_but_its_files(app: Flask, client: FlaskClient, address: str):
    assert client.get(address).status_code in (308, 404)
    assert client.get(address, follow_redirects=True).status_code == 404


def test_static_sets_no_cookie(app: Flask, client: FlaskClient):
    answer = client.get(assets.script_url("theme.js"))

    assert "Set-Cookie" not in answer.headers


def test_static_url_refuses_a_file_that_is_not_there(app: Flask):
    with pytest.raises(KeyError):
        assets.static_url("img/missing.svg")


def test_assets_change_their_address_with_their_content(folder: Path):
    before = Assets(folder)

    (folder / "img/a.svg").write_text("<svg><path/></svg>")
    after = Assets(folder)

    assert before.address("img/a.svg") != after.address("img/a.svg")
    assert before.address("js/app.js") == after.address("js/app.js")


def test_assets_give_all_scripts_a_new_address_when_one_changes(folder: Path):
    before = Assets(folder)

    (folder / "js/behaviours/print.js").write_text("3")
    after = Assets(folder)

    assert before.address("js/app.js") != after.address("js/app.js")


def test_assets_take_comments_and_air_out_of_styles(folder: Path):
    sheet = Assets(folder).styles["public.css"].content.decode()

    assert sheet.startswith(".tokens{color:red}.fonts{color:red}")
    assert "why" not in sheet
