"""The command line as a whole."""

from __future__ import annotations

from typing import Annotated

import typer

from quiz import __version__
from quiz.cli.audit import audit
from quiz.cli.bench import bench
from quiz.cli.check import check
from quiz.cli.convert import convert
from quiz.cli.demo import demo
from quiz.cli.doctor import doctor
from quiz.cli.edit import edit
from quiz.cli.explain import explain
from quiz.cli.forget import forget
from quiz.cli.generate import generate
from quiz.cli.guide import guide
from quiz.cli.helping import PlainCommand
from quiz.cli.history import history
from quiz.cli.host import host
from quiz.cli.new import new
from quiz.cli.play import play
from quiz.cli.print import print_
from quiz.cli.replay import replay
from quiz.cli.results import results
from quiz.cli.rooms import rooms
from quiz.cli.schema import schema
from quiz.cli.start import start
from quiz.cli.verify import verify
from quiz.cli.visit import join, watch


def build() -> typer.Typer:
    """All commands, and what happens without one."""
    app = typer.Typer(
        rich_markup_mode=None,
        add_completion=False,
        pretty_exceptions_enable=False,
        context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
    )
    app.callback(invoke_without_command=True)(root)
    packs = (generate, audit, verify, check, explain, new, edit, guide, schema, convert, print_)
    rooms_of = (host, rooms, join, watch, results, replay, forget)
    for command in (play, demo, *packs, *rooms_of, doctor, bench, history):
        app.command(command.__name__.rstrip("_"), cls=PlainCommand)(command)
    return app


def show_version(asked: bool) -> None:
    """Print the version and leave."""
    if asked:
        typer.echo(f"quiz {__version__}")
        raise typer.Exit


def root(
    context: typer.Context,
    version: Annotated[  # noqa: ARG001 - its callback has done the work
        bool, typer.Option("--version", callback=show_version, is_eager=True, help="Show the version and leave.")
    ] = False,
) -> None:
    """A quiz that can prove its answers. Without a command it opens the app, or the demo where no terminal is."""
    if context.invoked_subcommand is None:
        start()
