"""The composer's pages: write, check, send, undo, schedule, edit, and what became of it."""

import re
from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import select

from eventsapp.checkin.models import Attendance
from eventsapp.core.clock import utcnow
from eventsapp.core.texts import Texts
from eventsapp.events.models import Precision
from eventsapp.extensions import db
from eventsapp.mail.models import Message, State
from eventsapp.messages import mailings
from eventsapp.messages.audience import Audience
from eventsapp.messages.mailings import Content
from eventsapp.messages.models import Mailing, MailingState
from tests.counting import statements
from tests.factories import make_event, make_organisation, make_registration, make_user, save

NOW = datetime(2026, 11, 26, 6, tzinfo=UTC)


@pytest.fixture
def event(desk):
    event = make_event(organisation=desk.organisation)
    make_registration(event, name="Ada Lovelace", email="ada@example.org")
    return event


def typed(event, **changes):
    fields = {
        "events": str(event.id),
        "states": "confirmed",
        "subjects-en": "Bring a jacket",
        "bodies-en": "Dear {name}, it is cold in {place}.",
        "form_key": "key",
        "act": "save",
    }
    place = {"bodies-en": "Dear {name}, it is cold."} if not event.venue else {}
    return fields | place | changes


def pages(event):
    return f"/desk/e/{event.id}/messages/mailings"


def make_mailing(event, **changes):
    fields = {
        "audience": Audience(events=[event.id]),
        "subjects": Texts(en="Bring a jacket"),
        "bodies": Texts(en="Dear {name}, it is cold."),
    }
    author = make_user(event.organisation).id
    mailing = mailings.write(event, Content(**fields | changes), by=author, now=NOW)
    db.session.commit()
    return mailing


def send(mailing):
    mailings.release(mailing, version=mailing.version, by=mailing.created_by_id, now=NOW)
    db.session.commit()
    mailings.queue_due(NOW + mailings.UNDO)
    db.session.commit()


def stored():
    return db.session.scalars(select(Mailing)).one()


def test_subject_is_shown_with_its_words_filled_in_wherever_the_message_is_listed(desk, event):
    subjects = Texts(en="{name}, bring a jacket to {title}", ru="{name}, возьмите куртку")
    mailing = make_mailing(event, subjects=subjects)
    later, by = NOW + timedelta(hours=5), mailing.created_by_id
    mailings.release(mailing, version=mailing.version, by=by, now=NOW, at=later)
    db.session.commit()

    for page in (f"/desk/e/{event.id}/messages", "/desk"):
        assert (
            "[Full name], bring a jacket to Safe learning environment"
            in desk.get(f"{page}?lang=en").text
        )
        assert "[Ф.И.О.], возьмите куртку" in desk.get(f"{page}?lang=ru").text


def test_new_keeps_a_draft_and_who_wrote_it(desk, event):
    answer = desk.post(f"{pages(event)}/new", data=typed(event))

    mailing = stored()
    assert answer.location.endswith(f"/mailings/{mailing.id}/edit")
    assert mailing.state is MailingState.DRAFT
    assert mailing.subjects == {"en": "Bring a jacket"}
    assert mailing.created_by_id == desk.user.id


def test_new_goes_on_to_the_page_that_asks_once_more(desk, event):
    answer = desk.post(f"{pages(event)}/new", data=typed(event, act="check"))

    page = desk.get(answer.location).text
    assert "Send to 1 person" in page
    assert "Bring a jacket" in page


