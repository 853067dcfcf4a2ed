"""What readers do: fetch a page, ask whether it has changed, register."""

import itertools
import re
from collections.abc import Callable, Iterator
from html import unescape

from bench.client import Visit, expect, get, post

NAMES = ("Ainura Bekova", "Ерлан Сейтқали", "Нургүл Осмонова", "Мария Ким", "Ayşe Yılmaz")
HIDDEN = re.compile(r'<input [^>]*?name="(\w+)"[^>]*?type="hidden"[^>]*?value="([^"]*)"')
HIDDEN_TOO = re.compile(r'<input [^>]*?type="hidden"[^>]*?name="(\w+)"[^>]*?value="([^"]*)"')

MakeVisit = Callable[[], Visit]


def fetching(path: str) -> MakeVisit:
    """Read a page, compressed as browsers ask for it."""
    return _asking(get(path, "Accept-Encoding: gzip"), 200)


def revalidating(path: str, etag: str) -> MakeVisit:
    """Ask whether a page has changed since."""
    return _asking(get(path, "Accept-Encoding: gzip", f"If-None-Match: {etag}"), 304)


def registering(path: str, people: Iterator[tuple[str, str]]) -> MakeVisit:
    """Open the form, send it, see the confirmation."""

    def visit() -> Visit:
        name, email = next(people)
        form = expect((yield get(path)), 200)
        cookie = form.header("Set-Cookie").partition(";")[0]
        answers = hidden(form.body.decode()) | {"name": name, "email": email}
        sent = expect((yield post(path, cookie, answers)), 302)
        expect((yield get(sent.header("Location"))), 200)

    return visit


def taking_places(
    path: str, people: Iterator[tuple[str, str]], taken: list[str], refused: list[int]
) -> MakeVisit:
    """The same for an event with few places; notes the own pages, and refusals once it is full."""

    def visit() -> Visit:
        name, email = next(people)
        form = expect((yield get(path)), 200)
        answers = hidden(form.body.decode())
        if "form_key" not in answers:  # the page that says it is full
            refused.append(form.status)
            return
        cookie = form.header("Set-Cookie").partition(";")[0]
        sent = yield post(path, cookie, answers | {"name": name, "email": email})
        if sent.status == 302:
            taken.append(sent.header("Location"))
        else:
            refused.append(expect(sent, 409).status)

    return visit


def people(prefix: str) -> Iterator[tuple[str, str]]:
    """Names and addresses, each once."""
    for number in itertools.count(1):
        yield NAMES[number % len(NAMES)], f"{prefix}{number}@example.org"


def hidden(page: str) -> dict[str, str]:
    """What a form sends unseen."""
    found = HIDDEN.findall(page) + HIDDEN_TOO.findall(page)
    return {name: unescape(value) for name, value in found}


def _asking(request: bytes, status: int) -> MakeVisit:
    def visit() -> Visit:
        expect((yield request), status)

    return visit
