"""Which language a text is in, and which of some a single line is in."""

import re
from collections import Counter
from collections.abc import Sequence

from eventsapp.announcements.reading.findings import Reading, Span
from eventsapp.announcements.reading.text import Text

_LETTERS = {  # letters that only one of the languages has, and what one of them is worth
    "kk": "ғқұһәі", "ky": "", "ru": "щъэ", "uz": "ўҳ", "tr": "çşğ",
}  # fmt: skip
_WORDS = {
    "kk": "және мен бен үшін бойынша туралы күні сағат өтеді болады жылғы қаласы баспасөз арналған тіркеу орны уақыты қатысады бастап жыл бұл атындағы байланыс ұйымдастырушы ұйымдастырушылар анонсы",
    "ky": "жана менен үчүн боюнча жөнүндө күнү саат өтөт болот жылдын шаары басма каттоо жери убактысы катышат жылы бул тарабынан болуп деп облусунда жергиликтүү билдирди өткөрүлөт ачылат жоболон ишембилик байланыш уюштуруучу уюштуруучулар коомдук каттоо",
    "ru": "и в на по для что это года состоится пройдет г от при участием с до о будет место время начало не которые из как контакты организатор организаторы",
    "en": "the of and in to at for on will by is with press from be are meeting contact contacts organiser organisers organizer organizers media date time venue",
    "tr": "ve ile için bir bu saat tarih yer olarak düzenlenen yapılacak basın olacak da de göre ilgili toplantısı kayıt iletişim düzenleyen düzenleyenler daveti vakfı",
    "uz": "ва учун билан йил куни соат бўлиб ўтади шаҳар бу ҳам va uchun bilan kuni soat shahar bo'lib o'tadi yil эълон қилди",
}
READ = tuple(_WORDS)
_KAZAKH_LATIN = re.compile(r"[áńýǵóúq]\w*|qarasha|jáne|atyndaǵy")
_ADDRESS = re.compile(r"\S*[@/]\S*|\S+\.\S+")  # Latin letters whatever the language
_SETS = {code: frozenset(Text(words).low.split()) for code, words in _WORDS.items()}


def read(text: Text, reading: Reading) -> None:
    """Fill in the language: that of most paragraphs, else of the whole."""
    reading.language = guess(text.low)
    shares: Counter[str] = Counter()
    for language, (start, end) in paragraphs(text):
        shares[language] += end - start
    for language, share in shares.most_common(1):
        if share > shares.total() / 2:
            reading.language = language


def paragraphs(text: Text) -> list[tuple[str, Span]]:
    """The lines that are long enough to tell their language."""
    long = [span for span in text.lines if span[1] - span[0] > 60]
    return [(guess(text.low[start:end]), (start, end)) for start, end in long]


def guess(low: str) -> str:
    """The language of a folded text."""
    score = _scores(low)
    return max(score, key=lambda code: score[code])


def clearest(low: str, among: Sequence[str]) -> str | None:
    """The one of some languages that a folded text is clearly in; None where nothing tells it."""
    score = _scores(_ADDRESS.sub(" ", low))
    best, second = sorted((score[code] for code in among), reverse=True)[:2]
    return max(among, key=lambda code: score[code]) if best > 1.3 * second else None


def _scores(low: str) -> dict[str, float]:
    """How much speaks for each language."""
    words = re.findall(r"[^\W\d_]+(?:'[^\W\d_]+)?", low[:8000])
    score = {code: 2.0 * sum(word in common for word in words) for code, common in _SETS.items()}
    for code, letters in _LETTERS.items():
        score[code] += sum(low.count(letter) for letter in letters) * 0.7
    shared = sum(low.count(letter) for letter in "өүң")
    score["kk"] += shared * 0.3
    score["ky"] += shared * 0.5 - sum(low.count(letter) for letter in "ғқұһәі") * 0.7
    score["kk"] += 2.0 * len(_KAZAKH_LATIN.findall(low[:4000])) if re.search(r"[ǵńý]", low) else 0
    latin = len(re.findall(r"[a-z]", low))
    cyrillic = len(re.findall(r"[а-яёәғқңөұүһіў]", low))
    for code in ("ru", "ky") if latin > cyrillic else ("en", "tr"):
        score[code] = score[code] * 0.1
    for code in score:
        score[code] += 0.01 * (latin if code in ("en", "tr") else cyrillic)
    return score
