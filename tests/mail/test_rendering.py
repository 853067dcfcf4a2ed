import pytest

from eventsapp.mail.rendering import render, tidy
from eventsapp.mail.urls import absolute
from eventsapp.web import locale

DATELINE = {
    "day": "04",
    "weekday_month": "Friday, December 2026",
    "hours": "12:00 to 13:30",
    "zone_line": "Osh time (UTC+6)",
    "place": "Press Centre, main hall, Central Street 14, Osh",
    "colour": "#4355DE",
}
NOTE = {"title": "Safe learning", "body": "The hall has changed.", "sender_name": "Ministry"}


def test_text_twin_has_the_frame_of_the_design(note_templates):
    text = render(
        "tests/note",
        "en",
        NOTE
        | {
            "dateline": DATELINE,
            "contact_line": "Marat Bekov, press@example.org",
            "manage_url": "https://agenda.example.org/r/abc",
        },
    ).text

    assert text == (
        "Ministry\n"
        "------------------------------------------------------------\n"
        "04  Friday, December 2026\n"
        "    12:00 to 13:30, Osh time (UTC+6)\n"
        "    Press Centre, main hall, Central Street 14, Osh\n"
        "------------------------------------------------------------\n"
        "Safe learning\n"
        "\n"
        "The hall has changed.\n"
        "\n"
        "Start: before 12:00, now 13:00\n"
        "\n"
        "Open:\n"
        "https://agenda.example.org/r/abc\n"
        "\n"
        "------------------------------------------------------------\n"
        "Questions: Marat Bekov, press@example.org\n"
        "You get this because you registered for this event.\n"
        "Change or cancel: https://agenda.example.org/r/abc\n"
        "How we handle your data: https://agenda.example.org/en/privacy\n"
    )


def test_html_shows_dateline_in_the_colour_of_its_type(note_templates):
    html = render("tests/note", "en", NOTE | {"dateline": DATELINE}).html

    assert 'bgcolor="#4355DE"' in html
    assert "Friday, December 2026" in html
    assert "12:00 to 13:30, Osh time (UTC+6)" in html


def test_html_wears_the_colour_of_the_organisation(note_templates):
    plain = render("tests/note", "en", NOTE).html
    html = render("tests/note", "en", NOTE | {"accent": "#0A6A4D"}).html

    assert (plain.count("#2A3AC2"), plain.count("#A0AAFF")) == (html.count("#0A6A4D"), 1)
    assert "#2A3AC2" not in html


def test_dateline_leaves_out_what_is_not_known(note_templates):
    unknown = DATELINE | {"hours": "", "zone_line": "", "place": ""}

    text = render("tests/note", "en", NOTE | {"dateline": unknown}).text

    assert "04  Friday, December 2026\n-----" in text


def test_html_stays_below_what_mail_programs_cut(note_templates):
    html = render("tests/note", "ru", NOTE | {"dateline": DATELINE, "has_qr": True}).html

    assert len(html.encode()) < 60_000


def test_render_in_a_request_leaves_its_language_alone(app, note_templates):
    with app.test_request_context("/?lang=ru"):
        html = render("tests/note", "tr", NOTE).html

        assert '<html lang="tr"' in html
        assert locale.current_language() == "ru"


def test_tidy_wraps_at_72_columns_with_the_indent_kept():
    wrapped = tidy("    " + "word " * 30)

    assert max(map(len, wrapped.splitlines())) <= 72
    assert all(line.startswith("    word") for line in wrapped.splitlines())


def test_tidy_never_breaks_an_address():
    address = "https://agenda.example.org/" + "a-b" * 40

    assert address in tidy(f"Open: {address}").splitlines()


@pytest.mark.parametrize(
    ("base", "address"),
    [
        ("https://agenda.example.org", "https://agenda.example.org/u/abc"),
        ("http://127.0.0.1:8000", "http://127.0.0.1:8000/u/abc"),
        ("https://www.example.org/agenda", "https://www.example.org/agenda/u/abc"),
    ],
)
def test_absolute_begins_with_the_base_address(app, monkeypatch, base, address):
    monkeypatch.setitem(app.config, "BASE_URL", base)

    assert absolute("preferences.show", token="abc") == address
