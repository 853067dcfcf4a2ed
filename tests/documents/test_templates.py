"""Templates of one's own: brought on the settings page, tried out, used, refused, taken away."""

import re
import zipfile
from io import BytesIO

import pytest
from docx import Document
from docx.shared import Mm
from PIL import Image
from pypdf import PdfReader

from eventsapp.checkin.models import Attendance
from eventsapp.core import colours
from eventsapp.core.texts import LANGUAGES
from eventsapp.documents import making, queries, samples, sandbox
from eventsapp.documents.house import House
from eventsapp.documents.kinds import LOOKS, SUFFIXES, Format, Kind
from eventsapp.extensions import db
from eventsapp.organisations import services
from eventsapp.web.guard import Role
from tests.factories import (
    CREATED,
    make_contact,
    make_event,
    make_item,
    make_participation,
    make_registration,
    make_user,
    save,
)
from tests.signing_in import sign_in

PAGE = "/desk/templates"
HEAD = '#let data = json("data.json")\n#set document(title: data.title)\n#set text(font: "Noto Sans")\n'
PLAIN = HEAD + "= Our head\n#data.title"
HAS_TEMPLATE = [(kind, form) for kind in LOOKS for form in LOOKS[kind].formats if form in SUFFIXES]


@pytest.fixture
def owner(desk):
    """The browser of an owner."""
    desk.user = make_user(desk.organisation, Role.OWNER, email="owner@example.org")
    sign_in(desk, desk.user)
    return desk


def word(*paragraphs: str) -> bytes:
    document = Document()
    for text in paragraphs:
        document.add_paragraph(text)
    written = BytesIO()
    document.save(written)
    return written.getvalue()


def bring(browser, data, name="head.typ", kind="announcement", language=""):
    raw = data.encode() if isinstance(data, str) else data
    form = {"kind": kind, "language": language, "file": (BytesIO(raw), name)}
    return browser.post(PAGE, data=form, follow_redirects=True)


def said(answer) -> str:
    assert answer.status_code == 200
    return " ".join(page.extract_text() for page in PdfReader(BytesIO(answer.data)).pages)


def logos(answer):
    assert answer.status_code == 200
    return Document(BytesIO(answer.data)).inline_shapes


def inks(page) -> set[str]:
    """The colours that a page of a PDF fills its letters with."""
    triples = re.findall(r"([\d.]+) ([\d.]+) ([\d.]+) scn", str(page.get_contents().get_data()))
    return {"#" + "".join(f"{round(255 * float(each)):02X}" for each in one) for one in triples}


def answer_xml(answer) -> str:
    return zipfile.ZipFile(BytesIO(answer.data)).read("word/document.xml").decode()


def document(browser, event, kind="announcement", form="pdf", language="en"):
    return browser.get(f"/desk/e/{event.id}/documents/{kind}.{form}?language={language}")


def shape(value):
    """The keys of nested data, whatever they hold."""
    if isinstance(value, dict):
        return {key: shape(inner) for key, inner in value.items()}
    if isinstance(value, list):
        return [shape(value[0])] if value else []
    return type(value).__name__


def test_a_template_of_ones_own_is_used_in_its_language_alone(owner):
    event = make_event(organisation=owner.organisation)

    page = bring(owner, PLAIN, language="en")

    assert "The template is in use." in page.text
    assert "head.typ" in page.text
    assert "Our head" in said(document(owner, event))
    assert "Our head" not in said(document(owner, event, language="ky"))


def test_a_template_for_all_languages_gives_way_to_one_for_this(owner):
    event = make_event(organisation=owner.organisation)
    bring(owner, PLAIN)
    bring(owner, PLAIN.replace("Our head", "Kyrgyz head"), language="ky")

    assert "Our head" in said(document(owner, event))
    assert "Kyrgyz head" in said(document(owner, event, language="ky"))


def test_a_word_template_is_filled(owner):
    event = make_event(organisation=owner.organisation)

    bring(owner, word("{% for side in sides %}Our word: {{ side.title }}{% endfor %}"), "a.docx")
    answer = document(owner, event, form="docx")

    (line,) = [each.text for each in Document(BytesIO(answer.data)).paragraphs]
    assert line == "Our word: Safe learning environment"


def test_report_and_diary_have_templates_of_ones_own_too(owner):
    event = make_event(organisation=owner.organisation)

    bring(owner, PLAIN, kind="report")
    bring(owner, word("{{ sides[0].days[0].day }}: our diary"), "a.docx", kind="diary")

    assert "Our head" in said(owner.get(f"/desk/e/{event.id}/report.pdf?language=en"))
    diary = owner.get("/desk/diary.docx?day=2026-12-04&language=en")
    (line,) = [each.text for each in Document(BytesIO(diary.data)).paragraphs]
    assert line == "Friday 4 December 2026: our diary"


