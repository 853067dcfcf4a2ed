"""Answers of calendars: the shapes that clients send, and those that nobody should believe."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from eventsapp.calendars import replies, services
from eventsapp.calendars.models import Answer, Reply, Said, Verdict
from eventsapp.core.texts import Texts
from eventsapp.events import details
from eventsapp.events import services as events
from eventsapp.extensions import db
from eventsapp.mail import inbox_letters
from tests.calendars.reading import only
from tests.factories import make_event, make_organisation
from tests.letters import fill, inbox

SAMPLES = Path(__file__).parent / "answers"
CLIENTS = ("gmail", "outlook-com", "exchange", "apple", "thunderbird")
ADA = "ada@example.org"
STRANGER = "eve@example.net"
MINUTE, HOUR, LENGTH = timedelta(minutes=1), timedelta(hours=1), timedelta(minutes=90)
EVIL_ZONE = (
    b"BEGIN:VTIMEZONE\r\nTZID:Evil\r\nBEGIN:STANDARD\r\nDTSTART:19000101T000000\r\n"
    b"RRULE:FREQ=SECONDLY\r\nEND:STANDARD\r\nEND:VTIMEZONE\r\n"
)


@pytest.fixture
def answering(app):
    """An inbox that takes answers."""
    with inbox(app, "maildir:unused"):
        yield


@pytest.fixture
def invitation(answering, now):
    return invite(make_event(), now)


def invite(event, now, address=ADA):
    invitation = services.expect(event, address=address, name="Ada Bekova", now=now)
    db.session.flush()
    services.build(services.request(invitation), now)
    return invitation


def answer(invitation, partstat="DECLINED", *, client="gmail", sequence=0, after=60, **more):
    stamp = datetime(2026, 11, 26, 6, tzinfo=UTC) + timedelta(seconds=after)
    address = more.pop("attendee", invitation.address)
    values = {
        "uid": invitation.event.uid,
        "organizer": invitation.organizer,
        "attendee": address,
        "ATTENDEE": address.upper(),
        "partstat": partstat,
        "said": partstat.capitalize(),
        "sequence": str(sequence),
        "stamp": f"{stamp:%Y%m%dT%H%M%SZ}",
    }
    return fill(SAMPLES / f"{client}.eml", **values | more)


def take(raw, now):
    return replies.take(inbox_letters.read(raw), now + timedelta(hours=1))


def test_organizer_is_an_address_of_this_person_alone(invitation, now):
    other = invite(invitation.event, now, address="ben@example.org")

    assert invitation.organizer.startswith("dateline+")
    assert invitation.organizer != other.organizer
    again = services.expect(invitation.event, address=ADA, name="Ada", now=now)
    assert again.organizer == invitation.organizer


def test_organizer_is_the_institution_where_nobody_reads_answers(app, now):
    assert invite(make_event(), now).organizer == "press@example.org"


@pytest.mark.parametrize("said", [Said.ACCEPTED, Said.TENTATIVE, Said.DECLINED])
@pytest.mark.parametrize("client", CLIENTS)
def test_answer_of_each_client_is_counted(invitation, now, client, said):
    taken = take(answer(invitation, said.value, client=client), now)

    assert taken.reply.verdict is Verdict.COUNTED
    assert invitation.answer.value == said.value
    assert invitation.answered_at == now + timedelta(hours=1)
    assert taken.is_decline is (said is Said.DECLINED)


def test_comment_of_outlook_is_kept(invitation, now):
    taken = take(answer(invitation, "ACCEPTED", client="outlook-com"), now)

    assert taken.reply.comment == "I will be a few minutes late."


def test_answer_is_the_same_however_often_it_comes(invitation, now):
    for _ in range(3):
        take(answer(invitation), now)

    assert invitation.answer is Answer.DECLINED
    assert db.session.query(Reply).count() == 1


def test_answer_that_a_newer_one_has_overtaken_is_dropped(invitation, now):
    take(answer(invitation, "ACCEPTED", after=120), now)

    late = take(answer(invitation, "DECLINED", after=60), now)

    assert late.reply is None
    assert invitation.answer is Answer.ACCEPTED


def test_answer_from_the_future_does_not_bar_the_next(invitation, now):
    take(answer(invitation, "ACCEPTED", after=10**8, sequence=9), now)

    later = inbox_letters.read(answer(invitation, "DECLINED", after=7200))
    replies.take(later, now + timedelta(hours=3))

    assert invitation.answer is Answer.DECLINED


def test_answer_to_an_earlier_version_does_not_count(invitation, now):
    invitation.event.sequence = 1
    services.build(services.request(invitation), now)

    taken = take(answer(invitation, "ACCEPTED", sequence=0), now)

    assert taken.reply.verdict is Verdict.EARLIER
    assert invitation.answer is Answer.NEEDS_ACTION


def test_answer_to_the_new_version_counts(invitation, now):
    invitation.event.sequence = 1
    services.build(services.request(invitation), now)

    take(answer(invitation, "ACCEPTED", sequence=1), now)

    assert invitation.answer is Answer.ACCEPTED


def move(event, now, *, to):
    events.move(event, starts=to, ends=to + LENGTH, doors=None, by=None, now=now)


def note_place(event, now, words):
    what = replace(details.of(event), place_notes=Texts(en=words))
    events.save_draft(event, what, version=event.version, by=None, now=now)
    events.publish_changes(event, minor=True, by=None, now=now)


def test_answer_after_a_small_correction_counts(invitation, now):
    note_place(invitation.event, now + MINUTE, "Second floor, door on the left")

    taken = take(answer(invitation), now)

    assert taken.is_decline
    assert invitation.answer is Answer.DECLINED
    again = invited(invitation, now)
    assert only(again, "SEQUENCE") == "SEQUENCE:0"
    assert "PARTSTAT=DECLINED" in only(again, "ATTENDEE")


def test_answer_counts_where_a_move_was_taken_back_before_anybody_heard_of_it(invitation, now):
    event, starts = invitation.event, invitation.event.local_starts_at
    move(event, now + MINUTE, to=starts + timedelta(days=1))
    move(event, now + 4 * MINUTE, to=starts)

    first = take(answer(invitation, "ACCEPTED", after=600), now)
    late = take(answer(invitation, "DECLINED", after=300), now)
    last = take(answer(invitation, "DECLINED", after=900), now)

    assert [first.reply.verdict, late.reply, last.reply.verdict] == [
        Verdict.COUNTED, None, Verdict.COUNTED,
    ]  # fmt: skip
    body = invited(invitation, now)
    assert only(body, "SEQUENCE") == "SEQUENCE:2"  # it never goes down
    assert "PARTSTAT=DECLINED" in only(body, "ATTENDEE")


def test_answer_given_before_a_move_that_was_taken_back_stands(invitation, now):
    event, starts = invitation.event, invitation.event.local_starts_at
    take(answer(invitation, "TENTATIVE"), now)
    move(event, now + 2 * HOUR, to=starts + timedelta(days=1))
    move(event, now + 2 * HOUR + MINUTE, to=starts)

    assert "PARTSTAT=TENTATIVE" in only(invited(invitation, now), "ATTENDEE")


def test_answer_to_the_time_before_a_move_that_waits_does_not_count(invitation, now):
    move(invitation.event, now + MINUTE, to=invitation.event.local_starts_at + HOUR)

    taken = take(answer(invitation, "ACCEPTED"), now)

    assert taken.reply.verdict is Verdict.EARLIER
    assert invitation.answered_at is None


def test_answer_to_the_time_before_a_move_that_was_told_of_and_taken_back_does_not_count(
    invitation, now
):
    event, starts = invitation.event, invitation.event.local_starts_at
    move(event, now + MINUTE, to=starts + HOUR)
    invited(invitation, now + 11 * MINUTE)
    move(event, now + 20 * MINUTE, to=starts)

    assert take(answer(invitation, sequence=0), now).reply.verdict is Verdict.EARLIER
    assert take(answer(invitation, sequence=1), now).reply.verdict is Verdict.EARLIER


def test_answer_to_a_cancelled_event_that_was_to_take_place_does_not_count(invitation, now):
    events.cancel(invitation.event, reasons=Texts(), by=None, now=now + MINUTE)

    assert take(answer(invitation), now).reply.verdict is Verdict.EARLIER


def forged_plain(invitation):
    return answer(invitation, organizer="dateline@localhost.localdomain")


def forged_tag(invitation):
    return answer(invitation, organizer="dateline+" + "0" * 32 + "@localhost.localdomain")


def forged_sender(invitation):
    return answer(invitation).replace(
        b"From: Ada Bekova <ada@example.org>", b"From: eve@example.net"
    )


def forged_two_senders(invitation):
    return answer(invitation).replace(b"From: Ada", b"From: eve@example.net\r\nFrom: Ada")


def forged_representative(invitation):
    raw = answer(invitation, organizer="dateline@localhost.localdomain", attendee=ADA)
    raw = raw.replace(b"From: Ada Bekova <ada@example.org>", b"From: eve@example.net")
    return raw.replace(b"X-NUM-GUESTS=0", b'SENT-BY="mailto:eve@example.net"')


@pytest.mark.parametrize(
    "forge",
    [forged_plain, forged_tag, forged_sender, forged_two_senders, forged_representative],
    ids=lambda forge: forge.__name__,
)  # fmt: skip
def test_forged_answer_is_shown_and_counts_for_nothing(invitation, now, forge):
    taken = take(forge(invitation), now)

    assert taken.reply.verdict is Verdict.UNVERIFIED
    assert not taken.is_decline
    assert (invitation.answer, invitation.answered_at) == (Answer.ACCEPTED, None)


@pytest.mark.parametrize("fallbacks", [["only for tests"], []])
def test_answer_outlives_a_change_of_the_secret_key(app, invitation, now, monkeypatch, fallbacks):
    monkeypatch.setitem(app.config, "SECRET_KEY", "another")
    monkeypatch.setitem(app.config, "SECRET_KEY_FALLBACKS", fallbacks)
    letter = inbox_letters.read(answer(invitation))

    assert replies.find_addressed(letter) is invitation
    assert take(answer(invitation), now).is_decline
    assert services.expect(invitation.event, address=ADA, name="Ada", now=now) is invitation
    assert only(invited(invitation, now), "ORGANIZER").endswith(f":mailto:{invitation.organizer}")


def test_plus_in_the_address_of_an_institution_proves_nothing(app, now):
    event = make_event(organisation=make_organisation(email="press+events@example.org"))
    invitation = invite(event, now)
    with inbox(app, "maildir:unused"):
        raw = answer(invitation, organizer="dateline+events@localhost.localdomain")

        assert take(raw, now).reply.verdict is Verdict.UNVERIFIED
        assert replies.find_addressed(inbox_letters.read(answer(invitation))) is None


def test_forged_answer_does_not_bar_the_true_one(invitation, now):
    take(answer(invitation, "ACCEPTED", after=10**6, organizer="x@example.org"), now)

    take(answer(invitation, "DECLINED"), now)

    assert invitation.answer is Answer.DECLINED


def test_flood_of_forged_answers_leaves_a_handful_of_rows(invitation, now):
    for number in range(20):
        partstat = ("ACCEPTED", "DECLINED")[number % 2]
        take(answer(invitation, partstat, after=number, organizer="x@example.org"), now)

    assert db.session.query(Reply).count() == 2


def test_representative_who_has_the_address_counts(invitation, now):
    raw = answer(invitation).replace(
        b"From: Ada Bekova <ada@example.org>", b"From: eve@example.net"
    )

    take(raw.replace(b"X-NUM-GUESTS=0", b'SENT-BY="mailto:EVE@example.net"'), now)

    assert invitation.answer is Answer.DECLINED


def test_answer_vouched_for_by_our_mail_server_counts(app, invitation, now):
    raw = answer(invitation, organizer="press@example.org")
    stamped = (
        b"Authentication-Results: mx.example.org; dmarc=pass header.from=example.org\r\n" + raw
    )

    with inbox(app, "maildir:unused", INBOX_AUTHSERV_ID="mx.example.org"):
        take(stamped, now)

    assert invitation.answer is Answer.DECLINED


def test_address_in_capitals_is_the_same(invitation, now):
    raw = answer(invitation)
    folded = raw.replace(invitation.organizer.encode(), invitation.organizer.upper().encode())

    take(folded, now)

    assert invitation.answer is Answer.DECLINED


@pytest.mark.parametrize("client", CLIENTS)
def test_domain_in_other_letters_is_the_same(answering, now, client):
    invitation = invite(make_event(), now, address="ada@почта.қаз")
    ascii_ada = "ada@xn--80a1acny.xn--80ao21a"  # as clients know their account

    assert only(invited(invitation, now), "ATTENDEE").endswith(f":mailto:{ascii_ada}")
    take(answer(invitation, attendee=ascii_ada, client=client), now)

    assert invitation.answer is Answer.DECLINED


def invited(invitation, now):
    return services.build(services.request(invitation), now)[1]


def test_stranger_is_never_added(invitation, now):
    assert take(answer(invitation, "ACCEPTED", attendee=STRANGER), now) is None
    assert db.session.query(Reply).count() == 0


def test_answer_to_an_unknown_event_is_dropped(invitation, now):
    assert take(answer(invitation, uid="nothing@example.org"), now) is None


def test_delegation_is_noted_for_the_organiser(invitation, now):
    raw = answer(invitation, "DELEGATED")
    raw = raw.replace(b"X-NUM-GUESTS=0", b'DELEGATED-TO="mailto:ben@example.org"')

    taken = take(raw, now)

    assert (taken.reply.verdict, taken.reply.delegate) == (Verdict.NOTED, "ben@example.org")
    assert invitation.answer is Answer.ACCEPTED


def test_counter_keeps_the_proposed_time(invitation, now):
    raw = answer(invitation).replace(b"METHOD:REPLY", b"METHOD:COUNTER")
    raw = raw.replace(b"DTSTART:20261204T060000Z", b"DTSTART;TZID=Asia/Bishkek:20261205T150000")

    reply = take(raw, now).reply

    assert (reply.said, reply.verdict) == (Said.COUNTER, Verdict.NOTED)
    assert reply.proposed_starts_at == datetime(2026, 12, 5, 9, tzinfo=UTC)
    assert invitation.answer is Answer.ACCEPTED


def test_refused_counter_is_a_declinecounter_with_its_sequence(invitation, now):
    method, body = services.build(services.refusal(invitation, sequence=3), now)

    assert method == "DECLINECOUNTER"
    assert only(body, "METHOD") == "METHOD:DECLINECOUNTER"
    assert only(body, "SEQUENCE") == "SEQUENCE:3"
    assert only(body, "UID") == f"UID:{invitation.event.uid}"
    assert only(body, "ATTENDEE").endswith(":mailto:ada@example.org")
    assert not services.needs_update(invitation, invitation.event)


def test_refresh_asks_for_the_entry_again(invitation, now):
    raw = answer(invitation).replace(b"METHOD:REPLY", b"METHOD:REFRESH")

    assert not take(raw, now).asks_again  # a machine sent it: RFC 3834 §2
    by_hand = raw.replace(b"Auto-Submitted: auto-generated\r\n", b"")
    assert take(by_hand, now).asks_again
    forged = by_hand.replace(invitation.organizer.encode(), b"x@example.org")
    assert not take(forged, now).asks_again


@pytest.mark.parametrize("partstat", ["NEEDS-ACTION", "COMPLETED", "X-PERHAPS", ""])
def test_other_words_change_nothing(invitation, now, partstat):
    assert take(answer(invitation, partstat), now).reply is None
    assert invitation.answer is Answer.ACCEPTED


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (b"METHOD:REPLY", b"METHOD:REQUEST"),
        (b"METHOD:REPLY\r\n", b""),
        (b"UID:", b"X-UID:"),
        (b"ATTENDEE;", b"X-ATTENDEE;"),
        (b"SEQUENCE:0", b"ATTENDEE:mailto:eve@example.net\r\nSEQUENCE:0"),
        (b"BEGIN:VEVENT", b"BEGIN:VTODO"),
        (b"SEQUENCE:0", b"RECURRENCE-ID:20261204T060000Z\r\nSEQUENCE:0"),
        (b"BEGIN:VCALENDAR", b"BEGIN:VCALENDAR\r\n" + b"X:\r\n" * 3001),
    ],
    ids=["request", "no-method", "no-uid", "no-attendee", "two", "task", "occurrence", "long"],
)
def test_object_that_is_no_answer_is_dropped(invitation, now, before, after):
    assert take(answer(invitation).replace(before, after, 1), now) is None


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (b"SEQUENCE:0", b"SEQUENCE:zero"),
        (b"SEQUENCE:0", b"SEQUENCE:-7"),
        (b"SEQUENCE:0", b"SEQUENCE:99999999999999999999"),
        (b"DTSTART:20261204T060000Z", b"DTSTART:00010101T000000Z"),
        (b"DTSTART:20261204T060000Z", b"DTSTART;TZID=../../etc/passwd:20261204T060000"),
        (b"DTSTART:20261204T060000Z", b"DTSTART:garbage"),
        (b"DTSTAMP:", b"X-NOTHING:"),
        (b"CREATED:", b"RRULE:FREQ=SECONDLY;COUNT=99999999\r\nX-CREATED:"),
        (b"BEGIN:VEVENT", EVIL_ZONE + b"BEGIN:VEVENT"),
    ],
)  # fmt: skip
def test_damaged_lines_do_not_hide_the_answer(invitation, now, before, after):
    take(answer(invitation).replace(before, after, 1), now)

    assert invitation.answer is Answer.DECLINED


def test_answer_inside_a_forwarded_letter_is_not_read(invitation, now):
    inner = answer(invitation)
    outer = b"From: ada@example.org\r\nContent-Type: message/rfc822\r\n\r\n" + inner

    assert take(outer, now) is None


def test_answer_after_uninviting_does_not_count(invitation, now):
    services.uninvite(invitation.event, address=ADA, now=now)

    taken = take(answer(invitation, "ACCEPTED"), now)

    assert taken.reply.verdict is Verdict.EARLIER
