"""The other public pages: month, organisations, search, subscribing, statements, crawlers."""

from datetime import UTC, datetime
from urllib.robotparser import RobotFileParser
from xml.etree import ElementTree as ET

import pytest

from eventsapp.core.search import fold
from eventsapp.core.texts import LANGUAGES, Texts
from eventsapp.events.kinds import Type
from eventsapp.events.models import EventOrganisation, State, Visibility
from eventsapp.events.models import OrganisationRole as Role
from eventsapp.extensions import db
from eventsapp.organisations import services as organisations
from eventsapp.web.guard import Role as TeamRole
from tests.factories import (
    CREATED,
    make_city,
    make_event,
    make_organisation,
    make_user,
    make_venue,
    save,
)
from tests.signing_in import sign_in
from tests.site.reading import parts, words

SITE_MAP = "{http://www.sitemaps.org/schemas/sitemap/0.9}"


@pytest.mark.parametrize(
    ("accepted", "cookie", "language"),
    [("kk-KZ,ru;q=0.8", "", "kk"), ("de", "", "en"), ("tr", "ky", "ky")],
)
def test_the_bare_address_leads_to_the_readers_language(client, accepted, cookie, language):
    client.set_cookie("language", cookie)

    answer = client.get("/", headers={"Accept-Language": accepted})

    assert (answer.status_code, answer.location) == (302, f"/{language}/")
    assert {"Accept-Language", "Cookie"} <= {name.strip() for name in answer.vary}
    assert answer.cache_control.no_cache


def test_the_address_of_a_poster_leads_to_the_page_in_the_readers_language(client):
    event = make_event()

    answer = client.get(f"/e/{event.slug}", headers={"Accept-Language": "ky"})

    assert (answer.status_code, answer.location) == (302, f"/ky/e/{event.slug}")
    assert client.get(answer.location).status_code == 200


def test_month_shows_each_event_on_its_days(client):
    make_event(starts=datetime(2026, 12, 11, 8), ends=datetime(2026, 12, 12, 18))
    make_event(state=State.CANCELLED, titles=Texts(en="Called off"))

    page = client.get("/en/calendar/2026/12")

    assert parts(page, "month-event") == [
        "Called off",
        "08:00 Safe learning environment",
        "Safe learning environment",
    ]
    assert page.text.count('class="month-event" data-type="press_conference" data-state') == 1


def test_month_lists_the_chosen_day(client):
    make_event()
    make_event(starts=datetime(2026, 12, 8, 10), titles=Texts(en="Later"))

    page = client.get("/en/calendar/2026/12?day=8")

    assert (
        words(page, "month-day-list")
        == "Tuesday 8 December 2026 10:00 to 11:30 Press conference Later"
    )


def test_month_shows_a_moved_event_struck_at_its_old_day(client):
    make_event(
        starts=datetime(2026, 12, 15, 14),
        previous_local_starts_at=datetime(2026, 12, 4, 12),
        previous_starts_at=datetime(2026, 12, 4, 6, tzinfo=UTC),
    )

    page = client.get("/en/calendar/2026/12?day=4")

    assert len(parts(page, "month-event")) == 2
    assert "New date 15 December, 14:00" in words(page, "month-day-list")


def test_a_full_day_leads_to_the_rest(client):
    for hour in range(9, 14):
        make_event(starts=datetime(2026, 12, 4, hour), ends=None)

    page = client.get("/en/calendar/2026/12")

    assert words(page, "month-more") == "3 more"
    assert 'href="/en/calendar/day/2026-12-04"' in page.text


def test_an_empty_month_names_the_next_event(client):
    make_event(starts=datetime(2027, 1, 12, 10))

    page = client.get("/en/calendar/2026/12")

    assert words(page, "list-summary") == "Nothing in December 2026. Next event: 12 January 2027."


@pytest.mark.parametrize(
    ("asked", "nearest"),
    [("2026/13", "2026/12"), ("2026/0", "2026/1"), ("9999/5", "2100/5"), ("1/5", "1990/5")],
)
def test_an_impossible_month_leads_to_the_nearest(client, asked, nearest):
    answer = client.get(f"/en/calendar/{asked}?city=")

    assert (answer.status_code, answer.location) == (302, f"/en/calendar/{nearest}")


@pytest.mark.parametrize("month", ["1990/1", "2100/12", "2026/2"])
def test_every_month_of_the_range_can_be_shown(client, month):
    assert client.get(f"/en/calendar/{month}").status_code == 200


def test_organisations_are_listed_by_letter_with_their_events(client):
    body = make_organisation(names=Texts(en="Zebra Fund"))
    make_organisation(names=Texts(en="Alpha Fund"))
    make_organisation(names=Texts(en="Hidden Fund"), listed=False)
    make_event(organisation=body)

    page = client.get("/en/organisations")

    assert parts(page, "letter") == ["A Alpha Fund", "Z Zebra Fund 1 upcoming event"]


