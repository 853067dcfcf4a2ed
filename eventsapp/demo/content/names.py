"""Names and employers of those who register. All of them are invented."""

from typing import NamedTuple


class Names(NamedTuple):
    """First names and family names that go together, women's and men's."""

    women: tuple[str, ...]
    families_of_women: tuple[str, ...]
    men: tuple[str, ...]
    families_of_men: tuple[str, ...]


NAMES: dict[str, Names] = {
    "kk": Names(
        ("Айгерім", "Гүлнұр", "Әсем", "Жанар", "Мөлдір", "Назерке", "Сымбат", "Үміт"),
        ("Қасымова", "Төлегенова", "Әбенова", "Жүнісова", "Сейітова", "Мұқанова", "Оразова"),
        ("Асқар", "Нұржан", "Қайрат", "Дәурен", "Еркін", "Мирас", "Санжар", "Әділет"),
        ("Қасымов", "Төлегенов", "Әбенов", "Жүнісов", "Сейітов", "Мұқанов", "Оразов"),
    ),
    "ky": Names(
        ("Айнура", "Бегимай", "Жаңыл", "Гүлзат", "Мээрим", "Нурзада", "Чолпон", "Элиза"),
        ("Асанова", "Бейшенова", "Жээнбаева", "Мамытова", "Орозова", "Сыдыкова", "Үсөнова"),
        ("Азамат", "Бакыт", "Данияр", "Замир", "Максат", "Тилек", "Улан", "Эрлан"),
        ("Асанов", "Бейшенов", "Жээнбаев", "Мамытов", "Орозов", "Сыдыков", "Үсөнов"),
    ),
    "ru": Names(
        ("Анна", "Вера", "Елена", "Ирина", "Ксения", "Марина", "Наталья", "Юлия"),
        ("Волкова", "Громова", "Ершова", "Крылова", "Лебедева", "Орлова", "Соколова"),
        ("Андрей", "Виктор", "Глеб", "Денис", "Илья", "Максим", "Павел", "Сергей"),
        ("Волков", "Громов", "Ершов", "Крылов", "Лебедев", "Орлов", "Соколов"),
    ),
    "en": Names(
        ("Alice", "Clara", "Emma", "Grace", "Hannah", "Laura", "Nora", "Ruth"),
        ("Archer", "Bennett", "Carver", "Fletcher", "Hayes", "Morris", "Webb"),
        ("Adam", "Ben", "David", "George", "Henry", "Mark", "Peter", "Simon"),
        ("Archer", "Bennett", "Carver", "Fletcher", "Hayes", "Morris", "Webb"),
    ),
    "tr": Names(
        ("Ayşe", "Büşra", "Deniz", "Esra", "Gül", "İpek", "Özlem", "Şule"),
        ("Aksoy", "Çelik", "Demirci", "Erdoğdu", "Güneş", "Öztürk", "Şahin"),
        ("Ahmet", "Burak", "Can", "Emre", "Hakan", "İlker", "Onur", "Umut"),
        ("Aksoy", "Çelik", "Demirci", "Erdoğdu", "Güneş", "Öztürk", "Şahin"),
    ),
}
EMPLOYERS: dict[str, tuple[str, ...]] = {
    "kk": ("«Дала үні» газеті", "Мұғалім FM", "№ 12 мектеп", "Ата-аналар кеңесі", "", ""),
    "ky": ("«Ала-Тоо кабары»", "Мектеп ТВ", "№ 5 гимназия", "Ата-энелер бирикмеси", "", ""),
    "ru": ("Агентство «Вестник школы»", "Радио «Перемена»", "Лицей № 3", "Клуб родителей", "", ""),
    "en": ("School Wire", "The Steppe Review", "Learning Desk", "Independent researcher", "", ""),
    "tr": (
        "Okul Haber Ajansı",
        "Bozkır Radyo",
        "Bahçelievler Ortaokulu",
        "Veliler Birliği",
        "",
        "",
    ),
}
