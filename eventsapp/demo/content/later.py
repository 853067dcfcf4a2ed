"""Events of the second week from now, and a forum after it."""

from datetime import timedelta

from eventsapp.core.texts import Texts
from eventsapp.demo.content.days import workday
from eventsapp.demo.content.shapes import Cancelled, Plan, Postponed, Rehoused, Retyped, Talk, Way
from eventsapp.events.category_models import Mode
from eventsapp.events.kinds import Type
from eventsapp.events.models import OrganisationRole as Role
from eventsapp.programme.models import Openness, PersonRole

ADMISSION = Plan(
    key="admission",
    type=Type.PUBLIC_HEARING,
    language="ru",
    titles=Texts(
        kk="Бірінші сыныпқа қабылдаудың жаңа ережелері: қоғамдық тыңдау",
        ru="Новые правила приёма в первый класс: общественные слушания",
    ),
    summaries=Texts(
        kk="Кез келген тұрғын жобаға ұсыныс айта алады. Жоба мәтіні алдын ала жарияланды.",
        ru="Высказаться по проекту может любой житель. Текст проекта опубликован заранее.",
    ),
    descriptions=Texts(
        ru="Проект меняет порядок записи: место закрепляется в день подачи, а братья и сёстры учатся в одной школе.\n\nРегламент выступления — три минуты. Письменные предложения принимают в зале и по почте.",
        kk="Жоба жазылу тәртібін өзгертеді: орын өтініш берілген күні бекітіледі, бауырлар бір мектепте оқиды.\n\nСөз сөйлеу регламенті – үш минут.",
    ),
    when=workday(7, "18:30"),
    minutes=120,
    city="shymkent",
    place_notes=Texts(
        kk="№ 8 мектептің мәжіліс залы", ru="Актовый зал школы № 8", en="Assembly hall of school 8"
    ),
    working_languages=("kk", "ru"),
    bodies=(("ministry", Role.ORGANISER),),
    contacts=("kim",),
    people=(("akhmetov", PersonRole.CHAIR),),
    usual_programme=True,
    ways=(Way(capacity=80, registered=18),),
    lately=Retyped(
        titles=Texts(
            kk="Бірінші сыныпқа қабылдаудың жаңа ережелері: қоғамдық тыңдау",
            ru="Новые правила приёма в первый класс: общественные слушания",
            en="New rules of admission to the first class: a public hearing",
        ),
        summaries=Texts(
            kk="Кез келген тұрғын жобаға ұсыныс айта алады. Жоба мәтіні алдын ала жарияланды.",
            ru="Высказаться по проекту может любой житель; записаться на выступление можно в зале.",
            en="Any resident may speak on the draft; put your name down in the hall.",
        ),
    ),
)

BOOKS = Plan(
    key="books",
    type=Type.PRESS_CONFERENCE,
    language="tr",
    titles=Texts(
        tr="Sınır Tanımayan Kitaplar Haftası basın toplantısı",
        en="Books without Borders Week: press conference",
        ru="Пресс-конференция Недели «Книги без границ»",
    ),
    summaries=Texts(
        tr="Üç ülkeden on beş çocuk yazarı ve çizeri İstanbul'da okurlarıyla buluşacak; haftanın programı açıklanacak.",
        en="Fifteen writers and illustrators of children's books from three countries meet readers in Istanbul; the week's programme is presented.",
        ru="Пятнадцать детских писателей и художников из трёх стран встретятся с читателями в Стамбуле; будет представлена программа недели.",
    ),
    when=workday(8, "11:00"),
    minutes=60,
    doors=30,
    venue="istanbul",
    room=0,
    working_languages=("tr",),
    interpretation=("en", "ru"),
    bodies=(("academy", Role.ORGANISER), ("librarians", Role.PARTNER)),
    contacts=("aydin",),
    people=(
        ("yilmaz", PersonRole.SPEAKER),
        ("abdrakhmanova", PersonRole.SPEAKER),
        ("aydin", PersonRole.MODERATOR),
    ),
    usual_programme=True,
    ways=(Way(capacity=110, registered=22, cancelled=1),),
)

