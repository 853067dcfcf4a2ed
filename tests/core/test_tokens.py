"""Tokens: computed, revocable, and not to be guessed."""

from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from eventsapp.core import tokens


def test_read_gives_back_what_make_took(app):
    assert tokens.read("manage", tokens.make("manage", 7, 2)) == (7, 2)


def test_read_folds_case(app):
    assert tokens.read("manage", tokens.make("manage", 7).upper()) == (7, 0)


def test_a_token_of_another_kind_is_refused(app):
    assert tokens.read("entry", tokens.make("manage", 7)) is None


def test_a_changed_token_is_refused(app):
    token = tokens.make("manage", 7)
    swapped = ("b" if token[0] == "a" else "a") + token[1:]

    assert tokens.read("manage", swapped) is None


@pytest.mark.parametrize("token", ["", "x", "ä" * 39, "0" * 39, "a" * 5000, "\x00", "💥"])
def test_nonsense_is_refused(app, token):
    assert tokens.read("manage", token) is None


@given(token=st.text(max_size=60))
def test_no_text_makes_it_fail(application, token):
    with application.app_context():
        assert tokens.read("manage", token) is None


def test_codes_have_no_letters_that_look_alike():
    codes = "".join(tokens.make_code() for _ in range(200))

    assert not set("01OI") & set(codes)
    assert tokens.spell_code("K7M9P2Q5") == "K7M9-P2Q5"


def test_read_expiring_ends_at_its_instant(app, now):
    token = tokens.make_expiring("password", 7, 1, until=now)

    assert tokens.read_expiring("password", token, now=now - timedelta(seconds=1)) == (7, 1)
    assert tokens.read_expiring("password", token, now=now) is None


def test_lasting_and_expiring_tokens_are_not_taken_for_each_other(app, now):
    expiring = tokens.make_expiring("manage", 7, 1, until=now + timedelta(days=1))

    assert tokens.read("manage", expiring) is None
    assert tokens.read_expiring("manage", tokens.make("manage", 7, 1), now=now) is None


def test_derive_code_is_stable_and_differs_by_purpose(app):
    assert tokens.derive_code("setup") == tokens.derive_code("setup")
    assert tokens.derive_code("setup") != tokens.derive_code("door")
    assert set(tokens.derive_code("setup")) <= set(tokens.CODE_LETTERS)
