"""What an official letter says of itself."""

from datetime import date

import pytest

from eventsapp.announcements.reading import letters

LETTER = """МИНИСТРДІҢ ОРЫНБАСАРЫ

{address}

Құрметті депутаттар!

Сіздердің мектептер желісіне қатысты сауалдарыңызды қарап, мынаны хабарлаймын.

Т. Сынақова

Орынд. Н. Сынақов
Тел: {phone}
"""
ASTANA = "010000, Астана қ., Орталық көшесі, 1"


@pytest.mark.parametrize(
    ("address", "phone", "kept"),
    [
        (ASTANA, "90-00-11", "90-00-11 (+77172900011)"),
        (ASTANA.replace("Астана", "Нұр-Сұлтан"), "90-00-11", "90-00-11 (+77172900011)"),
        ("720040, г. Бишкек, ул. Примерная, 1", "90-00-11", "90-00-11 (+996312900011)"),
        (ASTANA, "8 (7172) 90-00-11", "8 (7172) 90-00-11"),
        (ASTANA, "+7 7172 900011", "+7 7172 900011"),
        ("000000, Сынақ ауылы, 1", "90-00-11", "90-00-11"),
    ],
)
def test_read_tells_the_area_of_the_drafter_from_the_city_of_the_sender(address, phone, kept):
    letter = letters.read(LETTER.format(address=address, phone=phone), "kk", date(2026, 9, 20))

    assert letter.phone == kept