DIGITAL = Plan(
    key="digital",
    type=Type.FORUM,
    language="en",
    titles=Texts(
        kk="Цифрлық сынып форумы",
        ky="Санарип класс форуму",
        ru="Форум «Цифровой класс»",
        en="Digital Classroom Forum",
        tr="Dijital Sınıf Forumu",
    ),
    summaries=Texts(
        kk="Бес тілде өтетін екі күндік форум: оқу материалдары, деректердің қорғалуы, мұғалімнің уақыты.",
        ky="Беш тилде өтүүчү эки күндүк форум: окуу материалдары, маалыматтарды коргоо, мугалимдин убактысы.",
        ru="Двухдневный форум на пяти языках: учебные материалы, защита данных, время учителя.",
        en="Two days in five languages: learning materials, protection of data, the teacher's time.",
        tr="Beş dilde iki gün: öğrenme materyalleri, verilerin korunması, öğretmenin zamanı.",
    ),
    descriptions=Texts(
        en="The first day belongs to schools that have worked with digital materials for two years or more. The second is for publishers, researchers and those who answer for children's data.\n\nThere is interpretation into all five languages in the hall and on the stream.",
        ru="Первый день посвящён школам, которые работают с цифровыми материалами два года и дольше. Второй — издателям, исследователям и тем, кто отвечает за данные детей.\n\nВ зале и в трансляции — перевод на все пять языков.",
        kk="Бірінші күн цифрлық материалдармен екі жылдан астам жұмыс істеп келе жатқан мектептерге арналған. Екінші күні баспагерлер, зерттеушілер және балалар деректеріне жауаптылар сөйлейді.",
        ky="Биринчи күн санарип материалдар менен эки жылдан ашык иштеген мектептерге арналат. Экинчи күнү басмаканалар, изилдөөчүлөр жана балдардын маалыматтарына жооптуулар сүйлөйт.",
        tr="İlk gün, dijital materyallerle iki yıl ve daha uzun süredir çalışan okullara ayrıldı. İkinci gün yayıncılar, araştırmacılar ve çocuk verilerinden sorumlu olanlar konuşacak.",
    ),
    when=workday(15, "09:30"),
    minutes=24 * 60 + 8 * 60,
    doors=60,
    venue="almaty",
    room=0,
    online_url="https://stream.example.org/digital-classroom",
    online_is_public=True,
    working_languages=("en", "ru"),
    interpretation=("kk", "ky", "ru", "en", "tr"),
    bodies=(
        ("ministry", Role.ORGANISER),
        ("academy", Role.ORGANISER),
        ("centre", Role.PARTNER),
        ("donors", Role.FUNDER),
    ),
    contacts=("kim", "aydin"),
    people=(
        ("sadykova", PersonRole.SPEAKER),
        ("price", PersonRole.SPEAKER),
        ("kaya", PersonRole.SPEAKER),
        ("kim", PersonRole.MODERATOR),
    ),
    talks=(
        Talk(
            titles=Texts(
                kk="Ашылуы",
                ky="Ачылышы",
                ru="Открытие",
                en="Opening",
                tr="Açılış",
            ),
            minutes=30,
            speakers=("sadykova",),
            openness=Openness.PHOTO,
        ),
        Talk(
            titles=Texts(
                kk="Мұғалімнің уақыты: технология не береді, не алады",
                ky="Мугалимдин убактысы: технология эмне берет, эмнени алат",
                ru="Время учителя: что технология даёт и что забирает",
                en="The teacher's time: what technology gives and what it takes",
                tr="Öğretmenin zamanı: teknoloji ne verir, ne alır",
            ),
            minutes=60,
            speakers=("price", "kaya"),
        ),
        Talk(
            titles=Texts(
                kk="Балалар деректері: кім сақтайды, қашан өшіреді",
                ky="Балдардын маалыматтары: ким сактайт, качан өчүрөт",
                ru="Данные детей: кто хранит и когда удаляет",
                en="Children's data: who keeps them, and when they are erased",
                tr="Çocuk verileri: kim saklar, ne zaman siler",
            ),
            minutes=60,
            after=30,
            speakers=("kaya",),
        ),
    ),
    ways=(
        Way(capacity=300, opens_in=timedelta(days=2)),
        Way(mode=Mode.ONLINE, opens_in=timedelta(days=2)),
    ),
)

