"""What the columns of a file mean, and what a row of it says about a person."""

from datetime import date

from flask_babel import lazy_gettext as _l

from eventsapp.contacts.details import ContactDetails, PostDetails
from eventsapp.contacts.list_models import LONGEST_NAME as LONGEST_LIST
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
    "list": _l("Lists"),
    "consent": _l("How they agreed to be written to"),
    "consented_on": _l("Date of consent"),
    "last_met_on": _l("Last met on"),
    "note": _l("Note"),
}
FAULTS = {
    "nobody": _l("No name, e-mail or phone in this row."),
    "email": _l("This is not an e-mail address."),
    "date": _l("A date in this row does not exist, or is written in an unknown way."),
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
    "list": "list lists список списки тізім тізімдер тизме liste listeler",
    "region": "region область регион облыс өңір аймак bölge",
    "consent": "consent согласие келісім макулдук rıza onay",
    "last_met_on": "met встреча встречались виделись кездесу кездесті жолугушуу жолуккан görüşme görüşüldü",
    "note": "note notes comment примечание ескертпе эскертүү not",
    "name": "name фио имя аты тегі аты-жөні ысымы ad isim adı",
}
_DATED = tables.known_headings({"consented_on": "date дата күні күнү дата tarihi tarih"})
_KNOWN = tables.known_headings(_HEADINGS)


class Fault(ValueError):
    """A row that cannot become a contact; its text is a key of FAULTS."""


def guess(headings: list[str]) -> list[str]:
    """What each column means, by its heading in any of our languages; empty where unclear."""
    told = zip(tables.guess(headings, _KNOWN), tables.guess(headings, _DATED), strict=True)
    return [dated if dated and field == "consent" else field for field, dated in told]


def details_of(row: list[str], meanings: list[str], language: str) -> ContactDetails:
    """What a row says, tidied. Raises Fault where it says too little or something impossible."""
    said = tables.gather(row, meanings)
    name = line(" ".join(said.get("name", ())))
    emails = _parts(said, "email")
    phones = _parts(said, "phone")
    posts = tuple(_post(one, language) for one in _parts(said, "post"))
    if not (name or emails or phones):
        raise Fault("nobody")
    if len(name) > 200 or any(len(one) > 60 for one in phones) or any(map(_is_long, posts)):
        raise Fault("long")
    return ContactDetails(
        names=Texts({language: name}),
        original_language=language,
        language=tables.language(" ".join(said.get("language", ()))),
        note="\n".join(said.get("note", ()))[:4000],
        posts=posts,
        phones=phones,
        emails=tuple(dict.fromkeys(_address(one) for one in emails)),
        outlet=line(" ".join(said.get("outlet", ())))[:200],
        beats=tuple(one[:100] for one in _parts(said, "beat", ",;")),
        regions=tuple(one[:100] for one in _parts(said, "region", ",;")),
        consent_source=line(" ".join(said.get("consent", ())))[:200],
        consented_on=_day(said, "consented_on"),
        last_met_on=_day(said, "last_met_on"),
    )


def lists_of(row: list[str], meanings: list[str]) -> tuple[str, ...]:
    """The names of the lists that a row puts somebody on."""
    names = _parts(tables.gather(row, meanings), "list", ",;")
    return tuple(name[:LONGEST_LIST] for name in names)


def _post(written: str, language: str) -> PostDetails:
    try:
        return PostDetails.read(written, language)
    except ValueError:
        raise Fault("date") from None


def _is_long(post: PostDetails) -> bool:
    return len(post.place) > 200 or any(len(title) > 300 for title in post.titles.values())


def _day(said: dict[str, list[str]], field: str) -> date | None:
    """The first day of a field: "2026-12-04", "4.12.2026" or "04/12/2026"."""
    written = next(iter(said.get(field, ())), "")
    found = tables.day(written)
    if written and found is None:
        raise Fault("date")
    return found


def _parts(said: dict[str, list[str]], field: str, separators: str = ";") -> tuple[str, ...]:
    """The values of a field, each once; addresses and phones also part at commas."""
    if field in ("email", "phone"):
        separators = ",;"
    return tables.parts(said.get(field, ()), separators)[:20]


def _address(text: str) -> str:
    if found := tables.address(text):
        return found
    raise Fault("email")
