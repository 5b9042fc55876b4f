"""The packs that there are, and games drawn from them, in the words of the app."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from quiz.tui.services import PackEntry, Setup, Trouble

if TYPE_CHECKING:
    from quiz.core.facts import Pack
    from quiz.core.plan import Plan
    from quiz.packs import Finding, Loaded

PACKS = "packs"
"""The folder, within that of the history, where a player keeps packs."""


def listed(folder: Path) -> tuple[PackEntry | Trouble, ...]:
    """Packs that ship, then those that the player keeps in `folder`."""
    from quiz.packs import shipped
    from quiz.packs.library import SUFFIX

    own = sorted(folder.joinpath(PACKS).glob(f"*{SUFFIX}"))
    return tuple(entry(name) for name in (*shipped(), *map(str, own)))


def entry(name: str) -> PackEntry | Trouble:
    """What there is in a pack."""
    from quiz.packs import shipped

    loaded = load(name)
    if isinstance(loaded, Trouble):
        return loaded
    pack = loaded.pack
    return PackEntry(
        name=name, title=pack.title, about=pack.about, shipped=name in shipped(),
        facts=len(pack.facts) + len(pack.one_offs), questions=len(pack.questions), sources=len(pack.sources),
        digest=pack.digest,
    )  # fmt: skip


def told(name: str) -> Pack | Trouble:
    """Everything that a pack says."""
    loaded = load(name)
    return loaded if isinstance(loaded, Trouble) else loaded.pack


def drawn(setup: Setup) -> Plan | Trouble:
    """The questions of a game."""
    from quiz.cli.games import new_seed, plan_of_pack

    loaded = load(setup.pack)
    if isinstance(loaded, Trouble):
        return loaded
    seed = new_seed() if setup.seed is None else setup.seed
    timer = setup.time is not None
    plan = plan_of_pack(loaded, seed, setup.rounds, setup.length, setup.scoring, timer=timer)
    return Trouble(plan) if isinstance(plan, str) else plan


def load(name: str) -> Loaded | Trouble:
    """A pack, as its file is now."""
    from quiz.packs import PackError, load_path, resolve

    try:
        return load_path(resolve(name))
    except PackError as error:
        return _trouble(name, error.findings)
    except (OSError, ValueError) as error:
        reason = error.strerror if isinstance(error, OSError) and error.strerror else str(error)
        return Trouble(f"{name}: {reason}.", name=Path(name).name)


def _trouble(name: str, findings: tuple[Finding, ...]) -> Trouble:
    """Why a pack is refused as a whole."""
    from quiz.packs import render

    first = findings[0].message if findings else "it cannot be read"
    details = tuple(line for finding in findings for line in render(finding).splitlines())
    return Trouble(f"{name}: {first}.", details, Path(name).name)
