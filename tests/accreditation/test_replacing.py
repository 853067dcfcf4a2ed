"""A colleague instead of somebody of the press: asked, applying once, taken back."""

import threading
from datetime import timedelta

import pytest
from sqlalchemy import func, select
from sqlalchemy.exc import IntegrityError

from eventsapp.accreditation import deciding, queries, retention, services
from eventsapp.accreditation.deciding import Verdict
from eventsapp.accreditation.details import Answers, Person
from eventsapp.accreditation.kinds import Ask, Attendance, Function, Need, Status
from eventsapp.accreditation.models import Applicant
from eventsapp.accreditation.replacing import letters as replacing_letters
from eventsapp.accreditation.replacing import services as replacing
from eventsapp.accreditation.replacing.models import Replacement
from eventsapp.accreditation.sealing import seal
from eventsapp.core.clock import utcnow
from eventsapp.events.models import Event, State
from eventsapp.extensions import db
from eventsapp.mail import urls
from eventsapp.mail.models import Message
from eventsapp.mail.models import State as Sent
from eventsapp.registration import rules, seats
from eventsapp.registration.models import Registration
from eventsapp.registration.rules import RuleDetails
from eventsapp.web.guard import Role
from tests.accreditation.test_security import over, rows
from tests.accreditation.test_views import letters, own, upcoming
from tests.conftest import NOW
from tests.counting import statements
from tests.factories import make_applicant, make_intake, make_user, save
from tests.signing_in import sign_in
from tests.together import THREADS, together

ACCEPT = Verdict(Status.ACCEPTED)
BEN = {"name": "Ben Ray", "email": "Ben@Example.org", "language": "en"}
SENT = {"name": "Ben Ray", "email": "ben@example.org", "function": "photo", "consent": "y"}


@pytest.fixture
def intake(app):
    """An event that takes two of the press, applications closed an hour ago."""
    return make_intake(upcoming(), places=2, closes_at=utcnow() - timedelta(hours=1))


@pytest.fixture
def aida(intake):
    """Somebody who is accredited, in the only place of her outlet."""
    person = make_applicant(intake.event, name="Aida Bek", function=Function.PHOTO)
    deciding.decide(intake.event, {person.id: None}, ACCEPT, by=None, now=NOW)
    db.session.commit()
    return person


def ask(client, person, **told):
    return client.post(own(person, "/colleague"), data=BEN | told)


def wish(person):
    return db.session.scalar(select(Replacement).where(Replacement.applicant_id == person.id))


def form(person):
    return f"/a/instead/{wish(person).token}"


def newest():
    return db.session.scalars(select(Applicant).order_by(Applicant.id.desc())).first()


def taken(event):
    return seats.room_in(queries.find_intake(event).category, NOW).taken


def test_ask_writes_to_the_colleague_and_changes_nothing_yet(client, aida):
    answer = ask(client, aida)

    page = client.get(answer.location).text
    letter = db.session.scalars(select(Message).where(Message.recipient == "ben@example.org")).one()
    assert "Ben Ray is asked to come instead." in page
    assert f"/a/instead/{wish(aida).token}" in letter.text
    assert "Aida Bek" in letter.text
    assert aida.status is Status.ACCEPTED
    assert taken(aida.event) == 1


def test_letter_asks_to_apply_for_accreditation_and_not_to_apply_a_filter(client, aida):
    ask(client, aida, language="ru")

    letter = db.session.scalars(select(Message).where(Message.recipient == "ben@example.org")).one()
    assert (
        f"Подать заявку на аккредитацию:\n{urls.absolute('replacing.apply', token=wish(aida).token)}"
        in letter.text
    )


@pytest.mark.parametrize(
    ("told", "words"),
    [
        ({"email": "nobody"}, "Enter an e-mail like"),
        ({"name": ""}, "Ben@Example.org"),
        ({"email": None}, "This is your own address."),
    ],
)
def test_ask_says_what_is_wrong_and_keeps_the_rest(client, aida, told, words):
    told = {name: value or aida.email if value is None else value for name, value in told.items()}

    answer = ask(client, aida, **told)

    assert answer.status_code == 422
    assert words in answer.text
    assert wish(aida) is None


