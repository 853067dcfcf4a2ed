"""The public pages: the same for everyone, kept until something on them changes."""

from collections.abc import Sequence
from datetime import UTC, datetime, time
from typing import Any

from flask import (
    Blueprint,
    abort,
    current_app,
    get_template_attribute,
    redirect,
    render_template,
    request,
    url_for,
)
from flask.typing import ResponseReturnValue
from markupsafe import Markup
from sqlalchemy.exc import SQLAlchemyError

from eventsapp.core import clock
from eventsapp.core.alphabets import sort_key
from eventsapp.core.database import begin_reading
from eventsapp.events.filters import Filter
from eventsapp.events.models import Event
from eventsapp.events.times import to_local
from eventsapp.extensions import db
from eventsapp.materials import queries as materials
from eventsapp.organisations.models import Organisation
from eventsapp.registration.seats import taken_by_category
from eventsapp.site import (
    filtering,
    freshness,
    listing,
    months,
    people,
    queries,
    searching,
    subscribing,
    words,
)
from eventsapp.site.freshness import HOME_ZONE
from eventsapp.web import caching, locale, memory
from eventsapp.web.locale import current_language

FOUND_EVENTS, FOUND_PEOPLE, FOUND_ORGANISATIONS, FOUND_MATERIALS, PAST_EVENTS = 40, 10, 10, 10, 10
SUBSCRIBED_DAYS = 60

bp = Blueprint("site", __name__)
caching.cover(bp)
bp.record_once(words.offer)


@bp.app_template_global()
def next_events() -> Markup:
    """The three nearest events as a list, for the page of an address that leads nowhere.

    Drawn once an hour for each publication: programs that look for holes try thousands of them.
    """
    hour = clock.utcnow().replace(minute=0, second=0, microsecond=0)
    try:
        return memory.until_published(("next events", current_language(), hour), _draw_next_events)
    except SQLAlchemyError:  # the page says what it has to say without them
        return Markup("")


def _draw_next_events() -> Markup:
    begin_reading(db.session())
    found = queries.places(queries.NO_FILTER, now=clock.utcnow(), limit=9, offset=0)
    nearest = [place.event for place in found if not place.is_old][:3]
    drawn: Markup = get_template_attribute("site/_past.html", "past_list")(nearest)
    return drawn if nearest else Markup("")


@bp.get("/")
def root() -> ResponseReturnValue:
    """The list in the language this browser asks for."""
    return in_preferred_language("site.index")


def in_preferred_language(endpoint: str, **values: Any) -> ResponseReturnValue:
    """Send a reader to a page in the language that their browser asks for."""
    answer = redirect(url_for(endpoint, lang=locale.preferred(), **values))
    answer.vary.update(("Accept-Language", "Cookie"))
    answer.headers["Cache-Control"] = "private, no-cache"
    return answer


@bp.get("/<lang:lang>/events", endpoint="events")
def events_(lang: str) -> ResponseReturnValue:
    """What happens next, narrowed by the filters of the address."""
    return index(lang)


@bp.get("/<lang:lang>/")
def index(lang: str) -> ResponseReturnValue:
    """The same, as the first page."""
    now, filter_ = clock.utcnow(), filtering.asked(request.args)
    total = queries.count_places(filter_, now=now)
    page = listing.page_of(total, _page_asked(), "site.events", filter_.to_args() | {"lang": lang})
    offset = (page.number - 1) * listing.ROWS_PER_PAGE
    found = queries.places(filter_, now=now, limit=listing.ROWS_PER_PAGE, offset=offset)
    rows, shown = rows_of(found, now), [place.event for place in found]
    today = to_local(now, HOME_ZONE).date()
    groups = filtering.groups(filter_, queries.among_listed(now))
    chosen = filtering.chosen(filter_, "site.events", lang, groups)
    return lasting(
        "site/index.html",
        shown,
        now,
        filter=filter_,
        groups=groups,
        chosen=chosen,
        best=None if total else filtering.best_to_remove(chosen, now=now),
        days=listing.days(rows, today),
        month=months.month(filter_, today.replace(day=1), today),
        page=page,
        today=today,
        total=total,
    )


@bp.get("/<lang:lang>/calendar/<int:year>/<int:month>", endpoint="month")
def month_(lang: str, year: int, month: int) -> ResponseReturnValue:
    """A month as a grid; `?day=` chooses the day whose events a phone lists below."""
    now, filter_ = clock.utcnow(), filtering.asked(request.args)
    first = months.nearest(year, month)
    if (first.year, first.month) != (year, month):
        arguments = filter_.to_args() | {"lang": lang}
        return redirect(url_for("site.month", year=first.year, month=first.month, **arguments))
    today = to_local(now, HOME_ZONE).date()
    grid = months.month(filter_, first, today)
    chosen = grid.chosen(request.args.get("day", 0, type=int))
    entries = chosen.entries if chosen else []
    return lasting(
        "site/month.html",
        grid.events,
        now,
        chosen_day=chosen,
        filter=filter_,
        month=grid,
        countries=filtering.countries(filter_),
        next_event=None if grid.days_with_events else _next_event(filter_, grid, now),
        rows=rows_of([queries.Place(entry.event, entry.is_old) for entry in entries], now),
        today=today,
    )


