"""The page of one person: where they speak, and what they have said."""

from flask import abort, redirect, url_for
from flask.typing import ResponseReturnValue

from eventsapp.core import clock
from eventsapp.outcome import wording as outcome_words
from eventsapp.site import event_page, people, queries
from eventsapp.site.views import bp, lasting, rows_of


@bp.get("/<lang:lang>/p/<slug>")
def person(lang: str, slug: str) -> ResponseReturnValue:
    """One person who is on stage at public events."""
    found = people.find(slug)
    if found is None:
        abort(404)
    if (present := people.slug(found.contact)) != slug:
        return redirect(url_for("site.person", lang=lang, slug=present), 301)
    now = clock.utcnow()
    shown = list(dict.fromkeys(part.event for part in found.parts))
    coming = [event for event in reversed(shown) if not event.is_over(now)]
    return lasting(
        "site/person.html",
        shown,
        now,
        is_list=False,
        person=found,
        coming=rows_of([queries.Place(event) for event in coming], now),
        past=[event for event in shown if event.is_over(now)],
        roles=[name for role, name in event_page.PEOPLE.items() if role in found.roles],
        outcome_words=outcome_words,
    )
