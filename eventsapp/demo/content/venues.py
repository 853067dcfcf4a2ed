"""Venues with their rooms. Streets and numbers are invented, the cities are real."""

from eventsapp.core.texts import Texts
from eventsapp.demo.content.shapes import Site

CONFERENCE_HALL = Texts(
    kk="конференция залы",
    ky="конференц-зал",
    ru="конференц-зал",
    en="conference hall",
    tr="konferans salonu",
)
ASSEMBLY_HALL = Texts(
    kk="мәжіліс залы",
    ky="жыйындар залы",
    ru="зал заседаний",
    en="assembly hall",
    tr="toplantı salonu",
)
MAIN_HALL = Texts(kk="үлкен зал", ky="чоң зал", ru="большой зал", en="main hall", tr="büyük salon")

SITES: dict[str, Site] = {
    "astana": Site(
        city="astana",
        language="kk",
        names=Texts(
            kk="Орталық баспасөз залы",
            ky="Борбордук басма сөз залы",
            ru="Центральный пресс-зал",
            en="Central Press Hall",
            tr="Merkez Basın Salonu",
        ),
        address=Texts(
            kk="Орталық даңғыл 12",
            ky="Борбордук проспект 12",
            ru="Центральный проспект 12",
            en="12 Central Avenue",
            tr="Merkez Bulvarı 12",
        ),
        access=Texts(
            kk="Кіру солтүстік жақтан, пандус пен лифт бар. Түсірілім тобының көлігі ауладағы тұраққа қойылады.",
            ru="Вход с северной стороны, есть пандус и лифт. Машины съёмочных групп ставят во дворе.",
            en="Enter from the north side; there are a ramp and a lift. TV vans park in the yard.",
            ky="Кирүү түндүк тараптан, пандус жана лифт бар. Тартуу топторунун унаалары короого коюлат.",
            tr="Giriş kuzey cephesindendir; rampa ve asansör vardır. Canlı yayın araçları avluya park eder.",
        ),
        point=(51.12793, 71.43041),
        capacity=260,
        rooms=(
            (
                Texts(
                    kk="баспасөз залы",
                    ky="басма сөз залы",
                    ru="пресс-зал",
                    en="press hall",
                    tr="basın salonu",
                ),
                40,
            ),
            (CONFERENCE_HALL, 220),
        ),
    ),
    "aktobe": Site(
        city="aktobe",
        language="kk",
        names=Texts(
            kk="Облыс әкімдігінің үйі",
            ky="Облус акимдигинин үйү",
            ru="Дом областного акимата",
            en="Regional Administration",
            tr="Bölge Valiliği",
        ),
        address=Texts(
            kk="Бейбітшілік көшесі 40",
            ru="улица Мира 40",
            ky="Тынчтык көчөсү 40",
            tr="Barış Caddesi 40",
            en="40 Peace Street",
        ),
        access=Texts(
            kk="Кіреберісте жеке куәлікті көрсетіңіз. 1-қабатта лифт бар.",
            ru="На входе покажите удостоверение личности. Лифт на первом этаже.",
            en="Show an identity document at the entrance. There is a lift on the ground floor.",
            ky="Кире бериште инсандыкты тастыктаган документти көрсөтүңүз. 1-кабатта лифт бар.",
            tr="Girişte kimlik gösterilir. Zemin katta asansör vardır.",
        ),
        point=(50.28390, 57.16698),
        rooms=((ASSEMBLY_HALL, 150),),
    ),
    "almaty": Site(
        city="almaty",
        language="kk",
        names=Texts(
            kk="Оқушылар шығармашылығы үйі",
            ky="Окуучулардын чыгармачылык үйү",
            ru="Дом творчества школьников",
            en="House of Pupils' Creativity",
            tr="Öğrenci Yaratıcılık Evi",
        ),
        address=Texts(
            kk="Алмалы көшесі 7",
            ru="улица Яблоневая 7",
            ky="Алма көчөсү 7",
            tr="Elma Sokağı 7",
            en="7 Orchard Street",
        ),
        access=Texts(
            kk="Үш қабатты ғимарат, лифт пен пандус бар. Жарық құралдары үшін зал артында бөлек кіреберіс бар.",
            ru="Трёхэтажное здание с лифтом и пандусом. Для световой техники отдельный вход за залом.",
            en="A three-storey house with a lift and a ramp. Lighting equipment comes in behind the hall.",
            ky="Үч кабаттуу имарат, лифт жана пандус бар. Жарык техникасы үчүн залдын артында өзүнчө эшик бар.",
            tr="Üç katlı bina; asansör ve rampa vardır. Işık ekipmanı salonun arkasındaki kapıdan alınır.",
        ),
        point=(43.19412, 76.80735),
        rooms=((MAIN_HALL, 300), (CONFERENCE_HALL, 80)),
    ),
    "osh": Site(
        city="osh",
        language="ky",
        names=Texts(
            kk="Баспасөз орталығы",
            ky="Пресс-борбор",
            ru="Пресс-центр",
            en="Press Centre",
            tr="Basın Merkezi",
        ),
        address=Texts(
            kk="Орталық көше 14",
            ky="Борбордук көчө 14",
            ru="улица Центральная 14",
            en="14 Central Street",
            tr="Merkez Sokak 14",
        ),
        access=Texts(
            ky="Короо тараптан тепкичсиз кирүү жана лифт бар. Телеканалдардын унаалары сол жакта токтойт.",
            ru="Лифт и вход без ступеней со двора. Машины телеканалов ставят слева.",
            en="Lift and step-free entrance from the yard. TV vans park on the left side.",
            kk="Аула жақтан баспалдақсыз кіру және лифт бар. Телеарналардың көлігі сол жаққа қойылады.",
            tr="Avludan basamaksız giriş ve asansör vardır. Canlı yayın araçları sol tarafa park eder.",
        ),
        point=(40.51398, 72.81612),
        rooms=((MAIN_HALL, 120), (CONFERENCE_HALL, 45)),
    ),
    "bishkek": Site(
        city="bishkek",
        language="ru",
        names=Texts(
            kk="Мұғалімдер үйі",
            ky="Мугалимдер үйү",
            ru="Дом учителя",
            en="Teachers' House",
            tr="Öğretmenler Evi",
        ),
        address=Texts(
            ky="Достук проспектиси 25",
            ru="проспект Дружбы 25",
            kk="Достық даңғылы 25",
            tr="Dostluk Bulvarı 25",
            en="25 Friendship Avenue",
        ),
        access=Texts(
            ky="Негизги эшикте пандус бар, гардероб оң жакта. Пресс-карта көрсөтүлөт.",
            ru="У главного входа пандус, гардероб справа. Журналисты показывают пресс-карту.",
            en="A ramp at the main entrance, cloakroom on the right. Journalists show their press card.",
            kk="Басты кіреберісте пандус бар, киім ілгіш оң жақта. Журналистер баспасөз картасын көрсетеді.",
            tr="Ana girişte rampa, sağda vestiyer vardır. Gazeteciler basın kartını gösterir.",
        ),
        point=(42.87462, 74.61224),
        rooms=(
            (
                Texts(
                    kk="дөңгелек зал",
                    ky="тегерек зал",
                    ru="круглый зал",
                    en="round hall",
                    tr="yuvarlak salon",
                ),
                30,
            ),
            (MAIN_HALL, 200),
        ),
    ),
    "karakol": Site(
        city="karakol",
        language="ky",
        names=Texts(
            kk="Қалалық балалар кітапханасы",
            ky="Шаардык балдар китепканасы",
            ru="Городская детская библиотека",
            en="City Children's Library",
            tr="Şehir Çocuk Kütüphanesi",
        ),
        address=Texts(
            ky="Бакыт көчөсү 3",
            ru="улица Счастливая 3",
            kk="Бақыт көшесі 3",
            tr="Mutluluk Sokağı 3",
            en="3 Happiness Street",
        ),
        point=(42.49071, 78.39362),
        capacity=60,
    ),
    "ankara": Site(
        city="ankara",
        language="tr",
        names=Texts(
            kk="Академия кампусы",
            ky="Академия кампусу",
            ru="Кампус академии",
            en="Academy Campus",
            tr="Akademi Yerleşkesi",
        ),
        address=Texts(
            tr="Bilgi Caddesi 8",
            en="8 Bilgi Street",
            ky="Билим көчөсү 8",
            ru="улица Знаний 8",
            kk="Білім көшесі 8",
        ),
        access=Texts(
            tr="B kapısından girilir; rampa ve asansör vardır. Canlı yayın araçları arka otoparka alınır.",
            en="Enter by gate B; ramp and lift. Outside-broadcast vans park at the back.",
            kk="B қақпасынан кіреді, пандус пен лифт бар. Тікелей эфир көліктері артқы тұраққа қойылады.",
            ky="B дарбазасынан кирилет, пандус жана лифт бар. Түз эфир унаалары арткы токтотуучу жайга коюлат.",
            ru="Вход через ворота B, есть пандус и лифт. Передвижные телестанции — на задней парковке.",
        ),
        point=(39.92077, 32.85411),
        rooms=(
            (
                Texts(kk="А залы", ky="А залы", ru="зал А", en="hall A", tr="A salonu"),
                180,
            ),
            (
                Texts(
                    kk="шеберхана", ky="устакана", ru="мастерская", en="workshop room", tr="atölye"
                ),
                24,
            ),
        ),
    ),
    "istanbul": Site(
        city="istanbul",
        language="tr",
        names=Texts(
            kk="Жағалау мәдениет үйі",
            ky="Жээк маданият үйү",
            ru="Дом культуры «Набережная»",
            en="Waterfront Culture House",
            tr="Sahil Kültür Evi",
        ),
        address=Texts(tr="Sahil Yolu 21", en="21 Sahil Yolu", ru="улица Сахиль-Йолу 21"),
        access=Texts(
            tr="Vapur iskelesine beş dakika. Giriş katı engelsizdir, asansör vardır.",
            en="Five minutes from the ferry pier. Step-free ground floor, with a lift.",
        ),
        point=(41.03702, 28.98503),
        rooms=((CONFERENCE_HALL, 110),),
    ),
    "edirne": Site(
        city="edirne",
        language="tr",
        names=Texts(
            kk="Мұғалімдер үйі",
            ky="Мугалимдер үйү",
            ru="Дом учителя",
            en="Teachers' Lodge",
            tr="Öğretmenevi",
        ),
        address=Texts(tr="Saraçlar Caddesi 5", en="5 Saraçlar Street"),
        point=(41.67708, 26.55570),
        capacity=60,
    ),
    "museum": Site(
        city="osh",
        language="ky",
        names=Texts(
            kk="Қалалық сурет галереясы",
            ky="Шаардык сүрөт галереясы",
            ru="Городская картинная галерея",
            en="City Art Gallery",
            tr="Şehir Sanat Galerisi",
        ),
        address=Texts(ky="Бак көчөсү 2", ru="улица Садовая 2", en="2 Garden Street"),
        point=(40.52874, 72.79855),
        capacity=250,
    ),
    # Of the real announcements.
    "nur_tv": Site(
        city="osh",
        language="ky",
        names=Texts(
            ky="“НУР ТВ” пресс-борбору", ru="Пресс-центр «НУР ТВ»", en="NUR TV press centre"
        ),
    ),
    "zhetigen": Site(
        city="osh",
        language="ky",
        names=Texts(
            ky="“Жетиген” мектеп-лицейи",
            ru="Школа-лицей «Жетиген»",
            en="Zhetigen school-lyceum",
        ),
    ),
    "creativity_centre": Site(
        city="almaty",
        language="ru",
        names=Texts(
            ru="Центр инновационного творчества для детей школьного возраста",
            kk="Мектеп жасындағы балаларға арналған инновациялық шығармашылық орталығы",
            en="Centre of innovative creativity for children of school age",
        ),
        rooms=((Texts(ru="зрительный зал", kk="көрермендер залы", en="auditorium"), 300),),
    ),
}
