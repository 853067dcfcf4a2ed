"""Plain ASCII words for addresses, from texts in Kazakh, Kyrgyz, Russian, English and Turkish."""

import re
import unicodedata
from collections.abc import Callable

_SOUNDS = {
    "ё": "e", "ж": "zh", "й": "i", "х": "kh", "ц": "ts", "ч": "ch", "ш": "sh", "щ": "shch",
    "ъ": "", "ь": "", "ю": "iu", "я": "ia", "ı": "i", "ß": "ss", "æ": "ae", "ø": "o", "ł": "l",
}  # fmt: skip
_LETTERS = str.maketrans(
    dict(zip("абвгдезиклмнопрстуфыэ", "abvgdeziklmnoprstufye", strict=True))
    | dict(zip("әғқңөұүһі", "agknouuhi", strict=True))  # Kazakh and Kyrgyz
    | _SOUNDS
)
_WORD = re.compile(r"[a-z0-9]+")
_MARKS = re.compile(r"['’ʼ`]")


def slugify(text: str, *, most: int = 80) -> str:
    """The text as lower-case ASCII words joined by hyphens, cut after a word; may be empty."""
    text = unicodedata.normalize("NFKC", text).replace("İ", "i").lower()
    text = _MARKS.sub("", text).translate(_LETTERS)
    words = _WORD.findall(unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode())
    slug = "-".join(words)
    if len(slug) <= most:
        return slug
    return slug[: most + 1].rpartition("-")[0] or slug[:most]


def make_unique(slug: str, *, is_taken: Callable[[str], bool]) -> str:
    """The slug itself, or with the first number that makes it free: `forum-2026-2`."""
    free, number = slug, 1
    while is_taken(free):
        number += 1
        free = f"{slug}-{number}"
    return free
