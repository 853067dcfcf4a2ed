"""The Press tab: settings, the queue and its checks, decisions by hand."""

from datetime import date, timedelta
from io import BytesIO

import pytest
from sqlalchemy import select

from eventsapp.accreditation import queries
from eventsapp.accreditation.kinds import Ask, Need, Paper, Reason, Status
from eventsapp.accreditation.models import Applicant
from eventsapp.accreditation.services import add_papers
from eventsapp.core.clock import utcnow
from eventsapp.core.papers import Upload
from eventsapp.extensions import db
from eventsapp.mail.models import Message, State
from eventsapp.web.guard import Role
from tests.counting import statements
from tests.factories import (
    CREATED,
    make_applicant,
    make_contact,
    make_event,
    make_intake,
    make_user,
)
from tests.signing_in import sign_in


@pytest.fixture
def event(desk):
    starts = (utcnow() + timedelta(days=30)).replace(tzinfo=None, microsecond=0)
    return make_event(organisation=desk.organisation, starts=starts)


def url(event, action=""):
    return f"/desk/e/{event.id}/press{action}"


def settings(**overrides):
    asks = {ask.value: "no" for ask in Ask}
    return {"is_open": "y", "places": "30", "outlet_limit": "2"} | asks | overrides


def decision(applicant, act="accepted", **overrides):
    return {"chosen": f"{applicant.id}.{applicant.version}", "act": act} | overrides


def checks(desk, event, **query):
    return desk.get(url(event), query_string=query).text


def test_index_offers_to_take_applications(desk, event):
    page = desk.get(url(event))

    assert page.status_code == 200
    assert url(event, "/settings") in page.text


def test_settings_open_the_event_to_the_press(desk, event):
    answer = desk.post(
        url(event, "/settings"),
        data=settings(
            closes_at="2026-12-01T18:00", quotas="Television: 5\nKZ: 10", card="required"
        ),
    )

    intake = queries.find_intake(event)
    assert answer.status_code == 302
    assert (intake.category.capacity, intake.outlet_limit) == (30, 2)
    assert intake.need(Ask.CARD) is Need.REQUIRED
    assert intake.closes_at.isoformat() == "2026-12-01T12:00:00+00:00"
    assert sorted(quota.places for quota in intake.quotas) == [5, 10]
    assert "Television: 5" in desk.get(url(event, "/settings")).text


def test_settings_saved_twice_stay_the_same(desk, event):
    for _ in range(2):
        desk.post(url(event, "/settings"), data=settings(quotas="Television: 5"))

    assert len(queries.find_intake(event).quotas) == 1


@pytest.mark.parametrize(
    ("wrong", "words"),
    [
        ({"places": "-1"}, "Enter a number of places"),
        ({"quotas": "five cameras"}, "Write one quota a line"),
        ({"closes_at": "2099-01-01T10:00"}, "before the event starts"),
        ({"opens_at": "2026-12-02T10:00", "closes_at": "2026-12-01T10:00"}, "after the opening"),
    ],
)
def test_settings_say_what_is_wrong_and_keep_what_was_typed(desk, event, wrong, words):
    answer = desk.post(url(event, "/settings"), data=settings(**wrong))

    assert answer.status_code == 422
    assert words in answer.text
    assert queries.find_intake(event) is None


def test_index_shows_what_speaks_for_and_against(desk, event):
    make_intake(event, outlet_limit=1)
    make_contact(organisation=desk.organisation)
    make_applicant(event, name="No Outlet", outlet="")
    make_applicant(event, name="First", outlet="Radio", status=Status.ACCEPTED)
    make_applicant(event, name="Second", outlet="Radio")
    make_applicant(event, name="Known", outlet="Paper", email="press@example.org")

    page = checks(desk, event)

    assert "No outlet given" in page
    assert "Over limit of 1" in page
    assert "Known contact" in page


def test_index_remembers_who_came_before(desk, event):
    make_intake(event)
    earlier = make_intake(make_event(organisation=desk.organisation)).event
    make_applicant(earlier, email="ada@example.org", status=Status.ACCEPTED)
    make_applicant(event, email="ada@example.org")

    assert "Known, 1 visit" in checks(desk, event)


def test_index_knows_nothing_of_other_houses(desk, event):
    make_intake(event)
    make_applicant(make_intake().event, email="ada@example.org", status=Status.ACCEPTED)
    make_applicant(event, email="ada@example.org")

    assert "Known, 1 visit" not in checks(desk, event)


def test_index_finds_who_lacks_papers(desk, event):
    make_intake(event, asks={Ask.LETTER: Need.REQUIRED})
    make_applicant(event, name="Without Letter")
    complete = make_applicant(event, name="With Letter")
    letter = Upload(b"%PDF-1.4 letter", "application/pdf")
    add_papers(complete.application, {Paper.LETTER: letter}, CREATED)
    db.session.commit()

    page = checks(desk, event, missing="1")

    assert "Without Letter" in page
    assert "With Letter" not in page
    assert "Letter attached" in checks(desk, event)


def test_index_asks_as_often_for_many_applicants_as_for_one(desk, event):
    make_intake(event)
    counts = []
    for _ in range(2):
        for number in range(3):
            make_applicant(event, outlet=f"Outlet {number}")
        with statements() as seen:
            desk.get(url(event))
        counts.append(len(seen))

    assert counts[0] == counts[1] <= 30


def test_decide_accepts_and_offers_undo(desk, event):
    applicant = make_applicant(make_intake(event).event)

    answer = desk.post(url(event, "/decide"), data=decision(applicant))
    page = desk.get(answer.location)

    assert applicant.status is Status.ACCEPTED
    assert "1 answer has not left yet." in page.text
    assert "Undo" in page.text


