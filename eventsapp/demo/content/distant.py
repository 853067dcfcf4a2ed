"""Events of the third week from now and after, drafts included."""

from eventsapp.core.texts import Texts
from eventsapp.demo.content.days import saturday, workday
from eventsapp.demo.content.shapes import Plan, Way
from eventsapp.events.category_models import Mode
from eventsapp.events.kinds import Type
from eventsapp.events.models import OrganisationRole as Role
from eventsapp.events.models import Precision
from eventsapp.programme.models import PersonRole

TURKISTAN = Plan(
    key="turkistan",
    type=Type.WORKING_VISIT,
    language="kk",
    titles=Texts(
        kk="Түркістан облысында жаңа мектептердің құрылысымен танысу",
        ru="Поездка на стройки новых школ Туркестанской области",
        tr="Türkistan bölgesinde yeni okul inşaatlarına ziyaret",
    ),
    summaries=Texts(
        kk="Үш құрылыс алаңы. Сағаты мен жиналатын жері бір күн бұрын хабарланады.",
        ru="Три строительные площадки. Час и место сбора сообщим накануне.",
        tr="Üç şantiye. Saat ve toplanma yeri bir gün önce bildirilecek.",
    ),
    when=workday(13),
    precision=Precision.DAY,
    city="turkistan",
    working_languages=("kk",),
    bodies=(("ministry", Role.ORGANISER),),
    contacts=("bekov",),
    people=(("akhmetov", PersonRole.PARTICIPANT),),
    ways=(Way(capacity=14, registered=5),),
)

TWINS = Plan(
    key="twins",
    type=Type.CEREMONY,
    language="tr",
    titles=Texts(
        tr="Kardeş okullar protokolü imza töreni",
        kk="Бауырлас мектептер туралы хаттамаға қол қою рәсімі",
        ky="Бир тууган мектептер жөнүндө протоколго кол коюу аземи",
        ru="Подписание протокола о школах-побратимах",
        en="Twin schools: signing ceremony",
    ),
    summaries=Texts(
        tr="Bursa, Almatı ve Oş'tan altı okul beş yıllık değişim programı için imza atacak.",
        kk="Бурса, Алматы және Ош қалаларының алты мектебі бес жылдық алмасу бағдарламасына қол қояды.",
        ky="Бурса, Алматы жана Ош шаарларынын алты мектеби беш жылдык алмашуу программасына кол коёт.",
        ru="Шесть школ Бурсы, Алматы и Оша подпишут программу обмена на пять лет.",
        en="Six schools of Bursa, Almaty and Osh sign a five-year exchange programme.",
    ),
    when=workday(14, "15:00"),
    minutes=60,
    venue="ankara",
    room=0,
    working_languages=("tr", "kk", "ky"),
    bodies=(("academy", Role.ORGANISER), ("ministry", Role.PARTNER)),
    contacts=("aydin",),
    people=(("yilmaz", PersonRole.SPEAKER), ("sadykova", PersonRole.SPEAKER)),
    usual_programme=True,
    ways=(Way(capacity=180, registered=19),),
)

INCLUSION = Plan(
    key="inclusion",
    type=Type.CONFERENCE,
    language="ru",
    titles=Texts(
        kk="Инклюзивті білім беру: өңірлер тәжірибесі",
        ky="Инклюзивдик билим берүү: аймактардын тажрыйбасы",
        ru="Инклюзивное образование: практика регионов",
        en="Inclusive education: how the regions do it",
        tr="Kapsayıcı eğitim: bölgelerin deneyimi",
    ),
    summaries=Texts(
        kk="Ғылыми-практикалық конференция залда және онлайн өтеді, ымдау тіліне аударылады.",
        ky="Илимий-практикалык конференция залда жана онлайн өтөт, жаңдоо тилине которулат.",
        ru="Научно-практическая конференция в зале и онлайн, с переводом на жестовый язык.",
        en="A conference in the hall and online, with sign-language interpretation.",
        tr="Salonda ve çevrim içi konferans; işaret diline çeviri yapılacak.",
    ),
    descriptions=Texts(
        ru="Доклады принимаются до конца месяца. Для участников из регионов организован трансфер от вокзала.\n\n**Секции:** ранняя помощь, тьюторы, доступная среда, родительские сообщества.",
        kk="Баяндамалар ай соңына дейін қабылданады. Өңірлерден келгендерге вокзалдан көлік беріледі.\n\n**Секциялар:** ерте көмек, тьюторлар, қолжетімді орта, ата-аналар қауымдастығы.",
        en="Papers are accepted until the end of the month. There is a transfer from the station for those who come from the regions.\n\n**Sections:** early help, tutors, accessible buildings, communities of parents.",
    ),
    when=workday(18, "10:00"),
    minutes=7 * 60,
    doors=60,
    venue="astana",
    room=1,
    online_url="https://meet.example.org/inclusion",
    working_languages=("ru", "kk"),
    interpretation=("en",),
    bodies=(("ministry", Role.ORGANISER), ("donors", Role.SUPPORTER)),
    contacts=("kim",),
    people=(("petrova", PersonRole.MODERATOR), ("kaya", PersonRole.SPEAKER)),
    usual_programme=True,
    ways=(
        Way(capacity=150, registered=24, cancelled=1),
        Way(mode=Mode.ONLINE, capacity=500, registered=13),
    ),
)

