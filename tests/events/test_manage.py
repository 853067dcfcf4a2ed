"""The Details tab as organisers meet it: saved, kept while typing, compared, closed to others."""

import json
from dataclasses import replace
from datetime import datetime
from html.parser import HTMLParser

import pytest
from flask.testing import FlaskClient

from eventsapp.accounts.models import User
from eventsapp.core import dates
from eventsapp.core.texts import Texts
from eventsapp.events import details, services
from eventsapp.events.models import Event, State
from eventsapp.extensions import db
from eventsapp.web.guard import Role
from tests.factories import (
    make_category,
    make_contact,
    make_event,
    make_user,
    make_venue,
)
from tests.signing_in import sign_in


class Fields(HTMLParser):
    """Every field of the form `details`, with the value it would be sent with."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.values: dict[str, str] = {}
        self.select = self.textarea = ""
        self.feed(page)

    def handle_starttag(self, tag, attrs):
        tag_attrs = dict(attrs)
        name, value = tag_attrs.get("name", ""), tag_attrs.get("value") or ""
        ticked = tag_attrs.get("type") not in ("radio", "checkbox") or "checked" in tag_attrs
        if tag == "input" and name and ticked:
            self.values[name] = value
        elif tag == "select":
            self.select = name
        elif tag == "option" and (self.select not in self.values or "selected" in tag_attrs):
            self.values[self.select] = value
        elif tag == "textarea":
            self.textarea = name
            self.values[name] = ""

    def handle_endtag(self, tag):
        self.textarea = "" if tag == "textarea" else self.textarea
        self.select = "" if tag == "select" else self.select

    def handle_data(self, data):
        if self.textarea:
            self.values[self.textarea] += data.removeprefix("\n")


def opened(client: FlaskClient, event_id: int) -> dict[str, str]:
    """What the form holds when it is opened."""
    page = client.get(f"/desk/e/{event_id}/details")
    assert page.status_code == 200
    main = page.text[page.text.index('<form class="form event-form"') :]
    return Fields(main[: main.index("</form>")]).values


def save(client: FlaskClient, event_id: int, fields: dict[str, str], **typed):
    return client.post(f"/desk/e/{event_id}/details", data=fields | typed)


def reread(event_id: int) -> Event:
    db.session.expire_all()
    return db.session.get(Event, event_id)


@pytest.fixture
def event(desk) -> Event:
    """A published event of the desk's organisation with a bit of everything."""
    venue = make_venue(organisation=desk.organisation)
    contact = make_contact(organisation=desk.organisation)
    event = make_event(organisation=desk.organisation, venue=venue, city=venue.city)
    make_category(event)
    what = replace(
        details.of(event),
        zone="",
        bodies=(details.Body(role="organiser", organisation_id=desk.organisation.id),),
        contacts=(details.Answerer(contact_id=contact.id),),
        descriptions={"en": "Two\n\nparagraphs"},
    )
    services.applying.apply(event, what)
    db.session.commit()
    return event


def test_details_sent_back_as_opened_changes_nothing(desk, event):
    before, event_id = details.of(event), event.id

    answer = save(desk, event_id, opened(desk, event_id))

    assert answer.status_code == 302
    assert reread(event_id).working_copy is None
    assert details.of(reread(event_id)) == before


def test_details_of_a_public_event_stay_private_until_published(desk, event):
    event_id = event.id
    fields = opened(desk, event_id)

    save(
        desk, event_id, fields, **{"titles-en": "<script>New</script> title", "starts_at": "13:00"}
    )

    stored = reread(event_id)
    assert stored.titles["en"] == "Safe learning environment"
    assert stored.local_starts_at == datetime(2026, 12, 4, 12, 0)
    page = desk.get(f"/desk/e/{event_id}/details").text
    assert "&lt;script&gt;New&lt;/script&gt; title" in page
    assert "<script>New" not in page


def test_details_of_a_draft_are_saved_into_it(desk):
    event_id = make_event(organisation=desk.organisation, state=State.DRAFT).id
    fields = opened(desk, event_id)

    save(desk, event_id, fields, **{"titles-kk": "Кеңес", "precision": "day", "starts_at": ""})

    stored = reread(event_id)
    assert stored.titles["kk"] == "Кеңес"
    assert stored.local_starts_at == datetime(2026, 12, 4)
    assert not stored.has_hours


def test_details_with_an_error_keep_what_was_typed(desk, event):
    event_id = event.id
    fields = opened(desk, event_id)

    page = save(desk, event_id, fields, ends_at="11:00", **{"titles-en": "Typed and kept"})

    assert page.status_code == 422
    assert "<title>Error: " in page.text
    assert page.text.count("The end must be after 12:00, when it starts.") == 2
    assert "Typed and kept" in page.text
    assert reread(event_id).working_copy is None


def test_details_then_publish_goes_on_to_the_question(desk, event):
    event_id = event.id

    answer = save(desk, event_id, opened(desk, event_id), then="publish")

    assert answer.location == f"/desk/e/{event_id}/publish"


