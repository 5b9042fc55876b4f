"""Looks as Textual themes: one mapping, so that no widget has a colour of its own."""

from __future__ import annotations

from textual.theme import Theme

from quiz.scenes.look import Look, Palette


def theme_name(look: Look) -> str:
    """The name under which a look is registered; a look of another depth is another theme."""
    return f"footnote-{look.name}-{look.depth.value}"


def theme_of(look: Look) -> Theme:
    """A look as a theme. Its variables bear the names of the palette, with `body` for its text."""
    palette = look.palette
    return Theme(
        name=theme_name(look),
        primary=palette.gold,
        secondary=palette.muted,
        warning=palette.warn,
        error=palette.wrong,
        success=palette.right,
        accent=palette.gold,
        foreground=palette.text,
        background=palette.page,
        surface=palette.page,
        panel=palette.card,
        dark=look.dark,
        variables={**_palette(palette), **_widgets(palette)},
    )


def _palette(palette: Palette) -> dict[str, str]:
    """The palette itself, for the style sheets of this package."""
    return {
        "page": palette.page,
        "card": palette.card,
        "raised": palette.raised,
        "rule": palette.rule,
        "faint": palette.faint,
        "muted": palette.muted,
        "body": palette.text,
        "gold": palette.gold,
        "right": palette.right,
        "wrong": palette.wrong,
        "warn": palette.warn,
        "bar": palette.bar,
        "fill": palette.first,
        "ink": palette.ink,
    }


def _widgets(palette: Palette) -> dict[str, str]:
    """What the style sheets of Textual's own widgets ask for: readable on the page and on a card."""
    texts = ("text", "text-primary", "text-accent", "text-secondary")
    quiet = ("text-muted", "text-disabled", "foreground-muted", "foreground-disabled")
    return {
        **dict.fromkeys(texts, palette.text),
        **dict.fromkeys(quiet, palette.muted),
        "text-warning": palette.warn,
        "text-error": palette.wrong,
        "text-success": palette.right,
        "panel-lighten-1": palette.card,
        "panel-darken-1": palette.card,
        "block-cursor-foreground": palette.ink,
        "block-cursor-background": palette.first,
        "block-cursor-text-style": "bold",
        "block-cursor-blurred-foreground": palette.text,
        "block-cursor-blurred-background": palette.raised,
        "block-hover-background": palette.raised,
        "border": palette.gold,
        "border-blurred": palette.rule,
        "scrollbar": palette.rule,
        "scrollbar-hover": palette.muted,
        "scrollbar-active": palette.gold,
        "scrollbar-background": palette.page,
        "scrollbar-background-hover": palette.page,
        "scrollbar-background-active": palette.page,
        "scrollbar-corner-color": palette.page,
        "link-color": palette.gold,
        "link-color-hover": palette.gold,
        "link-background-hover": palette.raised,
        "input-cursor-background": palette.first,
        "input-cursor-foreground": palette.ink,
        "input-selection-background": palette.raised,
        "input-selection-foreground": palette.text,
        "screen-selection-background": palette.raised,
        "screen-selection-foreground": palette.text,
    }
