"""Contacts that look like one are found with a score, made one, and parted again."""

from datetime import date, timedelta

import pytest

from eventsapp.contacts import duplicates, lists, merging, own, queries
from eventsapp.contacts.details import ContactDetails, PostDetails
from eventsapp.contacts.keys import Kind
from eventsapp.contacts.lists import ListDetails
from eventsapp.contacts.merge_models import Merge
from eventsapp.contacts.merging import Side
from eventsapp.contacts.models import Contact, Email, Phone, Post
from eventsapp.core.texts import Texts
from eventsapp.events.models import PressContact
from eventsapp.extensions import db
from eventsapp.programme.models import Participation
from tests.counting import statements
from tests.factories import make_contact, make_event, make_organisation, make_participation, save

NOBODY = {"emails": [], "phones": [], "posts": []}


def make(house, name, *, email="", phone="", **more):
    return make_contact(
        organisation=house,
        names=Texts(**name) if isinstance(name, dict) else Texts(en=name),
        emails=[Email(address=email)] if email else [],
        phones=[Phone(written=phone, e164=phone)] if phone else [],
        **{"posts": []} | more,
    )


@pytest.fixture
def house(app):
    return make_organisation()


@pytest.fixture
def two(house):
    """One journalist who is in the book twice: as she writes herself, and as the ministry did."""
    left = make(house, {"en": "Meerim Asanova"}, email="m@example.org", outlet="Osh Tany")
    right = make(
        house,
        {"ky": "Асанова Мээрим Бековна"},
        email="m@example.org",
        phone="+996500111222",
        outlet="Ош Таңы",
        posts=[Post(titles=Texts(ky="Кабарчы"))],
        note="Speaks Turkish",
    )
    return left, right


def test_pairs_score_address_number_name_and_outlet(house):
    left = make(house, "Meerim Asanova", email="m@example.org", outlet="Osh Tany")
    right = make(house, {"ky": "Асанова Мээрим"}, email="m@example.org", outlet="Ош Таңы")

    [pair] = duplicates.pairs(house.id)

    assert (pair.left, pair.right) == (left, right)
    assert pair.score == 100
    assert pair.shared == {Kind.EMAIL, Kind.NAME}
    assert pair.same_outlet


@pytest.mark.parametrize(
    ("one", "other", "found"),
    [
        ({"name": "Aida Ivanova"}, {"name": {"ru": "Аида Иванова"}}, 50),
        ({"name": "Aida", "phone": "+996500111222"}, {"name": "", "phone": "+996500111222"}, 45),
        ({"name": "Aida", "email": "desk@example.org"}, {"name": "Bolot", "email": "desk@example.org"}, None),
        ({"name": "Aida Ivanova"}, {"name": "Aida Petrova"}, None),
    ],
)  # fmt: skip
def test_pairs_tell_one_person_from_two_at_a_desk(house, one, other, found):
    make(house, **one)
    make(house, **other)

    assert [pair.score for pair in duplicates.pairs(house.id)] == ([found] if found else [])


def test_pairs_leave_out_other_houses_and_those_told_apart(house, two):
    make(make_organisation(), "Meerim Asanova", email="m@example.org")
    duplicates.tell_apart(two[1], two[0])
    duplicates.tell_apart(*two)

    assert duplicates.pairs(house.id) == []


def test_pairs_ask_as_often_for_many_as_for_one(house):
    counts = []
    for number in (1, 10):
        for each in range(number):
            for _twice in range(2):
                make(house, "Aida", email=f"{number}.{each}@example.org")
        with statements() as seen:
            duplicates.pairs(house.id)
        counts.append(len(seen))
    assert counts[0] == counts[1]


def test_joined_keeps_what_only_one_knows_and_asks_for_the_rest(two):
    left, right = map(ContactDetails.of, two)

    assert merging.differing(left, right) == ["names", "outlet"]

    both = merging.joined(left, right, {"outlet": Side.RIGHT})
    assert both.names == Texts(en="Meerim Asanova", ky="Асанова Мээрим Бековна")
    assert both.emails == ("m@example.org",)
    assert both.phones == ("+996500111222",)
    assert both.posts == (PostDetails(titles=Texts(ky="Кабарчы")),)
    assert both.outlet == "Ош Таңы"
    assert both.note == "Speaks Turkish"


