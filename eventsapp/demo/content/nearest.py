"""Events that go on, come today, and come tomorrow."""

from datetime import timedelta

from eventsapp.core.texts import Texts
from eventsapp.demo.content.days import day, going_on, later_today
from eventsapp.demo.content.shapes import Plan, Talk, Way
from eventsapp.events.kinds import Type
from eventsapp.events.models import OrganisationRole as Role
from eventsapp.programme.models import Openness, PersonRole

COUNCIL = Plan(
    key="council",
    type=Type.COUNCIL,
    language="kk",
    type_names=Texts(
        kk="Үйлестіру кеңесінің кеңейтілген отырысы",
        ky="Координациялык кеңештин кеңейтилген отуруму",
        ru="Расширенное заседание координационного совета",
        en="Extended sitting of the coordination council",
        tr="Koordinasyon kurulunun genişletilmiş toplantısı",
    ),
    titles=Texts(
        kk="Техникалық шығармашылық: әр ауданға бір шеберхана",
        ky="Техникалык чыгармачылык: ар бир районго бирден устакана",
        ru="Техническое творчество: мастерская в каждом районе",
        en="Technical creativity: a workshop in every district",
        tr="Teknik yaratıcılık: her ilçeye bir atölye",
    ),
    summaries=Texts(
        kk="Кеңес мүшелері өңірлердегі техникалық үйірмелер желісін кеңейту жоспарын қарап, ұсынымдар қабылдайды.",
        ky="Кеңештин мүчөлөрү аймактардагы техникалык ийримдердин тармагын кеңейтүү планын карап, сунуштамаларды кабыл алат.",
        ru="Члены совета рассмотрят план расширения сети технических кружков в регионах и примут рекомендации.",
        en="Members consider a plan to widen the network of technical clubs in the regions, and adopt recommendations.",
        tr="Kurul üyeleri bölgelerdeki teknik kulüp ağını genişletme planını görüşecek ve öneriler kabul edecek.",
    ),
    descriptions=Texts(
        kk="Отырыста үш мәселе қаралады: шеберханаларды жабдықтау, жетекшілерді даярлау және ауыл балаларын тасымалдау.\n\nАқтөбе мен Павлодардың тәжірибесі таныстырылады. Отырыс тікелей эфирде көрсетіледі.",
        ru="В повестке три вопроса: оснащение мастерских, подготовка руководителей кружков и подвоз детей из сёл.\n\nСвоим опытом поделятся Актобе и Павлодар. Заседание транслируется в прямом эфире.",
        en="Three questions are on the agenda: equipping workshops, training club leaders, and transport for village children.\n\nAktobe and Pavlodar present their experience. The sitting is streamed live.",
    ),
    when=going_on,
    minutes=150,
    doors=30,
    venue="aktobe",
    room=0,
    online_url="https://stream.example.org/council",
    online_is_public=True,
    working_languages=("kk", "ru"),
    bodies=(("centre", Role.ORGANISER), ("ministry", Role.PARTNER), ("akimat", Role.SUPPORTER)),
    contacts=("bekov", "kim"),
    people=(("zhumabaeva", PersonRole.CHAIR), ("serikov", PersonRole.SPEAKER)),
    talks=(
        Talk(
            titles=Texts(
                kk="Ашылуы, күн тәртібін бекіту",
                ru="Открытие, утверждение повестки дня",
                en="Opening, adoption of the agenda",
                ky="Ачылышы, күн тартибин бекитүү",
                tr="Açılış, gündemin kabulü",
            ),
            minutes=15,
            speakers=("zhumabaeva",),
            openness=Openness.PHOTO,
        ),
        Talk(
            titles=Texts(
                kk="Өңірлік жоспардың орындалуы",
                ru="Как выполняется региональный план",
                en="How the regional plan is carried out",
                ky="Аймактык пландын аткарылышы",
                tr="Bölge planının uygulanması",
            ),
            minutes=60,
            speakers=("serikov",),
        ),
        Talk(
            titles=Texts(
                kk="Пікір алмасу",
                ru="Обсуждение",
                en="Discussion",
                ky="Талкуу",
                tr="Görüşmeler",
            ),
            minutes=45,
        ),
        Talk(
            titles=Texts(
                kk="Қорытынды ұсынымдар",
                ru="Итоговые рекомендации",
                en="Final recommendations",
                ky="Жыйынтык сунуштамалар",
                tr="Sonuç önerileri",
            ),
            minutes=30,
            speakers=("zhumabaeva",),
        ),
    ),
    ways=(Way(capacity=150, registered=38, cancelled=1),),
)

