"""What a council or a board calls its meeting, in full: "Extended sitting of the … council"."""

import re

from eventsapp.announcements.reading.body_names import after_last_head
from eventsapp.announcements.reading.findings import Finding, Mark, Reading
from eventsapp.announcements.reading.text import Text, tidy
from eventsapp.events.kinds import Type

_SITTING = (Type.COUNCIL.value, Type.BOARD_MEETING.value)
_CAPITAL = r"(?!(?:АҚ|ААК|ЖШС|ОсОО|Бүгін|Бүгүн|Ертең|Эртең|Кеше|Bugün|Yarın)\b)[A-ZА-ЯЁӘҒҚҢӨҰҮҺІÇŞİĞÜÖ][\w-]*\s+"
_BODY_FIRST = (
    rf"(?:{_CAPITAL}){{1,6}}(?:[\w-]+\s+){{0,3}}?(?:кеңесінің|кеңешинин|алқасының|коллегиясынын)"
    r"\s+(?:[\w-]+\s+){0,2}?(?:отырысы|отуруму|мәжілісі|жыйыны|сессиясы)"
    rf"|(?:{_CAPITAL}){{1,6}}?(?:Kurulu|Konseyi)(?:'?nun|'?nin)?\s+(?:[\w-]+\s+){{0,2}}?[Tt]oplantısı"
)
_SITTING_FIRST = (
    r"(?:[Рр]асширенное|[Оо]чередное|[Вв]неочередное|[Вв]ыездное|[Сс]овместное)?\s*[Зз]аседание"
    r"\s+(?:[\w-]+\s+){1,5}?(?:[Сс]овета|[Кк]оллегии)(?:\s+[Дд]иректоров)?"
    rf"|(?:[Ee]xtended|[Rr]egular|[Jj]oint)?\s*(?:[Ss]itting|[Mm]eeting|[Ss]ession)\s+of\s+the\s+(?:{_CAPITAL}|of\s+){{0,5}}"
    r"(?:Council|Board(?:\s+of\s+[A-Z]\w+)?)"
)
_NAMES = {"ru": _SITTING_FIRST, "en": _SITTING_FIRST}
_FEWEST = 3  # words; "a council's meeting" says no more than the type does


def read(text: Text, reading: Reading) -> None:
    """Fill in the full name, where it says more than the type and the title do not say it."""
    if reading.type is None or reading.type.value not in _SITTING:
        return
    found = re.search(_NAMES.get(reading.language, _BODY_FIRST), text.plain)
    if found is None:
        return
    start = found.start() + after_last_head(found[0], but_last=False)
    name = tidy(text.plain[start : found.end()])
    title = reading.title.value if reading.title else ""
    if len(name.split()) >= _FEWEST and name.casefold() not in title.casefold():
        reading.type_name = Finding(
            name[:1].upper() + name[1:], ((start, found.end()),), Mark.CHECK
        )
