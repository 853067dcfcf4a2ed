"""Invented announcements of the usual shapes, one or more in each language."""

TEXTS = {
    "ru1": """Пресс-анонс
О презентации доклада «Вода и города»

3 декабря 2026 года, в четверг, в 11:00 в конференц-зале гостиницы «Парк» (г. Бишкек, пр. Чуй, 155) состоится презентация доклада «Вода и города».
Организаторы: Общественный фонд «Чистая вода», Министерство природных ресурсов КР.
Аккредитация СМИ до 2 декабря, 17:00 по телефону +996 312 90 00 12 или press@example.org.""",
    "ru2": """Приглашение для СМИ
Уважаемые коллеги!
Министерство образования приглашает вас на брифинг, посвящённый итогам олимпиады.
Дата и время: 15 мая 2026 г., 15.30
Место проведения: г. Алматы, пр. Достык, 85, отель «Степь», зал «Тулпар»
Регистрация с 15.00
Контакты: 8 (727) 290 00 15, вн. 105; 8 701 000 00 45; info@example.org""",
    "ru3": """В Шымкенте 20 апреля пройдет заседание общественного совета по вопросам экологии. Начало в 10 часов, акимат города, улица Тауке хана, 3, 2 этаж. Телефон для справок: 8(7252) 90-00-11.""",
    "en1": """Press release
The Ministry of Health of Kazakhstan will hold a briefing on the measles campaign on 12 May 2026 at 11.00 at the Central Communications Service, Mangilik El Avenue 8, Astana.
Journalists are asked to register by 18:00 on 11 May at press@example.org or by phone: +7 7172 90 00 10.
""",
    "en2": """MEDIA INVITATION
Regional conference "Schools without walls"
Date: 4-5 June 2026
Time: 09:30
Venue: Hotel Orient, Grand Ballroom, 12 Abay Street, Almaty
Organisers: Example Foundation and the University of the Steppe
Registration opens at 9:00 am. Contact: Jane Doe, +7 727 290 00 11, jane@example.org, www.example.org""",
    "en3": """The European Union Delegation invites journalists to a press tour to Osh region on Tuesday, 9 June 2026. Gathering at 8:00 in front of the Delegation building, 21 Example Street, Bishkek; departure at 8:30.""",
    "kk1": """Баспасөз анонсы
Құрметті БАҚ өкілдері!
2026 жылғы 3 желтоқсанда сағат 15:00-де Астана қаласында Ұлттық кітапхананың мәжіліс залында «Оқитын ел» жобасының тұсаукесері өтеді.
Ұйымдастырушы: «Кітап» қоғамдық қоры, Мәдениет министрлігі.
Мекенжайы: Достық көшесі, 11
Тіркеу 14:30-да басталады. Байланыс телефоны: 8 (7172) 90-00-15, press@example.kz""",
    "kk2": """12 мамыр күні сағат 11.00-де Шымкент қаласы әкімдігінің баспасөз орталығында қала әкімінің орынбасарының қатысуымен брифинг өтеді. Аккредиттеу 11 мамыр сағат 18.00-ге дейін: 8 701 000 00 12.""",
    "ky1": """Урматтуу ЖМК өкүлдөрү!
2026-жылдын 5-мартында саат 14:00дө Бишкек шаарында «Парк» мейманканасында «Аялдар жана ишкердик» аттуу форум өтөт. Уюштуруучулар: «Келечек» фонду жана Экономика министрлиги.
Дареги: Чүй проспекти, 155. Каттоо саат 13:30да башталат. Тел.: 0555 00 00 12; (0312) 90-00-13""",
    "ky2": """Ош шаарында 15-апрелде саат 10:00дө мэриянын жыйындар залында коомдук угуу болот. Суроолор боюнча: 03222 9-00-11""",
    "tr1": """BASIN BÜLTENİ
Tarım ve Orman Bakanlığı, 14 Mayıs 2026 Perşembe günü saat 14.00'te Ankara'da Bakanlık Konferans Salonu'nda "Su Verimliliği" konulu basın toplantısı düzenleyecek.
Akreditasyon için son tarih 13 Mayıs 2026, saat 17.00. İletişim: 0312 900 00 11, basin@example.org""",
    "tr2": """DAVET
Örnek Derneği Yuvarlak Masa Toplantısı: "Gençlik ve İstihdam"
Tarih: 22 Ekim 2026
Saat: 13:30 - 16:00
Yer: Taksim Oteli, Balo Salonu, İstiklal Cad. No: 15, Beyoğlu / İstanbul
Katılım için: 0 (212) 900 00 12 / +90 532 000 00 15""",
}
