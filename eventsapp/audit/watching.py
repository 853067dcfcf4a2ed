"""How the log is told what to follow of a table, and what each column is called.

Of people it keeps which of their details changed and never what they were: erasing somebody
would otherwise leave them in the log.
"""

from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True)
class Watched:
    """One table: its records' name, the columns shown, those only named, and what labels it."""

    noun: Any
    shown: dict[str, Any] = field(default_factory=dict)
    hidden: dict[str, Any] = field(default_factory=dict)
    label: str = ""  # the column with its name; people have none here
    parts: dict[str, tuple[str, Any]] = field(default_factory=dict)
    of_people: bool = False  # not followed when the product itself erases them

    @property
    def columns(self) -> dict[str, Any]:
        """Every column followed, with its name."""
        return self.shown | self.hidden

    @property
    def names(self) -> dict[str, Any]:
        """What columns and parts are called.

        Parts are rows that are written anew with each change, by the relationship that holds
        them: the column by which they are compared, and their name. Their values are not kept.
        """
        return self.columns | {part: name for part, (_column, name) in self.parts.items()}