def test_apply_opens_filled_in_with_the_job_and_nothing_personal(client, intake):
    intake.asks = {ask.value: Need.OPTIONAL.value for ask in Ask}
    person = make_applicant(intake.event, name="Aida Bek", phone="+996 700 111", born_on=NOW.date())
    person.card_number, person.identity = "C-77", seal("AN 555")
    person.told = {"latin_name": "Bek Aida", "citizenship": "KG"}
    job = person.application
    job.equipment, job.needs, job.attendance = "Sony FX6, 4012345", "Sound", Attendance.ROOM
    job.told = {
        "editor": "Chinara U.",
        "access": "wheelchair",
        "travel": "hotel",
        "messenger": "@a",
    }
    ask(client, person)

    page = client.get(form(person)).text

    assert [each for each in ("Ben Ray", "National Agency", "Sony FX6", "Sound", "Chinara U.") if each not in page] == []  # fmt: skip
    personal = (
        "+996 700",
        "C-77",
        "AN 555",
        "Bek Aida",
        "wheelchair",
        "hotel<",
        "@a<",
        person.email,
    )
    assert [each for each in personal if each in page] == []


def test_apply_withdraws_the_first_at_that_moment_though_the_deadline_is_over(client, aida):
    ask(client, aida)

    answer = client.post(form(aida), data=SENT)

    ben = newest()
    assert "Your application has come" in client.get(answer.location).text
    assert (ben.name, ben.status, ben.outlet_name) == (
        "Ben Ray",
        Status.SUBMITTED,
        "National Agency",
    )
    assert not ben.application.is_late
    assert aida.status is Status.WITHDRAWN
    assert taken(aida.event) == 0
    assert wish(aida).successor is ben
    assert letters()[-2:] == ["accreditation/received", "accreditation/replaced"]


def test_apply_tells_the_first_and_takes_the_event_out_of_the_calendar(client, aida):
    ask(client, aida)
    client.post(form(aida), data=SENT)

    told = db.session.scalars(select(Message).order_by(Message.id.desc())).first()
    page = client.get(own(aida)).text

    assert told.recipient == aida.email
    assert "Ben Ray has applied" in told.text
    assert told.calendar_recipe["method"] == "CANCEL"
    assert "A colleague comes instead of you" in page
    assert "Ben Ray has applied in your place." in page


def test_apply_before_the_acceptance_was_told_sends_no_word_of_it(client, aida):
    ask(client, aida)
    client.post(form(aida), data=SENT)

    accepted = select(Message.state).where(Message.template == "accreditation/accepted")
    assert db.session.scalars(accepted).all() == [Sent.WITHDRAWN]


def test_apply_sent_twice_is_one_application_and_the_link_ends(client, aida):
    ask(client, aida)
    link = form(aida)

    first, second = (client.post(link, data=SENT | {"form_key": "one"}) for _ in range(2))
    third = client.post(link, data=SENT | {"form_key": "two", "email": "eve@example.org"})

    assert first.location == second.location
    assert third.status_code == client.get(link).status_code == 410
    assert db.session.scalar(select(func.count(Applicant.id))) == 2


def test_apply_ignores_another_outlet_and_a_crew(client, aida):
    ask(client, aida)

    client.post(form(aida), data=SENT | {
        "outlet_name": "Somebody Else", "crew-0-name": "Eve", "crew-0-function": "photo", "later": "1",
    })  # fmt: skip

    ben = newest()
    assert (ben.name, ben.outlet_name, ben.status) == (
        "Ben Ray",
        "National Agency",
        Status.SUBMITTED,
    )


def test_apply_keeps_what_was_typed_where_something_is_missing(client, aida):
    ask(client, aida)

    answer = client.post(form(aida), data=SENT | {"consent": "", "remarks": "With my own Canon R5"})

    assert answer.status_code == 422
    assert "With my own Canon R5" in answer.text
    assert aida.status is Status.ACCEPTED


def test_apply_of_an_address_that_has_applied_is_refused(client, aida):
    make_applicant(aida.event, email="ben@example.org")
    ask(client, aida)

    answer = client.post(form(aida), data=SENT)

    assert answer.status_code == 422
    assert "somebody has applied for this event already" in answer.text
    assert aida.status is Status.ACCEPTED


def test_apply_of_a_machine_changes_nothing(client, aida):
    ask(client, aida)

    client.post(form(aida), data=SENT | {"website": "x"})

    assert aida.status is Status.ACCEPTED


def test_form_says_until_when_in_the_language_of_the_page(client, aida):
    ask(client, aida)

    told = {language: client.get(f"{form(aida)}?lang={language}").text for language in ("en", "tr")}

    assert replacing_letters.until(wish(aida), "en") in told["en"]
    assert replacing_letters.until(wish(aida), "tr") in told["tr"]