def with_logo(owner):
    """An event of an organisation with a logo, and people for every list and letter."""
    event = make_event(organisation=owner.organisation)
    make_item(event)
    make_participation(event, make_contact(organisation=owner.organisation))
    person = make_registration(event)
    save(Attendance(registration=person, event_id=event.id, entered_at=CREATED, act_key="in"))
    drawn = BytesIO()
    Image.new("RGB", (120, 60), "teal").save(drawn, "PNG")
    services.set_logo(owner.organisation, drawn.getvalue())
    db.session.commit()
    return event


@pytest.mark.parametrize("kind", ["announcement", "letters", "certificates", "agenda"])
def test_the_logo_stands_on_documents(owner, kind):
    event = with_logo(owner)

    shipped = document(owner, event, kind)
    bring(owner, owner.get(f"{PAGE}/shipped/{kind}.pdf").data, "own.typ", kind=kind)
    own = document(owner, event, kind)

    for answer in (shipped, own):
        page = PdfReader(BytesIO(answer.data)).pages[0]
        assert [each.image.size for each in page.images if each.image.size == (120, 60)]


@pytest.mark.parametrize("kind", ["announcement", "agenda", "letters", "participants"])
def test_the_logo_stands_on_word_files_with_words_for_those_who_do_not_see_it(owner, kind):
    event = with_logo(owner)

    shipped = document(owner, event, kind, "docx")
    bring(owner, owner.get(f"{PAGE}/shipped/{kind}.docx").data, "own.docx", kind=kind)
    own = document(owner, event, kind, "docx")

    for answer in (shipped, own):
        (logo,) = logos(answer)
        assert (logo.width, logo.height) == (2 * Mm(13), Mm(13))
        assert 'descr="Ministry of Education"' in answer_xml(answer)


def test_two_languages_share_one_logo(owner):
    event = with_logo(owner)

    answer = owner.get(f"/desk/e/{event.id}/documents/announcement.docx?language=en&language=ky")

    assert len(logos(answer)) == 1


@pytest.mark.parametrize("name", ["report", "diary"])
def test_the_logo_stands_on_what_other_pages_make_too(owner, name):
    event = with_logo(owner)
    pages = {"report": f"/desk/e/{event.id}/report.docx", "diary": "/desk/diary.docx"}

    answer = owner.get(pages[name])

    assert any(each.height == Mm(13) for each in logos(answer))


def test_documents_are_in_the_colour_of_the_organisation(owner):
    event = with_logo(owner)
    owner.organisation.accent = "#FFCC00"  # too light for paper
    db.session.commit()
    darker = colours.on_light("#FFCC00").button

    page = PdfReader(BytesIO(document(owner, event, "letters").data)).pages[0]
    styles = Document(BytesIO(document(owner, event, "letters", "docx").data)).styles

    assert darker in inks(page)
    assert str(styles["Heading 1"].font.color.rgb) == darker.removeprefix("#")


def test_removing_a_template_brings_the_shipped_one_back(owner):
    event = make_event(organisation=owner.organisation)
    bring(owner, PLAIN)
    (template,) = queries.templates(owner.organisation.id)

    owner.post(f"{PAGE}/{template.id}/removal")

    assert queries.templates(owner.organisation.id) == []
    assert "Our head" not in said(document(owner, event))


def test_bringing_another_takes_the_place_of_the_first(owner):
    bring(owner, PLAIN)
    bring(owner, PLAIN.replace("Our head", "Newer head"), "newer.typ")

    (template,) = queries.templates(owner.organisation.id)
    assert template.file_name == "newer.typ"
    assert "Newer head" in said(owner.get(f"{PAGE}/{template.id}/sample"))
    assert "Newer head" in owner.get(f"{PAGE}/{template.id}").text


@pytest.mark.parametrize(
    ("source", "name", "words"),
    [
        ("#foo", "a.typ", "Line 1: unknown variable: foo"),
        (PLAIN.replace("Noto", "Nowhere"), "a.typ", "unknown font family"),
        ('#read("/etc/passwd")', "a.typ", "from elsewhere"),
        ('#read("../../../../../etc/passwd")', "a.typ", "from elsewhere"),
        ('#let name = "@pre" + "view/cetz:0.2.0"\n#import name', "a.typ", "from elsewhere"),
        ('#import "@local/cetz:0.2.0"', "a.typ", "from elsewhere"),
        (word("{{ side.title }}"), "a.docx", "&#39;side&#39; is undefined"),
        (word("{% for %}"), "a.docx", "The template does not work"),
        (word("{{ ''.__class__.__mro__ }}"), "a.docx", "__class__"),
        (word("{{ sides.append(1) }}"), "a.docx", "append"),
        (word("{{ bar(50).document.save('x') }}"), "a.docx", "has no attribute"),
        (word("{{ bar(50)._document.save('x') }}"), "a.docx", "_document"),
        (word("{% for n in range(10**9) %}x{% endfor %}"), "a.docx", "Range too big"),
        (b"PK no archive", "a.docx", "The file cannot be read."),
        (b"%PDF-1.7", "a.pdf", "Choose a .docx or a .typ file."),
    ],
)
def test_what_does_not_work_is_refused_in_words(owner, source, name, words):
    page = bring(owner, source, name)

    assert page.status_code == 422
    assert words in page.text
    assert queries.templates(owner.organisation.id) == []


