"""Every form of every page with bad input: an answer that says what to put right, never a failure.

Each form is read from its page as a browser would read it, and sent in five wrong ways with each of
its buttons. What it changes is taken back before the next one.
"""

import re
from collections.abc import Callable, Iterator
from io import BytesIO
from typing import Any, NamedTuple

import pytest
from flask import Flask
from flask.testing import FlaskClient
from lxml import html
from werkzeug.test import TestResponse

from eventsapp.core import tokens
from eventsapp.extensions import db
from eventsapp.mail.queries import TOKEN_KIND
from eventsapp.mycalendar.models import OwnCalendar
from eventsapp.questions.models import Kind
from eventsapp.web.guard import Role
from tests.architecture.test_access import (
    address,
    make_message,
    make_pool_place,
    private_rules,
    records_of,
)
from tests.checkin.doors import make_door
from tests.conftest import NOW
from tests.factories import (
    CREATED,
    make_applicant,
    make_card,
    make_category,
    make_contact,
    make_event,
    make_intake,
    make_invite,
    make_question,
    make_registration,
    make_user,
    save,
)
from tests.signing_in import sign_in

MARKUP = "<script>alert(1)</script>"
HOSTILE = f'{MARKUP}"\r\nBcc: eve@example.org\0\u202e=HYPERLINK("x")'
CHOSEN = ("radio", "checkbox", "select")
IMPOSSIBLE = {
    "date": "2026-11-31",
    "time": "25:61",
    "datetime-local": "2026-02-30T12:00",
    "number": "-1",
    "email": "ada@@example",
    "url": "javascript:alert(1)",
    "tel": "call me",
    "color": "green",
}


class Field(NamedTuple):
    """One control of a form, as the page filled it."""

    kind: str
    name: str
    value: str | None


class Form(NamedTuple):
    """One form of a page, sent by one of its buttons."""

    page: str
    action: str
    method: str
    fields: tuple[Field, ...]

    def filled(self, way: "Way") -> dict[str, list[Any]]:
        """What is sent, filled in this way."""
        sent: dict[str, list[Any]] = {}
        for field in self.fields:
            value = field.value if field.kind == "button" else way(field)
            if value is not None:
                sent.setdefault(field.name, []).append(value)
        return sent


Way = Callable[[Field], Any]


def missing(field: Field) -> Any:
    """Nothing is typed, nothing chosen."""
    return field.value if field.kind == "hidden" else None


def too_long(field: Field) -> Any:
    """More than any field takes; in figures, so that numbers are too large as well."""
    if field.kind == "file":
        return BytesIO(b"9" * LONG), "9" * 300
    return field.value if field.kind == "hidden" else "9" * LONG


def hostile(field: Field) -> Any:
    """Markup, line ends and signs that cannot be seen; a program in place of a file."""
    if field.kind == "file":
        return BytesIO(b"MZ\x90\0"), "picture.png"
    return field.value if field.kind in ("hidden", *CHOSEN) else HOSTILE


def forged(field: Field) -> Any:
    """What no browser sends: where one of a few is to be chosen, and where nobody types."""
    if field.kind == "file":
        return BytesIO(b""), ""
    return f"{'9' * 30}:\0{MARKUP}" if field.kind in ("hidden", *CHOSEN) else field.value


def impossible(field: Field) -> Any:
    """Days, hours, numbers and addresses that there are not."""
    return None if field.kind == "file" else IMPOSSIBLE.get(field.kind, field.value)


def ancient(field: Field) -> Any:
    """Days that no clock of ours reaches; more figures than a number may have."""
    if field.kind in ("date", "datetime-local"):
        return "0001-01-01" + ("T00:00" if field.kind == "datetime-local" else "")
    return None if field.kind == "file" else "9" * 30 if field.kind == "hidden" else field.value


def endless(field: Field) -> Any:
    """Days after the last, numbers of five thousand figures."""
    if field.kind in ("date", "datetime-local"):
        return "9999-12-31" + ("T23:59" if field.kind == "datetime-local" else "")
    return None if field.kind == "file" else "9" * 5000 if field.kind == "hidden" else field.value


PARTS = 4
SAYS_WHY = re.compile('role="alert"|class="(error-page|field-error)"')
LONG = 5_001  # letters: more than a line takes, and more figures than a number may have
WAYS: tuple[Way, ...] = (missing, too_long, hostile, forged, impossible, ancient, endless)
OF_AN_ACCOUNT = (
    "/account/", "/account/address", "/account/security", "/account/authenticator",
    "/account/passkeys/new",
)  # fmt: skip


@pytest.fixture
def take_back(app: Flask, monkeypatch: pytest.MonkeyPatch) -> Callable[[], None]:
    """Called when all is prepared: from then on nothing stays longer than its request."""
    return lambda: monkeypatch.setattr(db.session, "commit", db.session.flush)


@pytest.mark.parametrize("part", range(PARTS))
def test_forms_of_the_desk_answer_bad_input(app, take_back, part):
    owner = make_user(role=Role.OWNER, is_admin=True)
    records = records_of(owner.memberships[0].organisation)
    rules = sorted(private_rules(app), key=str)
    pages = [address(app, rule, records) for rule, method in rules if method == "GET"]
    browser = sign_in(app.test_client(), owner)
    take_back()

    assert failures(browser, [*OF_AN_ACCOUNT, *pages][part::PARTS]) == ""


