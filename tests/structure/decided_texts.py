"""Invented decisions in six languages: one in one sentence, one in lettered parts."""

# ruff: noqa: E501  (sentences without spaces)

from __future__ import annotations

from typing import Final

__all__ = ["LETTERED", "MEETINGS", "ONE_SENTENCE"]

ONE_SENTENCE: Final = {
    "en": (
        "General Assembly\n"
        "Seventy-seventh session\n"
        "\n"
        "Decision adopted by the General Assembly\n"
        "\n"
        "77/940. Report on lighthouses\n"
        "\n"
        "At its 54th plenary meeting, on 15 December 2022, the General Assembly, on "
        "the recommendation of the Third Committee,1 took note of the report of the "
        "Secretary-General on lighthouses,2 decided to include in the provisional "
        "agenda of its seventy-ninth session the item entitled “Buoys”, and requested "
        "the Secretary-General to submit to it at its seventy-eighth session a report "
        "on buoys.\n"
        "\n"
        "__________________\n"
        "1 A/77/900, para. 12.\n"
        "2 A/77/901.\n"
    ),
    "fr": (
        "Assemblée générale\n"
        "Soixante-dix-septième session\n"
        "\n"
        "Décision adoptée par l’Assemblée générale\n"
        "\n"
        "77/940. Rapport sur les phares\n"
        "\n"
        "À sa 54e séance plénière, le 15 décembre 2022, l’Assemblée générale, sur la "
        "recommandation de la Troisième Commission1, a pris note du rapport du "
        "Secrétaire général sur les phares2, a décidé d’inscrire à l’ordre du jour "
        "provisoire de sa soixante-dix-neuvième session la question intitulée « Bouées "
        "» et a prié le Secrétaire général de lui présenter à sa soixante-dix-huitième "
        "session un rapport sur les bouées.\n"
        "\n"
        "__________________\n"
        "1 A/77/900, par. 12.\n"
        "2 A/77/901.\n"
    ),
    "es": (
        "Asamblea General\n"
        "Septuagésimo séptimo período de sesiones\n"
        "\n"
        "Decisión adoptada por la Asamblea General\n"
        "\n"
        "77/940. Informe sobre los faros\n"
        "\n"
        "En su 54ª sesión plenaria, celebrada el 15 de diciembre de 2022, la Asamblea "
        "General, por recomendación de la Tercera Comisión1, tomó nota del informe del "
        "Secretario General sobre los faros2, decidió incluir en el programa "
        "provisional de su septuagésimo noveno período de sesiones el tema titulado "
        "“Boyas” y solicitó al Secretario General que en su septuagésimo octavo "
        "período de sesiones le presentara un informe sobre las boyas.\n"
        "\n"
        "__________________\n"
        "1 A/77/900, párr. 12.\n"
        "2 A/77/901.\n"
    ),
    "ru": (
        "Генеральная Ассамблея\n"
        "Семьдесят седьмая сессия\n"
        "\n"
        "Решение, принятое Генеральной Ассамблеей\n"
        "\n"
        "77/940. Доклад о маяках\n"
        "\n"
        "На своем 54-м пленарном заседании 15 декабря 2022 года Генеральная Ассамблея "
        "по рекомендации Третьего комитета1 приняла к сведению доклад Генерального "
        "секретаря о маяках2, постановила включить в предварительную повестку дня "
        "своей семьдесят девятой сессии пункт, озаглавленный «Буи», и просила "
        "Генерального секретаря представить ей на ее семьдесят восьмой сессии доклад о "
        "буях.\n"
        "\n"
        "__________________\n"
        "1 A/77/900, пункт 12.\n"
        "2 A/77/901.\n"
    ),
    "ar": (
        "الجمعية العامة\n"
        "الدورة السابعة والسبعون\n"
        "\n"
        "مقرر اتخذته الجمعية العامة\n"
        "\n"
        "77/940 - تقرير عن المنارات\n"
        "\n"
        "في الجلسة العامة 54، المعقودة في 15 كانون الأول/ديسمبر 2022، أحاطت الجمعية "
        "العامة علما، بناء على توصية اللجنة الثالثة(1)، بتقرير الأمين العام عن "
        "المنارات(2)، وقررت أن تدرج في جدول الأعمال المؤقت لدورتها التاسعة والسبعين "
        "البند المعنون ”العوامات“، وطلبت إلى الأمين العام أن يقدم إليها في دورتها "
        "الثامنة والسبعين تقريرا عن العوامات.\n"
        "\n"
        "__________________\n"
        "(1) A/77/900، الفقرة 12.\n"
        "(2) A/77/901.\n"
    ),
    "zh": (
        "大会\n"
        "第七十七届会议\n"
        "\n"
        "大会通过的决定\n"
        "\n"
        "77/940. 关于灯塔的报告\n"
        "\n"
        "2022年12月15日，大会第54次全体会议根据第三委员会的建议，1 表示注意到秘书长关于灯塔的报告，2 "
        "决定将题为“浮标”的项目列入第七十九届会议临时议程，并请秘书长向大会第七十八届会议提交关于浮标的报告。\n"
        "\n"
        "__________________\n"
        "1 A/77/900，第12段。\n"
        "2 A/77/901。\n"
    ),
}