def test_new_sent_twice_makes_one_message(desk, event):
    for _press in range(2):
        desk.post(f"{pages(event)}/new", data=typed(event))

    assert stored()


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"bodies-en": "Dear {nmae}"}, "{nmae} cannot be filled in. These can: {name}"),
        ({"bodies-en": "Until {place}"}, "This event has nothing for {place} yet."),
        ({"subjects-en": ""}, "English: Enter the subject."),
        ({"bodies-ky": "Саламатсызбы", "bodies-en": "Hello"}, "Кыргызча: Enter the subject."),
        ({"subjects-en": "", "bodies-en": ""}, "Write the message in at least one language."),
        ({"states": []}, "Choose at least one status."),
        ({"subjects-en": "x" * 151}, "Enter at most 150 characters."),
    ],
)
def test_new_says_what_to_correct_and_keeps_the_input(desk, event, changes, words):
    data = typed(event, act="check") | changes
    page = desk.post(f"{pages(event)}/new", data=data)

    assert page.status_code == 422
    assert words in page.text
    assert data["bodies-en"] in page.text
    assert db.session.scalar(select(Mailing)) is None


def test_a_draft_may_lack_its_subject(desk, event):
    answer = desk.post(f"{pages(event)}/new", data=typed(event, **{"subjects-en": ""}))

    assert answer.status_code == 302
    page = desk.get(f"{pages(event)}/{stored().id}").text
    assert "No language has both a subject and a text yet." in page
    assert "Send to" not in page


def test_new_takes_no_event_of_another_organisation(desk, event):
    foreign = make_event(organisation=make_organisation())
    make_registration(foreign, name="Secret Guest", email=None, party_id=1)

    new = desk.post(f"{pages(event)}/new", data=typed(event, events=str(foreign.id)))
    count = desk.post(f"{pages(event)}/audience", data=typed(event, events=str(foreign.id)))

    assert new.status_code == 422
    assert "Secret Guest" not in count.text


def test_new_can_begin_with_the_words_of_another(desk, event):
    mailing = make_mailing(event, audience=Audience(events=[event.id], languages=["ky"]))

    page = desk.get(f"{pages(event)}/new?from={mailing.id}").text

    assert "Dear {name}, it is cold." in page
    assert re.search(r'checked[^>]*name="languages"[^>]*value="ky"', page)


def test_audience_counts_who_is_reached_and_who_is_not(desk, event):
    make_registration(event, name="Her guest", email=None, party_id=1)

    part = desk.post(f"{pages(event)}/audience", data=typed(event)).text

    assert "<b>1</b> person gets this message" in part
    assert "No e-mail address <b>1</b>" in part
    assert "Her guest" in part


def test_count_again_shows_the_page_with_the_input_kept(desk, event):
    page = desk.post(f"{pages(event)}/new", data=typed(event, act="count", states=["waitlisted"]))

    assert page.status_code == 200
    assert "<b>0</b> people get this message" in page.text
    assert "Dear {name}" in page.text
    assert db.session.scalar(select(Mailing)) is None


@pytest.mark.parametrize(
    ("view", "mimetype", "words"),
    [("mail", "text/html", "Dear Ainura Bekova, it is cold."), ("text", "text/plain", "Dear")],
)
def test_preview_shows_what_is_typed_in_a_frame_where_nothing_runs(
    desk, event, view, mimetype, words
):
    frame = desk.post(f"{pages(event)}/preview.html", data=typed(event, view=view, shown="en"))

    assert frame.mimetype == mimetype
    assert words in frame.text
    assert "sandbox" in frame.headers["Content-Security-Policy"]


def test_composer_names_the_languages_in_which_nothing_is_written(desk, event):
    make_registration(event, language="kk")
    mailing = make_mailing(event)

    page = desk.get(f"{pages(event)}/{mailing.id}").text

    assert "1 person reads Қазақша, in which nothing is written." in page


def test_send_offers_a_minute_to_undo(desk, event):
    mailing = make_mailing(event)

    answer = desk.post(f"{pages(event)}/{mailing.id}/send", data={"version": mailing.version})
    page = desk.get(answer.location).text

    assert mailing.state is MailingState.QUEUED
    assert 50 < (mailing.due_at - utcnow()).total_seconds() <= 60
    assert "Until then you can undo it." in page
    desk.post(f"{pages(event)}/{mailing.id}/undo")
    assert mailing.state is MailingState.DRAFT
    assert db.session.scalar(select(Message)) is None


