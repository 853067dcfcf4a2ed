"""What the log follows of events and all that belongs to one."""

from flask_babel import lazy_gettext as _l
from flask_babel import lazy_pgettext

from eventsapp.audit.watching import Watched

EVENTS: dict[str, Watched] = {
    "event": Watched(
        _l("Event"),
        {
            "state": _l("State"),
            "visibility": _l("Visibility"),
            "trashed_at": _l("In the trash since"),
            "titles": _l("Title"),
            "type": _l("Type"),
            "local_starts_at": _l("Start"),
            "local_ends_at": _l("End"),
            "local_doors_at": _l("Doors open"),
            "timezone": _l("Time zone"),
            "precision": _l("How exact the time is"),
            "city_id": _l("City"),
            "venue_id": _l("Venue"),
            "room_id": _l("Room"),
            "online_url": _l("Online link"),
            "summaries": _l("Summary"),
            "descriptions": _l("Description"),
            "funding_lines": _l("Funding line"),
            "type_names": _l("Full name of the type"),
            "place_notes": _l("Note on the place"),
            "online_is_public": _l("Everybody may see the link (a public stream)"),
            "working_languages": _l("Working languages"),
            "interpretation": _l("Interpretation into"),
            "slug": _l("Address of the page"),
            "source_url": _l("Source"),
            "capacity": _l("Places"),
            "reasons": _l("Reason"),
            "open_to_press": _l("Open to the press"),
            "retention_days": _l("Days personal data are kept"),
        },
        label="titles",
    ),
    "event_category": Watched(
        _l("Way of taking part"),
        {
            "names": _l("Name"),
            "capacity": _l("Places"),
            "opens_at": _l("Registration opens"),
            "closes_at": _l("Registration closes"),
            "is_open": _l("Open"),
            "mode": _l("Way"),
            "by_invitation": _l("By invitation only"),
            "organisation_limit": _l("Most people of one organisation"),
            "needs_approval": _l("The organiser approves each person"),
            "has_waiting_list": _l("Waiting list when all places are taken"),
            "checks_address": _l("People confirm their e-mail address first"),
        },
        {"code": _l("Code"), "allowed": _l("Only for these addresses")},
        label="names",
    ),
    "room_booking": Watched(
        _l("Room of an event"),
        {"room_id": _l("Room"), "is_shared": _l("Shared with another event")},
    ),
    "programme_item": Watched(
        _l("Programme item"),
        {
            "titles": _l("Title"),
            "minutes_after": _l("Minutes after the start"),
            "minutes": _l("Minutes"),
            "notes": _l("Note"),
            "openness": _l("For the press"),
        },
        label="titles",
    ),
    "press_export": Watched(
        _l("List for the security service, with document numbers"),
        {"people": lazy_pgettext("number of", "People")},
    ),
    "door": Watched(_l("Door"), {"closed_at": _l("Closed")}, {"pin": _l("PIN")}, label="name"),
    "invitation_round": Watched(
        _l("Invitations sent"),
        {
            "category_id": _l("Way of taking part"),
            "answer_by": _l("Answer by"),
            "companions": _l("Companions each may bring"),
        },
    ),
    "event_file": Watched(
        _l("Import of a calendar"),
        {"taken_at": _l("Imported"), "undone_at": _l("Undone")},
        label="file_name",
    ),
    "event_organisation": Watched(
        _l("Organisation of the event"),
        {"organisation_id": _l("Organisation"), "role": _l("Role")},
        of_people=True,
    ),
    "event_press_contact": Watched(_l("Press contact of the event"), of_people=True),
    "material": Watched(
        _l("File for the press"),
        {
            "titles": _l("Title"),
            "audience": _l("Who may see it"),
            "embargo_at": _l("Embargo until"),
            "credit": _l("Credit line"),
            "licence": _l("Licence"),
            "language": _l("Language of the content"),
        },
        label="titles",
    ),
    "question": Watched(
        _l("Question of the form"),
        {
            "is_required": _l("Required"),
            "retention_days": _l("Days the answers are kept"),
            "removed_at": _l("Removed"),
        },
    ),
    "reminder_rule": Watched(
        _l("Automatic message"),
        {"subjects": _l("Subject"), "bodies": _l("Text"), "due_at": _l("Goes out")},
    ),
    "mailing": Watched(
        _l("Message"),
        {"subjects": _l("Subject"), "bodies": _l("Text"), "due_at": _l("Goes out")},
        label="subjects",
    ),
    "change_notice": Watched(_l("Change notice"), {"notes": _l("Text"), "due_at": _l("Goes out")}),
    "press_intake": Watched(
        _l("Accreditation"),
        {
            "is_open": _l("Open"),
            "opens_at": _l("Applications open"),
            "closes_at": _l("Applications close"),
            "answer_by": _l("Answer by"),
            "outlet_limit": _l("Places per outlet"),
            "asks_identity": _l("Document number"),
            "asks_document": _l("Identity document"),
            "asks_plate": _l("Number plate"),
        },
        {"security_name": _l("Security contact"), "security_email": _l("Security contact")},
    ),
    "registration_entry_rules": Watched(
        _l("Rules of the waiting list"),
        {"offers_by_itself": _l("Offers by itself"), "offer_hours": _l("Hours an offer holds")},
    ),
    "outcome": Watched(
        _l("Outcome"),
        {
            "texts": _l("Text"),
            "recording_url": _l("Recording"),
            "published_at": _l("Public since"),
        },
    ),
    "outcome_quote": Watched(
        _l("Quote"),
        {
            "texts": _l("What they said"),
            "is_direct": _l("Word for word, in quotation marks"),
        },
        {"names": _l("Full name"), "posts": _l("Post at the time")},
    ),
    "outcome_figure": Watched(
        _l("Key figure"),
        {
            "number": _l("Number"),
            "units": _l("What is counted"),
            "qualifier": _l("How exact"),
            "by_year": _l("To be reached by the year"),
            "source": _l("Source"),
        },
    ),
    "outcome_decision": Watched(
        _l("Decision"),
        {
            "texts": _l("Text"),
            "details": _l("In detail"),
            "due_on": _l("Due on"),
        },
        {"responsible": _l("Who answers for it")},
        parts={"stages": ("texts", _l("Stages"))},
    ),
    "outcome_document": Watched(
        _l("Linked document"),
        {
            "titles": _l("Subject"),
            "kind": _l("Kind"),
            "is_adopted": _l("Adopted at this event"),
            "number": _l("Number"),
            "dated_on": _l("Date"),
            "reply_number": _l("In reply to number"),
            "reply_dated_on": _l("Its date"),
            "senders": _l("Sender"),
            "sender_addresses": _l("Address of the sender"),
            "addressees": _l("Addressee"),
            "texts": _l("Text"),
            "url": _l("Address on the web"),
        },
        {
            "signatory": _l("Signed by"),
            "drafter": _l("Drafted by"),
            "drafter_phone": _l("Phone of the drafter"),
        },
        label="titles",
        parts={"footnotes": ("texts", _l("Footnotes"))},
    ),
    "outcome_coverage": Watched(
        _l("Media coverage"),
        {
            "outlet": _l("Outlet"),
            "title": _l("Headline"),
            "url": _l("Link"),
            "published_on": _l("Published on"),
            "language": _l("Language"),
        },
        label="title",
    ),
    "outcome_question": Watched(
        _l("Written question"),
        {
            "text": _l("Question"),
            "answers": _l("Answer"),
            "is_public": _l("Show question and answer to readers"),
            "due_on": _l("Answer promised by"),
        },
        {"asked_by": _l("Asked by")},
    ),
}
