"""Events of the first week from now."""

from datetime import timedelta

from eventsapp.core.texts import Texts
from eventsapp.demo.content.days import saturday, workday
from eventsapp.demo.content.safety import SAFETY
from eventsapp.demo.content.shapes import Moved, Plan, Talk, Way
from eventsapp.events.category_models import Mode
from eventsapp.events.kinds import Type
from eventsapp.events.models import OrganisationRole as Role
from eventsapp.events.models import Visibility
from eventsapp.programme.models import PersonRole

EDIRNE = Plan(
    key="edirne",
    type=Type.SEMINAR,
    language="tr",
    titles=Texts(
        tr="Okul güvenliği çalıştayı: iyi örnekler",
        en="School safety workshop: good examples",
    ),
    summaries=Texts(
        tr="Trakya'daki on iki okulun müdürleri, veliler ve servis sürücüleriyle birlikte yürüttükleri uygulamaları paylaşacak.",
        en="Heads of twelve schools in Thrace share what they do together with parents and bus drivers.",
    ),
    when=workday(3, "14:00"),
    minutes=180,
    venue="edirne",
    working_languages=("tr",),
    bodies=(("academy", Role.ORGANISER), ("foundation", Role.PARTNER)),
    contacts=("aydin",),
    people=(("kaya", PersonRole.SPEAKER), ("tokoeva", PersonRole.SPEAKER)),
    usual_programme=True,
    ways=(Way(capacity=60, registered=19),),
    fate=Moved(to=workday(11, "14:00"), days_ago=2),
)

WEEKLY = Plan(
    key="weekly",
    type=Type.BRIEFING,
    language="kk",
    titles=Texts(
        kk="Министрліктің апталық брифингі",
        ky="Министрликтин жумалык брифинги",
        ru="Еженедельный брифинг министерства",
        en="Weekly briefing of the Ministry",
        tr="Bakanlığın haftalık bilgilendirme toplantısı",
    ),
    summaries=Texts(
        kk="Баспасөз хатшысы апта жаңалықтарын айтып, журналистердің сұрақтарына жауап береді.",
        ky="Басма сөз катчысы жуманын жаңылыктарын айтып, журналисттердин суроолоруна жооп берет.",
        ru="Пресс-секретарь расскажет о новостях недели и ответит на вопросы журналистов.",
        en="The press secretary gives the news of the week and answers questions.",
        tr="Basın sözcüsü haftanın gelişmelerini aktaracak ve soruları yanıtlayacak.",
    ),
    when=workday(2, "11:00"),
    minutes=30,
    venue="astana",
    room=0,
    online_url="https://stream.example.org/briefing",
    online_is_public=True,
    working_languages=("kk", "ru"),
    bodies=(("ministry", Role.ORGANISER),),
    contacts=("bekov",),
    people=(("bekov", PersonRole.SPEAKER),),
    repeat_weeks=2,
)

MEALS = Plan(
    key="meals",
    type=Type.ROUND_TABLE,
    language="ru",
    titles=Texts(
        ky="Мектептеги тамактануу: стандарттар, сатып алуулар, табит",
        ru="Школьное питание: стандарты, закупки, аппетит",
        en="School meals: standards, purchasing, appetite",
    ),
    summaries=Texts(
        ky="Ашпозчулар, дарыгерлер жана ата-энелер балдар сүйүп жей турган түшкү тамакты кантип даярдоону талкуулашат.",
        ru="Повара, врачи и родители обсудят, как готовить обеды, которые дети съедают до конца.",
        en="Cooks, doctors and parents discuss how to make lunches that children finish.",
    ),
    descriptions=Texts(
        ru="Участники сравнят меню восьми городов и предложат изменения в стандарт закупок. После обсуждения — дегустация.\n\nМест немного: зал рассчитан на тридцать человек.",
        en="The participants compare menus of eight cities and propose changes to the purchasing standard. A tasting follows.\n\nThere are few places: the hall seats thirty.",
    ),
    when=workday(3, "10:00"),
    minutes=120,
    doors=20,
    venue="bishkek",
    room=0,
    working_languages=("ru", "ky"),
    bodies=(("foundation", Role.ORGANISER), ("health", Role.PARTNER)),
    contacts=("toktogulova",),
    people=(
        ("isakov", PersonRole.MODERATOR),
        ("osmonov", PersonRole.SPEAKER),
    ),
    usual_programme=True,
    ways=(Way(capacity=30, registered=28, cancelled=1),),
)

BILINGUAL = Plan(
    key="bilingual",
    type=Type.SEMINAR,
    language="en",
    titles=Texts(
        en="Two languages, one textbook: an online seminar for editors",
        ru="Два языка — один учебник: онлайн-семинар для редакторов",
    ),
    summaries=Texts(
        en="How bilingual pages are written, laid out and tested in class. Registered people receive the link by mail.",
        ru="Как пишут, верстают и проверяют на уроках двуязычные страницы. Ссылка приходит после регистрации.",
    ),
    when=workday(5, "16:00"),
    minutes=90,
    zone="Asia/Bishkek",
    online_url="https://meet.example.org/two-languages",
    working_languages=("en",),
    interpretation=("ru",),
    bodies=(("academy", Role.ORGANISER), ("librarians", Role.PARTNER)),
    contacts=("kim",),
    people=(("price", PersonRole.SPEAKER), ("abdrakhmanova", PersonRole.MODERATOR)),
    ways=(Way(mode=Mode.ONLINE, capacity=300, registered=21),),
)

