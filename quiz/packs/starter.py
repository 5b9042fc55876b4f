"""The pack that `quiz new` writes: short, commented, clean as it stands."""

from __future__ import annotations

from quiz.packs.schema import MODELINE

STARTER = f"""{MODELINE}
# A pack of questions. Everything after # is for you and is not read.
#   quiz check FILE    what is wrong, where, and how to mend it
#   quiz play FILE     play it
#   quiz guide         all that a pack may hold
quiz: 1
title: My first pack
about: One question of each kind. Put yours in their place.
language: en
licence: CC0-1.0          # under which terms others may use it

sources:                  # where your answers can be looked up; questions cite them by name
  Metre Convention: {{date: 1875-05-20, dated: printed}}

defaults:                 # what holds where a question does not say otherwise
  difficulty: 2           # 1 easy to 5 hard
  seconds: 20

questions:
  # One right answer. Text is taken as you type it; put it in quotes where it holds `: ` or ` #`.
  - ask: Which city is the capital of Canada?
    right: Ottawa
    wrong: [Montreal, Vancouver, {{text: Toronto, say: "The largest city, not the capital."}}]
    explain: Queen Victoria chose it in 1857.
    tags: [geography]

  # Several right answers: `right` is a list.
  - ask: Which of these animals are mammals?
    right: [the bat, the blue whale]
    wrong: [the penguin, the tuna]

  # A statement that is true or false.
  - ask: Spiders are insects.
    verdict: false
    say: Spiders have eight legs, insects have six.

  # A number, and how far off is still right.
  - ask: In which year was the Metre Convention signed?
    number: 1875
    within: 2
    source: Metre Convention

  # A text to type. Capitals, accents and small slips do not matter.
  - ask: Which metal is liquid at room temperature?
    accept: [mercury, quicksilver]
    reject: {{gallium: "Close, but it melts only in a warm hand."}}

  # Entries in their right order.
  - ask: Put these inventions in order, earliest first.
    order: [printing press, steam locomotive, telephone]

  # Pairs, and an entry that belongs to none.
  - ask: Match each country to its capital.
    match: {{Italy: Rome, Japan: Tokyo, Peru: Lima}}
    decoys: [Milan]

  # A text with gaps; | parts what a gap accepts.
  - fill: "The base unit of length is the [[metre|meter]], that of mass the [[kilogram|kg]]."
"""