LETTERED: Final = {
    "en": (
        "Economic and Social Council\n"
        "2022 session\n"
        "\n"
        "2022/940\n"
        "Lamps\n"
        "\n"
        "At its 24th (closing) meeting, on 22 July 2022, the Economic and Social "
        "Council, recalling its resolution 2021/30 of 22 July 2021:\n"
        "\n"
        "(a) Took note of the report of the Secretary-General on lamps;\n"
        "\n"
        "(b) Requested the Secretary-General to convene a meeting of pilots in 2023;\n"
        "\n"
        "(c) Decided to consider the matter at its 2023 session.\n"
        "\n"
        "At the same meeting, the Council appointed three pilots as members of the "
        "Board of Lamps.\n"
    ),
    "fr": (
        "Conseil économique et social\n"
        "Session de 2022\n"
        "\n"
        "2022/940\n"
        "Lampes\n"
        "\n"
        "À sa 24e séance (clôture), le 22 juillet 2022, le Conseil économique et "
        "social, rappelant sa résolution 2021/30 du 22 juillet 2021 :\n"
        "\n"
        "a) A pris note du rapport du Secrétaire général sur les lampes ;\n"
        "\n"
        "b) A prié le Secrétaire général d’organiser une réunion de pilotes en 2023 ;\n"
        "\n"
        "c) A décidé d’examiner la question à sa session de 2023.\n"
        "\n"
        "À la même séance, le Conseil a nommé trois pilotes membres du Conseil des "
        "lampes.\n"
    ),
    "es": (
        "Consejo Económico y Social\n"
        "Período de sesiones de 2022\n"
        "\n"
        "2022/940\n"
        "Lámparas\n"
        "\n"
        "En su 24ª sesión (clausura), celebrada el 22 de julio de 2022, el Consejo "
        "Económico y Social, recordando su resolución 2021/30, de 22 de julio de 2021:\n"
        "\n"
        "a) Tomó nota del informe del Secretario General sobre las lámparas;\n"
        "\n"
        "b) Solicitó al Secretario General que convocara una reunión de pilotos en "
        "2023;\n"
        "\n"
        "c) Decidió examinar la cuestión en su período de sesiones de 2023.\n"
        "\n"
        "En la misma sesión, el Consejo nombró a tres pilotos miembros de la Junta de "
        "Lámparas.\n"
    ),
    "ru": (
        "Экономический и Социальный Совет\n"
        "Сессия 2022 года\n"
        "\n"
        "2022/940\n"
        "Лампы\n"
        "\n"
        "На своем 24-м (заключительном) заседании 22 июля 2022 года Экономический и "
        "Социальный Совет, ссылаясь на свою резолюцию 2021/30 от 22 июля 2021 года:\n"
        "\n"
        "a) принял к сведению доклад Генерального секретаря о лампах;\n"
        "\n"
        "b) просил Генерального секретаря созвать в 2023 году совещание лоцманов;\n"
        "\n"
        "c) постановил рассмотреть этот вопрос на своей сессии 2023 года.\n"
        "\n"
        "На том же заседании Совет назначил трех лоцманов членами Совета по лампам.\n"
    ),
    "ar": (
        "المجلس الاقتصادي والاجتماعي\n"
        "دورة عام 2022\n"
        "\n"
        "2022/940\n"
        "المصابيح\n"
        "\n"
        "في الجلسة 24 (الختامية)، المعقودة في 22 تموز/يوليه 2022، قام المجلس الاقتصادي "
        "والاجتماعي، إذ يشير إلى قراره 2021/30 المؤرخ 22 تموز/يوليه 2021، بما يلي:\n"
        "\n"
        "(أ) أحاط علما بتقرير الأمين العام عن المصابيح؛\n"
        "\n"
        "(ب) طلب إلى الأمين العام أن يعقد اجتماعا للمرشدين في عام 2023؛\n"
        "\n"
        "(ج) قرر أن ينظر في المسألة في دورته لعام 2023.\n"
        "\n"
        "وفي الجلسة نفسها، عين المجلس ثلاثة مرشدين أعضاء في مجلس المصابيح.\n"
    ),
    "zh": (
        "经济及社会理事会\n"
        "2022年届会\n"
        "\n"
        "2022/940\n"
        "灯\n"
        "\n"
        "2022年7月22日，经济及社会理事会第24次会议(闭幕)，回顾其2021年7月22日第2021/30号决议：\n"
        "\n"
        "(a) 注意到秘书长关于灯的报告；\n"
        "\n"
        "(b) 请秘书长于2023年召开引水员会议；\n"
        "\n"
        "(c) 决定在2023年届会上审议该事项。\n"
        "\n"
        "在同次会议上，理事会任命三名引水员为灯委员会成员。\n"
    ),
}

