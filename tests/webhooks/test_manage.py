import pytest

from eventsapp.core.clock import utcnow
from eventsapp.extensions import db
from eventsapp.web.guard import Role
from eventsapp.webhooks.delivering import call_due
from eventsapp.webhooks.models import Delivery, Endpoint, Standing, State
from tests.factories import make_endpoint, make_user
from tests.signing_in import sign_in

WISHES = {"url": "https://8.8.8.8/hooks", "kinds": ["event.published", "checkin.entered"]}


@pytest.fixture
def owner(app):
    """An owner's browser; `owner.organisation` is where they work."""
    user = make_user(role=Role.OWNER)
    browser = sign_in(app.test_client(), user)
    browser.organisation = user.memberships[0].organisation
    return browser


def test_index_makes_a_webhook_and_shows_its_secret_once(owner):
    page = owner.post("/desk/webhooks", data=WISHES)

    endpoint = db.session.query(Endpoint).one()
    assert endpoint.secrets(utcnow())[0] in page.text
    assert page.headers["Cache-Control"] == "no-store"
    later = owner.get(f"/desk/webhooks/{endpoint.id}").text
    assert "whsec_" not in later
    assert "Nothing was sent yet." in later
    assert "https://8.8.8.8/hooks" in owner.get("/desk/webhooks").text
    assert "whsec_" not in endpoint.sealed_secret


@pytest.mark.parametrize(
    ("wrong", "words"),
    [
        ({"url": "https://10.0.0.7/hooks"}, "This server is in a private network."),
        ({"url": "http://8.8.8.8/hooks"}, "Write a whole address that begins with https://"),
        ({"url": ""}, "Write the address that is to be called."),
        ({"kinds": []}, "Choose at least one."),
    ],
)
def test_index_says_what_to_correct_and_keeps_the_rest(owner, wrong, words):
    page = owner.post("/desk/webhooks", data=WISHES | wrong)

    assert page.status_code == 422
    assert words in page.text
    assert (WISHES | wrong)["url"] in page.text
    assert db.session.query(Endpoint).count() == 0


def test_show_changes_where_and_what(owner):
    endpoint = make_endpoint(owner.organisation)[0]

    owner.post(
        f"/desk/webhooks/{endpoint.id}", data={"url": "https://8.8.4.4/", "kinds": "event.changed"}
    )

    assert (endpoint.url, endpoint.kinds) == ("https://8.8.4.4/", ["event.changed"])


def test_a_test_is_sent_and_shown_in_the_log_and_sent_again(owner, receiver):
    endpoint = make_endpoint(owner.organisation, receiver.url)[0]
    address = f"/desk/webhooks/{endpoint.id}"

    owner.post(f"{address}/test")
    call_due(utcnow())
    page = owner.get(address).text
    delivery = db.session.query(Delivery).one()
    assert "Delivered" in page
    assert delivery.key in page
    owner.post(f"{address}/deliveries/{delivery.id}/repetition")
    call_due(utcnow())

    assert [headers["webhook-id"] for headers, _body in receiver.calls] == [delivery.key] * 2


def test_another_secret_is_shown_once(owner):
    endpoint, former = make_endpoint(owner.organisation)

    page = owner.post(f"/desk/webhooks/{endpoint.id}/secret").text

    new, old = endpoint.secrets(utcnow())
    assert new in page
    assert old == former != new


def test_paused_and_resumed(owner):
    endpoint = make_endpoint(owner.organisation)[0]
    address = f"/desk/webhooks/{endpoint.id}"

    assert "Paused" in owner.post(f"{address}/pause", follow_redirects=True).text
    assert endpoint.standing is Standing.PAUSED
    owner.post(f"{address}/resumption")
    assert endpoint.is_active


def test_removed_with_its_log(owner, receiver):
    endpoint = make_endpoint(owner.organisation, receiver.url)[0]
    owner.post(f"/desk/webhooks/{endpoint.id}/test")

    page = owner.post(f"/desk/webhooks/{endpoint.id}/removal", follow_redirects=True)

    assert "No webhooks yet." in page.text
    assert db.session.query(Delivery).count() == 0


def test_a_failure_is_named_in_the_log(owner, receiver):
    receiver.statuses = [500]
    endpoint = make_endpoint(owner.organisation, receiver.url)[0]
    owner.post(f"/desk/webhooks/{endpoint.id}/test")

    call_due(utcnow())

    page = owner.get(f"/desk/webhooks/{endpoint.id}").text
    assert "Trying again" in page
    assert "500" in page
    assert db.session.query(Delivery).one().state is State.WAITING


def test_editors_see_no_webhooks(desk):
    assert desk.get("/desk/webhooks").status_code == 403
    assert "/desk/webhooks" not in desk.get("/desk/team").text
