"""The tables agree with each other and with what the forms would take."""

import pytest

from eventsapp.demo.content.bodies import BODIES
from eventsapp.demo.content.people import PEOPLE
from eventsapp.demo.content.venues import SITES
from eventsapp.demo.services import PLANS

BY_KEY = {plan.key: plan for plan in PLANS}


def test_every_key_is_given_once():
    assert len(BY_KEY) == len(PLANS)


@pytest.mark.parametrize("plan", PLANS, ids=BY_KEY)
def test_a_plan_names_only_what_there_is(plan):
    assert {key for key, _role in plan.bodies} <= BODIES.keys()
    assert {*plan.contacts, *(key for key, _role in plan.people)} <= PEOPLE.keys()
    assert plan.venue in {"", *SITES}
    assert plan.room is None or plan.room < len(SITES[plan.venue].rooms)
    assert {name for talk in plan.talks for name in talk.speakers} <= {
        key for key, _ in plan.people
    }


@pytest.mark.parametrize("plan", PLANS, ids=BY_KEY)
def test_the_texts_of_a_plan_could_have_been_typed(plan):
    assert plan.titles.get(plan.language)
    assert all(len(title) <= 300 for title in plan.titles.values())
    assert all(len(summary) <= 600 for summary in plan.summaries.values())
    for texts in (plan.summaries, plan.descriptions, plan.funding_lines):
        assert texts.keys() <= plan.titles.keys()


@pytest.mark.parametrize("plan", PLANS, ids=BY_KEY)
def test_nothing_is_fuller_than_it_can_be(plan):
    assert all(way.capacity is None or way.registered <= way.capacity for way in plan.ways)
