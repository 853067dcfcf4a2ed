"""Four events as real announcements told of them: public facts, in the words of the originals."""

from eventsapp.core.texts import Texts
from eventsapp.demo.content.days import on
from eventsapp.demo.content.shapes import Plan, Talk, Visit, Way
from eventsapp.events.kinds import Type
from eventsapp.events.models import OrganisationRole as Role
from eventsapp.events.models import Precision
from eventsapp.programme.models import PersonRole

OSH = Plan(
    key="osh_2019",
    type=Type.PRESS_CONFERENCE,
    language="ky",
    titles=Texts(
        ky="«Билим берүү чөйрөсүнүн коопсуздугу: мыкты тажрыйба жана практиктер»",
        ru="«Безопасность образовательной среды: лучший опыт и практики»",
        en="Safety of the educational environment: good practice and practitioners",
    ),
    summaries=Texts(
        ky="КРдын мектептериндеги коопсуз билим берүү чөйрөсү маселелери боюнча мамлекеттик органдардын Коомдук кеңештеринин өкүлдөрүнүн катышуусу менен пресс-конференция.",
        ru="Пресс-конференция о безопасной образовательной среде в школах КР с участием представителей Общественных советов государственных органов.",
        en="Press conference on a safe environment in the country's schools, with members of the public councils of state bodies.",
    ),
    descriptions=Texts(
        ky="Пресс-конференция “Кыргыз Республикасында мектептик билим берүү чөйрөсүнүн коопсуздугун каржылоо механизмдерин өнүктүрүү” долбоору тарабынан өткөрүлөт. Долбоордун алкагында билим берүү уюмдарындагы коопсуздуктун Комплекстик стандартынын долбоору иштелип чыккан.\n\n**Чыгып сүйлөшөт:** КР Билим берүү министрлигинин профилдик башкармалыктарынын өкүлдөрү, профилдик министрликтердин Коомдук кеңештеринин өкүлдөрү, долбоордун эксперттери жана жергиликтүү өз алдынча башкаруу органдарынын өкүлдөрү.\n\n**Көрсөтүлүүчү окуу-усулдук басылмалар:**\n\n- “Коопсуз сатып алуулар жана коопсуз билим берүү чөйрөсүн каржылоо боюнча колдонмо”\n- “Тамак-аш коопсуздугу”\n- “Баарлашуу жана өзүн-өзү таануу: психологиялык коопсуздук боюнча окуу куралы”\n- “Өзгөчө кырдаалдарда өзүбүздү коргойлу (мугалимдер жана окуучулар үчүн колдонмо)”\n- “Мектептин территориясын жашылдандыруу” буклети\n\nЖурналисттер үчүн маалыматтык жана презентациялык материалдар менен пресс-пакет каралган.\n\n**Долбоор жөнүндө.** “Кыргыз Республикасынын мектептериндеги билим берүү чөйрөсүнүн коопсуздугун каржылоо механизмдерин өнүктүрүү” долбоору мектептердеги коопсуздуктун комплекстик моделин иштеп чыгууга жана пилот жүргүзүүгө багытталган: <https://safe.edu.kg/>",
        ru="Пресс-конференцию проводит проект «Развитие механизмов финансирования безопасности школьной образовательной среды в Кыргызской Республике». В рамках проекта разработан проект Комплексного стандарта безопасности в образовательных организациях.\n\nДля журналистов предусмотрен пресс-пакет с информационными и презентационными материалами.",
        en="The press conference is held by the project “Developing financing mechanisms of the safety of the school environment in the Kyrgyz Republic”, which has drawn up a Comprehensive safety standard for educational organisations.\n\nA press kit with information and presentation materials is provided.",
    ),
    funding_lines=Texts(
        ky="Европа Бирлигинин финансылык колдоосу менен. This project is funded by the European Union",
        ru="При финансовой поддержке Европейского союза. This project is funded by the European Union",
        en="This project is funded by the European Union",
    ),
    when=on(2019, 6, 14, "12:00"),
    minutes=90,
    doors=30,
    venue="nur_tv",
    working_languages=("ky", "ru"),
    bodies=(
        ("kas", Role.IMPLEMENTER),
        ("biom", Role.IMPLEMENTER),
        ("ministry_kg", Role.PARTNER),
        ("eu", Role.FUNDER),
        ("public_councils", Role.SUPPORTER),
    ),
    contacts=("osh_desk",),
    people=(
        ("esenova", PersonRole.SPEAKER),
        ("akmatova", PersonRole.SPEAKER),
        ("toktosunova", PersonRole.SPEAKER),
    ),
    talks=(
        Talk(
            titles=Texts(
                ky="Секторлор аралык өнөктөштүк: долбоордун жетишкендиктери жана натыйжалары",
                ru="Межсекторное партнёрство: достижения и результаты проекта",
                en="Intersectoral partnership: achievements and results of the project",
            ),
            minutes=20,
            speakers=("esenova",),
        ),
        Talk(
            titles=Texts(
                ky="Мектептерди аккредитациялоо системасындагы билим берүү чөйрөсүнүн коопсуздугу",
                ru="Безопасность образовательной среды в системе аккредитации школ",
                en="Safety of the environment in the accreditation of schools",
            ),
            minutes=20,
            speakers=("akmatova",),
        ),
        Talk(
            titles=Texts(
                ky="Физикалык, экологиялык, психологиялык жана маалыматтык коопсуздук: пилоттук мектептердин тажрыйбасы",
                ru="Физическая, экологическая, психологическая и информационная безопасность: опыт пилотных школ",
                en="Physical, ecological, psychological and information safety: what pilot schools have learned",
            ),
            minutes=20,
            speakers=("toktosunova",),
        ),
        Talk(
            titles=Texts(
                ky="Журналисттердин суроолору",
                ru="Вопросы журналистов",
                en="Questions from the press",
            ),
            minutes=30,
        ),
    ),
    ways=(Way(capacity=60, registered=11),),
    visit=Visit(
        titles=Texts(
            ky="Ош шаарынын “Жетиген” мектеп-лицейине баруу",
            ru="Посещение школы-лицея «Жетиген» города Ош",
            en="Visit to the Zhetigen school-lyceum in Osh",
        ),
        summaries=Texts(
            ky="Пресс-конференциядан кийин пилоттук мектептердин бирине баруу мүмкүнчүлүгү түзүлөт.",
            ru="После пресс-конференции можно посетить одну из пилотных школ.",
            en="After the press conference journalists may visit one of the pilot schools.",
        ),
        after=110,
        minutes=90,
        capacity=12,
        registered=4,
        venue="zhetigen",
    ),
)

