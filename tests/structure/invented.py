"""Small resolutions about lighthouses that nobody ever adopted, in six languages."""

# ruff: noqa: E501  (a sentence stands on its line)

from __future__ import annotations

from typing import NamedTuple

CODES = ("ar", "en", "es", "fr", "ru", "zh")


class Words(NamedTuple):
    """What one language prints; ``pre`` end with a comma, ``op`` with a semicolon."""

    head: str
    formula: str
    pre: tuple[str, str, str]
    op: tuple[str, str, str]
    items: tuple[str, str]
    heading: str
    annex: str
    annex_title: str
    annexed: str
    meeting: str
    comma: str
    semicolon: str
    stop: str
    colon: str


def top(code: str, number: int) -> str:
    """The printed label of a paragraph."""
    return f"{number} - " if code == "ar" else f"{number}. "


def letter(code: str, index: int) -> str:
    """The printed label of a sub-paragraph, counted from 0."""
    if code == "ar":
        return f"({'أبجدهوزحطي'[index]}) "
    sign = chr(97 + index)
    return f"({sign}) " if code in ("en", "zh") else f"{sign}) "


def roman(code: str, index: int) -> str:
    """The printed label of a sub-sub-paragraph, counted from 0."""
    if code == "ar":
        return f"’{index + 1}‘ "
    if code == "zh":
        return f"{chr(0x3220 + index)} "
    sign = ("i", "ii", "iii", "iv", "v", "vi")[index]
    return f"({sign}) " if code == "en" else f"{sign}) "


def section(code: str, index: int) -> str:
    """The number of a section alone on its line, counted from 0."""
    if code == "ar":
        return ("أولا", "ثانيا", "ثالثا")[index]
    return "一二三"[index] if code == "zh" else "I" * (index + 1)


