"""What is told of an identity document beside its number; kept sealed, erased with the number."""

import json
from dataclasses import asdict, dataclass
from datetime import date

from eventsapp.accreditation.kinds import IdentityKind
from eventsapp.accreditation.sealing import seal, unseal


@dataclass(frozen=True)
class IdentityDetails:
    """Of which kind a document is, who issued it and when; nothing where it was not asked."""

    kind: IdentityKind | None = None
    issuer: str = ""
    issued_on: date | None = None

    def sealed(self) -> str:
        """As one sealed text; nothing stays nothing."""
        if self == IdentityDetails():
            return ""
        return seal(json.dumps(asdict(self), default=date.isoformat, ensure_ascii=False))

    @classmethod
    def of(cls, text: str) -> "IdentityDetails":
        """What was sealed; nothing where no key of ours opens it."""
        told = json.loads(unseal(text) or "{}")
        kind, issued_on = told.get("kind"), told.get("issued_on")
        return cls(
            kind=IdentityKind(kind) if kind else None,
            issuer=told.get("issuer", ""),
            issued_on=date.fromisoformat(issued_on) if issued_on else None,
        )
