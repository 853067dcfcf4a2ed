"""The weekly diary by mail: the days to come, to everybody on a list, each in their language."""

from datetime import date, datetime, timedelta
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import selectinload

from eventsapp.contacts import lists
from eventsapp.contacts.models import Contact
from eventsapp.diary import content
from eventsapp.diary.models import DiaryPost
from eventsapp.events.times import to_local
from eventsapp.extensions import db
from eventsapp.mail import services as outbox
from eventsapp.mail import urls
from eventsapp.mail.queries import is_unsubscribed
from eventsapp.organisations import senders
from eventsapp.web.locale import speaking

WEEK = "diary/week"
DAYS = 7
LATE_HOURS = 6  # a worker that stood still posts it all the same, until then


def post_due(now: datetime) -> int:
    """Post every diary whose hour has come; return how many letters were queued.

    Safe to repeat: each person gets one letter a week. A week without events is passed over.
    """
    posts = db.session.scalars(select(DiaryPost)).all()
    return sum(_post(each, now) for each in posts if _is_due(each, now))


def _is_due(post: DiaryPost, now: datetime) -> bool:
    local = to_local(now, post.organisation.timezone)
    is_hour = local.weekday() == post.weekday and 0 <= local.hour - post.hour < LATE_HOURS
    return is_hour and (post.posted_at is None or now - post.posted_at > timedelta(days=1))


def _post(post: DiaryPost, now: datetime) -> int:
    post.posted_at = now
    first = to_local(now, post.organisation.timezone).date()
    made: dict[str, dict[str, Any]] = {}
    wanted = lists.members(post.list).where(Contact.stopped_at.is_(None))
    people = db.session.scalars(wanted.options(selectinload(Contact.emails))).unique().all()
    return sum(_send(post, person, first, made, now) for person in people)


def _send(
    post: DiaryPost, person: Contact, first: date, made: dict[str, dict[str, Any]], now: datetime
) -> int:
    holder, language = post.organisation, person.language or post.language
    topic = f"diary:{holder.id}"
    address = next((each.address for each in person.emails), "")
    if language not in made:
        made[language] = content.diary(holder, first, first + timedelta(days=DAYS - 1), language)
    if not address or not made[language]["days"] or is_unsubscribed(address, topic):
        return 0
    with speaking(language):
        name = person.names.read([language, person.original_language]).text
    outbox.enqueue(
        WEEK,
        to=address,
        name=name,
        language=language,
        topic=topic,
        key=f"{topic}:{first}:{person.id}",
        now=now,
        unsubscribe=True,
        reply_to=senders.reply_address(holder),
        **senders.of(holder, [language, holder.original_language]),
        accent=holder.accent,
        diary=made[language],
        list_url=urls.absolute("site.organisation", lang=language, slug=holder.slug),
    )
    return 1
