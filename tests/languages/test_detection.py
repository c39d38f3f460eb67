"""The language of a text, from its script and its short words."""

from __future__ import annotations

import contextlib
import subprocess
import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st

from seized.languages import CODES, detect, detection
from seized.model.errors import UnsupportedLanguage

TEXTS = {
    "ar": "إن الجمعية العامة، إذ تشير إلى قرارها بشأن العبارات "
    "في مدن النهر، وإذ تلاحظ ما أحرز من تقدم،",
    "en": "The General Assembly, Recalling its resolution on the "
    "ferries of river towns, Noting the progress made,",
    "es": "La Asamblea General, Recordando su resolución relativa "
    "a los transbordadores de las ciudades del río,",
    "fr": "L’Assemblée générale, Rappelant sa résolution sur les "
    "bacs des villes du fleuve, Notant les progrès,",
    "ru": "Генеральная Ассамблея, ссылаясь на свою резолюцию "
    "о паромах в речных городах и отмечая успехи,",
    "zh": "大会，回顾其关于河边城镇渡船的决议，注意到所取得的进展，并欢迎各国的合作，",
}
OTHERS = {
    "German": "Die Generalversammlung, unter Hinweis auf ihre Resolution "
    "über die Fähren der Städte am Fluss,",
    "Portuguese": "A Assembleia Geral, recordando a sua resolução sobre "
    "as balsas das cidades do rio, que não foram",
    "Italian": "L’Assemblea Generale, ricordando la sua risoluzione "
    "sui traghetti delle città del fiume, che non è",
    "Dutch": "De Algemene Vergadering, herinnerend aan haar resolutie "
    "over de veerboten van de steden aan het water",
    "Turkish": "Genel Kurul, nehir kentlerindeki feribotlar hakkında "
    "kabul ettiği kararı hatırlatarak ve ilerlemeyi",
    "Ukrainian": "Генеральна Асамблея, посилаючись на свою резолюцію "
    "про пороми у містах та на інші рішення щодо річки",
    "Bulgarian": "Общото събрание, като припомня своята резолюция "
    "и като отбелязва, че се е събрало да обсъди",
    "Persian": "مجمع عمومی با یادآوری قطعنامه خود درباره قایق های "
    "شهرهای کنار رود که در این باره تصویب شده است",
    "Urdu": "جنرل اسمبلی دریا کے شہروں کی کشتیوں کے بارے میں "
    "اپنی قرارداد کو یاد کرتے ہوئے اور پیش رفت کو",
    "Japanese": "総会は、川辺の町の渡し船に関する決議を想起し、"
    "進展に留意しつつ、各国の協力を歓迎する。",
    "Korean": "총회는 강변 마을의 나룻배에 관한 결의를 상기하고 "
    "진전에 유의하며 각국의 협력을 환영한다",
    "Hindi": "महासभा, नदी किनारे के नगरों की नौकाओं पर अपने संकल्प को स्मरण करते हुए",
    "Greek": "Η Γενική Συνέλευση, υπενθυμίζοντας το ψήφισμά της για τα πορθμεία των πόλεων",
    "Hebrew": "העצרת הכללית, בהזכירה את החלטתה בדבר המעבורות של ערי הנהר",
}


@pytest.mark.parametrize("code", CODES)
def test_a_short_passage_is_enough(code: str) -> None:
    assert detect(TEXTS[code]) == code


@pytest.mark.parametrize("code", CODES)
def test_a_masthead_in_english_does_not_mislead(code: str) -> None:
    head = "A/RES/95/312\nDistr.: General\n18 March 2041\nOriginal: English\n\n"
    assert detect(head + TEXTS[code] * 3) == code


@pytest.mark.parametrize("code", CODES)
def test_a_long_text_is_told_from_a_sample(code: str) -> None:
    found = detection((TEXTS[code] + "\n") * 500)
    assert found.code == code
    assert found.second is None


@pytest.mark.parametrize("name", OTHERS)
def test_a_language_that_is_none_of_the_six_is_an_error(name: str) -> None:
    with pytest.raises(UnsupportedLanguage):
        detect(OTHERS[name] * 3)


@pytest.mark.parametrize("text", ["", "  \n", "A/RES/95/312", "1. 2. 3.", "№ 7", "ok"])
def test_too_little_text_is_an_error_with_advice(text: str) -> None:
    with pytest.raises(UnsupportedLanguage) as caught:
        detect(text)
    assert caught.value.advice


def test_a_text_in_two_languages_is_the_larger_one_with_a_doubt() -> None:
    found = detection(TEXTS["ru"] * 6 + TEXTS["en"] * 3)
    assert (found.code, found.second) == ("ru", "Latn")
    found = detection(TEXTS["fr"] * 5 + TEXTS["en"] * 4)
    assert (found.code, found.second) == ("fr", "en")


def test_a_text_where_no_script_dominates_is_an_error() -> None:
    mixed = TEXTS["ru"] + TEXTS["en"] + TEXTS["ar"] + TEXTS["zh"]
    with pytest.raises(UnsupportedLanguage, match="mixes"):
        detect(mixed * 4)


@given(st.text(max_size=400))
def test_any_text_has_a_language_or_an_error(text: str) -> None:
    with contextlib.suppress(UnsupportedLanguage):
        assert detect(text) in CODES


def test_importing_the_languages_parses_no_data() -> None:
    program = "import sys, seized.languages; sys.exit('tomllib' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", program], check=False)
    assert done.returncode == 0
