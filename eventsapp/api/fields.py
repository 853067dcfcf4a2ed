"""Fields of the interface: tidy text, texts per language, wall times, numbers of records."""

from datetime import datetime
from typing import Any

import marshmallow as ma
from marshmallow import ValidationError, validate

from eventsapp.core.texts import LANGUAGES
from eventsapp.events.filters import YEARS
from eventsapp.web.fields import line, paragraphs
from eventsapp.web.numbers import LARGEST

WALL_TIME = r"^\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d)?$"


class Line(ma.fields.String):
    """One line of text, without control characters."""

    tidy = staticmethod(line)

    def __init__(self, longest: int, **options: Any) -> None:
        super().__init__(validate=validate.Length(max=longest), **options)

    def _deserialize(self, value: Any, attr: Any, data: Any, **options: Any) -> str:
        text = super()._deserialize(value, attr, data, **options)
        try:
            text.encode()
        except UnicodeEncodeError:
            raise ValidationError("This is no valid Unicode text.") from None
        return self.tidy(text)


class Paragraphs(Line):
    """Text of several lines."""

    tidy = staticmethod(paragraphs)


class Answer(ma.fields.Field):
    """An answer to a question: text, a number, true or false, or several of those to choose."""

    def __init__(self, **options: Any) -> None:
        told = "Text, a number, true or false; a key or label of each chosen option."
        super().__init__(metadata={"description": told}, **options)

    def _deserialize(self, value: Any, attr: Any, data: Any, **_options: Any) -> str:
        if isinstance(value, list) and all(isinstance(each, str) for each in value):
            value = "; ".join(value)
        if not isinstance(value, str | int | float):
            raise ValidationError("Write text, a number, true or false, or a list of texts.")
        try:
            return str(value).encode().decode()
        except UnicodeEncodeError:
            raise ValidationError("This is no valid Unicode text.") from None


def texts(longest: int, *, lines: bool = False, **options: Any) -> ma.fields.Dict:
    """One text in the languages in which it exists."""
    return ma.fields.Dict(
        keys=ma.fields.String(validate=validate.OneOf(LANGUAGES)),
        values=Paragraphs(longest) if lines else Line(longest),
        **options,
    )


class WallTime(ma.fields.String):
    """What clocks show in the event's zone: no offset, to the minute or second."""

    def __init__(self, **options: Any) -> None:
        metadata = {"pattern": WALL_TIME, "examples": ["2026-12-04T12:00"]}
        super().__init__(metadata=metadata | options.pop("metadata", {}), **options)

    def _deserialize(self, value: Any, attr: Any, data: Any, **options: Any) -> Any:
        text = super()._deserialize(value, attr, data, **options)
        try:
            moment = datetime.fromisoformat(text)
        except ValueError:
            raise ValidationError("Write a wall time like 2026-12-04T12:00.") from None
        if moment.tzinfo is not None or moment.year not in YEARS:
            raise ValidationError("Write a wall time without an offset, between 1900 and 2199.")
        return moment

    def _serialize(self, value: Any, attr: Any, obj: Any, **options: Any) -> str | None:
        return value and value.isoformat()


def number(**options: Any) -> ma.fields.Integer:
    """The number of a record, or a number of persons."""
    return ma.fields.Integer(strict=True, validate=validate.Range(1, LARGEST), **options)


def choice(kind: Any, **options: Any) -> ma.fields.Enum:
    """One of the values of an enumeration."""
    return ma.fields.Enum(kind, by_value=True, **options)


def languages(**options: Any) -> ma.fields.List:
    """Codes of languages, in the order given."""
    return ma.fields.List(ma.fields.String(validate=validate.OneOf(LANGUAGES)), **options)


def web_address(longest: int, **options: Any) -> Line:
    """An address that begins with http or https."""
    field = Line(longest, **options)
    field.validators.append(
        validate.Regexp(r"^(https?://\S+)?$", error="Write an address like https://example.org.")
    )
    return field
