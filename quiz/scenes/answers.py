"""The reveal: the right answer among what was shown, why a pick is wrong, and below it the footnote.

The right answer is flooded and all else steps back. What a player chose is laid over it by the hand.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from quiz.core.views import OwnAnswer, PlayerView, PublicView, QuestionView, RevealView
from quiz.core.wording import answer_text, letter, sentence, unanswered, verdict_words, why_not, why_so
from quiz.scenes.beat import Beat
from quiz.scenes.brush import NONE, PART, RIGHT, WRONG, Block, Brush, height_of, stacked
from quiz.scenes.canvas import Canvas
from quiz.scenes.cells import wrap
from quiz.scenes.footnote import footnote
from quiz.scenes.questions import GUTTER, option_texts, stem, tile_width
from quiz.scenes.tiles import Fill, Tile, clipped, painted, rows_for


@dataclass(frozen=True, slots=True)
class Told:
    """A remark behind a sign; `tone` is the sign's colour."""

    sign: str
    tone: str
    text: str


def reveal_body(question: QuestionView, shown: RevealView, brush: Brush, beat: Beat, room: int, why: int) -> Canvas:
    """The body of a reveal, with `why` rows kept for what the hand says."""
    told = brush.canvas().grow(why)
    if why:
        told.slot("why", 0, 0, brush.grid.inner, why)
    head, made = Block(stem(question, brush), most=1, rank=5), brush.canvas()
    for height, loose in ((3, True), (3, False), (1, True), (1, False)):
        if height == 3 and brush.grid.columns == 1:
            continue
        blocks = [
            head,
            Block(answer_tiles(question, shown, brush, beat, height), 0 if height == 3 else 1, 2, 3),
            Block(told, 1, 3, 0),
            Block(footnote(question, shown, brush, beat, loose=loose), 0, 3, 1),
        ]
        made = stacked(blocks, room, brush.canvas())
        if height_of(blocks) <= room:
            break
    return made


def right_tiles(question: QuestionView, shown: RevealView, answer: OwnAnswer | None, brush: Brush) -> list[Tile]:
    """The tiles of a reveal, top to bottom; with an `answer` they carry notes on it."""
    palette = brush.look.palette
    given = answer.places if answer else ()
    match question.kind:
        case "single" | "multiple" | "true_false":
            return [_option(question, shown, answer, brush, place) for place in range(len(option_texts(question)))]
        case "order":
            notes = [_sequence_note(given, place) for place in shown.key]
            return [Tile(p, question.options[p], Fill.FULL, note) for p, note in zip(shown.key, notes, strict=True)]
        case "match":
            return [_pair(question, given, left, place) for left, place in enumerate(shown.key)]
        case "cloze":
            keys = shown.key_text.split("; ") if len(question.parts) > 2 else [shown.key_text]
            many = len(keys) > 1
            return [
                Tile(i, key, Fill.FULL, "the answer", chip=str(i + 1) if many else RIGHT, colour=palette.yes)
                for i, key in enumerate(keys)
            ]
        case _:
            return [Tile(0, shown.key_text, Fill.FULL, "the answer", chip=RIGHT, colour=palette.yes)]


def answer_tiles(question: QuestionView, shown: RevealView, brush: Brush, beat: Beat, height: int) -> Canvas:
    """The tiles of a reveal in rows of `height`, flooded as far as it has come; a sequence stands in one column."""
    canvas = brush.canvas()
    side_by_side = question.kind in ("single", "multiple", "true_false") and height > 1
    columns = brush.grid.columns if side_by_side else 1
    height = height if side_by_side else 1
    wide = tile_width(brush) if columns > 1 else brush.grid.inner
    all_of, y = right_tiles(question, shown, None, brush), 0
    for first in range(0, len(all_of), columns):
        row = all_of[first : first + columns]
        high = max(rows_for(tile, brush, wide, height) for tile in row)
        for column, tile in enumerate(row):
            x = column * (wide + GUTTER)
            canvas.place(x, y, _flooded(tile, brush, wide, high, height, beat.flood()))
            canvas.slot(f"row:{first + column}", x, y, wide, high, height)
        y += high
    return canvas


def _flooded(tile: Tile, brush: Brush, wide: int, high: int, low: int, share: float) -> Canvas:
    """A tile of a reveal; a right one floods from the left over what it was."""
    made = painted(tile, brush, wide, high, low=low)
    if tile.fill is not Fill.FULL or share >= 1:
        return made
    under = painted(replace(tile, fill=Fill.FADED, note=""), brush, wide, high, low=low)
    under.place(0, 0, clipped(made, round(wide * share)))
    return under


