"""What the columns of a file mean, and what a row of it says about a journalist."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from flask_babel import lazy_gettext as _l

from eventsapp.accreditation import wording
from eventsapp.accreditation.details import Answers, Person, may_live
from eventsapp.accreditation.imports.models import PressImport
from eventsapp.accreditation.kinds import Attendance, Function
from eventsapp.contacts.outlet_models import OutletKind
from eventsapp.contacts.outlets import OutletDetails
from eventsapp.core import search, tables
from eventsapp.core.imports import Fault
from eventsapp.registration.imports.matching import in_every_language
from eventsapp.web.countries import code_of
from eventsapp.web.fields import line

FIELDS = {
    "": _l("Leave out"),
    "name": _l("Full name"),
    "email": _l("E-mail"),
    "phone": _l("Phone"),
    "outlet": _l("Outlet"),
    "kind": _l("Kind of outlet"),
    "country": _l("Country"),
    "city": _l("City"),
    "function": _l("Task"),
    "card_number": _l("Press card number"),
    "card_until": _l("Press card valid until"),
    "born_on": _l("Date of birth"),
    "attendance": _l("In the room or online"),
    "equipment": _l("Equipment"),
    "vehicle": _l("Vehicle"),
    "needs": _l("What you need on site"),
    "remarks": _l("Remarks"),
    "language": _l("Language"),
}
FAULTS = {
    "nobody": _l("No name in this row."),
    "no_address": _l("No e-mail address in this row."),
    "email": _l("The e-mail address is not one."),
    "long": _l("A name, a number or another text is too long."),
    "function": _l("This function is not on the form."),
    "country": _l("There is no country of this name."),
    "attendance": _l("It is not clear whether somebody comes or takes part online."),
    "date": _l("A date cannot be read."),
    "born_on": _l("This date of birth cannot be right."),
    "known": _l("Has applied already."),
}
LONGEST = {
    "name": 200, "email": 254, "phone": 60, "outlet": 200, "city": 100, "card_number": 60,
    "vehicle": 200, "equipment": 2000, "needs": 1000, "remarks": 1000,
}  # fmt: skip
_HEADINGS = {
    "email": "email mail пошта почта eposta posta поштасы",
    "phone": "phone tel telephone mobile телефон телефоны телефону мобильный cep gsm telefon",
    "kind": "kind type вид тип түрі түрү tür türü",
    "outlet": "outlet media organisation organization company employer сми издание редакция организация ұйым уюм бак жмк basın yayın kurum kuruluş",
    "country": "country страна гражданство елі өлкө өлкөсү ülke",
    "city": "city город қала шаар şehir",
    "card_until": "until valid expires до действительно дейін чейин geçerlilik",
    "card_number": "card удостоверение карта куәлік күбөлүк kart",
    "function": "task function role position post должность функция задача роль қызметі міндеті кызматы милдети görev görevi",
    "born_on": "birth born birthday рождения туған туулган doğum",
    "attendance": "attendance participation формат участие қатысу катышуу katılım",
    "equipment": "equipment техника оборудование аппаратура жабдық жабдыктар жабдуу ekipman",
    "vehicle": "vehicle car транспорт автомобиль машина көлік унаа araç",
    "needs": "needs потребности нужды қажет керек ihtiyaç",
    "remarks": "remarks note notes comment примечание комментарий ескерту эскертүү not açıklama",
    "language": "language lang язык тіл тілі тил тили dil",
    "name": "name surname first last journalist фио имя фамилия отчество журналист аты тегі атыжөні фамилиясы ысымы атыжөнү ad adı isim soyad soyadı",
}
_KNOWN = tables.known_headings(_HEADINGS)
_TASKS = tables.known_headings({
    Function.WRITER: "journalist reporter correspondent журналист корреспондент репортер тілші кабарчы muhabir gazeteci",
    Function.PHOTO: "photographer photographe фотограф фотокорреспондент фотокор fotoğrafçı foto фото",
    Function.VIDEO: "cameraman camera operator видео оператор видеооператор телеоператор kameraman kamera",
    Function.AUDIO: "sound звук звукооператор звукорежиссер дыбыс үн ses",
    Function.PRODUCER: "producer editor продюсер редактор редакторы yapımcı editör",
    Function.TECHNICIAN: "engineer инженер техник teknisyen mühendis",
    Function.INTERPRETER: "translator переводчик аудармашы котормочу tercüman çevirmen",
    Function.DRIVER: "driver водитель жүргізуші айдоочу şoför sürücü",
})  # fmt: skip
_WAYS = tables.known_headings({
    Attendance.ROOM: "room person offline очно лично зал офлайн",
    Attendance.REMOTE: "online remote онлайн удаленно дистанционно zoom çevrimiçi",
})  # fmt: skip


class Reader:
    """Reads the rows of one import."""

    def __init__(self, standing: PressImport) -> None:
        self._standing = standing
        self._tasks = in_every_language(wording.FUNCTIONS) | {each.value: each for each in Function}
        self._kinds = in_every_language(wording.OUTLETS) | {each.value: each for each in OutletKind}
        self._ways = in_every_language(wording.ATTENDANCES)

    def row(self, cells: Sequence[str]) -> Answers:
        """What a row says, tidied. Raises Fault where it says too little or what cannot be."""
        gathered = tables.gather(cells, self._standing.matching)
        said = {field: line(" ".join(values)) for field, values in gathered.items()}
        address = _address(gathered)
        if not said.get("name"):
            raise Fault("nobody")
        if any(len(said.get(field, "")) > most for field, most in LONGEST.items()):
            raise Fault("long")
        person = Person(
            name=said["name"],
            email=address,
            function=_found(said, "function", self._tasks, _TASKS) or Function.WRITER,
            phone=said.get("phone", ""),
            card_number=said.get("card_number", ""),
            card_until=_day(said, "card_until"),
            born_on=self._born_on(said),
        )
        return self._answers(person, said)

    def _born_on(self, said: Mapping[str, str]) -> date | None:
        day = _day(said, "born_on")
        if day and not may_live(day, self._standing.created_at.date()):
            raise Fault("born_on")
        return day

    def _answers(self, person: Person, said: Mapping[str, str]) -> Answers:
        language = tables.language(said.get("language", "")) or self._standing.language
        way = _found(said, "attendance", self._ways, _WAYS)
        return Answers(
            people=(person,),
            language=language,
            outlet=self._outlet(said),
            attendance=way or Attendance.ROOM,
            equipment=said.get("equipment", ""),
            vehicle=said.get("vehicle", ""),
            needs=said.get("needs", ""),
            remarks=said.get("remarks", ""),
        )

    def _outlet(self, said: Mapping[str, str]) -> OutletDetails:
        country = code_of(said["country"]) if said.get("country") else ""
        if country is None:
            raise Fault("country")
        kind = self._kinds.get(search.fold(said.get("kind", "")), OutletKind.OTHER)
        return OutletDetails(
            name=said.get("outlet", ""), kind=kind, country=country, city=said.get("city", "")
        )


def guess(headings: Sequence[str]) -> list[str]:
    """What each column means, by its heading in any of our languages; empty where unclear."""
    exact = in_every_language(FIELDS)
    by_word = tables.guess(headings, _KNOWN)
    return [exact.get(search.fold(one), two) for one, two in zip(headings, by_word, strict=True)]


def words(fault: Sequence[Any]) -> str:
    """Why a row was left out."""
    return str(FAULTS[fault[1]])


def _found(
    said: Mapping[str, str], field: str, names: Mapping[str, Any], known: Mapping[str, Any]
) -> Any:
    """What a cell means by its whole text, else by one of its words; None for an empty one."""
    text = search.fold(said.get(field, ""))
    if not text:
        return None
    found = names.get(text) or next((known[word] for word in text.split() if word in known), None)
    if found is None:
        raise Fault(field)
    return found


def _address(said: Mapping[str, list[str]]) -> str:
    written = tables.parts(said.get("email", ()), ",;")
    if not written:
        raise Fault("no_address")
    found = tables.address(written[0])
    if found is None:
        raise Fault("email")
    return found


def _day(said: Mapping[str, str], field: str) -> date | None:
    written = said.get(field, "")
    found = tables.day(written)
    if written and found is None:
        raise Fault("date")
    return found
