"""Tokens that are computed, not stored: HMAC(secret, kind, id, generation).

Raising the generation of a record revokes every token made for it before.
"""

import hashlib
import hmac
import secrets
from base64 import b32decode, b32encode

from flask import current_app

SIGNATURE_BYTES = 16  # 128 bits
CODE_LETTERS = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ"  # no 0/O, no 1/I: read out loud at the door


def make(kind: str, record_id: int, generation: int = 0) -> str:
    """A token in small letters and digits that survives clients which fold case."""
    number = record_id.to_bytes(6, "big") + generation.to_bytes(2, "big")
    return b32encode(number + _sign(kind, number)).decode().rstrip("=").lower()


def read(kind: str, token: str) -> tuple[int, int] | None:
    """The (record id, generation) a token was made for, or None where it is not ours.

    The caller compares the generation with the record's present one.
    """
    padded = token.upper() + "=" * (-len(token) % 8)
    try:
        raw = b32decode(padded)
    except ValueError:
        return None
    number, signature = raw[:8], raw[8:]
    if len(number) != 8 or not hmac.compare_digest(signature, _sign(kind, number)):
        return None
    return int.from_bytes(number[:6], "big"), int.from_bytes(number[6:], "big")


def _sign(kind: str, number: bytes) -> bytes:
    key = str(current_app.config["SECRET_KEY"]).encode()
    return hmac.digest(key, kind.encode() + b"\0" + number, hashlib.sha256)[:SIGNATURE_BYTES]


def make_code(length: int = 8) -> str:
    """A readable random code, such as K7M9P2Q5 (5 bits a letter)."""
    return "".join(secrets.choice(CODE_LETTERS) for _ in range(length))


def spell_code(code: str) -> str:
    """The code as people read it: K7M9-P2Q5."""
    return f"{code[:4]}-{code[4:]}"
