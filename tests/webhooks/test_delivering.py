import json
import socket
from datetime import timedelta

import pytest
from standardwebhooks.webhooks import Webhook, WebhookVerificationError

from eventsapp.core.clock import utcnow
from eventsapp.extensions import db
from eventsapp.mail.models import Message
from eventsapp.web.guard import Role
from eventsapp.webhooks import calling, delivering, services
from eventsapp.webhooks.delivering import DELAYS, call_due
from eventsapp.webhooks.models import Delivery, Endpoint, Standing, State
from tests.factories import make_endpoint, make_organisation, make_user


def tried(url, organisation=None):
    """An endpoint that has a test to be told, and its secret."""
    endpoint, secret = make_endpoint(organisation, url)
    services.try_out(endpoint, now=utcnow())
    db.session.commit()
    return endpoint, secret


def only():
    db.session.expire_all()
    return db.session.query(Delivery).one()


def test_call_is_signed_so_that_the_library_of_the_standard_takes_it(receiver):
    _endpoint, secret = tried(receiver.url)

    assert call_due(utcnow()) == 1

    headers, body = receiver.calls[0]
    told = Webhook(secret).verify(body, headers)
    assert told["type"] == "webhook.test"
    assert headers["path"] == "/hooks?from=dateline"
    assert headers["Content-Type"] == "application/json"
    assert (only().state, only().status, only().attempts) == (State.DELIVERED, 204, 1)
    with pytest.raises(WebhookVerificationError):
        Webhook(secret).verify(body.replace("test", "best"), headers)


def test_an_address_in_other_letters_is_called(receiver):
    tried(receiver.url.replace("/hooks", "/ілмек"))

    assert call_due(utcnow()) == 1

    headers, _body = receiver.calls[0]
    assert headers["path"] == "/%D1%96%D0%BB%D0%BC%D0%B5%D0%BA?from=dateline"


def test_a_new_secret_and_the_former_one_both_sign_for_a_day(receiver):
    endpoint, former = tried(receiver.url)
    now = utcnow()
    secret = services.renew_secret(endpoint, now=now)
    db.session.commit()

    call_due(now)
    services.tell_again(only(), now=now)
    endpoint.former_until = now  # the day is over
    db.session.commit()
    call_due(now + timedelta(seconds=1))

    (first, body), (second, _body) = receiver.calls
    for each in (secret, former):
        Webhook(each).verify(body, first)
    Webhook(secret).verify(body, second)
    with pytest.raises(WebhookVerificationError):
        Webhook(former).verify(body, second)


def test_a_failed_call_comes_again_later_and_later_with_the_same_words(receiver):
    receiver.statuses = [500]
    tried(receiver.url)
    moment, waits = utcnow(), []

    while only().state is State.WAITING:
        waits.append(only().due_at - moment)
        moment = only().due_at + timedelta(seconds=1)
        call_due(moment)

    assert len(receiver.calls) == len(DELAYS) + 1
    assert waits[1:] == sorted(waits[1:])
    assert waits[-1] > timedelta(hours=23)
    assert only().state is State.FAILED
    assert len({(headers["webhook-id"], body) for headers, body in receiver.calls}) == 1
    stamps = [int(headers["webhook-timestamp"]) for headers, _body in receiver.calls]
    assert stamps == sorted(set(stamps))


def test_a_failing_endpoint_rests_and_then_gets_everything_in_order(receiver):
    endpoint, _secret = tried(receiver.url)
    for _more in range(2):
        services.try_out(endpoint, now=utcnow())
    db.session.commit()
    receiver.statuses = [503, 204]
    now = utcnow()

    assert call_due(now) == 0
    assert call_due(now) == 0  # it rests
    assert len(receiver.calls) == 1
    assert call_due(now + timedelta(seconds=10)) == 3

    assert db.session.get(Endpoint, endpoint.id).failing_since is None


def test_one_that_is_gone_is_stopped_and_the_owners_hear_of_it(receiver):
    organisation = make_organisation()
    owner = make_user(organisation, role=Role.OWNER)
    make_user(organisation, role=Role.EDITOR)
    receiver.statuses = [410]
    endpoint, _secret = tried(receiver.url, organisation)

    call_due(utcnow())

    assert db.session.get(Endpoint, endpoint.id).standing is Standing.STOPPED
    letter = db.session.query(Message).one()
    assert letter.recipient == owner.email
    assert receiver.url in letter.text
    assert f"/desk/webhooks/{endpoint.id}" in letter.text


def test_one_that_fails_for_five_days_is_stopped(receiver):
    receiver.statuses = [500]
    endpoint, _secret = tried(receiver.url)
    now = utcnow()

    call_due(now)
    services.try_out(endpoint, now=now)
    db.session.commit()
    call_due(now + timedelta(days=5, seconds=1))
    call_due(now + timedelta(days=6))

    assert endpoint.standing is Standing.STOPPED
    assert len(receiver.calls) == 2


def test_redirects_are_not_followed(receiver):
    receiver.statuses, receiver.location = [302], receiver.url
    tried(receiver.url)

    call_due(utcnow())

    assert len(receiver.calls) == 1
    assert (only().state, only().status) == (State.WAITING, 302)


def test_a_server_that_never_ends_its_answer_is_cut_off(app, monkeypatch):
    monkeypatch.setitem(app.config, "WEBHOOK_PRIVATE_HOSTS", "127.0.0.1")
    monkeypatch.setattr(calling, "LONGEST_SECONDS", 0.2)
    with socket.create_server(("127.0.0.1", 0)) as silent:
        tried(f"http://127.0.0.1:{silent.getsockname()[1]}/")
        call_due(utcnow())

    assert only().state is State.WAITING
    assert only().status is None
    assert only().problem


def test_an_address_that_became_private_is_not_called(app, receiver, monkeypatch):
    tried(receiver.url)
    monkeypatch.setitem(app.config, "WEBHOOK_PRIVATE_HOSTS", "")

    call_due(utcnow())

    assert receiver.calls == []
    assert only().attempts == 1


def test_an_endpoint_in_the_hands_of_a_worker_is_left_to_it(receiver):
    endpoint, _secret = tried(receiver.url)
    now = utcnow()
    endpoint.rests_until = now + delivering.LEASE
    db.session.commit()

    assert call_due(now) == 0
    assert call_due(now + delivering.LEASE + timedelta(seconds=1)) == 1  # that worker is dead


def test_two_endpoints_are_told_apart_and_one_failure_holds_up_nobody(receiver):
    tried("http://127.0.0.1:9/")
    tried(receiver.url)

    assert call_due(utcnow()) == 1
    assert json.loads(receiver.calls[0][1])["type"] == "webhook.test"


def test_forget_old_keeps_a_month(receiver):
    tried(receiver.url)
    now = utcnow()

    assert delivering.forget_old(now + timedelta(days=29)) == 0
    assert delivering.forget_old(now + timedelta(days=31)) == 1
