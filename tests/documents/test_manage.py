"""The Documents tab, read back from the files it gives."""

from datetime import datetime
from io import BytesIO

import pytest
from docx import Document
from pypdf import PdfReader

from eventsapp.checkin.models import Attendance
from eventsapp.core import files, tokens
from eventsapp.core.texts import LANGUAGES, Texts
from eventsapp.documents import queries, services
from eventsapp.documents.kinds import ON_TAB, Format, Kind
from eventsapp.extensions import db
from eventsapp.outcome.models import AdoptedDecision, Figure, Outcome, Quote, Stage
from eventsapp.programme.models import ParticipationPost
from eventsapp.registration import retention
from tests.factories import (
    CREATED,
    make_category,
    make_contact,
    make_event,
    make_intake,
    make_item,
    make_participation,
    make_registration,
    save,
)

LETTERS = "ӘәҒғҚқҢңӨөҰұҮүҺһІі Ññ ĞğİıŞş Ёё ₸₺№ «»—…"
HOSTILE = r"#panic() $x$ \n *b* <script>alert(1)</script> {{ 7*7 }} {% x %} & @ref"


def text_of(answer) -> str:
    assert answer.status_code == 200, answer.location
    pages = PdfReader(BytesIO(answer.data)).pages
    return " ".join(" ".join(page.extract_text() for page in pages).split())


def words_of(answer) -> str:
    return "\n".join(each.text for each in Document(BytesIO(answer.data)).paragraphs)


def own(desk, **overrides):
    return make_event(organisation=desk.organisation, **overrides)


def address(event, kind, form="pdf", *languages):
    asked = "&".join(f"language={code}" for code in languages or ["en"])
    return f"/desk/e/{event.id}/documents/{kind}.{form}?{asked}"


def test_index_offers_every_document(desk):
    page = desk.get(f"/desk/e/{own(desk).id}/documents").text

    for kind, look in ON_TAB.items():
        assert str(look.name) in page
        assert f"/documents/{kind}.pdf?language=en" in page


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("kind", ON_TAB)
def test_download_makes_every_kind_in_every_language(desk, kind, language):
    event = own(desk, titles=Texts({language: f"{LETTERS} {language}"}))
    make_item(event)
    make_participation(event)
    person = make_registration(event)
    save(Attendance(registration=person, event_id=event.id, entered_at=CREATED, act_key="in"))

    answer = desk.get(address(event, kind, "pdf", language))

    assert answer.status_code == 200
    document = PdfReader(BytesIO(answer.data))
    assert document.trailer["/Root"]["/MarkInfo"]["/Marked"]
    assert document.trailer["/Root"]["/Lang"].startswith(language)
    assert document.metadata.title == f"{LETTERS} {language}"


@pytest.mark.parametrize("kind", ["announcement", "agenda"])
@pytest.mark.parametrize("form", ["pdf", "docx", "txt"])
def test_download_says_title_day_and_programme(desk, kind, form):
    event = own(desk)
    make_item(event, titles=Texts(en="Words of welcome"), minutes=15)

    answer = desk.get(address(event, kind, form))

    said = {"pdf": text_of, "docx": words_of, "txt": lambda got: got.text}[form](answer)
    assert "Safe learning environment" in said
    assert "Friday 4 December 2026, 12:00 to 13:30, UTC+6" in said
    assert "12:00–12:15" in said
    assert "Words of welcome" in said


@pytest.mark.parametrize("kind", ["agenda", "announcement", "attendance", "plates"])
def test_endless_words_stay_on_the_sheet(desk, kind):
    event, endless = own(desk), "Ғ" * 150
    make_item(event, titles=Texts(en=endless))
    make_participation(event, make_contact(names=Texts(en=endless)))

    page = PdfReader(BytesIO(desk.get(address(event, kind)).data)).pages[0]

    lines = page.extract_text().splitlines()
    assert sum(line.count("Ғ") for line in lines) >= len(endless)
    assert max(line.count("Ғ") for line in lines) < 100


def test_turkish_has_capitals_of_its_own(desk):
    said = desk.get(address(own(desk), "release", "txt", "tr")).text

    assert "ETKİNLİK SONRASI BASIN BÜLTENİ" in said