AKTOBE = Plan(
    key="aktobe_2015",
    type=Type.COUNCIL,
    language="kk",
    type_names=Texts(
        kk="Республикалық үйлестіру кеңесінің кеңейтілген отырысы",
        ru="Расширенное заседание Республиканского координационного совета",
        en="Extended sitting of the Republican coordination council",
    ),
    titles=Texts(
        kk="Ақтөбе қаласында Қазақстанда ғылыми-техникалық қосымша білім берудің дамуы талқыланады",
        ru="В Актобе обсудят развитие научно-технического дополнительного образования в Казахстане",
        en="Development of scientific and technical extra education in Kazakhstan to be discussed in Aktobe",
    ),
    summaries=Texts(
        kk="Қосымша білім берудің ғылыми-техникалық бағыттағы бағдарламаларын жүзеге асыратын білім беру ұйымдары басшыларының Республикалық үйлестіру кеңесі өтеді.",
        ru="Заседание Республиканского координационного совета руководителей организаций образования, реализующих научно-технические программы.",
        en="The council brings together the heads of educational organisations with scientific and technical programmes.",
    ),
    descriptions=Texts(
        kk="Отырысқа заң шығарушы және атқарушы органдардың, ҚР білім және ғылым, әділет, инвестициялар және даму, ішкі істер министрліктерінің өкілдері, балалардың ғылыми-техникалық шығармашылығы бағдарламаларын жүзеге асыратын жалпы орта және қосымша білім беру ұйымдарының басшылары, үкіметтік емес және коммерциялық құрылымдардың өкілдері қатысады.\n\nБалалар мен жастардың ғылыми-техникалық шығармашылығын дамыту мақсатында өңірлік жоспарлар әзірленді. Қазіргі уақытта республикада:\n\n- **28** жас техниктер станциялары мен орталықтары;\n- **500**-ге жуық техникалық профильдегі үйірмелер, олардың ішінде 7 мен 17 жастағы **28 мыңнан** астам оқушы;\n- **1896** мектеп жанындағы үйірмелерде **27 344** бала;\n- ғылыми-техникалық бағыттағы бағдарламалар бойынша **55 мыңнан** астам бала шұғылданады.\n\nБалалардың техникалық шығармашылықпен жалпы қамтылуы **2%**-ды құрайды.\n\nҮйлестіру кеңесіне қатысушылар қорытынды ұсынымдар қабылдайды.",
        ru="В заседании участвуют представители законодательных и исполнительных органов, министерств образования и науки, юстиции, по инвестициям и развитию, внутренних дел, руководители организаций общего среднего и дополнительного образования, неправительственных и коммерческих структур.\n\nСейчас в республике **28** станций и центров юных техников и около **500** кружков, где занимаются более **28 тысяч** школьников 7–17 лет. Общий охват детей техническим творчеством — **2%**.\n\nУчастники примут итоговые рекомендации.",
    ),
    when=on(2015, 11, 18),
    precision=Precision.DAY,
    city="aktobe",
    working_languages=("kk",),
    bodies=(("method_centre", Role.ORGANISER), ("akimat", Role.SUPPORTER)),
    contacts=("aktobe_desk",),
    talks=(
        Talk(
            titles=Texts(
                kk="Балалар мен жастардың ғылыми-техникалық шығармашылығы жүйесін дамытудың тұжырымдамалық тәсілдерін жүзеге асыру",
                ru="Реализация концептуальных подходов к развитию научно-технического творчества детей и молодёжи",
                en="Conceptual approaches to the scientific and technical creativity of children and young people",
            ),
        ),
        Talk(
            titles=Texts(
                kk="Ведомствоаралық әрекеттестікті күшейту негізінде қосымша білім беруді дамытудың жаңа тәсілдері мен ұйымдастыру нысандары",
                ru="Новые подходы и формы организации дополнительного образования на основе межведомственного взаимодействия",
                en="New approaches and forms of organisation, on the basis of stronger inter-agency work",
            ),
        ),
        Talk(
            titles=Texts(
                kk="Ақтөбе қаласындағы техникалық шығармашылық орталығы мен Павлодар қаласындағы Балалар техникалық мектебінің тәжірибесі",
                ru="Опыт центра технического творчества в Актобе и Детской технической школы в Павлодаре",
                en="Good practice: the technical creativity centre in Aktobe and the Children's technical school in Pavlodar",
            ),
            notes=Texts(
                kk="Балалар мен жасөспірімдердің креативті ойлау қабілеттерін дамытуға арналған инновациялық технологиялар",
                ru="Инновационные технологии для развития креативного мышления детей и подростков",
            ),
        ),
    ),
)

