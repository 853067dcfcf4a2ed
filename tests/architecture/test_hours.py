"""Every form of the desk that takes an hour: one that the clocks jump over, or show twice, is refused."""

from collections.abc import Callable
from datetime import date, datetime, time

import pytest

from eventsapp.events.models import Event
from eventsapp.extensions import db
from tests.factories import make_category, make_event, make_intake, make_registration
from tests.materials.kits import make_material
from tests.messages.test_compose import make_mailing

ZONE = "Europe/Vienna"
HOUR = "02:30"
SPRING, AUTUMN = date(2027, 3, 28), date(2027, 10, 31)  # at 2:00 forward, at 3:00 back
WORDS = {
    SPRING: "This hour does not exist in the zone Europe/Vienna",
    AUTUMN: "This hour occurs twice in the zone Europe/Vienna",
}

Filled = dict[str, str | int]


def _on(day: date, field: str = "starts") -> Filled:
    return {f"{field}_on": day.isoformat(), f"{field}_at": HOUR}


def _at(day: date, field: str) -> Filled:
    return {field: f"{day.isoformat()}T{HOUR}"}


def _press(event: Event) -> str:
    make_intake(event)
    return f"/desk/e/{event.id}/press"


def _material(event: Event) -> str:
    return f"/desk/e/{event.id}/materials/{make_material(event).id}"


def _mailing(event: Event) -> str:
    make_registration(event)
    return f"/desk/e/{event.id}/messages/mailings/{make_mailing(event).id}/schedule"


TERMS: Filled = {"titles-en": "Speech", "licence": "cc_by", "audience": "public"}
RULE: Filled = {
    "template": "messages/week", "amount": 1, "unit": "hours", "side": "before",
    "anchor": "absolute", "states": "confirmed", "attendance": "any",
}  # fmt: skip
DRAFT: Filled = {"title": "Budget", "language": "en"}
FORMS: dict[str, tuple[Callable[[Event], str], Callable[[date], Filled]]] = {
    "new event": (lambda _event: "/desk/events/new/briefing", lambda day: DRAFT | _on(day)),
    "copy": (lambda event: f"/desk/e/{event.id}/copy", _on),
    "move": (
        lambda event: f"/desk/e/{event.id}/move",
        lambda day: {"precision": "time"} | _on(day),
    ),
    "item": (
        lambda event: f"/desk/e/{event.id}/programme/new",
        lambda _day: {"titles-en": "Opening", "hour": HOUR, "openness": "open"},
    ),
    "visit": (
        lambda event: f"/desk/e/{event.id}/programme/visit",
        lambda _day: {"titles-en": "School", "hour": HOUR},
    ),
    "entry rules": (
        lambda event: f"/desk/e/{event.id}/registrations/rules",
        lambda day: _at(day, "answer_by"),
    ),
    "press settings": (
        lambda event: f"{_press(event)}/settings",
        lambda day: _at(day, "opens_at"),
    ),
    "answers to the press": (lambda event: f"{_press(event)}/hold", lambda day: _at(day, "until")),
    "pool": (
        lambda event: f"{_press(event)}/pool/settings",
        lambda day: _at(day, "handout_at"),
    ),
    "kit": (
        lambda event: f"{_material(event).rpartition('/')[0]}/kit",
        lambda day: {"audience": "public", "zone": ZONE} | _at(day, "embargo"),
    ),
    "embargo as at the place": (
        _material,
        lambda day: TERMS | {"zone": ""} | _at(day, "embargo"),
    ),
    "reminder": (
        lambda event: f"/desk/e/{event.id}/messages/rules/new",
        lambda day: RULE | _at(day, "local_due_at"),
    ),
    "message": (_mailing, lambda day: {"version": 1} | _on(day, "due")),
    "invitations": (
        lambda event: f"/desk/e/{event.id}/invitations/new",
        lambda day: {"category_id": event_way(), "act": "send"} | _on(day, "answer"),
    ),
}


def event_way() -> int:
    """The number of the one way of taking part."""
    return db.session.query(Event).one().categories[0].id


@pytest.mark.parametrize("day", [SPRING, AUTUMN], ids=["jumped over", "twice"])
@pytest.mark.parametrize("form", FORMS)
def test_an_unclear_hour_is_refused_at_its_field_and_kept(desk, form, day):
    desk.organisation.timezone = ZONE
    hours = {time(1): "starts", time(9): "ends"}
    event = make_event(
        organisation=desk.organisation,
        timezone=ZONE,
        **{name: datetime.combine(day, hour) for hour, name in hours.items()},
    )
    make_category(event)
    address, filled = FORMS[form]

    page = desk.post(address(event), data=filled(day))

    assert page.status_code == 422
    assert WORDS[day] in page.text
    assert HOUR in page.text
    assert 'aria-invalid="true"' in page.text
