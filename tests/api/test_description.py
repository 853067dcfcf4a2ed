"""The description tells the truth: what it says is asked for at random, and answered so."""

import itertools
from collections.abc import Callable
from typing import Any

import pytest
import schemathesis
from hypothesis import HealthCheck, Phase, given, settings
from schemathesis import GenerationMode
from schemathesis.checks import CHECKS, load_all_checks

from eventsapp.accreditation.kinds import Status
from tests.api.conftest import make_stay
from tests.factories import (
    make_applicant,
    make_city,
    make_event,
    make_intake,
    make_item,
    make_organisation,
    make_registration,
    make_token,
)

ACCEPTANCE = "positive_data_acceptance"  # what fits the description is not refused as malformed
PLAIN = settings(
    max_examples=16,
    derandomize=True,
    database=None,
    deadline=None,
    phases=[Phase.explicit, Phase.generate],
    suppress_health_check=list(HealthCheck),
)


@pytest.fixture
def ask(app) -> Callable[[Any], None]:
    """Ask one case with the token of an organisation that has an event, and look at the answer."""
    load_all_checks()
    checks = {name: CHECKS.get_one(name) for name in CHECKS.get_all_names()}
    make_city(key="osh")
    organisation = make_organisation()
    event = make_event(organisation=organisation)
    registration = make_registration(event)
    make_intake(event)
    numbers = {
        "event_id": event.id,
        "item_id": make_item(event).id,
        "registration_id": registration.id,
        "accreditation_id": make_applicant(event, status=Status.ACCEPTED).id,
        "checkin_id": make_stay(event).id,
    }
    _token, secret = make_token(organisation)
    there = itertools.cycle((True, False))

    def one(case: Any) -> None:
        headers = {"Authorization": f"Bearer {secret}"}
        is_valid = case.meta.generation.mode is GenerationMode.POSITIVE
        if is_valid and case.path_parameters and next(there):  # every other time one that is there
            case.path_parameters = {name: numbers[name] for name in case.path_parameters}
        fitting = set(checks) if _says_all(case) else set(checks) - {ACCEPTANCE}
        answer = case.call(headers=headers)
        case.validate_response(
            answer, checks=[checks[name] for name in sorted(fitting)], headers=headers
        )

    return one


def _says_all(case: Any) -> bool:
    """Whether its description says all that may be wrong with a request.

    Of what is written it cannot: rules say no too, as to an hour that does not exist or an event
    that is over. Nor can it say which cursors we have given out.
    """
    return case.method == "GET" and "cursor" not in case.query


@pytest.mark.parametrize("mode", [GenerationMode.POSITIVE, GenerationMode.NEGATIVE])
def test_every_answer_is_as_described(app, ask, mode):
    described = schemathesis.openapi.from_wsgi("/api/openapi.json", app)
    asked = []

    for found in described.get_all_operations():
        operation = found.ok()
        PLAIN(given(operation.as_strategy(mode))(ask))()
        asked.append(operation.label)

    assert "PATCH /api/v1/events/{event_id}" in asked
    assert len(asked) >= 24
