from __future__ import annotations

import pytest
from invented_texts import resolution

from seized.languages import CODES, language
from seized.meaning.actors import actors, find_actors
from seized.meaning.events import find_events
from seized.meaning.fields import field_name, fields, find_fields
from seized.meaning.naming import Names, forms
from seized.meaning.places import place_name, places
from seized.model.errors import NotFound, UnsupportedLanguage
from seized.model.findings import Event
from seized.model.resolution import Resolution

SHARED = {
    "en": "Notes the third and fourth meetings of gardeners, held in Geneva on 5 May 2014 and "
    "in Rome on 6 June 2015;",
    "fr": "Note les troisième et quatrième réunions de jardiniers, tenues à Genève le 5 mai 2014 "
    "et à Rome le 6 juin 2015 ;",
    "es": "Observa las reuniones tercera y cuarta de jardineros, celebradas en Ginebra el 5 de "
    "mayo de 2014 y en Roma el 6 de junio de 2015;",
    "ru": "отмечает третье и четвертое заседания садовников, состоявшиеся в Женеве 5 мая 2014 года "
    "и в Риме 6 июня 2015 года;",
    "ar": "تلاحظ اجتماعات البستانيين التي عقدت في جنيف في 5 أيار/مايو 2014 وفي روما في "
    "6 حزيران/يونيه 2015؛",
    "zh": "注意到2014年5月5日在日内瓦举行的园丁会议和2015年6月6日在罗马举行的会议；",
}
ONLINE = {
    "en": "Welcomes the summit of bakers, held by videoconference on 5 May 2014;",
    "fr": "Salue le sommet des boulangers, tenu par visioconférence le 5 mai 2014 ;",
    "es": "Acoge la cumbre de panaderos, celebrada por videoconferencia el 5 de mayo de 2014;",
    "ru": "приветствует саммит пекарей, состоявшийся в видеоформате 5 мая 2014 года;",
    "ar": "ترحب باجتماع الخبازين الذي عقد بالفيديو في 5 أيار/مايو 2014؛",
    "zh": "欢迎2014年5月5日以视频形式举行的面包师峰会；",
}
LISTED = {
    "en": "Notes work in energy, customs, public health, the digital economy and agriculture, and "
    "thanks the World Health Organization;",
    "fr": "Note les travaux sur l’énergie, les douanes, la santé publique, l’économie numérique et "
    "l’agriculture, et remercie l’Organisation mondiale de la Santé ;",
    "es": "Observa la labor en la energía, las aduanas, la salud pública, la economía digital y la "
    "agricultura, y da las gracias a la Organización Mundial de la Salud;",
    "ru": "отмечает работу в области энергетики, таможенного дела, здравоохранения, цифровой "
    "экономики и сельского хозяйства и благодарит Всемирную организацию здравоохранения;",
    "ar": "تلاحظ العمل في مجالات الطاقة والجمارك والصحة العامة والاقتصاد الرقمي والزراعة، وتشكر "
    "منظمة الصحة العالمية؛",
    "zh": "注意到在能源、海关、公共卫生、数字经济和农业方面的工作，并感谢世界卫生组织；",
}
WANTED = ["energy", "customs", "public-health", "digital-economy", "agriculture"]


def events(code: str, *sentences: str) -> tuple[Event, ...]:
    found, source = resolution(*sentences)
    out = find_events(found, source, code)
    assert all(source[one.span.start : one.span.end] == one.quote for one in out)
    return out


@pytest.mark.parametrize("code", CODES)
def test_the_examples_of_the_data_are_events_with_ordinal_place_and_dates(code: str) -> None:
    for example in language(code).table("events")["tests"]["examples"]:
        (one,) = events(code, example["text"])
        assert one.ordinal == example["ordinal"]
        assert one.place == place_name(example["place"], code)
        assert (one.from_, one.to) == (example["from"], example["to"])


@pytest.mark.parametrize("code", CODES)
def test_the_counter_examples_of_the_data_are_no_events(code: str) -> None:
    for text in language(code).table("events")["tests"]["counter_examples"]:
        assert events(code, text) == ()


@pytest.mark.parametrize("code", CODES)
def test_meetings_that_share_a_word_are_two_events(code: str) -> None:
    one, two = events(code, SHARED[code])
    assert [one.from_, two.from_] == ["2014-05-05", "2015-06-06"]
    assert [one.place, two.place] == [place_name("geneva", code), place_name("rome", code)]
    if code in {"en", "fr", "ru"}:
        assert [one.ordinal, two.ordinal] == [3, 4]


@pytest.mark.parametrize("code", CODES)
def test_a_meeting_by_video_has_no_place(code: str) -> None:
    (one,) = events(code, ONLINE[code])
    assert one.place is None
    assert one.from_ == one.to == "2014-05-05"


def test_a_place_outside_the_catalogue_is_told_as_printed() -> None:
    (one,) = events("en", "Notes the meeting held in Little Whinging on 5 May 2014;")
    assert one.place == "Little Whinging"


def test_every_city_has_a_country_and_a_name_in_every_language() -> None:
    assert all(country in actors() for country in places().values())
    for code in CODES:
        names = language(code).table("places")["names"]
        assert list(names) == list(places())
    with pytest.raises(NotFound):
        place_name("atlantis", "en")


@pytest.mark.parametrize("code", CODES)
def test_fields_are_the_same_in_every_language(code: str) -> None:
    found, source = resolution(LISTED[code])
    mentions = find_fields(found, source, code, find_actors(found, source, code))
    assert [m.field for m in mentions] == WANTED
    assert all(source[m.span.start : m.span.end] == m.quote for m in mentions)


@pytest.mark.parametrize("code", CODES)
def test_every_field_has_words_and_every_word_is_found(code: str) -> None:
    words = language(code).table("fields")["words"]
    assert list(words) == list(fields())
    machine = Names(words, code)
    for key, own in words.items():
        assert field_name(key, code)
        for word in own:
            for form in forms(word, code):
                (found,) = machine.find(form)
                assert key in found[2], form
                assert found[2] == (key,), form


def test_an_unknown_field_or_language_is_an_error() -> None:
    empty = Resolution(None, None, None, None)
    with pytest.raises(NotFound):
        field_name("alchemy", "en")
    for reader in (find_events, find_fields):
        with pytest.raises(UnsupportedLanguage):
            reader(empty, "", "xx")
        assert reader(empty, "", "en") == ()