def test_first_comes_after_all_until_the_colleague_has_applied(client, aida):
    ask(client, aida)
    link = form(aida)

    page = client.post(own(aida, "/colleague/withdraw"), follow_redirects=True).text

    assert "Send a colleague instead" in page
    assert client.get(link).status_code == client.post(link, data=SENT).status_code == 410
    assert aida.status is Status.ACCEPTED
    asked = select(Message.state).where(Message.template == "accreditation/instead")
    assert db.session.scalars(asked).all() == [Sent.WITHDRAWN]


def test_first_cannot_come_after_all_once_the_colleague_has_applied(client, aida):
    ask(client, aida)
    client.post(form(aida), data=SENT)

    client.post(own(aida, "/colleague/withdraw"))
    client.post(f"/r/{aida.registration.token}/restore")

    db.session.expire_all()
    assert wish(aida).successor is newest()
    assert taken(aida.event) == 0


def test_asking_another_colleague_ends_the_first_link(client, aida):
    ask(client, aida)
    link = form(aida)

    ask(client, aida, name="Eve Lane", email="eve@example.org")

    assert client.get(link).status_code == 410
    assert "Eve Lane" in client.get(form(aida)).text


def begun(event):
    event.starts_at = utcnow() - timedelta(minutes=1)


def cancelled(event):
    event.state = State.CANCELLED


def unchangeable(event):
    rules.choose(event, RuleDetails(change_hours=24 * 40), {})


def declined(event):
    person = db.session.scalar(select(Applicant))
    person.status = Status.DECLINED


@pytest.mark.parametrize("happens", [begun, cancelled, unchangeable, declined])
def test_nobody_can_come_instead_of_one_who_cannot_change(client, aida, happens):
    ask(client, aida)
    link = form(aida)
    happens(aida.event)
    db.session.commit()

    assert client.get(link).status_code == 410
    assert "Send a colleague instead" not in client.get(own(aida)).text
    assert ask(client, aida, email="eve@example.org").status_code == 302
    assert wish(aida).email == "ben@example.org"


def test_outlet_within_its_limit_counts_the_two_as_one(client, aida):
    intake = queries.find_intake(aida.event)
    intake.outlet_limit, intake.category.capacity = 1, 1
    db.session.commit()
    ask(client, aida)
    client.post(form(aida), data=SENT)

    deciding.decide(aida.event, {newest().id: None}, ACCEPT, by=None, now=NOW)
    db.session.commit()

    assert taken(aida.event) == 1


def test_desk_asks_a_colleague_and_sees_who_comes_instead_of_whom(desk, client):
    event = make_intake(upcoming(organisation=desk.organisation)).event
    aida = make_applicant(event, name="Aida Bek")
    queue = f"/desk/e/{event.id}/press"
    address = f"{queue}/{aida.id}/colleague"

    asked = desk.post(address, data=BEN, follow_redirects=True).text
    client.post(form(aida), data=SENT)
    review = desk.get(queue).text
    former = desk.get(f"{queue}?view=declined").text

    assert "Ben Ray is asked instead" in asked
    assert wish(aida).asked_by_id == desk.user.id
    assert "Instead of Aida Bek" in review
    assert "Replaced by Ben Ray" in former


def test_desk_takes_the_asking_back(desk):
    event = make_intake(upcoming(organisation=desk.organisation)).event
    aida = make_applicant(event)
    address = f"/desk/e/{event.id}/press/{aida.id}/colleague"
    desk.post(address, data=BEN)

    page = desk.post(f"{address}/withdraw", follow_redirects=True).text

    assert "The colleague&#39;s link no longer works." in page
    assert wish(aida) is None


def test_press_role_alone_asks(app, intake):
    viewer = app.test_client()
    sign_in(viewer, make_user(intake.event.organisation, role=Role.VIEWER))
    person = make_applicant(intake.event)

    answer = viewer.post(f"/desk/e/{intake.event_id}/press/{person.id}/colleague", data=BEN)

    assert answer.status_code == 403
    assert wish(person) is None


def listed(desk, event):
    heads, *people = rows(desk.post(f"/desk/e/{event.id}/press/security"))
    return [dict(zip(heads, person, strict=False)) for person in people]


