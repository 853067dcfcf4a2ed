"""The guide: every page of the desk is explained, in words that the product uses."""

import re

import pytest

from eventsapp.core.texts import LANGUAGES
from eventsapp.guide.sections import OF_PAGES, TITLES, helping, picture, text
from tests.architecture.test_access import private_rules
from tests.architecture.test_static import STATIC
from tools.guide_pictures import PAGES
from tools.translations import LANGUAGES as TRANSLATED
from tools.translations import extract, path_of, read_catalogue

BOLD = re.compile(r"\*\*(.+?)\*\*")
KEYS = {"Ctrl K", "A", "W", "I", "D", "Z", "J", "K"}


@pytest.fixture(scope="module")
def said():
    """Everything that templates and code say, by language."""
    catalogues = {each: read_catalogue(path_of(each), each) for each in TRANSLATED}
    words = {each: {str(text.string) for text in found} for each, found in catalogues.items()}
    return words | {"en": {text.id for text in extract() if isinstance(text.id, str)}}


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
@pytest.mark.parametrize("language", LANGUAGES)
def test_the_guide_names_what_stands_on_the_pages(language, section, said):
    named = BOLD.findall(text(section, language))

    assert set(named) - KEYS - said[language] == set()
    assert len(named) == len(BOLD.findall(text(section, "en")))


def test_a_page_of_the_desk_leads_to_its_section(desk):
    assert 'href="/desk/guide/contacts"' in desk.get("/desk/contacts").text
    assert 'href="/desk/guide/start"' in desk.get("/desk").text


@pytest.mark.parametrize(
    ("endpoint", "section"),
    [("desk.today", "start"), ("desk.copy", "events"), (None, "start"), ("unknown.page", "start")],
)
def test_helping_goes_from_the_page_to_its_part(endpoint, section):
    assert helping(endpoint) == section


def test_an_unknown_section_is_not_found(desk):
    assert desk.get("/desk/guide/nothing").status_code == 404


def test_every_section_has_a_small_picture_of_a_page_it_explains(desk):
    named = {picture(section, language) for section in TITLES for language in LANGUAGES}

    assert named == {each.relative_to(STATIC).as_posix() for each in STATIC.glob("img/guide/*/*")}
    assert max((STATIC / each).stat().st_size for each in named) < 80_000
    assert {section: helping(page) for section, page in PAGES.items()} == {
        each: each for each in TITLES
    }
    assert picture("door", "en") in desk.get("/desk/guide/door?lang=tr").text
