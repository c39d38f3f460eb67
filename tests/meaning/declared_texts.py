"""An invented resolution that adopts a declaration, in six languages; row by row the same."""

from __future__ import annotations

from typing import Final

__all__ = ["ANNEXED", "DECLARATION"]

# Masthead, formula, preamble, adoption, the word for an annex, the title of the declaration.
_BODY: Final = {
    "en": (
        "Resolution adopted by the General Assembly on 15 December 2022\n\n77/390. Lamps",
        "The General Assembly,",
        "Recalling its resolution 76/900 of 15 December 2021,",
        "Adopts the declaration on lamps annexed to the present resolution.",
        "Annex",
        "Declaration on lamps",
    ),
    "fr": (
        "Résolution adoptée par l’Assemblée générale le 15 décembre 2022\n\n77/390. Lampes",
        "L’Assemblée générale,",
        "Rappelant sa résolution 76/900 du 15 décembre 2021,",
        "Adopte la déclaration sur les lampes annexée à la présente résolution.",
        "Annexe",
        "Déclaration sur les lampes",
    ),
    "es": (
        "Resolución aprobada por la Asamblea General el 15 de diciembre de 2022\n\n"
        "77/390. Lámparas",
        "La Asamblea General,",
        "Recordando su resolución 76/900, de 15 de diciembre de 2021,",
        "Aprueba la declaración sobre las lámparas que figura en el anexo de la presente "
        "resolución.",
        "Anexo",
        "Declaración sobre las lámparas",
    ),
    "ru": (
        "Резолюция, принятая Генеральной Ассамблеей 15 декабря 2022 года\n\n77/390. Лампы",
        "Генеральная Ассамблея,",
        "ссылаясь на свою резолюцию 76/900 от 15 декабря 2021 года,",
        "принимает декларацию о лампах, содержащуюся в приложении к настоящей резолюции.",
        "Приложение",
        "Декларация о лампах",
    ),
    "ar": (
        "قرار اتخذته الجمعية العامة في 15 كانون الأول/ديسمبر 2022\n\n77/390 - المصابيح",
        "إن الجمعية العامة،",
        "إذ تشير إلى قرارها 76/900 المؤرخ 15 كانون الأول/ديسمبر 2021،",
        "تعتمد إعلان المصابيح المرفق بهذا القرار.",
        "المرفق",
        "إعلان المصابيح",
    ),
    "zh": (
        "大会2022年12月15日通过的决议\n\n77/390. 灯",
        "大会，",
        "回顾其2021年12月15日第76/900号决议，",
        "通过本决议所附的关于灯的宣言。",
        "附件",
        "关于灯的宣言",
    ),
}

DECLARATION: Final = {
    "en": (
        "1. We, Heads of State and Government, are assembled in Halvard to light the lamps.",
        "2. We will mend our own lamps and will encourage all ports to wait.",
        "3. We request the Secretary-General to submit to the General Assembly at its "
        "seventy-ninth session a report on the lamps.",
        "4. We welcome the new buoys, and in this regard we urge Member States to ratify the "
        "Convention on Buoys. The tides are high. We also invite the specialized agencies to "
        "provide technical assistance.",
        "5. We call upon all States to ratify:\n\n(a) The Convention on Lamps;\n\n"
        "(b) The Convention on Charts.",
    ),
    "fr": (
        "1. Nous, chefs d’État et de gouvernement, sommes réunis à Halvard pour allumer les "
        "lampes.",
        "2. Nous réparerons nos propres lampes et encouragerons tous les ports à attendre.",
        "3. Nous prions le Secrétaire général de présenter à l’Assemblée générale, à sa "
        "soixante-dix-neuvième session, un rapport sur les lampes.",
        "4. Nous saluons les nouvelles bouées et, à cet égard, exhortons les États Membres à "
        "ratifier la Convention sur les bouées. Les marées sont hautes. Nous invitons également "
        "les institutions spécialisées à fournir une assistance technique.",
        "5. Nous exhortons tous les États à ratifier :\n\na) La Convention sur les lampes ;\n\n"
        "b) La Convention sur les cartes.",
    ),
    "es": (
        "1. Nosotros, los Jefes de Estado y de Gobierno, nos hemos reunido en Halvard para "
        "encender las lámparas.",
        "2. Repararemos nuestras propias lámparas y alentaremos a todos los puertos a que esperen.",
        "3. Solicitamos al Secretario General que presente a la Asamblea General, en su "
        "septuagésimo noveno período de sesiones, un informe sobre las lámparas.",
        "4. Acogemos con beneplácito las nuevas boyas y, a este respecto, instamos a los Estados "
        "Miembros a que ratifiquen la Convención sobre las Boyas. Las mareas son altas. Invitamos "
        "también a los organismos especializados a que presten asistencia técnica.",
        "5. Exhortamos a todos los Estados a que ratifiquen:\n\na) La Convención sobre las "
        "Lámparas;\n\nb) La Convención sobre las Cartas.",
    ),
    "ru": (
        "1. Мы, главы государств и правительств, собрались в Халварде, чтобы зажечь лампы.",
        "2. Мы будем чинить свои лампы и поощрять все порты к ожиданию.",
        "3. Мы просим Генерального секретаря представить Генеральной Ассамблее на ее семьдесят "
        "девятой сессии доклад о лампах.",
        "4. Мы приветствуем новые буи и в этой связи настоятельно призываем государства-члены "
        "ратифицировать Конвенцию о буях. Приливы высоки. Мы также предлагаем специализированным "
        "учреждениям оказывать техническую помощь.",
        "5. Мы призываем все государства ратифицировать:\n\na) Конвенцию о лампах;\n\n"
        "b) Конвенцию о картах.",
    ),
    "ar": (
        "1 - نحن، رؤساء الدول والحكومات، نجتمع في هالفارد لإضاءة المصابيح.",
        "2 - سوف نصلح مصابيحنا ونشجع جميع الموانئ على الانتظار.",
        "3 - نطلب إلى الأمين العام أن يقدم إلى الجمعية العامة في دورتها التاسعة والسبعين تقريرا عن "
        "المصابيح.",
        "4 - نرحب بالعوامات الجديدة، ونحث في هذا الصدد الدول الأعضاء على التصديق على اتفاقية "
        "العوامات. والمد عال. وندعو أيضا الوكالات المتخصصة إلى تقديم المساعدة التقنية.",
        "5 - نهيب بجميع الدول أن تصدق على ما يلي:\n\n(أ) اتفاقية المصابيح؛\n\n(ب) اتفاقية الخرائط.",
    ),
    "zh": (
        "1. 我们，各国国家元首和政府首脑，齐聚哈尔瓦，点亮灯光。",
        "2. 我们将修理自己的灯，并鼓励所有港口等候。",
        "3. 我们请秘书长向大会第七十九届会议提交关于灯的报告。",
        "4. 我们欢迎新的浮标，并在这方面敦促会员国批准《浮标公约》。潮水很高。我们还邀请各专门机构"
        "提供技术援助。",
        "5. 我们促请各国批准：\n\n(a) 《灯公约》；\n\n(b) 《海图公约》。",
    ),
}


def _annexed(code: str) -> str:
    *before, annex, title = _BODY[code]
    return "\n\n".join((*before, annex, title, *DECLARATION[code])) + "\n"


ANNEXED: Final = {code: _annexed(code) for code in _BODY}
"""The whole resolution in each language: one operative paragraph, and the annex."""
