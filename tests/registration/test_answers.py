"""What follows from answers: places freed after the rule, letters passed on, the desk's tab."""

from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import select

from eventsapp.calendars import services as calendars
from eventsapp.calendars.models import Answer, Reply, Said, Verdict
from eventsapp.core.clock import utcnow
from eventsapp.core.texts import Texts
from eventsapp.events import services as events
from eventsapp.extensions import db
from eventsapp.mail import bounces, inbox, inbox_addresses
from eventsapp.mail.bounces import Report
from eventsapp.mail.delivery import deliver_pending
from eventsapp.mail.inbox_models import Outcome, ReadLetter
from eventsapp.mail.models import Message
from eventsapp.messages import notices
from eventsapp.registration import mails, services
from eventsapp.registration.answers import services as answers
from eventsapp.registration.models import Status, WhenDeclined
from eventsapp.schedule import INCOMING
from tests.calendars.reading import only
from tests.calendars.test_replies import answer as letter_of
from tests.counting import statements
from tests.factories import make_event, make_registration
from tests.letters import inbox as reading

BY_HAND = b"Auto-Submitted: auto-generated\r\n"


@pytest.fixture
def maildir(app, tmp_path):
    with reading(app, f"maildir:{tmp_path}"):
        (tmp_path / "new").mkdir()
        yield tmp_path


@pytest.fixture
def person(maildir, now):
    return registered(now)


def registered(now, **fields):
    starts = (utcnow() + timedelta(days=30)).replace(tzinfo=None, microsecond=0)
    fields.setdefault("event", make_event(starts=starts))
    person = make_registration(**{"email": "ada@example.org", "name": "Ada King"} | fields)
    mails.confirm(person, now)
    deliver(now)
    return person


def deliver(now):
    db.session.commit()
    deliver_pending(now, build_calendar=calendars.build)


def receive(maildir, raw, now):
    (maildir / "new" / "1.host").write_bytes(raw)
    inbox.read_new(now + timedelta(hours=1), handlers=INCOMING)
    return db.session.scalars(select(ReadLetter.outcome).order_by(ReadLetter.id.desc())).first()


def sent(template):
    wanted = select(Message).where(Message.template == template).order_by(Message.id)
    return db.session.scalars(wanted).all()


def answer(person, partstat="DECLINED", **more):
    return letter_of(person.invitation, partstat, **more)


def test_declined_place_is_free_at_once(maildir, person, now):
    assert receive(maildir, answer(person), now) is Outcome.ANSWER

    assert person.status is Status.CANCELLED
    assert not person.cancelled_by_organiser
    assert sent("registration/cancelled")[0].calendar_recipe["method"] == "CANCEL"


def test_declined_place_waits_for_the_organiser_who_wants_to_be_asked(maildir, person, now):
    answers.set_rule(person.event, WhenDeclined.ASK)

    receive(maildir, answer(person), now)

    assert person.is_confirmed
    assert person.invitation.answer is Answer.DECLINED
    assert answers.count(person.event)["declined"] == 1


def test_forged_decline_frees_nothing(maildir, person, now):
    receive(maildir, answer(person, organizer="press@example.org"), now)

    assert person.is_confirmed
    assert answers.count(person.event) == {"declined": 0, "unverified": 1, "stopped": 0}


def test_decline_after_the_event_frees_nothing(maildir, now):
    person = registered(now, event=make_event(starts=datetime(2026, 11, 26, 5)))

    receive(maildir, answer(person), now + timedelta(days=1))

    assert person.is_confirmed


def test_refresh_sends_the_entry_again_once_an_hour(maildir, person, now):
    raw = answer(person).replace(b"METHOD:REPLY", b"METHOD:REFRESH").replace(BY_HAND, b"")

    receive(maildir, raw, now)
    receive(maildir, raw + b"\r\n", now)

    (entry,) = sent("registration/entry")
    assert entry.recipient == "ada@example.org"
    assert entry.calendar_recipe["method"] == "REQUEST"