def test_an_event_counts_once_for_each_body_that_keeps_or_holds_it(client):
    keeper = make_organisation(names=Texts(en="Keeper"))
    holder = make_organisation(names=Texts(en="Holder"))
    payer = make_organisation(names=Texts(en="Payer"))
    event = make_event(organisation=keeper)
    roles = (Role.ORGANISER, holder), (Role.HOST, holder), (Role.HOST, keeper), (Role.FUNDER, payer)
    for role, body in roles:
        save(EventOrganisation(event=event, organisation=body, role=role))

    page = client.get("/en/organisations")

    assert parts(page, "body-line") == [
        "Holder 1 upcoming event",
        "Keeper 1 upcoming event",
        "Payer",
    ]


def test_an_organisation_shows_who_it_is_and_what_it_holds(client):
    body = make_organisation(
        boilerplate=Texts(en="We teach."), website="https://moe.example.org", phone="+996 312 1"
    )
    make_event(organisation=body, titles=Texts(en="Coming"))
    make_event(organisation=body, titles=Texts(en="Gone"), starts=datetime(2026, 11, 2, 9))

    page = client.get(f"/en/o/{body.slug}")

    assert words(page, "h1") == "Ministry of Education"
    assert words(page, "body-about") == "We teach. press@example.org +996 312 1 moe.example.org"
    assert parts(page, "event-row-title") == ["Coming"]
    assert parts(page, "past-title") == ["Gone"]


def test_an_organisation_without_events_says_so(client):
    body = make_organisation()
    make_event(organisation=body, starts=datetime(2026, 11, 2, 9))

    page = client.get(f"/en/o/{body.slug}")

    assert words(page, "empty").startswith("No upcoming events. 1 past event is below.")


def test_an_unknown_organisation_is_not_found(client):
    assert client.get("/en/o/nobody").status_code == 404


@pytest.mark.parametrize("query", ["Osmonov", "осмонов", "ОСМОНОВ"])
def test_search_finds_people_in_any_script(client, query):
    make_event(search_key="safe osmonov")

    page = client.get("/en/search", query_string={"q": query})

    assert parts(page, "event-row-title") == ["Safe learning environment"]


@pytest.mark.parametrize("query", ["Актобе", "Ақтөбе", "aktobe"])
def test_search_finds_cities_in_any_spelling(client, query):
    city = make_city(key="aktobe", names=Texts(kk="Ақтөбе", ru="Актобе", en="Aktobe"))
    make_event(city=city)

    page = client.get("/en/search", query_string={"q": query})

    assert len(parts(page, "event-row")) == 1


def test_search_for_a_short_name_finds_no_words_that_it_lies_within(client):
    for title in ("Кошумча билим берүү", "Оштогу жыйын"):
        make_event(titles=Texts(ky=title), search_key=fold(title))

    page = client.get("/ky/search?q=Ош")

    assert parts(page, "event-row-title") == ["Оштогу жыйын"]


def test_search_finds_organisers_venues_and_the_past(client):
    venue = make_venue(names=Texts(en="Palace of Youth"))
    body = make_organisation(names=Texts(en="Youth Fund"))
    make_event(venue=venue, titles=Texts(en="Coming"))
    make_event(organisation=body, titles=Texts(en="Gone"), starts=datetime(2026, 11, 2, 9))

    page = client.get("/en/search?q=youth")

    assert parts(page, "event-row-title") == ["Coming"]
    assert parts(page, "past-title") == ["Gone"]
    assert words(page, "names") == "Youth Fund"
    assert words(page, "list-summary") == "2 events for “youth”"


def test_search_finds_organisations_by_what_they_say_of_themselves(client):
    make_organisation(names=Texts(en="Steppe Fund"), boilerplate=Texts(en="We plant saxaul."))
    make_organisation(names=Texts(en="Saxaul Union"))

    assert words(client.get("/en/search?q=saxaul"), "names") == "Saxaul Union Steppe Fund"


def test_index_missing_lets_the_search_find_what_bodies_said_before_it(app):
    body = make_organisation(boilerplate=Texts(en="We plant saxaul."))
    body.about_key = None
    db.session.flush()

    assert organisations.index_missing(CREATED) == 1
    assert body.about_key == fold("We plant saxaul.")
    assert organisations.index_missing(CREATED) == 0


@pytest.mark.parametrize(
    ("query", "said"),
    [
        ("a", "Enter at least two letters."),
        ("zzzz", "Nothing for “zzzz”."),
        ("<script>", "Nothing for “<script>”."),
        ("%%", "Nothing for “%%”."),
        ("", "Titles, people, cities and organisers, in any spelling"),
    ],
)
def test_search_says_what_to_do_when_it_finds_nothing(client, query, said):
    make_event()

    page = client.get("/en/search", query_string={"q": query})

    assert said in words(page)
    assert parts(page, "event-row") == []