DRAWINGS = Plan(
    key="drawings",
    type=Type.OTHER,
    language="ky",
    type_names=Texts(ky="Көргөзмө", kk="Көрме", ru="Выставка", en="Exhibition", tr="Sergi"),
    titles=Texts(
        ky="Менин мектебим он жылдан кийин: балдардын сүрөттөрү",
        kk="Менің мектебім он жылдан кейін: балалар суреттері",
        ru="Моя школа через десять лет: детские рисунки",
        en="My school in ten years: children's drawings",
        tr="On yıl sonra okulum: çocuk resimleri",
    ),
    summaries=Texts(
        ky="Үч өлкөнүн балдарынын жүз жыйырма сүрөтү. Кирүү акысыз, иш күндөрү 10:00–18:00.",
        kk="Үш ел балаларының жүз жиырма суреті. Кіру тегін, жұмыс күндері 10:00–18:00.",
        ru="Сто двадцать рисунков детей из трёх стран. Вход свободный, по будням 10:00–18:00.",
        en="A hundred and twenty drawings by children of three countries. Entry is free, weekdays 10:00–18:00.",
        tr="Üç ülkenin çocuklarından yüz yirmi resim. Giriş ücretsiz, hafta içi 10.00–18.00.",
    ),
    when=saturday(4),
    minutes=8 * 24 * 60,
    precision=Precision.DAY,
    venue="museum",
    bodies=(("librarians", Role.ORGANISER), ("foundation", Role.PARTNER)),
    contacts=("toktogulova",),
)

ATYRAU = Plan(
    key="atyrau",
    type=Type.COUNCIL,
    language="kk",
    titles=Texts(
        kk="Батыс өңірлер кеңесі: мектеп автобустарының қауіпсіздігі",
        ru="Совет западных регионов: безопасность школьных автобусов",
    ),
    summaries=Texts(
        kk="Күні нақтыланады. Облыстық басқармалардың өкілдері қатысады.",
        ru="Дата уточняется. Участвуют представители областных управлений.",
    ),
    when=workday(24),
    precision=Precision.UNCERTAIN,
    city="atyrau",
    working_languages=("kk",),
    bodies=(("ministry", Role.ORGANISER),),
    contacts=("bekov",),
)

EXAMS = Plan(
    key="exams",
    type=Type.PRESS_CONFERENCE,
    language="kk",
    titles=Texts(
        kk="Қорытынды емтихандар: не өзгереді",
        ru="Итоговые экзамены: что изменится",
    ),
    summaries=Texts(kk="Жаңа тапсырмалар мен апелляция тәртібі."),
    when=workday(16, "11:00"),
    minutes=60,
    venue="astana",
    room=0,
    working_languages=("kk", "ru"),
    bodies=(("ministry", Role.ORGANISER),),
    people=(("akhmetov", PersonRole.SPEAKER),),
    ways=(Way(capacity=40),),
    is_draft=True,
)

SUMMER = Plan(
    key="summer",
    type=Type.ROUND_TABLE,
    language="ru",
    titles=Texts(ru="Летний отдых школьников: деньги, кадры, безопасность"),
    when=workday(20, "10:00"),
    minutes=120,
    city="bishkek",
    is_draft=True,
)

PLANS = (TURKISTAN, TWINS, INCLUSION, DRAWINGS, ATYRAU, EXAMS, SUMMER)
