"""Characters of symbol fonts, which Word keeps as codes of the private use area."""

from __future__ import annotations

__all__ = ["bullet_text", "symbol_text"]

_REPLACED = "\N{WHITE SQUARE}"

# Adobe's Symbol encoding; a space stands where it has none. Wingdings is another matter: only
# its bullets, boxes and arrows are worth a name, all else in it is a picture.
_SYMBOL_20 = (
    " !∀#∃%&∋()∗+,−./0123456789:;<=>?≅ΑΒΧΔΕΦΓΗΙϑΚΛΜΝΟΠΘΡΣΤΥςΩΞΨΖ[∴]⊥_"
    "‾αβχδεφγηιϕκλμνοπθρστυϖωξψζ{|}∼"
)
_SYMBOL_A0 = (
    "€ϒ′≤⁄∞ƒ♣♦♥♠↔←↑→↓°±″≥×∝∂•÷≠≡≈…⏐⎯↵ℵℑℜ℘⊗⊕∅∩∪⊃⊇⊄⊂⊆∈∉∠∇®©™∏√⋅¬∧∨⇔⇐⇑⇒⇓"
    "◊〈®©™∑⎛⎜⎝⎡⎢⎣⎧⎨⎩⎪ 〉∫⌠⎮⌡⎞⎟⎠⎤⎥⎦⎫⎬⎭"
)
_WINGDINGS = {
    0x6C: "●", 0x6D: "❍", 0x6E: "■", 0x6F: "□", 0x70: "❐", 0x71: "❑", 0x72: "❒", 0x73: "⬧",
    0x74: "⧫", 0x75: "◆", 0x76: "❖", 0x77: "⬥", 0x9E: "·", 0x9F: "•", 0xA0: "▪", 0xA1: "○",
    0xA7: "▪", 0xA8: "◻", 0xAA: "✦", 0xAB: "★", 0xD8: "➢", 0xDF: "←", 0xE0: "→", 0xE8: "➔",
    0xF0: "⇨", 0xFB: "✗", 0xFC: "✓", 0xFD: "☒", 0xFE: "☑",
}  # fmt: skip


def symbol_text(code: int, font: str | None) -> str:
    """The Unicode character for ``code`` of the symbol font ``font``.

    Codes of the private use area U+F000 to U+F0FF stand for the byte below. A code that has no
    Unicode character comes back as it is, for the reader to see that something is there.
    """
    if not 0 < code < 0x110000 or 0xD800 <= code < 0xE000:
        return _REPLACED
    byte = code & 0xFF if 0xF000 <= code <= 0xF0FF else code
    name = (font or "").casefold()
    if name.startswith("wingdings"):
        return _WINGDINGS.get(byte, chr(code)) if byte < 0x100 else chr(code)
    if name.startswith("symbol") or (not name and code != byte):
        if 0x20 <= byte < 0x20 + len(_SYMBOL_20):
            return _SYMBOL_20[byte - 0x20]
        if 0xA0 <= byte < 0xA0 + len(_SYMBOL_A0):
            return _SYMBOL_A0[byte - 0xA0]
        return chr(code)
    return chr(byte) if 0x20 <= byte < 0x7F else chr(code)


def bullet_text(text: str, font: str | None) -> str:
    """The sign of a bulleted list; signs of symbol fonts that have no name become a bullet."""
    out = "".join(
        symbol_text(ord(sign), font) if "\uf000" <= sign <= "\uf0ff" else sign for sign in text
    )
    return "".join("•" if "\ue000" <= sign <= "\uf8ff" else sign for sign in out)