def test_send_over_another_version_is_refused(desk, event):
    mailing = make_mailing(event)

    answer = desk.post(f"{pages(event)}/{mailing.id}/send", data={"version": mailing.version - 1})

    assert answer.status_code == 409
    assert "A colleague has changed this message meanwhile." in answer.text


def test_schedule_takes_the_hour_of_the_event(desk, event):
    mailing = make_mailing(event)
    data = {"version": mailing.version, "due_on": "2099-12-01", "due_at": "09:30"}

    page = desk.post(f"{pages(event)}/{mailing.id}/schedule", data=data, follow_redirects=True).text

    assert mailing.state is MailingState.SCHEDULED
    assert mailing.due_at == datetime(2099, 12, 1, 3, 30, tzinfo=UTC)
    assert "It goes out on" in page
    assert "Bring a jacket" in desk.get(f"/desk/e/{event.id}/messages").text


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"due_on": "2020-01-01"}, "This moment has passed."),
        ({"due_at": ""}, "Enter the hour."),
        ({"due_on": "2099-11-31"}, "November 2099 has 30 days"),
    ],
)
def test_schedule_says_what_to_correct(desk, event, changes, words):
    mailing = make_mailing(event)
    data = {"version": mailing.version, "due_on": "2099-12-01", "due_at": "09:30"} | changes

    page = desk.post(f"{pages(event)}/{mailing.id}/schedule", data=data)

    assert page.status_code == 422
    assert words in page.text
    assert mailing.state is MailingState.DRAFT


def test_edit_over_another_version_keeps_what_was_typed(desk, event):
    mailing = make_mailing(event)
    address = f"{pages(event)}/{mailing.id}/edit"

    page = desk.post(address, data=typed(event, version="0", **{"subjects-en": "Mine"}))

    assert page.status_code == 409
    assert "A colleague has changed this message meanwhile." in page.text
    assert 'value="Mine"' in page.text
    assert mailing.subjects == {"en": "Bring a jacket"}
    version = re.search(r'name="version"[^>]*value="(\d+)"', page.text)[1]
    desk.post(address, data=typed(event, version=version, **{"subjects-en": "Mine"}))
    assert mailing.subjects == {"en": "Mine"}


def test_edit_of_what_went_out_offers_a_new_message(desk, event):
    mailing = make_mailing(event)
    version = mailing.version
    send(mailing)
    address = f"{pages(event)}/{mailing.id}/edit"

    page = desk.post(address, data=typed(event, version=version, **{"subjects-en": "Mine"}))

    assert page.status_code == 409
    assert "Saving makes a new message of it." in page.text
    assert f'action="{pages(event)}/new"' in page.text
    assert 'value="Mine"' in page.text
    assert desk.get(address).status_code == 302


def test_edit_changes_what_is_scheduled(desk, event):
    mailing = make_mailing(event)
    desk.post(
        f"{pages(event)}/{mailing.id}/schedule",
        data={"version": mailing.version, "due_on": "2099-12-01", "due_at": "09:30"},
    )

    form = desk.get(f"{pages(event)}/{mailing.id}/edit").text
    version = re.search(r'name="version"[^>]*value="(\d+)"', form)[1]
    desk.post(
        f"{pages(event)}/{mailing.id}/edit",
        data=typed(event, version=version, **{"subjects-en": "Two jackets"}),
    )

    assert mailing.subjects == {"en": "Two jackets"}
    assert mailing.state is MailingState.SCHEDULED


def test_discard_deletes_a_draft_alone(desk, event):
    draft, sent = make_mailing(event), make_mailing(event)
    send(sent)

    assert desk.post(f"{pages(event)}/{draft.id}/discard").status_code == 302
    assert desk.post(f"{pages(event)}/{sent.id}/discard").status_code == 409
    assert stored() is sent