MEETINGS: Final = {
    "en": (
        "At its 56th plenary meeting, on 30 December 2022, the General Assembly, on the recommendation of the Fifth Committee, decided to defer until its seventy-eighth session consideration of the following tables of tides:",
        "At its 1st plenary meeting, on 13 September 2022, the General Assembly, pursuant to rule 28 of its rules of procedure, appointed a Board of Lamps consisting of nine Member States.",
        "At its 43rd and 44th plenary meetings, on 18 and 21 November 2022, the General Assembly elected three States members of the Board of Lamps for a term of office of three years.",
        "At its 93rd (resumed) plenary meeting, on 1 September 2023, the General Assembly decided to include in the draft agenda of its seventy-eighth session the item entitled “Lamps”.",
    ),
    "fr": (
        "À sa 56e séance plénière, le 30 décembre 2022, l’Assemblée générale, sur la recommandation de la Cinquième Commission, a décidé de reporter à sa soixante-dix-huitième session l’examen des tables des marées suivantes :",
        "À sa 1re séance plénière, le 13 septembre 2022, l’Assemblée générale, conformément à l’article 28 de son règlement intérieur, a nommé un Conseil des lampes composé de neuf États Membres.",
        "À ses 43e et 44e séances plénières, les 18 et 21 novembre 2022, l’Assemblée générale a élu trois États membres du Conseil des lampes pour un mandat de trois ans.",
        "À sa 93e séance plénière (reprise), le 1er septembre 2023, l’Assemblée générale a décidé d’inscrire au projet d’ordre du jour de sa soixante-dix-huitième session la question intitulée « Lampes ».",
    ),
    "es": (
        "En su 56ª sesión plenaria, celebrada el 30 de diciembre de 2022, la Asamblea General, por recomendación de la Quinta Comisión, decidió aplazar hasta su septuagésimo octavo período de sesiones el examen de las siguientes tablas de mareas:",
        "En su primera sesión plenaria, celebrada el 13 de septiembre de 2022, la Asamblea General, de conformidad con el artículo 28 de su reglamento, nombró una Junta de Lámparas integrada por nueve Estados Miembros.",
        "En sus sesiones plenarias 43ª y 44ª, celebradas los días 18 y 21 de noviembre de 2022, la Asamblea General eligió a tres Estados miembros de la Junta de Lámparas por un mandato de tres años.",
        "En su 93ª sesión plenaria (continuación), celebrada el 1 de septiembre de 2023, la Asamblea General decidió incluir en el proyecto de programa de su septuagésimo octavo período de sesiones el tema titulado “Lámparas”.",
    ),
    "ru": (
        "На своем 56-м пленарном заседании 30 декабря 2022 года Генеральная Ассамблея по рекомендации Пятого комитета постановила отложить до своей семьдесят восьмой сессии рассмотрение следующих таблиц приливов:",
        "На своем 1-м пленарном заседании 13 сентября 2022 года Генеральная Ассамблея в соответствии с правилом 28 своих правил процедуры назначила Совет по лампам в составе девяти государств-членов.",
        "На своих 43-м и 44-м пленарных заседаниях 18 и 21 ноября 2022 года Генеральная Ассамблея избрала три государства членами Совета по лампам на трехлетний срок полномочий.",
        "На своем 93-м (возобновленном) пленарном заседании 1 сентября 2023 года Генеральная Ассамблея постановила включить в проект повестки дня своей семьдесят восьмой сессии пункт, озаглавленный «Лампы».",
    ),
    "ar": (
        "في الجلسة العامة 56، المعقودة في 30 كانون الأول/ديسمبر 2022، قررت الجمعية العامة، بناء على توصية اللجنة الخامسة، أن ترجئ إلى دورتها الثامنة والسبعين النظر في جداول المد والجزر التالية:",
        "في الجلسة العامة الأولى، المعقودة في 13 أيلول/سبتمبر 2022، عينت الجمعية العامة، وفقا للمادة 28 من نظامها الداخلي، مجلسا للمصابيح يتألف من تسع دول أعضاء.",
        "في الجلستين العامتين 43 و 44، المعقودتين في 18 و 21 تشرين الثاني/نوفمبر 2022، انتخبت الجمعية العامة ثلاث دول أعضاء في مجلس المصابيح لفترة ثلاث سنوات.",
        "في الجلسة العامة 93 (المستأنفة)، المعقودة في 1 أيلول/سبتمبر 2023، قررت الجمعية العامة أن تدرج في مشروع جدول أعمال دورتها الثامنة والسبعين البند المعنون ”المصابيح“.",
    ),
    "zh": (
        "2022年12月30日，大会第56次全体会议根据第五委员会的建议，决定推迟至第七十八届会议审议下列潮汐表：",
        "2022年9月13日，大会第1次全体会议依照议事规则第28条，任命由九个会员国组成的灯委员会。",
        "2022年11月18日和21日，大会第43次和第44次全体会议选举三个国家为灯委员会成员，任期三年。",
        "2023年9月1日，大会第93次全体会议(续会)决定将题为“灯”的项目列入第七十八届会议议程草案。",
    ),
}
"""What an organ did at a meeting: deferred, appointed, elected at two meetings, resumed."""