def test_a_template_that_never_ends_is_stopped(app):
    slow = b"#for a in range(100000) { for b in range(100000) { let c = a * b } }"

    with pytest.raises(sandbox.TemplateBroken, match="too long"):
        sandbox.fill(Format.PDF, House(slow), {}, seconds=3)


def test_a_template_that_wants_all_memory_is_stopped(app):
    greedy = word("{% set x = 'a' * 10**10 %}{{ x }}")
    sample = samples.data(Kind.AGENDA, Format.DOCX, "en")

    with pytest.raises(sandbox.TemplateBroken, match="too much memory"):
        sandbox.fill(Format.DOCX, House(greedy), sample, seconds=20)


@pytest.mark.parametrize("name", ["word/vbaProject.bin", "word/embeddings/oleObject1.bin"])
def test_macros_and_embedded_objects_are_refused(owner, name):
    page = bring(owner, _with_part(name), "a.docx")

    assert page.status_code == 422
    assert "macros or embedded objects" in page.text


def test_pictures_from_elsewhere_are_refused(owner):
    page = bring(owner, _with_link('TargetMode="External"'), "a.docx")

    assert page.status_code == 422
    assert "from elsewhere" in page.text


def test_agenda_of_people_has_no_word_template(owner):
    page = bring(owner, word("x"), "a.docx", kind="badges")

    assert "This document is made from a .typ file." in page.text
    assert "made from a .docx file." in bring(owner, PLAIN, kind="diary").text


@pytest.mark.parametrize(("kind", "form"), HAS_TEMPLATE)
def test_every_shipped_template_can_be_brought_as_ones_own(owner, kind, form):
    shipped = owner.get(f"{PAGE}/shipped/{kind}.{form}")

    page = bring(owner, shipped.data, f"own{SUFFIXES[form]}", kind=kind)

    assert "The template is in use." in page.text


@pytest.mark.parametrize("language", LANGUAGES)
def test_sample_has_the_shape_of_a_real_event(owner, language):
    event = make_event(organisation=owner.organisation)
    make_item(event)
    make_participation(event, make_contact(organisation=owner.organisation))
    make_registration(event)

    for kind in (Kind.PARTICIPANTS, Kind.PLATES, Kind.LETTERS, *making.WRITERS):
        for form in {Format.PDF, Format.DOCX} & set(LOOKS[kind].formats):
            real = shape(making.content_of(event, kind, form, [language]))
            assert _missing(real, shape(samples.data(kind, form, language))) == []


def test_a_template_that_fails_on_an_event_says_so(owner):
    event = make_event(organisation=owner.organisation)
    bring(owner, HEAD + '#if data.title != "Untitled event" { panic("too real") } else [x]')

    page = owner.get(
        f"/desk/e/{event.id}/documents/announcement.pdf?language=en", follow_redirects=True
    )

    assert "too real" in page.text


def test_editors_leave_templates_alone(desk):
    assert desk.get(PAGE).status_code == 403


def _missing(real, sample, path=""):
    """Which keys of the real data the sample lacks."""
    if isinstance(real, dict):
        lost = [f"{path}.{key}" for key in real if key not in sample]
        return lost + [
            each
            for key in real
            if key in sample
            for each in _missing(real[key], sample[key], f"{path}.{key}")
        ]
    if isinstance(real, list) and real:
        return _missing(real[0], sample[0], f"{path}[]") if sample else [path]
    return []


def _with_part(name: str) -> bytes:
    kind = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/oleObject"
    target = name.removeprefix("word/")
    return _patched(f'<Relationship Id="rX" Type="{kind}" Target="{target}"/>', {name: b"x"})


def _with_link(mode: str) -> bytes:
    kind = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/image"
    target = "https://elsewhere.example.org/pixel.png"
    return _patched(f'<Relationship Id="rX" Type="{kind}" Target="{target}" {mode}/>', {})


def _patched(relationship: str, parts: dict[str, bytes]) -> bytes:
    """A document with one more relationship, and the parts it names."""
    made = BytesIO()
    with (
        zipfile.ZipFile(BytesIO(word("x"))) as old,
        zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as new,
    ):
        for entry in old.namelist():
            data = old.read(entry)
            if entry == "word/_rels/document.xml.rels":
                data = data.replace(b"</Relationships>", f"{relationship}</Relationships>".encode())
            if entry == "[Content_Types].xml":
                known = b'<Default Extension="bin" ContentType="application/octet-stream"/></Types>'
                data = data.replace(b"</Types>", known)
            new.writestr(entry, data)
        for name, data in parts.items():
            new.writestr(name, data)
    return made.getvalue()
