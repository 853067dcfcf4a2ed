"""`/metrics` for Prometheus: requests as they were answered, and how the installation is.

What is counted is in the process, or shared by processes through PROMETHEUS_MULTIPROC_DIR; what
is in the database (outbox, worker, registrations) is read when asked for.
"""

import hmac
import ipaddress
import os
from collections.abc import Iterable, Iterator
from time import perf_counter
from typing import TYPE_CHECKING

from flask import Blueprint, Flask, Response, abort, current_app, request
from prometheus_client import CollectorRegistry, Counter, Histogram, exposition, multiprocess
from prometheus_client.core import GaugeMetricFamily
from prometheus_client.registry import Collector
from sqlalchemy import func, select

from eventsapp.core import jobs
from eventsapp.core.clock import utcnow
from eventsapp.core.database import begin_reading
from eventsapp.extensions import db
from eventsapp.mail import queries as mail
from eventsapp.registration.models import Registration

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse, WSGIApplication, WSGIEnvironment

bp = Blueprint("metrics", __name__)

ENDPOINT = "dateline.endpoint"  # in the environment: which view answered
KEPT = "kept"  # a public answer that was sent before any view
UNKNOWN = "unknown"  # an address of no view
SECONDS = (0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10)
METHODS = frozenset({"GET", "HEAD", "OPTIONS", "POST", "PUT", "PATCH", "DELETE"})


class Meter:
    """Before the application: counts each answer and measures how long it took to begin."""

    def __init__(self, inner: "WSGIApplication") -> None:
        self.inner = inner
        self.registry = CollectorRegistry()
        self.requests = Counter(
            "dateline_requests",
            "Answers, by the view that gave them.",
            ("endpoint", "method", "status"),
            registry=self.registry,
        )
        self.seconds = Histogram(
            "dateline_request_seconds",
            "Time until an answer began.",
            ("endpoint",),
            buckets=SECONDS,
            registry=self.registry,
        )

    def __call__(
        self, environ: "WSGIEnvironment", start_response: "StartResponse"
    ) -> Iterable[bytes]:
        """Answer as WSGI asks (PEP 3333)."""
        began = perf_counter()

        def note(status: str, headers: list[tuple[str, str]], exc_info: object = None) -> object:
            endpoint = environ.get(ENDPOINT, KEPT)
            method = environ["REQUEST_METHOD"]
            method = method if method in METHODS else "other"
            self.requests.labels(endpoint, method, status[:3]).inc()
            self.seconds.labels(endpoint).observe(perf_counter() - began)
            return start_response(status, headers, exc_info)  # type: ignore[arg-type]

        return self.inner(environ, note)  # type: ignore[arg-type]

    def text(self) -> bytes:
        """Everything, as Prometheus reads it."""
        registry = self.registry
        if "PROMETHEUS_MULTIPROC_DIR" in os.environ:
            registry = CollectorRegistry()
            multiprocess.MultiProcessCollector(registry)
        state = CollectorRegistry()
        state.register(Installation())
        return exposition.generate_latest(registry) + exposition.generate_latest(state)


class Installation(Collector):
    """How the installation is at this moment, from its database."""

    def collect(self) -> Iterator[GaugeMetricFamily]:
        """Outbox, worker and registrations; everyone's, and nobody's name."""
        begin_reading(db.session())
        now = utcnow()
        yield _by_label("messages", "state", mail.states(), "Messages in the outbox.")
        due = mail.oldest_due(now)
        late = (now - due).total_seconds() if due else 0
        yield _one("oldest_due_message_seconds", late, "How late the latest message is.")
        beaten = jobs.last_beat()
        age = (now - beaten).total_seconds() if beaten else float("inf")
        yield _one("worker_heartbeat_age_seconds", age, "Since a worker said that it is alive.")
        standing = select(Registration.status, func.count()).group_by(Registration.status)
        counted = dict(db.session.execute(standing).all())
        yield _by_label("registrations", "status", counted, "Registrations, companions too.")


def init_app(app: Flask) -> None:
    """Put the meter before everything else that answers."""
    meter = Meter(app.wsgi_app)
    app.extensions["dateline_meter"] = meter
    app.wsgi_app = meter  # type: ignore[method-assign]

    @app.before_request
    def note_endpoint() -> None:
        request.environ[ENDPOINT] = request.endpoint or UNKNOWN


@bp.get("/metrics")
def show() -> Response:
    """For whoever knows METRICS_TOKEN; without that setting, for this machine alone."""
    if not _may_read():
        abort(403)
    meter: Meter = current_app.extensions["dateline_meter"]
    answer = Response(meter.text(), content_type=exposition.CONTENT_TYPE_LATEST)
    answer.headers["Cache-Control"] = "no-store"
    return answer


def _may_read() -> bool:
    token = current_app.config["METRICS_TOKEN"]
    if token:
        given = request.headers.get("Authorization", "").encode()
        return hmac.compare_digest(given, f"Bearer {token}".encode())
    try:
        return ipaddress.ip_address(request.remote_addr or "").is_loopback
    except ValueError:
        return False


def _one(name: str, value: float, meaning: str) -> GaugeMetricFamily:
    return GaugeMetricFamily(f"dateline_{name}", meaning, value=value)


def _by_label(name: str, label: str, values: dict, meaning: str) -> GaugeMetricFamily:
    family = GaugeMetricFamily(f"dateline_{name}", meaning, labels=[label])
    for value, number in values.items():
        family.add_metric([str(value)], number)
    return family