@bp.get("/<lang:lang>/organisations")
def organisations(lang: str) -> ResponseReturnValue:
    """Every listed organisation by its name."""
    now = clock.utcnow()
    found = [(*pair, _initial(pair[0])) for pair in queries.organisations(now=now)]
    found.sort(key=lambda entry: sort_key(locale.read(entry[0].names), lang))
    return lasting("site/organisations.html", [], now, organisations=found)


@bp.get("/<lang:lang>/o/<slug>")
def organisation(lang: str, slug: str) -> ResponseReturnValue:  # noqa: ARG001 -- of the address
    """One organisation: who it is, what it holds."""
    now, body = clock.utcnow(), queries.find_organisation(slug)
    if body is None:
        abort(404)
    filter_, today = Filter(organisers=(slug,)), to_local(now, HOME_ZONE).date()
    found = queries.places(filter_, now=now, limit=listing.ROWS_PER_PAGE, offset=0)
    past = queries.past(filter_, now=now, limit=PAST_EVENTS)
    return lasting(
        "site/organisation.html",
        [place.event for place in found],
        now,
        organisation=body,
        days=listing.days(rows_of(found, now), today),
        past=past,
        count_past=queries.count_past(filter_, now=now) if past else 0,
    )


@bp.get("/<lang:lang>/search")
def search(lang: str) -> ResponseReturnValue:
    """Events and organisations that answer a query, however it is spelt."""
    now, asked = clock.utcnow(), searching.asked(request.args)
    terms = asked.terms
    found = searching.found(asked, now=now, limit=FOUND_EVENTS)
    groups = searching.groups(asked, now=now)
    rows = rows_of([queries.Place(event) for event in found], now)
    return lasting(
        "site/search.html",
        found,
        now,
        search=asked,
        people=[] if asked.is_narrowed else people.found(terms, limit=FOUND_PEOPLE),
        query=asked.query,
        terms=terms,
        groups=groups,
        chosen=searching.chosen(asked, lang, groups),
        coming=[row for row in rows if not row.event.is_over(now)],
        past=[row for row in rows if row.event.is_over(now)],
        organisations=[]
        if asked.is_narrowed
        else queries.found_organisations(terms, limit=FOUND_ORGANISATIONS),
        materials=[] if asked.is_narrowed else materials.found(terms, limit=FOUND_MATERIALS),
    )


@bp.get("/<lang:lang>/subscribe")
def subscribe(lang: str) -> ResponseReturnValue:
    """The address of a calendar that holds what the filters let through."""
    now, filter_ = clock.utcnow(), filtering.asked(request.args)
    groups = filtering.groups(filter_, queries.among_listed(now))
    return lasting(
        "site/subscribe.html",
        [],
        now,
        filter=filter_,
        groups=groups,
        chosen=filtering.chosen(filter_, "site.subscribe", lang, groups),
        count=queries.count_until(filter_, now=now, days=SUBSCRIBED_DAYS),
        days_ahead=SUBSCRIBED_DAYS,
        ways=subscribing.ways(filter_, lang),
    )


@bp.get("/<lang:lang>/privacy")
def privacy(lang: str) -> ResponseReturnValue:
    """What is asked for, who sees it, when it is erased: as the settings have it."""
    keepers = sorted(
        queries.keepers(), key=lambda keeper: sort_key(locale.read(keeper.names), lang)
    )
    mail_days = current_app.config["MAIL_KEEP_DAYS"]
    return lasting("site/privacy.html", [], clock.utcnow(), keepers=keepers, mail_days=mail_days)


@bp.get("/<lang:lang>/accessibility")
def accessibility(lang: str) -> ResponseReturnValue:  # noqa: ARG001 -- of the address
    """How far the pages are open to everyone, and whom to tell of a barrier."""
    return lasting("site/accessibility.html", [], clock.utcnow())


def lasting(
    template: str,
    shown: Sequence[Event],
    now: datetime,
    *,
    is_list: bool = True,
    moments: Sequence[datetime] = (),
    **context: Any,
) -> ResponseReturnValue:
    """A page that holds until these events read differently, or one of these moments comes."""
    until = freshness.until(shown, now, is_list=is_list)
    return caching.lasting(
        render_template(template, **context),
        until=min([until, *(moment for moment in moments if moment > now)]),
        probe=freshness.probe(shown),
    )


def rows_of(found: list[queries.Place], now: datetime) -> list[listing.Row]:
    """The rows of these places, their seats counted at once."""
    counted = [place.event.id for place in found if place.event.categories]
    taken = taken_by_category(counted, now=now) if counted else {}
    return [listing.row(place, taken, now) for place in found]


def _page_asked() -> int:
    return request.args.get("page", 1, type=int)


def _next_event(filter_: Filter, month: months.Month, now: datetime) -> Event | None:
    after_month = datetime.combine(month.next, time(), tzinfo=UTC)
    return queries.next_event(filter_, after=max(after_month, now))


def _initial(body: Organisation) -> str:
    name = locale.read(body.names, body.original_language)
    return next((letter.upper() for letter in name if letter.isalnum()), "")
