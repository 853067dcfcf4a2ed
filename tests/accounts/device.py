"""A device that keeps passkeys: what a browser would answer, made of the same bytes."""

import hashlib
import json
import secrets
from typing import Any

from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.hashes import SHA256
from webauthn.helpers import bytes_to_base64url as text
from webauthn.helpers import encode_cbor

PRESENT, VERIFIED, NEW = 0x01, 0x04, 0x40
ORIGIN = "https://agenda.example.org"


class Device:
    """One device with one passkey, at one site."""

    def __init__(self, origin: str = ORIGIN, *, asks_for_a_finger: bool = True) -> None:
        self.origin = origin
        self.flags = PRESENT | (VERIFIED if asks_for_a_finger else 0)
        self.key = ec.generate_private_key(ec.SECP256R1())
        self.name = secrets.token_bytes(16)
        self.count = 0

    def create(self, asked: dict[str, Any]) -> str:
        """The answer to what is asked for to make a passkey."""
        public = self.key.public_key().public_numbers()
        point = [number.to_bytes(32, "big") for number in (public.x, public.y)]
        cose = encode_cbor({1: 2, 3: -7, -1: 1, -2: point[0], -3: point[1]})
        held = bytes(16) + len(self.name).to_bytes(2, "big") + self.name + cose
        told = self._told(asked["rp"]["id"], NEW) + held
        attested = encode_cbor({"fmt": "none", "attStmt": {}, "authData": told})
        client = self._client("webauthn.create", asked)
        return self._answer({"clientDataJSON": text(client), "attestationObject": text(attested)})

    def get(self, asked: dict[str, Any]) -> str:
        """The answer to what is asked for to sign somebody in."""
        told = self._told(asked["rpId"])
        client = self._client("webauthn.get", asked)
        signed = self.key.sign(told + hashlib.sha256(client).digest(), ec.ECDSA(SHA256()))
        return self._answer(
            {
                "clientDataJSON": text(client),
                "authenticatorData": text(told),
                "signature": text(signed),
            }
        )

    def _told(self, site: str, more: int = 0) -> bytes:
        self.count += 1
        flags = bytes([self.flags | more])
        return hashlib.sha256(site.encode()).digest() + flags + self.count.to_bytes(4, "big")

    def _client(self, kind: str, asked: dict[str, Any]) -> bytes:
        told = {"type": kind, "challenge": asked["challenge"], "origin": self.origin}
        return json.dumps(told).encode()

    def _answer(self, response: dict[str, str]) -> str:
        name = text(self.name)
        return json.dumps({"id": name, "rawId": name, "type": "public-key", "response": response})
