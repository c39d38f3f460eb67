"""Numbers spelled the way each language spells them, written apart from the data under test."""

from __future__ import annotations

from collections.abc import Callable

EN_ONES = [
    "-",
    "one",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
    "twelve",
    "thirteen",
    "fourteen",
    "fifteen",
    "sixteen",
    "seventeen",
    "eighteen",
    "nineteen",
]
EN_TENS = ["-", "-", "twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"]
EN_ORDINAL = {
    "one": "first",
    "two": "second",
    "three": "third",
    "five": "fifth",
    "eight": "eighth",
    "nine": "ninth",
    "twelve": "twelfth",
}


def english_cardinal(n: int) -> str:
    if n >= 100:
        rest = f" and {english_cardinal(n % 100)}" if n % 100 else ""
        return f"{EN_ONES[n // 100]} hundred{rest}"
    if n < 20:
        return EN_ONES[n]
    return EN_TENS[n // 10] + (f"-{EN_ONES[n % 10]}" if n % 10 else "")


def english(n: int) -> list[str]:
    words = english_cardinal(n)
    cut = max(words.rfind(" "), words.rfind("-")) + 1
    last = words[cut:]
    if last in EN_ORDINAL:
        last = EN_ORDINAL[last]
    else:
        last = f"{last[:-1]}ieth" if last.endswith("y") else f"{last}th"
    plain = words[:cut] + last
    return [plain, plain.replace("-", "\u2011"), plain.capitalize(), plain.upper()]


FR_ONES = [
    "-",
    "un",
    "deux",
    "trois",
    "quatre",
    "cinq",
    "six",
    "sept",
    "huit",
    "neuf",
    "dix",
    "onze",
    "douze",
    "treize",
    "quatorze",
    "quinze",
    "seize",
    "dix-sept",
    "dix-huit",
    "dix-neuf",
]
FR_TENS = ["-", "-", "vingt", "trente", "quarante", "cinquante", "soixante"]


def french_cardinal(n: int) -> str:
    if n >= 100:
        head = "cent" if n < 200 else f"{FR_ONES[n // 100]} cent"
        return head + (f" {french_cardinal(n % 100)}" if n % 100 else "")
    if n < 20:
        return FR_ONES[n]
    if n >= 80:
        return "quatre-vingt" + (f"-{FR_ONES[n - 80]}" if n > 80 else "")
    tens, rest = (60, n - 60) if n >= 60 else (n // 10 * 10, n % 10)
    if not rest:
        return FR_TENS[tens // 10]
    joint = " et " if rest in (1, 11) else "-"
    return f"{FR_TENS[tens // 10]}{joint}{FR_ONES[rest]}"


def french(n: int) -> list[str]:
    if n == 1:
        return ["premier", "première"]
    words = french_cardinal(n)
    if words.endswith("e"):
        words = words[:-1]
    elif words.endswith("cinq"):
        words += "u"
    elif words.endswith("neuf"):
        words = f"{words[:-1]}v"
    plain = f"{words}ième"
    return [plain, plain.replace("-", "\u2011"), plain.replace(" ", "\u00a0"), plain.capitalize()]


ES_ONES = [
    "-",
    "primero",
    "segundo",
    "tercero",
    "cuarto",
    "quinto",
    "sexto",
    "séptimo",
    "octavo",
    "noveno",
]
ES_TENS = [
    "-",
    "décimo",
    "vigésimo",
    "trigésimo",
    "cuadragésimo",
    "quincuagésimo",
    "sexagésimo",
    "septuagésimo",
    "octogésimo",
    "nonagésimo",
]


def spanish(n: int) -> list[str]:
    parts = ["centésimo"] if n >= 100 else []
    if n % 100 // 10:
        parts.append(ES_TENS[n % 100 // 10])
    if n % 10:
        parts.append(ES_ONES[n % 10])
    masculine = " ".join(parts)
    feminine = " ".join(f"{part[:-1]}a" for part in parts)
    forms = [masculine, feminine, masculine.capitalize()]
    if n % 10 in (1, 3):
        forms.append(masculine[:-1])
    return forms


RU_ORDINAL = {
    1: "перв", 2: "втор", 4: "четверт", 5: "пят", 6: "шест", 7: "седьм", 8: "восьм", 9: "девят",
    10: "десят", 11: "одиннадцат", 12: "двенадцат", 13: "тринадцат", 14: "четырнадцат",
    15: "пятнадцат", 16: "шестнадцат", 17: "семнадцат", 18: "восемнадцат", 19: "девятнадцат",
    20: "двадцат", 30: "тридцат", 40: "сороков", 50: "пятидесят", 60: "шестидесят",
    70: "семидесят", 80: "восьмидесят", 90: "девяност", 100: "сот",
}  # fmt: skip
RU_TENS = {
    20: "двадцать", 30: "тридцать", 40: "сорок", 50: "пятьдесят", 60: "шестьдесят",
    70: "семьдесят", 80: "восемьдесят", 90: "девяносто",
}  # fmt: skip
RU_HARD = ["ый", "ая", "ое", "ого", "ой", "ому", "ую", "ым", "ом", "ые", "ых", "ыми"]
RU_THIRD = ["ий", "ья", "ье", "ьего", "ьей", "ьему", "ью", "ьим", "ьем", "ьи", "ьих", "ьими"]


def russian(n: int) -> list[str]:
    parts = ["сто"] if n > 100 else []
    rest = n if n == 100 else n % 100
    if rest > 20 and rest % 10 and rest != 100:
        parts.append(RU_TENS[rest // 10 * 10])
        rest %= 10
    if rest == 3:
        last = [f"трет{ending}" for ending in RU_THIRD]
    else:
        last = [RU_ORDINAL[rest] + ending for ending in RU_HARD]
    return [" ".join([*parts, word]) for word in last]


AR_UNITS = ["-", "حادي", "ثاني", "ثالث", "رابع", "خامس", "سادس", "سابع", "ثامن", "تاسع"]
AR_TENS = ["-", "-", "عشر", "ثلاث", "أربع", "خمس", "ست", "سبع", "ثمان", "تسع"]


def arabic_below_hundred(n: int) -> list[str]:
    if n == 1:
        return ["الأول", "الأولى"]
    if n < 10:
        return [f"ال{AR_UNITS[n]}", f"ال{AR_UNITS[n]}ة"]
    if n == 10:
        return ["العاشر", "العاشرة"]
    if n < 20:
        return [f"ال{AR_UNITS[n - 10]} عشر", f"ال{AR_UNITS[n - 10]}ة عشرة"]
    tens = [f"ال{AR_TENS[n // 10]}ون", f"ال{AR_TENS[n // 10]}ين"]
    if n % 10 == 0:
        return tens
    unit = AR_UNITS[n % 10]
    return [f"ال{word} و{ten}" for word in (unit, f"{unit}ة") for ten in tens]


def arabic(n: int) -> list[str]:
    if n < 100:
        return arabic_below_hundred(n)
    if n == 100:
        return ["المائة", "المئة"]
    return [f"{form} بعد المائة" for form in arabic_below_hundred(n - 100)]


ZH = "零一二三四五六七八九"


def chinese_cardinal(n: int) -> str:
    if n >= 100:
        rest = n % 100
        if not rest:
            return f"{ZH[n // 100]}百"
        if rest < 10:
            return f"{ZH[n // 100]}百零{ZH[rest]}"
        return f"{ZH[n // 100]}百{ZH[rest // 10]}十{ZH[rest % 10] if rest % 10 else ''}"
    if n < 10:
        return ZH[n]
    head = "" if n < 20 else ZH[n // 10]
    return f"{head}十{ZH[n % 10] if n % 10 else ''}"


def chinese(n: int) -> list[str]:
    return [f"第{chinese_cardinal(n)}", f"第{n}", f"第 {n}"]


ORDINALS: dict[str, Callable[[int], list[str]]] = {
    "ar": arabic,
    "en": english,
    "es": spanish,
    "fr": french,
    "ru": russian,
    "zh": chinese,
}
CARDINALS: dict[str, Callable[[int], str]] = {
    "en": english_cardinal,
    "fr": french_cardinal,
    "zh": chinese_cardinal,
}
