"""What of a failure may stand in a log line: its kind and place, and no words of people.

An exception repeats what it could not take: a name, an address, a row. So its words are left out
unless they speak of the program alone; addresses and secret links are covered wherever they stand.
"""

import re
import smtplib
import traceback
from collections.abc import Iterator

from sqlalchemy.exc import DBAPIError, InvalidRequestError
from structlog.typing import EventDict, ExcInfo

from eventsapp.config import BadSetting

OF_THE_PROGRAM = (
    ArithmeticError,
    AttributeError,
    BadSetting,
    ImportError,
    InvalidRequestError,
    MemoryError,
    NameError,
    TypeError,
)
OF_VALUES = ("22", "P0")  # classes of SQLSTATE whose words repeat what was given
COVERED = "…"
_PRIVATE = (
    re.compile(r"[\w.+%-]+@[\w-]+(?:\.[\w-]+)+"),  # an address of mail
    re.compile(r"\b[a-z2-7]{30,}"),  # a token, see core.tokens
    re.compile(r"(?<=\?)[^\s'\"]+"),  # what was asked for in an address
)


def cover(_logger: object, _method: str, line: EventDict) -> EventDict:
    """A step of structlog's chain: cover mail addresses, tokens and queries in every text."""
    return {
        name: covered(value) if isinstance(value, str) else value for name, value in line.items()
    }


def covered(text: str) -> str:
    """The text without mail addresses, tokens and the queries of addresses."""
    for pattern in _PRIVATE:
        text = pattern.sub(COVERED, text)
    return text


def failure(exc_info: ExcInfo) -> str:
    """Where an exception and those that led to it happened, and of which kind they are."""
    return "\n".join(_told(error) for error in _chain(exc_info[1], set()))


def _chain(error: BaseException | None, seen: set[int]) -> Iterator[BaseException]:
    """The exception after those it came from, as Python prints them."""
    if error is None or id(error) in seen:
        return
    seen.add(id(error))
    yield from _chain(
        error.__cause__ or (None if error.__suppress_context__ else error.__context__), seen
    )
    yield error


def _told(error: BaseException) -> str:
    place = "".join(traceback.format_tb(error.__traceback__))
    kind = f"{type(error).__module__}.{type(error).__qualname__}".removeprefix("builtins.")
    return f"{place}{kind}: {covered(_words(error))}".removesuffix(": ")


def _words(error: BaseException) -> str:
    if isinstance(error, DBAPIError):
        return " in ".join(filter(None, (_words_of_driver(error.orig), error.statement)))
    if type(error).__module__.partition(".")[0] in ("psycopg", "sqlite3"):
        return _words_of_driver(error)
    if isinstance(error, OF_THE_PROGRAM):
        return str(error)
    if isinstance(error, OSError) and not isinstance(error, smtplib.SMTPException):
        return str(error.strerror or "")
    return ""


def _words_of_driver(error: BaseException | None) -> str:
    """The first line: the rule that was broken. PostgreSQL adds the row below."""
    state = str(getattr(error, "sqlstate", None) or "")
    first = str(error).partition("\n")[0]
    return f"{type(error).__name__}: {state if state.startswith(OF_VALUES) else first}"