def test_test_goes_to_the_organiser_alone(desk, event):
    mailing = make_mailing(event)

    desk.post(f"{pages(event)}/{mailing.id}/test?text=tr")

    letter = db.session.scalars(select(Message)).one()
    assert (letter.recipient, letter.language) == (desk.user.email, "tr")
    assert "Dear Ainura Bekova" in letter.text


def test_show_lists_the_recipients_with_what_became_of_each(desk, event):
    mailing = make_mailing(event)
    send(mailing)
    letter = db.session.scalars(select(Message)).one()
    letter.state, letter.last_error = State.FAILED, "550 no such user"
    db.session.commit()

    page = desk.get(f"{pages(event)}/{mailing.id}").text

    assert "Sent to 1 person" in page
    assert "ada@example.org" in page
    assert "550 no such user" in page


@pytest.mark.parametrize("language", ["kk", "ky", "ru", "en", "tr"])
def test_show_previews_in_every_language(desk, event, language):
    mailing = make_mailing(event)

    page = desk.get(f"{pages(event)}/{mailing.id}?text={language}&view=text")
    frame = desk.get(f"{pages(event)}/{mailing.id}/preview.html?text={language}")

    assert "Dear Ainura Bekova" in page.text
    assert f'<html lang="{language}"' in frame.text


def test_composer_asks_as_often_for_many_people_as_for_one(desk, event):
    address = f"{pages(event)}/new"
    desk.get(address)
    with statements() as for_one:
        desk.get(address)
    for _number in range(3):
        make_registration(event)
    with statements() as for_four:
        desk.get(address)

    assert len(for_four) == len(for_one)


def test_composer_of_a_day_event_refuses_its_hour(desk):
    event = make_event(
        organisation=desk.organisation, precision=Precision.DAY, starts=datetime(2026, 12, 4)
    )

    page = desk.post(f"{pages(event)}/new", data=typed(event, **{"bodies-en": "At {time}"}))

    assert "This event has nothing for {time} yet." in page.text


def test_head_of_a_published_event_leads_to_the_composer(desk, event):
    page = desk.get(f"/desk/e/{event.id}/details").text

    assert f'href="{pages(event)}/new"' in page


def test_composer_asks_who_came_once_somebody_has(desk, event):
    assert "Only who came" not in desk.get(f"{pages(event)}/new").text
    person = make_registration(event)
    save(Attendance(event_id=event.id, registration_id=person.id, act_key="1", entered_at=NOW))

    assert "Only who came" in desk.get(f"{pages(event)}/new").text
    part = desk.post(f"{pages(event)}/audience", data=typed(event, attendance="came")).text
    assert "<b>1</b> person gets this message" in part


def test_show_says_in_words_whom_it_is_for(desk, event):
    visit = make_event(
        organisation=event.organisation, parent=event, titles=Texts(en="School visit")
    )
    audience = Audience(
        events=[event.id, visit.id], languages=["ky"], states=["waitlisted"], attendance="missed"
    )
    mailing = make_mailing(event, audience=audience)

    page = desk.get(f"{pages(event)}/{mailing.id}").text

    assert "School visit, Waiting list, Кыргызча, Only who did not come" in page


def test_a_message_to_people_picked_in_the_table_reaches_them_alone(desk, event):
    ticked, other = make_registration(event), make_registration(event)
    foreign = make_registration()

    answer = desk.post(
        f"/desk/e/{event.id}/registrations/message", data={"chosen": [ticked.id, foreign.id]}
    )
    page = desk.get(answer.location).text
    saved = desk.post(
        f"/desk/e/{event.id}/messages/mailings/new",
        data={
            "events": event.id, "states": "confirmed", "people": f"{ticked.id},{foreign.id}",
            "subjects-en": "Hello", "bodies-en": "Come by the yard.", "act": "check",
        },
    )  # fmt: skip
    shown = desk.get(saved.location).text

    mailing = db.session.scalars(select(Mailing)).one()
    assert "1 person whom you have chosen in the table." in page
    assert [each.email for each in mailings.reached(mailing, now=utcnow()).people] == [ticked.email]
    assert other.email not in shown
