"""What is found in announcements, and what is said instead of guessing."""

from datetime import date

import pytest

from eventsapp.announcements.fields import as_fields
from eventsapp.announcements.reading.findings import Doubt, Mark
from eventsapp.announcements.reading.reader import read
from tests.announcements.shapes import TEXTS

TODAY = date(2026, 3, 1)

EXPECTED = {
    "ru1": {
        "title": "Вода и города", "start_date": "2026-12-03", "start_time": "11:00",
        "accreditation_deadline": "2026-12-02T17:00", "city": "Бишкек", "address": "пр. Чуй, 155",
        "venue": "конференц-зал гостиницы «Парк»", "phones": ["+996312900012"],
        "organisers": ["Общественный фонд «Чистая вода»", "Министерство природных ресурсов КР"],
    },
    "ru2": {
        "type": "briefing", "start_date": "2026-05-15", "start_time": "15:30",
        "registration_time": "15:00", "city": "Алматы", "address": "пр. Достык, 85",
        "venue": "отель «Степь», зал «Тулпар»", "phones": ["+77272900015", "+77010000045"],
    },
    "ru3": {"type": "council", "start_date": "2026-04-20", "start_time": "10:00", "city": "Шымкент"},
    "en1": {
        "type": "briefing", "start_date": "2026-05-12", "start_time": "11:00",
        "accreditation_deadline": "2026-05-11T18:00", "city": "Astana",
        "venue": "Central Communications Service", "organisers": ["Ministry of Health of Kazakhstan"],
    },
    "en2": {
        "title": "Schools without walls", "type": "conference", "start_date": "2026-06-04",
        "end_date": "2026-06-05", "start_time": "09:30", "registration_time": "09:00",
        "city": "Almaty", "venue": "Hotel Orient, Grand Ballroom", "address": "12 Abay Street",
    },
    "en3": {
        "type": "press_tour", "start_date": "2026-06-09", "start_time": "08:30",
        "registration_time": "08:00", "city": "Bishkek",
    },
    "kk1": {
        "title": "«Оқитын ел» жобасының тұсаукесері", "start_date": "2026-12-03",
        "start_time": "15:00", "registration_time": "14:30", "city": "Астана",
        "venue": "Ұлттық кітапхананың мәжіліс залы", "address": "Достық көшесі, 11",
        "organisers": ["«Кітап» қоғамдық қоры", "Мәдениет министрлігі"],
    },
    "kk2": {
        "type": "briefing", "start_date": "2026-05-12", "start_time": "11:00", "city": "Шымкент",
        "accreditation_deadline": "2026-05-11T18:00", "year_inferred": True,
        "venue": "Шымкент қаласы әкімдігінің баспасөз орталығы",
    },
    "ky1": {
        "title": "Аялдар жана ишкердик", "type": "forum", "start_date": "2026-03-05",
        "start_time": "14:00", "registration_time": "13:30", "venue": "«Парк» мейманканасы",
        "address": "Чүй проспекти, 155", "organisers": ["«Келечек» фонду", "Экономика министрлиги"],
    },
    "ky2": {"start_date": "2026-04-15", "start_time": "10:00", "venue": "мэриянын жыйындар залы"},
    "tr1": {
        "title": "Su Verimliliği", "type": "press_conference", "start_date": "2026-05-14",
        "start_time": "14:00", "accreditation_deadline": "2026-05-13T17:00", "city": "Ankara",
        "venue": "Bakanlık Konferans Salonu", "organisers": ["Tarım ve Orman Bakanlığı"],
    },
    "tr2": {
        "title": "Gençlik ve İstihdam", "type": "round_table", "start_time": "13:30",
        "end_time": "16:00", "city": "İstanbul", "venue": "Taksim Oteli, Balo Salonu",
        "address": "İstiklal Cad. No: 15, Beyoğlu", "phones": ["+902129000012", "+905320000015"],
    },
}  # fmt: skip


@pytest.mark.parametrize("name", EXPECTED)
def test_read_finds_what_the_text_says(name):
    fields = as_fields(read(TEXTS[name], TODAY))

    assert {key: fields[key] for key in EXPECTED[name]} == EXPECTED[name]


@pytest.mark.parametrize("name", TEXTS)
def test_read_tells_the_language(name):
    assert read(TEXTS[name], TODAY).language == name[:2]


def test_read_keeps_the_place_each_value_came_from():
    text = TEXTS["en1"]

    reading = read(text, TODAY)

    (start, end), *_ = reading.start_date.spans
    assert text[start:end] == "12 May 2026"


