"""The words of the field are those of the glossary, in every language of ours."""

import csv
import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

from eventsapp.audit import wording as audit
from eventsapp.core.texts import LANGUAGES
from eventsapp.events import filters, form_rows
from eventsapp.events.kinds import KINDS, Type
from eventsapp.programme import forms as programme
from eventsapp.programme.models import Openness
from eventsapp.registration import wording as registration
from eventsapp.registration.models import Status
from eventsapp.web import locale

GLOSSARY = Path(__file__).resolve().parents[3] / "shared" / "glossary.csv"
PRODUCT: Mapping[str, Any] = {
    "type.event": KINDS[Type.OTHER].name,
    **{f"type.{type_}": kind.name for type_, kind in KINDS.items()},
    **{f"role.{role}": name for role, name in form_rows.ROLES.items()},
    **{f"role.{role}": name for role, name in programme.ROLES.items()},
    **{f"state.{state}": name for state, name in audit.STATES.items()},
    "state.waiting_list": registration.STATUSES[Status.WAITLISTED],
    "state.open_press": filters.OPEN["press"],
    "state.closed_press": programme.OPENNESS[Openness.CLOSED],
}


@pytest.fixture(scope="module")
def glossary() -> dict[str, dict[str, str]]:
    if not GLOSSARY.exists():
        pytest.skip(f"The glossary is not in {GLOSSARY.parent}")
    with GLOSSARY.open(encoding="utf-8", newline="") as rows:
        return {row["key"]: row for row in csv.DictReader(rows)}


@pytest.mark.parametrize("language", LANGUAGES)
def test_product_speaks_the_words_of_the_glossary(app, glossary, language):
    with locale.speaking(language):
        shown = {key: _small(str(name)) for key, name in PRODUCT.items() if key in glossary}

    words = {key: _said(glossary[key][language]) for key in shown}
    assert {key: (shown[key], words[key]) for key in shown if shown[key] not in words[key]} == {}


def _said(entry: str) -> set[str]:
    """What an entry allows: `a (b)` is a or b."""
    return {_small(word.strip()) for word in re.split(r"[()]", entry) if word.strip()}


def _small(word: str) -> str:
    return word.replace("İ", "i").casefold()