WORDS = {
    "en": Words(
        "United Nations\nA/RES/94/211\nGeneral Assembly\n94/211. Lighthouses of the Amber Coast",
        "The General Assembly,",
        (
            "Recalling its resolution 88/19 of 2 December 2033 on beacons",
            "Noting with concern that forty-one lighthouses of the Amber Coast have lost their keepers",
            "Convinced that a lamp kept in common saves more ships than a lamp kept alone",
        ),
        (
            "Takes note of the report of the Secretary-General on the lamps of the Amber Coast",
            "Invites the coastal States to share their stocks of lenses",
            "Decides to remain seized of the matter of the lamps",
        ),
        ("Glass and brass", "Oil and wicks"),
        "Keeping of lamps",
        "Annex",
        "Rules for keepers",
        "The keeper lights the lamp before dusk.",
        "58th plenary meeting\n9 November 2039",
        ",",
        ";",
        ".",
        ":",
    ),
    "fr": Words(
        "Nations Unies\nA/RES/94/211\nAssemblée générale\n94/211. Phares de la Côte d’Ambre",
        "L’Assemblée générale,",
        (
            "Rappelant sa résolution 88/19 du 2 décembre 2033 sur les balises",
            "Notant avec préoccupation que quarante et un phares de la Côte d’Ambre n’ont plus de gardien",
            "Convaincue qu’une lampe gardée en commun sauve plus de navires qu’une lampe gardée seule",
        ),
        (
            "Prend note du rapport du Secrétaire général sur les lampes de la Côte d’Ambre",
            "Invite les États côtiers à mettre en commun leurs réserves de lentilles",
            "Décide de demeurer saisie de la question des lampes",
        ),
        ("Le verre et le laiton", "L’huile et les mèches"),
        "Garde des lampes",
        "Annexe",
        "Règles à l’usage des gardiens",
        "Le gardien allume la lampe avant la tombée du jour.",
        "58e séance plénière\n9 novembre 2039",
        ",",
        " ;",
        ".",
        " :",
    ),
    "es": Words(
        "Naciones Unidas\nA/RES/94/211\nAsamblea General\n94/211. Faros de la Costa de Ámbar",
        "La Asamblea General,",
        (
            "Recordando su resolución 88/19, de 2 de diciembre de 2033, sobre las balizas",
            "Observando con preocupación que cuarenta y un faros de la Costa de Ámbar han perdido a sus fareros",
            "Convencida de que una lámpara cuidada en común salva más buques que una lámpara cuidada a solas",
        ),
        (
            "Toma nota del informe del Secretario General sobre las lámparas de la Costa de Ámbar",
            "Invita a los Estados ribereños a compartir sus existencias de lentes",
            "Decide seguir ocupándose de la cuestión de las lámparas",
        ),
        ("El vidrio y el latón", "El aceite y las mechas"),
        "Cuidado de las lámparas",
        "Anexo",
        "Reglas para los fareros",
        "El farero enciende la lámpara antes del anochecer.",
        "58ª sesión plenaria\n9 de noviembre de 2039",
        ",",
        ";",
        ".",
        ":",
    ),
    "ru": Words(
        "Организация Объединенных Наций\nA/RES/94/211\nГенеральная Ассамблея\n94/211. Маяки Янтарного берега",
        "Генеральная Ассамблея,",
        (
            "ссылаясь на свою резолюцию 88/19 от 2 декабря 2033 года о буях",
            "отмечая с обеспокоенностью, что сорок один маяк Янтарного берега лишился смотрителя",
            "будучи убеждена в том, что общая лампа спасает больше судов, чем одинокая",
        ),
        (
            "принимает к сведению доклад Генерального секретаря о лампах Янтарного берега",
            "предлагает прибрежным государствам делиться запасами линз",
            "постановляет продолжать заниматься вопросом о лампах",
        ),
        ("стекла и латуни", "масла и фитилей"),
        "Уход за лампами",
        "Приложение",
        "Правила для смотрителей",
        "Смотритель зажигает лампу до наступления сумерек.",
        "58-е пленарное заседание\n9 ноября 2039 года",
        ",",
        ";",
        ".",
        ":",
    ),
    "zh": Words(
        "联合国\nA/RES/94/211\n大会\n94/211. 琥珀海岸的灯塔",
        "大会，",
        (
            "回顾其2033年12月2日关于航标的第88/19号决议",
            "关切地注意到琥珀海岸四十一座灯塔失去了守塔人",
            "深信共同看守的灯比独自看守的灯能救更多的船",
        ),
        (
            "表示注意到秘书长关于琥珀海岸灯具的报告",
            "邀请沿岸国分享其透镜储备",
            "决定继续处理灯具问题",
        ),
        ("玻璃和黄铜", "灯油和灯芯"),
        "灯具的看守",
        "附件",
        "守塔人规则",
        "守塔人在黄昏前点灯。",
        "2039年11月9日\n第58次全体会议",
        "，",
        "；",
        "。",
        "：",
    ),
    "ar": Words(
        "الأمم المتحدة\nA/RES/94/211\nالجمعية العامة\n94/211. منارات ساحل الكهرمان",
        "إن الجمعية العامة،",
        (
            "إذ تشير إلى قرارها 88/19 المؤرخ 2 كانون الأول/ديسمبر 2033 بشأن العلامات البحرية",
            "وإذ تلاحظ مع القلق أن إحدى وأربعين منارة من منارات ساحل الكهرمان فقدت حراسها",
            "واقتناعا منها بأن المصباح الذي يحرسه الجميع ينقذ من السفن أكثر مما ينقذه مصباح وحيد",
        ),
        (
            "تحيط علما بتقرير الأمين العام عن مصابيح ساحل الكهرمان",
            "تدعو الدول الساحلية إلى تقاسم مخزونها من العدسات",
            "تقرر أن تبقي مسألة المصابيح قيد نظرها",
        ),
        ("الزجاج والنحاس", "الزيت والفتائل"),
        "العناية بالمصابيح",
        "المرفق",
        "قواعد للحراس",
        "يوقد الحارس المصباح قبل الغسق.",
        "الجلسة العامة 58\n9 تشرين الثاني/نوفمبر 2039",
        "،",
        "؛",
        ".",
        ":",
    ),
}  # fmt: skip


def preamble(code: str) -> list[str]:
    """The preambular paragraphs as printed."""
    words = WORDS[code]
    return [text + words.comma for text in words.pre]


def operative(code: str) -> list[str]:
    """Three numbered operative paragraphs as printed."""
    words = WORDS[code]
    ends = (words.semicolon, words.semicolon, words.stop)
    return [
        top(code, n) + text + end
        for n, (text, end) in enumerate(zip(words.op, ends, strict=True), 1)
    ]


def document(code: str, *body: str, between: str = "\n\n") -> str:
    """Masthead and formula, then the lines of the body."""
    words = WORDS[code]
    return between.join([words.head, words.formula, *body]) + "\n"


def whole(code: str, between: str = "\n\n") -> str:
    """A plain resolution of three preambular and three operative paragraphs."""
    return document(code, *preamble(code), *operative(code), WORDS[code].meeting, between=between)
