"""People of the address book. Names are invented, numbers lead nowhere, mail goes to example.org."""

from eventsapp.core.texts import Texts
from eventsapp.demo.content.shapes import Person


def named(cyrillic: str, latin: str, **more: str) -> Texts:
    """A name in both scripts; `more` where a language spells it in its own way."""
    both = dict.fromkeys(("kk", "ky", "ru"), cyrillic) | dict.fromkeys(("en", "tr"), latin)
    return Texts(both | more)


PRESS_SECRETARY = Texts(
    kk="Баспасөз хатшысы",
    ky="Басма сөз катчысы",
    ru="Пресс-секретарь",
    en="Press secretary",
    tr="Basın sözcüsü",
)
EXPERT = Texts(
    kk="«Қауіпсіз мектеп» қорының сарапшысы",
    ky="«Коопсуз мектеп» фондунун эксперти",
    ru="Эксперт фонда «Безопасная школа»",
    en="Expert, Safe School Foundation",
    tr="Uzman, Güvenli Okul Vakfı",
)

PEOPLE: dict[str, Person] = {
    "bekov": Person(
        language="kk",
        names=named("Марат Беков", "Marat Bekov"),
        posts=(PRESS_SECRETARY,),
        phones=("+7 700 000 00 01",),
        emails=("press@example.org",),
    ),
    "kim": Person(
        names=named("Дана Ким", "Dana Kim"),
        posts=(
            Texts(
                kk="Баспасөз қызметінің бас маманы",
                ky="Басма сөз кызматынын башкы адиси",
                ru="Главный специалист пресс-службы",
                en="Senior press officer",
                tr="Kıdemli basın görevlisi",
            ),
        ),
        phones=("+7 700 000 00 02",),
        emails=("dana.kim@example.org",),
    ),
    "toktogulova": Person(
        language="ky",
        names=named("Назгүл Токтогулова", "Nazgul Toktogulova", ru="Назгуль Токтогулова"),
        posts=(PRESS_SECRETARY,),
        phones=("+996 500 000 002",),
        emails=("nazgul.toktogulova@example.org",),
    ),
    "aydin": Person(
        language="tr",
        names=named("Элиф Айдын", "Elif Aydın"),
        posts=(
            Texts(
                kk="Баспасөз кеңесшісі",
                ky="Басма сөз кеңешчиси",
                ru="Советник по связям с прессой",
                en="Press adviser",
                tr="Basın danışmanı",
            ),
        ),
        phones=("+90 500 000 00 01",),
        emails=("elif.aydin@example.org",),
    ),
    "sadykova": Person(
        language="ky",
        names=named("Айгүл Садыкова", "Aigul Sadykova", ru="Айгуль Садыкова"),
        posts=(
            Texts(
                kk="Білім министрінің орынбасары",
                ky="Билим берүү министринин орун басары",
                ru="Заместитель министра образования",
                en="Deputy Minister of Education",
                tr="Eğitim Bakan Yardımcısı",
            ),
        ),
    ),
    "akhmetov": Person(
        language="kk",
        names=named("Ерлан Ахметов", "Yerlan Akhmetov"),
        posts=(
            Texts(
                kk="Мектеп департаментінің директоры",
                ky="Мектеп департаментинин директору",
                ru="Директор департамента школ",
                en="Director, Department of Schools",
                tr="Okullar Dairesi Başkanı",
            ),
        ),
    ),
    "zhumabaeva": Person(
        language="kk",
        names=named("Сәуле Жұмабаева", "Saule Zhumabayeva", ru="Сауле Жумабаева"),
        posts=(
            Texts(
                kk="Қосымша білім берудің ұлттық орталығының басшысы",
                ky="Кошумча билим берүүнүн улуттук борборунун жетекчиси",
                ru="Руководитель Национального центра дополнительного образования",
                en="Head, National Centre for Extracurricular Education",
                tr="Ulusal Okul Dışı Eğitim Merkezi Başkanı",
            ),
            Texts(
                kk="Үйлестіру кеңесінің хатшысы",
                ru="Секретарь координационного совета",
                en="Secretary of the coordination council",
            ),
        ),
    ),
    "serikov": Person(
        language="kk",
        names=named("Бауыржан Серіков", "Bauyrzhan Serikov", ru="Бауыржан Сериков"),
        posts=(
            Texts(
                kk="Облыстық білім басқармасының басшысы",
                ky="Облустук билим берүү башкармалыгынын жетекчиси",
                ru="Руководитель областного управления образования",
                en="Head, regional education department",
                tr="Bölge eğitim müdürü",
            ),
        ),
    ),
    "osmonov": Person(
        language="ky",
        names=named("Нурлан Осмонов", "Nurlan Osmonov"),
        posts=(
            Texts(
                kk="Мектеп педиатры",
                ky="Мектеп педиатры",
                ru="Школьный педиатр",
                en="School paediatrician",
                tr="Okul pediatristi",
            ),
            Texts(
                kk="Денсаулық және мектеп жөніндегі қоғамдық кеңестің төрағасы",
                ky="Ден соолук жана мектеп боюнча коомдук кеңештин төрагасы",
                ru="Председатель Общественного совета по здоровью и школе",
                en="Chair, Public Council on Health and School",
                tr="Sağlık ve Okul Kamu Konseyi Başkanı",
            ),
        ),
    ),
    "tokoeva": Person(
        language="ky",
        names=named("Гүлнара Токоева", "Gulnara Tokoeva", ru="Гульнара Токоева"),
        posts=(EXPERT,),
    ),
    "isakov": Person(
        names=named("Тимур Исаков", "Timur Isakov"),
        posts=(
            Texts(
                kk="Мектептегі тамақтану жөніндегі сарапшы",
                ky="Мектептеги тамактануу боюнча эксперт",
                ru="Эксперт по школьному питанию",
                en="School meals expert",
                tr="Okul yemekleri uzmanı",
            ),
        ),
    ),
    "petrova": Person(
        names=named("Ольга Петрова", "Olga Petrova"),
        posts=(
            Texts(
                kk="Инклюзивті білім беру бөлімінің басшысы",
                ky="Инклюзивдик билим берүү бөлүмүнүн башчысы",
                ru="Начальник отдела инклюзивного образования",
                en="Head of Inclusive Education",
                tr="Kapsayıcı Eğitim Şube Müdürü",
            ),
        ),
    ),
    "abdrakhmanova": Person(
        language="kk",
        names=named("Мадина Әбдірахманова", "Madina Abdrakhmanova", ru="Мадина Абдрахманова"),
        posts=(
            Texts(
                kk="Балалар кітапханаларының қауымдастығының төрайымы",
                ky="Балдар китепканаларынын ассоциациясынын төрайымы",
                ru="Председатель Ассоциации детских библиотек",
                en="Chair, Association of Children's Libraries",
                tr="Çocuk Kütüphaneleri Derneği Başkanı",
            ),
        ),
    ),
    "yilmaz": Person(
        language="tr",
        names=named("Мехмет Йылмаз", "Mehmet Yılmaz"),
        posts=(
            Texts(
                kk="Еуразия мұғалімдер академиясының президенті",
                ky="Евразия мугалимдер академиясынын президенти",
                ru="Президент Евразийской академии учителей",
                en="President, Eurasian Teachers' Academy",
                tr="Avrasya Öğretmen Akademisi Başkanı",
            ),
        ),
    ),
    "kaya": Person(
        language="tr",
        names=named("Зейнеп Кая", "Zeynep Kaya"),
        posts=(
            Texts(
                kk="Педагогика профессоры",
                ky="Педагогика профессору",
                ru="Профессор педагогики",
                en="Professor of Education",
                tr="Eğitim bilimleri profesörü",
            ),
        ),
    ),
    "price": Person(
        language="en",
        names=named("Дэниел Прайс", "Daniel Price"),
        posts=(
            Texts(
                kk="Цифрлық сынып зерттеушісі",
                ky="Санарип класс изилдөөчүсү",
                ru="Исследователь цифрового класса",
                en="Researcher, digital classrooms",
                tr="Dijital sınıf araştırmacısı",
            ),
        ),
    ),
    # Of the real announcements: offices keep theirs, names are invented.
    "osh_desk": Person(
        language="ky", phones=("+996 500 000001",), emails=("osh.press@example.org",)
    ),
    "aktobe_desk": Person(
        language="kk",
        phones=("+7 (7172) 00-00-01", "8 (700) 000-00-02"),
        emails=("centre@example.org",),
    ),
    "esenova": Person(
        language="ky",
        names=named("Гүлмира Эсенова", "Gulmira Esenova", ru="Гульмира Эсенова"),
        posts=(
            Texts(
                ky="КР Билим берүү жана илим министринин орун басары",
                ru="Заместитель министра образования и науки КР",
                en="Deputy Minister of Education and Science",
            ),
        ),
    ),
    "akmatova": Person(
        language="ky",
        names=named("Жылдыз Акматова", "Zhyldyz Akmatova"),
        posts=(
            Texts(
                ky="КР БИМдин лицензиялоо жана аккредитациялоо башкармалыгынын жетектөөчү адиси",
                ru="Ведущий специалист управления лицензирования и аккредитации МОН КР",
                en="Leading specialist, licensing and accreditation",
            ),
        ),
    ),
    "toktosunova": Person(
        language="ky",
        names=named("Жылдыз Токтосунова", "Zhyldyz Toktosunova"),
        posts=(
            Texts(ky="Мектептик педиатр", ru="Школьный педиатр", en="School paediatrician"),
            Texts(
                ky="КР Саламаттык сактоо министрлигинин Коомдук кеңешинин мүчөсү",
                ru="Член Общественного совета Министерства здравоохранения КР",
                en="Member of the Public Council of the Ministry of Health",
            ),
        ),
    ),
    "prime_minister": Person(
        language="kk",
        names=Texts(
            kk="Қазақстан Премьер-Министрі",
            ru="Премьер-Министр Казахстана",
            en="Prime Minister of Kazakhstan",
        ),
    ),
    "head_of_state": Person(
        names=Texts(
            ru="Глава государства",
            kk="Мемлекет басшысы",
            en="Head of State",
        ),
        posts=(
            Texts(
                ru="Президент Республики Казахстан",
                kk="Қазақстан Республикасының Президенті",
                en="President of the Republic of Kazakhstan",
            ),
        ),
    ),
    "deputy_akim": Person(
        names=Texts(
            ru="Заместитель акима Алматы",
            kk="Алматы әкімінің орынбасары",
            en="Deputy akim of Almaty",
        ),
    ),
}
