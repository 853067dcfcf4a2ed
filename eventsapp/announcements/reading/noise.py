"""What a copied page brings along and no announcement says: menus, advertisements, mark-up.

Noise is blanked, not cut, so that every offset stays that of the pasted text.
"""

import re
from collections.abc import Sequence

from eventsapp.announcements.reading.cities import names_place
from eventsapp.announcements.reading.findings import Span
from eventsapp.announcements.reading.text import GAP, Text

_PASTED = re.compile(r"\[(?:bookmark|image|cid|video|embed)[^\]\n]*\]", re.IGNORECASE)
_MARKUP = re.compile(
    r"\[(?:bookmark|image|cid|video|embed)[^\]\n]*\]|</?[a-z][^<>\n]{0,200}>|!\[[^\]\n]*\]\([^)\n]*\)|&(?:nbsp|amp|quot|laquo|raquo|#\d+);|\*\*|__|^#{1,6}\s|\\(?=_)",
    re.IGNORECASE | re.MULTILINE,
)
_LINE = re.compile(
    r"(?:reklam(?: alani)?|a\+|a-|yorumlar|yorum yap\w*|henüz yorum yap.*|paylaş\w*|вернуться назад.*|назад|поделиться\w*|share(?: this)?|tweet|facebook|twitter|telegram|whatsapp|vk|print|печать|распечатать|главная|home|ana sayfa|меню|menu|іздеу|поиск|search|ara|войти|кіру|giriş|login|subscribe|подписаться.*|абонемент|cookies?.*|.*(?:использует|uses) (?:файлы )?cookie.*|ещ[её] новости|читайте также.*|read more.*|read also.*|devamini oku|son dakika|все права защищены.*|all rights reserved.*|tüm haklari.*|©.*|реклама|жарнама|жарнак|advertisement|\d+ (?:просмотр\w*|views?|қаралым|көрүү|okunma)|\S* ?\d* ?°\s?c?|комментари\w*(?: \(\d+\))?|пікірлер|версия для печати|rss)",
    re.IGNORECASE,
)


def drop(text: Text) -> None:
    """Blank the noise of a page."""
    text.blank_all([match.span() for match in _MARKUP.finditer(text.raw)])
    text.blank_all([line for line in text.lines if _is_noise(text, line)])
    text.blank_all(_repeated(text))


def clean(raw: str, *, only: Sequence[Span] = (), without: Sequence[Span] = ()) -> str:
    """The text without noise, a paragraph for each line; bold words stay as they are marked."""
    text = Text(raw)
    if only:
        text = text.keeping(only)
    text.blank_all(list(without))
    text.blank_all([found.span() for found in _PASTED.finditer(raw)])
    text.blank_all([line for line in text.lines if _is_noise(text, line)])
    lines = (text.plain[slice(*line)].replace(GAP, "") for line in text.lines)
    return "\n\n".join(" ".join(line.split()) for line in lines)


def _is_noise(text: Text, line: tuple[int, int]) -> bool:
    low = text.low[slice(*line)].strip()
    if len(low) < 160 and _LINE.fullmatch(low):
        return True
    words = re.findall(r"[^\W\d_]+", text.plain[slice(*line)])
    return len(words) >= 8 and sum(map(names_place, words)) > 0.7 * len(words)  # list of provinces


def _repeated(text: Text) -> list[tuple[int, int]]:
    """Lines that say again what a line above says, as a headline printed twice."""
    seen: set[str] = set()
    repeated = []
    for line in text.lines:
        low = " ".join(text.low[slice(*line)].split())
        if len(low) > 24 and low in seen:
            repeated.append(line)
        seen.add(low)
    return repeated
