"""One invented announcement in five languages, to be mixed."""

from itertools import zip_longest

PARTS = {
    "kk": """Баспасөз анонсы
«Су және қалалар» баяндамасының тұсаукесері
2026 жылғы 3 желтоқсанда, бейсенбі күні сағат 11:00-де «Парк» қонақүйінің мәжіліс залында (Астана қ., Достық көшесі, 11) «Су және қалалар» баяндамасының тұсаукесері өтеді.
Ұйымдастырушы: «Таза су» қоғамдық қоры.
Байланыс: +7 7172 90 00 12, press@example.org""",
    "ky": """Пресс-анонс
«Суу жана шаарлар» баяндамасынын бет ачары
2026-жылдын 3-декабрында, бейшемби күнү саат 11:00дө «Парк» мейманканасынын жыйындар залында (Астана ш., Достук көчөсү, 11) «Суу жана шаарлар» баяндамасынын бет ачары өтөт.
Уюштуруучу: «Таза суу» коомдук фонду.
Байланыш: +7 7172 90 00 12, press@example.org""",
    "ru": """Пресс-анонс
Презентация доклада «Вода и города»
3 декабря 2026 года, в четверг, в 11:00 в конференц-зале гостиницы «Парк» (г. Астана, ул. Достык, 11) состоится презентация доклада «Вода и города».
Организатор: общественный фонд «Чистая вода».
Аккредитация до 2 декабря, 17:00.
Контакты: +7 7172 90 00 12, press@example.org""",
    "en": """Media advisory
Launch of the report "Water and Cities"
The report "Water and Cities" will be presented on Thursday, 3 December 2026 at 11.00 at the conference hall of the Park Hotel (Dostyk Street 11, Astana).
Organiser: Clean Water public foundation.
Contact: +7 7172 90 00 12, press@example.org""",
    "tr": """Basın daveti
«Su ve Şehirler» raporunun tanıtımı
3 Aralık 2026 Perşembe günü saat 11.00'de Park Oteli konferans salonunda (Dostık Caddesi 11, Astana) «Su ve Şehirler» raporu için tanıtım toplantısı düzenlenecek.
Düzenleyen: Temiz Su Vakfı
İletişim: +7 7172 90 00 12, press@example.org""",
}  # fmt: skip


def one_after_another(*codes: str) -> str:
    """The languages below each other."""
    return "\n\n".join(PARTS[code] for code in codes)


def line_by_line(first: str, second: str, between: str = "\n") -> str:
    """Each line in one language, then in the other; with a tab between they stand side by side."""
    rows = zip_longest(PARTS[first].split("\n"), PARTS[second].split("\n"))
    return "\n".join(between.join(filter(None, row)) for row in rows)