def test_rows_are_added_and_removed_without_saving(desk, event):
    event_id = event.id
    fields = opened(desk, event_id)

    page = save(desk, event_id, fields, rows="add:bodies", **{"titles-en": "Kept"})

    assert page.status_code == 200
    assert 'name="bodies-1-organisation"' in page.text
    assert "Kept" in page.text
    page = save(desk, event_id, fields, rows="remove:contacts-0")
    assert 'name="contacts-0-contact"' not in page.text
    assert reread(event_id).working_copy is None


def test_draft_keeps_what_was_typed_and_says_when(desk, event):
    event_id = event.id
    typed = {"summaries-en": "Typed so far", "starts_on": "2026-12-07", "ends_on": "2026-12-07"}
    fields = opened(desk, event_id) | typed

    answer = desk.post(f"/desk/e/{event_id}/draft", data=fields).get_json()

    assert answer["message"].startswith("Draft saved at ")
    assert answer["hints"]["starts"].startswith("Monday 7 December 2026, ")
    stored = reread(event_id)
    assert stored.version == answer["version"]
    assert details.current(stored).summaries == {"en": "Typed so far"}
    assert stored.summaries == {"en": "What changed in the first year."}


def test_draft_twice_from_the_same_page_is_no_conflict(desk, event):
    event_id = event.id
    fields = opened(desk, event_id) | {"titles-en": "First"}
    first = desk.post(f"/desk/e/{event_id}/draft", data=fields).get_json()
    fields |= {"version": first["version"], "titles-en": "Second"} | first["fields"]

    second = desk.post(f"/desk/e/{event_id}/draft", data=fields)

    assert second.status_code == 200
    assert details.current(reread(event_id)).titles["en"] == "Second"


def test_draft_with_an_error_saves_nothing(desk, event):
    event_id = event.id
    fields = opened(desk, event_id) | {"starts_on": "2026-11-31"}

    answer = desk.post(f"/desk/e/{event_id}/draft", data=fields)

    assert answer.status_code == 422
    assert answer.get_json()["message"].startswith("Not saved yet")
    assert reread(event_id).working_copy is None


def test_discard_brings_back_what_is_public(desk, event):
    event_id = event.id
    save(desk, event_id, opened(desk, event_id), **{"titles-en": "Never mind"})

    desk.post(f"/desk/e/{event_id}/draft/discard")

    assert reread(event_id).working_copy is None
    assert "Never mind" not in desk.get(f"/desk/e/{event_id}/details").text


def test_conflict_shows_both_versions_and_loses_nothing(desk, event):
    event_id = event.id
    mine = opened(desk, event_id) | {"titles-en": "Mine", "titles-ru": "Мое", "capacity": "90"}
    save(desk, event_id, opened(desk, event_id), **{"titles-en": "Theirs"})

    page = save(desk, event_id, mine)

    assert page.status_code == 409
    for words in ("Title, English", "Safe learning environment", "Theirs", "Mine"):
        assert words in page.text
    assert details.current(reread(event_id)).titles["en"] == "Theirs"

    answers = Fields(page.text[page.text.index('<form class="form event-form"') :]).values
    answers["keep-titles.en"] = "mine"
    assert desk.post(f"/desk/e/{event_id}/details", data=answers).status_code == 302
    chosen = details.current(reread(event_id))
    assert chosen.titles == {"en": "Mine", "ky": "Коопсуз билим берүү чөйрөсү", "ru": "Мое"}
    assert chosen.capacity == 90


def test_conflict_says_whose_the_other_version_is_and_in_which_language(desk, event):
    event_id = event.id
    mine = opened(desk, event_id) | {"titles-en": "Mine", "titles-ky": ""}
    save(desk, event_id, opened(desk, event_id), **{"titles-en": "Theirs", "titles-ky": "Алардыкы"})

    page = save(desk, event_id, mine).text

    saved = reread(event_id)
    who = db.session.get_one(User, saved.working_copy_by_id)
    when = dates.short_moment(saved.working_copy_at, saved.timezone, "en")
    assert f"Theirs was saved by {who.name}, {when}." in page
    for value in ('<span lang="en">Theirs<', '<span lang="en">Mine<', '<span lang="ky">Алардыкы<'):
        assert value in page
    assert "checked" not in page  # nobody's is preferred


def test_conflict_resolved_for_theirs_keeps_the_rest_of_mine(desk, event):
    event_id = event.id
    mine = opened(desk, event_id) | {"titles-en": "Mine", "capacity": "90"}
    save(desk, event_id, opened(desk, event_id), **{"titles-en": "Theirs"})
    page = save(desk, event_id, mine)
    answers = Fields(page.text[page.text.index('<form class="form event-form"') :]).values

    save(desk, event_id, answers, **{"keep-titles.en": "theirs"})

    chosen = details.current(reread(event_id))
    assert (chosen.titles["en"], chosen.capacity) == ("Theirs", 90)


