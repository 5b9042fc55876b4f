"""`quiz history`: the games that were played here."""

from __future__ import annotations

from quiz.cli.wiring import OK, DataOption, command, data_folder, say, show


@command
def history(data: DataOption = None) -> int:
    """List the games played here, the last one last."""
    from quiz.stores.base import GameInfo, StoreError
    from quiz.stores.history import file_names, told
    from quiz.stores.sqlite import SqliteReader

    folder = data_folder(data)
    rows: list[GameInfo] = []
    for path in (folder / name for name in file_names()):
        if not path.is_file():
            continue
        try:
            with SqliteReader(path) as reader:
                rows += reader.games()
        except StoreError as error:
            say(told(error))
    for info in sorted(rows, key=lambda info: info.started):
        state = "unreadable" if info.unreadable else "finished" if info.finished else "unfinished"
        show(f"{info.started[:16].replace('T', ' ')}  {state:<10}  {info.title}  seed {info.seed}")
    if not rows:
        say(f"no game has been played yet ({folder}).")
    return OK
