from __future__ import annotations

import msgspec
import pytest
from invented_texts import resolution

from seized.languages import CODES, language
from seized.meaning.actors import find_actors
from seized.meaning.instruments import find_instruments
from seized.model.errors import UnsupportedLanguage
from seized.model.findings import Instrument
from seized.model.resolution import Resolution

SAME = {
    "en": "Notes the dialogue between UNICEF and ASEAN, and notes also the memorandum of "
    "understanding between these two entities signed on 2 May 2015;",
    "fr": "Note le dialogue entre l’UNICEF et l’ASEAN, et prend note du mémorandum d’accord que "
    "ceux-ci ont signé le 2 mai 2015 ;",
    "es": "Observa el diálogo entre el UNICEF y la ASEAN, y el memorando de entendimiento entre "
    "estas dos entidades, firmado el 2 de mayo de 2015;",
    "ru": "отмечает диалог между ЮНИСЕФ и АСЕАН и меморандум о взаимопонимании между этими двумя "
    "структурами, подписанный 2 мая 2015 года;",
    "ar": "تلاحظ الحوار بين اليونيسف والآسيان، وتحيط علما بمذكرة التفاهم الموقعة بين هذين "
    "الكيانين في 2 أيار/مايو 2015؛",
    "zh": "注意到儿基会与东盟的对话，并注意到这两个实体于2015年5月2日签署谅解备忘录；",
}
FIELDS = {
    "en": "Welcomes the memorandum of understanding between UNIDO and ASEAN of June 2003 on "
    "cooperation in trade and customs;",
    "fr": "Accueille le mémorandum d’accord entre l’ONUDI et l’ASEAN, signé en juin 2003, dans les "
    "domaines du commerce et des douanes ;",
    "es": "Acoge el memorando de entendimiento entre la ONUDI y la ASEAN, de junio de 2003, en el "
    "comercio y las aduanas;",
    "ru": "приветствует меморандум о взаимопонимании между ЮНИДО и АСЕАН от июня 2003 года в "
    "области торговли и таможенного дела;",
    "ar": "ترحب بمذكرة التفاهم بين اليونيدو والآسيان في حزيران/يونيه 2003 في "
    "مجالي التجارة والجمارك؛",
    "zh": "欢迎工发组织和东盟于2003年6月签署旨在加强贸易和海关合作的谅解备忘录；",
}
TREATY = {
    "en": ("Recalls the Treaty on the Borrowing of Umbrellas, and opens one;", "Umbrellas"),
    "fr": ("Rappelle le Traité sur le prêt des parapluies, et en ouvre un ;", "parapluies"),
    "es": ("Recuerda el Tratado sobre el Préstamo de Paraguas, y abre uno;", "Paraguas"),
    "ru": ("ссылается на Договор об одалживании зонтов и открывает один;", "зонтов"),
    "ar": ("تشير إلى معاهدة إعارة المظلات، وتفتح واحدة؛", "المظلات"),
    "zh": ("回顾《雨伞借用条约》，并打开一把；", "条约》"),
}
SERIES = {
    "en": "United Nations, Treaty Series, vol. 1, No. 2.",
    "fr": "Nations Unies, Recueil des Traités, vol. 1, no 2.",
    "es": "Naciones Unidas, Treaty Series, vol. 1, núm. 2.",
    "ru": "United Nations, Treaty Series, vol. 1, No. 2.",
    "ar": "United Nations, Treaty Series, vol. 1, No. 2.",
    "zh": "联合国，《条约汇编》，第1卷，第2号。",
}


def instruments(code: str, *sentences: str) -> tuple[Instrument, ...]:
    found, source = resolution(*sentences)
    out = find_instruments(found, source, code, find_actors(found, source, code))
    assert all(source[one.span.start : one.span.end] == one.quote for one in out)
    return out


@pytest.mark.parametrize("code", CODES)
def test_the_examples_of_the_data_are_instruments_with_parties_and_date(code: str) -> None:
    for example in language(code).table("instruments")["tests"]["examples"]:
        (one,) = instruments(code, example["text"])
        assert one.kind == example["kind"]
        assert one.date == example["date"]
        assert list(one.parties) == example["parties"]


@pytest.mark.parametrize("code", CODES)
def test_the_counter_examples_of_the_data_are_none(code: str) -> None:
    for text in language(code).table("instruments")["tests"]["counter_examples"]:
        assert instruments(code, text) == ()


@pytest.mark.parametrize("code", CODES)
def test_the_words_have_the_same_keys_in_all_languages(code: str) -> None:
    for name in ("instruments", "events", "fields", "places"):
        ours, english = language(code).table(name), language("en").table(name)
        assert ours.keys() == english.keys()
        assert all(set(ours[k]) == set(english[k]) for k in english)


@pytest.mark.parametrize("code", CODES)
def test_these_two_entities_are_the_two_named_last(code: str) -> None:
    (one,) = instruments(code, SAME[code])
    assert one.parties == ("unicef", "asean")
    assert one.date == "2015-05-02"


@pytest.mark.parametrize("code", CODES)
def test_a_month_without_a_day_stays_a_month_and_the_fields_are_told(code: str) -> None:
    (one,) = instruments(code, FIELDS[code])
    assert one.date == "2003-06"
    assert one.parties == ("unido", "asean")
    assert one.fields == ("trade", "customs")


@pytest.mark.parametrize("code", CODES)
def test_a_treaty_is_known_by_its_note(code: str) -> None:
    sentence, last = TREATY[code]
    found, source = resolution(sentence, notes=(SERIES[code],))
    anchor = sentence.index(last) + len(last)
    (paragraph,) = found.operative
    paragraph = msgspec.structs.replace(paragraph, notes=("1",), anchors=(anchor,))
    found = msgspec.structs.replace(found, operative=(paragraph,))
    (one,) = find_instruments(found, source, code, find_actors(found, source, code))
    assert one.kind == "treaty"
    assert one.date is None
    assert one.quote.endswith(last)
    assert source[one.span.start : one.span.end] == one.quote


def test_three_parties_are_three() -> None:
    (one,) = instruments("en", "Notes the Agreement between Kenya, Chad and Mali of 3 May 2001;")
    assert one.parties == ("kenya", "chad", "mali")


def test_parties_named_before_need_a_date() -> None:
    text = "Notes the cooperation between UNICEF and ASEAN, and the signing of a memorandum of "
    assert instruments("en", text + "understanding;") == ()
    (one,) = instruments("en", text + "understanding on 3 May 2001;")
    assert (one.rule, one.parties, one.date) == ("pair", ("unicef", "asean"), "2001-05-03")


def test_nothing_is_found_in_nothing_and_an_unknown_language_is_an_error() -> None:
    empty = Resolution(None, None, None, None)
    assert find_instruments(empty, "", "en", ()) == ()
    with pytest.raises(UnsupportedLanguage):
        find_instruments(empty, "", "xx", ())


def test_a_chinese_list_of_parties_is_taken_whole() -> None:
    (one,) = instruments("zh", "注意到儿基会、世界卫生组织和东盟于2015年5月2日签署谅解备忘录；")
    assert one.parties == ("unicef", "who", "asean")


def test_of_a_body_and_its_office_the_office_is_the_party() -> None:
    text = "注意到东盟秘书处与联合国秘书处法律事务厅于2015年5月2日签署谅解备忘录；"
    (one,) = instruments("zh", text)
    assert one.parties == ("asean", "office-of-legal-affairs")
