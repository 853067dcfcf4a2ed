"""What the columns of a file mean, and what a row of it says about a person."""

from flask_babel import lazy_gettext as _l

from eventsapp.contacts.services import ContactDetails
from eventsapp.core import tables
from eventsapp.core.texts import Texts
from eventsapp.web.fields import line

FIELDS = {
    "": _l("Leave out"),
    "name": _l("Full name"),
    "email": _l("E-mail"),
    "phone": _l("Phone"),
    "outlet": _l("Outlet"),
    "post": _l("Post"),
    "language": _l("Language"),
    "beat": _l("Beats"),
    "region": _l("Regions"),
    "consent": _l("How they agreed to be written to"),
    "note": _l("Note"),
}
FAULTS = {
    "nobody": _l("No name, e-mail or phone in this row."),
    "email": _l("The e-mail address is not one."),
    "long": _l("A name, post or phone is too long."),
    "known": _l("Already in the address book."),
}
_HEADINGS = {
    "email": "email mail пошта почта eposta posta поштасы",
    "phone": "phone tel mobile телефон телефоны мобильный cep gsm",
    "outlet": "outlet media organisation organization company сми издание организация бак жмк kurum kuruluş uıym ұйым уюм",
    "post": "post position title job должность лауазымы лауазым кызматы кызмат görev unvan",
    "language": "language lang язык тіл тілі тил тили dil",
    "beat": "beat topic тема тақырып konu",
    "region": "region область регион облыс өңір аймак bölge",
    "consent": "consent согласие келісім макулдук rıza onay",
    "note": "note notes comment примечание ескертпе эскертүү not",
    "name": "name фио имя аты тегі аты-жөні ысымы ad isim adı",
}
_KNOWN = tables.known_headings(_HEADINGS)


class Fault(ValueError):
    """A row that cannot become a contact; its text is a key of FAULTS."""


def guess(headings: list[str]) -> list[str]:
    """What each column means, by its heading in any of our languages; empty where unclear."""
    return tables.guess(headings, _KNOWN)


def details_of(row: list[str], meanings: list[str], language: str) -> ContactDetails:
    """What a row says, tidied. Raises Fault where it says too little or something impossible."""
    said = tables.gather(row, meanings)
    name = line(" ".join(said.get("name", ())))
    emails = _parts(said, "email")
    phones = _parts(said, "phone")
    posts = _parts(said, "post")
    if not (name or emails or phones):
        raise Fault("nobody")
    if len(name) > 200 or any(len(one) > 60 for one in phones) or any(len(p) > 300 for p in posts):
        raise Fault("long")
    return ContactDetails(
        names=Texts({language: name}),
        original_language=language,
        language=tables.language(" ".join(said.get("language", ()))),
        note="\n".join(said.get("note", ()))[:4000],
        posts=tuple(Texts({language: post}) for post in posts),
        phones=phones,
        emails=tuple(dict.fromkeys(_address(one) for one in emails)),
        outlet=line(" ".join(said.get("outlet", ())))[:200],
        beats=tuple(one[:100] for one in _parts(said, "beat", ",;")),
        regions=tuple(one[:100] for one in _parts(said, "region", ",;")),
        consent_source=line(" ".join(said.get("consent", ())))[:200],
    )


def _parts(said: dict[str, list[str]], field: str, separators: str = ";") -> tuple[str, ...]:
    """The values of a field, each once; addresses and phones also part at commas."""
    if field in ("email", "phone"):
        separators = ",;"
    return tables.parts(said.get(field, ()), separators)[:20]


def _address(text: str) -> str:
    if found := tables.address(text):
        return found
    raise Fault("email")
