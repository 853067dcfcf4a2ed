"""The pool: places by medium, given once each, given back, passed on; material shared with all."""

from datetime import timedelta
from io import BytesIO

import pytest
from python_calamine import load_workbook
from sqlalchemy import select

from eventsapp.accreditation import deciding, services
from eventsapp.accreditation.deciding import Verdict
from eventsapp.accreditation.details import PoolDetails
from eventsapp.accreditation.kinds import Ask, Attendance, Function, Need, Reason, Status
from eventsapp.accreditation.models import Applicant
from eventsapp.accreditation.pool import queries as pool_queries
from eventsapp.accreditation.pool import services as pool
from eventsapp.accreditation.pool.models import PoolPlace
from eventsapp.accreditation.pool.services import NotForPool, PlacesGiven, PoolFull
from eventsapp.core.texts import Texts
from eventsapp.events.models import State as EventState
from eventsapp.extensions import db
from eventsapp.mail.models import Message, State
from tests.accreditation.test_deciding import decide, undo
from tests.conftest import NOW
from tests.counting import statements
from tests.factories import make_applicant, make_intake, make_user
from tests.signing_in import sign_in
from tests.together import together

HANDOUT = {
    "handout_place": Texts(en="Press centre, room 2"),
    "sharing": Texts(en="Within an hour."),
}


@pytest.fixture
def intake(app):
    found = make_intake(outlet_limit=None, asks={Ask.POOL: Need.OPTIONAL})
    arrange(found)
    return found


def arrange(intake, places=1, **more):
    details = PoolDetails(
        places={Function.PHOTO: places},
        handout_at=intake.event.starts_at - timedelta(days=1),
        **HANDOUT | more,
    )
    made = pool.arrange(intake, details)
    db.session.commit()
    return made


def photographer(intake, *, wants=True, status=Status.ACCEPTED, **more):
    person = make_applicant(intake.event, function=Function.PHOTO, status=status, **more)
    person.application.wants_pool = wants
    db.session.commit()
    return person


def give(person, now=NOW):
    place = pool.give(person, now=now)
    db.session.commit()
    return place


def holder(event):
    return [each.applicant for each in pool_queries.holders(pool_queries.find(event))]


def letters(person, state=State.QUEUED):
    wanted = select(Message).where(Message.recipient == person.email, Message.state == state)
    return db.session.scalars(wanted.order_by(Message.id)).all()


def names(found):
    return [each.template for each in found]


def deliver():
    for message in db.session.scalars(select(Message).where(Message.state == State.QUEUED)):
        message.state = State.SENT
    db.session.commit()


def test_give_numbers_the_cards_and_writes_when_they_are_handed_out(intake):
    arrange(intake, places=2)
    first, second = photographer(intake), photographer(intake)

    numbers = [give(each).number for each in (first, second)]

    letter = letters(second)[0]
    assert numbers == [1, 2]
    assert letter.due_at == NOW + timedelta(seconds=60)
    for words in ("Photo, card 2", "Press centre, room 2", "Within an hour.", "3 December 2026"):
        assert words in letter.text


def test_give_no_more_than_there_are_places(intake):
    give(photographer(intake))

    with pytest.raises(PoolFull):
        give(photographer(intake))


def test_give_twice_is_one_place_and_one_letter(intake):
    person = photographer(intake)

    assert give(person) is give(person, NOW + timedelta(seconds=5))
    assert len(letters(person)) == 1


@pytest.mark.parametrize("more", [{"attendance": Attendance.REMOTE}, {"status": Status.WAITLISTED}])
def test_give_places_to_accepted_people_in_the_room_alone(intake, more):
    person = photographer(intake, **more)

    with pytest.raises(NotForPool):
        pool.give_all(intake.event, [person.id], now=NOW)


def test_give_a_writer_no_place_of_the_photographers(intake):
    with pytest.raises(NotForPool):
        pool.give(make_applicant(intake.event, status=Status.ACCEPTED), now=NOW)


def test_give_gives_the_last_card_once(app, intake):
    arrange(intake, places=3)
    people = [photographer(intake).id for _each in range(8)]

    def work(number):
        place = pool.give(db.session.get(Applicant, people[number]), now=NOW)
        db.session.commit()
        return bool(place)

    outcomes = together(app, work)

    numbers = sorted(db.session.scalars(select(PoolPlace.number)).all())
    assert outcomes == {True: 3, "PoolFull": 5}
    assert numbers == [1, 2, 3]


def test_database_keeps_one_card_from_two_people(intake):
    arrange(intake, places=2)
    first, second = give(photographer(intake)), give(photographer(intake))

    with pytest.raises(Exception, match=r"(?i)unique"):
        db.session.execute(
            PoolPlace.__table__.update()
            .where(PoolPlace.id == second.id)
            .values(number=first.number)
        )


def test_acceptance_with_a_place_says_so_in_its_answer(intake):
    person = photographer(intake, status=Status.SUBMITTED)

    decide(person, Verdict(Status.ACCEPTED, pool=True))

    assert names(letters(person)) == ["accreditation/accepted"]
    assert "Photo, card 1" in letters(person)[0].text


