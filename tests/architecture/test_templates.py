"""Templates compile, and keep to the static Content-Security-Policy: no inline script or style."""

import re
from pathlib import Path

import pytest

TEMPLATES = Path(__file__).resolve().parents[2] / "templates"
ALL = sorted(path.relative_to(TEMPLATES).as_posix() for path in TEMPLATES.rglob("*.*"))
PAGES = [name for name in ALL if not name.startswith("email/")]
SCRIPT = re.compile(r"<script(?![^>]*(\bsrc=|application/ld\+json))[^>]*>", re.IGNORECASE)
LONE_PERCENT = re.compile(r"_\(\"[^\"]*(?<!%)(?:%%)*%(?![%(])")
HANDLER = re.compile(r"\son[a-z]+\s*=\s*[\"'{]", re.IGNORECASE)


@pytest.mark.parametrize("name", ALL)
def test_template_compiles(application, name):
    assert application.jinja_env.get_template(name)


@pytest.mark.parametrize("name", PAGES)
def test_page_holds_no_inline_style_or_script(name):
    text = (TEMPLATES / name).read_text()

    assert not re.search(r"\sstyle\s*=", text)
    assert "<style" not in text
    assert not SCRIPT.search(text)
    assert not HANDLER.search(text)


@pytest.mark.parametrize("name", ALL)
def test_template_writes_a_percent_sign_twice(name):
    """Jinja's gettext formats every text, also one without values."""
    assert not LONE_PERCENT.search((TEMPLATES / name).read_text())


def test_every_answer_carries_the_strict_policy(client):
    policy = client.get("/account/sign-in").headers["Content-Security-Policy"]

    assert "script-src 'self'" in policy
    assert "unsafe" not in policy
