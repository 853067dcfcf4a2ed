"""The kinds that quotes, figures and documents are of, with their names."""

from enum import StrEnum

from flask_babel import lazy_gettext as _l


class Qualifier(StrEnum):
    """How exactly a number is meant."""

    EXACT = "exact"
    ABOUT = "about"
    OVER = "over"
    UNDER = "under"


class DocumentKind(StrEnum):
    """What a linked document is."""

    LETTER = "letter"
    RESOLUTION = "resolution"
    ORDER = "order"
    LAW = "law"
    STRATEGY = "strategy"
    AGREEMENT = "agreement"
    REPORT = "report"
    RELEASE = "release"
    PUBLICATION = "publication"
    OTHER = "other"


QUALIFIERS = {
    Qualifier.EXACT: _l("exactly"),
    Qualifier.ABOUT: _l("about"),
    Qualifier.OVER: _l("over"),
    Qualifier.UNDER: _l("under"),
}
QUALIFIED = {
    Qualifier.EXACT: _l("%(number)s"),
    Qualifier.ABOUT: _l("about %(number)s"),
    Qualifier.OVER: _l("over %(number)s"),
    Qualifier.UNDER: _l("under %(number)s"),
}
DOCUMENT_KINDS = {
    DocumentKind.LETTER: _l("Official letter"),
    DocumentKind.RESOLUTION: _l("Resolution"),
    DocumentKind.ORDER: _l("Order"),
    DocumentKind.LAW: _l("Law or bill"),
    DocumentKind.STRATEGY: _l("Strategy or programme"),
    DocumentKind.AGREEMENT: _l("Agreement"),
    DocumentKind.REPORT: _l("Report"),
    DocumentKind.RELEASE: _l("Press release"),
    DocumentKind.PUBLICATION: _l("Publication"),
    DocumentKind.OTHER: _l("Other document"),
}
