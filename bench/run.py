"""All measurements of one way of running the product."""

import time
from collections.abc import Iterator
from dataclasses import dataclass

from flask_migrate import upgrade
from sqlalchemy import func, select, text

from bench import content, disk, letters, servers
from bench.client import READERS, Visit, answers_of, ask, expect, get, keep_visiting
from bench.measure import Result, Side, compare
from bench.servers import Setting
from bench.visits import MakeVisit, fetching, people, registering, revalidating, taking_places
from eventsapp import create_app
from eventsapp.core.clock import utcnow
from eventsapp.events.models import Event
from eventsapp.extensions import db
from eventsapp.mail.models import OPEN_STATES, Message, State
from eventsapp.registration.models import Registration
from eventsapp.worker import Worker

PAGES = {
    "list": ("list page", "/kk/"),
    "event": ("event page", "/ky/e/event-200"),
    "feed": ("feed of 1,000 events", "/en/events.ics"),
}
CROWD, RACE = "bench-crowd", "bench-race"
DELIVERY_SECONDS = 120  # far longer than the letters of one measurement take
CROWD_PLACES, RACE_PLACES = 100_000, 100
LIMIT_TABLES = (
    "CREATE TABLE bench_event (id INTEGER PRIMARY KEY, taken INTEGER, capacity INTEGER)",
    "CREATE TABLE bench_place (token VARCHAR(32) PRIMARY KEY, event INTEGER, name VARCHAR(200))",
    f"INSERT INTO bench_event VALUES (1, 0, {CROWD_PLACES})",
)


@dataclass(frozen=True)
class Race:
    """How many places eight readers got of one event at once."""

    name: str
    got: int
    entered: int

    @property
    def is_met(self) -> bool:
        """Whether the event is full and not fuller."""
        return self.got == self.entered == RACE_PLACES

    def __str__(self) -> str:
        verdict = "ok" if self.is_met else "MISSED"
        said = f"{READERS} readers race for {RACE_PLACES} places: {self.entered} taken"
        return f"{self.name:<11}{said:<67}{verdict}"


class Run:
    """One setting from an empty database to its last figure."""

    def __init__(self, setting: Setting) -> None:
        self.setting = setting
        setting.pages.mkdir(parents=True)
        self.app = create_app({**setting.overrides, "RATELIMIT_ENABLED": False})

    def results(self) -> Iterator[Result | Race]:
        """Every line of the table, as it comes."""
        with self.app.app_context():
            _prepare()
        Worker(self.app).pass_once()  # as it has long done where so many events stand
        with servers.product(self.setting, delivers=False) as product:
            self._keep_pages(product)
        yield self._alone("registration", self._visit(people("first")))
        slow = self._visit(people("slow"))
        yield self._alone("the same, slow commits", slow, commit_ms=disk.COMMIT_MS)
        with servers.product(self.setting) as product, servers.limit(self.setting) as limit:
            self._wait_for_outbox()
            side = Side(product, self._visit(people("second")), self._wait_for_outbox)
            yield self._registering("mails leave meanwhile", limit, side)
            yield from self._reading(limit, product)
            yield self._race(product)
            self._wait_for_outbox()
        yield from letters.measure(self.app, self.setting)

    def _alone(self, what: str, visit: MakeVisit, *, commit_ms: float = 0) -> Result:
        """Registrations while no mail leaves."""
        with (
            servers.product(self.setting, delivers=False, commit_ms=commit_ms) as product,
            servers.limit(self.setting, commit_ms=commit_ms) as limit,
        ):
            return self._registering(what, limit, Side(product, visit), target=0.25)

    def _keep_pages(self, port: int) -> None:
        """Let the limit deliver the very bytes of the product."""
        for name, (_what, path) in PAGES.items():
            page = expect(ask(port, get(path, "Accept-Encoding: gzip")), 200)
            self._keep(name, page.body)
        shown = answers_of(port, self._visit(people("shown"))())
        token = b'<input type="hidden" name="token" value="{token}"></form>'
        self._keep("form", shown[0].body.replace(b"</form>", token))
        self._keep("confirmation", shown[2].body)

    def _keep(self, name: str, body: bytes) -> None:
        (self.setting.pages / name).write_bytes(body)

    def _visit(self, who: Iterator[tuple[str, str]]) -> MakeVisit:
        return registering(f"/en/e/{CROWD}/register", who)

    def _line(self, what: str) -> str:
        return f"{self.setting.name:<11}{what}"

    def _reading(self, limit: int, product: int) -> Iterator[Result]:
        for name, (what, path) in PAGES.items():
            sides = Side(limit, fetching(f"/page/{name}")), Side(product, fetching(path))
            yield compare(self._line(what), *sides, target=0.4)
        path = PAGES["feed"][1]
        etag = ask(product, get(path, "Accept-Encoding: gzip")).header("ETag")
        yield compare(
            self._line("feed, unchanged (304)"),
            Side(limit, revalidating("/unchanged", etag)),
            Side(product, revalidating(path, etag)),
            target=0.4,
        )

    def _registering(
        self, what: str, limit: int, product: Side, target: float | None = None
    ) -> Result:
        bare = Side(limit, registering("/register", people("limit")))
        return compare(self._line(what), bare, product, target, seconds=3.0)

    def _wait_for_outbox(self) -> None:
        """Let the worker deliver what was written, so that it does not slow down the limit.

        Raises TimeoutError where it does not come to an end.
        """
        latest = time.monotonic() + DELIVERY_SECONDS
        waiting = select(func.count(Message.id)).where(
            Message.state.in_((*OPEN_STATES, State.SENDING))
        )
        while True:
            with self.app.app_context():
                if not db.session.scalar(waiting):
                    return
            if time.monotonic() > latest:
                raise TimeoutError(
                    f"The worker does not deliver: see {self.setting.folder / 'log'}"
                )
            time.sleep(0.2)

    def _race(self, port: int) -> Race:
        taken: list[str] = []
        refused: list[int] = []

        def next_visit() -> Visit:
            if refused:
                raise StopIteration
            return visit()

        visit = taking_places(f"/en/e/{RACE}/register", people("race"), taken, refused)
        keep_visiting(port, next_visit)
        with self.app.app_context():
            entered = db.session.scalar(
                select(func.count(Registration.id)).join(Event).where(Event.slug == RACE)
            )
        return Race(self.setting.name, len(taken), entered or 0)


def _prepare() -> None:
    """The product's tables with their content, and the limit's."""
    now = utcnow()
    upgrade()
    content.fill(now)
    content.make_event(CROWD, CROWD_PLACES, now)
    content.make_event(RACE, RACE_PLACES, now)
    for statement in LIMIT_TABLES:
        db.session.execute(text(statement))
    db.session.commit()
