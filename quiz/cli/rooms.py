"""`quiz rooms`: the rooms that were opened here."""

from __future__ import annotations

from quiz.cli.wiring import OK, DataOption, command, data_folder, say, show


@command
def rooms(data: DataOption = None) -> int:
    """List the rooms that were opened here, the last one last."""
    from quiz.core.wording import counted
    from quiz.rooms.folders import RoomInfo, list_rooms, rooms_folder

    def line(info: RoomInfo) -> str:
        """One room."""
        state = "open" if info.live else "finished" if info.finished else "closed"
        where = f"  port {info.port}" if info.live and info.port is not None else ""
        pace = f"  {info.pace}" if info.pace and not info.finished else ""
        people = f"{counted(info.players, 'player')}, {counted(info.questions, 'question')} asked"
        return f"{info.started[:16].replace('T', ' ')}  {state:<8}  {info.name}  {info.title}  {people}{where}{pace}"

    folder = data_folder(data)
    listed = list_rooms(folder, say)
    for info in listed:
        show(line(info))
    if not listed:
        say(f"no room has been opened yet ({rooms_folder(folder)}).")
    return OK
