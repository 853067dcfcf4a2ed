"""The guide: every page of the desk is explained, in words that the product uses."""

import re

import pytest

from eventsapp.guide.sections import OF_PAGES, TITLES, WRITTEN_IN, helping, text
from tests.architecture.test_access import private_rules
from tools.translations import extract

BOLD = re.compile(r"\*\*(.+?)\*\*")
KEYS = {"Ctrl K", "A", "W", "I", "D", "Z", "J", "K"}


@pytest.fixture(scope="module")
def said():
    """Everything that templates and code say."""
    return {message.id for message in extract() if isinstance(message.id, str)}


def test_every_page_of_the_desk_has_its_section(app):
    pages = {
        rule.endpoint
        for rule, method in private_rules(app)
        if method == "GET"
        and rule.endpoint.partition(".")[0] not in ("guide", "guests", "own_data")
    }

    unexplained = {page for page in pages if not {page, page.partition(".")[0]} & OF_PAGES.keys()}

    assert unexplained == set()
    assert set(OF_PAGES.values()) == set(TITLES)


@pytest.mark.parametrize("section", TITLES)
def test_show_reads_as_one_text_under_one_heading(desk, section):
    page = desk.get(f"/desk/guide/{section}")

    assert page.status_code == 200
    assert page.text.count("<h1") == 1


@pytest.mark.parametrize("section", TITLES)
def test_the_guide_names_what_stands_on_the_pages(section, said):
    named = set(BOLD.findall(text(section, WRITTEN_IN).text)) - KEYS

    assert named - said == set()


def test_a_page_of_the_desk_leads_to_its_section(desk):
    assert 'href="/desk/guide/contacts"' in desk.get("/desk/contacts").text
    assert 'href="/desk/guide/start"' in desk.get("/desk").text


@pytest.mark.parametrize(
    ("endpoint", "section"),
    [("desk.today", "start"), ("desk.copy", "events"), (None, "start"), ("unknown.page", "start")],
)
def test_helping_goes_from_the_page_to_its_part(endpoint, section):
    assert helping(endpoint) == section


def test_a_section_that_a_language_lacks_is_marked_as_english(desk):
    page = desk.get("/desk/guide/door?lang=kk").text

    assert '<article class="workspace-main prose guide" lang="en">' in page


def test_an_unknown_section_is_not_found(desk):
    assert desk.get("/desk/guide/nothing").status_code == 404