def test_security_reads_who_comes_instead_of_one_on_an_earlier_list(desk, client):
    event = make_intake(upcoming(organisation=desk.organisation)).event
    known, unknown = make_applicant(event, name="Aida Bek"), make_applicant(event, name="Bek Oz")
    both = {known.id: None, unknown.id: None}
    _stays, mistaken = deciding.decide(event, both, ACCEPT, by=None, now=utcnow())
    deciding.undo([mistaken], now=utcnow())
    db.session.commit()
    before = listed(desk, event)
    for number, person in enumerate((known, unknown)):
        ask(client, person, email=f"c{number}@example.org")
        client.post(form(person), data=SENT | {"email": f"c{number}@example.org"})
        deciding.decide(event, {newest().id: None}, ACCEPT, by=None, now=utcnow())
        db.session.commit()

    notes = [row.get("Note", "") for row in listed(desk, event)]

    assert [row["Full name"] for row in before] == ["Aida Bek"]
    assert sorted(notes) == ["", "Instead of Aida Bek, who was on an earlier list"]


def test_names_of_both_are_forgotten_with_the_event(client, aida):
    ask(client, aida)
    over(aida, 400)

    retention.erase_due(utcnow())

    assert db.session.scalars(select(Replacement)).all() == []


def test_queue_asks_as_often_for_many_replaced_as_for_one(desk, client):
    event = make_intake(upcoming(organisation=desk.organisation)).event
    queue = f"/desk/e/{event.id}/press"

    def replace(number):
        person = make_applicant(event)
        ask(client, person, email=f"c{number}@example.org")
        client.post(form(person), data=SENT | {"email": f"c{number}@example.org"})

    replace(1)
    with statements() as one:
        desk.get(queue)
    for number in range(2, 5):
        replace(number)
    with statements() as many:
        desk.get(queue)

    assert len(many) == len(one)


def test_database_keeps_one_colleague_for_one_person(aida):
    told = {"name": "Ben", "email": "ben@example.org", "language": "en", "asked_at": NOW}
    save(Replacement(applicant=aida, **told))

    for wrong in ({"applicant": aida}, {"applicant": make_applicant(aida.event), "taken_at": NOW}):
        db.session.add(Replacement(**told | wrong))
        with pytest.raises(IntegrityError):
            db.session.flush()
        db.session.rollback()


def answers(number):
    return Answers(people=(Person(f"C {number}", f"c{number}@example.org"),), language="en")


def test_many_with_one_link_at_once_make_one_successor(app, aida):
    token, event_id = replacing.ask(aida, **BEN, by=None, now=NOW).token, aida.event_id
    db.session.commit()

    def act(number):
        event = db.session.get(Event, event_id)
        replacing.apply(token, event, answers(number), now=NOW)
        db.session.commit()
        return "applied"

    outcomes = together(app, act)

    assert outcomes == {"applied": 1, "ReplacementGone": THREADS - 1}
    assert db.session.scalar(select(func.count(Applicant.id))) == 2
    assert db.session.scalar(select(func.count(Registration.id))) == 1


def test_without_taking_turns_all_who_looked_come_instead(app, aida):
    """The control: each finds the wish open, waits for the others, and applies."""
    wished, event_id = replacing.ask(aida, **BEN, by=None, now=NOW).id, aida.event_id
    db.session.commit()
    looked = threading.Barrier(THREADS)

    def look_then_apply(number):
        with db.engine.connect().execution_options(readonly=True) as reading:
            taken_at = reading.scalar(select(Replacement.taken_at).where(Replacement.id == wished))
        looked.wait()
        if taken_at is not None:
            return "too late"
        event = db.session.get(Event, event_id)
        found = db.session.get(Replacement, wished)
        found.successor = services.enter(event, answers(number), now=NOW).sender
        found.taken_at = NOW
        db.session.commit()
        return "applied"

    assert together(app, look_then_apply) == {"applied": THREADS}
    assert db.session.scalar(select(func.count(Applicant.id))) == 1 + THREADS


def test_taking_back_or_deciding_while_the_colleague_applies_never_leaves_both(app, aida):
    token, event_id, first = (
        replacing.ask(aida, **BEN, by=None, now=NOW).token, aida.event_id, aida.id
    )  # fmt: skip
    db.session.commit()

    def act(number):
        event, person = db.session.get(Event, event_id), db.session.get(Applicant, first)
        if number == 0:
            replacing.withdraw(person)
        elif number == 1:
            services.withdraw(person, now=NOW)
        else:
            replacing.apply(token, event, answers(number), now=NOW)
        db.session.commit()
        return "done" if number < 2 else "applied"

    outcomes = together(app, act, 4)

    db.session.expire_all()
    standing = [each.status for each in db.session.scalars(select(Applicant)) if each.id != first]
    assert len(standing) == outcomes["applied"] <= 1
    assert db.session.get(Applicant, first).status is Status.WITHDRAWN
    assert taken(db.session.get(Event, event_id)) == 0
