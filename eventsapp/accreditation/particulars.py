"""What else an event may ask of the press, set by set: answers in words, kept by their names."""

from collections.abc import Iterable, Mapping
from itertools import chain
from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_babel import lazy_pgettext
from wtforms import BooleanField, SelectField
from wtforms import SelectChoice as Choice
from wtforms.validators import Length, Optional

from eventsapp.accreditation.kinds import Ask
from eventsapp.web.countries import COUNTRIES, country
from eventsapp.web.fields import LineField, ParagraphsField, PhoneField

OF_PERSON = {Ask.ORIGIN: ("latin_name", "citizenship", "birth_place"), Ask.SEX: ("sex",)}
OF_TASK = {
    Ask.MESSENGER: ("messenger",),
    Ask.OUTLET: (
        "founder", "register_number", "specialisation", "area", "editor", "office_phone",
    ),
    Ask.WORK: ("samples",),
    Ask.INTERVIEW: ("interview",),
    Ask.LANGUAGES: ("languages",),
    Ask.TRAVEL: ("travel",),
    Ask.ACCESS: ("access",),
    Ask.SCREENING: ("screening",),
}  # fmt: skip
SETS = OF_PERSON | OF_TASK
WORDS = {
    "latin_name": _l("Name in Latin letters"),
    "citizenship": _l("Citizenship"),
    "birth_place": _l("Place of birth"),
    "sex": _l("Sex"),
    "messenger": _l("Messenger"),
    "founder": _l("Founder of the outlet"),
    "register_number": _l("Number in the register of the media"),
    "specialisation": _l("What the outlet reports on"),
    "area": _l("Where the outlet appears"),
    "editor": _l("Editor-in-chief"),
    "office_phone": _l("Phone of the editorial office"),
    "samples": _l("Your reports"),
    "interview": _l("Interview you ask for"),
    "languages": _l("Languages and interpretation"),
    "travel": _l("Journey and stay"),
    "access": _l("What you need to take part"),
    "screening": _l("All who come agree that the security service of the venue checks their data"),
}
SEXES = {"female": lazy_pgettext("sex", "Female"), "male": lazy_pgettext("sex", "Male")}
_AGREED = "yes"
_SHORT = [Optional(), Length(max=200)]
_LONG = [Optional(), Length(max=1000)]


def countries() -> list[Choice]:
    """Those near first, after them the others our readers come from."""
    return [Choice("", _("Choose")), *(Choice(code, country(code)) for code in COUNTRIES)]


def sexes() -> list[Choice]:
    """As identity documents have them."""
    return [Choice("", _("Choose")), *(Choice(key, words) for key, words in SEXES.items())]


class OriginFields:
    """What is asked of each person."""

    latin_name = LineField(WORDS["latin_name"], _SHORT)
    citizenship = SelectField(WORDS["citizenship"], [Optional()], choices=countries)
    birth_place = LineField(WORDS["birth_place"], _SHORT)
    sex = SelectField(WORDS["sex"], [Optional()], choices=sexes)


class TaskFields:
    """What is asked once of all who come together."""

    messenger = LineField(WORDS["messenger"], _SHORT)
    founder = LineField(WORDS["founder"], _SHORT)
    register_number = LineField(WORDS["register_number"], _SHORT)
    specialisation = LineField(WORDS["specialisation"], _SHORT)
    area = LineField(WORDS["area"], _SHORT)
    editor = LineField(WORDS["editor"], _SHORT)
    office_phone = PhoneField(WORDS["office_phone"])
    samples = ParagraphsField(WORDS["samples"], _LONG)
    interview = ParagraphsField(WORDS["interview"], _LONG)
    languages = LineField(WORDS["languages"], _SHORT)
    travel = ParagraphsField(WORDS["travel"], _LONG)
    access = ParagraphsField(WORDS["access"], _LONG)
    screening = BooleanField(WORDS["screening"])


def names(sets: Mapping[Ask, Iterable[str]]) -> list[str]:
    """The fields of some sets."""
    return list(chain.from_iterable(sets.values()))


def told(form: Any, sets: Mapping[Ask, Iterable[str]]) -> dict[str, str]:
    """What a form says to these sets; nothing of what it did not ask or was left empty."""
    given = {name: form[name].data for name in names(sets) if name in form}
    return {name: _AGREED if value is True else value for name, value in given.items() if value}


def spelled(*tellings: Mapping[str, str]) -> list[tuple[str, str]]:
    """The answers with their words, as a page shows them."""
    known = {name: value for telling in tellings for name, value in telling.items()}
    return [(str(words), spell(name, known)) for name, words in WORDS.items() if name in known]


def spell(name: str, telling: Mapping[str, str]) -> str:
    """One answer as people read it; empty where there is none."""
    value = telling.get(name, "")
    if name == "citizenship":
        return country(value)
    if name == "sex":
        return str(SEXES.get(value, ""))
    return _("Yes") if value == _AGREED and name == "screening" else value
