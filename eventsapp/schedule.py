"""Everything that happens by itself, on one page."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import partial

from eventsapp.accounts import addresses, devices
from eventsapp.accreditation import retention as press_retention
from eventsapp.accreditation import services as accreditation
from eventsapp.accreditation.cards import services as cards
from eventsapp.accreditation.imports import services as press_imports
from eventsapp.accreditation.pool import services as pool
from eventsapp.api import services as api
from eventsapp.audit import services as audit
from eventsapp.briefs import sending as briefs
from eventsapp.calendars import services as calendars
from eventsapp.calendars import texts
from eventsapp.checkin import services as checkin
from eventsapp.contacts import imports as contact_imports
from eventsapp.contacts import indexing as contact_keys
from eventsapp.contacts import letters as contact_letters
from eventsapp.contacts import merging as contact_merges
from eventsapp.contacts import outlets as contact_outlets
from eventsapp.core import upkeep
from eventsapp.demo import services as demo
from eventsapp.desk import emptying
from eventsapp.diary import posting as diary
from eventsapp.digests import sending as digests
from eventsapp.digests.services import end_unwanted, forget_stale
from eventsapp.documents import certificates, mailed
from eventsapp.documents import services as documents
from eventsapp.eventfiles import services as event_files
from eventsapp.events import indexing as event_keys
from eventsapp.events import presence
from eventsapp.events.zones import follow_zone_rules
from eventsapp.invitations import letters as invitations
from eventsapp.invitations import services as invited
from eventsapp.mail import bounces, complaints
from eventsapp.mail.delivery import deliver_pending
from eventsapp.mail.inbox import read_new
from eventsapp.mail.retention import empty_old
from eventsapp.materials import letters as materials
from eventsapp.materials import services as kits
from eventsapp.materials import uploading
from eventsapp.messages import mailings, notices, reminders
from eventsapp.mycalendar import services as own_calendars
from eventsapp.organisations import services as bodies
from eventsapp.privacy import erasures, reporting
from eventsapp.privacy import letters as privacy_letters
from eventsapp.registration import filling, retention, searching
from eventsapp.registration.answers import services as answers
from eventsapp.registration.entry import waiting
from eventsapp.registration.imports import services as registration_imports
from eventsapp.system import letters as system
from eventsapp.web import once
from eventsapp.webhooks import delivering as webhooks


@dataclass(frozen=True)
class Job:
    """What happens by itself: `run(now)` returns how many things it did.

    A job with a period is run by one worker at a time. One without runs in every pass of every
    worker, and shares the work out by itself.
    """

    name: str
    run: Callable[[datetime], int]
    every: timedelta | None = None


SECOND = timedelta(seconds=1)
MINUTE = timedelta(minutes=1)
HOUR = timedelta(hours=1)
DAY = timedelta(days=1)

INCOMING = (complaints.take, bounces.take, answers.take)  # who is offered a letter, in turn

PAPERS = {
    "invite": invitations.paper,
    "badge": mailed.badge,
    "certificate": certificates.paper,
    "card": mailed.press_card,
}  # what goes with letters, by the name in their recipes
DELIVER = partial(
    deliver_pending,
    build_calendar=calendars.build,
    make_paper=partial(mailed.make, PAPERS),
    kept_domains=demo.kept_domains,
)

TIMETABLE = (
    Job("mail.read_inbox", partial(read_new, handlers=INCOMING), every=MINUTE),
    Job("messages.take_up_changes", notices.take_up_changes, every=MINUTE),
    Job("messages.send_due_notices", notices.send_due, every=MINUTE),
    Job("messages.queue_due_reminders", reminders.queue_due, every=MINUTE),
    Job("messages.queue_due_mailings", mailings.queue_due),
    Job("invitations.send_due", invitations.send_due),
    Job("invitations.remind_due", invitations.remind_due, every=MINUTE),
    Job("accreditation.follow_registrations", accreditation.follow_registrations, every=MINUTE),
    Job("accreditation.follow_erased", press_retention.follow_erased, every=MINUTE),
    Job("accreditation.pass_on_pool_places", pool.pass_on_left, every=MINUTE),
    Job("accreditation.remind_to_share", pool.remind_to_share, every=5 * MINUTE),
    Job("briefs.brief_in_the_morning", briefs.brief_in_the_morning, every=5 * MINUTE),
    Job("briefs.announce_large", briefs.announce_large, every=5 * MINUTE),
    Job("briefs.report_trouble", briefs.report_trouble, every=5 * MINUTE),
    Job("diary.post_due", diary.post_due, every=5 * MINUTE),
    Job("materials.announce_openings", materials.announce_openings, every=MINUTE),
    Job("materials.forget_unfinished", uploading.forget_unfinished, every=DAY),
    Job("documents.send_certificates", certificates.send_due),
    Job("documents.make_ordered", documents.make_ordered, every=5 * SECOND),
    Job("documents.forget_those_of_erased", documents.forget_those_of_erased, every=MINUTE),
    Job("digests.end_unwanted", end_unwanted, every=MINUTE),
    Job("digests.queue_due", digests.queue_due, every=MINUTE),
    Job("digests.tell_at_once", digests.tell_at_once, every=MINUTE),
    Job("accreditation.remind_ending_cards", cards.remind_ending, every=DAY),
    Job("mail.deliver", DELIVER),
    Job("mail.empty_old", empty_old, every=DAY),
    Job("mail.try_old_addresses_again", bounces.try_old_ones_again, every=DAY),
    Job("contacts.run_imports", contact_imports.run_due),
    Job("contacts.send_links", contact_letters.send_due, every=MINUTE),
    Job("contacts.index_missing", contact_keys.index_missing, every=MINUTE),
    Job("contacts.enter_outlets", contact_outlets.enter_missing, every=MINUTE),
    Job("contacts.forget_old_merges", contact_merges.forget_old, every=DAY),
    Job("events.index_missing", event_keys.index_missing, every=MINUTE),
    Job("events.forget_presence", presence.forget, every=MINUTE),
    Job("materials.index_missing", kits.index_missing, every=MINUTE),
    Job("organisations.index_missing", bodies.index_missing, every=MINUTE),
    Job("events.follow_zone_rules", follow_zone_rules, every=DAY),
    Job("calendars.store_texts", texts.store_missing, every=MINUTE),
    Job("digests.forget_stale", forget_stale, every=DAY),
    Job("accreditation.erase_due", press_retention.erase_due, every=DAY),
    Job("documents.forget_old", documents.forget_old, every=DAY),
    Job("api.forget_answers", api.forget_answers, every=DAY),
    Job("registration.run_imports", registration_imports.run_due),
    Job("registration.write_words", searching.write_words, every=5 * SECOND),
    Job("accreditation.run_imports", press_imports.run_due),
    Job("registration.offer_free_places", waiting.settle_due, every=MINUTE),
    Job("invitations.erase_due", invited.erase_due, every=DAY),  # before what they led to
    Job("privacy.forget_told", privacy_letters.forget_told, every=DAY),
    Job("registration.erase_due", retention.erase_due, every=DAY),
    Job("registration.erase_answers_due", filling.erase_due, every=DAY),
    Job("eventfiles.forget_old", event_files.forget_old, every=DAY),
    Job("desk.empty_trash", emptying.erase_due, every=DAY),
    Job("mycalendar.forget_unknown", own_calendars.forget_unknown, every=DAY),
    Job("checkin.erase_notes", checkin.erase_notes, every=DAY),
    Job("accounts.forget_devices", devices.forget_ended, every=DAY),
    Job("accounts.forget_address_changes", addresses.forget_ended, every=DAY),
    Job("privacy.announce_erasures", reporting.announce_erasures, every=DAY),
    Job("privacy.report_erasures", erasures.report_erasures, every=DAY),
    Job("audit.erase_old", audit.erase_old, every=DAY),
    Job("web.forget_sent", once.forget_sent, every=DAY),
    Job("core.measure_tables", upkeep.measure_tables, every=DAY),
    Job("webhooks.forget_old", webhooks.forget_old, every=DAY),
    Job("system.report_trouble", system.report_trouble, every=HOUR),  # last: of this pass too
)

# What waits for the servers of others: a thread of its own, so that no mail waits for them too.
ERRANDS = (Job("webhooks.call_due", webhooks.call_due),)