def test_read_takes_the_nearest_year_and_says_so():
    reading = read("Брифинг состоится 5 января в 10:00 в Бишкеке.", date(2026, 12, 20))

    assert reading.start_date.value == date(2027, 1, 5)
    assert (reading.start_date.mark, reading.start_date.doubt) == (Mark.CHECK, Doubt.NO_YEAR)


def test_read_says_that_the_weekday_does_not_fit():
    reading = read("Press conference on Monday, 12 May 2026 at 11:00 in Astana.", TODAY)

    assert reading.start_date.doubt is Doubt.WRONG_WEEKDAY


def test_read_counts_tomorrow_from_the_date_of_the_text():
    reading = read("11.03.2026\nЕртең сағат 10:00-де Астана қаласында брифинг өтеді.", TODAY)

    assert reading.start_date.value == date(2026, 3, 12)
    assert reading.start_date.doubt is Doubt.DAY_GUESSED


def test_read_says_that_several_events_stand_in_one_text():
    days = "\n".join(f"{day} мая 2026 года в 10:00 состоится брифинг." for day in range(4, 16))

    assert Doubt.SEVERAL_EVENTS in read(days, TODAY).doubts


@pytest.mark.parametrize("text", ["", "   ", "Сау болыңыз", "12345 67890", "\u202e\u200f\u0000"])
def test_read_makes_no_event_of_a_text_without_one(text):
    assert not read(text, TODAY).is_event


def test_read_makes_no_event_of_a_letter():
    letter = (
        "Құрметті депутаттар!\n2026 жылғы 15 қаңтардағы № ДС-100\n"
        "Депутаттық сауалыңызды қарап, мынаны хабарлаймын.\nОрынд. Н. Сынақов\nТел: 90-00-10"
    )

    reading = read(letter, TODAY)

    assert not reading.is_event
    assert reading.document.value.reply_to == "ДС-100"


def test_read_sees_through_letters_that_only_look_right():
    latin_o = "Пресс-кoнференция сoстоится 12 мая 2026 гoда в 11:00 в Бишкеке."

    fields = as_fields(read(latin_o, TODAY))

    assert (fields["type"], fields["start_date"]) == ("press_conference", "2026-05-12")


def test_read_drops_the_noise_of_a_copied_page():
    page = (
        "Adana Adıyaman Afyon Ağrı Aksaray Amasya Ankara Antalya Ardahan Artvin Aydın Balıkesir\n"
        "REKLAM ALANI\nA+\nA-\n[image: https://example.org/a.png]\n"
        "В Бишкеке 12 мая 2026 года в 11:00 состоится **брифинг**.\nYORUMLAR"
    )

    reading = read(page, TODAY)

    assert reading.city.value == "Бишкек"
    assert reading.urls == []
    assert reading.language == "ru"


def test_read_takes_no_part_of_a_body_for_a_person_and_finds_who_is_answered():
    text = (
        "The Ministry of Natural Resources and the Agency of Statistics invite media to a briefing"
        " on 10 March 2026 at 11 a.m. in Bishkek.\n"
        "RSVP by 8 March to Nurlan Asanov, nurlan@example.org"
    )

    reading = read(text, TODAY)

    assert reading.people == []
    assert reading.answerer
    assert reading.answerer.value == "Nurlan Asanov"


def test_read_takes_each_clause_with_a_verb_of_its_own_for_a_point():
    text = (
        "2026-жылдын 5-майында саат 10:00дө Ош шаарында тегерек стол өтөт. Анда суу тармагындагы"
        " жаңы долбоор тууралуу айтылат, айыл мектептериндеги суунун сапаты талкууланат, ошондой"
        " эле лабораториянын эмгеги көрсөтүлөт, тактап айтканда: сынамыктар жана карталар."
    )

    points = as_fields(read(text, TODAY))["agenda"]

    assert [point.split()[0] for point in points] == ["Анда", "айыл", "лабораториянын"]


def test_read_takes_no_headline_for_a_point():
    text = "Алматыда ауа сапаты талқыланады\n\n2026 жылғы 5 мамырда Алматыда кеңес отырысы өтеді."

    assert as_fields(read(text, TODAY))["agenda"] == []


