"""Two people at one event see each other, as long as they are there, and leave nothing behind."""

import re
from datetime import timedelta

from sqlalchemy import func, select

from eventsapp.core.clock import utcnow
from eventsapp.events import presence
from eventsapp.events.presence import Presence
from eventsapp.extensions import db
from eventsapp.web.guard import Role
from tests.factories import make_event, make_user
from tests.signing_in import sign_in


def shown(page):
    """The words of the line about others."""
    line = re.search(r'<p class="presence".*?>(.*?)</p>', page, re.DOTALL)[1]
    return " ".join(re.sub("<[^>]+>", " ", line).split())


def test_two_people_at_one_event_see_each_other(app, desk):
    event = make_event(organisation=desk.organisation)
    colleague = make_user(desk.organisation, name="Ada Kim")
    address = f"/desk/e/{event.id}"

    assert shown(desk.get(f"{address}/details").text) == ""
    there = sign_in(app.test_client(), colleague).post(f"{address}/presence")
    assert there.status_code == 200
    assert there.text.strip() == ""

    assert shown(desk.get(f"{address}/details").text) == "AK Ada Kim also has this open."
    assert "Ada Kim also has this open." in desk.post(f"{address}/presence").text


def test_who_may_only_read_says_nothing(app, desk):
    event = make_event(organisation=desk.organisation)
    reader = sign_in(app.test_client(), make_user(desk.organisation, role=Role.VIEWER))

    assert "/presence" not in reader.get(f"/desk/e/{event.id}/details").text
    assert "/presence" in desk.get(f"/desk/e/{event.id}/details").text


def test_who_says_nothing_for_a_minute_is_gone(app, desk):
    event, other = make_event(), make_event()
    user = make_user(event.organisation)
    now = utcnow()
    presence.mark(event, user.id, now=now)
    presence.mark(event, user.id, now=now)

    assert presence.others(event, 0, now=now + timedelta(seconds=59)) == [user]
    assert presence.others(event, user.id, now=now) == []
    assert presence.others(other, 0, now=now) == []
    assert presence.others(event, 0, now=now + timedelta(seconds=60)) == []


def test_forget_erases_who_is_not_there_any_more(app):
    event = make_event()
    now = utcnow()
    presence.mark(event, make_user(event.organisation).id, now=now - timedelta(minutes=2))
    presence.mark(event, make_user(event.organisation).id, now=now)

    assert presence.forget(now) == 1
    assert db.session.scalar(select(func.count()).select_from(Presence)) == 1
