import re

import pytest
from prometheus_client.parser import text_string_to_metric_families

from eventsapp import create_app
from eventsapp.core import jobs
from eventsapp.core.clock import utcnow
from eventsapp.extensions import db
from eventsapp.mail.services import enqueue
from tests.factories import make_event, make_registration

ELSEWHERE = {"REMOTE_ADDR": "192.0.2.7"}


@pytest.fixture
def meter(app):
    """The values of `/metrics` by name and labels."""

    def read() -> dict:
        text = app.test_client().get("/metrics").text
        return {
            (sample.name, *sample.labels.values()): sample.value
            for family in text_string_to_metric_families(text)
            for sample in family.samples
        }

    return read


def test_show_counts_each_answer_by_its_view(client, meter):
    before = meter()

    client.get("/healthz")
    client.get("/healthz")
    client.get("/en/no-such-page/at/all")

    def grown(*labels: str) -> float:
        name = "dateline_requests_total"
        return meter()[name, *labels] - before.get((name, *labels), 0)

    assert grown("health.alive", "GET", "200") == 2
    assert grown("unknown", "GET", "404") == 1


def test_show_counts_kept_answers_and_times_them(client, meter):
    client.get("/en/")
    before = meter()

    client.get("/en/")

    after = meter()
    for name in ("dateline_requests_total", "dateline_request_seconds_count"):
        labels = ("kept", "GET", "200")[: 3 if name.endswith("total") else 1]
        assert after[name, *labels] - before.get((name, *labels), 0) == 1


def test_a_method_of_ones_own_makes_no_label_of_its_own(client, meter):
    client.open("/healthz", method="BREW")

    assert not [labels for labels in meter() if "BREW" in labels]


def test_show_tells_how_the_installation_is(app, meter, now):
    make_registration(make_event())
    enqueue("accounts/reset", to="a@example.org", language="en", key="k", now=now, link="https://x")
    jobs.beat(utcnow())
    db.session.commit()

    values = meter()

    assert values["dateline_registrations", "confirmed"] == 1
    assert values["dateline_messages", "queued"] == 1
    assert values["dateline_messages", "failed"] == 0
    assert 0 <= values["dateline_worker_heartbeat_age_seconds",] < 60
    assert ("dateline_oldest_due_message_seconds",) in values


def test_show_names_nobody(client, app):
    registration = make_registration(make_event())
    client.get(f"/r/{registration.token}")

    text = client.get("/metrics").text

    assert registration.token not in text
    assert "registration" in text
    assert not re.search(r"@example|Ainura", text)


def test_show_refuses_other_machines_without_a_token(client):
    assert client.get("/metrics", environ_overrides=ELSEWHERE).status_code == 403


@pytest.mark.parametrize(
    ("given", "status"), [("Bearer let me", 200), ("Bearer wrong", 403), ("", 403), ("ü", 403)]
)
def test_show_with_a_token_asks_everyone_for_it(client, app, monkeypatch, given, status):
    monkeypatch.setitem(app.config, "METRICS_TOKEN", "let me")

    answer = client.get("/metrics", headers={"Authorization": given}, environ_overrides=ELSEWHERE)
    bare = client.get("/metrics")

    assert (answer.status_code, bare.status_code) == (status, 403)


def test_every_app_counts_for_itself(app, settings):
    other = create_app(settings)

    other.test_client().get("/healthz")

    text = other.extensions["dateline_meter"].text
    with other.app_context():
        assert b'endpoint="health.alive",method="GET",status="200"} 1.0' in text()
        db.session.remove()
        db.engine.dispose()
