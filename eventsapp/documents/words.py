"""What people wrote, made fit for paper: no control signs, no mark-up."""

import re

from markdown_it import MarkdownIt
from markdown_it.token import Token

# C0 and C1 signs, and those that turn the direction of what follows
_UNSEEN = re.compile(
    r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff\ufffe\uffff]"
)
_MARKDOWN = MarkdownIt("commonmark", {"html": False})


def clean(text: str) -> str:
    """The text without signs that cannot be seen, narrow no-break spaces made plain ones."""
    return _UNSEEN.sub("", text or "").replace("\u202f", "\u00a0").strip()


def joined(*parts: str) -> str:
    """What is not empty, with commas."""
    return ", ".join(clean(part) for part in parts if part)


def paragraphs(markdown: str) -> list[str]:
    """A Markdown text as plain paragraphs; items of lists begin with a bullet."""
    found, bullet = [], ""
    for token in _MARKDOWN.parse(markdown or ""):
        if token.type == "list_item_open":
            bullet = "• "
        elif token.type == "inline" and token.children:
            found.append(clean(bullet + "".join(_plain(part) for part in token.children)))
            bullet = ""
        elif token.content:  # code, and HTML that is not let through
            found.append(clean(token.content))
    return [text for text in found if text]


def _plain(token: Token) -> str:
    if token.type in ("softbreak", "hardbreak"):
        return " "
    return token.content
