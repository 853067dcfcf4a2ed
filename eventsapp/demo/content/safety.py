"""The conference that shows most of what an event can have."""

from eventsapp.core.texts import Texts
from eventsapp.demo.content.days import workday
from eventsapp.demo.content.shapes import Plan, Talk, Visit, Way
from eventsapp.events.kinds import Type
from eventsapp.events.models import OrganisationRole as Role
from eventsapp.programme.models import PersonRole

SAFETY = Plan(
    key="safety",
    type=Type.PRESS_CONFERENCE,
    language="ky",
    titles=Texts(
        ky="Билим берүү чөйрөсүнүн коопсуздугу: мыкты тажрыйба жана практиктер",
        ru="Безопасность образовательной среды: лучший опыт и практики",
        en="Safe learning environment: good practice and practitioners",
    ),
    summaries=Texts(
        ky="Министрликтин адистери, коомдук кеңештер жана пилоттук мектептер өлкөнүн мектептери үчүн коопсуздук стандартын тааныштырат.",
        ru="Специалисты министерства, общественные советы и пилотные школы представят стандарт безопасности для школ страны.",
        en="Ministry specialists, public councils and pilot schools present a complete safety standard for the country's schools.",
    ),
    descriptions=Texts(
        ky="Пресс-конференцияда стандарттын төрт бөлүгү тааныштырылат: физикалык, экологиялык, психологиялык жана маалыматтык коопсуздук.\n\n- Стандартты каржылоо кандай жүргүзүлөт\n- Биринчи жылы пилоттук мектептерде эмне өзгөрдү\n- Ата-энелер кайда кайрылса болот\n\nЖурналисттер үчүн пресс-пакет даярдалды.",
        ru="Будут представлены четыре части стандарта: физическая, экологическая, психологическая и информационная безопасность.\n\n- Как финансируется внедрение стандарта\n- Что изменилось в пилотных школах за первый год\n- Куда могут обратиться родители\n\nДля журналистов подготовлен пресс-пакет.",
        en="Four parts of the standard are presented: physical, ecological, psychological and information safety.\n\n- How the standard is paid for\n- What changed in the pilot schools in the first year\n- Where parents can turn\n\nA press kit is ready for journalists.",
    ),
    funding_lines=Texts(
        ky="«Ачык окуу» программасынын финансылык колдоосу менен",
        ru="При финансовой поддержке программы «Открытое обучение»",
        en="With the financial support of the Open Learning Programme",
    ),
    when=workday(4, "12:00"),
    minutes=90,
    doors=30,
    venue="osh",
    room=0,
    working_languages=("ky",),
    interpretation=("ru", "en"),
    bodies=(
        ("foundation", Role.ORGANISER),
        ("ministry", Role.PARTNER),
        ("health", Role.PARTNER),
        ("donors", Role.FUNDER),
    ),
    contacts=("toktogulova",),
    people=(
        ("sadykova", PersonRole.SPEAKER),
        ("osmonov", PersonRole.SPEAKER),
        ("tokoeva", PersonRole.SPEAKER),
        ("toktogulova", PersonRole.MODERATOR),
    ),
    talks=(
        Talk(
            titles=Texts(
                ky="Ачылышы: коопсуздук стандарты бир баракта",
                ru="Открытие: стандарт безопасности на одной странице",
                en="Opening: the safety standard in one page",
            ),
            minutes=20,
            speakers=("sadykova",),
        ),
        Talk(
            titles=Texts(
                ky="Пилоттук мектептер эмнени үйрөндү",
                ru="Чему научились пилотные школы",
                en="What pilot schools learned",
            ),
            minutes=40,
            speakers=("osmonov", "tokoeva"),
        ),
        Talk(
            titles=Texts(
                ky="Журналисттердин суроолору",
                ru="Вопросы журналистов",
                en="Questions from the press",
            ),
            minutes=30,
            notes=Texts(
                ky="Орусча жана англисче синхрондуу котормо",
                ru="Синхронный перевод на русский и английский",
                en="Interpretation into Russian and English",
            ),
        ),
    ),
    ways=(Way(capacity=120, registered=86, cancelled=4),),
    visit=Visit(
        titles=Texts(
            ky="Ош шаарындагы пилоттук мектепке баруу",
            ru="Поездка в пилотную школу Оша",
            en="Visit to a pilot school in Osh",
        ),
        summaries=Texts(
            ky="Автобус негизги эшиктен жөнөйт, саат 16:00гө чейин кайтып келет.",
            ru="Автобус от главного входа, возвращение к 16:00.",
            en="Bus from the main entrance, back by 16:00.",
        ),
        after=100,
        minutes=120,
        capacity=12,
        registered=7,
    ),
)
