"""A name in the other script, proposed where it is known in one alone: Latin or Cyrillic."""

import re

from anyascii import anyascii

from eventsapp.core.texts import Texts

LATIN, CYRILLIC = "en", "ru"  # the languages under which a spelling is proposed
_IS_CYRILLIC = re.compile(r"[\u0400-\u052f]")
_IS_LATIN = re.compile(r"[a-zıäçğöşüñū]", re.IGNORECASE)
_TURKISH = str.maketrans({"c": "dzh", "ç": "ch", "ş": "sh", "ı": "ы", "ö": "yo", "ü": "yu"})
# In this order; what comes of one is in letters that no later one looks at.
_RULES = [
    (re.compile(pattern), written)
    for pattern, written in (
        ("shch", "щ"), ("zh", "ж"), ("kh", "х"), ("ts", "ц"), ("ch", "ч"), ("sh", "ш"),
        (r"sky\b", "ский"), (r"skiy\b", "ский"),
        (r"(?<=[aeiou][bdfgklmnprstvz])ya", "ья"), ("ya", "я"), ("yu", "ю"), ("yo", "ё"), ("ye", "е"),
        ("y(?=ы)", "й"), (r"(?<=i)a\b", "я"), (r"iy\b", "ий"), (r"(?<=[aeiou])[iy](?![aeiou])", "й"),
        (r"(?<=[^\Waeiouбёжйцчшщья])y\b", "ий"), ("y", "ы"), ("ee(?!v)", "ээ"),
        ("ks", "кс"), ("x", "кс"), ("ph", "ф"), ("'", "ь"),
    )
]  # fmt: skip
_LETTERS = str.maketrans("abcdefghijklmnopqrstuvwz", "абкдефгхижклмнопкрстуввз")


def latin(name: str) -> str:
    """The name letter by letter, without signs for letters that are not spoken.

    >>> latin("Гүлжан Щербакова-Соль")
    'Gulzhan Shcherbakova-Sol'
    """
    return anyascii(name).replace("'", "")


def cyrillic(name: str, language: str) -> str:
    """The name as a Russian text most likely writes it; Turkish letters are read as Turkish.

    >>> cyrillic("Gulzhan Shcherbakova-Tatyanina", "en")
    'Гулжан Щербакова-Татьянина'
    """
    return re.sub(r"[^\W\d_]+(?:['’][^\W\d_]*)*", lambda word: _word(word[0], language), name)


def proposed(names: Texts) -> tuple[str, str] | None:
    """A language and the name as it is spelt there; None where both scripts or neither are known."""
    every = [(code, name) for code, name in names.items() if name]
    own = next((name for _code, name in every if _IS_CYRILLIC.search(name)), "")
    latin_one = next(((code, name) for code, name in every if _IS_LATIN.search(name)), None)
    if own and not latin_one:
        return LATIN, latin(own)
    if latin_one and not own:
        return CYRILLIC, cyrillic(latin_one[1], latin_one[0])
    return None


def _word(word: str, language: str) -> str:
    text = word.replace("İ", "i").replace("’", "'")
    text = text.replace("I", "ı").lower().translate(_TURKISH) if language == "tr" else text.lower()
    text = "".join(each if _IS_CYRILLIC.match(each) else anyascii(each).lower() for each in text)
    for pattern, written in _RULES:
        text = pattern.sub(written, text)
    text = text.translate(_LETTERS)
    return text[:1].upper() + text[1:] if word[:1].isupper() else text
