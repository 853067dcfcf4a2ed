"""The words of questions: their kinds, where they are asked, and what an answer reads like."""

from datetime import date

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_babel import lazy_pgettext

from eventsapp.core import dates
from eventsapp.questions.models import DECIDING, YES, Asked, Kind, Question, Wording
from eventsapp.web.countries import country
from eventsapp.web.locale import current_language, reading_order

KINDS = {
    Kind.LINE: _l("One line"),
    Kind.TEXT: _l("Several lines"),
    Kind.NUMBER: lazy_pgettext("a quantity", "Number"),
    Kind.YES_NO: _l("Yes or no, or a consent"),
    Kind.ONE: _l("One of several answers"),
    Kind.MANY: _l("Any of several answers"),
    Kind.DATE: lazy_pgettext("question", "Date"),
    Kind.TIME: lazy_pgettext("question", "Hour"),
    Kind.COUNTRY: _l("Country"),
    Kind.PHONE: _l("Phone"),
    Kind.EMAIL: _l("E-mail"),
    Kind.FILE: _l("File: a PDF or a picture"),
    Kind.PHOTO: _l("Portrait photo"),
}
PLACES = {
    Asked.FORM: _l("On the registration form"),
    Asked.DOOR: _l("At the door, by the team"),
    Asked.TEAM: _l("Never: only the team sees and fills it in"),
}


def label(question: Question) -> str:
    """What the question says to the reader of this page."""
    return question.labels.read(reading_order(question.event.original_language)).text


def hint(question: Question) -> str:
    """The sentence below it."""
    return question.hints.read(reading_order(question.event.original_language)).text


def was(words: Wording, original: str) -> str:
    """What the question said when it had these words, to the reader of this page."""
    return words.labels.read(reading_order(original)).text


def told(kind: Kind, words: Wording, value: str, original: str) -> str:
    """An answer as the reader of this page reads it, in the words it was given to."""
    if kind in DECIDING:
        return ", ".join(answer(kind, words, each, original) for each in value.split())
    if kind is Kind.DATE and value:
        return dates.without_weekday(date.fromisoformat(value), current_language())
    return country(value) if kind is Kind.COUNTRY else value


def answer(kind: Kind, words: Wording, key: str, original: str) -> str:
    """One answer of those to choose from."""
    if kind is Kind.YES_NO:
        return _("Yes") if key == YES else _("No")
    return words.option(key, reading_order(original)).text


def condition(question: Question, earlier: Question) -> str:
    """When a question is asked at all, for those who read the form without a script."""
    original = question.event.original_language
    return _(
        "Only if you answer “%(answer)s” to “%(question)s”.",
        answer=answer(earlier.kind, earlier.wording, question.depends_value, original),
        question=label(earlier),
    )
