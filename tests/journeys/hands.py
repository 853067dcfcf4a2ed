"""The hands of somebody at work: what they press, type and have before them is counted.

The limits are those of the jobs people do most. A click is a tap, a press of a key that decides
something, a choice from a list, a file chosen or dropped; a field is one that was typed into; a
screen is one on which something had to be done. Where a job begins in the middle of the work, the
screen it begins on is not counted.
"""

from pathlib import Path
from typing import NamedTuple
from urllib.parse import urlsplit

from playwright.sync_api import Locator, Page


class Effort(NamedTuple):
    """What a job takes, or may take at most."""

    screens: int
    clicks: int
    fields: int


LIMITS = {
    "A1": Effort(3, 5, 2),
    "A3": Effort(2, 4, 1),
    "A6": Effort(1, 6, 0),
    "A7": Effort(1, 1, 0),
    "A8": Effort(2, 5, 0),
    "A9": Effort(1, 3, 1),
    "A10": Effort(0, 0, 0),
    "A11": Effort(1, 2, 0),
    "A12": Effort(1, 2, 0),
    "A13": Effort(4, 8, 0),
    "A14": Effort(1, 3, 0),
    "N1": Effort(5, 12, 8),
    "N2": Effort(1, 4, 1),
    "N3": Effort(1, 3, 1),
    "N4": Effort(1, 4, 1),
    "T1": Effort(2, 3, 2),
    "T2": Effort(0, 2, 0),
    "T3": Effort(1, 1, 0),
    "T4": Effort(1, 2, 0),
    "T5": Effort(1, 2, 2),
    "T6": Effort(0, 2, 0),
    "J1": Effort(3, 9, 7),
    "J2": Effort(1, 2, 0),
    "J3": Effort(2, 8, 5),
    "J4": Effort(1, 2, 0),
    "J5": Effort(1, 1, 0),
    "J6": Effort(0, 1, 0),
    "J7": Effort(1, 1, 0),
    "K1": Effort(0, 0, 0),
    "K2": Effort(1, 2, 1),
    "K3": Effort(1, 2, 1),
    "K4": Effort(0, 1, 0),
    "K5": Effort(1, 2, 1),  # as K2: that the network is gone costs nothing
    "K6": Effort(2, 2, 1),
    "S1": Effort(1, 2, 3),
    "S2": Effort(1, 0, 0),
    "S3": Effort(1, 2, 0),
    "S4": Effort(2, 4, 1),
}  # of each job, by its letter: press officer, coordinator, attendee, journalist, door, administrator


class Hands:
    """Works on a page as a person does, by what is to be seen there."""

    def __init__(self, page: Page) -> None:
        self.page, self.clicks, self.fields = page, 0, 0
        self.screens: set[str] = set()
        self.start: str | None = self._screen()

    @property
    def effort(self) -> Effort:
        """What the job has taken so far."""
        return Effort(len(self.screens - {self.start}), self.clicks, self.fields)

    def open(self, address: str) -> None:
        """Begin the job with an address: of a mail, a messenger, a bookmark."""
        self.page.goto(address)
        self.start = None

    def press(self, target: Locator) -> None:
        """Click or tap; the page that this opens is there afterwards, all of it."""
        self._act(target, clicks=1)
        target.click()
        self.page.wait_for_load_state()

    def press_button(self, name: str) -> None:
        """Click the one button of this name."""
        self.press(self.page.get_by_role("button", name=name, exact=True))

    def press_link(self, name: str) -> None:
        """Click the one link of this name."""
        self.press(self.page.get_by_role("link", name=name, exact=True))

    def press_key(self, key: str) -> None:
        """Decide by the keyboard, wherever the focus is."""
        self._act(self.page.locator("body"), clicks=1)
        self.page.evaluate_handle("document.activeElement").as_element().press(key)
        self.page.wait_for_load_state()

    def choose(self, target: Locator, label: str) -> None:
        """Choose from a list."""
        self._act(target, clicks=1)
        target.select_option(label=label)

    def attach(self, target: Locator, *files: Path) -> None:
        """Choose files."""
        self._act(target, clicks=1)
        target.set_input_files(files)

    def type(self, target: Locator, text: str) -> None:
        """Type into a field."""
        self._act(target, fields=1)
        target.fill(text)

    def _act(self, target: Locator, *, clicks: int = 0, fields: int = 0) -> None:
        target.wait_for(state="attached")
        until_ready(self.page)  # steps are there by then
        self.clicks += clicks
        self.fields += fields
        self.screens.add(self._screen())

    def _screen(self) -> str:
        """The page, and the step of a form that is shown in steps."""
        step = self.page.locator(".steps")
        return urlsplit(self.page.url).path + (step.inner_text() if step.count() else "")


def until_ready(page: Page) -> None:
    """Wait until the page does by its scripts what it can: keys pressed earlier are lost."""
    page.locator("html[data-ready]").wait_for(state="attached")


def stay_within(job: str, hands: Hands) -> None:
    """The job has taken no more than it may."""
    limit, effort = LIMITS[job], hands.effort
    assert all(spent <= most for spent, most in zip(effort, limit, strict=True)), (
        f"{job} took {effort}, more than {limit}"
    )
