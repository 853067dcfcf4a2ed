"""What an event left behind, as programs read it: quotes, figures, documents, decisions, coverage."""

import marshmallow as ma

from eventsapp.api.fields import choice
from eventsapp.api.fields import texts as in_languages
from eventsapp.outcome.kinds import DocumentKind, Qualifier


class Quote(ma.Schema):
    """What one person said, word for word or told."""

    names = in_languages(200)
    posts = in_languages(500)
    texts = in_languages(4000)
    is_direct = ma.fields.Boolean()


class Figure(ma.Schema):
    """A number given as a fact; a target where it has a year."""

    number = ma.fields.String()
    qualifier = choice(Qualifier)
    units = in_languages(500)
    by_year = ma.fields.Integer(allow_none=True)
    source = ma.fields.String()


class Stage(ma.Schema):
    """One stage of a decision, and the year it reaches to."""

    horizon = ma.fields.Integer(allow_none=True)
    texts = in_languages(2000)


class Decision(ma.Schema):
    """What was decided."""

    texts = in_languages(2000)
    details = in_languages(20000)
    responsible = in_languages(500)
    due_on = ma.fields.Date(allow_none=True)
    stages = ma.fields.List(ma.fields.Nested(Stage))


class Footnote(ma.Schema):
    """One act that a document refers to."""

    texts = in_languages(500)
    number = ma.fields.String()
    dated_on = ma.fields.Date(allow_none=True)


class LinkedDocument(ma.Schema):
    """A letter, a resolution, what was adopted."""

    kind = choice(DocumentKind)
    titles = in_languages(500)
    is_adopted = ma.fields.Boolean()
    number = ma.fields.String()
    dated_on = ma.fields.Date(allow_none=True)
    reply_number = ma.fields.String()
    reply_dated_on = ma.fields.Date(allow_none=True)
    senders = in_languages(500)
    sender_addresses = in_languages(500)
    addressees = in_languages(500)
    texts = in_languages(50000)
    signatory = ma.fields.String()
    drafter = ma.fields.String()
    drafter_phone = ma.fields.String()
    url = ma.fields.String()
    footnotes = ma.fields.List(ma.fields.Nested(Footnote))


class Coverage(ma.Schema):
    """One report in the media."""

    outlet = ma.fields.String()
    title = ma.fields.String()
    language = ma.fields.String()
    url = ma.fields.String()
    published_on = ma.fields.Date(allow_none=True)


class Outcome(ma.Schema):
    """Everything that an event left behind, also what is not public yet."""

    quotes = ma.fields.List(ma.fields.Nested(Quote))
    figures = ma.fields.List(ma.fields.Nested(Figure))
    documents = ma.fields.List(ma.fields.Nested(LinkedDocument))
    decisions = ma.fields.List(ma.fields.Nested(Decision))
    coverage = ma.fields.List(ma.fields.Nested(Coverage))
