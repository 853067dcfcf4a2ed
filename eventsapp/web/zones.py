"""The choice of a time zone: those of our three countries first, then every other place."""

from typing import Any
from zoneinfo import available_timezones

from flask_babel import gettext as _
from wtforms import SelectField

NEAR = (
    "Asia/Almaty", "Asia/Aqtau", "Asia/Aqtobe", "Asia/Atyrau", "Asia/Bishkek", "Asia/Oral",
    "Asia/Qostanay", "Asia/Qyzylorda", "Asia/Tashkent", "Europe/Istanbul",
)  # fmt: skip
PLACES = sorted(
    zone
    for zone in available_timezones()
    if "/" in zone and not zone.startswith(("Etc/", "posix/", "right/", "SystemV/", "US/"))
)
FAR = tuple(zone for zone in PLACES if zone not in NEAR)


class ZoneField(SelectField):
    """A time zone, by its IANA name."""

    def __init__(self, label: Any = None, validators: Any = None, **options: Any) -> None:
        super().__init__(label, validators, choices=_choices, **options)
        self.type = "SelectField"  # it is drawn as one


def _choices() -> dict[str, dict[str, str]]:
    return {
        _("Central Asia and Turkey"): {zone: zone for zone in NEAR},
        _("Other places"): {zone: zone for zone in FAR},
    }
