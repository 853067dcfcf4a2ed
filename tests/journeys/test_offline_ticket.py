"""Job T3: the entry code is shown at the door where there is no network."""

from playwright.sync_api import expect

from eventsapp.extensions import db
from eventsapp.registration.models import Registration
from tests.factories import make_event, make_registration
from tests.journeys.conftest import PHONE, Visit
from tests.journeys.hands import Hands, stay_within
from tests.journeys.server import Site


def test_t3_ticket_opens_without_a_network_after_one_visit(site: Site, visit: Visit):
    with site.app.app_context():
        event = make_event(state="published", slug="safe-learning")
        person = make_registration(event, name="Ainura Bekova")
        address, code = f"/r/{person.token}", person.code
    page = visit(site, viewport=PHONE, has_touch=True)
    page.goto(f"{address}?lang=en")
    kept = page.get_by_text("Kept on this device: the code can be shown without a network.")
    expect(kept).to_be_visible()

    page.goto("about:blank")
    page.context.set_offline(True)
    hands = Hands(page)
    hands.open(address)  # a bookmark, or the link in the mail

    symbol = page.get_by_role("img", name=f"Entry code {code[:4]}-{code[4:]}")
    expect(symbol).to_be_visible()
    expect(page.get_by_text(f"{code[:4]}-{code[4:]}")).to_be_visible()
    expect(kept).to_be_visible()
    stay_within("T3", hands)


def test_t3_nothing_is_kept_of_a_link_that_has_ended(site: Site, visit: Visit):
    with site.app.app_context():
        person = make_registration(make_event(state="published", slug="safe-learning"))
        address, number = f"/r/{person.token}", person.id
    page = visit(site, viewport=PHONE)
    page.goto(f"{address}?lang=en")
    expect(page.get_by_text("Kept on this device:")).to_be_visible()
    with site.app.app_context():
        db.session.get_one(Registration, number).erase(site.now)
        db.session.commit()

    page.goto(address)

    keys = "async () => (await (await caches.open('tickets')).keys()).length"
    assert page.evaluate(keys) == 0
