"""Somebody makes a passkey on their own device, and signs in by it without a password."""

from playwright.sync_api import Page, expect

from eventsapp.accounts import passwords
from eventsapp.web.guard import Role
from tests.factories import make_organisation, make_user
from tests.journeys.conftest import Visit
from tests.journeys.server import Site

PASSWORD = "correct horse battery"
DEVICE = {
    "protocol": "ctap2",
    "transport": "internal",
    "hasResidentKey": True,
    "hasUserVerification": True,
    "isUserVerified": True,
    "automaticPresenceSimulation": True,
}


def test_a_passkey_is_made_and_signs_in(site: Site, visit: Visit):
    named = site.url.replace("127.0.0.1", "localhost")  # passkeys belong to a name
    site.app.config["BASE_URL"] = named
    with site.app.app_context():
        stored = passwords.make_hash(PASSWORD)
        make_user(make_organisation(), Role.OWNER, email="dana@example.org", password_hash=stored)
    page = visit(site)
    _plug_in_device(page)

    page.goto(f"{named}/account/sign-in")
    page.get_by_label("E-mail").fill("dana@example.org")
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Sign in", exact=True).click()
    expect(page).to_have_url(f"{named}/desk")
    page.goto(f"{named}/account/security")
    page.get_by_role("link", name="Add a passkey").click()
    page.get_by_label("Name of the passkey").fill("Work laptop")
    page.get_by_role("button", name="Create the passkey").click()
    expect(page.get_by_role("heading", name="Recovery codes")).to_be_visible()
    page.get_by_role("link", name="I have kept them").click()
    expect(page.get_by_role("link", name="Work laptop")).to_be_visible()

    page.context.clear_cookies()
    page.goto(f"{named}/account/sign-in")
    page.get_by_role("button", name="Sign in with a passkey").click()

    expect(page).to_have_url(f"{named}/desk")
    site.app.config["BASE_URL"] = site.url


def _plug_in_device(page: Page) -> None:
    browser = page.context.new_cdp_session(page)
    browser.send("WebAuthn.enable")
    browser.send("WebAuthn.addVirtualAuthenticator", {"options": DEVICE})
