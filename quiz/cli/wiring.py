"""What the commands share: streams, errors, folders, and leaving with a code."""

from __future__ import annotations

import functools
import os
import sys
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, NoReturn, TextIO, TypeVar

import typer

from quiz.cli.places import can_live, data_folder, on_terminal, settings_path
from quiz.core.text import clean

if TYPE_CHECKING:
    from quiz.packs import Finding, Loaded

__all__ = [
    "can_live", "command", "data_folder", "errors_of", "fail", "on_terminal", "open_pack", "ready_streams", "say",
    "settings_path", "show", "silence", "system_says", "tell",
]  # fmt: skip

OK, FINDINGS, UNUSABLE, INTERRUPTED = 0, 1, 2, 130

SeedOption = Annotated[int | None, typer.Option("--seed", help="Draw the same game again.")]
DataOption = Annotated[
    Path | None,
    typer.Option("--data", envvar="FOOTNOTE_DATA", help="Folder of the history.", file_okay=False, show_envvar=True),
]

_Command = TypeVar("_Command", bound=Callable[..., int | None])


def ready_streams() -> None:
    """Let no letter that a stream's encoding lacks stop the program: it becomes a question mark, or its escape.

    A stream that was closed before the program began is empty, or takes everything and keeps nothing.
    """
    for name, mode in (("stdin", "r"), ("stdout", "w"), ("stderr", "w")):
        if getattr(sys, name) is None:
            setattr(sys, name, Path(os.devnull).open(mode, encoding="utf-8"))  # noqa: SIM115 - it lives as long as we
    for stream, errors in ((sys.stdin, "replace"), (sys.stdout, "replace"), (sys.stderr, "backslashreplace")):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure is not None:
            reconfigure(errors=errors)


def command(function: _Command) -> _Command:
    """Make a command of a function that returns its exit code, None standing for 0.

    A reader who closes the pipe has seen enough, which is no error. Other failures of the system end in one line.
    """

    @functools.wraps(function)
    def run(*given: Any, **named: Any) -> None:  # noqa: ANN401 - whatever the command takes
        try:
            code = function(*given, **named)
            sys.stdout.flush()
        except BrokenPipeError:
            silence(sys.stdout)
            code = OK
        except OSError as error:
            fail(system_says(error))
        raise typer.Exit(code or OK)

    return run  # type: ignore[return-value]


def system_says(error: OSError) -> str:
    """What failed, and how."""
    return f"{error.filename or 'the system'}: {error.strerror or error}"


def silence(stream: TextIO) -> None:
    """Send what is still buffered nowhere, so that the interpreter does not complain when it leaves."""
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, stream.fileno())
    os.close(nowhere)


def say(text: str) -> None:
    """One line to the standard error."""
    typer.echo(clean(f"quiz: {text}"), err=True)


def show(text: str) -> None:
    """One line to the standard output. Whatever it quotes, nothing but text reaches the terminal."""
    typer.echo(clean(text))


def fail(text: str, line: str = "") -> NoReturn:
    """Say why nothing can be done, and leave. A `line` that helps stands on its own, so that it can be copied."""
    say(text)
    if line:
        typer.echo(f"  {clean(line)}", err=True)
    raise typer.Exit(UNUSABLE)


def open_pack(name: str | None) -> Loaded:
    """Load a pack by name or path, and leave with its findings when it is refused as a whole."""
    from quiz.packs import PackError, load_path, resolve, shipped

    path = resolve(name)
    try:
        return load_path(path)
    except PackError as error:
        tell(error.findings)
        if name is not None and not path.exists():
            say(f"packs that ship: {', '.join(shipped())}; or give the path of a file.")
        raise typer.Exit(UNUSABLE) from error


def tell(findings: Iterable[Finding]) -> None:
    """Findings as people read them, to the standard error."""
    from quiz.packs import render

    for finding in findings:
        typer.echo(render(finding), err=True)


def errors_of(loaded: Loaded) -> list[Finding]:
    """The findings that have cost a question or a fact."""
    return [finding for finding in loaded.findings if finding.severity == "error"]
