"""`quiz replay`: a lesson again, move by move."""

from __future__ import annotations

from quiz.cli.lessons import RoomArgument, found
from quiz.cli.wiring import OK, DataOption, command, data_folder, fail, on_terminal, show


@command
def replay(room: RoomArgument, data: DataOption = None) -> int:
    """Tell a lesson move by move. On a terminal Enter shows the next move; a number shows so many, q ends."""
    from quiz.rooms.folders import read_moves
    from quiz.rooms.narrate import clock

    left = 0
    told = found(data_folder(data), room, read_moves)
    if on_terminal():
        show("Enter shows the next move, a number so many, q ends.")
    try:
        move = next(told, None)
        while move is not None:
            first, *more = move.lines
            show(f"{clock(move.at):>8}  {first}")
            for line in more:
                show(f"{'':>8}  {line}")
            left -= 1
            move = next(told, None)
            if on_terminal() and left <= 0 and move is not None:
                left = _wanted()
                if not left:
                    break
    except (LookupError, TypeError, ValueError) as error:
        fail(f"the room {room} cannot be told any further: its events do not make a lesson ({error})")
    return OK


def _wanted() -> int:
    """How many moves to show next; 0 to leave."""
    try:
        typed = input("").strip().casefold()
    except EOFError:
        return 0
    if typed.startswith("q"):
        return 0
    return max(int(typed), 1) if typed.isascii() and typed.isdigit() and len(typed) < 9 else 1
