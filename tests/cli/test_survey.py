"""Packs as the library shows them, read from a real disk: what they hold, what is wrong, and where."""

from __future__ import annotations

import os
import sys
import threading
from collections.abc import Callable
from pathlib import Path

import pytest

from quiz.cli.apart import apart_each
from quiz.cli.checking import checked
from quiz.cli.services import AppServices
from quiz.cli.survey import completed, places, previewed, stamp, surveyed
from quiz.packs import shipped
from quiz.tui.catalogue import about, line
from quiz.tui.library import Errand, Origin, Place, Preview, Survey, matching
from quiz.tui.settings import Settings
from tests.cli.running import BROKEN, HALF, RIVERS
from tests.tui.host import HOSTILE

GOOD = "  - ask: Which city is the capital of Canada?\n    right: Ottawa\n    wrong: [Toronto, Montreal]\n"
BAD = "  - ask: Which one is left out?\n    right: This\n    wrong: [This]\n"
NEAR = "  - ask: Which city is the capital of Italy?\n    right: Rome\n    wrong: [Milan, The Milan]\n"
TAGGED = (
    "  - ask: Which of these is a river?\n    right: The Ob\n    wrong: [The Alps, Mars]\n    tags: [water, {tag}]\n"
)


def pack(*questions: str, head: str = "title: Mine\n") -> str:
    """A pack of questions as text."""
    return f"quiz: 1\n{head}questions:\n{''.join(questions)}"


def written(folder: Path, text: str, name: str = "mine.quiz.yaml") -> Path:
    """A file that holds it."""
    path = folder / name
    path.write_text(text, "utf-8")
    return path


def opened(path: Path) -> Place:
    """A file that was opened by its path."""
    return Place(str(path), Origin.OPENED, str(path))


def survey(path: Path | str) -> Survey:
    """What is in a file."""
    (found,) = surveyed([str(path)])
    return found


def preview(path: Path | str) -> Preview:
    """The questions of a file."""
    (found,) = previewed(str(path))
    return found


def told(path: Path) -> str:
    """What the library says of a file."""
    found = survey(path)
    rows = [row.text for row in about(opened(path), found)]
    return "\n".join([line(opened(path), found).tail, *rows])


def test_a_pack_is_summed_up(tmp_path: Path) -> None:
    """Title, counts, language, licence, tags by how often they stand, stems, and findings as `quiz check` has them."""
    text = pack(GOOD, TAGGED.format(tag="big"), BAD, head="title: Mine\nabout: Two.\nlanguage: de\nlicence: CC0-1.0\n")
    path = written(tmp_path, text)
    found = survey(path)
    assert (found.title, found.about, found.language, found.licence) == ("Mine", "Two.", "de", "CC0-1.0")
    assert (found.questions, found.asked, found.facts, found.tags) == (2, 2, 0, ("big", "water"))
    assert found.stems.split("\n") == ["Which city is the capital of Canada?", "Which of these is a river?"]
    expected = checked(str(path)).told
    assert found.findings == len(expected) > 0
    assert [(one.code, one.message) for one in found.notices] == [(one.code, one.message) for one in expected]
    assert not found.refused


def test_a_pack_of_facts_is_summed_up_by_what_comes_of_it() -> None:
    """Its topics stand for tags."""
    found = survey("aurus")
    assert found.asked > found.questions > 0
    assert found.facts > 0
    assert len(found.stems.split("\n")) == found.asked == len(preview("aurus").items)
    assert "The car" in found.tags


def unreadable(path: Path) -> None:
    """A file that the system does not let anybody read; for one who may read everything, one that is no file."""
    path.write_text(pack(GOOD), "utf-8")
    path.chmod(0)
    if os.access(path, os.R_OK):
        path.unlink()
        os.mkfifo(path)


def loop(path: Path) -> None:
    """A link to itself."""
    path.symlink_to(path)


FILES: dict[str, tuple[Callable[[Path], object], str]] = {
    "unreadable": (unreadable, "cannot be read"),
    "directory": (Path.mkdir, "is a folder, not a pack"),
    "missing": (str, "This file is missing"),
    "dangling": (lambda path: path.symlink_to("nowhere"), "This file is missing"),
    "loop": (loop, "cannot be read"),
    "binary": (lambda path: path.write_bytes(bytes(range(256)) * 64), "cannot be read as a pack"),
    "empty": (lambda path: path.write_bytes(b""), "the file is empty"),
    "torn": (lambda path: path.write_text("quiz: 1\nquestions: [a, b\n"), "cannot be read as a pack"),
    "a list": (lambda path: path.write_text("- a\n- b\n"), "a pack is keys with values"),
    "brackets": (lambda path: path.write_text("[" * 3_000_000), "cannot be read as a pack"),
    "9 MB of one line": (lambda path: path.write_bytes(b"a" * 9_000_000), "cannot be read as a pack"),
    "17 MB": (lambda path: path.write_bytes(b"#" * 17_000_000), "cannot be read as a pack"),
}


