"""A report on the invented organization, in six languages."""

from __future__ import annotations

from typing import Any

from seized.model.dates import PartialDate
from seized.writing.citing import Cited
from seized.writing.report_types import Body, Frame, Input, Matter, Merged, Report, Taken

CODES = ("ar", "en", "es", "fr", "ru", "zh")
RESOLUTION = "A/RES/97/284"

_TEXT: dict[str, dict[str, Any]] = {
    "en": {
        "title": "Cooperation between the United Nations and regional and other organizations: "
        "cooperation between the United Nations and the Halvard Strait Cooperation Organization",
        "summary": "The present report describes what was done for the harbours of the strait.",
        "bodies": ("Pilotage Office", "Centre for Tides", "Lantern Fund", "Quay Institute",
                   "Net Menders' Agency"),
        "matters": ("Consultations between the secretariats", "Joint programmes",
                    "Charts of the strait"),
        "told": "The two secretariats met twice, in Kaldemark and by video link. They agreed:\n"
        "(a) To exchange soundings every month;\n(b) To print one chart.",
        "more": "Ninety-one pilots were trained.",
        "merged": "A new chart of the strait was surveyed together.",
        "observe": "The secretariats are encouraged to meet once a year.",
        "words": "Proposes that the Secretary-General continue regular consultations;",
        "action": "Two meetings", "status": "Partly met",
    },
    "fr": {
        "title": "Coopération entre l’Organisation des Nations Unies et les organisations "
        "régionales ou autres : coopération entre l’Organisation des Nations Unies et "
        "l’Organisation de coopération du détroit de Halvard",
        "summary": "Le présent rapport décrit ce qui a été fait pour les ports du détroit.",
        "bodies": ("Bureau du pilotage", "Centre des marées", "Fonds des lanternes",
                   "Institut des quais", "Agence des ravaudeurs"),
        "matters": ("Consultations entre les secrétariats", "Programmes communs",
                    "Cartes du détroit"),
        "told": "Les deux secrétariats se sont réunis deux fois, à Kaldemark et par "
        "visioconférence. Ils sont convenus :\na) D’échanger des sondages chaque mois ;\n"
        "b) D’imprimer une seule carte.",
        "more": "Quatre-vingt-onze pilotes ont été formés.",
        "merged": "Une nouvelle carte du détroit a été levée en commun.",
        "observe": "Les secrétariats sont encouragés à se réunir une fois par an.",
        "words": "Propose que le Secrétaire général poursuive des consultations régulières ;",
        "action": "Deux réunions", "status": "En partie",
    },
    "es": {
        "title": "Cooperación entre las Naciones Unidas y las organizaciones regionales y de otra "
        "índole: cooperación entre las Naciones Unidas y la Organización de Cooperación del "
        "Estrecho de Halvard",
        "summary": "En el presente informe se describe lo que se hizo por los puertos.",
        "bodies": ("Oficina de Practicaje", "Centro de Mareas", "Fondo de los Faroles",
                   "Instituto de Muelles", "Agencia de Rederos"),
        "matters": ("Consultas entre las secretarías", "Programas conjuntos",
                    "Cartas del estrecho"),
        "told": "Las dos secretarías se reunieron dos veces, en Kaldemark y por videoconferencia. "
        "Acordaron:\na) Intercambiar sondeos cada mes;\nb) Imprimir una sola carta.",
        "more": "Se capacitó a noventa y un prácticos.",
        "merged": "Se levantó en común una nueva carta del estrecho.",
        "observe": "Se alienta a las secretarías a que se reúnan una vez al año.",
        "words": "Propone que el Secretario General siga celebrando consultas periódicas;",
        "action": "Dos reuniones", "status": "En parte",
    },
    "ru": {
        "title": "Сотрудничество между Организацией Объединенных Наций и региональными и другими "
        "организациями: сотрудничество между Организацией Объединенных Наций и Организацией "
        "сотрудничества пролива Хальвард",
        "summary": "В настоящем докладе рассказано о том, что было сделано для портов пролива.",
        "bodies": ("Лоцманское управление", "Центр приливов", "Фонд фонарей",
                   "Институт причалов", "Агентство починки сетей"),
        "matters": ("Консультации между секретариатами", "Совместные программы",
                    "Карты пролива"),
        "told": "Секретариаты провели две встречи: в Кальдемарке и по видеосвязи. Они "
        "договорились:\na) обмениваться промерами каждый месяц;\nb) печатать единую карту.",
        "more": "Был подготовлен девяносто один лоцман.",
        "merged": "Новая карта пролива была составлена совместно.",
        "observe": "Секретариатам рекомендуется встречаться раз в год.",
        "words": "Предлагает Генеральному секретарю продолжать регулярные консультации;",
        "action": "Две встречи", "status": "Частично",
    },
    "ar": {
        "title": "التعاون بين الأمم المتحدة والمنظمات الإقليمية والمنظمات الأخرى: التعاون بين "
        "الأمم المتحدة ومنظمة التعاون لمضيق هالفارد",
        "summary": "يبين هذا التقرير ما تم القيام به من أجل موانئ المضيق عملا بالقرار 97/284.",
        "bodies": ("مكتب الإرشاد البحري", "مركز المد والجزر", "صندوق الفوانيس",
                   "معهد الأرصفة", "وكالة إصلاح الشباك"),
        "matters": ("المشاورات بين الأمانتين", "البرامج المشتركة", "خرائط المضيق"),
        "told": "اجتمعت الأمانتان مرتين، في كالديمارك وعن طريق التداول بالفيديو (A/99/15). "
        "واتفقتا على ما يلي:\n(أ) تبادل قياسات الأعماق كل شهر؛\n(ب) طباعة خريطة واحدة.",
        "more": "جرى تدريب واحد وتسعين مرشدا بحريا.",
        "merged": "أعدت خريطة جديدة للمضيق بصورة مشتركة.",
        "observe": "تشجع الأمانتان على الاجتماع مرة في السنة.",
        "words": "تقترح أن يواصل الأمين العام إجراء مشاورات منتظمة؛",
        "action": "اجتماعان", "status": "منجزة جزئيا",
    },
    "zh": {
        "title": "联合国同各区域组织及其他组织的合作：联合国同哈尔瓦海峡合作组织的合作",
        "summary": "本报告介绍为海峡各港口所做的工作。",
        "bodies": ("引航办公室", "潮汐中心", "灯笼基金", "码头研究所", "补网署"),
        "matters": ("秘书处之间的协商", "联合方案", "海峡海图"),
        "told": "两个秘书处在卡尔德马克和通过视频举行了两次会议。双方商定：\n"
        "(a) 每月交换测深数据；\n(b) 印制同一张海图。",
        "more": "培训了九十一名引航员。",
        "merged": "共同测绘了新的海峡海图。",
        "observe": "鼓励两个秘书处每年举行一次会议。",
        "words": "提议秘书长继续举行定期协商；",
        "action": "两次会议", "status": "部分完成",
    },
}  # fmt: skip


