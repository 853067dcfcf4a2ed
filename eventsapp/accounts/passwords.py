"""Password hashes: argon2id with the parameters OWASP advises for servers of two cores."""

from functools import cache

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerifyMismatchError

SHORTEST, LONGEST = 10, 200  # characters; longer ones only cost the server time
_HASHER = PasswordHasher(time_cost=2, memory_cost=19 * 1024, parallelism=1)


def make_hash(password: str) -> str:
    """The hash to store."""
    return _HASHER.hash(password)


def matches(password: str, password_hash: str) -> bool:
    """Whether this is the password; takes as long where there is none to compare with."""
    try:
        return _HASHER.verify(password_hash or _of_nobody(), password) and bool(password_hash)
    except (VerifyMismatchError, InvalidHashError):
        return False


def is_outdated(password_hash: str) -> bool:
    """Whether the hash was made with other parameters than today's."""
    return _HASHER.check_needs_rehash(password_hash)


@cache
def _of_nobody() -> str:
    return make_hash("a password that nobody has")
