"""A press release in Kazakh on a council: a day without an hour, a city without a venue."""

from datetime import date

from playwright.sync_api import Page

from tests.journeys import desk
from tests.journeys.announcements import Announcement
from tests.journeys.server import Site

DAY = date(2015, 11, 18)
ORGANISER = (
    "Қазақстан Республикасы Білім және ғылым министрлігінің "
    "Республикалық қосымша білім беру оқу-әдістемелік орталығы"
)
SUPPORTER = "Ақтөбе облысы әкімдігі"
BODY = (
    "Қазақстан Республикасы Білім",
    "Отырысқа заң шығарушы",
    "Балалар мен жастардың",
    "Қазіргі уақытта",
    "Үйлестіру кеңесіне қатысушылар",
)
AGENDA = (
    ("Балалар мен жастардың ғылыми-техникалық шығармашылығы жүйесін", "жүзеге асыру"),
    ("ведомствоаралық әрекеттестікті", "нысандарын анықтау"),
    ("балалар мен жасөспірімдердің креативті", "презентациялау"),
)
# Rows of seed-facts.md by number, each with words of the announcement that its page must show.
ROWS = (
    ("0.2", "Ақтөбе"),
    ("0.4", "ғылыми-техникалық қосымша білім берудің дамуы талқыланады"),
    ("0.5", "2015 жылғы 18 қараша"),
    ("0.6", "Республикалық үйлестіру кеңесінің кеңейтілген отырысы"),
    ("0.7", "білім беру ұйымдары басшыларының Республикалық үйлестіру кеңесі"),
    ("0.8", ORGANISER),
    ("0.9", SUPPORTER),
    ("0.10", "Ақтөбе қаласында"),
    ("0.13", "заң шығарушы және атқарушы органдардың"),
    ("0.14", "әділет, инвестициялар және даму, ішкі істер министрліктерінің өкілдері"),
    ("0.15", "жалпы орта және қосымша білім беру ұйымдарының басшылары"),
    ("0.16", "үкіметтік емес және коммерциялық құрылымдардың өкілдері"),
    ("0.17", "дамытудың тұжырымдамалық тәсілдерін жүзеге асыру"),
    ("0.18", "өңірлік жоспарлар әзірленді"),
    ("0.19", "жаңа тәсілдерін және ұйымдастыру нысандарын анықтау"),
    ("0.20", "Балалар техникалық мектеп жұмысының оң тәжірибесін презентациялау"),
    ("0.21", "инновациялық технологияларды қолдану"),
    ("0.22", "қорытынды ұсынымдар қабылдайды"),
    ("0.29", "Толығырақ ақпарат алу үшін"),
)
FIGURES = {  # row: what stands in bold in the text
    "0.23": "28",
    "0.24": "500",
    "0.25": "28 мыңнан",
    "0.26": "27 344",
    "0.27": "55 мыңнан",
    "0.28": "2%",
}
REACH = {"0.30": "dialled", "0.31": "trunk", "0.32": "email"}  # row: group of the pattern below
LATER = {
    "0.1": "the press release itself, as a document",
    "0.3": "the date of that document",
    "0.11": "no hour is stated: the page says that it will be announced",
    "0.12": "no venue is stated: the page names the city alone",
    "0.33": "no asterisk is left of the mark-up: the figures are bold",
}


def title(seed: Announcement) -> str:
    """The announcement's own title."""
    return seed.paragraph("Ақтөбе қаласында Қазақстанда")


def contact(seed: Announcement) -> dict[str, str]:
    """Two phones in two notations, and an address, by row."""
    found = seed.match(
        r"(?P<dialled>\+7 \(\d+\) [\d-]+), (?P<trunk>8 \(\d+\) [\d-]+); e-mail: (?P<email>\S+@\S+)"
    )
    return {row: found[group] for row, group in REACH.items()}


def enter(page: Page, site: Site, seed: Announcement) -> str:
    """Everything the forms can hold; returns the address of the draft on the desk."""
    desk.set_up(page, site, organisation=ORGANISER, language="kk", zone="Asia/Almaty")
    event = desk.begin_event(
        page, "Council meeting", title=title(seed), language="kk", day=DAY, city="Aktobe"
    )
    reach = contact(seed)
    heading = seed.paragraph("Толығырақ ақпарат")
    body = [*(seed.paragraph(beginning) for beginning in BODY), heading]
    texts = {
        "Description": "\n\n".join(body),
        "Full name of the type": seed.between("Республикалық үйлестіру кеңесінің", "отырысы"),
    }
    desk.choose_language(page, "kk")
    desk.write(page, "kk", texts)
    desk.add_body(page, 1, "Organiser", ORGANISER)
    desk.add_body(page, 2, "With the support of", SUPPORTER)
    phones = f"{reach['0.30']}, {reach['0.31']}"
    desk.add_press_contact(page, phones=phones, emails=reach["0.32"])
    desk.save(page, "Save draft", "Draft saved")
    for first, last in AGENDA:
        desk.add_item(page, event, "kk", seed.between(first, last))
    return event
