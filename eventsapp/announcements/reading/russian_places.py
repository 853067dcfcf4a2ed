"""Russian names put into the nominative: "актовом зале" is "актовый зал", "фонда" is "фонд"."""

import re

_BASE = {
    "здании": "здание", "зале": "зал", "центре": "центр", "офисе": "офис", "отеле": "отель", "гостинице": "гостиница",
    "библиотеке": "библиотека", "музее": "музей", "театре": "театр", "университете": "университет", "институте": "институт",
    "академии": "академия", "дворце": "дворец", "доме": "дом", "пресс-центре": "пресс-центр", "школе": "школа",
    "министерстве": "министерство", "конференц-зале": "конференц-зал", "площади": "площадь", "резиденции": "резиденция",
    "агентстве": "агентство", "филармонии": "филармония", "клубе": "клуб", "пресс-клубе": "пресс-клуб", "парке": "парк",
    "посольстве": "посольство", "мэрии": "мэрия", "акимате": "акимат", "павильоне": "павильон", "манеже": "манеж",
    "корпусе": "корпус", "пансионате": "пансионат", "галерее": "галерея", "здания": "здание", "центра": "центр", "музея": "музей", "завода": "завод",
}  # fmt: skip
_BODIES = {
    "министерства": "министерство", "агентства": "агентство", "посольства": "посольство", "правительства": "правительство",
    "представительства": "представительство", "управления": "управление", "фонда": "фонд", "центра": "центр", "комитета": "комитет",
    "университета": "университет", "института": "институт", "совета": "совет", "союза": "союз", "банка": "банк", "офиса": "офис",
    "департамента": "департамент", "акимата": "акимат", "альянса": "альянс", "клуба": "клуб", "консорциума": "консорциум",
    "организации": "организация", "ассоциации": "ассоциация", "федерации": "федерация", "академии": "академия", "компании": "компания",
    "миссии": "миссия", "делегации": "делегация", "комиссии": "комиссия", "программы": "программа", "палаты": "палата", "мэрии": "мэрия",
}  # fmt: skip
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
_BODY = re.compile(
    rf"(?P<qualities>(?:[^\W\d_]+(?:ого|его|ой|ей)\s)*)(?P<noun>{'|'.join(_BODIES)})\b",
    re.IGNORECASE,
)
_QUALITY = re.compile(r"(?P<stem>[^\W\d_]{2,}?)(?P<ending>ом|ем|ой|ей|ого|его)(?=\s)")
_HISSING, _HARD_K = "жшщч", "гкх"
_STRESSED = ("больш", "городск")  # their masculine ends in -ой


def nominative(value: str) -> str:
    """The name of a place without the ending that says "in", its adjectives in agreement."""
    return _PLACE.sub(lambda found: _named(found, _BASE), value)


def body(value: str) -> str:
    """The name of a body without the ending that says "of", where we know its noun."""
    found = _BODY.match(value)
    return _named(found, _BODIES) + value[found.end() :] if found else value


def _named(found: re.Match[str], nouns: dict[str, str]) -> str:
    noun = nouns[found["noun"].lower()]
    gender = "f" if noun.endswith(("а", "я", "ь")) and noun != "отель" else "m"
    gender = "n" if noun.endswith(("е", "о")) else gender
    noun = noun.capitalize() if found["noun"][0].isupper() else noun
    return _QUALITY.sub(lambda word: _agreeing(word, gender), found["qualities"]) + noun


def _agreeing(word: re.Match[str], gender: str) -> str:
    stem, is_soft = word["stem"], word["ending"] in ("ем", "ей", "его")
    if word[0].lower() in _PRONOUNS:
        return word[0]
    if gender == "n":
        return stem + ("ее" if is_soft else "ое")
    if gender == "f":
        return stem + ("яя" if is_soft and stem[-1] not in _HISSING else "ая")
    if stem.lower() in _STRESSED:
        return f"{stem}ой"
    return stem + ("ий" if is_soft or stem[-1] in _HARD_K + _HISSING else "ый")
