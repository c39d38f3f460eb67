from __future__ import annotations

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from invented_texts import resolution

from seized.languages import CODES, language
from seized.meaning.actors import actor, actor_class, actor_name, actors, find_actors
from seized.meaning.naming import Names, forms, plain
from seized.meaning.passages import passage
from seized.model.dates import PartialDate
from seized.model.errors import NotFound, UnsupportedLanguage
from seized.model.findings import ActorMention
from seized.model.text import Piece, from_source, to_source

OFFICES = {
    "en": "Invites the Secretary-General of the Shanghai Cooperation Organization to a picnic;",
    "fr": "Invite le Secrétaire général de l’Organisation de Shanghai pour la coopération ;",
    "es": "Invita al Secretario General de la Organización de Cooperación de Shanghái;",
    "ru": "встретиться с Генеральным секретарем Шанхайской организации сотрудничества;",
    "ar": "يجتمع مع الأمين العام لمنظمة شنغهاي للتعاون؛",
    "zh": "邀请上海合作组织秘书长参加野餐；",
}
PLAIN_OFFICES = {
    "en": "Requests the Secretary-General to water the garden of the organization;",
    "fr": "Prie le Secrétaire général d’arroser le jardin ;",
    "es": "Solicita al Secretario General que riegue el jardín;",
    "ru": "просит Генерального секретаря полить сад;",
    "ar": "تطلب إلى الأمين العام أن يسقي الحديقة؛",
    "zh": "请秘书长给花园浇水；",
}
GOVERNMENTS = {
    "en": "Thanks the Government of Kenya for its tea;",
    "fr": "Remercie le Gouvernement du Kenya pour son thé ;",
    "es": "Agradece al Gobierno de Kenya su té;",
    "ru": "благодарит правительство Кении за чай;",
    "ar": "تشكر حكومة كينيا على الشاي؛",
    "zh": "感谢肯尼亚政府提供茶叶；",
}
SYSTEM = {
    "en": "Invites the specialized agencies and the Food and Agriculture Organization of the "
    "United Nations, as well as UNICEF, to plant lemons under the Charter of the United Nations;",
    "fr": "Invite les institutions spécialisées et l’Organisation des Nations Unies pour "
    "l’alimentation et l’agriculture, ainsi que l’UNICEF, à planter des citrons "
    "selon la Charte des Nations Unies ;",
    "es": "Invita a los organismos especializados y a la Organización de las Naciones Unidas para "
    "la Alimentación y la Agricultura, así como al UNICEF, a plantar limones según la Carta de "
    "las Naciones Unidas;",
    "ru": "предлагает специализированным учреждениям и Продовольственной и сельскохозяйственной "
    "организации Объединенных Наций, а также ЮНИСЕФ сажать лимоны по Уставу Организации "
    "Объединенных Наций;",
    "ar": "تدعو الوكالات المتخصصة ومنظمة الأغذية والزراعة للأمم المتحدة واليونيسف إلى زراعة "
    "الليمون وفقا لميثاق الأمم المتحدة؛",
    "zh": "邀请各专门机构和联合国粮食及农业组织以及儿基会根据《联合国宪章》种植柠檬；",
}


def named(code: str, *sentences: str) -> list[str]:
    found, source = resolution(*sentences)
    return [m.actor for m in find_actors(found, source, code)]


@pytest.mark.parametrize("code", CODES)
def test_every_actor_has_a_name_in_every_language(code: str) -> None:
    table = language(code).table("actors")
    assert list(table["names"]) == list(actors())
    assert all(names and all(names) for names in table["names"].values())
    english = language("en").table("actors")
    for section in ("context", "offices", "offices_plural", "decoys"):
        assert set(table[section]) == set(english[section])


@pytest.mark.parametrize("code", CODES)
def test_every_form_of_every_name_is_found_and_means_its_actor(code: str) -> None:
    table = language(code).table("actors")
    machine = Names(table["names"], code)
    for key, names in table["names"].items():
        for name in names:
            for form in forms(name, code):
                (found,) = machine.find(form)
                start, end, keys = found
                assert key in keys
                assert (start, end) == (0, len(form))


def test_the_catalogue_holds_the_member_states_and_the_letters_of_the_cooperation_item() -> None:
    members = [a for a in actors().values() if a.kind == "member-state"]
    assert len(members) == 193
    assert len({a.iso3 for a in members}) == len({a.m49 for a in members}) == 193
    assert all(re.fullmatch("[A-Z]{3}", a.iso3) and re.fullmatch(r"\d{3}", a.m49) for a in members)
    letters = {a.letter for a in actors().values() if a.letter}
    assert letters == {*"abcdefghijklmnopqrstuvwxyz", "aa"}
    assert actor("shanghai-cooperation-organization").letter == "s"