def test_undo_takes_the_decision_back(desk, event):
    applicant = make_applicant(make_intake(event).event)
    desk.post(url(event, "/decide"), data=decision(applicant))
    made = applicant.decisions[0].id

    desk.post(url(event, f"/undo?decision={made}"))

    assert applicant.status is Status.SUBMITTED
    assert db.session.scalars(select(Message)).one().state is State.WITHDRAWN


def test_decide_for_several_at_once(desk, event):
    make_intake(event)
    people = [make_applicant(event) for _ in range(3)]
    chosen = [f"{each.id}.{each.version}" for each in people]

    desk.post(url(event, "/decide"), data={"chosen": chosen, "act": "waitlisted"})

    assert {each.status for each in people} == {Status.WAITLISTED}


def test_decline_asks_for_the_reason_first(desk, event):
    applicant = make_applicant(make_intake(event).event)

    question = desk.post(url(event, "/decide"), data=decision(applicant, "declined"))
    still = applicant.status
    desk.post(
        url(event, "/decide"),
        data=decision(applicant, "declined", asked="1", reason=Reason.NO_OUTLET.value),
    )

    assert "No outlet was named" in question.text
    assert still is Status.SUBMITTED
    assert applicant.status is Status.DECLINED
    assert applicant.decisions[0].decided_by == desk.user


def test_decline_without_a_reason_asks_again(desk, event):
    applicant = make_applicant(make_intake(event).event)

    answer = desk.post(
        url(event, "/decide"), data=decision(applicant, "declined", asked="1", note="x")
    )

    assert answer.status_code == 422
    assert "Choose a reason" in answer.text


def test_decide_shows_what_a_colleague_has_decided(desk, event):
    applicant = make_applicant(make_intake(event).event)
    seen = decision(applicant, "waitlisted")
    desk.post(url(event, "/decide"), data=decision(applicant))

    answer = desk.post(url(event, "/decide"), data=seen)

    assert answer.status_code == 409
    assert "A colleague has decided meanwhile" in answer.text
    assert "Accepted, Dana Kim" in " ".join(answer.text.replace("\n", " ").split())
    assert applicant.status is Status.ACCEPTED


def test_decide_beyond_the_places_asks_whether_it_is_meant(desk, event):
    applicant = make_applicant(make_intake(event, places=0).event)

    question = desk.post(url(event, "/decide"), data=decision(applicant))
    desk.post(url(event, "/decide"), data=decision(applicant, asked="1", beyond="1"))

    assert question.status_code == 409
    assert "Accept beyond the places" in question.text
    assert applicant.status is Status.ACCEPTED


@pytest.mark.parametrize("act", ["", "draft", "nonsense"])
def test_decide_refuses_acts_that_are_none(desk, event, act):
    applicant = make_applicant(make_intake(event).event)

    answer = desk.post(url(event, "/decide"), data=decision(applicant, act))

    assert answer.status_code == 400
    assert applicant.status is Status.SUBMITTED


def test_press_role_decides_but_does_not_arrange(app, event):
    applicant = make_applicant(make_intake(event).event)
    browser = sign_in(app.test_client(), make_user(event.organisation, Role.PRESS))

    browser.post(url(event, "/decide"), data=decision(applicant))
    settings_page = browser.post(url(event, "/settings"), data=settings())

    assert applicant.status is Status.ACCEPTED
    assert settings_page.status_code == 403


def test_document_is_shown_to_the_press_desk_alone(app, desk, event):
    applicant = make_applicant(make_intake(event).event)
    letter = Upload(b"%PDF-1.4 letter", "application/pdf")
    add_papers(applicant.application, {Paper.LETTER: letter}, CREATED)
    db.session.commit()
    address = url(event, f"/documents/{applicant.application.documents[0].id}")

    answer = desk.get(address)
    viewer = sign_in(app.test_client(), make_user(event.organisation, Role.VIEWER))

    assert BytesIO(answer.data).read(5) == b"%PDF-"
    assert answer.headers["Content-Disposition"].startswith("attachment")
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert viewer.get(address).status_code == 403
    assert app.test_client().get(address).status_code == 302


def test_hold_lets_answers_wait(desk, event):
    applicant = make_applicant(make_intake(event).event)
    evening = (utcnow() + timedelta(days=1)).replace(second=0, microsecond=0)

    desk.post(
        url(event, "/hold"),
        data={"until": (evening + timedelta(hours=6)).strftime("%Y-%m-%dT%H:%M")},
    )
    desk.post(url(event, "/decide"), data=decision(applicant))

    assert db.session.scalars(select(Message)).one().due_at == evening


def test_index_finds_people_in_any_script(desk, event):
    make_intake(event)
    make_applicant(event, name="Айнура Бекова")
    make_applicant(event, name="Someone Else")

    page = checks(desk, event, q="Ainura")

    assert "Айнура Бекова" in page
    assert "Someone Else" not in page
    assert db.session.scalars(select(Applicant)).all()


@pytest.mark.parametrize(
    ("born", "found"), [("2008-12-05", True), ("2008-12-04", False), (None, False)]
)
def test_checks_show_who_is_under_age_on_the_day(desk, born, found):
    event = make_event(organisation=desk.organisation)  # on 4 December 2026
    make_intake(event)
    make_applicant(event, born_on=born and date.fromisoformat(born))

    assert ("Under age: 17 years" in checks(desk, event)) is found
