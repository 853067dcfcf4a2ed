from datetime import timedelta

import pytest

from eventsapp.core import tokens


def test_read_gives_back_what_was_sealed(app):
    assert tokens.read("manage", tokens.make("manage", 42, 3)) == (42, 3)


def test_read_survives_clients_that_fold_case(app):
    assert tokens.read("manage", tokens.make("manage", 42).upper()) == (42, 0)


@pytest.mark.parametrize("token", ["", "a", "1", "zzzzzzzz", "ü" * 40, "a" * 40, "a" * 5000])
def test_read_refuses_what_is_not_ours(app, now, token):
    assert tokens.read("manage", token) is None
    assert tokens.read_expiring("manage", token, now=now) is None


def test_read_refuses_another_kind(app):
    assert tokens.read("unsubscribe", tokens.make("manage", 42)) is None


def test_read_refuses_a_changed_letter(app):
    token = tokens.make("manage", 42)
    changed = ("b" if token[0] != "b" else "c") + token[1:]

    assert tokens.read("manage", changed) is None


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
