"""What a refusal by a mail server means: try again soon, later, or never."""

import smtplib
from dataclasses import dataclass, replace
from datetime import timedelta

QUICK = tuple(timedelta(seconds=wait) for wait in (10, 30, 60, 300, 900, 900))
SLOW = tuple(timedelta(seconds=wait) for wait in (60, 300, 600, 1200, 1800))
CROWDED = tuple(timedelta(seconds=30) for _attempt in range(10))  # and a place in the line
CROWDED_STEP, CROWDED_PLACES = timedelta(seconds=10), 178  # 30 s to half an hour
CROWDED_CODE = 432  # Exchange: too many connections at once
BUSY_CODES = frozenset({101, 111, 421, 422, 431, 442, 447, 450, 451, 452})
GONE_CODE = 421  # the server closes the connection: RFC 5321 §3.8
REFUSED = 500  # from here on a reply code is for good
TOO_LARGE = "Message is too large"  # seen to be temporary in spite of its code


@dataclass(frozen=True)
class Failure:
    """One failed attempt: the server's words, the waiting times it calls for, the connection."""

    reason: str
    delays: tuple[timedelta, ...] = ()
    breaks_connection: bool = False
    is_of_recipient: bool = True  # else the server minds who writes, to whomever

    def wait(self, attempts: int, number: int = 0) -> timedelta | None:
        """How long to wait after so many attempts; None when it is time to give up.

        Messages that a server turned away because of their crowd, each known by its number, come
        back one after the other.
        """
        if attempts > len(self.delays):
            return None
        place = number % CROWDED_PLACES if self.delays is CROWDED else 0
        return self.delays[attempts - 1] + place * CROWDED_STEP


def judge(error: OSError) -> Failure:
    """What an error of sending one letter means for it."""
    if isinstance(error, smtplib.SMTPRecipientsRefused):
        code, words = next(iter(error.recipients.values()))
        return _by_code(code, words)
    if isinstance(error, smtplib.SMTPSenderRefused):
        return replace(_by_code(error.smtp_code, error.smtp_error), is_of_recipient=False)
    if isinstance(error, smtplib.SMTPResponseException):
        return _by_code(error.smtp_code, error.smtp_error)
    if isinstance(error, smtplib.SMTPNotSupportedError):
        return Failure(str(error))
    return Failure(f"{type(error).__name__}: {error}", QUICK, breaks_connection=True)


def _by_code(code: int, words: bytes | str) -> Failure:
    text = words.decode("utf-8", "replace") if isinstance(words, bytes) else words
    reason = f"{code} {text}"
    if code == CROWDED_CODE:
        return Failure(reason, CROWDED)
    if code in BUSY_CODES:
        return Failure(reason, QUICK, breaks_connection=code == GONE_CODE)
    if code < REFUSED or TOO_LARGE in text:
        return Failure(reason, SLOW)
    return Failure(reason)