MENTORS = Plan(
    key="mentors",
    type=Type.SEMINAR,
    language="tr",
    titles=Texts(
        tr="Genç öğretmenler için mentorluk atölyesi",
        kk="Жас мұғалімдерге арналған тәлімгерлік шеберханасы",
        ky="Жаш мугалимдер үчүн насаатчылык устаканасы",
        ru="Мастерская наставничества для молодых учителей",
        en="Mentoring workshop for young teachers",
    ),
    summaries=Texts(
        tr="Mesleğinin ilk üç yılındaki öğretmenlerle, deneyimli yirmi dört mentor bir günlük çalışmada buluşuyor.",
        kk="Еңбек жолын жаңа бастаған мұғалімдер тәжірибелі тәлімгерлермен бір күн жұмыс істейді.",
        ru="Учителя первых трёх лет работы проведут день с опытными наставниками.",
        en="Teachers in their first three years spend a day with experienced mentors.",
    ),
    when=workday(5, "09:30"),
    minutes=360,
    venue="ankara",
    room=1,
    open_to_press=False,
    working_languages=("tr",),
    bodies=(("academy", Role.ORGANISER),),
    contacts=("aydin",),
    people=(("yilmaz", PersonRole.SPEAKER), ("kaya", PersonRole.SPEAKER)),
    ways=(Way(capacity=24, registered=24, cancelled=2, waiting=3),),
)

TEACHER = Plan(
    key="teacher",
    type=Type.CEREMONY,
    language="kk",
    titles=Texts(
        kk="«Үздік үйірме жетекшісі» сыйлығын табыстау рәсімі",
        ru="Вручение премии «Лучший руководитель кружка»",
        en="“Best Club Leader” award ceremony",
    ),
    summaries=Texts(
        kk="Он екі өңірден келген үйірме жетекшілері марапатталады, балалар концерт береді.",
        ru="Наградят руководителей кружков из двенадцати регионов; дети дадут концерт.",
        en="Club leaders from twelve regions receive their awards; the children give a concert.",
    ),
    when=workday(4, "18:00"),
    minutes=90,
    doors=45,
    venue="almaty",
    room=0,
    working_languages=("kk",),
    bodies=(("centre", Role.ORGANISER), ("ministry", Role.SUPPORTER)),
    contacts=("kim",),
    people=(("zhumabaeva", PersonRole.SPEAKER),),
    usual_programme=True,
    ways=(Way(capacity=300, registered=29, closes_before=timedelta(days=7)),),
)

LIBRARIES = Plan(
    key="libraries",
    type=Type.PRESS_TOUR,
    language="ky",
    titles=Texts(
        ky="Көлдүн жээгиндеги айыл китепканалары: пресс-тур",
        ru="Сельские библиотеки у озера: пресс-тур",
        kk="Көл жағасындағы ауыл кітапханалары: баспасөз туры",
    ),
    summaries=Texts(
        ky="Үч айыл, үч китепкана жана китеп ташыган автобус. Чогулуу жери – шаардык балдар китепканасы.",
        ru="Три села, три библиотеки и автобус с книгами. Сбор у городской детской библиотеки.",
        kk="Үш ауыл, үш кітапхана және кітап таситын автобус. Жиналатын жер – қалалық балалар кітапханасы.",
    ),
    when=saturday(1, "08:30"),
    minutes=480,
    venue="karakol",
    working_languages=("ky", "ru"),
    bodies=(("librarians", Role.ORGANISER), ("foundation", Role.PARTNER)),
    contacts=("toktogulova",),
    people=(("abdrakhmanova", PersonRole.PARTICIPANT),),
    talks=(
        Talk(
            titles=Texts(ky="Жөнөө", ru="Отправление автобуса", kk="Автобустың жүруі"),
            minutes=30,
            notes=Texts(
                ky="Унааны уюштуруучулар камсыздайт",
                ru="Транспорт предоставляют организаторы",
                kk="Көлікті ұйымдастырушылар береді",
            ),
        ),
        Talk(
            titles=Texts(
                ky="Айыл китепканасы: балдар менен окуу сааты",
                ru="Сельская библиотека: час чтения с детьми",
                kk="Ауыл кітапханасы: балалармен оқу сағаты",
            ),
            minutes=90,
            after=60,
        ),
        Talk(
            titles=Texts(
                ky="Китеп автобусу бекетте", ru="Книжный автобус на остановке", kk="Кітап автобусы"
            ),
            minutes=60,
            after=60,
        ),
    ),
    ways=(Way(capacity=16, registered=9, closes_before=timedelta(days=1)),),
)

PSYCHOLOGISTS = Plan(
    key="psychologists",
    type=Type.SEMINAR,
    language="ru",
    titles=Texts(
        ru="Закрытая встреча школьных психологов", ky="Мектеп психологдорунун жабык жолугушуусу"
    ),
    summaries=Texts(
        ru="Разбор случаев и новые методики. Страница открывается только по ссылке из приглашения.",
    ),
    when=workday(6, "13:00"),
    minutes=150,
    venue="bishkek",
    room=0,
    visibility=Visibility.UNLISTED,
    open_to_press=False,
    working_languages=("ru", "ky"),
    bodies=(("foundation", Role.ORGANISER),),
    contacts=("toktogulova",),
    ways=(Way(capacity=20, registered=6),),
)

PLANS = (
    SAFETY,
    EDIRNE,
    WEEKLY,
    MEALS,
    BILINGUAL,
    MENTORS,
    TEACHER,
    LIBRARIES,
    PSYCHOLOGISTS,
)