VILLAGE = Plan(
    key="village",
    type=Type.ROUND_TABLE,
    language="ky",
    titles=Texts(
        ky="Тоолуу айылдагы мектеп: жол, жылуулук, интернет",
        ru="Школа в горном селе: дорога, тепло, интернет",
    ),
    summaries=Texts(
        ky="Нарын облусунун айыл өкмөттөрү менен мектеп директорлорунун жолугушуусу.",
        ru="Встреча глав айыл окмоту и директоров школ Нарынской области.",
    ),
    when=workday(9, "11:00"),
    minutes=120,
    city="naryn",
    place_notes=Texts(ky="Облустук китепкана", ru="Областная библиотека", en="Regional library"),
    working_languages=("ky",),
    bodies=(("foundation", Role.ORGANISER),),
    contacts=("toktogulova",),
    people=(("tokoeva", PersonRole.MODERATOR),),
    ways=(Way(capacity=40, registered=11),),
    fate=Cancelled(
        reasons=Texts(
            ky="Ашуу жол оңдоого байланыштуу жабык. Талкуу онлайн өтөт, күнү өзүнчө жарыяланат.",
            ru="Перевал закрыт на ремонт дороги. Обсуждение пройдёт онлайн, дату объявим отдельно.",
        ),
        days_ago=1,
    ),
)

ROBOTS = Plan(
    key="robots",
    type=Type.SEMINAR,
    language="ru",
    titles=Texts(
        kk="Ауыл мектебіндегі робототехника: әдістемелік семинар",
        ru="Робототехника в сельской школе: методический семинар",
    ),
    summaries=Texts(
        kk="Жабдықтарды қалай таңдау, сабақты қалай құру керек.",
        ru="Как выбрать наборы и построить занятия, если в школе один кабинет на всех.",
    ),
    when=workday(10, "14:30"),
    minutes=180,
    city="karaganda",
    place_notes=Texts(kk="Жас техниктер станциясы", ru="Станция юных техников"),
    working_languages=("ru", "kk"),
    bodies=(("centre", Role.ORGANISER),),
    contacts=("kim",),
    people=(("zhumabaeva", PersonRole.SPEAKER),),
    ways=(Way(capacity=35, registered=14),),
    fate=Postponed(
        reasons=Texts(
            kk="Жабдықты жеткізу кешікті.",
            ru="Задерживается доставка оборудования.",
        ),
        days_ago=3,
    ),
)

HEALTH = Plan(
    key="health",
    type=Type.COUNCIL,
    language="ky",
    type_names=Texts(
        ky="Коомдук кеңештин отуруму",
        kk="Қоғамдық кеңестің отырысы",
        ru="Заседание общественного совета",
        en="Public council meeting",
        tr="Kamu konseyi toplantısı",
    ),
    titles=Texts(
        ky="Мектептеги медициналык кабинеттер: жарым жылдык отчет",
        ru="Медицинские кабинеты в школах: отчёт за полгода",
        en="Medical rooms in schools: half-year report",
    ),
    summaries=Texts(
        ky="Коомдук кеңеш кабинеттерди жабдуу боюнча отчетту угат. Кирүү эркин.",
        ru="Общественный совет заслушает отчёт об оснащении кабинетов. Вход свободный.",
        en="The council hears the report on how medical rooms are equipped. Entry is free.",
    ),
    when=workday(12, "14:00"),
    minutes=120,
    venue="bishkek",
    room=1,
    working_languages=("ky", "ru"),
    bodies=(("health", Role.ORGANISER), ("foundation", Role.SUPPORTER)),
    contacts=("toktogulova",),
    people=(("osmonov", PersonRole.CHAIR), ("tokoeva", PersonRole.SPEAKER)),
    usual_programme=True,
    ways=(Way(capacity=200, registered=17),),
    lately=Rehoused(venue="bishkek", room=0),
)

PLANS = (ADMISSION, BOOKS, DIGITAL, VILLAGE, ROBOTS, HEALTH)
