"""Public holidays of Kazakhstan, Kyrgyzstan and Turkey, as the package `holidays` knows them."""

import re
from collections.abc import Iterable, Iterator
from datetime import date
from functools import lru_cache
from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_babel import lazy_pgettext
from holidays import country_holidays

COUNTRIES = ("KZ", "KG", "TR")
_ZONES = {"Asia/Bishkek": "KG", "Europe/Istanbul": "TR"} | dict.fromkeys(
    (
        f"Asia/{city}"
        for city in ("Almaty", "Qyzylorda", "Qostanay", "Aqtobe", "Aqtau", "Atyrau", "Oral")
    ),
    "KZ",
)
NAMES: dict[str, Any] = {  # as the package has them: as we say them
    "New Year's Day": _l("New Year's Day"),
    "New Year's Eve": _l("New Year's Eve"),
    "Orthodox Christmas": _l("Orthodox Christmas"),
    "Christmas Day": _l("Orthodox Christmas"),  # in Kyrgyzstan that of 7 January
    "International Women's Day": _l("International Women's Day"),
    "Nowruz Holiday": _l("Nauryz"),
    "Nooruz Mairamy": _l("Nooruz"),
    "Kazakhstan's People Solidarity Holiday": _l("Day of Unity of the People of Kazakhstan"),
    "International Workers' Day": _l("Labour Day"),
    "Labour and Solidarity Day": _l("Labour Day"),
    "Fatherland Defender's Day": _l("Defender of the Fatherland Day"),
    "Defender of the Fatherland Day": _l("Defender of the Fatherland Day"),
    "Victory Day": _l("Victory Day"),
    "Capital Day": _l("Capital Day"),
    "Capital City Day": _l("Capital Day"),
    "Astana Day": _l("Capital Day"),
    "Constitution Day": _l("Constitution Day"),
    "Republic Day": _l("Republic Day"),
    "Independence Day": _l("Independence Day"),
    "First President Day": _l("First President Day"),
    "Day of the People's April Revolution": _l("Day of the April Revolution"),
    "Days of History and Commemoration of Ancestors": _l("Days of History and Ancestors"),
    "Orozo Ait": _l("Eid al-Fitr"),
    "Eid al-Fitr": _l("Eid al-Fitr"),
    "Kurman Ait": _l("Eid al-Adha"),
    "Eid al-Adha": _l("Eid al-Adha"),
    "National Sovereignty and Children's Day": _l("National Sovereignty and Children's Day"),
    "Commemoration of Atatürk, Youth and Sports Day": _l("Youth and Sports Day"),
    "Democracy and National Unity Day": _l("Democracy and National Unity Day"),
}
_OWN = {("TR", "Victory Day"): lazy_pgettext("30 August", "Victory Day")}
_MOVED = re.compile(r" \((estimated|observed|observed, estimated)\)$")


def days_off(day: date, countries: Iterable[str] = COUNTRIES) -> list[tuple[str, list[str]]]:
    """What is celebrated on a day, each with the codes of the countries that do."""
    found: dict[str, list[str]] = {}
    for country in countries:
        for name in _names(day, country) if country in COUNTRIES else ():
            found.setdefault(name, []).append(country)
    return list(found.items())


def days_off_in(day: date, zone: str) -> list[str]:
    """What is celebrated on a day where the clocks show this zone."""
    return list(_names(day, _ZONES[zone])) if zone in _ZONES else []


def _names(day: date, country: str) -> Iterator[str]:
    for name in filter(None, _of_year(country, day.year).get(day, "").split("; ")):
        if name.startswith("Day off"):
            yield _("Transferred day off")
            continue
        plain = _MOVED.sub("", name)
        said = str(_OWN.get((country, plain)) or NAMES.get(plain, plain))
        yield _("%(holiday)s (day off in lieu)", holiday=said) if "observed" in name else said


@lru_cache(maxsize=64)
def _of_year(country: str, year: int) -> dict[date, str]:
    return dict(country_holidays(country, years=year, language="en_US"))
