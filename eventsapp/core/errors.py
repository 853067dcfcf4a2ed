"""Refusals: a rule's "no", with words for the person who asked."""

from typing import Any


class Refusal(Exception):
    """A rule says no. `message` is translated and shown; the status is that of the answer."""

    message: Any = ""
    status = 409

    def __init__(self, message: Any = None) -> None:
        if message is not None:
            self.message = message
        super().__init__(str(self.message))
