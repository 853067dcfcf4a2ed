"""Which language a text is in, as a whole and paragraph by paragraph."""

import re
from collections import Counter

from eventsapp.announcements.findings import Reading, Span
from eventsapp.announcements.text import Text

_LETTERS = {  # letters that only one of the languages has, and what one of them is worth
    "kk": "ғқұһәі", "ky": "", "ru": "щъэ", "uz": "ўҳ", "tr": "çşğ",
}  # fmt: skip
_WORDS = {
    "kk": "және мен бен үшін бойынша туралы күні сағат өтеді болады жылғы қаласы баспасөз арналған тіркеу орны уақыты қатысады бастап жыл бұл атындағы",
    "ky": "жана менен үчүн боюнча жөнүндө күнү саат өтөт болот жылдын шаары басма каттоо жери убактысы катышат жылы бул тарабынан болуп деп облусунда жергиликтүү билдирди өткөрүлөт ачылат жоболон ишембилик",
    "ru": "и в на по для что это года состоится пройдет г от при участием с до о будет место время начало не которые из как",
    "en": "the of and in to at for on will by is with press from be are meeting",
    "tr": "ve ile için bir bu saat tarih yer olarak düzenlenen yapılacak basın olacak da de göre ilgili toplantısı kayıt",
    "uz": "ва учун билан йил куни соат бўлиб ўтади шаҳар бу ҳам va uchun bilan kuni soat shahar bo'lib o'tadi yil эълон қилди",
}
_KAZAKH_LATIN = re.compile(r"[áńýǵóúq]\w*|qarasha|jáne|atyndaǵy")
_SETS = {code: frozenset(Text(words).low.split()) for code, words in _WORDS.items()}


def read(text: Text, reading: Reading) -> None:
    """Fill in the language of the whole, and those of its paragraphs."""
    reading.language = guess(text.low)
    parts = paragraphs(text)
    shares: Counter[str] = Counter()
    for language, (start, end) in parts:
        shares[language] += end - start
    whole = sum(shares.values()) or 1
    if shares and shares.most_common(1)[0][1] > whole / 2:
        reading.language = shares.most_common(1)[0][0]
    others = [
        code for code, share in shares.items() if share > whole * 0.2 and code != reading.language
    ]
    reading.languages = (reading.language, *others)


def paragraphs(text: Text) -> list[tuple[str, Span]]:
    """The lines that are long enough to tell their language."""
    long = [span for span in text.lines if span[1] - span[0] > 60]
    return [(guess(text.low[start:end]), (start, end)) for start, end in long]


def guess(low: str) -> str:
    """The language of a folded text."""
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
    return max(score, key=lambda code: score[code])
