import smtplib
from datetime import timedelta

import pytest

from eventsapp.mail.failures import CROWDED, QUICK, SLOW, judge


@pytest.mark.parametrize(
    ("error", "delays"),
    [
        (smtplib.SMTPResponseException(450, b"mailbox busy"), QUICK),
        (smtplib.SMTPDataError(421, b"closing"), QUICK),
        (smtplib.SMTPDataError(432, b"concurrent connections"), CROWDED),
        (smtplib.SMTPDataError(454, b"try later"), SLOW),
        (smtplib.SMTPDataError(552, b"5.3.4 Message is too large"), SLOW),
        (smtplib.SMTPDataError(554, b"spam"), ()),
        (smtplib.SMTPSenderRefused(501, b"bad sender", "a@b"), ()),
        (smtplib.SMTPRecipientsRefused({"a@b": (550, b"no such user")}), ()),
        (smtplib.SMTPRecipientsRefused({"a@b": (451, b"greylisted")}), QUICK),
        (smtplib.SMTPServerDisconnected("gone"), QUICK),
        (TimeoutError("timed out"), QUICK),
    ],
)
def test_judge_tells_how_long_to_wait(error, delays):
    assert judge(error).delays == delays


@pytest.mark.parametrize(
    ("error", "breaks"),
    [
        (smtplib.SMTPServerDisconnected("gone"), True),
        (ConnectionResetError("reset"), True),
        (smtplib.SMTPDataError(421, b"closing"), True),
        (smtplib.SMTPDataError(450, b"busy"), False),
        (smtplib.SMTPRecipientsRefused({"a@b": (550, b"no such user")}), False),
    ],
)
def test_judge_tells_whether_the_connection_still_serves(error, breaks):
    assert judge(error).breaks_connection is breaks


def test_reason_is_in_the_servers_words():
    error = smtplib.SMTPRecipientsRefused({"a@b": (550, "нет такого".encode())})

    assert judge(error).reason == "550 нет такого"


def test_wait_ends_with_the_last_delay():
    failure = judge(TimeoutError("timed out"))

    assert failure.wait(1) == timedelta(seconds=10)
    assert failure.wait(len(QUICK)) == timedelta(minutes=15)
    assert failure.wait(len(QUICK) + 1) is None


def test_wait_of_what_came_in_a_crowd_is_scattered_over_half_an_hour():
    failure = judge(smtplib.SMTPDataError(432, b"concurrent connections"))

    waits = [failure.wait(1, number) for number in range(1000)]

    assert waits[:3] == [timedelta(seconds=30), timedelta(seconds=40), timedelta(seconds=50)]
    assert max(waits) == timedelta(minutes=30)
    assert failure.wait(10, 7) == timedelta(seconds=100)
    assert failure.wait(11, 7) is None