@pytest.mark.parametrize("name", FILES)
def test_a_bad_file_is_told_in_a_line(name: str, tmp_path: Path) -> None:
    """Whatever it is, and it can be previewed, too, for its findings."""
    make, words = FILES[name]
    path = tmp_path / "bad.quiz.yaml"
    make(path)
    assert words in told(path)
    found = preview(path)
    assert not found.items
    assert found.notices
    assert found.survey.refused
    assert found.survey.missing == (name in ("missing", "dangling"))
    assert found.survey == survey(path)


def test_a_path_that_is_none_is_told_as_well() -> None:
    """With a letter that no path has."""
    assert survey("a\0b").refused
    assert stamp("a\0b") is None
    assert completed("a\0b") == ""


def test_hostile_texts_come_through_as_texts(tmp_path: Path) -> None:
    """In titles and tags; what shows them shows nothing but text."""
    quoted = HOSTILE.replace("\x1b", "\\e").replace("\u202e", "\\u202e").replace('"', '\\"')
    path = written(tmp_path, pack(TAGGED.format(tag=f'"{quoted}"'), head=f'title: "{quoted}"\n'))
    found = survey(path)
    assert "[@click=app.leave]Press[/]" in found.title + told(path)


def test_each_question_has_its_line_and_each_finding_its_question(tmp_path: Path) -> None:
    """A finding of a question that is left out has none, nor has one of the file."""
    path = written(tmp_path, pack(GOOD, BAD, TAGGED.format(tag="big"), head="title: Mine\nlicense: x\n"))
    found = preview(path)
    rows = path.read_text("utf-8").splitlines()
    assert [rows[at - 1].strip().removeprefix("- ask: ") for at in found.lines] == [item.stem for item in found.items]
    owners = {notice.code: notice.item for notice in found.notices}
    assert owners["Y118"] == ""
    assert owners["Q203"] == ""
    near = preview(written(tmp_path, pack(GOOD, NEAR, BAD), "near.quiz.yaml"))
    by_id = {item.id: item.stem for item in near.items}
    stems = {notice.code: by_id.get(notice.item, "") for notice in near.notices}
    assert stems == {"Q205": "Which city is the capital of Italy?", "Q203": ""}


def test_facts_lead_to_the_questions_that_come_of_them() -> None:
    """Each made question stands at the line of a fact."""
    found = preview(RIVERS)
    assert all(found.lines)
    made = preview("aurus")
    assert sum(1 for line in made.lines if line) > len(made.lines) / 3
    assert list(filter(None, made.lines)) == sorted(filter(None, made.lines))


def test_places_are_those_that_ship_the_folder_and_what_was_opened(tmp_path: Path) -> None:
    """The folder is made when it is looked into; what stands in it is not listed twice."""
    assert [one.origin for one in places(tmp_path, ())] == [Origin.SHIPPED] * len(shipped())
    own = written(tmp_path / "packs", pack(GOOD))
    found = places(tmp_path, (str(own), "/gone.quiz.yaml", "/gone.quiz.yaml"))[len(shipped()) :]
    assert [(one.name, one.origin) for one in found] == [
        (str(own), Origin.OWN),
        ("/gone.quiz.yaml", Origin.OPENED),
    ]


def test_a_folder_that_cannot_be_made_costs_nothing(tmp_path: Path) -> None:
    """Only its packs."""
    blocked = written(tmp_path, "", "file")
    assert len(places(blocked, ())) == len(shipped())


