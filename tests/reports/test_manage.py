"""The Report tab and its files: the numbers are those of the event."""

from datetime import UTC, datetime, timedelta
from io import BytesIO

import pytest
from docx import Document
from pypdf import PdfReader

from eventsapp.accreditation.kinds import Status as Standing
from eventsapp.checkin.models import Attendance
from eventsapp.core.texts import LANGUAGES
from eventsapp.invitations.models import Answer, Guest
from eventsapp.messages import ratings
from eventsapp.outcome.models import Coverage
from eventsapp.registration.models import Status
from eventsapp.reports import content
from tests.factories import (
    CREATED,
    make_applicant,
    make_event,
    make_invite,
    make_registration,
    save,
)

OPENING = datetime(2026, 12, 4, 5, 31, tzinfo=UTC)  # 11:31 in Osh


def own(desk, **overrides):
    return make_event(organisation=desk.organisation, **overrides)


def address(event, tail=""):
    return f"/desk/e/{event.id}/report{tail}"


def crowd(event, minutes=(0, 1, 4, 16)):
    """One person comes so many minutes after the doors; one more stays away."""
    for number, after in enumerate(minutes):
        person = make_registration(event, email=f"p{number}@example.org")
        entered = OPENING + timedelta(minutes=after)
        save(
            Attendance(
                registration=person, event_id=event.id, entered_at=entered, act_key=f"key-{number}"
            )
        )
    make_registration(event, email="absent@example.org")
    make_registration(event, email="gone@example.org", status=Status.CANCELLED)


def test_index_says_what_will_stand_there(desk):
    assert "Nothing to count yet." in desk.get(address(own(desk))).text


def test_report_counts_people_and_journalists(desk):
    event = own(desk)
    crowd(event)
    make_applicant(event, status=Standing.ACCEPTED, email="ada@example.org")
    make_applicant(event, status=Standing.DECLINED, email="ben@example.org")
    make_applicant(event, status=Standing.DRAFT, email="eve@example.org")

    numbers = {row.label: row.number for row in content.report(event).numbers}

    assert numbers == {
        "Registered": 5,
        "Came": 4,
        "Gave up their place": 1,
        "Journalists who applied": 2,
        "Journalists accredited": 1,
    }


def test_arrivals_are_counted_by_five_minutes_of_the_clock_there(app):
    event = make_event()
    crowd(event)

    rows = content.arrivals(event)

    assert [(row.label, row.number) for row in rows] == [
        ("11:30", 2),
        ("11:35", 1),
        ("11:40", 0),
        ("11:45", 1),
    ]


def test_arrivals_long_after_the_others_stand_in_the_last_column(app):
    event = make_event()
    crowd(event, minutes=(0, 600))

    rows = content.arrivals(event)

    assert len(rows) == content.MOST_STEPS
    assert [row.label[-1] for row in rows].index("+") == content.MOST_STEPS - 1
    assert (rows[0].number, rows[-1].number) == (1, 1)


def test_index_shows_plots_answers_and_media(desk, now):
    event = own(desk)
    crowd(event)
    person = make_registration(event, email="ada@example.org")
    ratings.rate(person, 4, now=now)
    save(Coverage(event_id=event.id, outlet="Kabar", title="Schools are safer"))

    page = desk.get(address(event)).text

    assert "Arrivals by five minutes" in page
    assert "11:35" in page
    assert "How was it? 4.0 of 5, answered by 1." in page
    assert "Schools are safer" in page


@pytest.mark.parametrize("language", LANGUAGES)
def test_pdf_holds_the_numbers_in_every_language(desk, language):
    event = own(desk)
    crowd(event)

    answer = desk.get(address(event, f".pdf?language={language}"))

    pages = PdfReader(BytesIO(answer.data)).pages
    said = " ".join(" ".join(page.extract_text() for page in pages).split())
    assert "11:35" in said
    assert " 5 " in said
    assert f"-report-{language}.pdf" in answer.headers["Content-Disposition"]


@pytest.mark.parametrize("language", LANGUAGES)
def test_word_file_holds_the_numbers_with_bars_in_every_language(desk, language):
    event = own(desk)
    crowd(event)
    save(Coverage(event_id=event.id, outlet="Kabar", title="Schools & roads"))

    answer = desk.get(address(event, f".docx?language={language}"))

    made = Document(BytesIO(answer.data))
    rows = [[cell.text for cell in row.cells] for table in made.tables for row in table.rows]
    bars = [(bar.width.mm, bar.height.mm) for bar in made.inline_shapes]
    assert [row[1] for row in rows[:5]] == ["5", "4", "1", "0", "0"]
    assert ["11:35", "1", ""] in rows
    assert made.paragraphs[-1].text == "Kabar, Schools & roads"
    assert bars[:2] == [(68, 3), (34, 3)]  # two people came at 11:30, one at 11:35
    assert len(bars) == sum(len(row) == 3 and row[1] != "0" for row in rows)
    assert f"-report-{language}.docx" in answer.headers["Content-Disposition"]


def test_report_shows_how_far_invited_people_have_come(desk):
    event = own(desk)
    at = {"opened_at": CREATED}
    make_invite(event)
    make_invite(event, **at)
    make_invite(event, **at, answer=Answer.NO, answered_at=CREATED)
    guest = make_invite(event, **at, answer=Answer.YES, answered_at=CREATED)
    person = make_registration(event, email=guest.email)
    save(Guest(registration=person, invite=guest))
    save(Attendance(registration=person, event_id=event.id, entered_at=OPENING, act_key="key"))
    make_invite(event, sent_at=None, due_at=CREATED)

    rows = {row.label: row.number for row in content.invited(event)}

    assert rows == {"Invited": 4, "Opened the invitation": 3, "Have answered": 2, "Came": 1}
    assert "Opened the invitation" in desk.get(address(event)).text


def test_report_says_nothing_of_invitations_where_nobody_was_invited(desk):
    event = own(desk)
    crowd(event)

    assert content.invited(event) == []
    assert "Opened the invitation" not in desk.get(address(event)).text
