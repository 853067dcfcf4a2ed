"""Guests of honour of the coming conference, what they are asked, and what they answer."""

from typing import NamedTuple

from eventsapp.invitations.models import Answer

LIST = "Guests of honour"
PARTNER, PARTNER_EMAIL = "Aziz Karimov", "aziz.karimov@example.org"
WORDS = {
    "en": "The minister will welcome the guests at 9:30 over tea.",
    "ru": "Министр встретит гостей в 9:30 за чаем.",
    "kk": "Министр қонақтарды сағат 9:30-да шай үстінде қарсы алады.",
}


class Guest(NamedTuple):
    """Somebody who is invited."""

    name: str
    post: str
    language: str
    answer: Answer | None = None
    has_opened: bool = False
    deputy: str = ""


GUESTS = (
    Guest("Гүлнар Әбілқасова", "Мектеп директоры", "kk", Answer.YES),
    Guest("Ерлан Жұмабеков", "Ректор", "kk", Answer.DEPUTY, deputy="Асель Мұратова"),
    Guest("Светлана Ким", "Председатель родительского комитета", "ru", Answer.NO),
    Guest("Нургуль Касымова", "Омбудсмен", "ru", has_opened=True),
    Guest("Margaret Hill", "Country director", "en", Answer.YES),
    Guest("Сауле Бекетова", "Ғалым", "kk"),
    Guest("Deniz Arslan", "Eğitim ataşesi", "tr"),
)
