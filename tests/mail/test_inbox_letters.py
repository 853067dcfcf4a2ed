"""Reading letters of strangers."""

import pytest

from eventsapp.mail import inbox_addresses, inbox_letters
from tests.letters import inbox

PASS = "mx.example.org; dmarc=pass (p=reject) header.from=example.org"


def letter(*headers, body="Hello"):
    return inbox_letters.read("\r\n".join([*headers, "", body]).encode())


@pytest.mark.parametrize(
    ("headers", "sender"),
    [
        (["From: Ada <ADA@Example.org>"], "ada@example.org"),
        (["From: a@example.org, b@example.org"], ""),
        (["From: a@example.org", "From: b@example.org"], ""),
        (["Subject: nobody"], ""),
    ],
)
def test_sender_is_the_only_address_of_from(app, headers, sender):
    assert letter(*headers).sender == sender


@pytest.mark.parametrize(
    ("results", "believed"),
    [
        (PASS, True),
        ("mx.example.org; dkim=pass header.d=example.org", True),
        ("mx.example.org; dkim=pass header.i=@example.org", True),
        ("mx.example.org; dkim=pass header.d=evil.example", False),
        ("mx.example.org; dkim=pass header.d=org.evil", False),
        ("mx.example.org; dmarc=fail header.from=example.org", False),
        ("mx.example.org; dmarc=pass header.from=evil.example", False),
        ("mx.evil.example; dmarc=pass header.from=example.org", False),
        ('mx.example.org; spf=fail smtp.mailfrom="; dmarc=pass header.from=example.org"', False),
        ("mx.example.org; spf=fail (; dmarc=pass header.from=example.org)", False),
        ("mx.example.org; none", False),
        ("", False),
    ],
)
def test_is_authentic_believes_our_own_server_alone(app, results, believed):
    with inbox(app, "maildir:x", INBOX_AUTHSERV_ID="mx.example.org"):
        read = letter("From: ada@example.org", f"Authentication-Results: {results}")

        assert read.is_authentic() is believed


def test_is_authentic_takes_the_first_word_of_our_server(app):
    forged = "Authentication-Results: " + PASS
    true = "Authentication-Results: mx.example.org; dmarc=fail header.from=example.org"
    with inbox(app, "maildir:x", INBOX_AUTHSERV_ID="mx.example.org"):
        assert not letter("From: ada@example.org", true, forged).is_authentic()


def test_is_authentic_believes_nobody_where_no_server_is_named(app):
    with inbox(app, "maildir:x"):
        read = letter("From: ada@example.org", "Authentication-Results: " + PASS)

        assert not read.is_authentic()


@pytest.mark.parametrize(
    "header",
    ["Auto-Submitted: auto-replied", "Precedence: bulk", "List-Id: <x.example>", "Return-Path: <>"],
)
def test_is_automatic_for_machines(app, header):
    assert letter("From: a@example.org", header).is_automatic
    assert not letter("From: a@example.org", "Auto-Submitted: no").is_automatic


def test_text_of_a_letter_in_html_alone(app):
    read = letter("Content-Type: text/html", body="<p>Ten <b>minutes</b> &amp; more</p><script>x")

    assert read.text == "Ten minutes & more"


def test_return_path_is_read_whatever_its_case(app):
    path = inbox_addresses.return_path(7)

    assert inbox_addresses.read_return_path([path.upper()]) == 7
    assert inbox_addresses.read_return_path([path.replace("+", "+x")]) is None
    assert inbox_addresses.read_return_path(["press@example.org"]) is None
    assert len(path.partition("@")[0]) <= 64