def test_agenda_stands_in_two_languages_side_by_side(desk):
    event = own(desk)
    make_item(event, titles=Texts(en="Words of welcome", ky="Куттуктоо сөз"))

    said = text_of(desk.get(address(event, "agenda", "pdf", "ky", "en")))

    assert "Words of welcome" in said
    assert "Куттуктоо сөз" in said


def test_announcement_stands_in_two_languages_side_by_side(desk):
    event = own(desk)

    answer = desk.get(address(event, "announcement", "pdf", "ky", "en"))

    said = text_of(answer)
    assert "Коопсуз билим берүү чөйрөсү" in said
    assert "Safe learning environment" in said
    assert "2026-жылдын 4-декабры" in said
    assert "-announcement-ky-en.pdf" in answer.headers["Content-Disposition"]


@pytest.mark.parametrize("form", ["pdf", "docx", "txt"])
def test_announcement_takes_hostile_text_for_text(desk, form):
    event = own(desk, titles=Texts(en=HOSTILE), summaries=Texts(en="A\u202eB\x0cC"))

    answer = desk.get(address(event, "announcement", form))

    said = {"pdf": text_of, "docx": words_of, "txt": lambda got: got.text}[form](answer)
    assert HOSTILE.replace(" ", "") in said.replace(" ", "")
    assert "ABC" in said


def test_announcement_names_letters_it_cannot_print(desk):
    event = own(desk, titles=Texts(en="你好"))

    answer = desk.get(address(event, "announcement"), follow_redirects=True)

    assert "These letters cannot be printed: " in answer.text


@pytest.mark.parametrize("kind", ["participants", "attendance"])
def test_lists_hold_speakers_with_posts_and_guests_with_organisations(desk, kind):
    event = own(desk)
    contact = make_contact(organisation=desk.organisation)
    make_participation(event, contact)
    make_registration(event, name="Ada Asanova", organisation_name="School 14")
    make_registration(event, name="Gone Away", status="cancelled")

    said = text_of(desk.get(address(event, kind)))

    assert "1 Marat Bekov" in said
    assert "2 Ada Asanova School 14" in said
    assert "Gone Away" not in said
    assert ("Signature" in said) == (kind == "attendance")


@pytest.mark.parametrize(("language", "order"), [("kk", "АӘЖҰA"), ("en", "AАЖҰӘ")])
def test_lists_follow_the_alphabet_of_their_language(desk, language, order):
    event = own(desk)
    for letter in "ҰӘAЖА":
        make_registration(event, name=f"{letter}лия")

    said = text_of(desk.get(address(event, "participants", "pdf", language)))

    assert [name[0] for name in said.split() if name.endswith("лия")] == list(order)


@pytest.mark.parametrize("kind", ["participants", "attendance", "letters"])
def test_lists_and_letters_can_be_edited_in_word(desk, kind):
    event = own(desk)
    ministry = [ParticipationPost(titles=Texts(kk="Ғылым министрі"))]
    make_participation(event, make_contact(organisation=desk.organisation), posts=ministry)
    make_registration(event, name="Ada Asanova", organisation_name="School 14")

    document = Document(BytesIO(desk.get(address(event, kind, "docx", "kk")).data))

    rows = [[cell.text for cell in row.cells] for table in document.tables for row in table.rows]
    if kind == "letters":
        assert "Marat Bekov" in [each.text for each in document.paragraphs]
        return
    assert [row[:3] for row in rows[1:]] == [
        ["1", "Marat Bekov", "Ғылым министрі"],
        ["2", "Ada Asanova", "School 14"],
    ]
    assert len(rows[0]) == (4 if kind == "attendance" else 3)
    assert document.core_properties.language == "kk-KZ"


@pytest.mark.parametrize("kind", ["participants", "attendance", "badges"])
def test_lists_of_nobody_are_not_made(desk, kind):
    answer = desk.get(address(own(desk), kind), follow_redirects=True)

    assert "There is nobody yet to make this document for." in answer.text