def test_acceptance_without_one_says_so_to_who_asked(intake):
    asked = photographer(intake, status=Status.SUBMITTED)
    silent = photographer(intake, wants=False, status=Status.SUBMITTED)

    decide(asked)
    decide(silent)

    assert "If one becomes free for you, we write at once." in " ".join(
        letters(asked)[0].text.split()
    )
    assert "pool" not in letters(silent)[0].text.lower()


def test_acceptance_into_a_full_pool_is_refused_as_a_whole(intake):
    give(photographer(intake))
    person = photographer(intake, status=Status.SUBMITTED)

    with pytest.raises(PoolFull):
        decide(person, Verdict(Status.ACCEPTED, pool=True))
    db.session.rollback()

    assert person.status is Status.SUBMITTED


def test_undo_of_the_acceptance_frees_the_place(intake):
    undo(decide(photographer(intake, status=Status.SUBMITTED), Verdict(Status.ACCEPTED, pool=True)))
    other = photographer(intake)

    assert give(other).number == 1
    assert holder(intake.event) == [other]


def test_place_given_before_the_answer_has_left_stands_in_the_answer(intake):
    deciding.hold_answers(intake, NOW + timedelta(hours=7))
    person = photographer(intake, status=Status.SUBMITTED)
    decide(person)

    give(person, NOW + timedelta(hours=1))

    letter = letters(person)[0]
    assert names(letters(person)) == ["accreditation/accepted"]
    assert "Photo, card 1" in letter.text
    assert letter.due_at == NOW + timedelta(hours=7)


def test_taken_back_within_the_minute_nobody_hears_of_it(intake):
    person = photographer(intake)

    pool.take_back(give(person), now=NOW)
    db.session.commit()

    assert letters(person) == []
    assert holder(intake.event) == []


def test_taken_back_later_is_said(intake):
    person = photographer(intake)
    place = give(person)
    deliver()

    pool.take_back(place, now=NOW + timedelta(hours=1))
    db.session.commit()

    assert names(letters(person)) == ["accreditation/pool_end"]


def test_place_given_back_goes_to_the_next_who_asked(intake):
    holding = photographer(intake)
    photographer(intake, wants=False)
    follower = photographer(intake)
    place = give(holding)

    pool.give_back(place, now=NOW)
    db.session.commit()

    assert holder(intake.event) == [follower]
    assert names(letters(follower)) == ["accreditation/pool"]


def test_place_given_back_twice_does_not_return_to_who_gave_it_back(intake):
    first, second = photographer(intake), photographer(intake)
    pool.give_back(give(first), now=NOW)

    pool.give_back(pool_queries.place_of(second), now=NOW)
    db.session.commit()

    assert holder(intake.event) == []
    assert give(first).number == 1  # but the organiser may


def test_place_given_back_stays_free_where_the_organiser_chooses(intake):
    arrange(intake, passes_on=False)
    place = give(photographer(intake))
    photographer(intake)

    pool.give_back(place, now=NOW)

    assert holder(intake.event) == []


def test_place_of_who_no_longer_comes_is_passed_on_after_the_minute(intake):
    holding, follower = photographer(intake), photographer(intake)
    give(holding)
    services.withdraw(holding, now=NOW)
    db.session.commit()

    passed = [pool.pass_on_left(NOW + timedelta(seconds=at)) for at in (30, 60, 90)]

    assert passed == [0, 1, 0]
    assert holder(intake.event) == [follower]


def test_revoking_and_undoing_keeps_the_place(intake):
    person = photographer(intake)
    give(person)
    deliver()

    decision = decide(person, Verdict(Status.DECLINED, Reason.SECURITY))
    without = holder(intake.event)
    undo(decision)

    assert without == []
    assert holder(intake.event) == [person]


def test_arrange_takes_no_place_away_that_is_given(intake):
    arrange(intake, places=2)
    give(photographer(intake)), give(photographer(intake))

    with pytest.raises(PlacesGiven):
        arrange(intake, places=1)


def test_candidates_are_those_who_asked_first(intake):
    silent = photographer(intake, wants=False)
    asked = photographer(intake)
    holding = photographer(intake)
    give(holding)

    medium = pool_queries.media(pool_queries.find(intake.event))[0]

    assert [each.applicant for each in medium.holders] == [holding]
    assert list(medium.candidates) == [asked, silent]


def test_remind_to_share_once_those_who_have_not(intake):
    arrange(intake, places=2)
    owing, done = photographer(intake), photographer(intake)
    give(owing)
    pool.share(give(done), "https://files.example.org/osh", now=NOW)
    deliver()
    end = intake.event.ends_at

    reminded = [pool.remind_to_share(end + timedelta(hours=at)) for at in (1, 2, 3)]

    assert reminded == [0, 1, 0]
    assert names(letters(owing)) == ["accreditation/share"]
    assert letters(done) == []