def test_refresh_of_a_cancelled_event_sends_a_cancel(maildir, person, now):
    raw = answer(person).replace(b"METHOD:REPLY", b"METHOD:REFRESH").replace(BY_HAND, b"")
    events.cancel(person.event, reasons=Texts(), by=None, now=now)
    db.session.commit()

    receive(maildir, raw, now)
    deliver(now + timedelta(hours=1))

    (entry,) = sent("registration/entry")
    assert entry.calendar_method == "CANCEL"
    assert only(entry.calendar, "STATUS") == "STATUS:CANCELLED"
    assert only(entry.calendar, "SEQUENCE") == "SEQUENCE:1"
    assert "This event is cancelled." in entry.text
    assert "This event is cancelled." in entry.html
    assert f"/r/{person.token}/answer" not in entry.text


@pytest.mark.parametrize("off", ["event", "person"])
def test_refresh_just_before_a_cancellation_sends_a_cancel(maildir, person, now, off):
    raw = answer(person).replace(b"METHOD:REPLY", b"METHOD:REFRESH").replace(BY_HAND, b"")
    receive(maildir, raw, now)
    if off == "event":
        events.cancel(person.event, reasons=Texts(), by=None, now=now)
    else:
        services.cancel(person, now=now)

    deliver(now + timedelta(hours=1))

    (entry,) = sent("registration/entry")
    assert entry.calendar_method == "CANCEL"
    assert only(entry.calendar, "SEQUENCE") == "SEQUENCE:1"


@pytest.mark.parametrize("said", ["ACCEPTED", "TENTATIVE", "DECLINED"])
def test_answer_after_a_cancellation_taken_back_within_the_minute_counts(
    maildir, person, now, said
):
    raw = answer(person, said)  # to the only entry this calendar has
    services.cancel(person, now=now)
    services.undo_cancel(person, now=now + timedelta(seconds=30))
    db.session.commit()

    receive(maildir, raw, now)

    assert person.invitation.answer.value == said
    assert person.invitation.replies[0].verdict is Verdict.COUNTED


def test_place_taken_back_after_a_calendar_declined_has_the_entry_brought_anew(
    maildir, person, now
):
    receive(maildir, answer(person), now)
    at = person.cancelled_at

    services.undo_cancel(person, now=at + timedelta(seconds=30))

    assert person.invitation.answer is Answer.ACCEPTED
    assert calendars.needs_update(person.invitation, person.event)


def test_machine_is_never_answered(maildir, person, now):
    receive(maildir, answer(person).replace(b"METHOD:REPLY", b"METHOD:REFRESH"), now)

    assert sent("registration/entry") == []


def words(person, *headers, body="I shall be late."):
    lines = ["From: ada@example.org", f"To: {person.invitation.organizer}", "Subject: Late"]
    return "\r\n".join([*lines, *headers, "", body]).encode()


def test_words_of_a_person_reach_the_press_contact(maildir, person, now):
    assert receive(maildir, words(person), now) is Outcome.WORDS

    (passed,) = sent("registration/passed_on")
    assert (passed.recipient, passed.reply_to) == ("press@example.org", "ada@example.org")
    assert "I shall be late." in passed.text


def test_words_with_the_invitation_along_reach_the_press_contact(maildir, person, now):
    body = "--b\r\n\r\nI shall be late.\r\n--b\r\nContent-Type: text/calendar\r\n\r\n"
    body += "BEGIN:VCALENDAR\r\nMETHOD:REQUEST\r\nEND:VCALENDAR\r\n--b--\r\n"
    kind = 'Content-Type: multipart/mixed; boundary="b"'

    assert receive(maildir, words(person, kind, body=body), now) is Outcome.WORDS

    assert "I shall be late." in sent("registration/passed_on")[0].text


@pytest.mark.parametrize("header", ["Auto-Submitted: auto-replied", "Precedence: bulk"])
def test_words_of_a_machine_reach_nobody(maildir, person, now, header):
    assert receive(maildir, words(person, header), now) is Outcome.IGNORED
    assert sent("registration/passed_on") == []


def test_words_never_come_back_to_the_inbox_itself(maildir, person, now):
    person.event.organisation.email = inbox_addresses.own()
    db.session.commit()

    assert receive(maildir, words(person), now) is Outcome.IGNORED


