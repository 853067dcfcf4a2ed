import pytest

from eventsapp.core import jobs
from eventsapp.core.clock import utcnow
from eventsapp.extensions import db
from eventsapp.registration.models import Registration
from eventsapp.schedule import Job
from eventsapp.worker import Worker
from tests.factories import make_category, make_event, make_registration

ADA = {"name": "Ada Lovelace", "email": "ada@example.org", "csrf_token": "x", "password": "secret"}


@pytest.fixture
def paused(app):
    """The installation under maintenance."""
    assert app.test_cli_runner().invoke(args=["maintenance", "on"]).exit_code == 0


def test_pages_and_feeds_go_on(client, paused):
    event = make_event()

    pages = [f"/en/e/{event.slug}", f"/en/e/{event.slug}.ics", "/en/events.atom", "/en/"]

    assert [client.get(page).status_code for page in pages] == [200] * 4


def test_a_form_is_answered_503_and_what_was_typed_can_be_sent_again(client, app, paused):
    event = make_event()
    make_category(event)

    answer = client.post(f"/en/e/{event.slug}/register?from=mail", data=ADA)

    assert (answer.status_code, answer.headers["Retry-After"]) == (503, "300")
    assert f'action="/en/e/{event.slug}/register?from=mail"' in answer.text
    assert 'name="email" value="ada@example.org"' in answer.text
    assert "secret" not in answer.text
    assert db.session.query(Registration).count() == 0


@pytest.mark.parametrize("language", ["kk", "ky", "ru", "en", "tr"])
def test_the_page_comes_in_the_language_of_its_address(client, paused, language):
    event = make_event()

    answer = client.post(f"/{language}/e/{event.slug}/register", data=ADA)

    assert f'lang="{language}"' in answer.text


def test_the_desk_changes_nothing_either(desk, paused):
    assert desk.post("/desk/events/new", data={}).status_code == 503


def test_own_page_can_be_read_but_not_cancelled(client, paused):
    registration = make_registration(make_event())

    assert client.get(f"/r/{registration.token}").status_code == 200
    assert client.post(f"/r/{registration.token}/cancellation").status_code == 503


def test_maintenance_ends(client, app, paused):
    app.test_cli_runner().invoke(args=["maintenance", "off"])

    event = make_event()
    make_category(event)
    assert client.post(f"/en/e/{event.slug}/register", data={}).status_code == 422


def test_the_worker_rests_but_says_that_it_is_alive(app, paused):
    done = []
    job = Job("job", lambda _now: done.append("job") or 1)

    assert Worker(app, (job,)).pass_once() == 0
    assert jobs.is_alive(utcnow())
    app.test_cli_runner().invoke(args=["maintenance", "off"])
    assert Worker(app, (job,)).pass_once() == 1

    assert done == ["job"]