def test_remind_nobody_where_sharing_is_not_owed(intake):
    arrange(intake, must_share=False)
    give(photographer(intake))

    assert pool.remind_to_share(intake.event.ends_at + timedelta(days=1)) == 0


def test_holder_reads_the_card_and_shares_for_all_accepted(client, intake):
    person, other = photographer(intake), photographer(intake)
    give(person)

    page = client.get(f"/a/{person.token}").text
    sent = client.post(f"/a/{person.token}/pool", data={"url": "https://files.example.org/osh"})

    assert "Your card has the number 1 and is handed out on" in page
    assert sent.status_code == 302
    assert 'href="https://files.example.org/osh"' in client.get(f"/a/{other.token}").text


@pytest.mark.parametrize("url", ["", "javascript://example.org/%0aalert(1)", "ftp://example.org/x"])
def test_holder_shares_addresses_of_the_web_alone(client, intake, url):
    person = photographer(intake)
    give(person)

    answer = client.post(f"/a/{person.token}/pool", data={"url": url})

    assert answer.status_code == 422
    assert pool_queries.place_of(person).shared_at is None


def test_holder_gives_the_place_back(client, intake):
    person = photographer(intake)
    give(person)

    client.post(f"/a/{person.token}/pool/end")

    assert holder(intake.event) == []
    assert person.status is Status.ACCEPTED


def test_own_page_says_nothing_of_the_place_before_the_answer_has_left(client, intake):
    person = photographer(intake, status=Status.SUBMITTED)
    decide(person, Verdict(Status.ACCEPTED, pool=True), now=NOW)

    assert "Your card" not in client.get(f"/a/{person.token}").text
    assert client.get(f"/a/{person.token}/pool").status_code == 302


@pytest.fixture
def desk(client, intake):
    return sign_in(client, make_user(intake.event.organisation))


def test_desk_gives_and_takes_places(desk, intake):
    person = photographer(intake)
    address = f"/desk/e/{intake.event_id}/press/pool"

    desk.post(f"{address}/give", data={"chosen": f"{person.id}.{person.version}"})
    page = desk.get(address).text
    place = pool_queries.place_of(person)
    ended = desk.post(f"{address}/{place.id}/end")

    assert "1 of 1 given" in page
    assert ended.status_code == 302
    assert holder(intake.event) == []


def test_desk_keeps_what_was_entered_where_places_are_given(desk, intake):
    give(photographer(intake))

    answer = desk.post(
        f"/desk/e/{intake.event_id}/press/pool/settings",
        data={"photo": "0", "handout_place-en": "Gate 4"},
    )

    assert answer.status_code == 422
    assert "Take some back first." in answer.text
    assert "Gate 4" in answer.text


def test_desk_arranges_the_pool(desk, intake):
    answer = desk.post(
        f"/desk/e/{intake.event_id}/press/pool/settings",
        data={"photo": "4", "video": "2", "handout_at": "2026-12-03T17:00", "must_share": "y"},
    )

    found = pool_queries.find(intake.event)
    assert answer.status_code == 302
    assert {slot.medium: slot.places for slot in found.slots} == {"photo": 4, "video": 2}
    assert found.handout_at == intake.event.starts_at - timedelta(hours=19)
    assert not found.passes_on


def test_queue_offers_a_place_with_the_acceptance(desk, intake):
    photographer(intake, status=Status.SUBMITTED)
    address = f"/desk/e/{intake.event_id}/press"

    before = desk.get(address).text
    give(photographer(intake))

    assert "Accept with a place in the pool" in before
    assert "Pool, Photo: 0 of 1" in before
    assert "Accept with a place in the pool" not in desk.get(address).text


def test_list_of_holders_as_a_spreadsheet(desk, intake):
    give(photographer(intake, name="=1+1"))

    answer = desk.get(f"/desk/e/{intake.event_id}/press/pool/holders.xlsx")

    rows = load_workbook(BytesIO(answer.data)).get_sheet_by_index(0).to_python()
    assert rows[1][:4] == ["Photo", "1", "=1+1", "National Agency"]


def test_list_of_holders_for_the_printer(desk, intake):
    give(photographer(intake))

    page = desk.get(f"/desk/e/{intake.event_id}/press/pool/sheet").text

    assert "Meerim Asanova" in page
    assert "Signature" in page


def test_pool_page_asks_as_much_for_five_as_for_one(desk, intake):
    arrange(intake, places=9)
    address, counted = f"/desk/e/{intake.event_id}/press/pool", []
    for number in (1, 4):
        for _each in range(number):
            give(photographer(intake))
            photographer(intake)
        db.session.expire_all()
        with statements() as asked:
            desk.get(address)
        counted.append(len(asked))

    assert counted[0] == counted[1]


def test_no_place_is_passed_on_where_nothing_takes_place(intake):
    first, second = photographer(intake), photographer(intake)
    give(first)
    intake.event.state = EventState.CANCELLED
    services.withdraw(first, now=NOW)
    db.session.commit()

    pool.pass_on_left(NOW + timedelta(minutes=2))

    assert pool_queries.place_of(second) is None
