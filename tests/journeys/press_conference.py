"""A press announcement in Kyrgyz: how an organiser enters it, and what must come out again."""

from datetime import date
from pathlib import Path

from PIL import Image
from playwright.sync_api import Page

from tests.journeys import desk
from tests.journeys.announcements import Announcement
from tests.journeys.server import Site

DAY = date(2019, 6, 14)
PROJECT = (
    "“Кыргыз Республикасынын мектептериндеги билим берүү чөйрөсүнүн коопсуздугун каржылоо "
    "механизмдерин өнүктүрүү” долбоору"
)
FUNDER = "Европа Бирлиги"
PARTNERS = {
    "Конрад Аденауэр атындагы Фонд": "Implementer",
    "“БИОМ” Экологиялык Кыймылы": "Implementer",
    "Кыргыз Республикасынын Билим берүү жана илим министрлиги": "Partner",
    "Мамлекеттик органдардын Коомдук кеңештери": "Partner",
}
BODIES_BY_ROLE = {
    "Organised by": [PROJECT],
    "Implemented by": list(PARTNERS)[:2],
    "In partnership with": list(PARTNERS)[2:],
    "Funded by": [FUNDER],
}
VENUE = "“НУР ТВ” пресс-борбору"
BODY = (
    "Пресс-конференция К. Аденауэр",
    "Долбоордун алкагында билим берүү уюмдарындагы",
    "ММК өкүлдөрү",
    "Журналисттер үчүн",
    "“БИЛИМ БЕРҮҮ ЧӨЙРӨСҮНҮН КООПСУЗДУГУН",
)  # the paragraphs without quotes and publications, which will have places of their own
AGENDA = (
    ("секторлор аралык өнөктөштүк мамилени", "натыйжалары"),
    ("аккредатицялоо", "маселелери"),
    ("физикалык, экологиялык", "тажрыйбасы"),
)
SPEAKERS = (
    r"белгилейт (?P<post>КР Билим берүү жана илим министринин орун басары) (?P<name>\w+ \w+)\.",
    r"дейт (?P<post>КР БИМдин [^.]*? адиси) (?P<name>\w+ \w+)\.",
    r"(?P<post>Мектептик педиатр), (?P<other>КР Саламаттык [^.]*? мүчөсү) (?P<name>\w+ \w+?)нын",
)


def enter(page: Page, site: Site, seed: Announcement, folder: Path) -> str:
    """Everything the forms can hold; returns the address of the draft on the desk."""
    desk.set_up(page, site, organisation=PROJECT, language="ky", zone="Asia/Bishkek")
    _enter_directory(page, seed)
    event = desk.begin_event(
        page,
        "Press conference",
        title=title(seed),
        language="ky",
        day=DAY,
        hour="12:00",
        city="Osh",
    )
    _enter_details(page, seed)
    _enter_logo(page, seed, folder)
    for pattern in SPEAKERS:
        found = seed.match(pattern)
        desk.add_person(page, event, "ky", found["name"], [found[k] for k in found if k != "name"])
    for first, last in AGENDA:
        desk.add_item(page, event, "ky", seed.between(first, last))
    return event


def add_school_visit(page: Page, event: str, seed: Announcement) -> str:
    """The visit after the press conference, with places of its own, published."""
    page.goto(f"{event}/programme/visit")
    desk.choose_language(page, "ky")
    desk.write(page, "ky", {"Title": school_visit(seed)})
    page.get_by_label("Starts at").fill("14:00")
    page.get_by_label("Length in minutes").fill("90")
    page.get_by_label("Places").fill("15")
    desk.save(page, "Add visit", "Visit added")
    page.get_by_role("link", name="Open the visit").click()
    page.wait_for_url("**/details")
    return desk.publish(page, page.url.removesuffix("/details"))


def _enter_directory(page: Page, seed: Announcement) -> None:
    about, website = seed.about(f"{PROJECT} К.")
    desk.describe_organisation(page, PROJECT, "ky", about, website)
    for name in PARTNERS:
        about, website = seed.about(name)
        desk.add_partner(page, "ky", name, about, website)
    page.goto("/desk/venues/new")
    desk.choose_language(page, "ky")
    desk.write(page, "ky", {"Name": VENUE})
    page.get_by_label("City", exact=True).select_option(label="Osh")
    desk.save(page, "Save venue", "Venue added")


def _enter_details(page: Page, seed: Announcement) -> None:
    body = "\n\n".join(seed.paragraph(beginning) for beginning in BODY)
    summary = seed.between("КРдын", "маселелери")
    desk.choose_language(page, "ky")
    desk.write(page, "ky", {"Summary": summary, "Description": body})
    desk.choose_language(page, "en")
    funding = seed.between("This project", "European Union")
    desk.write(page, "en", {"Funding line": funding})
    page.get_by_label("Ends at").fill("13:30")
    page.get_by_label("Doors open at").fill("11:30")
    page.get_by_label("Venue and room").select_option(label=VENUE)
    bodies = {PROJECT: "Organiser"} | PARTNERS | {FUNDER: "Funder"}
    for number, (name, role) in enumerate(bodies.items(), 1):
        desk.add_body(page, number, role, name)
    desk.add_press_contact(page, phones=phone(seed), emails=email(seed))
    desk.save(page, "Save draft", "Draft saved")


