"""Which packages bring pages and commands."""

from collections.abc import Callable

from click import Command
from flask import Blueprint, Flask

from eventsapp import doctor, metrics, probes, worker
from eventsapp.accounts import access
from eventsapp.accounts import cli as accounts_cli
from eventsapp.accounts import manage as manage_team
from eventsapp.accounts import oidc_views as accounts
from eventsapp.accreditation import manage as manage_accreditation
from eventsapp.accreditation import manage_contacts as accredited_contacts
from eventsapp.accreditation import manage_queue
from eventsapp.accreditation import views as accreditation
from eventsapp.accreditation.cards import manage as manage_press_cards
from eventsapp.accreditation.cards import views as press_cards
from eventsapp.accreditation.draws import manage as manage_draws
from eventsapp.accreditation.imports import manage as press_imports
from eventsapp.accreditation.marks import manage as manage_marks
from eventsapp.accreditation.microphone import manage as manage_turns
from eventsapp.accreditation.microphone import views as turn_views
from eventsapp.accreditation.outlets import manage as manage_outlets
from eventsapp.accreditation.pool import manage as manage_pool
from eventsapp.accreditation.pool import views as pool
from eventsapp.accreditation.replacing import manage as manage_replacements
from eventsapp.accreditation.replacing import views as replacing_views
from eventsapp.accreditation.security import manage as manage_security
from eventsapp.accreditation.security import views as security_views
from eventsapp.announcements import cli as announcements_cli
from eventsapp.announcements import manage as announcements
from eventsapp.api import interface
from eventsapp.api import manage as manage_api
from eventsapp.audit import manage as manage_audit
from eventsapp.audit import recording
from eventsapp.backup import cli as backup_cli
from eventsapp.calendars import views as calendars
from eventsapp.checkin import manage as manage_checkin
from eventsapp.checkin import people_views as door_people
from eventsapp.checkin import views as door
from eventsapp.contacts import manage as contacts
from eventsapp.contacts import manage_imports as contact_imports
from eventsapp.contacts import manage_lists, manage_merges
from eventsapp.contacts import views as contact_profiles
from eventsapp.core import publication as _publication  # noqa: F401 -- a table
from eventsapp.demo import cli as demo_cli
from eventsapp.desk import frame
from eventsapp.desk import states as desk
from eventsapp.desk import trash as _trash  # noqa: F401 -- more of the desk
from eventsapp.desk import venues as _venues  # noqa: F401 -- more of the venues
from eventsapp.diary import manage as diary
from eventsapp.digests import views as digests
from eventsapp.documents import manage as documents
from eventsapp.documents import manage_templates
from eventsapp.documents import views as certificates
from eventsapp.eventfiles import manage as event_files
from eventsapp.events import manage as events
from eventsapp.guests import access as guest_access
from eventsapp.guests import manage as manage_guests
from eventsapp.guests import views as guests
from eventsapp.guide import manage as guide
from eventsapp.invitations import changes as _changes  # noqa: F401 -- told of changes
from eventsapp.invitations import manage as manage_invitations
from eventsapp.invitations import views as invitations
from eventsapp.mail import manage as manage_mail
from eventsapp.materials import manage as manage_materials
from eventsapp.materials import own_views as press_kit
from eventsapp.materials import views as press_room
from eventsapp.messages import sending as messages
from eventsapp.messages import views as ratings
from eventsapp.mycalendar import views as own_calendar
from eventsapp.organisations import manage as manage_organisations
from eventsapp.organisations import views as organisations
from eventsapp.outcome import manage as outcome
from eventsapp.preferences import views as preferences
from eventsapp.privacy import cli as privacy_cli
from eventsapp.privacy import installation as system_privacy
from eventsapp.privacy import manage as manage_privacy
from eventsapp.privacy import views as own_data
from eventsapp.programme import following as _following  # noqa: F401 -- told of shared records
from eventsapp.programme import manage as programme
from eventsapp.programme import manage_people as people
from eventsapp.questions import manage as questions
from eventsapp.registration.answers import manage as _manage_answers  # noqa: F401 -- more of the tab
from eventsapp.registration.answers import views as _answer_views  # noqa: F401 -- more of the page
from eventsapp.registration.entry import manage as manage_registrations
from eventsapp.registration.entry import views as registration
from eventsapp.registration.imports import manage as registration_imports
from eventsapp.registration.people import contacts as registered_contacts
from eventsapp.registration.people import manage as registered_people
from eventsapp.reports import manage as reports
from eventsapp.site import crawlers, embedding
from eventsapp.site import event_views as _event_views  # noqa: F401 -- more of the site
from eventsapp.site import person_views as _person_views  # noqa: F401 -- more of the site
from eventsapp.site import span_views as _span_views  # noqa: F401 -- more of the site
from eventsapp.site import views as site
from eventsapp.statistics import manage as statistics
from eventsapp.system import manage as system
from eventsapp.venues import manage as venues
from eventsapp.web import maintenance
from eventsapp.webhooks import manage as manage_webhooks
from eventsapp.webhooks import recording as _webhooks  # noqa: F401 -- listens to what is written

