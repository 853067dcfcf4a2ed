"""Texts in five languages and rows, as forms send them."""

import pytest
from werkzeug.datastructures import MultiDict
from wtforms import FieldList

from eventsapp.core.texts import Texts
from eventsapp.web.fields import (
    PhoneField,
    RecordForm,
    SomeLanguage,
    TextsField,
    line,
    original_of,
    paragraphs,
)


class NoteForm(RecordForm):
    titles = TextsField("Title", [SomeLanguage("Enter a title.")], longest=10)
    texts = TextsField("Text", multiline=True, longest=100)
    phones = FieldList(PhoneField("Phone"), max_entries=3)


@pytest.fixture
def filled(app):
    """Make the form as a browser sends it to a page in English."""

    def make(stored: dict | None = None, **sent: str) -> NoteForm:
        data = MultiDict({name.replace("__", "-"): value for name, value in sent.items()})
        with app.test_request_context("/?lang=en", method="POST" if sent else "GET", data=data):
            form = NoteForm(data=stored or {})
            form.answers = (form.shown_language, form.rearranged(), form.validate_on_submit())
            return form

    return make


@pytest.mark.parametrize("typed", ["112", "+996 312 000 000 ext. 5", "٠١٢٣٤٥", ""])
def test_phone_is_taken_as_it_is_written(filled, typed):
    assert filled(titles__en="A", phones__0=typed).phones.data == [typed]


@pytest.mark.parametrize(("typed", "told"), [("ask Ada", "phone number"), ("1" * 61, "60")])
def test_phone_without_a_number_is_refused_and_kept(filled, typed, told):
    form = filled(titles__en="A", phones__0=typed)

    assert form.phones.data == [typed]
    assert told in str(form.phones.errors)


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("  Ош \t шаары ", "Ош шаары"),
        ("Subject\r\nBcc: a@example.org", "Subject Bcc: a@example.org"),
        ("abc\u202egpj.exe", "abcgpj.exe"),
        ("nul\x00 bell\x07", "nul bell"),
        ("\u200b\u200e \u2060", ""),
        ("\u200e+996\u00a0500", "+996 500"),
        (None, ""),
    ],
)
def test_line_keeps_one_line_without_hidden_signs(typed, kept):
    assert line(typed) == kept


def test_paragraphs_keep_their_breaks_only():
    assert paragraphs("a\r\n\r\nb\rc\u2066\n") == "a\n\nb\nc"


def test_texts_are_taken_language_by_language(filled):
    form = filled(titles__kk="Атауы", titles__en=" ", titles__tr="Ad", texts__kk="a\r\nb")

    assert form.titles.data == Texts(kk="Атауы", tr="Ad")
    assert form.texts.data == Texts(kk="a\nb")


def test_stored_texts_are_copied_not_shared(filled):
    stored = Texts(kk="Атауы")

    form = filled({"titles": stored})
    form.titles.data.write("kk", "Басқа")

    assert stored == Texts(kk="Атауы")


def test_a_text_that_is_too_long_names_its_language_and_shows_it(filled):
    form = filled(titles__kk="Атауы", titles__ru="x" * 11, shown="kk")

    assert form.titles.errors == ["Русский: Enter at most 10 characters."]
    assert form.shown_language == "ru"


def test_a_text_in_no_language_is_refused(filled):
    assert filled(titles__kk=" ", shown="kk").titles.errors == ["Enter a title."]


@pytest.mark.parametrize(
    ("stored", "shown"),
    [
        ({}, "en"),
        ({"titles": Texts(en="Title", ky="Аталышы"), "texts": Texts(ky="Текст")}, "en"),
        ({"titles": Texts(kk="Атауы", ky="Аталышы"), "texts": Texts(ky="Текст")}, "ky"),
    ],
)
def test_shown_language_is_the_readers_unless_nothing_is_written_in_it(filled, stored, shown):
    assert filled(stored).answers[0] == shown


def test_written_counts_only_texts_that_exist(filled):
    form = filled({"titles": Texts(kk="Атауы", ky="Аталышы"), "texts": Texts(ky="Текст")})

    assert [form.written(language) for language in ("ky", "kk", "tr")] == [(2, 2), (1, 2), (0, 2)]


@pytest.mark.parametrize(
    ("button", "left"),
    [
        ("add:phones", ["1", "2", None]),
        ("remove:phones-0", ["2"]),
        ("remove:phones-9", ["1", "2"]),
        ("add:titles", ["1", "2"]),
        ("add:nothing", ["1", "2"]),
        ("explode:phones", ["1", "2"]),
    ],
)
def test_rearranged_changes_rows_and_saves_nothing(filled, button, left):
    form = filled(phones__0="1", phones__1="2", titles__kk="Атауы", rows=button)

    assert form.answers[1] is True
    assert [entry.data or None for entry in form.phones] == left


def test_rearranged_stops_at_the_most_rows(filled):
    form = filled(phones__0="1", phones__1="2", phones__2="3", rows="add:phones")

    assert len(form.phones) == 3


def test_original_of_prefers_a_language_that_is_written():
    assert original_of(Texts(ky="Аталышы", ru="Название"), "ru") == "ru"
    assert original_of(Texts(ky="Аталышы", ru="Название"), "en") == "ky"
    assert original_of(Texts(), "tr") == "tr"


def test_signs_that_are_none_are_left_out():
    """Programs that show PDFs copy one for each soft hyphen."""
    assert line("re\ufffegistration\uffff") == "registration"
    assert paragraphs("re\ufffegistration\n\nopens") == "registration\n\nopens"
