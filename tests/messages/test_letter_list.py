"""The letters of an event: filtered, paged, tried again and stopped in bulk."""

from datetime import UTC, datetime

import pytest

from eventsapp.extensions import db
from eventsapp.mail.models import Message, State
from eventsapp.messages.models import Rule
from tests.counting import statements
from tests.factories import make_event, save

NOW = datetime(2026, 11, 26, 6, tzinfo=UTC)


@pytest.fixture
def event(desk):
    return make_event(organisation=desk.organisation)


def make_letter(event, name, state=State.SENT, step="reminder:1", **fields):
    return save(
        Message(
            key=f"{step}:{name}",
            topic=event.topic,
            recipient=f"{name.lower()}@example.org",
            recipient_name=name,
            state=state,
            subject=f"Tomorrow, {name}",
            text="Until tomorrow.",
            html="",
            due_at=NOW,
            created_at=NOW,
            **{"language": "en", "template": "messages/day"} | fields,
        )
    )


def listed(desk, event, query="", page=""):
    text = desk.get(f"/desk/e/{event.id}/messages{page}{query}").text
    return [name for name in ("Ada", "Grace", "Айнура") if f"Tomorrow, {name}" in text]


@pytest.mark.parametrize(
    ("query", "names"),
    [
        ("", ["Ada", "Grace", "Айнура"]),
        ("?state=failed", ["Grace"]),
        ("?state=nonsense", ["Ada", "Grace", "Айнура"]),
        ("?language=ky", ["Айнура"]),
        ("?q=ada@", ["Ada"]),
        ("?q=%25", []),
    ],
)
def test_index_narrows_the_letters(desk, event, query, names):
    make_letter(event, "Ada")
    make_letter(event, "Grace", State.BOUNCED)
    make_letter(event, "Айнура", language="ky")

    assert listed(desk, event, query) == names


def test_page_of_a_step_lists_its_letters_alone(desk, event):
    rule, other = (save(Rule(event=event, template="messages/day")) for _each in range(2))
    make_letter(event, "Ada", step=f"reminder:{rule.id}")
    make_letter(event, "Grace", step=f"reminder:{other.id}")
    make_letter(event, "Айнура", step=f"reminder:{rule.id}0")

    assert listed(desk, event, page=f"/rules/{rule.id}/preview") == ["Ada"]


def test_index_counts_where_letters_stand(desk, event):
    make_letter(event, "Ada", State.FAILED)
    make_letter(event, "Grace", State.BOUNCED)

    page = desk.get(f"/desk/e/{event.id}/messages").text

    assert "<b>2</b><small>Not delivered</small>" in page


def act(desk, event, name, query="", **data):
    return desk.post(
        f"/desk/e/{event.id}/messages/letters/{name}{query}", data=data, follow_redirects=True
    ).text


def test_retry_sends_the_ticked_once_more(desk, event):
    failed = make_letter(event, "Ada", State.FAILED, attempts=3, last_error="550")
    sent = make_letter(event, "Grace")
    other = make_letter(event, "Айнура", State.FAILED)

    page = act(desk, event, "retry", chosen=[failed.id, sent.id])

    assert "1 message goes out again." in page
    assert (failed.state, failed.attempts, failed.last_error) == (State.QUEUED, 0, "")
    assert (sent.state, other.state) == (State.SENT, State.FAILED)


def test_abort_keeps_all_that_match_from_going_out(desk, event):
    waiting = make_letter(event, "Ada", State.QUEUED)
    sent = make_letter(event, "Grace")
    other = make_letter(event, "Айнура", State.QUEUED, language="ky")

    page = act(desk, event, "abort", "?language=en", all="on")

    assert "1 message is not sent." in page
    assert [each.state for each in (waiting, sent, other)] == [
        State.WITHDRAWN,
        State.SENT,
        State.QUEUED,
    ]


def test_hold_and_release_are_offered_for_what_stands_so(desk, event):
    waiting = make_letter(event, "Ada", State.QUEUED)
    make_letter(event, "Grace")

    page = act(desk, event, "hold", chosen=[waiting.id])

    assert "1 message is on hold." in page
    assert waiting.state is State.HELD
    assert ("letters/release" in page, "letters/hold" in page) == (True, False)

    page = act(desk, event, "release", chosen=[waiting.id])

    assert "1 message goes out at its time." in page
    assert waiting.state is State.QUEUED


def test_letters_of_another_event_are_left_alone(desk, event):
    foreign = make_letter(make_event(), "Ada", State.FAILED)

    page = act(desk, event, "retry", chosen=[foreign.id])

    assert "None of these can be changed." in page
    assert foreign.state is State.FAILED


def test_bulk_acts_lead_back_to_the_page_of_the_step(desk, event):
    rule = save(Rule(event=event, template="messages/day"))
    letter = make_letter(event, "Ada", State.FAILED, step=f"reminder:{rule.id}")

    answer = desk.post(
        f"/desk/e/{event.id}/messages/letters/retry?step=reminder:{rule.id}&state=failed",
        data={"chosen": letter.id},
    )

    assert answer.location.endswith(f"/messages/rules/{rule.id}/preview?state=failed")


def test_index_asks_as_often_for_many_letters_as_for_one(desk, event):
    make_letter(event, "Ada")
    desk.get(f"/desk/e/{event.id}/messages")
    with statements() as for_one:
        desk.get(f"/desk/e/{event.id}/messages")
    for name in ("Grace", "Айнура"):
        make_letter(event, name)
    with statements() as for_three:
        desk.get(f"/desk/e/{event.id}/messages")

    assert len(for_three) == len(for_one)
    assert not any("message.html" in each for each in for_three)
    db.session.rollback()


def test_confirmation_has_a_page_with_its_letters(desk, event):
    make_letter(event, "Ada", template="registration/confirmed", step="registered")
    make_letter(event, "Grace")

    page = f"/desk/e/{event.id}/messages/confirmation"
    frame = desk.get(f"{page}/preview.html?text=ky").text

    assert listed(desk, event, page="/confirmation") == ["Ada"]
    assert '<html lang="ky"' in frame
    assert "data:image/png" in frame
