"""A name in Latin letters, proposed where only the Cyrillic one is known."""

import re

from anyascii import anyascii

from eventsapp.core.texts import Texts

LATIN = "en"  # the language under which it is proposed
_CYRILLIC = re.compile(r"[\u0400-\u052f]")


def latin(name: str) -> str:
    """The name letter by letter, without signs for letters that are not spoken.

    >>> latin("Гүлжан Щербакова-Соль")
    'Gulzhan Shcherbakova-Sol'
    """
    return anyascii(name).replace("'", "")


def proposed(names: Texts) -> str:
    """The Latin spelling of a name that is written in Cyrillic alone; empty where there is none."""
    cyrillic = next((name for name in names.every() if _CYRILLIC.search(name)), "")
    return latin(cyrillic) if cyrillic and not names.get(LATIN) else ""
