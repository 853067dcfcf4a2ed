"""The order and the capitals of the five alphabets: databases and Python know none of them."""

_RUSSIAN = "абвгдеёжзийклмнопрстуфхцчшщъыьэюя"
_LATIN = "abcdefghijklmnopqrstuvwxyz"
_ALPHABETS = {
    "kk": "аәбвгғдеёжзийкқлмнңоөпрстуұүфхһцчшщъыіьэюя" + _LATIN,
    "ky": "абвгдеёжзийклмнңоөпрстуүфхцчшщъыьэюя" + _LATIN,
    "ru": _RUSSIAN + _LATIN,
    "en": _LATIN + _RUSSIAN,
    "tr": "abcçdefgğhıijklmnoöpqrsştuüvwxyz" + _RUSSIAN,
}
_PLACES = {
    language: {letter: place for place, letter in enumerate(alphabet)}
    for language, alphabet in _ALPHABETS.items()
}


def sort_key(text: str, language: str) -> list[tuple[int, str]]:
    """Where a text stands in lists of a language; other letters come last, digits first."""
    if language == "tr":
        text = text.replace("I", "ı")
    text = text.replace("İ", "i").casefold()
    places = _PLACES[language]
    return [(places.get(sign, 100 if sign.isalpha() else -1), sign) for sign in text]


def capitals(text: str, language: str) -> str:
    """The text in capital letters as a language writes them: `ETKİNLİK` in Turkish."""
    return (text.replace("i", "İ") if language == "tr" else text).upper()
