"""One player's part of a scene, laid over what everybody sees: pick or typed text, verdict, why, points.

Until the verdict is out nothing of it can depend on the key: the view of an open question holds none, and during the
held breath of a reveal only what the player has chosen is painted.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from quiz.core.state import Phase
from quiz.core.views import PlayerView, QuestionView
from quiz.core.wording import bare_score, ordinal
from quiz.scenes.answers import own_tiles, remarks, why_canvas
from quiz.scenes.beat import Beat, Stage
from quiz.scenes.brush import RIGHT, WRONG, Brush
from quiz.scenes.canvas import Canvas, Frame, Slot
from quiz.scenes.cells import width
from quiz.scenes.entry import HINTS, TEXTUAL, Entry
from quiz.scenes.fields import chip_text, left_cell
from quiz.scenes.frames import Part
from quiz.scenes.questions import entry_box, option_texts
from quiz.scenes.tiles import Fill, Tile, painted


@dataclass(frozen=True, slots=True)
class Hand:
    """What the painter of a hand needs beside the view.

    `entry` is what is picked or was locked, `told` a remark to the last key, `before` the score before this question,
    `locked` whether the entry is locked, `keys` the hint of where a key leads (`Enter goes on`), `clock` the own time
    of a player for whom the public clock does not hold, `code` what takes the seat back when the line breaks, `whose`
    the word behind the clock.
    """

    entry: Entry | None = None
    told: str = ""
    before: str = ""
    locked: bool = False
    keys: str = ""
    clock: str = ""
    code: str = ""
    whose: str = "yours"


def dealt(frame: Frame, view: PlayerView, hand: Hand, brush: Brush, beat: Beat) -> Frame:
    """The frame with this player's part in it."""
    return frame.over([*own_pieces(frame, view, hand, brush, beat), *line_piece(frame, view, hand, brush, beat)])


def own_pieces(frame: Frame, view: PlayerView, hand: Hand, brush: Brush, beat: Beat) -> list[tuple[Slot, Canvas]]:
    """The own pick or answer. It depends on nothing of the view but question, reveal, answer and result."""
    question, stage = view.public.question, beat.stage if view.public.reveal else None
    if question is None:
        return []
    if stage is None or stage < Stage.KEY:
        return _own_entry(frame, view, hand, brush, beat, stage)
    return _own_answer(frame, view, brush)


def line_piece(frame: Frame, view: PlayerView, hand: Hand, brush: Brush, beat: Beat) -> list[tuple[Slot, Canvas]]:
    """The hand's line, where the frame has a place for it."""
    slot = frame.slot("hand")
    return [] if slot is None else [(slot, _line(view, hand, brush, beat, slot.width))]


def _own_entry(
    frame: Frame, view: PlayerView, hand: Hand, brush: Brush, beat: Beat, stage: Stage | None
) -> list[tuple[Slot, Canvas]]:
    """What is picked, and from the verdict on how it did."""
    entry, question = hand.entry, view.public.question
    if question is None or entry is None or entry.instance != question.instance:
        return []
    verdict = _verdict(view) if stage is Stage.VERDICT else None
    if stage is None and beat.alone:
        return []
    if question.kind in TEXTUAL:
        return _texts(frame, question, entry, hand, brush, verdict)
    if question.kind == "match":
        return _lefts(frame, question, entry, hand, brush)
    picked = []
    for at, place in enumerate(entry.picks):
        slot = frame.slot(f"tile:{place}")
        if slot is not None:
            note = ordinal(at) if question.kind == "order" else "locked" if hand.locked else "your pick"
            picked.append((slot, _tile(question, place, Fill.FULL, note, brush, slot, verdict)))
    aimed = question.kind in ("multiple", "order") and not hand.locked and entry.at not in entry.picks
    slot = frame.slot(f"tile:{entry.at}") if aimed else None
    if slot is not None:
        picked.append((slot, _tile(question, entry.at, Fill.AIMED, "‹ Space", brush, slot, None)))
    return picked