@pytest.mark.parametrize(
    ("sentence", "figures"),
    [
        ("Облыста 1200-дөн ашык мектеп иштейт.", [("1200", "мектеп", "over")]),
        ("Балалардың жалпы қамтылуы 2%-ды құрайды.", [("2%", "жалпы қамтылуы", "")]),
        ("Үйірмелерге **500**-ге жуық бала барады.", [("500", "бала", "about")]),
        ("Оқушылар NIS Grade 12 Certificate алады.", []),
        ("Birlik 28 üye ülkeyi kapsıyor, 3.000'den fazla öğrenci var.", [
            ("28", "üye ülkeyi", ""), ("3.000", "öğrenci var", "over"),
        ]),
        ("В городе не менее 17 государственных учреждений дополнительного образования.", [
            ("17", "государственных учреждений", "over"),
        ]),
    ],
)  # fmt: skip
def test_read_counts_what_is_counted(sentence, figures):
    found = as_fields(read(sentence, TODAY))["figures"]

    assert [(one["number"], one["unit"], one["qualifier"]) for one in found] == figures


def test_read_tells_who_carries_out_a_project_from_who_holds_the_event():
    text = (
        "Семинар «Булак» фонду тарабынан ишке ашырылуучу “Таза суу” долбоорунун алкагында"
        " 2026-жылдын 5-майында саат 10:00дө Ош шаарында өтөт."
    )

    assert as_fields(read(text, TODAY))["bodies"] == [
        {"name": "«Булак» фонду", "role": "implementer"}
    ]


@pytest.mark.parametrize(
    ("text", "host"),
    [
        (
            (
                "On 5 May 2026 at 10:00 a round table on clean water takes place in Osh."
                " Organised by the Bulak Foundation. Hosted by Osh State University."
            ),
            "Osh State University",
        ),
        (
            (
                "5 мая 2026 года в 10:00 в Оше пройдёт круглый стол «Чистая вода».\n"
                "Организатор: фонд «Булак»\nПринимающая сторона: Ошский университет"
            ),
            "Ошский университет",
        ),
        (
            (
                "2026 жылғы 5 мамырда сағат 10:00-де Астанада «Таза су» дөңгелек үстелі өтеді.\n"
                "Ұйымдастырушы: «Бұлақ» қоры\nҚабылдаушы тарап: Үлгі университеті"
            ),
            "Үлгі университеті",
        ),
        (
            (
                "2026-жылдын 5-майында саат 10:00дө Ошто «Таза суу» тегерек столу өтөт.\n"
                "Уюштуруучу: «Булак» фонду\nКабыл алуучу тарап: Үлгү университети"
            ),
            "Үлгү университети",
        ),
        (
            (
                "Temiz su çalıştayı 5 Mayıs 2026 saat 10.00'da Örnek Üniversitesi ev sahipliğinde"
                " Ankara'da düzenlenecek."
            ),
            "Örnek Üniversitesi",
        ),
    ],
)
def test_read_tells_in_whose_house_it_takes_place(text, host):
    bodies = {body["role"]: body["name"] for body in as_fields(read(text, TODAY))["bodies"]}

    assert bodies["host"] == host


@pytest.mark.parametrize(
    ("text", "name"),
    [
        (
            "Тақырыбы: Таза су\n5 мамырда мектептердің Республикалық үйлестіру кеңесінің кезекті отырысы өтеді.",
            "Республикалық үйлестіру кеңесінің кезекті отырысы",
        ),
        (
            "«Таза су» тақырыбында 5 мамырда Үлгі қоры Жоғары Қамқоршылық кеңесінің отырысы өтеді.",
            "Жоғары Қамқоршылық кеңесінің отырысы",
        ),
        (
            "5 мая состоится расширенное заседание Национального совета на тему «Вода и города».",
            "Расширенное заседание Национального совета",
        ),
        ("В Астане 5 мая 2026 года состоится заседание совета.", None),
        ("5 мая 2026 года в Астане состоится брифинг Координационного совета.", None),
    ],
)  # fmt: skip
def test_read_finds_what_a_meeting_is_called_in_full(text, name):
    assert as_fields(read(text, TODAY))["type_name"] == name


def test_read_finds_number_and_day_of_the_document_itself():
    text = "ПРЕСС-РЕЛИЗ\nИсх. № 12-04/7 от 3 мая 2026 года\n5 мая 2026 года в 10:00 в Оше пройдет семинар."

    fields = as_fields(read(text, TODAY))

    assert (fields["document"], fields["document_number"]) == ("release", "12-04/7")
    assert (fields["document_date"], fields["start_date"]) == ("2026-05-03", "2026-05-05")