def test_search_marks_what_it_found_in_any_script(client):
    make_event(
        titles={"ru": "Школа & <безопасность> в Оше"}, original_language="ru", search_key="shkola"
    )

    page = client.get("/en/search?q=shkola").text

    assert "<mark>Школа</mark> &amp; &lt;безопасность&gt; в Оше" in page


def test_search_marks_the_city_too(client):
    make_event(city=make_city(names=Texts(en="Osh & Uzgen")))

    assert "<mark>Osh</mark> &amp; Uzgen" in client.get("/en/search?q=Ош").text


def test_search_names_what_it_looked_for(client):
    assert "script of “osmonov” was tried" in client.get("/en/search?q=Осмонов").text


def test_search_is_narrowed_by_type_city_organiser_and_time(client):
    osh, body = make_city(key="osh"), make_organisation(names=Texts(en="Water Fund"), slug="water")
    make_event(titles=Texts(en="Wanted"), city=osh, organisation=body)
    make_event(titles=Texts(en="Elsewhere"), city=make_city(key="batken"), organisation=body)
    make_event(titles=Texts(en="Other body"), city=osh)
    make_event(titles=Texts(en="Other type"), city=osh, organisation=body, type=Type.SEMINAR)
    make_event(
        titles=Texts(en="Over"), city=osh, organisation=body, starts=datetime(2026, 11, 2, 9)
    )

    page = client.get(
        "/en/search?q=safe&type=press_conference&city=osh&organiser=water&when=coming"
    )

    assert parts(page, "event-row-title") == ["Wanted"]
    assert parts(page, "past-title") == []
    assert parts(page, "chips")[-1] == "Upcoming events Press conference Osh Water Fund"


def test_search_counts_what_each_filter_would_leave(client):
    make_event(titles=Texts(en="Talks"))
    make_event(titles=Texts(en="School"), type=Type.SEMINAR)
    make_event(titles=Texts(en="Over"), starts=datetime(2026, 11, 2, 9))
    make_event(titles=Texts(en="First school"), type=Type.SEMINAR, starts=datetime(2026, 11, 3, 9))

    page = client.get("/en/search?q=safe&type=seminar")

    assert parts(page, "filter-line")[:4] == [
        "Upcoming events , 1",
        "Past events , 1",
        "Press conference , 2",
        "Seminar , 2",
    ]


def test_search_between_days_finds_what_is_over_too(client):
    make_event(titles=Texts(en="Later"))
    make_event(titles=Texts(en="Over"), starts=datetime(2026, 11, 2, 9))

    page = client.get("/en/search?q=safe&from=2026-11-01&to=2026-11-30")

    assert (parts(page, "event-row-title"), parts(page, "past-title")) == ([], ["Over"])


def test_search_offers_to_take_the_filters_away_where_they_leave_nothing(client):
    make_event(city=make_city(key="osh"))
    make_city(key="batken")

    page = client.get("/en/search?q=safe&city=batken")

    assert "Nothing for “safe”." in words(page)
    assert 'href="/en/search?q=safe"' in page.text


def test_search_does_not_find_what_is_not_listed(client):
    make_event(visibility=Visibility.UNLISTED)
    make_event(state=State.DRAFT)

    assert parts(client.get("/en/search?q=safe"), "event-row") == []


def test_subscribe_says_what_one_gets_and_gives_every_address(client):
    make_event(city=make_city())
    make_event(city=make_city(), starts=datetime(2027, 6, 1, 9))

    page = client.get("/en/subscribe?city=osh&type=press_conference")

    assert words(page, "subscribe-sentence") == (
        "You will get: Press conference, Osh. 1 event in the next 60 days."
    )
    feed = "agenda.example.org/en/events.ics?type=press_conference&amp;city=osh"
    assert f'href="webcal://{feed}"' in page.text
    assert f'value="https://{feed}"' in page.text
    assert "calendar.google.com/calendar/render?cid=webcal%3A%2F%2Fagenda.example.org" in page.text
    assert "outlook.live.com" in page.text
    assert "/en/events.atom?type=press_conference&amp;city=osh" in page.text
    assert "/en/events.json?type=press_conference&amp;city=osh" in page.text
    assert "/en/events.ics?type=press_conference&amp;city=osh&amp;from=1990-01-01" in page.text


def test_subscribe_without_events_still_makes_a_feed(client):
    page = client.get("/en/subscribe")

    assert words(page, "subscribe-sentence") == "You will get all events: 0 in the next 60 days."
    assert "Nothing matches yet." in words(page)