def test_hostile_words_stay_words(maildir, person, now):
    receive(maildir, words(person, body="<script>alert(1)</script>"), now)

    assert "<script>" not in sent("registration/passed_on")[0].html


def test_letters_of_one_event_stand_in_one_thread(maildir, person, now):
    first = sent("registration/confirmed")[0]

    mails.confirm(person, now + timedelta(days=1))

    again = sent("registration/confirmed")[1]
    assert first.headers == {}
    assert again.headers["In-Reply-To"] == f"<{first.message_id}>"
    assert again.headers["References"] == f"<{first.message_id}>"
    assert first.reply_to == person.invitation.organizer


def test_invitation_asks_for_an_answer_and_a_cancellation_does_not(maildir, person, now):
    receive(maildir, answer(person), now)

    link = f"/r/{person.token}/answer"
    assert f"{link}?say=declined" in sent("registration/confirmed")[0].html
    assert link in sent("registration/confirmed")[0].text
    assert link not in sent("registration/cancelled")[0].html


def test_answer_page_asks_and_changes_nothing(maildir, person, client, now):
    page = client.get(f"/r/{person.token}/answer?say=declined")

    assert page.status_code == 200
    assert 'value="declined" required checked' in page.text
    assert person.is_confirmed
    assert person.invitation.answered_at is None


@pytest.mark.parametrize(
    ("say", "said", "shown"),
    [("accepted", Answer.ACCEPTED, "Yes, I will come"), ("tentative", Answer.TENTATIVE, "Maybe")],
)
def test_answer_page_notes_the_answer(person, client, say, said, shown):
    page = client.post(f"/r/{person.token}/answer", data={"say": say}, follow_redirects=True)

    db.session.refresh(person.invitation)
    assert person.invitation.answer is said
    assert f"Your answer: {shown}" in page.text


def test_answer_page_frees_the_place_of_one_who_declines(maildir, person, client, now):
    page = client.post(f"/r/{person.token}/answer", data={"say": "declined"}, follow_redirects=True)

    assert "Your registration is cancelled" in page.text
    assert client.get(f"/r/{person.token}/answer").status_code == 302


def test_answer_to_the_new_time_outlives_the_letter_about_it(maildir, person, client, now):
    event, later = person.event, now + timedelta(minutes=10)
    answers.set_rule(event, WhenDeclined.ASK)
    starts = event.local_starts_at + timedelta(hours=2)
    events.move(event, starts=starts, ends=None, doors=None, by=None, now=now)
    notices.take_up_changes(now)
    db.session.commit()
    client.post(f"/r/{person.token}/answer", data={"say": "declined"})

    notices.send_due(later)
    deliver(later)

    (letter,) = sent("messages/changed")
    assert only(letter.calendar, "SEQUENCE") == "SEQUENCE:1"
    assert "PARTSTAT=DECLINED" in only(letter.calendar, "ATTENDEE")
    assert answers.count(event)["declined"] == 1


@pytest.mark.parametrize("say", ["", "needs-action", "perhaps"])
def test_answer_page_refuses_other_words(maildir, person, client, now, say):
    assert client.post(f"/r/{person.token}/answer", data={"say": say}).status_code == 422


def own(desk, now, **fields):
    starts = (utcnow() + timedelta(days=30)).replace(tzinfo=None, microsecond=0)
    event = make_event(organisation=desk.organisation, starts=starts)
    return registered(now, event=event, **fields)


def url(person, path="", **filters):
    query = "&".join(f"{name}={value}" for name, value in filters.items())
    return f"/desk/e/{person.event_id}/registrations{path}?{query}"


def note(person, said, verdict, now, **more):
    reply = Reply(invitation=person.invitation, said=said, verdict=verdict, received_at=now, **more)
    db.session.add(reply)
    db.session.commit()
    return reply


def test_tab_shows_answers_and_marks_the_unverified(maildir, desk, now):
    person = own(desk, now)
    answers.answer(person, Answer.TENTATIVE, now)
    note(person, Said.DECLINED, Verdict.UNVERIFIED, now + timedelta(1), sender="eve@example.net")

    page = desk.get(url(person)).text

    assert "Maybe" in page
    assert "Unverified: Declined, sent by eve@example.net" in page
    assert "1 answer is not verified and counts for nothing." in page


