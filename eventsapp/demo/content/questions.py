"""What the form of the conference asks besides name and e-mail, and the door of the live event."""

from eventsapp.core.texts import Texts

ROLE = Texts(
    kk="Кім ретінде келесіз?",
    ky="Ким катары келесиз?",
    ru="В каком качестве вы придёте?",
    en="As what do you come?",
    tr="Hangi sıfatla geliyorsunuz?",
)
ROLES = (
    Texts(kk="Мұғалім", ky="Мугалим", ru="Учитель", en="Teacher", tr="Öğretmen"),
    Texts(kk="Ата-ана", ky="Ата-эне", ru="Родитель", en="Parent", tr="Veli"),
    Texts(
        kk="Мекеме өкілі", ky="Мекеменин өкүлү", ru="Представитель ведомства",
        en="From a public body", tr="Kamu kurumundan",
    ),
)  # fmt: skip
HEADPHONES = Texts(
    kk="Аударма үшін құлаққап керек",
    ky="Котормо үчүн кулакчын керек",
    ru="Нужны наушники для перевода",
    en="I need headphones for the interpretation",
    tr="Çeviri için kulaklık istiyorum",
)
INTO = Texts(
    kk="Қай тілге?", ky="Кайсы тилге?", ru="На какой язык?", en="Into which language?",
    tr="Hangi dile?",
)  # fmt: skip
KIT = Texts(
    kk="Материалдар қай тілде берілді?",
    ky="Материалдар кайсы тилде берилди?",
    ru="На каком языке выданы материалы?",
    en="In which language was the press kit given?",
    tr="Basın dosyası hangi dilde verildi?",
)