def test_a_path_goes_on_by_folders_and_packs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing else is offered, and what is hidden only where it is meant."""
    (tmp_path / "lessons").mkdir()
    (tmp_path / ".hidden").mkdir()
    written(tmp_path, "", "mine.quiz.yaml")
    written(tmp_path, "", "letter.txt")
    monkeypatch.setenv("HOME", str(tmp_path))
    start = f"{tmp_path}/"
    assert completed(f"{start}l") == f"{start}lessons/"
    assert completed(f"{start}m") == f"{start}mine.quiz.yaml"
    assert completed("~/m") == "~/mine.quiz.yaml"
    assert completed(start) == f"{start}lessons/"
    assert completed(f"{start}.h") == f"{start}.hidden/"
    assert completed(f"{start}let") == completed(f"{start}x") == completed("/nowhere/at/all") == ""


def test_words_are_looked_for_in_titles_tags_and_questions() -> None:
    """All of them, in any case and order; those of a question in one question."""
    stems = "Which sea is it?\nWhich RIVER is it?"
    found = Survey("mine", "The North", tags=("Water",), stems=stems, folded=stems.casefold())
    assert matching(found, "river which") == (1,)
    assert matching(found, "which") == (0, 1)
    assert matching(found, "north WATER") == ()
    assert matching(found, "") == ()
    assert matching(found, "sea river") is None
    assert matching(found, "mountain") is None


# Apart


def countdown(number: int) -> list[int]:
    """Something to do elsewhere."""
    return list(range(number))


def pids(number: int) -> list[int]:
    """Where it is done."""
    return [os.getpid()] * number


def dying(names: list[str]) -> object:
    """Gives one survey, then dies as a program does that runs out of memory."""
    yield Survey(names[0])
    if "fatal" in names[1:2]:
        os._exit(9)
    for name in names[1:]:
        yield Survey(name)


def ignored(stop: Callable[[], None]) -> None:
    """Nobody calls it off."""


def test_each_comes_from_another_process_as_it_is_made() -> None:
    """What is made there is what would be made here."""
    assert list(apart_each(ignored, countdown, 3)) == [0, 1, 2]
    assert os.getpid() not in list(apart_each(ignored, pids, 1))


def test_without_another_process_each_is_made_here(monkeypatch: pytest.MonkeyPatch) -> None:
    """A program that is packed into one file has no interpreter to start."""
    monkeypatch.setattr(sys, "executable", "/nowhere/python")
    assert list(apart_each(ignored, pids, 2)) == [os.getpid()] * 2


class Listening(Errand):
    """Says when another process has begun."""

    def __init__(self) -> None:
        """None has."""
        super().__init__()
        self.begins = threading.Event()

    def begun(self, stop: Callable[[], None]) -> None:
        """Now one has."""
        super().begun(stop)
        self.begins.set()


@pytest.fixture
def services(tmp_path: Path) -> AppServices:
    """Services on an empty folder."""
    return AppServices(tmp_path, tmp_path / "settings.toml")


def test_a_pack_is_checked_once_until_its_file_changes(services: AppServices, tmp_path: Path) -> None:
    """The second look starts no process."""
    place = opened(written(tmp_path, pack(GOOD)))
    (first,) = services.survey((place,), Errand())
    errand = Listening()
    assert list(services.survey((place,), errand)) == [first]
    assert not errand.begins.is_set()
    written(tmp_path, pack(GOOD, TAGGED.format(tag="big")))
    (second,) = services.survey((place,), errand)
    assert second.asked == 2
    assert errand.begins.is_set()


def test_an_errand_that_is_called_off_ends_the_process(services: AppServices, tmp_path: Path) -> None:
    """At once, even one that would read for ever; and what begins later does not begin."""
    path = written(tmp_path, pack(GOOD))
    errand = Listening()
    found: list[object] = []
    thread = threading.Thread(target=lambda: found.append(services.preview(opened(path), errand)))
    thread.start()
    assert errand.begins.wait(60)
    errand.call_off()
    thread.join(60)
    assert found == [None]
    assert list(services.survey((opened(path),), errand)) == []


def test_everything_of_an_errand_is_called_off() -> None:
    """What began first as well, and what begins too late."""
    errand, ended = Errand(), list[int]()
    errand.begun(lambda: ended.append(1))
    errand.begun(lambda: ended.append(2))
    assert not ended
    errand.call_off()
    assert ended == [1, 2]
    errand.begun(lambda: ended.append(3))
    assert ended == [1, 2, 3]


def test_a_check_that_dies_costs_one_pack(
    services: AppServices, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The others are checked all the same, and that one says so."""
    monkeypatch.setattr("quiz.cli.survey.surveyed", dying)
    found = list(services.survey(tuple(opened(Path(name)) for name in ("a", "fatal", "b")), Errand()))
    assert [(one.name, bool(one.refused)) for one in found] == [("a", False), ("fatal", True), ("b", False)]


def test_an_editor_that_is_not_there_is_told(
    services: AppServices, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Or one that nobody can make sense of."""
    monkeypatch.delenv("VISUAL", raising=False)
    for named in ("no-such-editor -x", "'"):
        monkeypatch.setenv("EDITOR", named)
        trouble = services.edit(opened(tmp_path / "mine.quiz.yaml"), 3, 1)
        assert trouble is not None
        assert "EDITOR" in trouble.message


def test_what_was_opened_is_kept_between_runs(services: AppServices, tmp_path: Path) -> None:
    """In the file of settings."""
    services.save(Settings(opened=("/a/b.quiz.yaml",)))
    again = AppServices(tmp_path, tmp_path / "settings.toml")
    assert [one.path for one in again.places() if one.origin is Origin.OPENED] == ["/a/b.quiz.yaml"]


def test_broken_packs_keep_their_good_questions() -> None:
    """And say what is wrong with the others."""
    assert len(preview(HALF).items) == 1
    assert preview(BROKEN).notices
