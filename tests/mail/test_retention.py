from datetime import timedelta

from eventsapp.extensions import db
from eventsapp.mail.delivery import deliver_pending
from eventsapp.mail.models import State
from eventsapp.mail.retention import empty_old
from eventsapp.mail.steering import hold


def test_empty_old_forgets_the_words_and_keeps_the_row(app, queue, postbox, now):
    message = queue(qr="DL1:0123456789abcdef")
    deliver_pending(now)

    assert empty_old(now + timedelta(days=app.config["MAIL_KEEP_DAYS"], hours=1)) == 1

    assert (message.text, message.html, message.qr_text) == ("", "", "")
    assert (message.subject, message.recipient) == ("Note: Safe learning", "ada@example.org")
    assert message.state is State.SENT


def test_empty_old_leaves_what_is_young_and_what_still_waits(app, queue, postbox, now):
    young, held = queue("young"), queue("held", to="bob@example.org")
    hold([held])
    db.session.commit()
    deliver_pending(now)

    assert empty_old(now + timedelta(days=app.config["MAIL_KEEP_DAYS"] - 1)) == 0
    assert empty_old(now + timedelta(days=900)) == 1
    assert (young.text, bool(held.text)) == ("", True)


def test_empty_old_is_safe_to_repeat(app, queue, postbox, now):
    queue()
    deliver_pending(now)
    empty_old(now + timedelta(days=900))

    assert empty_old(now + timedelta(days=900)) == 0
