"""Two people saved the same Details: what differs in one of them only is kept without a question.

A value counts as one field where its parts only make sense together: the times, the place.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, fields
from typing import Any

from eventsapp.events.details import TEXTS, Details, from_json, to_json

GROUPS = {
    "times": ("precision", "starts", "ends", "doors", "zone"),
    "place": ("city_id", "venue_id", "room_id"),
}
MINE, THEIRS = "mine", "theirs"


@dataclass(frozen=True)
class Merge:
    """What comes of it: the details, and the fields that both changed and nobody has chosen."""

    details: Details
    clashes: tuple[str, ...]


def merge(
    base: Details | None, theirs: Details, mine: Details, choices: Mapping[str, str] | None = None
) -> Merge:
    """Join what two people made of the same details.

    `choices` says "mine" or "theirs" for fields that clash. Without a base every difference
    is a clash.
    """
    before = _flat(base) if base else {}
    standing, wanted = _flat(theirs), _flat(mine)
    merged, clashes, chosen = dict(standing), [], choices or {}
    for name in dict.fromkeys([*standing, *wanted]):
        old, their, my = before.get(name), standing.get(name), wanted.get(name)
        if my == their or (base and my == old):
            continue
        if (base and their == old) or chosen.get(name) == MINE:
            merged[name] = my
        elif chosen.get(name) != THEIRS:
            clashes.append(name)
    return Merge(_unflat(merged), tuple(clashes))


def _flat(what: Details) -> dict[str, Any]:
    """Each text of each language, each group and each other field under a name of its own."""
    data = to_json(what)
    flat = {f"{name}.{language}": text for name in TEXTS for language, text in data[name].items()}
    flat |= {group: {name: data[name] for name in names} for group, names in GROUPS.items()}
    return flat | {name: data[name] for name in _others()}


def _unflat(flat: Mapping[str, Any]) -> Details:
    data: dict[str, Any] = {name: flat[name] for name in _others()}
    for group in GROUPS:
        data |= flat[group]
    for name in TEXTS:
        pairs = (
            (key.partition(".")[2], text)
            for key, text in flat.items()
            if key.startswith(f"{name}.")
        )
        data[name] = {language: text for language, text in pairs if text}
    return from_json(data)


def _others() -> Iterator[str]:
    grouped = {name for names in GROUPS.values() for name in names}
    return (f.name for f in fields(Details) if f.name not in grouped and f.name not in TEXTS)


def differing(before: Details, after: Details) -> list[str]:
    """The fields whose value differs between two details, by the names `wording` knows."""
    first, second = _flat(before), _flat(after)
    return [name for name in {**first, **second} if first.get(name) != second.get(name)]