BLUEPRINTS: tuple[Blueprint, ...] = (
    accounts.bp,
    manage_team.bp,
    manage_audit.bp,
    manage_privacy.bp,
    guide.bp,
    own_data.bp,
    organisations.bp,
    manage_organisations.bp,
    manage_mail.bp,
    probes.bp,
    metrics.bp,
    interface.bp,
    manage_api.bp,
    manage_webhooks.bp,
    venues.bp,
    events.bp,
    guests.bp,
    manage_guests.bp,
    contacts.bp,
    manage_lists.bp,
    contact_imports.bp,
    manage_merges.bp,
    contact_profiles.bp,
    calendars.bp,
    site.bp,
    crawlers.bp,
    embedding.bp,
    desk.bp,
    statistics.bp,
    system.bp,
    system_privacy.bp,
    announcements.bp,
    event_files.bp,
    programme.bp,
    people.bp,
    messages.bp,
    ratings.bp,
    digests.bp,
    preferences.bp,
    questions.bp,
    registration.bp,
    own_calendar.bp,
    manage_registrations.bp,
    registered_people.bp,
    registration_imports.bp,
    press_imports.bp,
    documents.bp,
    manage_templates.bp,
    manage_invitations.bp,
    invitations.bp,
    certificates.bp,
    outcome.bp,
    diary.bp,
    reports.bp,
    manage_materials.bp,
    press_room.bp,
    press_kit.bp,
    manage_checkin.bp,
    door.bp,
    door_people.bp,
    accreditation.bp,
    manage_accreditation.bp,
    press_cards.bp,
    manage_press_cards.bp,
    manage_queue.bp,
    manage_outlets.bp,
    accredited_contacts.bp,
    manage_turns.bp,
    manage_draws.bp,
    manage_marks.bp,
    manage_replacements.bp,
    replacing_views.bp,
    manage_security.bp,
    security_views.bp,
    manage_pool.bp,
    pool.bp,
    turn_views.bp,
    registered_contacts.bp,
)
COMMANDS: tuple[Command, ...] = (
    accounts_cli.commands,
    announcements_cli.commands,
    backup_cli.backup,
    backup_cli.restore,
    backup_cli.upgrade,
    demo_cli.commands,
    doctor.command,
    maintenance.command,
    privacy_cli.commands,
    worker.command,
)
HOOKS: tuple[Callable[[Flask], None], ...] = (
    metrics.init_app,
    access.init_app,
    guest_access.init_app,
    frame.init_app,
    manage_mail.init_app,
    interface.init_app,
    recording.init_app,
)


def init_app(app: Flask) -> None:
    """Register every hook, blueprint and command group."""
    for hook in HOOKS:
        hook(app)
    for blueprint in BLUEPRINTS:
        app.register_blueprint(blueprint)
    for group in COMMANDS:
        app.cli.add_command(group)
