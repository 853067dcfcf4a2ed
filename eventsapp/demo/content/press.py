"""Journalists who want to come to the press conference. Names and outlets are invented."""

from dataclasses import dataclass
from datetime import date

from eventsapp.accreditation.kinds import Function, Reason, Status
from eventsapp.contacts.details import PostDetails
from eventsapp.contacts.outlet_models import OutletKind
from eventsapp.core.texts import Texts

CONFERENCE = "safety"  # the event the press applies for
PLACES = 12


@dataclass(frozen=True)
class Outlet:
    """An editorial office."""

    name: str
    kind: OutletKind
    country: str = "KZ"
    city: str = ""
    languages: tuple[str, ...] = ()
    site: str = ""


@dataclass(frozen=True, kw_only=True)
class Sought:
    """One application, and what was decided about it."""

    outlet: Outlet
    language: str
    people: tuple[tuple[str, Function], ...]
    card: str = ""  # number of the press card
    status: Status = Status.SUBMITTED
    reason: Reason | None = None
    note: str = ""
    equipment: str = ""
    is_late: bool = False


STEPPE = Outlet(
    "Дала ТВ",
    OutletKind.TELEVISION,
    city="Астана",
    languages=("kk", "ru"),
    site="https://dala.example.org",
)
COURIER = Outlet("Степной курьер", OutletKind.PRINT, city="Алматы")
WIRE = Outlet("Silk Road Newswire", OutletKind.AGENCY, "GB", "London")
VALLEY = Outlet("Өрөөн радиосу", OutletKind.RADIO, "KG", "Ош")
STRAIT = Outlet("Boğaz Postası", OutletKind.PRINT, "TR", "İstanbul")
LENS = Outlet("Объектив", OutletKind.ONLINE, city="Алматы")
FREE = Outlet("", OutletKind.FREELANCE)

POSTS = (  # of the first of them, over time
    PostDetails(titles=Texts(en="Correspondent"), held_from=date(2023, 2, 1)),
    PostDetails(
        titles=Texts(en="Reporter"),
        place=COURIER.name,
        held_from=date(2019, 9, 1),
        held_until=date(2023, 1, 31),
    ),
)

APPLICATIONS = (
    Sought(
        outlet=STEPPE,
        language="kk",
        people=(
            ("Самал Ерғалиева", Function.WRITER),
            ("Бауыржан Тілеуов", Function.VIDEO),
            ("Олжас Қуанышев", Function.TECHNICIAN),
        ),
        card="ДТ-0417",
        status=Status.ACCEPTED,
        equipment="Sony PXW-Z190 4103377\nSachtler Ace M",
    ),
    Sought(
        outlet=WIRE,
        language="en",
        people=(("Harriet Whitcombe", Function.WRITER),),
        card="SRN-2208",
        status=Status.ACCEPTED,
    ),
    Sought(
        outlet=VALLEY,
        language="ky",
        people=(("Жылдыз Абдыкадырова", Function.AUDIO),),
        card="ӨР-31",
        status=Status.ACCEPTED,
    ),
    Sought(
        outlet=COURIER,
        language="ru",
        people=(("Роман Звягинцев", Function.WRITER),),
        card="1184",
        status=Status.WAITLISTED,
    ),
    Sought(
        outlet=LENS,
        language="ru",
        people=(("Тимур Лазарев", Function.ONLINE),),
        status=Status.INCOMPLETE,
        note="Пришлите, пожалуйста, снимок действующего удостоверения: на приложенном срок истёк.",
    ),
    Sought(
        outlet=FREE,
        language="ru",
        people=(("Глеб Стариков", Function.PHOTO),),
        status=Status.DECLINED,
        reason=Reason.NO_OUTLET,
    ),
    Sought(
        outlet=COURIER,
        language="ru",
        people=(("Инга Полянская", Function.PHOTO),),
        card="1190",
        status=Status.WITHDRAWN,
    ),
    Sought(
        outlet=STRAIT,
        language="tr",
        people=(("Elif Karahan", Function.WRITER), ("Cem Aydoğan", Function.PHOTO)),
        card="BP-77012",
        equipment="Canon EOS R6 8120044",
    ),
    Sought(
        outlet=COURIER,
        language="ru",
        people=(("Лариса Вдовина", Function.WRITER),),
        card="1201",
    ),
    Sought(
        outlet=LENS,
        language="kk",
        people=(("Ержан Сапарғали", Function.ONLINE),),
    ),
    Sought(
        outlet=VALLEY,
        language="ky",
        people=(("Нурбек Токтосунов", Function.WRITER),),
        card="ӨР-44",
    ),
    Sought(
        outlet=STEPPE,
        language="kk",
        people=(("Гаухар Мәжитова", Function.PRODUCER),),
        card="ДТ-0502",
        is_late=True,
    ),
    Sought(
        outlet=FREE,
        language="en",
        people=(("Oscar Lindqvist", Function.WRITER),),
        status=Status.DRAFT,
    ),
)

CRITERIA = Texts(
    kk="Редакциялар мен тіркелген агенттіктердің журналистері тіркеледі.",
    ky="Редакциялардын жана катталган агенттиктердин журналисттери катталат.",
    ru="Аккредитуются журналисты редакций и зарегистрированных агентств.",
    en="Journalists of editorial offices and registered agencies are accredited.",
    tr="Yayın kuruluşlarının ve kayıtlı ajansların gazetecileri akredite edilir.",
)
ARRIVAL = Texts(
    kk="Камералар басталуына 45 минут қалғанда орнатылады.",
    ky="Камералар башталышына 45 мүнөт калганда орнотулат.",
    ru="Камеры устанавливают за 45 минут до начала.",
    en="Cameras are set up 45 minutes before the start.",
    tr="Kameralar başlangıçtan 45 dakika önce kurulur.",
)
POOL_PLACE = Texts(
    kk="Баспасөз орталығы, 2-бөлме",
    ky="Басма сөз борбору, 2-бөлмө",
    ru="Пресс-центр, комната 2",
    en="Press centre, room 2",
    tr="Basın merkezi, 2 numaralı oda",
)
POOL_SHARING = Texts(
    kk="Материал бір сағат ішінде барлық тіркелген журналистерге ақысыз беріледі.",
    ky="Материал бир саат ичинде бардык катталган журналисттерге акысыз берилет.",
    ru="Материалы в течение часа передаются бесплатно всем аккредитованным.",
    en="Material goes to all accredited media within an hour, free of charge.",
    tr="Malzeme bir saat içinde tüm akredite basına ücretsiz verilir.",
)
SUBJECTS = Texts(
    kk="Ертең: кіру және сұрақтар",
    ky="Эртең: кирүү жана суроолор",
    ru="Завтра: вход и вопросы",
    en="Tomorrow: the entrance and your questions",
    tr="Yarın: giriş ve sorularınız",
)
BODIES = Texts(
    kk="{name}, кіру коды {code}. Сұрақтарыңызды осы хатқа жауап ретінде жіберіңіз.",
    ky="{name}, кирүү коду {code}. Суроолоруңузду ушул катка жооп кылып жөнөтүңүз.",
    ru="{name}, ваш код входа: {code}. Вопросы пришлите ответом на это письмо.",
    en="{name}, your entry code is {code}. Send your questions as a reply to this mail.",
    tr="{name}, giriş kodunuz: {code}. Sorularınızı bu iletiye yanıt olarak gönderin.",
)
