"""Bodies: the press service's own ministry, three that hold events with it, and partners."""

from eventsapp.core.texts import Texts
from eventsapp.demo.content.shapes import Body

KEEPER = "ministry"

BODIES: dict[str, Body] = {
    "ministry": Body(
        language="kk",
        names=Texts(
            kk="Білім министрлігі",
            ky="Билим берүү министрлиги",
            ru="Министерство образования",
            en="Ministry of Education",
            tr="Eğitim Bakanlığı",
        ),
        boilerplate=Texts(
            kk="Министрлік мектептер мен қосымша білім беру ұйымдарының жұмысын үйлестіреді. Баспасөз қызметі іс-шаралар туралы бес тілде хабарлайды.\n\n*Бұл – көрсетілім: ұйымдар, адамдар мен байланыс деректері ойдан алынған.*",
            ky="Министрлик мектептердин жана кошумча билим берүү уюмдарынын ишин жөнгө салат. Басма сөз кызматы иш-чаралар жөнүндө беш тилде кабарлайт.\n\n*Бул – көрсөтмө: уюмдар, адамдар жана байланыш маалыматтары ойдон чыгарылган.*",
            ru="Министерство координирует работу школ и организаций дополнительного образования. Пресс-служба сообщает о мероприятиях на пяти языках.\n\n*Это демонстрация: организации, люди и контакты вымышлены.*",
            en="The Ministry coordinates the work of schools and of education outside school. Its press service announces events in five languages.\n\n*This is a demonstration: bodies, people and contacts are invented.*",
            tr="Bakanlık, okulların ve okul dışı eğitim kurumlarının çalışmalarını koordine eder. Basın müşavirliği etkinlikleri beş dilde duyurur.\n\n*Bu bir tanıtımdır: kurumlar, kişiler ve iletişim bilgileri hayal ürünüdür.*",
        ),
        postal_address=Texts(
            kk="Орталық даңғыл 1, Астана",
            ky="Борбордук проспект 1, Астана",
            ru="Центральный проспект 1, Астана",
            en="1 Central Avenue, Astana",
            tr="Merkez Bulvarı 1, Astana",
        ),
        website="https://education.example.org",
        email="press@example.org",
        phone="+7 700 000 00 01",
        logo=("book", "#2536C4", "#F9A825"),
    ),
    "centre": Body(
        language="kk",
        names=Texts(
            kk="Қосымша білім берудің ұлттық орталығы",
            ky="Кошумча билим берүүнүн улуттук борбору",
            ru="Национальный центр дополнительного образования",
            en="National Centre for Extracurricular Education",
            tr="Ulusal Okul Dışı Eğitim Merkezi",
        ),
        boilerplate=Texts(
            kk="Орталық техникалық шығармашылық үйірмелеріне әдістемелік көмек көрсетеді, байқаулар өткізеді.",
            ru="Центр методически поддерживает кружки технического творчества и проводит конкурсы.",
            en="The Centre supports clubs of technical creativity and holds competitions.",
        ),
        website="https://centre.example.org",
        email="centre@example.org",
        logo=("gear", "#0F6B4F", "#D5F0E3"),
    ),
    "foundation": Body(
        language="ky",
        names=Texts(
            kk="«Қауіпсіз мектеп» қоры",
            ky="«Коопсуз мектеп» фонду",
            ru="Фонд «Безопасная школа»",
            en="Safe School Foundation",
            tr="Güvenli Okul Vakfı",
        ),
        boilerplate=Texts(
            ky="Фонд мектептерге коопсуз, ден соолукка пайдалуу жана ачык чөйрө түзүүгө жардам берет. Анын эксперттери Ош, Чүй жана Ысык-Көл областтарында иштейт.",
            ru="Фонд помогает школам создавать безопасную, здоровую и открытую среду. Эксперты фонда работают в Ошской, Чуйской и Иссык-Кульской областях.",
            en="The Foundation helps schools to become safe, healthy and open places. Its experts work in the regions of Osh, Chui and Issyk-Kul.",
        ),
        website="https://safe-school.example.org",
        email="foundation@example.org",
        zone="Asia/Bishkek",
        logo=("shield", "#B5375B", "#FFFFFF"),
    ),
    "academy": Body(
        language="tr",
        names=Texts(
            kk="Еуразия мұғалімдер академиясы",
            ky="Евразия мугалимдер академиясы",
            ru="Евразийская академия учителей",
            en="Eurasian Teachers' Academy",
            tr="Avrasya Öğretmen Akademisi",
        ),
        boilerplate=Texts(
            tr="Akademi, üç ülkenin öğretmenlerine mesleki gelişim programları sunar ve kardeş okulları buluşturur.",
            en="The Academy offers professional development to teachers of three countries and brings twin schools together.",
            ru="Академия проводит программы повышения квалификации для учителей трёх стран и знакомит школы-побратимы.",
        ),
        website="https://academy.example.org",
        email="academy@example.org",
        zone="Europe/Istanbul",
        logo=("star", "#9A3412", "#FFE8D9"),
    ),
    "akimat": Body(
        language="kk",
        names=Texts(
            kk="Ақтөбе облысының әкімдігі",
            ky="Актөбө облусунун акимдиги",
            ru="Акимат Актюбинской области",
            en="Akimat of Aktobe Region",
            tr="Aktöbe Bölge Valiliği",
        ),
        listed=False,
    ),
    "librarians": Body(
        language="ru",
        names=Texts(
            kk="Балалар кітапханаларының қауымдастығы",
            ky="Балдар китепканаларынын ассоциациясы",
            ru="Ассоциация детских библиотек",
            en="Association of Children's Libraries",
            tr="Çocuk Kütüphaneleri Derneği",
        ),
        logo=("pages", "#4D6B00", "#F1F7D9"),
    ),
    "health": Body(
        language="ky",
        names=Texts(
            kk="Денсаулық және мектеп жөніндегі қоғамдық кеңес",
            ky="Ден соолук жана мектеп боюнча коомдук кеңеш",
            ru="Общественный совет по здоровью и школе",
            en="Public Council on Health and School",
            tr="Sağlık ve Okul Kamu Konseyi",
        ),
        zone="Asia/Bishkek",
    ),
    "donors": Body(
        language="en",
        names=Texts(
            kk="«Ашық оқу» бағдарламасы",
            ky="«Ачык окуу» программасы",
            ru="Программа «Открытое обучение»",
            en="Open Learning Programme",
            tr="Açık Öğrenme Programı",
        ),
        listed=False,
        logo=("rings", "#1E4E79", "#FFD447"),
    ),
    # The bodies of the real announcements, with what these say about them.
    "method_centre": Body(
        language="kk",
        names=Texts(
            kk="ҚР Білім және ғылым министрлігінің Республикалық қосымша білім беру оқу-әдістемелік орталығы",
            ru="Республиканский учебно-методический центр дополнительного образования МОН РК",
            en="Republican Educational and Methodological Centre of Extra Education, Ministry of Education and Science",
        ),
        listed=False,
    ),
    "ministry_kg": Body(
        language="ky",
        names=Texts(
            ky="Кыргыз Республикасынын Билим берүү жана илим министрлиги",
            ru="Министерство образования и науки Кыргызской Республики",
            en="Ministry of Education and Science of the Kyrgyz Republic",
        ),
        short_names=Texts(ky="КР БИМ", ru="МОН КР"),
        boilerplate=Texts(
            ky="Кыргыз Республикасынын Билим берүү жана илим министрлиги (КР БИМ) - билим берүү, илим жана илимий-техникалык, интеллектуалдык менчикти, ошондой эле билим берүү уюмдарынын окуучуларын жана тарбиялануучуларын тарбиялоо, социалдык колдоо чөйрөсүндө бирдиктүү мамлекеттик саясатты жана ченемдик-укуктук жөнгө салууну иштеп чыгуучу орган.",
        ),
        website="http://edu.gov.kg/",
        zone="Asia/Bishkek",
        listed=False,
    ),
    "kas": Body(
        language="ky",
        names=Texts(
            ky="Конрад Аденауэр атындагы Фонд",
            ru="Фонд имени Конрада Аденауэра",
            en="Konrad Adenauer Foundation",
        ),
        boilerplate=Texts(
            ky="Конрад Аденауэр атындагы Фонд Германия Федеративдик Республикасынын саясий фонду болуп саналат. Фонд өзүнүн программалары жана долбоорлору менен эл аралык кызматташтыкка жана өз ара түшүнүшүүгө таасирдүү салым кошууда.",
        ),
        website="http://www.kas.de/",
        zone="Asia/Bishkek",
        listed=False,
    ),
    "biom": Body(
        language="ky",
        names=Texts(
            ky="“БИОМ” Экологиялык кыймылы",
            ru="Экологическое движение «БИОМ»",
            en="BIOM Ecological Movement",
        ),
        boilerplate=Texts(
            ky="“БИОМ” Экологиялык Кыймылы - 1993-жылы түзүлгөн, Кыргыз Республикасы жана Борбордук Азиянын экологиялык маселелерин чечүүгө катышкан жаш адистерди, окумуштууларды жана лидерлерди ыктыярдуу негизде бириктирип турган коомдук коммерциялык эмес уюм.",
        ),
        website="http://www.biom.kg/",
        zone="Asia/Bishkek",
        listed=False,
    ),
    "eu": Body(
        language="ky",
        names=Texts(ky="Европа Бирлиги", ru="Европейский союз", en="European Union"),
        boilerplate=Texts(
            ky="Европа Бирлиги өзүнө алдыңкы жетишкендиктерди, ресурстарды жана өз элдеринин тагдырын бириктирген 28 мүчө-мамлекетти камтыйт. 60 жылдан бери биргелешкен күч-аракет менен алар маданий көп түрдүүлүктү сактоо, жеке эркиндик жана сабырдуулук атмосферасын сактоо менен туруктуулук, демократия жана туруктуу өнүгүү зонасын түзө алышты. Европа Бирлиги өз жетишкендиктерине жана баалуулуктарына анын чегинен тышкары болгон өлкөлөр менен элдерди тартууга жана өткөрүп берүүгө умтулат.",
        ),
        website="http://ec.europa.eu/",
        zone="Asia/Bishkek",
        listed=False,
    ),
    "public_councils": Body(
        language="ky",
        names=Texts(
            ky="Мамлекеттик органдардын Коомдук кеңештери",
            ru="Общественные советы государственных органов",
            en="Public councils of state bodies",
        ),
        short_names=Texts(ky="МОКК"),
        boilerplate=Texts(
            ky="Мамлекеттик органдардын Коомдук кеңештери (МОКК) – бул министрликтер, мамлекеттик комитеттер жана администрациялык ведомстволор менен өз ара аракеттенүү үчүн жарандык коомдун өкүлдөрүнөн турган коомдук башталышта түзүлгөн консультациялык-байкоочу органдар. Ошондой эле, МОКК мамлекеттик органдардын ишмердигине Мыйзам менен белгиленген тартипте коомдук мониторинг жүргүзүшөт жана өз ишин аларга карабастан коомдун кызыкчылыгында ачык-айкын жүргүзүшөт.",
        ),
        website="http://www.osgo.kg/",
        zone="Asia/Bishkek",
        listed=False,
    ),
    "university": Body(
        language="kk",
        names=Texts(
            kk="Назарбаев Университеті", ru="Назарбаев Университет", en="Nazarbayev University"
        ),
        listed=False,
    ),
    "intellectual_schools": Body(
        language="kk",
        names=Texts(
            kk="Назарбаев Зияткерлік мектептері",
            ru="Назарбаев Интеллектуальные школы",
            en="Nazarbayev Intellectual Schools",
        ),
        short_names=Texts(kk="NIS", en="NIS"),
        listed=False,
    ),
    "fund_kz": Body(
        language="kk",
        names=Texts(kk="Назарбаев Қоры", ru="Назарбаев Фонд", en="Nazarbayev Fund"),
        listed=False,
    ),
    "almaty_city": Body(
        language="ru",
        names=Texts(
            ru="Акимат города Алматы", kk="Алматы қаласының әкімдігі", en="Akimat of Almaty"
        ),
        listed=False,
    ),
    "creativity_centre": Body(
        language="ru",
        names=Texts(
            ru="Центр инновационного творчества школьников",
            kk="Оқушылардың инновациялық шығармашылық орталығы",
            en="Centre of Innovative Creativity for Pupils",
        ),
        listed=False,
    ),
}