def test_agenda_without_a_programme_is_not_made(desk):
    answer = desk.get(address(own(desk), "agenda"), follow_redirects=True)

    assert "No programme yet." in answer.text


def test_letters_to_nobody_are_not_made(desk):
    answer = desk.get(address(own(desk), "letters"), follow_redirects=True)

    assert "There is nobody yet to make this document for." in answer.text


def test_badges_put_ten_on_a_sheet(desk):
    event = own(desk)
    for number in range(11):
        make_registration(event, name=f"Guest {number:02}")

    sheets = PdfReader(BytesIO(desk.get(address(event, "badges")).data))
    cards = PdfReader(BytesIO(desk.get(address(event, "badges-86x54")).data))

    assert [len(sheets.pages), len(cards.pages)] == [2, 11]
    assert [round(float(side) * 25.4 / 72) for side in cards.pages[0].mediabox[2:]] == [86, 54]


def test_plates_show_two_languages(desk):
    event = own(desk)
    make_participation(event)

    answer = desk.get(address(event, "plates", "pdf", "en", "ky"))

    said = text_of(answer)
    assert len(PdfReader(BytesIO(answer.data)).pages) == 1
    assert "Marat Bekov" in said
    assert "Марат Беков" in said


@pytest.mark.parametrize(
    "path", ["nothing.pdf", "badges.docx", "agenda.exe", "orders/999/file", "report.pdf"]
)
def test_download_knows_no_other_document(desk, path):
    assert desk.get(f"/desk/e/{own(desk).id}/documents/{path}").status_code == 404


def test_long_documents_are_made_by_the_worker(desk, monkeypatch):
    monkeypatch.setattr(services, "AT_ONCE", 1)
    event = own(desk)
    for name in ("Ada Asanova", "Bek Bekov"):
        make_registration(event, name=name)
    tab = f"/desk/e/{event.id}/documents"

    refused = desk.get(address(event, "badges"), follow_redirects=True).text
    desk.post(f"{tab}/orders/badges.pdf?language=en")
    desk.post(f"{tab}/orders/badges.pdf?language=en")
    waiting = desk.get(tab).text
    made = services.make_ordered(CREATED)
    (ordered,) = queries.orders(event)
    said = text_of(desk.get(f"{tab}/orders/{ordered.id}/file"))

    assert "This document is long: have it prepared." in refused
    assert "0 of 2 people" in waiting
    assert made == 1
    assert "Ada Asanova" in said
    assert f"/orders/{ordered.id}/file" in desk.get(tab).text


def test_long_lists_are_made_for_word_too(desk, monkeypatch):
    monkeypatch.setattr(services, "AT_ONCE", 0)
    event = own(desk)
    make_registration(event, name="Ada Asanova")

    desk.post(f"/desk/e/{event.id}/documents/orders/participants.docx?language=en")
    services.make_ordered(CREATED)

    (ordered,) = queries.orders(event)
    answer = desk.get(f"/desk/e/{event.id}/documents/orders/{ordered.id}/file")
    assert "-participants-en.docx" in answer.headers["Content-Disposition"]
    assert Document(BytesIO(answer.data)).tables[0].rows[1].cells[1].text == "Ada Asanova"


def test_documents_that_name_somebody_erased_are_deleted_with_their_files(desk, now):
    event, other = own(desk), own(desk)
    gone = make_registration(event, name="Ada Asanova")
    make_registration(other, name="Bek Bekov")
    for each in (event, other):
        services.order(each, Kind.PARTICIPANTS, Format.PDF, "en", by=None, now=CREATED)
    services.make_ordered(CREATED)
    (naming,) = queries.orders(event)
    key, file = naming.file_key, f"/desk/e/{event.id}/documents/orders/{naming.id}/file"
    assert services.forget_those_of_erased(now) == 0

    retention.erase(gone, now=now)
    db.session.commit()

    assert services.forget_those_of_erased(now) == 1
    db.session.commit()
    assert (desk.get(file).status_code, files.open(key)) == (404, None)
    assert len(queries.orders(other)) == 1