def _option(question: QuestionView, shown: RevealView, answer: OwnAnswer | None, brush: Brush, place: int) -> Tile:
    """An option at the reveal."""
    text = option_texts(question)[place]
    tally = str(shown.counts[place]) if shown.counts else ""
    truth = question.kind == "true_false"
    right = (shown.truth is (place == 0)) if truth else place in shown.key
    picked = answer is not None and (answer.truth is (place == 0) if truth else place in answer.places)
    if right:
        missed = answer is not None and not picked and question.kind == "multiple"
        return Tile(place, text, Fill.FULL, f"{RIGHT} missed" if missed else f"{RIGHT} right", tally=tally)
    note = f"{WRONG} your pick" if picked else ""
    return Tile(place, text, Fill.FADED, note, brush.look.palette.wrong, tally=tally)


def told_of_all(public: PublicView) -> RevealView | None:
    """The reveal; of a game for one, without the numbers of a class."""
    shown = public.reveal
    return shown if shown is None or len(public.seats) > 1 else replace(shown, counts=())


def _sequence_note(given: tuple[int | None, ...], place: int) -> str:
    """Where the player had an entry of a sequence."""
    if place not in given:
        return ""
    return f"you: {given.index(place) + 1}"


def _pair(question: QuestionView, given: tuple[int | None, ...], left: int, place: int) -> Tile:
    """A left entry with its right one, and which one the player gave it."""
    own = given[left] if left < len(given) else None
    note = (
        ""
        if not given
        else f"{RIGHT} right"
        if own == place
        else f"{WRONG} you: {NONE if own is None else letter(own)}"
    )
    return Tile(place, f"{question.lefts[left]} {NONE} {question.options[place]}", Fill.FULL, note)


def remarks(view: PlayerView, brush: Brush) -> list[Told]:
    """What is said to one player: right or wrong in a sign and a word, and why what was chosen is wrong."""
    question, shown, palette = view.public.question, view.public.reveal, brush.look.palette
    if question is None or shown is None:
        return []
    if shown.voided is not None:
        return [Told(NONE, palette.warn, f"This question does not count. {shown.voided}".rstrip())]
    if view.answer is None or view.result is None:
        reasons = [Told("·", palette.muted, text) for text in why_so(question, shown)]
        return [Told(NONE, palette.warn, unanswered(view.result)), *reasons]
    credit = view.result.verdict
    sign, tone = _verdict_sign(brush, credit == 1, credit == 0)
    said = sentence(view.result.message)
    told = [text for text in _objections(question, shown, view.answer) if text != said]
    objections = [Told(WRONG, palette.wrong, text) for text in told]
    message = view.result.message if sentence(view.result.message) != shown.reveal.claim else ""
    own = answer_text(question, view.answer) if question.kind in ("number", "typed", "cloze") else ""
    spelled = f" You: {own}" if own and view.answer.text != shown.key_text else ""
    words = f"{verdict_words(credit)}.{spelled}{f' {sentence(message)}' if message else ''}"
    if credit == 1:
        # Who was right about a false statement still wants to know why it is false.
        reasons = [Told("·", palette.muted, one.text) for one in objections]
        return [Told(sign, tone, words), *reasons]
    if credit == 0 and objections and not message and question.kind == "single":
        return objections
    return [Told(sign, tone, words), *objections]


def _verdict_sign(brush: Brush, right: bool, wrong: bool) -> tuple[str, str]:
    """The sign of a verdict and its colour."""
    palette = brush.look.palette
    return (RIGHT, palette.right) if right else (WRONG, palette.wrong) if wrong else (PART, palette.warn)


def _objections(question: QuestionView, shown: RevealView, answer: OwnAnswer) -> list[str]:
    """Why each wrong pick is wrong."""
    told = []
    for place, text in why_not(question, shown, answer):
        if place is None:
            told.append(text)
        elif text or question.kind == "multiple":
            name = question.options[place].rstrip(".")
            told.append(f"Not {name}: {text}" if text else f"Not {name}.")
    return told


def why_rows(told: list[Told], brush: Brush) -> int:
    """How many rows the remarks take."""
    return sum(len(wrap(one.text, brush.grid.measure - 2)) for one in told)


def why_canvas(told: list[Told], brush: Brush) -> Canvas:
    """The remarks, one below the other."""
    canvas, y = brush.canvas(), 0
    for one in told:
        y = canvas.place(0, y, brush.prose(one.text, brush.text, f"{one.sign} ", brush.tone(one.tone, bold=True)))
    return canvas


def own_tiles(view: PlayerView, brush: Brush) -> list[tuple[str, Tile]]:
    """The tiles of the reveal that look different to this player, by the name of their slot."""
    question, shown = view.public.question, told_of_all(view.public)
    if question is None or shown is None or view.answer is None:
        return []
    common = right_tiles(question, shown, None, brush)
    own = right_tiles(question, shown, view.answer, brush)
    return [(f"row:{i}", replace(two)) for i, (one, two) in enumerate(zip(common, own, strict=True)) if one != two]
