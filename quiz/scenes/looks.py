"""The themes: ink on a dark page, paper, high contrast, and dusk. Colours are chosen by hand at every depth.

The four tiles differ in lightness as well as in hue, so that they stay apart for colour-blind eyes; letter and shape
tell them apart without any colour.
"""

from __future__ import annotations

from types import MappingProxyType

from quiz.scenes.look import Depth, Look, Palette

INK = Palette(
    page="#12141B", card="#1B1E28", raised="#262A37", rule="#3B4050", faint="#7C8196", muted="#A3A7B5", text="#F1ECE0",
    gold="#E9C46A", right="#74D3AE", wrong="#F2917E", warn="#F2B05E", bar="#8FA3C8", silver="#B9C2D3",
    bronze="#D9A07A", first="#E9C46A", yes="#74D3AE",
    tiles=("#4F9BF8", "#F5A25D", "#8BE6C6", "#BE92CB"), ink="#12141B",
)  # fmt: skip
INK_CUBE = Palette(
    page="#121212", card="#1C1C1C", raised="#303030", rule="#4E4E4E", faint="#808080", muted="#B2B2B2", text="#EEEEEE",
    gold="#FFD75F", right="#87D7AF", wrong="#FF8787", warn="#FFAF5F", bar="#87AFD7", silver="#C6C6C6",
    bronze="#D7AF87", first="#FFD75F", yes="#87D7AF",
    tiles=("#5FAFFF", "#FFAF5F", "#87FFD7", "#AF87AF"), ink="#121212",
)  # fmt: skip
PAPER = Palette(
    page="#F6F1E4", card="#EEE7D6", raised="#E4DCC8", rule="#C4BAA3", faint="#6A6454", muted="#575246", text="#1E1C18",
    gold="#855600", right="#0E6B4C", wrong="#A8321C", warn="#8C5200", bar="#7C8FB5", silver="#98A0B0",
    bronze="#C28A62", first="#E8BE5A", yes="#8AD8B4",
    tiles=("#5C9BEA", "#F0A660", "#8FDCBE", "#C39AD2"), ink="#14120E",
)  # fmt: skip
PAPER_CUBE = Palette(
    page="#EEEEEE", card="#E4E4E4", raised="#E4E4E4", rule="#BCBCBC", faint="#626262", muted="#4E4E4E", text="#121212",
    gold="#5F5F00", right="#005F5F", wrong="#AF0000", warn="#870000", bar="#87AFD7", silver="#A8A8A8",
    bronze="#D7AF87", first="#FFD75F", yes="#87D7AF",
    tiles=("#5FAFFF", "#FFAF5F", "#87FFD7", "#D7AFFF"), ink="#121212",
)  # fmt: skip
CONTRAST = Palette(
    page="#000000", card="#101010", raised="#1C1C1C", rule="#8A8A8A", faint="#C8C8C8", muted="#DDDDDD", text="#FFFFFF",
    gold="#FFE14D", right="#5CFFB0", wrong="#FF9C8A", warn="#FFC24D", bar="#A9C6FF", silver="#D5DDEA",
    bronze="#F0B68C", first="#FFE14D", yes="#5CFFB0",
    tiles=("#5DB2FF", "#FFB057", "#8CFFD9", "#E3A6F5"), ink="#000000",
)  # fmt: skip
CONTRAST_CUBE = Palette(
    page="#000000", card="#121212", raised="#1C1C1C", rule="#8A8A8A", faint="#C6C6C6", muted="#DADADA", text="#FFFFFF",
    gold="#FFFF5F", right="#5FFFAF", wrong="#FFAF87", warn="#FFD75F", bar="#AFD7FF", silver="#DADADA",
    bronze="#FFAF87", first="#FFFF5F", yes="#5FFFAF",
    tiles=("#5FAFFF", "#FFAF5F", "#87FFD7", "#D7AFFF"), ink="#000000",
)  # fmt: skip
DUSK = Palette(
    page="#1A1426", card="#231B33", raised="#302644", rule="#4B3F63", faint="#8F84AA", muted="#B4AAC9", text="#F4ECF7",
    gold="#F2B880", right="#86D9B7", wrong="#FF9490", warn="#F7B267", bar="#9C92D6", silver="#C3BCD8",
    bronze="#DDA384", first="#F2B880", yes="#86D9B7",
    tiles=("#6FA3F7", "#F7A978", "#93E5C0", "#D69BE0"), ink="#1A1426",
)  # fmt: skip
DUSK_CUBE = Palette(
    page="#1C1C1C", card="#262626", raised="#303030", rule="#585858", faint="#8A8A8A", muted="#B2B2B2", text="#EEEEEE",
    gold="#FFAF87", right="#87D7AF", wrong="#FF8787", warn="#FFAF5F", bar="#8787D7", silver="#C6C6C6",
    bronze="#D7AF87", first="#FFAF87", yes="#87D7AF",
    tiles=("#5FAFFF", "#FFAF87", "#87FFD7", "#D787D7"), ink="#1C1C1C",
)  # fmt: skip
# The sixteen colours are the terminal's own, so these hold what most terminals show for them.
DARK_ANSI = Palette(
    page="#000000", card="#000000", raised="#000000", rule="#555555", faint="#AAAAAA", muted="#AAAAAA", text="#FFFFFF",
    gold="#FFFF55", right="#55FF55", wrong="#FF5555", warn="#FFFF55", bar="#AAAAAA", silver="#AAAAAA",
    bronze="#AAAAAA", first="#FFFF55", yes="#55FF55",
    tiles=("#55FFFF", "#FFFF55", "#55FF55", "#FF55FF"), ink="#000000",
)  # fmt: skip
LIGHT_ANSI = Palette(
    page="#FFFFFF", card="#FFFFFF", raised="#FFFFFF", rule="#AAAAAA", faint="#555555", muted="#555555", text="#000000",
    gold="#0000AA", right="#000000", wrong="#AA0000", warn="#AA0000", bar="#AAAAAA", silver="#AAAAAA",
    bronze="#AAAAAA", first="#FFFF55", yes="#55FF55",
    tiles=("#55FFFF", "#FFFF55", "#55FF55", "#FF55FF"), ink="#000000",
)  # fmt: skip

THEMES = MappingProxyType({
    "ink": (True, INK, INK_CUBE, DARK_ANSI),
    "paper": (False, PAPER, PAPER_CUBE, LIGHT_ANSI),
    "contrast": (True, CONTRAST, CONTRAST_CUBE, DARK_ANSI),
    "dusk": (True, DUSK, DUSK_CUBE, DARK_ANSI),
})  # fmt: skip
"""Name of each theme -> whether it is dark, and its palettes at full, 256 and 16 colours."""

DEFAULT = "ink"


def look(name: str = DEFAULT, depth: Depth = Depth.TRUE) -> Look:
    """The look of a theme at a depth; a name that no theme has gives the default theme."""
    chosen = name if name in THEMES else DEFAULT
    dark, true, cube, ansi = THEMES[chosen]
    palette = {Depth.TRUE: true, Depth.CUBE: cube, Depth.ANSI: ansi, Depth.NONE: true}[depth]
    return Look(chosen, depth, palette, dark)