BOARD = Plan(
    key="board_2024",
    type=Type.BOARD_MEETING,
    language="kk",
    type_names=Texts(
        kk="Жоғары Қамқоршылық кеңесінің отырысы",
        ru="Заседание Высшего Попечительского совета",
        en="Sitting of the Supreme Board of Trustees",
    ),
    titles=Texts(
        kk="Зияткерлік мектептердің 2035 жылға дейінгі даму стратегиясы қабылданды",
        ru="Принята стратегия развития Интеллектуальных школ до 2035 года",
        en="Strategy of the Intellectual Schools to 2035 adopted",
    ),
    summaries=Texts(
        kk="Назарбаев Университеті, Назарбаев Зияткерлік мектептері және Назарбаев Қоры Жоғары Қамқоршылық кеңесінің отырысы Қазақстан Премьер-Министрінің төрағалығымен өтті.",
        ru="Заседание Высшего Попечительского совета прошло под председательством Премьер-Министра Казахстана.",
        en="The Supreme Board of Trustees sat with the Prime Minister of Kazakhstan in the chair.",
    ),
    descriptions=Texts(
        kk="«Назарбаев Зияткерлік мектептері» дербес білім беру ұйымының (ДББҰ) стратегиясы адами капитал, ұлттық құндылықтар және тұрақты дамуды іргелі негіз етіп, үш бағытта жүзеге асады:\n\n1. NIS оқушыларының толыққанды дамуы, мұғалімдердің кәсіби қауымдастығы, әл-ауқат индексінің жоғары деңгейі мен жайлы орта.\n2. Қазақстанның білім беру саласында зияткерлік капиталды дамыту: өзгерістер көшбасшылары, мектептердің кәсіби қауымдастығы, бағалау және аккредиттеу жөніндегі тәуелсіз агенттік.\n3. NIS-тің әлемдік білім беру кеңістігінде танылуын арттыру: халықаралық бағдарлама, білім беру өнімдерін экспорттау, NIS-Programme және NIS Grade 12 Certificate-ті мойындау.\n\n**Негізгі қолдаушы факторлар:** зерттеулер негізінде дамыту, цифрлық экожүйе құру және қаржылық тұрақтылық.\n\n**Кезеңдер:** 2025 жылға дейін – ауқымды жобаларды аяқтау; 2030 жылға дейін – ірі бастамалар; 2035 жылға дейін – инклюзивті, серпімді және тұрақты жүйе.",
        en="The strategy of the autonomous educational organisation rests on human capital, national values and sustainable development, and follows three directions: the full development of pupils, intellectual capital in the country's education, and international recognition.\n\nStages: to 2025, 2030 and 2035.",
    ),
    when=on(2024, 3, 30),
    precision=Precision.DAY,
    zone="Asia/Almaty",
    place_notes=Texts(
        kk="Назарбаев Университеті", ru="Назарбаев Университет", en="Nazarbayev University"
    ),
    open_to_press=False,
    bodies=(
        ("university", Role.ORGANISER),
        ("intellectual_schools", Role.ORGANISER),
        ("fund_kz", Role.ORGANISER),
    ),
    people=(("prime_minister", PersonRole.CHAIR),),
)