def test_an_order_that_cannot_be_kept_says_so_and_holds_up_nobody(desk, app, monkeypatch):
    event = own(desk)
    make_registration(event)
    for kind in (Kind.BADGES, Kind.PARTICIPANTS):
        services.order(event, kind, Format.PDF, "en", by=None, now=CREATED)
    monkeypatch.setitem(app.config, "STORAGE_URL", "file:/dev/null/full")

    assert services.make_ordered(CREATED) == 2

    page = desk.get(f"/desk/e/{event.id}/documents").text
    assert page.count("The document could not be made.") == 2
    assert list(queries.unfinished()) == []


def test_release_tells_decisions_quotes_and_figures(desk):
    event = own(desk)
    save(Outcome(event_id=event.id, texts=Texts(en="The council adopted the **strategy**.")))
    save(
        AdoptedDecision(
            event_id=event.id,
            texts=Texts(en="Open 12 schools."),
            responsible=Texts(en="regional offices"),
            stages=[Stage(horizon=2030, texts=Texts(en="first half"))],
        )
    )
    save(Quote(event_id=event.id, names=Texts(en="Ada Kim"), texts=Texts(en="We are ready")))
    save(Figure(event_id=event.id, number="27 344", qualifier="over", units=Texts(en="pupils")))

    for form, read in (("pdf", text_of), ("docx", words_of), ("txt", lambda got: got.text)):
        told = read(desk.get(address(event, "release", form)))
        assert "The council adopted the strategy." in told
        assert "Open 12 schools. Responsible: regional offices" in told
        assert "Until 2030: first half" in told
        assert "Ada Kim: “We are ready”" in told
        assert "over 27 344 pupils" in told


def test_documents_invite_nobody_to_register_for_what_is_over(desk):
    coming, past = own(desk), own(desk, slug="past", starts=datetime(2026, 10, 2, 10, 0), ends=None)
    for event in (coming, past):
        make_category(event)

    told = [desk.get(address(event, "announcement", "txt")).text for event in (coming, past)]

    assert "Details and registration: https://" in told[0]
    assert "Details: https://" in told[1]


def test_advisory_says_until_when_to_be_accredited(desk):
    event = own(desk)
    make_intake(event)

    assert "Accreditation until" in text_of(desk.get(address(event, "advisory")))


def test_letters_greet_everybody_on_a_page_of_their_own(desk):
    event = own(desk)
    for name in ("Ada Kim", "Ben Oz"):
        contact = make_contact(organisation=event.organisation, names=Texts(en=name))
        make_participation(event, contact)

    answer = desk.get(address(event, "letters"))

    pages = [page.extract_text() for page in PdfReader(BytesIO(answer.data)).pages]
    assert ["Dear Ada Kim," in page for page in pages] == [True, False]
    assert ["Dear Ben Oz," in page for page in pages] == [False, True]


def test_certificates_are_for_those_who_came_and_can_be_checked(desk, client):
    event = own(desk)
    came, stayed = (make_registration(event, name=name) for name in ("Ada King", "Ben Ak"))
    save(Attendance(registration=came, event_id=event.id, entered_at=CREATED, act_key="entry"))

    told = text_of(desk.get(address(event, "certificates")))
    token = tokens.make("certificate", came.id)
    page = client.get(f"/certificates/{token}")

    assert "Ada King" in told
    assert "Ben Ak" not in told
    assert f"/certificates/{token}" in told.replace(" ", "")
    assert "This certificate is genuine." in page.text
    assert client.get(f"/certificates/{tokens.make('certificate', stayed.id)}").status_code == 404
    assert client.get(f"/certificates/{token[:20]}{token[21:]}").status_code == 404


def test_poster_says_when_and_where_and_leads_to_the_page(desk):
    event = own(desk)
    make_registration(event)

    said = text_of(desk.get(address(event, "poster")))

    assert "Safe learning environment" in said
    assert "Friday 4 December 2026" in said
    assert "Register here" in said
    assert f"https://agenda.example.org/e/{event.slug}" in said


def test_poster_of_a_draft_leads_nowhere(desk):
    said = text_of(desk.get(address(own(desk, state="draft", slug=None), "poster")))

    assert "agenda.example.org" not in said
