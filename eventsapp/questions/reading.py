"""Answers that were not given on a form: cells of a table, values that a program sends."""

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime

from eventsapp.core import search, tables
from eventsapp.questions import queries
from eventsapp.questions.asking import Given
from eventsapp.questions.models import FILES, NO, YES, Kind, Question
from eventsapp.web.countries import code_of
from eventsapp.web.fields import line, paragraphs

LONGEST = {Kind.LINE: 300, Kind.TEXT: 3000, Kind.PHONE: 60, Kind.EMAIL: 254}
MOST = 2**31 - 1
_WORDS = {
    YES: "yes y true 1 x + да д ооба иә ия evet",
    NO: "no n false 0 - нет н жок жоқ hayır",
}
_MEANT = {
    search.fold(word) or word: answer for answer, words in _WORDS.items() for word in words.split()
}
_HOURS = ("%H:%M", "%H:%M:%S", "%H.%M")


class Unfit(ValueError):
    """What is said is no answer to the question."""

    def __init__(self, question: Question) -> None:
        super().__init__(question.id)
        self.question = question


def is_told(question: Question) -> bool:
    """Whether it can be answered in words at all."""
    return question.kind not in FILES


def given(
    questions: Sequence[Question], category_id: int, told: Mapping[int, str]
) -> tuple[Given, ...]:
    """The answers, by the numbers of their questions, as a form would give them. Raises Unfit.

    What is said to a question that is not asked is left out.
    """
    values = {each.id: read(each, told[each.id]) for each in questions if told.get(each.id)}
    asked = queries.asked(questions, category_id, values)
    return tuple(
        Given(each.id, each.revision, values[each.id]) for each in asked if values.get(each.id)
    )


def missing(
    questions: Sequence[Question], category_id: int, answers: Sequence[Given]
) -> list[Question]:
    """Those that must be answered in words and are not; a consent must be yes."""
    values = {each.question_id: each.value for each in answers}
    asked = queries.asked(questions, category_id, values)
    required = (each for each in asked if each.is_required and is_told(each))
    return [each for each in required if not _has_answer(each, values.get(each.id, ""))]


def read(question: Question, text: str) -> str:
    """The answer as it is stored. Raises Unfit."""
    found = _READERS[question.kind](question, text.strip()) if text.strip() else ""
    if found is None:
        raise Unfit(question)
    return found


def _has_answer(question: Question, value: str) -> bool:
    return value == YES if question.kind is Kind.YES_NO else bool(value)


def _text(question: Question, text: str) -> str | None:
    tidy = paragraphs(text) if question.kind is Kind.TEXT else line(text)
    return tidy if len(tidy) <= LONGEST[question.kind] else None


def _number(_question: Question, text: str) -> str | None:
    digits = text.replace(" ", "").replace("\xa0", "")
    try:
        number = int(digits)
    except ValueError:
        return None
    return str(number) if -MOST <= number <= MOST else None


def _yes_no(_question: Question, text: str) -> str | None:
    return _MEANT.get(search.fold(text) or text)


def _one(question: Question, text: str) -> str | None:
    if text in question.wording.keys:
        return text
    wanted = search.fold(text)
    for option in question.wording.options:
        if wanted in map(search.fold, option["labels"].values()):
            return str(option["key"])
    return None


def _many(question: Question, text: str) -> str | None:
    if whole := _one(question, text):
        return whole  # its own words may hold a comma
    found = [_one(question, part) for part in tables.parts([text], ";" if ";" in text else ",")]
    return None if None in found else " ".join(filter(None, found))


def _date(_question: Question, text: str) -> str | None:
    found = tables.day(text)
    return found.isoformat() if found and 1990 <= found.year <= 2100 else None


def _time(_question: Question, text: str) -> str | None:
    for shape in _HOURS:
        try:
            hour = datetime.strptime(text, shape)  # noqa: DTZ007 -- an hour alone
        except ValueError:
            continue
        return f"{hour:%H:%M}"
    return None


def _country(_question: Question, text: str) -> str | None:
    return code_of(text)


def _phone(question: Question, text: str) -> str | None:
    return _text(question, text) if sum(map(str.isdecimal, text)) >= 3 else None


def _email(_question: Question, text: str) -> str | None:
    return tables.address(text)


def _file(_question: Question, _text: str) -> None:
    return None


_READERS: dict[Kind, Callable[[Question, str], str | None]] = {
    Kind.LINE: _text,
    Kind.TEXT: _text,
    Kind.NUMBER: _number,
    Kind.YES_NO: _yes_no,
    Kind.ONE: _one,
    Kind.MANY: _many,
    Kind.DATE: _date,
    Kind.TIME: _time,
    Kind.COUNTRY: _country,
    Kind.PHONE: _phone,
    Kind.EMAIL: _email,
    Kind.FILE: _file,
    Kind.PHOTO: _file,
}
