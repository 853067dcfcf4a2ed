"""Answers that a device took down, perhaps hours ago: nothing of them is lost, whatever changed since.

The words are those that the device showed. What does not fit the question any more is a note.
"""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from werkzeug.datastructures import MultiDict

from eventsapp.checkin.forms import AnswersForm
from eventsapp.questions.asking import Given, name_of
from eventsapp.questions.models import Question
from eventsapp.web.fields import line

MOST_FIELDS = 500  # of one form
LONGEST = 3000


def told(act: Mapping[str, Any], asked: Sequence[Question]) -> dict[str, Any]:
    """The answers and the note of `{"shown": [[question, revision]], "answers": [[field, value]]}`.

    Raises TypeError and ValueError where it is nothing of the kind.
    """
    shown = {int(question): int(revision) for question, revision in act["shown"]}
    sent = [(str(name), str(value)[:LONGEST]) for name, value in act.get("answers", ())]
    here = [each for each in asked if each.id in shown]
    fields = MultiDict(sent[:MOST_FIELDS])
    form = AnswersForm.asking(here)(formdata=fields, meta={"csrf": False})
    form.validate()
    unfit = {each.id: _unfit(form[name_of(each)]) for each in here}
    words = {each.id: {words.revision for words in each.wordings} for each in here}
    given = [
        _in_words(each, shown[each.question_id], words[each.question_id])
        for each in form.given()
        if each.value and not unfit[each.question_id]
    ]
    return {"answers": given, "note": "; ".join(filter(None, [form.why.data, *unfit.values()]))}


def _unfit(field: Any) -> str:
    sent = ", ".join(filter(None, map(line, field.raw_data or ()))) if field.errors else ""
    return f"{field.label.text}: {sent}" if sent else ""


def _in_words(given: Given, shown: int, known: set[int]) -> Given:
    return replace(given, revision=shown) if shown in known else given
