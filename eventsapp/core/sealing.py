"""Texts sealed in the database: nobody reads them without SECRET_KEY, or one it took the place of.

What was sealed under a former key (FORMER_SECRET_KEYS) opens still; sealing it anew ends that.
"""

import base64

from cryptography.fernet import Fernet, InvalidToken, MultiFernet
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from flask import current_app


def seal(purpose: bytes, text: str) -> str:
    """The text sealed under today's key; nothing stays nothing."""
    return _keys(purpose).encrypt(text.encode()).decode() if text else ""


def unseal(purpose: bytes, sealed: str) -> str:
    """What was sealed; nothing where it was sealed under a key that is not known any more."""
    try:
        return _keys(purpose).decrypt(sealed.encode()).decode() if sealed else ""
    except InvalidToken:
        return ""


def reseal(purpose: bytes, sealed: str) -> str:
    """The same sealed under today's key. What no key opens stays as it is."""
    try:
        return _keys(purpose).rotate(sealed.encode()).decode() if sealed else ""
    except InvalidToken:
        return sealed


def _keys(purpose: bytes) -> MultiFernet:
    config = current_app.config
    secrets = [config["SECRET_KEY"], *config["SECRET_KEY_FALLBACKS"]]
    return MultiFernet([_key(purpose, str(secret)) for secret in secrets])


def _key(purpose: bytes, secret: str) -> Fernet:
    key = HKDF(SHA256(), length=32, salt=None, info=purpose).derive(secret.encode())
    return Fernet(base64.urlsafe_b64encode(key))
