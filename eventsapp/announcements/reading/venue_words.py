"""What venues and addresses are called and how they stand in sentences, language by language."""

import re

LABEL = re.compile(
    r"(?:^|\n|[.;]\s|[-*•]\s*)[*_\s]*(?:[^\W\d_]+ (?=өт|өткөр))?(?:мест\w+(?: проведения| сбора| встречи)?|где|қайда|кайда|nerede|өтетін орны|өтетін жері|өткізілетін орны|жиналу орны|орны|мекенжайы?|өтүүчү жер\w*|өтүүчү жай\w*|өтетін орын|өткөрүлүүчү жер\w*|өтө турган жер\w*|чогулуу жери|орду|дареги?|жери|yer|where|place|venue|location|when and where|joyi?|manzil\w*|жойи?|манзил\w*|адрес|address|adres|өтетін мекенжайы)[*_]*(?:,[^:\n]{0,50})?\s*:\s*(?P<value>[^\n]+)"
)
BARE_LABEL = re.compile(
    r"^(?:Where|Venue|Где|Қайда|Кайда|Yer)\s+(?P<value>[A-ZА-ЯЁӘҒҚҢӨҰҮҺІÇŞİĞÜÖ«“\"][^\n]+)",
    re.MULTILINE,
)  # a row of a table whose lines are gone
TOUR = re.compile(
    r"пресс-?\s?тур|баспасөз тур|медиа-?тур|(?:press|media) tour|basin (?:gezisi|turu)"
)
GATHERING = re.compile(
    r"(?:^|\n)\W*(?:жиналу|чогулуу|сбор\w*|gathering|toplanma)\s*:\s*(?P<value>[^\n]+)"
)  # of a press tour, where people gather is where it takes place
GATHERS = re.compile(
    r"\W*(?:(?:жиналу|чогулуу|сбор|gathering|meeting point|toplanma)\b|(?:выезд|отъезд|departure|kalkiş|hareket)\b)"
)
MEETING = re.compile(
    r"(?:сбор\w*|жиналу|чогулуу|meeting point|gathering|buluşma|toplanma)[^\n:]{0,20}:[^\n]*$|\b(?:выезд|отъезд|departure)\b[^\n]*$"
)
STOP = re.compile(
    r"\.\s+(?=[^\W\d_a-zа-яәғқңөұүһі][^.:,\n]{2,30}(?<!\bNo):)|(?:(?<=\w\w\w\w)|(?<=\d))\.\s+(?=[^\W\d_a-zа-я])|\s(?:(?i:дата|время|күні|уақыты|убактысы|tarih|saat|when))\s*:|\s+(?i:тел\w*|tel|phone)\.?\s*:"
)
STREET = re.compile(
    r"\b(?:көш(?:есі|\.)|көш\b|көчөсү\w*|көч\.|ул\.|улиц\w+|просп\.|пр\.|пр-т|проспект\w*|даңғыл\w*|бульвар\w*|б-р\b|бул\.|шағын аудан|ықшам аудан|кичи район|микрорайон\w*|мкр|пер\.|переул\w+|набережн\w+|шоссе|street\b|st\.|str\.|avenue\b|ave\b|road\b|boulevard|cad\.|caddesi|cd\.|sok\.|sokak|sokağ\w*|bulvar\w*|blv|mah\.|mahallesi|no:|ko'chasi|кўчаси|avenida|\brue\b|хиёбони|xiyoboni)",
)
NUMBER_PART = re.compile(
    r"^\s*(?:дом\s*|д\.\s*|үй\s*|№\s*|no:?\s*|каб\w*\.?\s*|подъезд\s*|офис\s*|оф\.\s*|room\s*|kat\s*)?\d{1,4}\s?[а-яa-z]?(?:/\d+)?\s*(?:этаж|қабат|кабат|floor)?\.?\s*$|^\s*\d{1,4}-(?:ғимарат|үй|имарат|корпус|пәтер)\.?\s*$|^\s*(?:\d{4,6}\s+\S+|[^\W\d]+ \d{1,2})\s*$",
    re.IGNORECASE,
)
HEADS_TURKIC = r"үйі\w*|үйү\w*|сарайы\w*|орталығы\w*|зал\w*|театры\w*|университеті\w*|университети\w*|мектебі\w*|мектеби\w*|кітапхана\w*|китепкана\w*|музейі\w*|музейи\w*|кинотеатры\w*|қонақ ?үй\w*|мейманкана\w*|меҳмонхона\w*|отел\w*|парк\w*|бағы(?!т)\w*|багы(?!т)\w*|алаңы\w*|аянты\w*|стадион\w*|ғимараты\w*|имараты\w*|филиалы\w*|кеңсе\w*|борбору\w*|институты\w*|академия\w*|лицей\w*|резиденция\w*|саябағы\w*|пансионат\w*|санатори\w*|корпус\w*|комплекс\w*|кешені\w*|галерея\w*|клуб\w*|аудитория\w*|қызметі\w*|кызматы\w*|министрлігі\w*|министрлиги\w*|кеңешинде|әкімдігі\w*|мэрия\w*|тұрағы\w*|турагы\w*|артында|алдында|жанында|арты|алды"
WORD_LOCATIVE = re.compile(
    r"^(?P<stem>.{3,}?)(?P<ending>'?[нn]?(?:да|де|та|те|до|дө|то|тө|da|de|ta|te)(?:ғы|гі|гы|ги|ki)?)$"
)
TURKISH = re.compile(
    r"(?:[A-ZÇŞİĞÜÖ0-9\"“][\w.'\"”&-]*\s+){1,8}?[A-ZÇŞİĞÜÖ][\w]*(?:'(?:nda|nde|da|de|ta|te)(?:ki)?)\b"
)
TURKISH_HEAD = re.compile(
    r"(?:salon|otel|merkez|kampüs|üniversite|bina|müze|kültür evi|kütüphane|saray|meydan|vakf|stad|park|hotel|center|kule|fakülte|konak|belediye|ofis)",
    re.IGNORECASE,
)
SLAVIC_HEAD = r"(?:зал\w*|здани\w+|центр\w*|офис\w*|отел\w*|гостиниц\w+|библиотек\w+|музе\w+|театр\w*|университет\w*|институт\w*|академи\w+|дворц\w+|дворец|дом(?:е|у)?\b|пресс-центр\w*|пресс-клуб\w*|школ\w+|лице\w+|манеж\w*|стадион\w*|парк\w*|площад\w+|резиденци\w+|министерств\w+|акимат\w*|мэри\w+|посольств\w+|конференц-зал\w*|hotel|hall|агентств\w+|ниу|филармони\w+|клуб\w*|павильон\w*|корпус\w*|пансионат\w*|санатори\w+|галере\w+|комплекс\w*|аудитори\w+|служб\w+ коммуникаций)"
RUSSIAN = re.compile(
    rf"\b(?:в|во|на площадке|на базе|на территории|на площади|на|у|возле|перед|около)\s+(?P<place>(?:(?!(?:в|на|с|по|состоится|пройд\w+|году?|рамках)\b)[\w«»\"“”№-]+\s+){{0,4}}?{SLAVIC_HEAD}(?:\s+(?!(?:состоится|пройд\w+|будет|проводит\w*|начн\w+|на|в|с|по|для|под|при|сообщ\w+|откро\w+|соберут\w*|прибыл\w*)\b)[\w«»\"“”№.-]+(?<![.])){{0,7}})",
    re.IGNORECASE,
)
ENGLISH_HEAD = r"(?:Hall|Room|Centre|Center|Museum|Hotel|Palace|Complex|Building|House|Headquarters|University|Academy|Institute|Library|Theatre|Theater|School|Ministry|Foundation|Corporation|Office|Embassy|Square|Arena|Stadium|hall|room|headquarters|office|Expo\w*|Service|Agency|Campus|Park|Ballroom|Auditorium|Residence|Delegation|building|Pavilion|Gallery|Club)"
ENGLISH = re.compile(
    rf"\b(?:at|in|inside|in front of|on the premises of)\s+(?P<place>(?:the\s+)?(?:(?:[A-Z0-9(][\w.&'()-]*|of|the|and|for|large|small|main|conference|press|assembly)\s+){{0,8}}?{ENGLISH_HEAD}\b(?:\s+(?:of|for)(?:\s+(?:the|and|[A-Z][\w'&.-]*))+|\s+[A-Z\"“«][\w'&.\"”»-]*)*)"
)
BRACKETED = re.compile(
    r"(?:\b(?:в|во|на|at|in)\s+|\b(?=The\s)|(?<=куни соат \d\d[.:]\d\d да )|(?<=\d\d[.:]\d\dдө )|(?<=\d\d[.:]\d\d-де ))(?P<place>[^.,;()\n]{3,70}?)\s*\((?P<address>[^()\n]{4,80})\)"
)
HOST = re.compile(
    rf"\bThe\s+(?P<place>(?:[A-Z][\w'-]*\s+)*?{ENGLISH_HEAD}(?:\s+(?:of|for)(?:\s+(?:the|[A-Z][\w'-]*))+)?)\s+(?:receives|hosts|welcomes|is to host|will host)"
)
RECEIVES = re.compile(
    r"\b(?:примет|принимает|соберет)\s+(?:[а-яё-]+ский\s+)?(?P<place>[А-ЯЁ][\w«»-]+)"
)
NAMED_PLACE = re.compile(
    r"зал|отель|гостиниц|центр|дом |дворец|библиотек|музе|театр|университет|офис|здание|hotel|hall|room|cent|otel|salon|үй|сарай|орталы|борбор|қонақ|мейман|\""
)
ROOM = re.compile(
    r"\s*(?:зал|\"[^\"]+\" зал|room|seminar|hall|салон|\d|конференц|этаж|grand|ballroom|auditorium|balo|floor|кабинет|salon|қабат|кабат|ауд)"
)
LISTED = re.compile(r"^\s*[-•*][^\n]*?\s[–—-]\s*(?P<place>[^–—(\n;]{4,80}?)\s*\(")
DIARY = re.compile(r"^\s*\d{1,2}[.:]\d\d\s*,\s*(?P<place>[^—–\n]{4,90}?)\s+[—–-]\s")
BREAK_TURKIC = re.compile(
    r"^(?:күні|күнү|сағат\w*|саат\w*|өтет\w*|қаласында\w*|шаарында\w*|\w+(?:ға|ге|қа|ке|га|го|гө|ке|ко)|бастап|бойынша|боюнча|менен|үшін|үчүн|мен|және|жана|митинг|бүгін|бүгүн|ертең|эртең|бұл|бул|жиын|кездесуі|өткен|тарабынан|арасында|байланысты|үшүн|деп|ашылуы|белгіленген|келет\w*|\d\S*|\S*[дт]\S{0,1}[аеөо]|\S+[дт][ае]н|\S+[дт][аеө]ғ[ыі]|\S+[дт][аеоө]г[ыуү]|калаанын|қаланың|шаардын|-)$"
)
HEAD_WORD = re.compile(rf"^(?:\S+-)?(?:{HEADS_TURKIC})$")
HEAD_NOMINATIVE = re.compile(
    r"(?:үйі|үйү|сарайы|орталығы|борбору|залы|театры|университет[іи]|мектеб[іи]|кітапханасы|китепканасы"
    r"|музей[іи]|паркы|саябағы|алаңы|аянты|стадионы|мейманканасы|отелі|отели|кешені|комплекси|клубу|холы)"
)
