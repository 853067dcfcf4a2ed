"""Numbers with the ending for "from" that "more than 500" asks for in Kazakh, Kyrgyz and Turkish."""

import re

_UNITS = {
    "kk": "ден ден ден тен тен тен дан ден ден дан",
    "ky": "дөн ден ден төн төн тен дан ден ден дан",
    "tr": "dan den den ten ten ten dan den den dan",
}  # 0 to 9
_TENS = {
    "kk": "нан дан дан тан ден тан тен нен нан",
    "ky": "дон дан дан тан дөн тан тен ден дон",
    "tr": "dan den dan tan den tan ten den dan",
}  # 10 to 90
_POWERS = {
    "kk": ((10**9, "тан"), (10**6, "нан"), (10**3, "нан"), (10**2, "ден")),
    "ky": ((10**9, "дан"), (10**6, "дон"), (10**3, "ден"), (10**2, "дөн")),
    "tr": ((10**9, "dan"), (10**6, "dan"), (10**3, "den"), (10**2, "den")),
}
_WORDS = {
    "kk": {"мың": "нан", "млн": "-нан", "миллион": "нан", "млрд": "-тан", "миллиард": "тан", "%": "-дан"},
    "ky": {"миң": "ден", "млн": "дон", "миллион": "дон", "млрд": "дан", "миллиард": "дан", "%": "дан"},
    "tr": {"bin": "den", "milyon": "dan", "milyar": "dan"},
}  # fmt: skip
_JOINT = {"kk": "-", "ky": "", "tr": "'"}  # between figures and their ending
_OTHERWISE = {"kk": " мәнінен", "ky": " санынан", "tr": " değerinden"}


def ablative(number: str, language: str) -> str:
    """The number with its ending: `500-ден`, `28 мыңнан`, `1896дан`; as it is in other languages.

    `number` is as somebody wrote it: digits, groups, decimals, "28 thousand" in that language.
    """
    if language not in _JOINT:
        return number
    last = re.search(r"[^\W\d_]+$|%$", number)
    if last:
        ending = _WORDS[language].get(last[0].lower())
        return number + (ending or _OTHERWISE[language])
    read = re.split(r"[.,](?!\d{3})", re.sub(r"\s", "", number))[-1].replace(".", "")
    if not read.isdecimal():
        return number + _OTHERWISE[language]
    return number + _JOINT[language] + _ending(int(read), language)


def _ending(value: int, language: str) -> str:
    """The ending of the word that is said last."""
    if value % 10 or value == 0:
        return _UNITS[language].split()[value % 10]
    if value % 100:
        return _TENS[language].split()[value % 100 // 10 - 1]
    return next(ending for power, ending in _POWERS[language] if value % power == 0)