@pytest.mark.parametrize("code", CODES)
def test_an_office_goes_with_the_body_it_belongs_to(code: str) -> None:
    office = "shanghai-cooperation-organization.secretary-general"
    assert named(code, OFFICES[code]) == [office]
    assert actor_class(office) == "organizations"


@pytest.mark.parametrize("code", CODES)
def test_the_secretary_general_alone_is_that_of_the_united_nations(code: str) -> None:
    assert named(code, PLAIN_OFFICES[code]) == ["secretary-general"]


@pytest.mark.parametrize("code", CODES)
def test_a_government_is_its_state(code: str) -> None:
    assert named(code, GOVERNMENTS[code]) == ["kenya"]


@pytest.mark.parametrize(
    ("code", "sentence"),
    [
        ("ar", "يطلب إلى قوة الأمم المتحدة المؤقتة في لبنان أن ترسم الخرائط؛"),
        ("en", "Requests the United Nations Interim Force in Lebanon to draw charts;"),
        (
            "es",
            "Pide a la Fuerza Provisional de las Naciones Unidas en el Líbano que trace mapas;",
        ),
        ("fr", "Prie la Force intérimaire des Nations Unies au Liban de dresser des cartes ;"),
        ("ru", "поручает Временным силам Организации Объединенных Наций в Ливане составить карты;"),
        ("zh", "请联合国驻黎巴嫩临时部队绘制海图；"),
    ],
)
def test_a_peace_operation_is_named_and_not_the_country_it_is_in(code: str, sentence: str) -> None:
    assert named(code, sentence) == ["unifil"]
    assert actor_class("unifil") == "un-system"


@pytest.mark.parametrize("code", CODES)
def test_the_charter_is_no_actor_and_abbreviations_are(code: str) -> None:
    assert named(code, SYSTEM[code]) == ["specialized-agencies", "fao", "unicef"]


@pytest.mark.parametrize(
    ("code", "sentence"),
    [
        ("en", "Notes that Chadwick and whooping cranes like the ECOnomy of malice;"),
        ("fr", "Note que les indiennes et le malien aiment le chilien ;"),
        ("es", "Observa que los chilenos y las cubanas bailan;"),
        ("ru", "отмечает иракский, кубинский и чадский танцы;"),
        ("ar", "تلاحظ الرقص المصري والكوبي؛"),
        ("zh", "注意到发展中乐队在印度洋上跳舞；"),
    ],
)
def test_a_name_inside_a_longer_word_is_not_found(code: str, sentence: str) -> None:
    assert named(code, sentence) == []


@pytest.mark.parametrize(
    ("sentence", "who"),
    [
        ("وتطلب إلى الصين", "china"),
        ("بالصين وحدها", "china"),
        ("تعرب للصين", "china"),
        ("وللأمين العام", "secretary-general"),
        ("تشكر الأمـين العـامّ", "secretary-general"),
        ("كالبرازيل", "brazil"),
    ],
)
def test_arabic_particles_and_signs_do_not_hide_a_name(sentence: str, who: str) -> None:
    assert named("ar", sentence) == [who]


@pytest.mark.parametrize(
    "form",
    ["Генеральная Ассамблея", "Генеральной Ассамблеи", "Генеральную Ассамблею"],
)
def test_russian_names_are_found_in_every_case(form: str) -> None:
    assert named("ru", f"увидела, что {form} танцует") == ["general-assembly"]


def test_typographic_hyphens_apostrophes_and_spaces_are_plain_ones() -> None:
    assert named("en", "thanks the Secretary\u2011General and UN\u2011Habitat") == [
        "secretary-general",
        "un-habitat",
    ]
    assert named("fr", "remercie la Côte d\u2019Ivoire et l\u2019Union\u00a0européenne") == [
        "cote-divoire",
        "european-union",
    ]


def test_a_shared_name_is_the_body_that_was_named_last() -> None:
    full = "Thanks the Special Committee on Peacekeeping Operations;"
    short = "Asks the Special Committee to sing;"
    assert named("en", full, short) == ["special-committee-on-peacekeeping-operations"] * 2
    assert named("en", short) == ["special-committee-on-decolonization"]


def test_the_members_of_an_organization_are_states() -> None:
    (found,) = named("en", "Thanks the States members of the African Union;")
    assert found == "african-union.member-states"
    assert actor_class(found) == "member-states"