FORUM = Plan(
    key="open_lessons",
    type=Type.FORUM,
    language="ru",
    titles=Texts(
        kk="Ашық сабақтар форумы",
        ky="Ачык сабактар форуму",
        ru="Форум открытых уроков",
        en="Open Lessons Forum",
        tr="Açık Dersler Forumu",
    ),
    summaries=Texts(
        kk="Үш күн бойы он сегіз мұғалім көрермендердің көзінше сабақ өтеді, кейін әріптестерімен талқылайды.",
        ky="Үч күн бою он сегиз мугалим көрүүчүлөрдүн алдында сабак өтүп, анан кесиптештери менен талкуулайт.",
        ru="Три дня восемнадцать учителей дают уроки перед зрителями, а затем обсуждают их с коллегами.",
        en="For three days eighteen teachers give lessons before an audience and discuss them with colleagues.",
        tr="Üç gün boyunca on sekiz öğretmen izleyici önünde ders veriyor, ardından meslektaşlarıyla tartışıyor.",
    ),
    when=day(-1, "10:00"),
    minutes=2 * 24 * 60 + 7 * 60,
    venue="astana",
    room=1,
    working_languages=("kk", "ru"),
    interpretation=("en",),
    bodies=(("ministry", Role.ORGANISER), ("academy", Role.PARTNER), ("donors", Role.FUNDER)),
    funding_lines=Texts(
        ru="При финансовой поддержке программы «Открытое обучение»",
        kk="«Ашық оқу» бағдарламасының қаржылай қолдауымен",
        en="With the financial support of the Open Learning Programme",
        ky="«Ачык окуу» программасынын финансылык колдоосу менен",
        tr="Açık Öğrenme Programının mali desteğiyle",
    ),
    contacts=("kim",),
    people=(("akhmetov", PersonRole.MODERATOR), ("kaya", PersonRole.SPEAKER)),
    ways=(Way(capacity=220, registered=24),),
)

AUDIT = Plan(
    key="audit",
    type=Type.PRESS_CONFERENCE,
    language="ru",
    titles=Texts(
        kk="Мектептердің қауіпсіздігін тексерудің алғашқы нәтижелері",
        ky="Мектептердин коопсуздугун текшерүүнүн алгачкы жыйынтыктары",
        ru="Первые результаты проверки безопасности школ",
        en="First results of the school safety audit",
        tr="Okul güvenliği denetiminin ilk sonuçları",
    ),
    summaries=Texts(
        kk="Министрлік 640 мектепте не анықталғанын және қай мектептер бірінші кезекте жабдықталатынын айтады.",
        ky="Министрлик 640 мектепте эмне аныкталганын жана кайсы мектептер биринчи кезекте жабдыларын айтат.",
        ru="Министерство расскажет, что показала проверка 640 школ и какие из них оснастят в первую очередь.",
        en="The Ministry says what was found in 640 schools, and which of them will be equipped first.",
        tr="Bakanlık, 640 okulda neler saptandığını ve hangi okulların öncelikle donatılacağını açıklayacak.",
    ),
    descriptions=Texts(
        ru="Проверка охватила пожарную безопасность, пришкольные дороги и медицинские кабинеты. Журналисты получат таблицу по районам.\n\nДля съёмки с места просим прийти за 20 минут до начала. Звуковая линия — у пульта справа.",
        en="The audit covered fire safety, roads to school and medical rooms. Journalists receive a table by district.\n\nFor filming please come 20 minutes early. The audio feed is at the desk on the right.",
        kk="Тексеру өрт қауіпсіздігін, мектеп жанындағы жолдарды және медициналық кабинеттерді қамтыды. Журналистерге аудандар бойынша кесте беріледі.",
    ),
    when=later_today,
    minutes=60,
    doors=30,
    venue="astana",
    room=0,
    online_url="https://stream.example.org/audit",
    online_is_public=True,
    working_languages=("kk", "ru"),
    bodies=(("ministry", Role.ORGANISER),),
    contacts=("bekov",),
    people=(
        ("sadykova", PersonRole.SPEAKER),
        ("akhmetov", PersonRole.SPEAKER),
        ("bekov", PersonRole.MODERATOR),
    ),
    usual_programme=True,
    ways=(Way(capacity=40, registered=34, cancelled=1, closes_before=timedelta(hours=1)),),
)