def test_changes_of_different_fields_are_joined(desk, event):
    event_id = event.id
    mine = opened(desk, event_id) | {"capacity": "90"}
    save(desk, event_id, opened(desk, event_id), **{"titles-en": "Theirs"})

    page = desk.post(f"/desk/e/{event_id}/details", data=mine, follow_redirects=True)

    joined = details.current(reread(event_id))
    assert (joined.titles["en"], joined.capacity) == ("Theirs", 90)
    assert "Both changes are kept." in page.text


def test_changes_on_other_tabs_are_no_conflict(desk, event):
    event_id = event.id
    mine = opened(desk, event_id) | {"capacity": "90"}
    services.refresh_search_key(event, ["Somebody New"])
    db.session.commit()

    assert save(desk, event_id, mine).status_code == 302

    assert details.current(reread(event_id)).capacity == 90


def test_base_that_was_tampered_with_overwrites_nothing(desk, event):
    event_id = event.id
    mine = opened(desk, event_id) | {"titles-en": "Mine", "base": json.dumps({"type": 7})}
    save(desk, event_id, opened(desk, event_id), **{"titles-en": "Theirs"})

    assert save(desk, event_id, mine).status_code == 409

    assert details.current(reread(event_id)).titles["en"] == "Theirs"


def test_details_refuse_a_part_of_the_event_as_what_it_is_part_of(desk, event):
    visit = make_event(organisation=desk.organisation, parent=event)
    below = make_event(organisation=desk.organisation, parent=visit)

    page = desk.post(
        f"/desk/e/{event.id}/details", data=opened(desk, event.id) | {"parent": str(below.id)}
    )

    assert page.status_code == 422
    assert "It is part of this event itself" in page.text
    assert event.working_copy is None


def test_publish_refuses_a_circle_that_two_edits_have_made(desk, event):
    other = make_event(organisation=desk.organisation)
    for one, parent in ((event, other), (other, event)):
        desk.post(
            f"/desk/e/{one.id}/details", data=opened(desk, one.id) | {"parent": str(parent.id)}
        )

    answers = [desk.post(f"/desk/e/{one.id}/publish").status_code for one in (event, other)]

    assert answers == [302, 422]
    assert (event.parent, other.parent) == (other, None)
    assert details.current(other).parent_id == event.id  # what was typed is kept


def test_delete_asks_before_a_draft_is_gone(desk):
    event_id = make_event(organisation=desk.organisation, state=State.DRAFT).id

    assert "Move this event to the trash?" in desk.get(f"/desk/e/{event_id}/delete").text
    assert reread(event_id).trashed_at is None
    desk.post(f"/desk/e/{event_id}/delete")

    assert reread(event_id).trashed_at is not None
    assert desk.get(f"/desk/e/{event_id}/details").status_code == 404


def test_viewer_reads_but_does_not_save(desk, event):
    event_id = event.id
    viewer = make_user(desk.organisation, Role.VIEWER)
    client = sign_in(desk.application.test_client(), viewer)
    fields = opened(client, event_id)

    for address in ("details", "draft", "draft/discard", "delete"):
        assert client.post(f"/desk/e/{event_id}/{address}", data=fields).status_code == 403


@pytest.mark.parametrize(
    ("tab", "offered"),
    [
        ("details", "Save draft"),
        ("programme", "Add the first item"),
        ("people", "New person"),
        ("registrations", "When somebody declines"),
        ("messages", "New message"),
        ("outcome", "Add a quote"),
        ("checkin", "Add a door"),
    ],
)
def test_viewer_is_offered_nothing_that_is_refused(desk, event, tab, offered):
    make_category(event)
    viewer = make_user(desk.organisation, Role.VIEWER)
    client = sign_in(desk.application.test_client(), viewer)

    theirs, ours = (each.get(f"/desk/e/{event.id}/{tab}?lang=en") for each in (client, desk))

    assert (theirs.status_code, ours.status_code) == (200, 200)
    assert offered in ours.text
    assert offered not in theirs.text


def test_viewer_reads_details_in_fields_that_cannot_be_typed_into(desk, event):
    viewer = make_user(desk.organisation, Role.VIEWER)
    client = sign_in(desk.application.test_client(), viewer)

    page = client.get(f"/desk/e/{event.id}/details?lang=en").text

    assert "You may read this event, but not change it." in page
    assert '<fieldset class="read-alone" disabled>' in page


def test_member_of_another_organisation_finds_nothing(desk):
    event_id = make_event(titles=Texts(en="Secret plan"), state=State.DRAFT).id

    for address in ("details", "delete"):
        page = desk.get(f"/desk/e/{event_id}/{address}")
        assert page.status_code == 404
        assert "Secret plan" not in page.text
    for address in ("details", "draft", "draft/discard", "delete"):
        assert desk.post(f"/desk/e/{event_id}/{address}").status_code == 404


@pytest.mark.parametrize("language", ["kk", "ky", "ru", "en", "tr"])
def test_details_speak_every_language(desk, event, language):
    page = desk.get(f"/desk/e/{event.id}/details?lang={language}")

    assert page.status_code == 200
    assert f'<html lang="{language}"' in page.text