TRIP = Plan(
    key="trip_2023",
    type=Type.WORKING_VISIT,
    language="ru",
    titles=Texts(
        ru="Рабочая поездка Президента в Алматы",
        kk="Президенттің Алматыға жұмыс сапары",
        en="Working trip of the President to Almaty",
    ),
    when=on(2023, 5, 31),
    minutes=24 * 60,  # to the second day
    precision=Precision.UNCERTAIN,
    city="almaty",
    bodies=(("almaty_city", Role.HOST),),
    people=(("head_of_state", PersonRole.PARTICIPANT),),
)

CREATIVITY_VISIT = Plan(
    key="visit_2023",
    type=Type.WORKING_VISIT,
    language="ru",
    titles=Texts(
        ru="Глава государства посетил Центр инновационного творчества школьников",
        kk="Мемлекет басшысы Оқушылардың инновациялық шығармашылық орталығына барды",
        en="The Head of State visited the Centre of Innovative Creativity for Pupils",
    ),
    summaries=Texts(
        ru="Второй день рабочей поездки Президента в Алматы начался с посещения центра в Наурызбайском районе города.",
        kk="Президенттің Алматыға жұмыс сапарының екінші күні Наурызбай ауданындағы орталыққа барудан басталды.",
        en="The second day of the trip began at the centre in the Nauryzbay district.",
    ),
    descriptions=Texts(
        ru="В центре функционируют студии научно-технического, художественно-эстетического творчества, эколого-ботанического просвещения и профориентации. Глава государства побеседовал со школьниками и поздравил их с Днём защиты детей. Он отметил, что подобных центров должно быть как можно больше по стране, призвал детей дальше заниматься любимым делом и пожелал успехов в учебе.\n\nВ трёхэтажном здании одновременно могут заниматься свыше **1000** детей. Работают кабинеты психолого-педагогической коррекции, дефектолога, логопеда, зрительный зал на **300** мест, медиа-выставка, интерактивная игровая площадка и коворкинг-зона.\n\nВ городе **17** государственных учреждений дополнительного образования; из **320 тысяч** детей школьного возраста охвачены **10%**, к концу 2025 года — до **25%**. По программе «Строительство 100 современных дворцов школьников» такой же центр построен в Алатауском районе; в Турксибском и Бостандыкском районах современные центры появятся на месте старых домов школьников.",
    ),
    when=on(2023, 6, 1),
    precision=Precision.UNCERTAIN,
    venue="creativity_centre",
    place_notes=Texts(ru="Наурызбайский район", kk="Наурызбай ауданы", en="Nauryzbay district"),
    bodies=(("creativity_centre", Role.HOST),),
    people=(
        ("head_of_state", PersonRole.PARTICIPANT),
        ("deputy_akim", PersonRole.SPEAKER),
    ),
    talks=(
        Talk(
            titles=Texts(
                ru="Авиамодельный кружок", kk="Авиамодель үйірмесі", en="Aircraft-model circle"
            )
        ),
        Talk(
            titles=Texts(
                ru="Лаборатория возобновляемых источников энергии",
                kk="Жаңартылатын энергия көздері зертханасы",
                en="Renewable energy laboratory",
            )
        ),
        Talk(
            titles=Texts(
                ru="Виртуальная лаборатория", kk="Виртуалды зертхана", en="Virtual laboratory"
            )
        ),
        Talk(
            titles=Texts(
                ru="Кабинет профориентации",
                kk="Кәсіптік бағдар кабинеті",
                en="Career-guidance room",
            )
        ),
    ),
    parent="trip_2023",
    source_url="https://www.akorda.kz/ru/glava-gosudarstva-posetil-centr-innovacionnogo-tvorchestva-shkolnikov-15850",
)

PLANS = (OSH, AKTOBE, BOARD, TRIP, CREATIVITY_VISIT)
