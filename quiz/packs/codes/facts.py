"""Codes of facts: F."""

from __future__ import annotations

from types import MappingProxyType

from quiz.packs.codes.base import Code

FACTS = MappingProxyType({
    "F701": Code(
        "error", 'facts contradict a licence',
        'Under `only one` there is one value; two facts give different ones.',
        'Correct one, add what tells them apart, or move both to `disputed`.',
        'facts:\n'
        '  capital:\n'
        '    - »{city: Rome, land: Italy, evidence: {Handbook 1: Rome}}\n'
        '    - {city: Milan, land: Italy, evidence: {Handbook 2: Milan}}\n',
        'facts:\n'
        '  capital:\n'
        '    - {city: Rome, land: Italy, evidence: {Handbook 1: Rome}}\n'
        '    - {city: Ottawa, land: Canada, evidence: {Handbook 2: Ottawa}}\n',
    ),
    "F702": Code(
        "error", 'the auditor cannot prove an option',
        'A second program derives every answer again from the facts; what it cannot prove should not be asked.',
        'Correct the fact, the licence or the option that the message names; if all are right, report it.',
        'questions:\n'
        '  - »ask: Which letters stood on the rocket?\n'
        '    right: СССР\n'
        '    wrong: [CCCP, NASA]\n',
        'questions:\n'
        '  - ask: Which letters stood on the rocket?\n'
        '    right: СССР\n'
        '    wrong: [ESA, NASA]\n',
    ),
    "F703": Code(
        "note", "a fact that cannot be asked as a choice",
        "Nothing states that there is only one value, so no wrong answer can be proven wrong.",
        "Add `only one`, `whole list` or `complete` with its ground, if that is so.",
        "relations:\n"
        "  capital:\n    roles: {city: city, land: land}\n    say: '{city} is the capital of {land}.'\n"
        "    ask: {city: 'Which city is the capital of {land}?'}\n"
        "facts:\n  capital:\n    - »{city: Rome, land: Italy, evidence: {Handbook 1: Rome}}\n",
        "relations:\n"
        "  capital:\n    roles: {city: city, land: land}\n    say: '{city} is the capital of {land}.'\n"
        "    ask: {city: 'Which city is the capital of {land}?'}\n"
        "    only one: {city: {per: [land], because: a land has one}}\n"
        "facts:\n  capital:\n    - {city: Rome, land: Italy, evidence: {Handbook 1: Rome}}\n",
        pedantic=True,
    ),
    "F704": Code(
        "note", "too few wrong answers",
        "A licence holds, but fewer than two other values are certainly wrong.",
        "Add things of the kind, or `foils`.",
        "foils: {}\nthings:\n  city: [Rome, Milan]\n  land: [Italy]\n"
        "facts:\n  capital:\n    - »{city: Rome, land: Italy, evidence: {Handbook 1: Rome}}\n",
        "foils: {}\nthings:\n  city: [Rome, Milan, Ottawa]\n  land: [Italy]\n"
        "facts:\n  capital:\n    - {city: Rome, land: Italy, evidence: {Handbook 1: Rome}}\n",
        pedantic=True,
    ),
    "F705": Code(
        "warning", 'fact without evidence',
        'Nobody can check it, so it is never asked.',
        'Add `evidence`: the source with the paragraph, and a few of its words.',
        'facts:\n'
        '  capital:\n'
        '    - »{city: Rome, land: Italy}\n',
        'facts:\n'
        '  capital:\n'
        '    - {city: Rome, land: Italy, evidence: {Handbook 1: Rome}}\n',
    ),
    "F706": Code(
        "note", 'the quote does not hold the answer',
        'A quote shows where the answer stands.',
        'Quote the words that hold it.',
        '- ask: Which city is it?\n'
        '  right: Ottawa\n'
        '  wrong: [Toronto]\n'
        '  quote: »the seat of government\n',
        '- ask: Which city is it?\n'
        '  right: Ottawa\n'
        '  wrong: [Toronto]\n'
        '  quote: in Ottawa since 1857\n', pedantic=True,
    ),
    "F707": Code(
        "error", 'an end before the beginning',
        'Nothing existed between the two.',
        'Correct `since` or `until`.',
        'things:\n'
        '  city: [{name: Carthage, since: 1500, until: »1200}, Rome, Milan, Ottawa]\n'
        '  land: [Italy, Canada]\n',
        'things:\n'
        '  city: [{name: Carthage, since: 1200, until: 1500}, Rome, Milan, Ottawa]\n'
        '  land: [Italy, Canada]\n',
    ),
    "F708": Code(
        "error", 'unknown name',
        'Facts use the names, shorts and also-names under `things`.',
        'Correct the name or add it under `things`.',
        'facts:\n'
        '  capital:\n'
        '    - {city: »Rom, land: Italy, evidence: {Handbook 1: Rome}}\n',
        'facts:\n'
        '  capital:\n'
        '    - {city: Rome, land: Italy, evidence: {Handbook 1: Rome}}\n',
    ),
    "F709": Code(
        "error", 'malformed template or unknown role in it',
        "A slot is {role}, {the role}, {a role}, {role's}, {role:name} and the like; [..] is optional.",
        'Correct the slot.',
        "facts:\n  capital:\n"
        "    - {city: Rome, land: Italy, ask: {city: »'Which is {country}?'}, evidence: {Handbook 1: Rome}}\n",
        "facts:\n  capital:\n"
        "    - {city: Rome, land: Italy, ask: {city: 'Which is of {land}?'}, evidence: {Handbook 1: Rome}}\n",
    ),
    "F710": Code(
        "note", 'a fact that sources dispute',
        'It is never asked, nor a wrong answer.',
        'Nothing needs to be done; `attribute` makes it a question of who says what.',
        'facts:\n'
        '  capital:\n'
        '    - »{city: Rome, land: Italy, status: disputed, evidence: {Handbook 1: Rome}}\n'
        '    - {city: Ottawa, land: Canada, evidence: {Handbook 1: Ottawa}}\n',
        'facts:\n'
        '  capital:\n'
        '    - {city: Rome, land: Italy, evidence: {Handbook 1: Rome}}\n', pedantic=True,
    ),
    "F711": Code(
        "warning", 'a licence without its ground',
        'That there is no other value is a claim; a claim states why it holds.',
        'Add `because:`.',
        'foils: {»city: [Turin]}\n',
        'foils: {city: {names: [Turin], because: no capital}}\n',
    ),
    "F712": Code(
        "error", 'two things of one name',
        'An answer could not say which is meant.',
        'Give each a `note` and write NAME (NOTE) in facts.',
        'things:\n'
        '  city: [Rome, Milan, Ottawa, »Rome]\n'
        '  land: [Italy, Canada]\n',
        'things:\n'
        '  city: [Rome, Milan, Ottawa]\n'
        '  land: [Italy, Canada]\n',
    ),
    "F713": Code(
        "error", 'unreadable date, or one of another precision',
        'Dates are 2025-09-01, 2025-09, 2018, or A..B, as exact as the role says.',
        'Correct the date.',
        'facts:\n'
        '  founded:\n'
        '    - {city: Rome, when: »last year, evidence: {Handbook 1: founded}}\n',
        'facts:\n'
        '  founded:\n'
        '    - {city: Rome, when: 1871, evidence: {Handbook 1: founded}}\n',
    ),
    "F714": Code(
        "error", 'evidence is not `SOURCE PARAGRAPH: fragment`',
        'The key names the source and the number of the paragraph.',
        'Write for example `Handbook 3: named after the tower`, for the third paragraph.',
        'facts:\n'
        '  capital:\n'
        '    - {city: Rome, land: Italy, evidence: {»Handbook: Rome}}\n',
        'facts:\n'
        '  capital:\n'
        '    - {city: Rome, land: Italy, evidence: {Handbook 1: Rome}}\n',
    ),
    "F715": Code(
        "error", 'fragment over eight words',
        'A fragment shows where to look. A word is a run of letters or digits.',
        'Cut it to eight words that prove the value.',
        'facts:\n'
        '  capital:\n'
        '    - {city: Rome, land: Italy, evidence: {Handbook 1: »and so it came that Rome was the capital again}}\n',
        'facts:\n'
        '  capital:\n'
        '    - {city: Rome, land: Italy, evidence: {Handbook 1: Rome was the capital again}}\n',
    ),
    "F716": Code(
        "warning", 'article outside the name',
        'Only the name carries its article.',
        'Move the article to `name`.',
        'things:\n'
        '  city: [{name: the Eternal City, short: »the City}, Rome, Milan, Ottawa]\n'
        '  land: [Italy, Canada]\n',
        'things:\n'
        '  city: [{name: the Eternal City, short: City}, Rome, Milan, Ottawa]\n'
        '  land: [Italy, Canada]\n',
    ),
    "F717": Code(
        "error", 'pronoun in a value or an override',
        'In another sentence it would change its owner.',
        'Name the owner.',
        'facts:\n'
        '  motto:\n'
        '    - {city: Rome, words: »his first word, evidence: {Handbook 1: word}}\n',
        'facts:\n'
        '  motto:\n'
        '    - {city: Rome, words: the first word, evidence: {Handbook 1: word}}\n',
    ),
    "F718": Code(
        "error", 'a span end fits no fact, or several',
        'Each end picks exactly one dated fact.',
        'Add role values until one fact fits.',
        'spans:\n'
        '  - {from: »{founded: {city: Rome}}, to: {founded: {city: Milan}}, ask: How many years lay between?}\n'
        'facts:\n'
        '  founded:\n'
        '    - {city: Milan, when: 1871, evidence: {Handbook 1: founded}}\n',
        'spans:\n'
        '  - {from: {founded: {city: Rome}}, to: {founded: {city: Milan}}, ask: How many years lay between?}\n'
        'facts:\n'
        '  founded:\n'
        '    - {city: Milan, when: 1871, evidence: {Handbook 1: founded}}\n'
        '    - {city: Rome, when: 1801, evidence: {Handbook 1: Rome}}\n',
    ),
    "F719": Code(
        "warning", "a template says a role's value",
        'What no slot prints is invisible to the proof.',
        'Use a slot, or restrict the role (`city in Russia`).',
        'relations:\n'
        '  »capital: {roles: {city: city, land: land}, say: "{city} is the capital of Italy."}\n',
        'relations:\n'
        '  capital: {roles: {city: city, land: land}, say: "{city} is the capital of {land}."}\n',
    ),
    "F720": Code(
        "error", 'the fact lacks a value',
        'A fact fills at least two roles, each with at least one value.',
        'Add the value.',
        'facts:\n'
        '  capital:\n'
        '    - »{city: Rome, evidence: {Handbook 1: Rome}}\n',
        'facts:\n'
        '  capital:\n'
        '    - {city: Rome, land: Italy, evidence: {Handbook 1: Rome}}\n',
    ),
    "F721": Code(
        "error", 'repeated fact',
        'One statement is one fact; evidence goes together.',
        'Join the evidence and remove one.',
        'facts:\n'
        '  capital:\n'
        '    - {city: Rome, land: Italy, evidence: {Handbook 1: Rome}}\n'
        '    - »{city: Rome, land: Italy, evidence: {Handbook 2: Rome}}\n',
        'facts:\n'
        '  capital:\n'
        '    - {city: Rome, land: Italy, evidence: {Handbook 1: Rome, Handbook 2: Rome}}\n',
    ),
    "F722": Code(
        "error", 'unusable role type',
        'A role takes text, date, day, month, year, money, number of UNIT, a kind of thing, or KIND in PLACE.',
        'Use one of these.',
        "one-off facts:\n  - {ask: What did it eat?, answer: hay, kind: »foood, evidence: {Handbook 1: hay}}\n",
        "one-off facts:\n  - {ask: What did it eat?, answer: hay, kind: text, evidence: {Handbook 1: hay}}\n",
    ),
    "F730": Code(
        "error", 'the auditor reads a question otherwise',
        'A second program derives every question again; the two must agree.',
        'Look at the fact and the stem that the message names; if both are right, report it.',
        'questions:\n'
        '  - »ask: Which city is the capital of Italy?\n'
        '    right: Milan\n'
        '    wrong: [Turin]\n',
        'questions:\n'
        '  - ask: Which city is the capital of Italy?\n'
        '    right: Rome\n'
        '    wrong: [Turin]\n',
    ),
})  # fmt: skip
