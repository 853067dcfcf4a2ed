"""A pasted list of people, one a line: "Надира Жусупбекова, министрдин орун басары; мүчө"."""

import re
from dataclasses import dataclass

_BULLET = re.compile(r"^\s*(?:[-–—•*·]|\d{1,3}[.)])\s*")
_NAME_ENDS = re.compile(r",|\t|\s[-–—]\s|:")
MOST_LINES = 200
LONGEST_NAME, LONGEST_POST = 200, 300


@dataclass(frozen=True)
class Line:
    """One person of the list."""

    name: str
    posts: tuple[str, ...] = ()

    @property
    def is_too_long(self) -> bool:
        """Whether it is more likely a paragraph than a name with posts."""
        longest_post = max(map(len, self.posts), default=0)
        return len(self.name) > LONGEST_NAME or longest_post > LONGEST_POST


def read(text: str) -> list[Line]:
    """The people of a list: the name up to the first comma, dash, colon or tab, then posts.

    Posts are parted by semicolons. Numbers and bullets before a name are dropped, and so are
    lines without a letter.
    """
    rows = (_BULLET.sub("", row).strip() for row in text.splitlines())
    return [_line(row) for row in rows if any(sign.isalpha() for sign in row)]


def _line(row: str) -> Line:
    found = _NAME_ENDS.search(row)
    name, rest = (row[: found.start()], row[found.end() :]) if found else (row, "")
    posts = (" ".join(post.split()) for post in rest.split(";"))
    return Line(" ".join(name.split()), tuple(post for post in posts if post))