@pytest.mark.parametrize(
    ("text", "region"),
    [
        ("Seminar\n\nDate: 4 December 2026, 11:00\nVenue: Aktobe region, house of culture", "Aktobe region"),
        ("4 декабря 2026 года в 11:00 в Актюбинской области состоится семинар.", "Актюбинская область"),
        ("2026-жылдын 4-декабрында саат 11:00дө семинар өтөт.\nОрду: Ош облусу", "Ош облусу"),
        ("2026 жылғы 4 желтоқсанда сағат 11:00-де семинар.\nӨтетін жері: Ақтөбе облысы", "Ақтөбе облысы"),
        ("4 Aralık 2026 saat 11:00'de seminer.\nYer: Ankara ili", "Ankara ili"),
    ],
)  # fmt: skip
def test_read_takes_no_region_for_the_city_it_is_called_by(text, region):
    found = read(text, TODAY)

    assert (found.city_key, found.venue) == (None, None)
    assert found.district is not None
    assert (found.district.value, found.district.mark) == (region, Mark.CHECK)


def test_read_finds_the_town_beside_its_region():
    text = "4 декабря 2026 года в 11:00 в городе Актобе Актюбинской области состоится семинар."

    assert read(text, TODAY).city_key == "aktobe"


@pytest.mark.parametrize(
    "drafter",
    [
        "Исп.: А. Иванова, тел. 8 (7132) 50-00-01",
        "Орынд. А. Иванова\nтел.: 8 (7132) 50-00-01",
        "Drafted by A. Ivanova, phone +7 7132 50 00 01",
    ],
)
def test_read_offers_no_phone_of_the_drafter(drafter):
    text = (
        "4 декабря 2026 года в 11:00 в Актобе состоится семинар.\n"
        f"Контакты для прессы: +7 7132 50 00 02\n\n{drafter}"
    )

    assert as_fields(read(text, TODAY))["phones"] == ["+77132500002"]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Семинар 4 декабря 2026 года.\nСпикеры: Марат Беков, Айгуль Сейтова; Большой зал", ["Марат Беков", "Айгуль Сейтова"]),
        ("Seminar, 4 December 2026.\nSpeakers:\n- Marat Bekov\n- Emir Osman\n\nOur Valley opens at ten.", ["Marat Bekov", "Emir Osman"]),
        ("4 Aralık 2026. Seminer.\nKonuşmacılar: Ayşe Yılmaz", ["Ayşe Yılmaz"]),
        ("«Двенадцать школ в горных районах откроются за два ближайших года, как обещано», — сказала Айгуль Сейтова.", ["Айгуль Сейтова"]),
        ("“Twelve schools in the mountains will open within the next two years, as promised,” said Marat Bekov.", ["Marat Bekov"]),
        ("«Двенадцать школ в горных районах откроются за два ближайших года». Айгуль Сейтова пришла позже.", []),
        ("Школу назвали в честь того, кого звали Марат Беков.", []),
    ],
)  # fmt: skip
def test_read_proposes_people_named_without_a_post(text, names):
    people = read(text, TODAY).people

    assert [(found.value.name, found.value.posts) for found in people] == [
        (name, ()) for name in names
    ]
    assert {found.mark for found in people} <= {Mark.CHECK}


@pytest.mark.parametrize(
    ("text", "people"),
    [
        (
            "Спикеры:\n— Айгуль Сейтова, главный внештатный эндокринолог;\n— Марат Беков — хирург.",
            {"Айгуль Сейтова": "главный внештатный эндокринолог", "Марат Беков": "хирург"},
        ),
        (
            "Катышуучулар:\nМарат Беков, министр\nАйгүл Сейтова, «Суу» коомдук фондунун директору",
            {"Марат Беков": "министр", "Айгүл Сейтова": "«Суу» коомдук фондунун директору"},
        ),
        (
            "Примут участие аким города Марат Беков, председатель правления Канат Омаров.",
            {"Марат Беков": "аким города", "Канат Омаров": "председатель правления"},
        ),
        (
            "Speakers:\n• Dr. Aida Osman, Deputy Minister\n• Emir Bekov, youth advocate of the Sample Republic",
            {
                "Aida Osman": "Deputy Minister",
                "Emir Bekov": "youth advocate of the Sample Republic",
            },
        ),
        ("Konuşmacılar: Ayşe Yılmaz, Örnek Üniversitesi", {"Ayşe Yılmaz": "Örnek Üniversitesi"}),
        (
            "Toplantıya Belediye Başkanı Emir Osman ile dernek başkanı Ayşe Yılmaz katılacak.",
            {"Emir Osman": "Belediye Başkanı", "Ayşe Yılmaz": "dernek başkanı"},
        ),
    ],
)
def test_read_takes_what_a_list_says_of_people_for_their_posts(text, people):
    found = read(text, TODAY).people

    assert {each.value.name: ", ".join(each.value.posts) for each in found} == people


