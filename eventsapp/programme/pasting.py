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


def read(text: str) -> list[Line]:
    """The people of a list: the name up to the first comma, dash, colon or tab, then posts.

    Posts are parted by semicolons. Numbers and bullets before a name are dropped, and so are
    lines without a letter.
    """
    rows = (_BULLET.sub("", row).strip() for row in text.splitlines())
    return [_line(row) for row in rows if any(sign.isalpha() for sign in row)][:MOST_LINES]


def _line(row: str) -> Line:
    found = _NAME_ENDS.search(row)
    name, rest = (row[: found.start()], row[found.end() :]) if found else (row, "")
    posts = (" ".join(post.split())[:LONGEST_POST] for post in rest.split(";"))
    return Line(" ".join(name.split())[:LONGEST_NAME], tuple(post for post in posts if post))
