"""Posts over time: entered, shown by day, kept through files and merging."""

from datetime import date

import pytest

from eventsapp.contacts import merging, reading
from eventsapp.contacts.details import ContactDetails, PostDetails
from eventsapp.contacts.models import Contact, Post
from eventsapp.core.texts import Texts
from eventsapp.extensions import db
from eventsapp.programme.models import Participation
from tests.factories import make_contact, make_event

FORMER = PostDetails(
    titles=Texts(en="Editor"),
    place="Steppe Courier",
    held_from=date(2019, 3, 1),
    held_until=date(2021, 6, 30),
)
HELD = PostDetails(titles=Texts(en="Head of press"), held_from=date(2021, 7, 1))


def make(house, *posts, **more):
    return make_contact(
        organisation=house,
        posts=[Post(position=at, **vars(each)) for at, each in enumerate(posts)],
        **more,
    )


@pytest.mark.parametrize(
    ("written", "post"),
    [
        ("Editor @ Steppe Courier (2019-03-01 – 2021-06-30)", FORMER),
        ("Head of press (2021-07-01 – )", HELD),
        (
            "Editor (2019-2021)",
            PostDetails(
                titles=Texts(en="Editor"), held_from=date(2019, 1, 1), held_until=date(2021, 12, 31)
            ),
        ),
        ("Deputy (acting)", PostDetails(titles=Texts(en="Deputy (acting)"))),
    ],
)
def test_read_takes_a_post_as_tables_write_it(written, post):
    assert PostDetails.read(written, "en") == post
    assert PostDetails.read(post.written("en"), "en") == post


@pytest.mark.parametrize("written", ["Editor (2021 – 2019)", "Editor (2019-13-01 – )"])
def test_read_refuses_days_that_cannot_be(written):
    with pytest.raises(ValueError, match=r"."):
        PostDetails.read(written, "en")


def test_form_keeps_place_and_days_and_folds_what_is_over(desk):
    desk.post(
        "/desk/contacts/new",
        data={
            "names-en": "Asel",
            "shown": "en",
            "posts-0-titles-en": "Editor",
            "posts-0-place": "Steppe Courier",
            "posts-0-held_from": "2019-03-01",
            "posts-0-held_until": "2021-06-30",
            "posts-1-titles-en": "Head of press",
            "posts-1-held_from": "2021-07-01",
        },
    )

    contact = db.session.query(Contact).one()
    assert ContactDetails.of(contact).posts == (FORMER, HELD)
    page = desk.get(f"/desk/contacts/{contact.id}").text
    assert page.index('value="Head of press"') < page.index("1 former post")
    assert page.index("1 former post") < page.index('value="Editor"')
    assert "Head of press" in (book := desk.get("/desk/contacts").text)
    assert "Editor" not in book


def test_form_refuses_a_post_that_ends_before_it_begins(desk):
    page = desk.post(
        "/desk/contacts/new",
        data={
            "names-en": "Asel",
            "posts-0-titles-en": "Editor",
            "posts-0-held_from": "2021-03-01",
            "posts-0-held_until": "2019-06-30",
        },
    )

    assert page.status_code == 422
    assert "The last day must not be before the first." in page.text


def test_people_of_an_event_get_the_posts_of_its_day(desk):
    event = make_event(organisation=desk.organisation)
    contact = make(desk.organisation, FORMER, HELD)

    desk.post(f"/desk/e/{event.id}/people/add", data={"contact": contact.id, "role": "speaker"})

    person = db.session.query(Participation).one()
    assert [post.titles for post in person.posts] == [Texts(en="Head of press")]


@pytest.mark.parametrize("form", ["csv", "xlsx", "vcf", "3.vcf"])
def test_files_give_posts_out_and_take_them_in_again(desk, form):
    make(desk.organisation, FORMER, HELD, original_language="en")

    table = reading.read(desk.get(f"/desk/contacts/export.{form}").data)

    posts = [PostDetails.read(one, "en") for one in table.rows[0][4].split("; ")]
    assert sorted(posts, key=lambda post: post.held_from) == [FORMER, HELD]


def test_cards_show_telephones_only_the_post_that_is_held(desk):
    make(desk.organisation, FORMER, HELD)

    lines = desk.get("/desk/contacts/export.3.vcf").text.splitlines()

    assert [line for line in lines if ".TITLE" in line] == ["post2.TITLE:Head of press"]


def test_merging_keeps_of_two_equal_posts_the_one_that_says_more(desk, now):
    left = make(desk.organisation, PostDetails(titles=Texts(en="Editor")))
    right = make(desk.organisation, FORMER, HELD)
    told = merging.joined(ContactDetails.of(left), ContactDetails.of(right), {})

    made = merging.merge(left, right, told, now=now)
    assert ContactDetails.of(left).posts == (FORMER, HELD)

    merging.part(made, now=now)
    assert ContactDetails.of(left).posts == (PostDetails(titles=Texts(en="Editor")),)


def test_from_json_reads_posts_that_had_a_title_alone():
    before = ContactDetails().as_json() | {"posts": [{"en": "Editor"}]}

    assert ContactDetails.from_json(before).posts == (PostDetails(titles=Texts(en="Editor")),)
