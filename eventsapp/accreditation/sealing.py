"""Numbers of identity documents as they are stored: sealed (see `core.sealing`)."""

from eventsapp.core import sealing

PURPOSE = b"dateline: identity documents"


def seal(text: str) -> str:
    """The text sealed; nothing stays nothing."""
    return sealing.seal(PURPOSE, text)


def unseal(sealed: str) -> str:
    """What was sealed; nothing where no key of ours opens it."""
    return sealing.unseal(PURPOSE, sealed)
