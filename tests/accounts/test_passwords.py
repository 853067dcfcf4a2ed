from argon2 import PasswordHasher, extract_parameters

from eventsapp.accounts import passwords


def test_make_hash_uses_the_advised_parameters():
    used = extract_parameters(passwords.make_hash("correct horse"))

    assert (used.memory_cost, used.time_cost, used.parallelism) == (19 * 1024, 2, 1)
    assert used.type.name == "ID"


def test_matches_only_the_password_itself():
    password_hash = passwords.make_hash("correct horse")

    assert passwords.matches("correct horse", password_hash)
    assert not passwords.matches("Correct horse", password_hash)


def test_matches_nothing_where_no_password_is_set():
    assert not passwords.matches("", "")
    assert not passwords.matches("a password that nobody has", "")


def test_is_outdated_tells_other_parameters():
    weaker = PasswordHasher(time_cost=1, memory_cost=8 * 1024, parallelism=1)

    assert passwords.is_outdated(weaker.hash("correct horse"))
    assert not passwords.is_outdated(passwords.make_hash("correct horse"))