@pytest.mark.parametrize(
    ("side", "phones", "met"),
    [
        (Side.LEFT, ("1111",), date(2026, 1, 1)),
        (Side.RIGHT, ("2222",), date(2026, 2, 2)),
        (Side.BOTH, ("1111", "2222"), date(2026, 1, 1)),
    ],
)
def test_joined_takes_the_side_that_was_chosen(side, phones, met):
    left = ContactDetails(phones=("1111",), last_met_on=date(2026, 1, 1))
    right = ContactDetails(phones=("2222",), last_met_on=date(2026, 2, 2))

    both = merging.joined(left, right, dict.fromkeys(merging.FIELDS, side))

    assert (both.phones, both.last_met_on) == (phones, met)


def merge(two, now):
    left, right = two
    details = merging.joined(ContactDetails.of(left), ContactDetails.of(right), {})
    made = merging.merge(left, right, details, now=now)
    db.session.commit()
    return made


def test_merge_lets_events_and_lists_name_the_one_that_stays(house, two, now):
    left, right = two
    event = make_event(organisation=house)
    spoke = make_participation(event, right)
    save(PressContact(event=event, contact=right))
    fixed = lists.create(house.id, ListDetails(name="Osh"), now=now)
    lists.add(fixed, [right.id])

    merge(two, now)

    assert spoke.contact_id == left.id
    assert event.contacts[0].contact_id == left.id
    assert db.session.scalars(lists.members(fixed)).all() == [left]
    assert queries.matching(house.id, "Асанова") == [left]
    assert queries.find(house.id, right.id) is None


def test_part_restores_both_and_who_is_named_where(house, two, now):
    left, right = two
    event, other = make_event(organisation=house), make_event(organisation=house)
    spoke, led = make_participation(event, right), make_participation(other, left)
    fixed = lists.create(house.id, ListDetails(name="Osh"), now=now)
    lists.add(fixed, [right.id])
    before = [ContactDetails.of(each) for each in two]
    made = merge(two, now)

    merging.part(made, now=now)
    db.session.commit()

    assert [ContactDetails.of(each) for each in two] == before
    assert (spoke.contact_id, led.contact_id) == (right.id, left.id)
    assert db.session.scalars(lists.members(fixed)).all() == [right]
    assert set(queries.matching(house.id, "Асанова")) == {left, right}
    assert db.session.query(Merge).count() == 0


def test_merge_leaves_a_role_that_both_hold_at_one_event(house, two, now):
    left, right = two
    event = make_event(organisation=house)
    make_participation(event, left)
    make_participation(event, right)

    merge(two, now)

    named = sorted(each.contact_id for each in db.session.query(Participation))
    assert named == [left.id, right.id]


def test_merge_refuses_a_contact_that_is_gone_already(house, two, now):
    third = make(house, "Meerim")
    merge(two, now)

    with pytest.raises(merging.MergedAlready):
        merge((third, two[1]), now)
    with pytest.raises(merging.MergedAlready):
        merge((third, third), now)


def test_forget_old_erases_who_was_merged_a_week_ago(two, now):
    merge(two, now)

    assert merging.forget_old(now + merging.UNDO) == 0
    assert merging.forget_old(now + merging.UNDO + timedelta(seconds=1)) == 1
    assert db.session.query(Contact).all() == [two[0]]


@pytest.mark.parametrize("hidden", [0, 1])
def test_joined_shows_no_page_of_one_who_has_asked_for_none(two, hidden):
    two[hidden].has_page = False
    left, right = (ContactDetails.of(each) for each in two)

    assert not merging.joined(left, right, {}).has_page


@pytest.mark.parametrize("number", [0, 1])
def test_merge_goes_on_writing_no_mail_to_one_who_has_stopped_it(two, now, number):
    two[number].stopped_at = now - timedelta(days=1)

    merge(two, now)

    assert two[0].stopped_at == now - timedelta(days=1)


def test_part_lets_only_the_one_have_stopped_mail_who_has(two, now):
    left, right = two
    right.stopped_at = now - timedelta(days=1)

    merging.part(merge(two, now), now=now)

    assert (left.stopped_at, right.stopped_at) == (None, now - timedelta(days=1))


def test_part_keeps_that_mail_was_stopped_in_between(two, now):
    made = merge(two, now)
    own.stop(two[0], now=now)

    merging.part(made, now=now)

    assert two[0].stopped_at == two[1].stopped_at == now


def test_part_takes_later_merges_apart_first(house, two, now):
    left, right = two
    event = make_event(organisation=house)
    role = make_participation(event, right)
    first = merge(two, now)
    third = make(house, "Meerim A.", email="m@example.org")
    second = merge((third, left), now)

    with pytest.raises(merging.MergedAlready):
        merging.part(first, now=now)
    merging.part(second, now=now)
    merging.part(first, now=now)
    db.session.expire_all()

    assert role.contact is right
    assert {left.merged_into_id, right.merged_into_id, third.merged_into_id} == {None}
