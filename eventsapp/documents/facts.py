"""What was said and decided, as sections of a document: a heading and its lines."""

from collections.abc import Sequence
from typing import Any

from flask_babel import gettext as _

from eventsapp.accreditation import queries as accreditation
from eventsapp.core import dates
from eventsapp.core.texts import Texts
from eventsapp.documents.words import clean, joined, paragraphs
from eventsapp.events.models import Event
from eventsapp.outcome import queries as outcome
from eventsapp.outcome import wording
from eventsapp.outcome.kinds import DOCUMENT_KINDS
from eventsapp.outcome.models import AdoptedDecision, Figure, Footnote, LinkedDocument, Quote
from eventsapp.web.locale import current_language, reading_order

Section = dict[str, Any]


def said(event: Event) -> list[Section]:
    """Key figures and quotes."""
    facts = outcome.facts(event, is_desk=True)
    return _filled(
        (_("Key figures"), [_figure(event, each) for each in facts.figures]),
        (_("Quotes"), [_quote(event, each) for each in facts.quotes]),
    )


def decided(event: Event) -> list[Section]:
    """Decisions with their stages, and the documents."""
    facts = outcome.facts(event, is_desk=True)
    decisions = [line for each in facts.decisions for line in _decision(event, each)]
    documents = [line for each in facts.documents for line in _document(event, each)]
    return _filled((_("Decisions"), decisions), (_("Documents"), documents))


def result(event: Event) -> list[str]:
    """How the event ended, in paragraphs; empty while nobody has written it."""
    found = outcome.find(event)
    return paragraphs(_read(event, found.texts)) if found else []


def for_the_press(event: Event) -> list[Section]:
    """How journalists come: accreditation and its deadline."""
    intake = accreditation.find_intake(event)
    if intake is None:
        return []
    language, zone = current_language(), event.timezone
    deadline = (
        f"{dates.moment(intake.deadline, zone, language)}, {dates.offset(intake.deadline, zone)}"
    )
    lines = [_("Accreditation until %(moment)s.", moment=deadline)]
    lines += paragraphs(_read(event, intake.instructions))
    return [{"title": _("For the press"), "lines": lines}]


def _filled(*sections: tuple[str, Sequence[str]]) -> list[Section]:
    return [{"title": title, "lines": list(lines)} for title, lines in sections if lines]


def _figure(event: Event, figure: Figure) -> str:
    target = _("To be reached by %(year)d", year=figure.by_year) if figure.by_year else ""
    source = _("Source: %(source)s", source=figure.source) if figure.source else ""
    number = clean(wording.figure_number(figure))
    return ". ".join(
        filter(None, (f"{number} {clean(_read(event, figure.units))}", target, source))
    )


def _quote(event: Event, quote: Quote) -> str:
    text = quote.texts.read(reading_order(event.original_language))
    words = clean(wording.quoted(text) if quote.is_direct else text.text)
    return f"{joined(_read(event, quote.names), _read(event, quote.posts))}: {words}"


def _decision(event: Event, decision: AdoptedDecision) -> list[str]:
    language = current_language()
    due = decision.due_on and dates.without_weekday(decision.due_on, language)
    who = _read(event, decision.responsible)
    said = (
        clean(_read(event, decision.texts)).rstrip("."),
        f"{_('Responsible:')} {clean(who)}" if who else "",
        _("Due on %(day)s", day=due) if due else "",
    )
    lines = [". ".join(filter(None, said)), *paragraphs(_read(event, decision.details))]
    for stage in decision.stages:
        until = _("Until %(year)d", year=stage.horizon) if stage.horizon else ""
        lines.append("• " + ": ".join(filter(None, (until, clean(_read(event, stage.texts))))))
    return lines


def _document(event: Event, document: LinkedDocument) -> list[str]:
    kind = str(DOCUMENT_KINDS[document.kind])
    heads = (kind, _read(event, document.titles), wording.reference(document), document.signatory)
    answered = wording.reply_reference(document)
    reply = [f"{_('In reply to')}: {answered}"] if answered else []
    notes = [_note(_read(event, each.texts), each) for each in document.footnotes]
    return [joined(*heads), *reply, *(f"{number}. {note}" for number, note in enumerate(notes, 1))]


def _note(text: str, note: Footnote) -> str:
    return joined(text.rstrip("."), wording.note_reference(note, text))


def _read(event: Event, texts: Texts) -> str:
    return texts.read(reading_order(event.original_language)).text