def _verdict(view: PlayerView) -> bool | None:
    """Whether the answer was right; None without a verdict, or where it was partly right."""
    if view.result is None or view.answer is None or 0 < view.result.verdict < 1:
        return None
    return view.result.verdict == 1


def _tile(
    question: QuestionView, place: int, fill: Fill, note: str, brush: Brush, slot: Slot, verdict: bool | None
) -> Canvas:
    """A chosen tile as large as its slot; with a verdict it takes the verdict's colour and sign."""
    palette = brush.look.palette
    tile = Tile(place, option_texts(question)[place], fill, note)
    if verdict is True:
        tile = replace(tile, note=f"{RIGHT} right", colour=palette.yes)
    elif verdict is False:
        tile = replace(tile, fill=Fill.FADED, note=f"{WRONG} wrong", tone=palette.wrong, colour=palette.wrong)
    return painted(tile, brush, slot.width, slot.height, low=slot.form)


def _texts(
    frame: Frame, question: QuestionView, entry: Entry, hand: Hand, brush: Brush, verdict: bool | None
) -> list[tuple[Slot, Canvas]]:
    """The boxes with what has been typed; the verdict floods a right one."""
    made = []
    colour = brush.look.palette.yes if verdict else ""
    for place, text in enumerate(entry.texts):
        slot = frame.slot(f"text:{place}")
        if slot is not None:
            caret = entry.caret if entry.at == place and not hand.locked else None
            made.append((slot, entry_box(question, brush, place, text, caret, colour)))
    return made


def _lefts(frame: Frame, question: QuestionView, entry: Entry, hand: Hand, brush: Brush) -> list[tuple[Slot, Canvas]]:
    """The left entries with the letters that they were given."""
    made = []
    for left, right in enumerate(entry.rights):
        slot = frame.slot(f"left:{left}")
        if slot is not None:
            lit = left == entry.at and not hand.locked
            made.append((slot, left_cell(brush, question, left, right, slot.width, lit=lit)))
    return made


def _own_answer(frame: Frame, view: PlayerView, brush: Brush) -> list[tuple[Slot, Canvas]]:
    """At the reveal: the own pick among the answers, and why it is wrong."""
    pieces = []
    for name, tile in own_tiles(view, brush):
        slot = frame.slot(name)
        if slot is not None:
            pieces.append((slot, painted(tile, brush, slot.width, slot.height, low=slot.form)))
    slot = frame.slot("why")
    if slot is not None:
        pieces.append((slot, why_canvas(remarks(view, brush), brush)))
    return pieces


def _line(view: PlayerView, hand: Hand, brush: Brush, beat: Beat, wide: int) -> Canvas:
    """The hand's line: what is chosen or gained at the left, score and rank at the right. Left gives way."""
    canvas = brush.canvas(wide)
    stage = beat.stage if view.public.reveal else None
    counted = stage is None or stage >= Stage.VERDICT
    right = _score(view.row.score if counted else hand.before or view.row.score, view, brush)
    if hand.clock:
        right = [(hand.clock, brush.gold), (f" {hand.whose}   ", brush.faint), *right]
    ways = _left(view, hand, brush, stage)
    # The word gives way, then the bonus, before what helps to answer does; a remark may stand alone.
    shorter = [part for part in right if part[0] != " points"]
    least = [part for part in shorter if not part[0].startswith((" +", " of "))]
    sides = [right, shorter, least, *([[]] if hand.told else [])]
    # The own code is for the room that is left over: no figure gives way to it.
    coded = [left for left in ways if hand.code and any(hand.code in text for text, _ in left)]
    fitting = (
        (left, ends)
        for left in ways
        for ends in (sides[:2] if left in coded else sides)
        if _wide(left) + _wide(ends) + 2 <= wide
    )
    left, ends = next(fitting, ([], sides[-1]))
    if not left and ways[-1]:
        canvas.lost += [text for text, _ in ways[-1]]
    canvas.spans(0, 0, left)
    canvas.spans(wide - _wide(ends), 0, ends)
    return canvas