TRUSTEES = Plan(
    key="trustees",
    type=Type.BOARD_MEETING,
    language="kk",
    titles=Texts(
        kk="Қамқоршылық кеңесінің отырысы: мектептерді дамытудың он жылдық стратегиясы",
        ru="Заседание попечительского совета: стратегия развития школ на десять лет",
    ),
    summaries=Texts(
        kk="Кеңес стратегия жобасын қарайды. Отырыс шақыру бойынша өтеді, қорытындысы баспасөз хабарламасында жарияланады.",
        ru="Совет рассмотрит проект стратегии. Заседание проходит по приглашениям, итоги будут в пресс-релизе.",
    ),
    when=day(1, "11:00"),
    minutes=120,
    venue="astana",
    room=0,
    open_to_press=False,
    working_languages=("kk",),
    bodies=(("ministry", Role.ORGANISER), ("centre", Role.PARTNER)),
    contacts=("bekov",),
    people=(("akhmetov", PersonRole.CHAIR),),
    usual_programme=True,
)

POOL = Plan(
    key="pool",
    type=Type.WORKING_VISIT,
    language="ru",
    titles=Texts(
        kk="Министр орынбасары Оқушылар шығармашылығы үйіне барады",
        ky="Министрдин орун басары Окуучулардын чыгармачылык үйүнө барат",
        ru="Заместитель министра посетит Дом творчества школьников",
        en="Deputy Minister visits the House of Pupils' Creativity",
        tr="Bakan Yardımcısı Öğrenci Yaratıcılık Evini ziyaret edecek",
    ),
    summaries=Texts(
        kk="Авиамодель үйірмесі, робототехника зертханасы және қысқа баспасөз мәлімдемесі.",
        ky="Авиамодель ийрими, робототехника лабораториясы жана басма сөзгө кыска билдирүү.",
        ru="Авиамодельный кружок, лаборатория робототехники и короткий подход к прессе.",
        en="The aircraft-model circle, the robotics laboratory, and a short approach to the press.",
        tr="Model uçak kulübü, robotik laboratuvarı ve kısa bir basın açıklaması.",
    ),
    when=day(1, "09:30"),
    minutes=90,
    doors=15,
    venue="almaty",
    place_notes=Texts(kk="Наурызбай ауданы", ru="Наурызбайский район", en="Nauryzbay district"),
    working_languages=("kk", "ru"),
    bodies=(("ministry", Role.ORGANISER), ("centre", Role.HOST)),
    contacts=("kim",),
    people=(("sadykova", PersonRole.PARTICIPANT), ("zhumabaeva", PersonRole.PARTICIPANT)),
    usual_programme=True,
    ways=(
        Way(
            names=Texts(
                kk="Фото және бейне түсірілім",
                ky="Фото жана видео тартуу",
                ru="Фото- и видеосъёмка",
                en="Photo and video pool",
                tr="Fotoğraf ve video ekibi",
            ),
            capacity=12,
            registered=8,
            closes_before=timedelta(hours=2),
        ),
    ),
)

PLANS = (COUNCIL, FORUM, AUDIT, TRUSTEES, POOL)