@pytest.mark.parametrize(
    "page",
    [
        "subscribe?",
        "embed?",
        "search?q=learning&",
        "archive?",
        "archive/2025?",
        "calendar/2026/12?",
        "calendar/week/2026-W49?",
        "calendar/day/2026-12-04?",
    ],
)
def test_pages_name_the_filters_that_were_left_out(client, page):
    make_event()

    asked = client.get(f"/en/{page}city=nowhere&type=<b>")

    assert asked.status_code == 200
    assert parts(asked, "notice")[0].endswith("were left out: <b>, nowhere.")
    assert not any("were left out" in each for each in parts(client.get(f"/en/{page}"), "notice"))


@pytest.mark.parametrize("name", ["privacy", "accessibility"])
def test_statements_are_there(client, name):
    page = client.get(f"/en/{name}")

    assert page.status_code == 200
    assert words(page, "h1") == name.capitalize()


def test_privacy_says_who_keeps_what_and_how_long_as_set(client, app):
    house = make_organisation(
        names=Texts(en="Press House"), email="press@example.org", retention_days=90
    )
    owner = make_user(house, role=TeamRole.OWNER)
    make_organisation(names=Texts(en="A partner"), keeper=house)
    assert "90 days after its end" in client.get("/en/privacy").text

    sign_in(app.test_client(), owner).post(
        "/desk/privacy", data={"retention_days": "31", "audit_days": "400"}
    )

    page = client.get("/en/privacy")
    said = words(page)
    assert "What you enter for an event: 31 days after its end." in said
    assert "The log of who changed what: 400 days." in said
    assert "press@example.org" in said
    assert "A partner" not in said
    assert "The words of a mail are erased 90 days after it was sent." in said


@pytest.mark.parametrize("language", LANGUAGES)
def test_privacy_names_each_cookie(client, language):
    page = client.get(f"/{language}/privacy")

    assert set(parts(page, "cookie")) == {"language", "dateline"}


def test_privacy_does_not_say_that_there_are_no_cookies(client):
    said = words(client.get("/en/privacy"))

    assert "no cookies are set" not in said
    assert "language keeps the language you choose in the menu, for one year." in said
    assert "until you close the browser" in said


def test_robots_are_shown_the_site_map(client):
    text = client.get("/robots.txt").text

    assert "Disallow: /desk/" in text
    assert "Sitemap: https://agenda.example.org/sitemap.xml" in text


@pytest.mark.parametrize(
    "feed", ["/ky/events.ics", "/en/o/house/events.ics", "/en/e/day/events.ics", "/f/abc.ics"]
)
def test_robots_may_read_every_feed(client, feed):
    """Google Calendar fetches nothing that is not allowed to crawlers."""
    robots = RobotFileParser()
    robots.parse(client.get("/robots.txt").text.splitlines())

    assert robots.can_fetch("Google-Calendar-Importer", f"https://agenda.example.org{feed}")
    assert not robots.can_fetch("Google-Calendar-Importer", "https://agenda.example.org/r/abc")


def test_the_site_map_holds_every_listed_event_in_each_language(client):
    event = make_event()
    make_event(visibility=Visibility.UNLISTED)

    tree = ET.fromstring(client.get("/sitemap.xml").data)

    found = [loc.text for loc in tree.iter(f"{SITE_MAP}loc")]
    assert [address for address in found if "/e/" in address] == [
        f"https://agenda.example.org/{language}/e/{event.slug}" for language in LANGUAGES
    ]


def test_the_site_map_names_each_language_of_every_address(client):
    body = make_event().organisation

    tree = ET.fromstring(client.get("/sitemap.xml").data)

    for address in tree.iter(f"{SITE_MAP}url"):
        other = address.findall("{http://www.w3.org/1999/xhtml}link")
        assert [link.get("hreflang") for link in other] == list(LANGUAGES)
        assert address.findtext(f"{SITE_MAP}loc") in [link.get("href") for link in other]
    assert f"https://agenda.example.org/ky/o/{body.slug}" in [
        loc.text for loc in tree.iter(f"{SITE_MAP}loc")
    ]


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_page_opens_in_every_language(client, language):
    venue = make_venue()
    event = make_event(
        venue=venue, city=venue.city, type=Type.COUNCIL, doors=datetime(2026, 12, 4, 11)
    )
    pages = ("", "events", "calendar/2026/12", f"e/{event.slug}", "organisations", "search?q=os")
    pages += (f"o/{event.organisation.slug}", "subscribe", "privacy", "accessibility")

    answers = [client.get(f"/{language}/{page}") for page in pages]

    assert [answer.status_code for answer in answers] == [200] * len(pages)
    assert all(f'<html lang="{language}">' in answer.text for answer in answers)
    assert not any("\u202f" in answer.text for answer in answers)
