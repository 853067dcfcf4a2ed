"""What was decided, and the stages in which it is to be carried out."""

import re

from eventsapp.announcements.reading.findings import Finding, Mark, Reading, Stage
from eventsapp.announcements.reading.text import Text, tidy

_DECIDED = re.compile(
    r"(?:қабылданды|бекітілді|кабыл алынды|бекитилди|(?<!будет )(?<!будут )\b(?:принят[аоы]?|утвержден[аоы]?|одобрен[аоы]?)\b"
    r"|\b(?:was|were|been) (?:adopted|approved)|kabul edildi|onaylandi)"
)
_STAGE = re.compile(
    r"(?P<year>20\d\d)[- ](?:жылға дейінгі|жылга чейинки)\s+[^\W\d_]+\s+(?:кезең|этап)\w*"
    r"|(?:первый|второй|третий|четвертый|пятый) этап\w*[^.;\n]{0,20}?\bдо (?P<year_ru>20\d\d)"
    r"|(?:first|second|third|fourth|fifth) (?:stage|phase)[^.;\n]{0,20}?\b(?:by|until|to) (?P<year_en>20\d\d)"
    r"|(?P<year_tr>20\d\d) yilina kadar(?:ki)?\s+[^\W\d_]+\s+(?:aşama|dönem)\w*"
)


def read(text: Text, reading: Reading) -> None:
    """Fill in the first decision that the text tells of, and every stage."""
    titles = reading.title.spans if reading.title else ()
    told = [span for span in text.sentences[:30] if _DECIDED.search(text.low[slice(*span)])]
    below = [span for span in told if not any(a < span[1] and span[0] < b for a, b in titles)]
    for span in (below or told)[:1]:
        reading.decision = Finding(tidy(text.plain[slice(*span)]), (span,), Mark.CHECK)
    reading.stages = _stages(text)


def _stages(text: Text) -> list[Finding[Stage]]:
    """Each stage up to the next one, or to the end of its sentence."""
    found = list(_STAGE.finditer(text.low))
    stages = []
    for number, match in enumerate(found):
        end = text.sentence(match.start())[1]
        if number + 1 < len(found):
            end = min(end, found[number + 1].start())
        year = next(int(value) for value in match.groups() if value)
        words = tidy(text.plain[match.start() : end])
        stages.append(Finding(Stage(year, words), ((match.start(), end),), Mark.CHECK))
    return stages[:20]
