"""Russian names put into the nominative: "актовом зале" is "актовый зал", "фонда" is "фонд"."""

import re
from functools import cache

_BASE = {
    "здании": "здание", "зале": "зал", "центре": "центр", "офисе": "офис", "отеле": "отель", "гостинице": "гостиница",
    "библиотеке": "библиотека", "музее": "музей", "театре": "театр", "университете": "университет", "институте": "институт",
    "академии": "академия", "дворце": "дворец", "доме": "дом", "пресс-центре": "пресс-центр", "школе": "школа",
    "министерстве": "министерство", "конференц-зале": "конференц-зал", "площади": "площадь", "резиденции": "резиденция",
    "агентстве": "агентство", "филармонии": "филармония", "клубе": "клуб", "пресс-клубе": "пресс-клуб", "парке": "парк",
    "посольстве": "посольство", "мэрии": "мэрия", "акимате": "акимат", "павильоне": "павильон", "манеже": "манеж",
    "корпусе": "корпус", "пансионате": "пансионат", "галерее": "галерея", "здания": "здание", "центра": "центр", "музея": "музей", "завода": "завод",
}  # fmt: skip
_BODIES = (
    "министерство", "агентство", "посольство", "правительство", "представительство", "управление", "объединение", "фонд",
    "центр", "комитет", "университет", "институт", "совет", "союз", "банк", "офис", "департамент", "акимат", "альянс",
    "клуб", "консорциум", "организация", "ассоциация", "федерация", "академия", "компания", "миссия", "делегация",
    "комиссия", "программа", "палата", "мэрия", "служба",
)  # fmt: skip
_PRONOUNS = {
    "этом",
    "том",
    "этой",
    "той",
    "нашем",
    "нашей",
    "своем",
    "своей",
    "одном",
    "одной",
    "самом",
}
_PLACE = re.compile(
    rf"(?P<qualities>(?:\b[^\W\d_]+(?:ом|ем|ой|ей)\s)*)\b(?P<noun>{'|'.join(_BASE)})\b",
    re.IGNORECASE,
)
_QUALITY = re.compile(r"(?P<stem>[^\W\d_]{2,}?)(?P<ending>ом|ем|ой|ей|ого|его|ым|им)(?=\s)")
_HISSING, _HARD_K = "жшщч", "гкх"
_STRESSED = ("больш", "городск")  # their masculine ends in -ой


def nominative(value: str) -> str:
    """The name of a place without the ending that says "in", its adjectives in agreement."""
    return _PLACE.sub(lambda found: _named(found, _BASE), value)


def body(value: str) -> str:
    """The name of a body without the ending that says "of" or "by", where we know its noun."""
    found = _body().match(value)
    return _named(found, _oblique()) + value[found.end() :] if found else value


@cache
def _body() -> re.Pattern[str]:
    qualities = r"(?P<qualities>(?:[^\W\d_]+(?:ого|его|ой|ей|ым|им)\s)*)"
    return re.compile(rf"{qualities}(?P<noun>{'|'.join(_oblique())})\b", re.IGNORECASE)


@cache
def _oblique() -> dict[str, str]:
    """The nouns of bodies by their genitive and their instrumental."""
    return {form: noun for noun in _BODIES for form in _forms(noun)}


def _forms(noun: str) -> tuple[str, str]:
    stem, end = noun[:-1], noun[-1]
    if end == "а":
        return stem + "ы", stem + "ой"
    if end == "я":
        return stem + "и", stem + "ей"
    if end in "ое":
        return stem + ("а" if end == "о" else "я"), noun + "м"
    return noun + "а", noun + "ом"


def _named(found: re.Match[str], nouns: dict[str, str]) -> str:
    noun = nouns[found["noun"].lower()]
    gender = "f" if noun.endswith(("а", "я", "ь")) and noun != "отель" else "m"
    gender = "n" if noun.endswith(("е", "о")) else gender
    noun = noun.capitalize() if found["noun"][0].isupper() else noun
    return _QUALITY.sub(lambda word: _agreeing(word, gender), found["qualities"]) + noun


def _agreeing(word: re.Match[str], gender: str) -> str:
    stem, is_soft = word["stem"], word["ending"] in ("ем", "ей", "его")
    is_soft = is_soft or (word["ending"] == "им" and stem[-1] not in _HARD_K)
    if word[0].lower() in _PRONOUNS:
        return word[0]
    if gender == "n":
        return stem + ("ее" if is_soft else "ое")
    if gender == "f":
        return stem + ("яя" if is_soft and stem[-1] not in _HISSING else "ая")
    if stem.lower() in _STRESSED:
        return f"{stem}ой"
    return stem + ("ий" if is_soft or stem[-1] in _HARD_K + _HISSING else "ый")