def _wide(parts: list[Part]) -> int:
    """How many cells parts take together."""
    return sum(width(text) for text, _ in parts)


def _score(score: str, view: PlayerView, brush: Brush) -> list[Part]:
    """Points with their bonus, and the rank where there is more than one player."""
    points, _, bonus = bare_score(score).partition(" ")
    parts = [(points, brush.bold), (f" {bonus}" if bonus else "", brush.gold), (" points", brush.faint)]
    seats = len(view.public.seats)
    if seats > 1:
        parts += [("   ", brush.faint), (str(view.row.rank), brush.gold), (f" of {seats}", brush.faint)]
    return [part for part in parts if part[0]]


def _left(view: PlayerView, hand: Hand, brush: Brush, stage: Stage | None) -> list[list[Part]]:
    """What may stand at the left: the same in ever fewer words."""
    question = view.public.question
    if hand.told:
        return [[(hand.told, brush.tone(brush.look.palette.warn))]]
    if question is None or view.public.phase not in (Phase.OPEN, Phase.CLOSED, Phase.REVEALED):
        return [[(hint, brush.muted)] for hint in _hints(hand)] or [[]]
    if stage is not None and stage >= Stage.VERDICT:
        gain = _gain(view, brush)
        hints: list[Part] = [(f"  {hint}", brush.muted) for hint in _hints(hand)]
        return [*([*some, hint] for hint in hints for some in (gain, gain[:1])), gain, gain[:1]]
    chosen = _chosen(question, hand.entry, brush)
    if hand.locked:
        way: list[list[Part]] = [[(f"  {told_code(hand.code)}", brush.faint)]] if hand.code else []
        return [[*chosen, ("locked", brush.muted), *more] for more in [*way, []]] + [[("locked", brush.muted)]]
    if chosen and question.kind in ("single", "true_false"):
        return [[*chosen, ("Enter locks, another key changes", brush.muted)], [*chosen, ("Enter locks", brush.muted)]]
    hint = hand.keys or HINTS[question.kind]
    return [[*chosen, (hint, brush.muted)], [*chosen, ("Enter locks", brush.muted)], [("Enter locks", brush.muted)]]


def told_code(code: str) -> str:
    """How the own code is shown beside something else."""
    return f"your code {code}"


def _hints(hand: Hand) -> list[str]:
    """Where keys lead and the own code, in ever fewer words."""
    parts = [*(hand.keys.split(" · ") if hand.keys else []), *([told_code(hand.code)] if hand.code else [])]
    return [" · ".join(parts[:count]) for count in range(len(parts), 0, -1)]


def _chosen(question: QuestionView, entry: Entry | None, brush: Brush) -> list[Part]:
    """Chips of what is picked, in its sequence."""
    if entry is None or question.kind in TEXTUAL or question.kind == "match" or not entry.picks:
        return []
    parts: list[Part] = []
    for place in entry.picks:
        parts += [(chip_text(place), brush.look.fill(brush.look.tile(place))), (" ", brush.base)]
    return [*parts, (" ", brush.base)]


def _gain(view: PlayerView, brush: Brush) -> list[Part]:
    """What the question gave."""
    result, palette = view.result, brush.look.palette
    if result is None:
        return [("no points", brush.muted)]
    if not result.points:
        return [("no ", brush.look.on(palette.muted, bold=True)), ("points", brush.faint)]
    parts = [(f"+{result.points}", brush.tone(palette.right, bold=True)), (" points", brush.faint)]
    if result.streak > 1:
        parts += [("   ", brush.base), (f"{result.streak} in a row", brush.gold)]
    return parts
