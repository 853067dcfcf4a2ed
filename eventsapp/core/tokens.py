"""Tokens that are computed, not stored: HMAC(secret, kind, id, generation).

Raising the generation of a record revokes every token made for it before.
"""

import hashlib
import hmac
import secrets
from base64 import b32decode, b32encode
from datetime import datetime

from flask import current_app

SIGNATURE_BYTES = 16  # 128 bits
CODE_LETTERS = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ"  # no 0/O, no 1/I: read out loud at the door


def make(kind: str, record_id: int, generation: int = 0) -> str:
    """A token in small letters and digits that survives clients which fold case."""
    return _seal(kind, _number(record_id, generation))


def read(kind: str, token: str) -> tuple[int, int] | None:
    """The (record id, generation) a token was made for, or None where it is not ours.

    The caller compares the generation with the record's present one.
    """
    body = _open(kind, token)
    return (_int(body[:6]), _int(body[6:])) if body and len(body) == 8 else None


def make_expiring(kind: str, record_id: int, generation: int, *, until: datetime) -> str:
    """The same, good until an instant that the token itself carries."""
    return _seal(kind, _number(record_id, generation) + int(until.timestamp()).to_bytes(5, "big"))


def read_expiring(kind: str, token: str, *, now: datetime) -> tuple[int, int] | None:
    """As `read`, for a token of `make_expiring`; None also once its time is over."""
    body = _open(kind, token)
    if not body or len(body) != 13 or now.timestamp() >= _int(body[8:]):
        return None
    return _int(body[:6]), _int(body[6:8])


def _number(record_id: int, generation: int) -> bytes:
    return record_id.to_bytes(6, "big") + generation.to_bytes(2, "big")


def _int(raw: bytes) -> int:
    return int.from_bytes(raw, "big")


def _seal(kind: str, body: bytes) -> str:
    return b32encode(body + _sign(kind, body, _secret())).decode().rstrip("=").lower()


def _open(kind: str, token: str) -> bytes | None:
    """What was sealed, or None where the seal is not ours."""
    padded = token.upper() + "=" * (-len(token) % 8)
    try:
        raw = b32decode(padded)
    except ValueError:
        return None
    body, signature = raw[:-SIGNATURE_BYTES], raw[-SIGNATURE_BYTES:]
    former = [str(key).encode() for key in current_app.config["SECRET_KEY_FALLBACKS"]]
    is_ours = [
        hmac.compare_digest(signature, _sign(kind, body, key)) for key in (_secret(), *former)
    ]
    return body if any(is_ours) else None


def _sign(kind: str, body: bytes, key: bytes) -> bytes:
    return hmac.digest(key, kind.encode() + b"\0" + body, hashlib.sha256)[:SIGNATURE_BYTES]


def _secret() -> bytes:
    return str(current_app.config["SECRET_KEY"]).encode()


def make_code(length: int = 8) -> str:
    """A readable random code, such as K7M9P2Q5 (5 bits a letter)."""
    return "".join(secrets.choice(CODE_LETTERS) for _ in range(length))


def derive_code(purpose: str, length: int = 8) -> str:
    """A readable code that every process of this installation computes alike, stored nowhere."""
    digest = hmac.digest(_secret(), b"code\0" + purpose.encode(), hashlib.sha256)
    return "".join(CODE_LETTERS[byte % len(CODE_LETTERS)] for byte in digest[:length])


def fingerprint(purpose: str, text: str) -> str:
    """What equal texts have in common; without our secret nobody can guess the text from it."""
    sealed = purpose.encode() + b"\0" + text.encode()
    return hmac.digest(_secret(), sealed, hashlib.sha256).hex()


def spell_code(code: str) -> str:
    """The code as people read it: K7M9-P2Q5."""
    return f"{code[:4]}-{code[4:]}"
