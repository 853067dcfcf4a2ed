"""Every kind of file gives its text, or a refusal with words."""

import io
import resource
from contextlib import suppress
from email.message import EmailMessage

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pypdf import PdfWriter
from pypdf.generic import DictionaryObject, NameObject, StreamObject

from eventsapp.announcements import apart
from eventsapp.announcements.files import (
    LARGEST,
    Locked,
    TooLarge,
    Unreadable,
    holds_macros,
    text_of,
)
from tests.announcements.packed import docx, paragraphs

WORDS = "Басма сөз жыйыны 12-майда өтөт."
TWO = paragraphs("Басма сөз жыйыны\n12-майда өтөт.")


def pdf(words: bytes = b"", password: str | None = None) -> bytes:
    writer, packed = PdfWriter(), io.BytesIO()
    page = writer.add_blank_page(600, 800)
    stream = StreamObject()
    stream.set_data(words)
    letters = {"/Type": "/Font", "/Subtype": "/Type1", "/BaseFont": "/Helvetica"}
    named = DictionaryObject({NameObject(key): NameObject(value) for key, value in letters.items()})
    fonts = DictionaryObject({NameObject("/F1"): named})
    page[NameObject("/Resources")] = DictionaryObject({NameObject("/Font"): fonts})
    page[NameObject("/Contents")] = writer._add_object(stream.flate_encode(9))
    if password:
        writer.encrypt(password, algorithm="RC4-128")
    writer.write(packed)
    return packed.getvalue()


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_text_of_reads_plain_text_in_any_unicode(encoding):
    assert text_of("a.txt", WORDS.encode(encoding)) == WORDS


def test_text_of_reads_old_russian_text():
    assert text_of("a.txt", "Брифинг 12 мая".encode("cp1251")) == "Брифинг 12 мая"


def test_text_of_reads_the_paragraphs_of_a_docx():
    assert text_of("a.docx", docx(TWO)) == "Басма сөз жыйыны\n12-майда өтөт."


def test_text_of_reads_a_mail_with_its_subject():
    message = EmailMessage()
    message["Subject"] = "Брифинг"
    message.set_content("12 мая в 11:00")

    assert text_of("a.eml", bytes(message)) == "Брифинг\n12 мая в 11:00"


def test_text_of_reads_a_page_without_its_scripts_and_menus():
    page = "<html><nav>Menu</nav><script>x()</script><p>Брифинг</p><p>12&nbsp;мая</p></html>"

    assert text_of("a.html", page.encode()) == "Брифинг\n12 мая"


def test_macros_in_a_file_are_noticed_and_its_text_is_read():
    plain, active = docx(TWO), docx(TWO, **{"word/vbaProject.bin": b"x"})

    assert text_of("a.docm", active) == text_of("a.docx", plain)
    assert holds_macros(active)
    assert not holds_macros(plain)
    assert not holds_macros(b"PK\x03\x04 broken")
    assert not holds_macros(WORDS.encode())


def test_text_of_reads_a_pdf():
    assert (
        text_of("a.pdf", pdf(b"BT /F1 12 Tf 10 10 Td (Briefing at noon) Tj ET"))
        == "Briefing at noon"
    )


def test_text_of_a_small_pdf_that_never_ends_is_refused_soon():
    endless = pdf(b"BT /F1 12 Tf 10 10 Td (ab) Tj ET\n" * 600_000)  # half a minute in 60 kB

    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    with pytest.raises(Unreadable):
        text_of("a.pdf", endless)
    spent = resource.getrusage(resource.RUSAGE_CHILDREN)

    assert len(endless) < 100_000
    assert spent.ru_utime - used.ru_utime < apart.MOST_SECONDS + 1


def test_text_of_a_pdf_is_not_waited_for_longer_than_people_wait(monkeypatch):
    monkeypatch.setattr(apart, "PATIENCE", 0.001)  # as on a machine too busy to begin

    with pytest.raises(Unreadable):
        text_of("a.pdf", pdf(b"BT /F1 12 Tf 10 10 Td (Briefing at noon) Tj ET"))


def test_text_of_a_long_pdf_ends_where_time_does(monkeypatch):
    writer = PdfWriter()
    for _page in range(3):
        writer.append(io.BytesIO(pdf(b"BT /F1 12 Tf 10 10 Td (Briefing at noon) Tj ET")))
    packed = io.BytesIO()
    writer.write(packed)
    clock = iter([0, 0.1, 0.2, apart.ENOUGH_SECONDS])
    monkeypatch.setattr(apart.time, "monotonic", lambda: next(clock))

    assert apart._pdf(packed.getvalue()) == "Briefing at noon\nBriefing at noon"


@pytest.mark.parametrize(
    ("name", "data", "refusal"),
    [
        ("a.pdf", pdf(), Unreadable),  # a scan: no words in it
        ("a.pdf", pdf(password="secret"), Locked),
        ("a.pdf", b"%PDF-1.7 broken", Unreadable),
        ("a.docx", docx(TWO, name="word/other.xml"), Unreadable),
        ("a.docx", docx('<!DOCTYPE x [<!ENTITY a "aaaa">]><x>&a;</x>'), Unreadable),
        ("a.docx", docx(b" " * 30_000_000), TooLarge),  # 30 MB in 30 kB
        ("a.docx", docx(paragraphs("a\n" * 200_000)), TooLarge),  # as many paragraphs
        ("a.docx", b"PK\x03\x04 broken", Unreadable),
        ("a.docx", docx(TWO)[:50] + b"\xff" * 8 + docx(TWO)[58:], Unreadable),  # what is packed
        ("a.docx", docx("<x>" * 200_000 + "</x>" * 200_000), Unreadable),  # one in the other
        ("a.html", b"<html>" + b"<!--" * 1_000_000, Unreadable),  # takes the parser minutes
        ("a.eml", b"Content-Type: " + b"(" * 100_000 + b"\n\nBriefing", Unreadable),
        ("a.bin", bytes(range(256)) * 40, Unreadable),
        ("a.txt", b"", Unreadable),
        ("a.txt", b"a" * (LARGEST + 1), TooLarge),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_text_of_refuses_with_words(name, data, refusal):
    with pytest.raises(refusal) as refused:
        text_of(name, data)

    assert str(refused.value.message)


@settings(max_examples=60, deadline=None)
@given(
    name=st.sampled_from(["a.txt", "a.docx", "a.pdf", "a.eml", "a.html"]),
    start=st.sampled_from([b"", b"%PDF-1.4\n", b"PK\x03\x04", b"<html>", b"Subject: a\n\n"]),
    data=st.binary(max_size=2000),
)
def test_text_of_any_bytes_is_a_text_or_a_refusal(name, start, data):
    with suppress(Unreadable):
        assert text_of(name, start + data)
