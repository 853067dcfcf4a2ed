"""Phone numbers as people write them, read into E.164 where that is possible.

The written form is always kept beside it: "90-00-11" is a number for those who know the town.
"""

import re

import phonenumbers
from phonenumbers import NumberParseException, PhoneNumberFormat

_EXTENSION = re.compile(r"\b(?:вн|внутр|ішкі|ички|dahili|iç)\b\.?", re.IGNORECASE)
_COUNTRIES = {
    "Asia/Bishkek": "KG",
    "Europe/Istanbul": "TR",
    "Asia/Tashkent": "UZ",
    "Asia/Samarkand": "UZ",
    "Asia/Dushanbe": "TJ",
    "Asia/Ashgabat": "TM",
    "Asia/Baku": "AZ",
    "Europe/Moscow": "RU",
}


def country_of(zone: str) -> str:
    """The country (ISO 3166-1) in whose manner numbers are written where this IANA zone holds."""
    return _COUNTRIES.get(zone, "KZ")


def read(written: str, country: str) -> str | None:
    """The number in E.164, without an extension; None when it is none that exists.

    An 8 and ten digits from 7 on are Kazakh wherever they are written.

    >>> read("8 (702) 900-00-12", "KG")
    '+77029000012'
    """
    plain = _EXTENSION.sub(" доб. ", written)  # the one word for an extension the library knows
    is_kazakh = re.match(r"\D*8\D*7(?:\D*\d){9}\D*(?:доб|$)", plain)
    return _parsed(plain, country) or (_parsed(plain, "KZ") if is_kazakh else None)


def _parsed(plain: str, country: str) -> str | None:
    try:
        number = phonenumbers.parse(plain, country)
    except NumberParseException:
        return None
    if not phonenumbers.is_valid_number(number):
        return None
    return str(phonenumbers.format_number(number, PhoneNumberFormat.E164))