def _enter_logo(page: Page, seed: Announcement, folder: Path) -> None:
    """The funder came into the directory by the event; now it gets its paragraph and its sign."""
    logo = folder / "logo.png"
    Image.new("RGB", (120, 80), "#003399").save(logo)
    about, website = seed.about(f"{FUNDER} өзүнө")
    desk.describe_organisation(page, FUNDER, "ky", about, website, logo=logo)


def phone(seed: Announcement) -> str:
    """The press contact's number as it is written."""
    return seed.match(r"телефон: (?P<phone>\+[\d ]*\d)")["phone"]


def email(seed: Announcement) -> str:
    """The press contact's address."""
    return seed.match(r"телефон: \S+ [\d ]+ (?P<email>\S+@\S+)")["email"]


def title(seed: Announcement) -> str:
    """The announcement's own title."""
    return seed.paragraph("«БИЛИМ")


def school_visit(seed: Announcement) -> str:
    """What the visit after it is called."""
    return seed.between("Ош шаарынын", "баруу")


# Rows of seed-facts.md by number, each with words of the announcement that its page must show.
ROWS = (
    ("4.2", "МЫКТЫ ТАЖРЫЙБА ЖАНА ПРАКТИКТЕР"),
    ("4.3", "2019-жылдын 14"),
    ("4.4", "пресс-конференция"),
    ("4.5", "12:00"),
    ("4.6", "“НУР ТВ” пресс-борбор"),
    ("4.7", "11:30"),
    ("4.8", "коопсуз билим берүү чөйрөсү маселелери"),
    ("4.9", "К. Аденауэр атындагы Фонд"),
    ("4.9", "“БИОМ” Экологиялык кыймылы"),
    ("4.10", "Билим берүү жана илим министрлиги менен өнөктөштүктө"),
    ("4.11", "Европа Бирлигинин финансылык колдоосу"),
    ("4.12", "“Кыргыз Республикасында мектептик билим берүү чөйрөсүнүн коопсуздугун"),
    ("4.13", "“БИЛИМ БЕРҮҮ ЧӨЙРӨСҮНҮН КООПСУЗДУГУН КАРЖЫЛОО МЕХАНИЗМДЕРИН ӨНҮКТҮРҮҮ”"),
    ("4.13", "“Кыргыз Республикасынын мектептериндеги билим берүү чөйрөсүнүн"),
    ("4.14", "профилдик башкармалыктарынын өкүлдөрү"),
    ("4.14", "профилдик министрликтердин Коомдук кеңештеринин өкүлдөрү"),
    ("4.14", "долбоордун эксперттери"),
    ("4.14", "жергиликтүү өз алдынча башкаруу органдарынын өкүлдөрү"),
    ("4.18", "долбоордун жетишкендиктери жана натыйжалары"),
    ("4.19", "аккредатицялоо системасындагы билим берүү чөйрөсүнүн коопсуздугу"),
    ("4.20", "пилоттук меткептердин тажрыйбасы"),
    ("4.21", "маалыматтык жана презентациялык материалдар менен пресс-пакет"),
    ("4.23", "Ош шаарынын “Жетиген” мектеп-лицейине баруу"),
    ("4.24", "www.safe.edu.kg"),
    ("4.27", "This project is funded by the European Union"),
    ("4.28", "бирдиктүү мамлекеттик саясатты"),
    ("4.29", "секторлор аралык өнөктөштүк мамилени андан ары өнүктүрүүгө"),
    ("4.30", "28 мүчө-мамлекетти"),
    ("4.30", "60 жылдан бери"),
    ("4.31", "Германия Федеративдик Республикасынын саясий фонду"),
    ("4.32", "1993-жылы түзүлгөн"),
    ("4.33", "коомдук мониторинг жүргүзүшөт"),
)
LATER = {
    "4.1": "the announcement itself, as a document",
    "4.15": "the words of quote 1; the speaker and her post are on the page",
    "4.16": "the words of quote 2; likewise",
    "4.17": "the words of quote 3; likewise, with both posts",
    "4.22": "publications",
    "4.34": "the heading above the paragraphs is the product's own",
    "4.35": "noise of pasting, left out when it is read",
}


def rows(seed: Announcement) -> list[tuple[str, str]]:
    """Every row with words that must come out, those of people read from the announcement."""
    spoken = [
        (f"4.{15 + number}", words)
        for number, pattern in enumerate(SPEAKERS)
        for words in seed.match(pattern).values()
    ]
    return [*ROWS, *spoken, ("4.25", phone(seed)), ("4.26", email(seed))]
