"""What is worked out of published records, kept per process until something else is published."""

import threading
from collections.abc import Callable, Hashable
from typing import Any, TypeVar

from cachetools import LRUCache
from flask import current_app, g, has_request_context

from eventsapp.core import publication
from eventsapp.core.database import is_reading
from eventsapp.extensions import db

T = TypeVar("T")
CAPACITY = 2000  # values, of some kilobytes each


class Memory:
    """Values by key; the ones not asked for longest make room."""

    def __init__(self) -> None:
        self.values: LRUCache[Hashable, Any] = LRUCache(CAPACITY)
        self.lock = threading.Lock()

    def get(self, key: Hashable) -> Any:
        """The value kept under a key, or None."""
        with self.lock:
            return self.values.get(key)

    def put(self, key: Hashable, value: object) -> None:
        """Keep a value; nothing is not worth keeping."""
        if value is not None:
            with self.lock:
                self.values[key] = value

    def forget(self) -> None:
        """Keep nothing, as after a restored backup."""
        with self.lock:
            self.values.clear()


def until_published(key: tuple[Hashable, ...], make: Callable[[], T]) -> T:
    """What `make` gives, made once for every publication: the same for everyone, no person in it.

    The number is read before the records are, so that nothing older is ever kept under it.
    """
    memory, whole = ours(), (published(), *key)
    found: T | None = memory.get(whole)
    if found is None:
        found = make()
        memory.put(whole, found)
    return found


def ours() -> Memory:
    """The memory of this application."""
    memory: Memory = current_app.extensions["dateline_shortcut"].memory
    return memory


def published() -> int:
    """The publication that this request, or outside any this moment, stands on."""
    if not has_request_context():
        return publication.number()
    if "publication" not in g:
        reading = is_reading(db.session())
        g.publication = publication.number() if reading else publication.read(db.engine)
    return int(g.publication)
