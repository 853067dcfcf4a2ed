"""Names of places beside those of our gazetteer: former ones, other countries', provinces."""

FORMER = {  # names that texts still use
    "astana": "Нұр-Сұлтан Нур-Султан Nur-Sultan Нурсултан Nursultan", "almaty": "Алма-Ата", "bishkek": "Фрунзе",
    "shymkent": "Чимкент", "uzgen": "Узген Ozgon", "kostanay": "Кустанай Qostanai", "aktobe": "Ақтөбө Актюбинск Aqtobe",
    "jalal-abad": "Джалалабад Jalalabad", "istanbul": "Стамбул", "tashkent": "Тошкент Toshkent",
    "samarkand": "Самарқанд Samarqand", "petropavl": "Петропавловск-Қызылжар", "karakol": "Пржевальск",
}  # fmt: skip
ELSEWHERE = (
    "Ысык-Көл", "Иссык-Куль", "Issyk-Kul", "Ыстықкөл", "Kocaeli", "Kappadokya", "Вашингтон",
    "Washington", "Женева", "Geneva", "Cenevre", "Казань", "Kazan", "Страсбург", "Strasbourg",
    "Гаага",
)  # fmt: skip
TURKISH_PROVINCES = (
    "Adana", "Adıyaman", "Afyon", "Afyonkarahisar", "Ağrı", "Aksaray", "Amasya", "Ankara",
    "Antalya", "Ardahan", "Artvin", "Aydın", "Balıkesir", "Bartın", "Batman", "Bayburt",
    "Bilecik", "Bingöl", "Bitlis", "Bolu", "Burdur", "Bursa", "Çanakkale", "Çankırı", "Çorum",
    "Denizli", "Diyarbakır", "Düzce", "Edirne", "Elazığ", "Erzincan", "Erzurum", "Eskişehir",
    "Gaziantep", "Giresun", "Gümüşhane", "Hakkari", "Hatay", "Iğdır", "Isparta", "İstanbul",
    "İzmir", "Kahramanmaraş", "Karabük", "Karaman", "Kars", "Kastamonu", "Kayseri", "Kilis",
    "Kırıkkale", "Kırklareli", "Kırşehir", "Kocaeli", "Konya", "Kütahya", "Malatya", "Manisa",
    "Mardin", "Mersin", "Muğla", "Muş", "Nevşehir", "Niğde", "Ordu", "Osmaniye", "Rize",
    "Sakarya", "Samsun", "Siirt", "Sinop", "Sivas", "Şanlıurfa", "Şırnak", "Tekirdağ",
    "Tokat", "Trabzon", "Tunceli", "Uşak", "Van", "Yalova", "Yozgat", "Zonguldak",
)  # fmt: skip
