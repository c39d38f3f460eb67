"""Noise of layout is looked for only where a suspect character stands."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from seized.structure.chunks import _MARKDOWN_NOISE, _NOISE, _noises

_SIGNS = st.text(alphabet="ab.²1 \u00a0\t\u200f\u3000⁽⁾³,*_\\\n字", max_size=40)


@given(text=_SIGNS, markdown=st.booleans())
def test_the_quick_search_finds_the_noise_that_the_plain_search_finds(
    text: str, markdown: bool
) -> None:
    plain = _MARKDOWN_NOISE if markdown else _NOISE
    found = [one.span() for one in _noises(text, 0, len(text), markdown)]
    assert found == [one.span() for one in plain.finditer(text)]