@pytest.mark.parametrize(
    ("filter_", "found"),
    [
        ("declined", "Ada King"),
        ("accepted", "Ben Ak"),
        ("unverified", "Ben Ak"),
        ("stopped", "Cem"),
    ],
)
def test_tab_filters_by_answer(maildir, desk, now, filter_, found):
    ada = own(desk, now)
    ben = registered(now, event=ada.event, email="ben@example.org", name="Ben Ak")
    cem = registered(now, event=ada.event, email="cem@example.org", name="Cem")
    answers.set_rule(ada.event, WhenDeclined.ASK)
    answers.answer(ada, Answer.DECLINED, now)
    answers.answer(ben, Answer.ACCEPTED, now)
    note(ben, Said.DECLINED, Verdict.UNVERIFIED, now)
    bounces.stop(cem.email, Report("5.1.1", "550 no such user"), now)
    db.session.commit()

    page = desk.get(url(ada, answer=filter_)).text

    assert [name for name in ("Ada King", "Ben Ak", "Cem") if f">{name}<" in page] == [found]


def test_tab_asks_as_often_for_three_answers_as_for_one(maildir, desk, now):
    person = own(desk, now)
    note(person, Said.DECLINED, Verdict.UNVERIFIED, now)
    with statements() as one:
        desk.get(url(person))
    for number in range(2):
        other = registered(now, event=person.event, email=f"p{number}@example.org")
        note(other, Said.DECLINED, Verdict.UNVERIFIED, now)

    with statements() as three:
        desk.get(url(person))

    assert len(three) == len(one)


def test_tab_sets_the_rule(maildir, desk, now):
    person = own(desk, now)

    desk.post(url(person, "/answers"), data={"when_declined": "ask"})
    assert answers.when_declined(person.event) is WhenDeclined.ASK
    assert desk.post(url(person, "/answers"), data={"when_declined": "x"}).status_code == 422


def test_proposed_time_is_refused_by_mail(maildir, desk, now):
    person = own(desk, now)
    at = datetime(2026, 12, 5, 9, tzinfo=UTC)
    reply = note(person, Said.COUNTER, Verdict.NOTED, now, proposed_starts_at=at, sequence=0)
    assert "Proposes 5 Dec 2026, 15:00" in desk.get(url(person)).text.replace("\xa0", " ")

    desk.post(url(person, f"/{person.id}/replies/{reply.id}/refuse"))

    (refused,) = sent("registration/proposal_refused")
    assert refused.calendar_recipe["method"] == "DECLINECOUNTER"
    assert db.session.query(Reply).count() == 0


def test_seen_answer_is_shown_no_more(maildir, desk, now):
    person = own(desk, now)
    reply = note(person, Said.DELEGATED, Verdict.NOTED, now, delegate="ben@example.org")
    assert "Sends ben@example.org instead" in desk.get(url(person)).text

    desk.post(url(person, f"/{person.id}/replies/{reply.id}/settle"))

    assert "ben@example.org" not in desk.get(url(person)).text


def test_stopped_address_is_shown_and_lifted(maildir, desk, now):
    person = own(desk, now)
    bounces.stop(person.email, Report("5.1.1", "550 no such user"), now)
    db.session.commit()
    page = desk.get(url(person)).text
    assert "550 no such user" in page
    assert "1 address takes no mail." in page

    desk.post(url(person, f"/{person.id}/lift"))

    assert bounces.stopped([person.email]) == {}


def test_erased_person_leaves_no_answers(maildir, person, now):
    note(person, Said.DECLINED, Verdict.UNVERIFIED, now, sender="eve@example.net")

    mails.forget(person)
    db.session.commit()

    assert db.session.query(Reply).count() == 0


def test_copied_event_keeps_the_rule(person, now):
    other = make_event()
    answers.set_rule(person.event, WhenDeclined.ASK)

    answers.copy_rule(person.event, other)

    assert answers.when_declined(other) is WhenDeclined.ASK