def test_forms_of_the_public_answer_bad_input(app, client, take_back):
    pages = public_pages()
    door = make_door(make_event(starts=NOW.replace(tzinfo=None)))
    client.post(f"/door/{door.code}", data={"pin": door.pin})
    behind = [f"/door/{door.code}/{page}" for page in ("scan", "find", "walkin")]
    take_back()

    assert failures(client, [*pages, *behind]) == ""


def public_pages() -> list[str]:
    """The pages with forms that strangers see, and those behind a mailed link."""
    event = make_event()
    make_category(event)
    make_intake(event)
    for kind in Kind:
        make_question(event, kind=kind, label=kind.value)
    ticket, applicant = make_registration(event), make_applicant(event)
    holder = make_pool_place(make_event()).applicant
    calendar = save(OwnCalendar(email="ada@example.org", language="en", created_at=CREATED))
    letter = save(make_message(topic=f"event:{event.id}"))
    public = ("accredit", "accredit/link", "lost-link", "register")
    own = ("", "/edit", "/cancel", "/erase", "/transfer", "/answer", "/calendar")
    press = ("", "/edit", "/withdraw", "/microphone", "/calendar")
    return [
        "/en/", "/en/search", "/en/subscribe", "/en/subscribe/mail", "/en/press-card",
        "/account/sign-in", "/account/reset", "/account/link",
        *(f"/en/e/{event.slug}/{page}" for page in public),
        *(f"/r/{ticket.token}{page}" for page in own),
        *(f"/a/{applicant.token}{page}" for page in press),
        f"/a/{holder.token}/pool",
        f"/c/{make_contact().token}",
        f"/i/{make_invite(event).token}",
        f"/press-card/{make_card(event.organisation).token}",
        f"/my-calendar/{calendar.page_token}",
        f"/u/{tokens.make(TOKEN_KIND, letter.id)}",
        f"/door/{make_door(event).code}",
    ]  # fmt: skip


def failures(browser: FlaskClient, pages: list[str]) -> str:
    """What is wrong with the answers to all forms of these pages, each form once in each way."""
    seen, wrong = set(), []
    session = browser.get_cookie("dateline")
    for page in pages:
        for form in forms_of(page, browser.get(page)):
            mark = form.action, form.method, tuple(field[:2] for field in form.fields)
            for way in WAYS if mark not in seen else ():
                if why := complaint(browser, form, way):
                    wrong.append(f"{page}, {way.__name__}: {form.method} {form.action} {why}")
                if session:
                    browser.set_cookie("dateline", session.value)
            seen.add(mark)
    assert seen
    return "\n".join(wrong)


def complaint(browser: FlaskClient, form: Form, way: Way) -> str:
    """What is wrong with the answer to one form, if anything is."""
    sent = form.filled(way)
    if form.method == "get":
        answer = browser.get(form.action, query_string=sent)
    else:
        answer = browser.post(form.action, data=sent)
    if answer.status_code >= 500:
        return answer.status
    if answer.mimetype == "text/html" and MARKUP in answer.text:
        return "runs what was typed"
    if answer.status_code == 422 and not SAYS_WHY.search(answer.text):
        return "does not say what is wrong"
    return ""


def forms_of(page: str, answer: TestResponse) -> Iterator[Form]:
    """The forms of a page, each with each of its buttons."""
    if answer.mimetype != "text/html" or answer.status_code != 200:
        return
    tree = html.fromstring(answer.text)
    for form in tree.forms:
        fields = tuple(fields_of(tree, form))
        for button in buttons_of(tree, form) or [form]:
            pressed = Field("button", button.get("name"), button.get("value", ""))
            action = button.get("formaction") or form.get("action") or page
            method = (button.get("formmethod") or form.get("method") or "get").lower()
            sends = (*fields, pressed) if button.tag == "button" and pressed.name else fields
            yield Form(page, action, method, sends)


def fields_of(tree: Any, form: Any) -> Iterator[Field]:
    """Its controls, those elsewhere on the page too."""
    for control in parts_of(tree, form, ("input", "select", "textarea")):
        kind = {"select": "select", "textarea": "text"}.get(control.tag) or control.type
        if not control.name or control.name == "opened" or kind == "submit":
            continue
        if kind in ("radio", "checkbox"):
            yield Field(kind, control.name, control.get("value", "on") if control.checked else None)
        elif control.tag == "select" and control.multiple:
            yield from (Field(kind, control.name, value) for value in control.value or [None])
        else:
            yield Field(kind, control.name, control.value or "")


def buttons_of(tree: Any, form: Any) -> list[Any]:
    """What sends it."""
    buttons = parts_of(tree, form, ("button",))
    return [each for each in buttons if each.get("type", "submit") == "submit"]


def parts_of(tree: Any, form: Any, tags: tuple[str, ...]) -> list[Any]:
    """Elements that belong to a form, inside it or by its name."""
    owned = [each for each in form.iter(*tags) if each.get("form") in (None, form.get("id"))]
    named = tree.xpath("//*[@form=$id]", id=form.get("id") or "-")
    return [*owned, *(each for each in named if each.tag in tags and each not in owned)]
