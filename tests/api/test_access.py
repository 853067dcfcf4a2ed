import re
from datetime import timedelta

import pytest

from eventsapp.accreditation.kinds import Status
from eventsapp.api.models import Scope, Token
from eventsapp.core.clock import utcnow
from eventsapp.extensions import db
from tests.api.conftest import Program, make_stay
from tests.factories import (
    make_applicant,
    make_contact,
    make_event,
    make_intake,
    make_item,
    make_organisation,
    make_registration,
    make_token,
    make_venue,
)


def operations(app):
    """Every address of the interface, with records of `number` and each method."""
    for rule in app.url_map.iter_rules():
        if rule.rule.startswith("/api/v1/"):
            for method in rule.methods - {"HEAD", "OPTIONS"}:
                yield rule, method


@pytest.mark.parametrize("given", ["", "Bearer dl_wrong", "Basic ZGF0ZWxpbmU6eA==", "Bearer ü"])
def test_strangers_are_asked_for_a_token_everywhere(app, given):
    adapter = app.url_map.bind("localhost")
    client = app.test_client()

    wrong = []
    for rule, method in operations(app):
        path = adapter.build(rule.endpoint, dict.fromkeys(rule.arguments, 1))
        answer = client.open(path, method=method, json={}, headers={"Authorization": given})
        is_right = answer.status_code == 401 and answer.headers["WWW-Authenticate"] == "Bearer"
        if not is_right or answer.mimetype != "application/problem+json":
            wrong.append(f"{method} {path}: {answer.status}")

    assert wrong == []
    assert len(list(operations(app))) > 10


def test_a_token_opens_nothing_after_its_time(app):
    _token, secret = make_token(now=utcnow() - timedelta(days=91))

    assert Program(app, app.response_class, secret=secret).read("/events").status_code == 401


def test_a_token_without_the_scope_is_refused_everywhere(app):
    adapter = app.url_map.bind("localhost")
    organisation = make_organisation()

    wrong = []
    for rule, method in operations(app):
        needed = app.view_functions[rule.endpoint].scope
        others = [scope for scope in Scope if scope is not needed]
        program = Program(app, app.response_class, secret=make_token(organisation, others)[1])
        path = adapter.build(rule.endpoint, dict.fromkeys(rule.arguments, 1))
        answer = program.open(path, method=method, json={})
        if answer.status_code != 403 or needed.value not in answer.json["detail"]:
            wrong.append(f"{method} {path}: {answer.status}")

    assert wrong == []


def test_records_of_another_organisation_are_not_found(app, program):
    foreign = make_event()
    make_intake(foreign)
    numbers = {
        "event_id": foreign.id,
        "item_id": make_item(foreign).id,
        "registration_id": make_registration(foreign).id,
        "accreditation_id": make_applicant(foreign, status=Status.ACCEPTED).id,
        "checkin_id": make_stay(foreign).id,
    }
    adapter = app.url_map.bind("localhost")
    bodies = {"category_id": 1, "name": "Ada", "email": "a@example.org", "titles": {"en": "x"}}

    wrong = []
    for rule, method in operations(app):
        if rule.arguments:
            path = adapter.build(rule.endpoint, {name: numbers[name] for name in rule.arguments})
            fitting = {"registrations.create": ("category_id", "name", "email")}
            fitting |= {"programme.add": ("titles",)}
            body = {name: bodies[name] for name in fitting.get(rule.endpoint, ())}
            answer = program.open(path, method=method, json=body)
            if answer.status_code != 404:
                wrong.append(f"{method} {path}: {answer.status}")

    assert wrong == []


def test_lists_hold_only_what_is_the_organisations_own(program):
    own = make_event(organisation=program.organisation)
    make_event()
    make_venue()
    make_contact()

    assert [each["id"] for each in program.read("/events").json["items"]] == [own.id]
    assert program.read("/venues").json == []
    assert program.read("/contacts").json["items"] == []
    assert [each["id"] for each in program.read("/organisations").json] == [program.organisation.id]


@pytest.mark.parametrize("path", ["/venues", "/organisations"])
def test_bare_lists_come_whole_or_page_by_page(program, path):
    for _ in range(4):
        make_venue(organisation=program.organisation)
        make_organisation(keeper_id=program.organisation.id)
    whole = program.read(path)

    pages = [program.read(f"{path}?limit=2")]
    while following := re.fullmatch('</api/v1(.+)>; rel="next"', pages[-1].headers.get("Link", "")):
        pages.append(program.read(following[1]))

    numbers = [each["id"] for page in pages for each in page.json]
    assert numbers == sorted(each["id"] for each in whole.json)
    assert [len(page.json) for page in pages] == ([2, 2] if path == "/venues" else [2, 2, 1])
    assert "Link" not in whole.headers
    assert program.read(f"{path}?cursor=made-up").status_code == 422


def test_the_secret_is_stored_nowhere(app):
    token, secret = make_token()

    stored = [getattr(token, column.key) for column in Token.__mapper__.columns]
    assert secret not in map(str, stored)
    assert token.hint == secret[-4:]


def test_a_token_remembers_the_day_it_was_used(program):
    program.read("/events")

    assert db.session.query(Token).one().used_on == utcnow().date()


def test_errors_of_addresses_that_do_not_exist_are_problems_too(program):
    answer = program.read("/nothing")

    assert (answer.status_code, answer.mimetype) == (404, "application/problem+json")
    assert answer.json["title"] == "Not Found"


def test_limits_are_told_in_headers(program, limits):
    answer = program.read("/events")

    assert answer.headers["X-RateLimit-Limit"] == "600"
    assert answer.headers["X-RateLimit-Remaining"] == "599"


def test_who_asks_too_often_is_told_when_to_come_again_and_holds_up_no_other(app, program, limits):
    guesser = Program(app, app.response_class, secret="dl_guessed")
    assert {guesser.read("/events").status_code for _ in range(600)} == {401}

    refused = guesser.read("/events")

    assert (refused.status_code, refused.mimetype) == (429, "application/problem+json")
    assert 0 < int(refused.headers["Retry-After"]) <= 60
    assert program.read("/events").status_code == 200