@pytest.mark.parametrize("code", CODES)
def test_names_can_be_shown(code: str) -> None:
    assert all(actor_name(key, code) for key in actors())
    assert "{" not in "".join(actor_name(key, code) for key in actors())
    shown = actor_name("asean.secretariat", code)
    assert shown.startswith(actor_name("asean", code))
    assert shown.endswith(")")


def test_an_unknown_actor_office_or_language_is_an_error() -> None:
    for bad in ("atlantis", "asean.gardener"):
        with pytest.raises(NotFound):
            actor_name(bad, "en")
    with pytest.raises(NotFound):
        actor_class("atlantis")
    found, source = resolution("x")
    with pytest.raises(UnsupportedLanguage):
        find_actors(found, source, "de")


@pytest.mark.parametrize("code", CODES)
def test_every_quote_is_the_slice_of_its_span(code: str) -> None:
    found, source = resolution(SYSTEM[code], OFFICES[code], notes=(GOVERNMENTS[code],))
    mentions = find_actors(found, source, code)
    assert [m.at for m in mentions] == ["op1"] * 3 + ["op2", "note1"]
    assert all(isinstance(m, ActorMention) for m in mentions)
    assert all(source[m.span.start : m.span.end] == m.quote for m in mentions)


@settings(max_examples=60, deadline=None)
@given(st.lists(st.sampled_from(["الأمين العام", "ـ", "ّ", " ", "و", "ل", "مصر", "\u200f", "x"])))
def test_signs_that_are_left_out_do_not_shift_a_quote(pieces: list[str]) -> None:
    text = "".join(pieces)
    found, source = resolution(text)
    for mention in find_actors(found, source, "ar"):
        assert source[mention.span.start : mention.span.end] == mention.quote
        assert plain(mention.quote)[0].strip("وبلكف") in {"الأمين العام", "مصر"}


@pytest.mark.parametrize(
    ("code", "sentence"),
    [
        ("en", "Thanks the General Conference of the World Tourism Organization;"),
        ("fr", "Remercie l’Assemblée générale de l’Organisation mondiale du tourisme ;"),
        ("es", "Agradece a la Asamblea General de la Organización Mundial del Turismo;"),
        ("ru", "благодарит Генеральную ассамблею Всемирной туристской организации;"),
        ("ar", "تشكر الجمعية العامة لمنظمة السياحة العالمية؛"),
        ("zh", "感谢世界旅游组织大会；"),
    ],
)
def test_the_assembly_of_an_agency_is_not_the_general_assembly(code: str, sentence: str) -> None:
    assert named(code, sentence) == ["unwto.assembly"]
    assert actor_class("unwto.assembly") == "un-system"


@pytest.mark.parametrize("code", CODES)
def test_no_name_is_also_a_decoy(code: str) -> None:
    table = language(code).table("actors")
    names = {f for own in table["names"].values() for name in own for f in forms(name, code)}
    decoys = {f for own in table["decoys"].values() for name in own for f in forms(name, code)}
    assert not names & decoys


RUNS = st.lists(st.tuples(st.integers(1, 9), st.integers(0, 3)), min_size=1, max_size=6)


def pieces_of(runs: list[tuple[int, int]]) -> tuple[Piece, ...]:
    pieces: list[Piece] = []
    text = source = 0
    for length, gap in runs:
        pieces.append(Piece(text, source, length))
        text += length + 1
        source += length + 1 + gap
    return tuple(pieces)


@given(RUNS, st.data())
def test_a_passage_leads_to_the_same_place_as_the_pieces_do(
    runs: list[tuple[int, int]], data: st.DataObject
) -> None:
    pieces = pieces_of(runs)
    size = pieces[-1].text + pieces[-1].length
    start = data.draw(st.integers(0, size - 1))
    end = data.draw(st.integers(start + 1, size))
    place = passage("op1", 100, "x" * size, pieces).span(100 + start, 100 + end)
    assert place == to_source(pieces, start, end)


@given(RUNS)
def test_a_place_in_the_source_leads_back_to_the_text(runs: list[tuple[int, int]]) -> None:
    pieces = pieces_of(runs)
    ends = [piece.source for piece in pieces[1:]] + [pieces[-1].source + pieces[-1].length + 3]
    for (text, source, length), end in zip(pieces, ends, strict=True):
        for at in range(source, end):  # layout behind a piece leads to its end
            assert from_source(pieces, at) == text + min(at - source, length)


def test_a_former_name_means_the_same_state() -> None:
    assert actor("turkiye").renamed == PartialDate("2022-06")
    assert named("en", "Thanks Türkiye for the tulips;", "Thanks Turkey;") == ["turkiye"] * 2
    assert actor_name("turkiye", "en") == "Türkiye"
    assert all(PartialDate(a.renamed) for a in actors().values() if a.renamed)
