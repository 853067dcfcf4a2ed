"""Lists by name follow the alphabet of their language."""

import pytest

from eventsapp.core.alphabets import sort_key


@pytest.mark.parametrize(
    ("language", "names"),
    [
        (
            "kk",
            [
                "Ақтөбе",
                "Алматы",
                "Әсел",
                "Жезқазған",
                "Көкшетау",
                "Қанат",
                "Орал",
                "Өскемен",
                "Ұлан",
                "Ыбырай",
            ],
        ),
        ("ky", ["Жалал-Абад", "Нарын", "Ноокат", "Ош", "Өзгөн", "Сулюкта", "Сүлүктү"]),
        ("ru", ["Ереван", "Ёлкино", "Жаркент", "Ялта"]),
        (
            "tr",
            [
                "Çanakkale",
                "Denizli",
                "Iğdır",
                "İzmir",
                "Ordu",
                "Öğle",
                "Şırnak",
                "Trabzon",
                "Ürgüp",
                "Van",
            ],
        ),
        ("en", ["2030 plan", "Aktobe", "aral", "Osh"]),
    ],
)
def test_sort_key_follows_the_alphabet(language, names):
    assert sorted(set(names), key=lambda name: sort_key(name, language)) == names
