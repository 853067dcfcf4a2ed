"""The words of a message: subject, text and HTML from three templates, in its language."""

import re
import textwrap
from dataclasses import dataclass
from typing import Any

from flask import current_app

from eventsapp.core import colours
from eventsapp.mail import urls
from eventsapp.mail.lines import one_line
from eventsapp.web import locale

BLUE, NIGHT_BLUE = "#2A3AC2", "#A0AAFF"  # of links and buttons in templates/email
COLUMNS = 72  # of the text part
SUBJECT_LENGTH = 200


@dataclass(frozen=True)
class Written:
    """A message's words, ready to be stored."""

    subject: str
    text: str
    html: str


def render(template: str, language: str, context: dict[str, Any]) -> Written:
    """Render `templates/email/<template>/` in a language, with absolute addresses.

    Besides the context the templates know `language`, `subject` and `absolute_url(endpoint, …)`.
    An `accent` in the context takes the place of the site's blue.
    No context processor runs: what a message says never depends on who is signed in.
    """
    given = {"language": language, "absolute_url": urls.absolute, "sender_name": ""} | context
    with locale.speaking(language):
        subject = _shorten(one_line(_render(template, "subject.txt", given)))
        given["subject"] = subject
        text = tidy(_render(template, "body.txt", given))
        html = _render(template, "body.html", given)
        return Written(subject, text, _in_colour(html, str(given.get("accent", ""))))


def _in_colour(html: str, accent: str) -> str:
    if not accent:
        return html
    html = html.replace(BLUE, colours.on_light(accent).button)
    return html.replace(NIGHT_BLUE, colours.on_dark(accent).link)


def tidy(text: str) -> str:
    """Wrap lines of more than 72 columns and leave at most one empty line between parts.

    A continuation keeps its line's indent; addresses are never broken.
    """
    lines = [_wrap(line.rstrip()) for line in text.splitlines()]
    return re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip("\n") + "\n"


def _wrap(line: str) -> str:
    if len(line) <= COLUMNS:
        return line
    indent = line[: len(line) - len(line.lstrip())]
    return textwrap.fill(
        line,
        COLUMNS,
        subsequent_indent=indent,
        break_long_words=False,
        break_on_hyphens=False,
    )


def _shorten(subject: str) -> str:
    return subject if len(subject) <= SUBJECT_LENGTH else subject[: SUBJECT_LENGTH - 1] + "…"


def _render(template: str, name: str, context: dict[str, Any]) -> str:
    return current_app.jinja_env.get_template(f"email/{template}/{name}").render(context)