_FIELDS = {
    "ar": ("التعليم", "العلوم والتكنولوجيا"),
    "en": ("education", "science and technology"),
    "es": ("educación", "ciencia y tecnología"),
    "fr": ("éducation", "science et technologie"),
    "ru": ("образование", "наука и новые технологии"),
    "zh": ("教育", "科学和技术"),
}


def frame(code: str, **other: Any) -> Frame:
    text = _TEXT[code]
    given: dict[str, Any] = {
        "session": 99,
        "organs": ("general-assembly", "security-council"),
        "symbols": ("A/99/277", "S/2044/606"),
        "issued": PartialDate("2044-08-17"),
        "original": "en",
        "items": ("127 (s)",),
        "agenda": "A/99/150",
        "agenda_title": text["title"],
        "title": text["title"],
        "summary": text["summary"],
        "observations": text["observe"],
        "contents": True,
    }
    return Frame(code, **(given | other))


def report(code: str, **other: Any) -> Report:
    """Five entities: two told something, one nothing, one is not cleared, one is silent."""
    text = _TEXT[code]
    states = ("cleared", "cleared", "cleared", "pending", "silent")
    keys = ("pilotage", "tides", "lanterns", "quays", "nets")
    bodies = zip(keys, text["bodies"], states, strict=True)
    consult, programmes = Cited(RESOLUTION, "op2"), Cited(RESOLUTION, "op3.a")
    matters = (
        Matter("m1", text["matters"][0], (consult,)),
        Matter("m2", text["matters"][1], (programmes,), _FIELDS[code][0]),
        Matter("m3", text["matters"][2], (Cited(RESOLUTION, "op3.b.ii"),), _FIELDS[code][1]),
    )
    inputs = (
        Input("pilotage", "m1", text["told"]),
        Input("pilotage", "m2", text["more"]),
        Input("tides", "m2", "The tides were measured in every harbour.", language="en"),
        Input("tides", "m3", text["merged"]),
        Input("lanterns", "m1", nothing=True),
        Input("lanterns", "m2", nothing=True),
        Input("quays", "m1", "This is not cleared."),
    )
    row = Taken(consult, text["words"], text["bodies"][0], text["action"], "2043-05",
                "A/99/15", text["status"])  # fmt: skip
    return Report(
        frame(code, **other),
        (Cited(RESOLUTION, "op4"),),
        tuple(Body(*body) for body in bodies),
        matters,
        inputs,
        (Merged("m3", text["merged"], ("tides",)),),
        (row, row._replace(mandate=programmes)) * 12,
        PartialDate("2044-05-01"),
    )
