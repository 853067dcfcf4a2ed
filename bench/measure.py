"""One round of the limit, one of the product, again and again; what counts is the median ratio."""

from collections.abc import Callable
from dataclasses import dataclass
from statistics import median

from bench.client import rate
from bench.visits import MakeVisit

ROUNDS = 5
SECONDS = 1.0  # of one round of pages; visits that take longer have longer rounds
WARMING = 5  # so many rounds long is the first


@dataclass(frozen=True)
class Result:
    """One line of the table, in visits a second."""

    what: str
    limit: float
    product: float
    ratio: float
    target: float | None  # None: measured, not judged

    @property
    def is_met(self) -> bool:
        """Whether the product comes as near to the limit as it has to."""
        return self.target is None or self.ratio >= self.target

    def __str__(self) -> str:
        target = "" if self.target is None else f"{self.target:.2f}"
        verdict = "" if self.target is None else "ok" if self.is_met else "MISSED"
        return (
            f"{self.what:<34} {self.limit:>9,.0f} {self.product:>10,.0f} "
            f"{self.ratio:>6.2f} {target:>7}  {verdict}"
        )


HEADING = f"{'':<34} {'limit/s':>9} {'product/s':>10} {'ratio':>6} {'target':>7}"


@dataclass(frozen=True)
class Side:
    """One of two servers, and what its readers do."""

    port: int
    visit: MakeVisit
    settle: Callable[[], None] = lambda: None  # what to wait for after its round


def compare(
    what: str, limit: Side, product: Side, target: float | None, seconds: float = SECONDS
) -> Result:
    """Measure both in turn, so that a busy moment of the machine meets both.

    A first long round is not counted: every process has then met what it keeps, and every
    connection has had its statements planned.
    """
    for side in (limit, product):
        _round(side, WARMING * seconds)
    pairs = [(_round(limit, seconds), _round(product, seconds)) for _ in range(ROUNDS)]
    return Result(
        what,
        limit=median(pair[0] for pair in pairs),
        product=median(pair[1] for pair in pairs),
        ratio=median(product / limit for limit, product in pairs),
        target=target,
    )


def _round(side: Side, seconds: float) -> float:
    reached = rate(side.port, side.visit, seconds)
    side.settle()
    return reached