@pytest.mark.parametrize(
    ("text", "points"),
    [
        ("Күн тәртібінде: субсидиялау жүйесі; жер мониторингі.", ["субсидиялау жүйесі", "жер мониторингі"]),
        ("Повестка дня: итоги года; планы на весну", ["итоги года", "планы на весну"]),
        ("Agenda: results of the year; plans for spring", ["results of the year", "plans for spring"]),
        ("On the agenda: results of the year", []),
    ],
)  # fmt: skip
def test_read_parts_an_agenda_that_stands_in_one_line(text, points):
    agenda = read(f"Seminar, 4 December 2026, 11:00.\n{text}", TODAY).agenda

    assert [found.value for found in agenda] == points


@pytest.mark.parametrize(
    ("text", "bodies"),
    [
        (
            "Семинар проводит общественный фонд «Исток» при поддержке Всемирной организации примеров.",
            {
                "общественный фонд «Исток»": "organiser",
                "Всемирная организация примеров": "supporter",
            },
        ),
        (
            "Gaziantep Büyükşehir Belediyesi ve Örnek Derneği iş birliğiyle bir seminer düzenlenecek.",
            {"Gaziantep Büyükşehir Belediyesi": "organiser", "Örnek Derneği": "organiser"},
        ),
        (
            "Үлгі министрлігінің Мысал орталығы семинар өткізеді.",
            {"Үлгі министрлігінің Мысал орталығы": "organiser"},
        ),
        (
            "Форум организован Палатой примеров совместно с Казахстанским агентством новостей.",
            {"Палата примеров": "organiser", "Казахстанское агентство новостей": "partner"},
        ),
        (
            "Örnek Vakfı, Deneme Derneği ile iş birliğiyle bir seminer düzenliyor.",
            {"Örnek Vakfı": "organiser", "Deneme Derneği": "partner"},
        ),
    ],
)
def test_read_names_bodies_in_the_nominative_with_their_roles(text, bodies):
    found = read(text, TODAY).bodies

    assert {each.value.name: each.value.role for each in found} == bodies


def test_read_takes_the_city_of_the_municipality_where_no_other_is_named():
    text = "Gaziantep Büyükşehir Belediyesi 9 Aralık 2026 günü Örnek Kültür Merkezi'nde seminer düzenliyor."

    found = read(text, TODAY).city

    assert (found.value, found.mark) == ("Gaziantep", Mark.CHECK)


def test_read_tells_registration_from_the_opening_in_the_same_line():
    text = "Форум 18 декабря 2026 года.\nРегистрация – 08:30, торжественное открытие – 09:30."

    fields = as_fields(read(text, TODAY))

    assert (fields["registration_time"], fields["start_time"]) == ("08:30", "09:30")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            (
                "Basın toplantısı 11 Aralık 2026 günü saat 14.00'te Örnek Kültür Merkezi'nde yapılacaktır.\n"
                "Basın mensuplarının saat 13.15'e kadar salonda hazır bulunmaları rica olunur."
            ),
            {"start_time": "14:00", "registration_time": "13:15", "end_time": None},
        ),
        (
            (
                "Заседание совета проходит 25 ноября 2026 года.\n"
                "Следующее заседание запланировано на 15 февраля 2027 года."
            ),
            {"start_date": "2026-11-25", "end_date": None},
        ),
        (
            (
                "8-декабрь күнү саат 11.00дө Бишкектеги «Үлгү» мейманканасында пресс-конференция болот.\n"
                "Дареги: Эркиндик бул., 21."
            ),
            {"city": "Бишкек", "venue": "«Үлгү» мейманканасы", "address": "Эркиндик бул., 21"},
        ),
    ],
)
def test_read_tells_what_is_near_from_what_is_meant(text, expected):
    fields = as_fields(read(text, TODAY))

    assert {name: fields.get(name) for name in expected} == expected


def test_read_leaves_courtesy_out_of_name_and_post():
    text = "Toplantıya Sağlık Bakanı Sayın Kemal Örnekoğlu katılacak."

    [found] = read(text, TODAY).people

    assert (found.value.name, found.value.posts) == ("Kemal Örnekoğlu", ("Sağlık Bakanı",))


def test_read_takes_no_place_of_departure_for_the_venue():
    text = (
        "Рабочая поездка 22 декабря 2026 года.\n10:00 – посещение школы\n"
        "Выезд автобуса для СМИ в 07:30 от здания областного акимата (пр. Абая, 40)."
    )

    fields = as_fields(read(text, TODAY))

    assert (fields["venue"], fields["address"]) == (None, None)
