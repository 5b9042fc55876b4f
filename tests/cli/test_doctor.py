"""`quiz doctor` on machines where something is wrong, each made wrong for real: the line, how bad it is, the cure."""

from __future__ import annotations

import errno
import json
import os
import resource
import shutil
import signal
import socket
import stat
import subprocess
import sys
import tempfile
import tomllib
from collections.abc import Callable, Iterator
from pathlib import Path
from types import MappingProxyType, SimpleNamespace

import pytest
from wcwidth import wcswidth

from quiz.cli import fitness, fitness_host
from quiz.cli.fitness import Check
from quiz.cli.fitness_host import Address
from quiz.cli.host import prepared
from quiz.cli.survey import places
from quiz.extras import install
from quiz.rooms.folders import read_note
from quiz.stores.history import open_history
from tests.cli.running import RIVERS, ROOT, Terminal, command, environment, quiz
from tests.core.table import a_plan
from tests.stores.disks import small_disk as small_disk

Rows = dict[str, dict[str, str]]


def looked(*words: str, data: Path, before: tuple[str, ...] = (), **more: str) -> tuple[int, Rows]:
    """The exit code of a doctor's visit, and what it found, by the names of the checks."""
    done = subprocess.run(
        [*before, *command("doctor", "--json", *words)], capture_output=True, text=True, check=False, cwd=ROOT,
        timeout=60, env=environment(data, **more), stdin=subprocess.DEVNULL,
    )  # fmt: skip
    assert "Traceback" not in done.stderr, done.stderr
    rows = [json.loads(line) for line in done.stdout.splitlines()]
    return done.returncode, {row["name"]: row for row in rows}


@pytest.fixture
def short() -> Iterator[Path]:
    """A folder whose path is short enough for a socket, wherever the tests run."""
    with tempfile.TemporaryDirectory(prefix="fd-", dir=os.path.realpath("/tmp")) as place:  # noqa: S108
        yield Path(place)


@pytest.fixture
def port() -> Iterator[int]:
    """A port that somebody listens at."""
    with socket.create_server(("127.0.0.1", 0)) as held:
        yield int(held.getsockname()[1])


@pytest.fixture
def free() -> int:
    """A port that nobody listens at."""
    with socket.create_server(("127.0.0.1", 0)) as held:
        return int(held.getsockname()[1])


def test_a_healthy_machine(short: Path, free: int) -> None:
    """All well, exit code 0, nothing left behind; in words and as objects the same."""
    wanted = [
        "python", "libraries", "data folder", "disk", "clock", "terminal",
        "server", "port", "address", "permissions", "host key", "open files", "ssh", "a student joins",
    ]  # fmt: skip
    data = short / "data"
    code, rows = looked("--host", "--port", str(free), data=data)
    assert list(rows) == wanted
    assert not [row for row in rows.values() if row["state"] == "bad" and row["name"] != "address"], rows
    assert code == (rows["address"]["state"] == "bad")
    assert not data.exists()
    told = quiz("doctor", data=data)
    assert told.returncode == 0
    assert [line[6:].split("  ")[0] for line in told.stdout.splitlines() if line[:4].strip()] == wanted[:6]


def test_what_is_asked_for_is_looked_at(short: Path, port: int) -> None:
    """The port and the number of students that are named; without a terminal, that there is none."""
    code, rows = looked("--host", "--port", str(port), "--students", "4000", data=short / "data")
    assert (code, rows["port"]["state"]) == (1, "bad")
    assert str(port) in rows["port"]["what"]
    assert "4000 students need 4128" in rows["open files"]["what"]
    assert (rows["terminal"]["state"], "There is none here" in rows["terminal"]["what"]) == ("ok", True)
    assert rows["address"]["state"] == "bad" or f" -p {port} room@" in rows["address"]["what"]


def test_a_port_that_somebody_has(tmp_path: Path, port: int) -> None:
    """It is told who, and which port is free."""
    found = fitness_host.port_free(tmp_path, port)
    assert found.state == "bad"
    assert str(os.getpid()) in found.what
    other = int(found.fix.rpartition(" ")[2])
    assert fitness_host.port_free(tmp_path, other).state == "ok"


def test_a_port_that_is_the_systems(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Which account may listen below 1024 is the system's to say."""
    denied = PermissionError(errno.EACCES, os.strerror(errno.EACCES))
    monkeypatch.setattr(fitness_host, "_listen_problem", lambda _: denied)
    found = fitness_host.port_free(tmp_path, 22)
    assert (found.state, "may not listen at 22" in found.what, "--port 2222" in found.fix) == ("bad", True, True)


def test_a_port_that_is_taken_for_the_other_kind_of_address(tmp_path: Path) -> None:
    """Students come by either."""
    try:
        held = socket.create_server(("::1", 0), family=socket.AF_INET6)
    except OSError:
        pytest.skip("this machine has no addresses of version 6")
    with held:
        assert fitness_host.port_free(tmp_path, int(held.getsockname()[1])).state == "bad"


def test_the_port_that_is_offered_is_free(tmp_path: Path) -> None:
    """The next one is taken, too."""
    for _ in range(200):
        with socket.create_server(("127.0.0.1", 0)) as first, socket.socket() as second:
            port = int(first.getsockname()[1])
            try:
                second.bind(("127.0.0.1", port + 1))
                second.listen()
            except (OSError, OverflowError):
                continue
            other = int(fitness_host.port_free(tmp_path, port).fix.rpartition(" ")[2])
            assert other > port + 1
            return
    pytest.skip("no two ports side by side are free")


def test_a_port_that_a_room_has(short: Path, free: int) -> None:
    """A room of one's own is named, with how to close it; that is no failure."""
    try:
        assert quiz("host", RIVERS, "--no-desk", "--bind", "127.0.0.1", "--port", str(free), data=short).returncode == 0
        (room,) = (short / "rooms").iterdir()
        found = fitness_host.port_free(short, free)
        assert found.state == "warn"
        assert room.name in found.what
        assert f"quiz host --close {room.name}" in found.fix
        assert quiz("host", "--close", room.name, data=short).returncode == 0
        assert fitness_host.port_free(short, free).state == "ok"
        assert fitness_host.private(short).state == "ok"
        assert fitness_host.host_key(short).state == "ok"
    finally:
        for room in (short / "rooms").iterdir():
            if read_note(room).get("up"):
                os.kill(int(str(read_note(room)["pid"])), signal.SIGKILL)


def _readable_key(folder: Path) -> None:
    (folder / "host_key").write_text("-----BEGIN OPENSSH PRIVATE KEY-----\n")
    (folder / "host_key").chmod(0o644)


def _broken_key(folder: Path) -> None:
    (folder / "host_key").write_text("nothing")
    (folder / "host_key").chmod(0o600)


def _no_key(folder: Path) -> None:
    (folder / "host_key").mkdir()


def _open_folder(folder: Path) -> None:
    folder.chmod(0o777)


def _readable_folder(folder: Path) -> None:
    folder.chmod(0o755)


def _readable_log(folder: Path) -> None:
    (folder / "rooms" / "one").mkdir(parents=True, mode=0o700)
    (folder / "rooms" / "one" / "log.db").touch()
    (folder / "rooms" / "one" / "log.db").chmod(0o644)


@pytest.mark.parametrize(
    ("breaks", "look", "state", "what", "fix"),
    [
        (_readable_key, fitness_host.host_key, "bad", "others can read the key (mode 0644)", "chmod 600 "),
        (_broken_key, fitness_host.host_key, "bad", "holds no key", "mv "),
        (_no_key, fitness_host.host_key, "bad", "Is a directory", "chown"),
        (_open_folder, fitness_host.private, "bad", "Others can write", "chmod 700 "),
        (_readable_folder, fitness_host.private, "warn", "mode 0755", "chmod 700 "),
        (_readable_log, fitness_host.private, "bad", "log.db, which has names and answers", "chmod -R go-rwx"),
    ],
)
def test_files_that_are_not_private(
    short: Path, breaks: Callable[[Path], None], look: Callable[[Path], Check], state: str, what: str, fix: str
) -> None:
    """The cure that is told cures it, where it is a command."""
    folder = short / "data"
    folder.mkdir(mode=0o700)
    assert look(folder).state == "ok"
    breaks(folder)
    found = look(folder)
    assert (found.state, what in found.what, fix in found.fix) == (state, True, True), found
    cure = found.fix.removeprefix("Run: ").partition(";")[0]
    if not cure.startswith("sudo"):
        subprocess.run(cure, shell=True, check=True)  # noqa: S602 - as a reader would type it
        assert look(folder).state == "ok"


def test_a_folder_that_cannot_be_written(tmp_path: Path) -> None:
    """A file is in its way; a folder of the system's that nobody may write to; a path that is too long for a socket."""
    (tmp_path / "file").touch()
    code, rows = looked(data=tmp_path / "file" / "data")
    assert (code, rows["data folder"]["state"]) == (1, "bad")
    assert "is no folder" in rows["data folder"]["what"]
    assert "FOOTNOTE_DATA" in rows["data folder"]["fix"]
    assert fitness.data(Path("/proc/self")).state == "bad"
    assert fitness_host.private(tmp_path / ("x" * 90)).state == "bad"


def test_a_folder_that_cannot_be_made(small_disk: Path) -> None:
    """Nothing is written where it is to be, and yet it is told."""
    assert fitness.data(small_disk / "data" / "quiz").state == "ok"
    assert not (small_disk / "data").exists()
    subprocess.run(["mount", "-o", "remount,ro", str(small_disk)], check=True)
    found = fitness.data(small_disk / "data" / "quiz")
    assert (found.state, f"{small_disk} cannot be written" in found.what) == ("bad", True)


@pytest.mark.parametrize(
    ("kind", "state"),
    [
        ("nfs", "bad"), ("nfs4", "bad"), ("cifs", "bad"), ("smb3", "bad"), ("smbfs", "bad"), ("9p", "bad"),
        ("afs", "bad"), ("ceph", "bad"), ("glusterfs", "bad"), ("davfs", "bad"), ("fuse.sshfs", "bad"),
        ("fuse.rclone", "bad"),
        ("fuse.davfs2", "bad"), ("fuse.s3fs", "bad"), ("fuse.glusterfs", "bad"),
        ("ext4", "ok"), ("tmpfs", "ok"), ("overlay", "ok"), ("fuseblk", "ok"), ("nfsd", "ok"), ("", "ok"),
    ],
)  # fmt: skip
def test_a_folder_on_a_disk_that_is_far_away(
    tmp_path: Path, kind: str, state: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Over a network a log can be damaged; which disks are far is known by the kinds of their file systems."""
    monkeypatch.setattr(fitness, "_file_system", lambda _: kind)
    found = fitness.data(tmp_path)
    assert (found.state, f"({kind})" in found.what) == (state, state == "bad")


@pytest.mark.parametrize(
    ("place", "kind"),
    [
        ("/", "ext4"), ("/home/ada", "nfs4"), ("/home/ada/local", "xfs"), ("/homestead", "ext4"),
        ("/mnt/my disk/a", "cifs"), ("/srv/quiz", "tmpfs"),
    ],
)  # fmt: skip
def test_the_file_system_that_a_folder_is_on(place: str, kind: str) -> None:
    """The nearest mount above it; of two on one place, the later."""
    mounts = (
        "server:/home /home nfs4 rw 0 0", "/dev/a / ext4 rw 0 0", "/dev/b /home/ada/local xfs rw 0 0",
        "//pc/disk /mnt/my\\040disk cifs rw 0 0", "server:/srv /srv nfs rw 0 0", "tmpfs /srv tmpfs rw 0 0",
    )  # fmt: skip
    assert fitness.file_system(mounts, Path(place)) == kind


@pytest.mark.parametrize(
    ("free", "state"),
    [(fitness.LITTLE, "ok"), (fitness.LITTLE - 1, "warn"), (fitness.LEAST, "warn"), (fitness.LEAST - 1, "bad")],
)
def test_how_much_is_free(tmp_path: Path, free: int, state: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Little is worth a warning; with less a lesson may not fit."""
    monkeypatch.setattr("shutil.disk_usage", lambda _: SimpleNamespace(free=free))
    found = fitness.disk(tmp_path / "data")
    assert (found.state, bool(found.fix)) == (state, state != "ok")


def test_a_disk_that_does_not_answer(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A warning, and the visit goes on."""

    def stale(_: Path) -> None:
        raise OSError(errno.ESTALE, os.strerror(errno.ESTALE))

    monkeypatch.setattr("shutil.disk_usage", stale)
    found = fitness.disk(tmp_path)
    assert (found.state, os.strerror(errno.ESTALE) in found.what) == ("warn", True)


def test_a_library_that_is_not_there() -> None:
    """It is told which, and how to get it."""
    found = fitness.libraries("server", MappingProxyType({"no-such-library": "1", "rich": "1"}), "serve")
    assert (found.state, found.what) == ("bad", "no-such-library is not installed.")
    assert found.fix == f"Run: {install('serve')}"


@pytest.mark.parametrize(
    "name", ["OneDrive - A School", "Dropbox", "My Drive", "GoogleDrive-ada@example.org", "Nextcloud", "iCloud Drive"]
)
def test_a_folder_that_something_copies(tmp_path: Path, name: str) -> None:
    """A log that is copied while it is written is no log."""
    found = fitness.data(tmp_path / name / "quiz")
    assert (found.state, name in found.what) == ("warn", True)


def test_a_disk_that_is_full(small_disk: Path) -> None:
    """Both what is free and that nothing can be written."""
    code, rows = looked(data=small_disk)
    assert (code, rows["disk"]["state"], rows["data folder"]["state"]) == (1, "bad", "ok")
    with (small_disk / "filler").open("wb", buffering=0) as file:
        while file.write(bytes(4096)) == 4096:
            if fitness.disk(small_disk).what.startswith("Only 0 MB") and shutil.disk_usage(small_disk).free == 0:
                break
    code, rows = looked(data=small_disk)
    assert (code, rows["data folder"]["state"]) == (1, "bad")
    assert "cannot be written" in rows["data folder"]["what"]


def test_few_open_files(tmp_path: Path) -> None:
    """In a process that may open a hundred; a class of that size needs more."""
    code = (
        "import resource, sys; resource.setrlimit(resource.RLIMIT_NOFILE, (100, 100));"
        "from quiz.cli import fitness_host; print(fitness_host.files(30))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=ROOT)
    assert "'bad'" in done.stdout
    assert "ulimit -Hn 158" in done.stdout
    _, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    assert fitness_host.files(hard if hard > 0 else 0).state == ("bad" if hard > 0 else "ok")


@pytest.mark.parametrize(("version", "state"), [("2.24.0", "bad"), ("2.24.1", "ok"), ("3.0.dev1", "ok")])
def test_a_library_that_is_too_old(tmp_path: Path, version: str, state: str) -> None:
    """As it is found first on the path; nothing of the server is then tried."""
    package = tmp_path / f"asyncssh-{version}.dist-info"
    package.mkdir()
    (package / "METADATA").write_text(f"Metadata-Version: 2.1\nName: asyncssh\nVersion: {version}\n")
    code = "from quiz.cli import fitness_host as f, fitness as s; print(s.libraries('server', f.LIBRARIES, 'serve'))"
    path = os.pathsep.join((str(tmp_path), str(ROOT)))
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True, env={**os.environ, "PYTHONPATH": path}
    )
    assert f"'{state}'" in done.stdout
    assert ("pip install" in done.stdout) is (state == "bad")


def test_an_old_python() -> None:
    """It is told apart from a new one."""
    assert fitness.python((3, 10, 4)).state == "bad"
    assert fitness.python((3, 11, 0)).state == "ok"


def test_the_floors_are_those_of_the_distribution() -> None:
    """What is asked for at installation and what is looked for here are the same."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]

    def floors(rows: list[str]) -> dict[str, str]:
        return {row.partition(">=")[0]: row.partition(">=")[2] for row in rows}

    assert dict(fitness.LIBRARIES) == floors(project["dependencies"])
    assert dict(fitness_host.LIBRARIES) == floors(project["optional-dependencies"]["serve"])


def test_without_ssh_the_own_client_joins(short: Path, free: int) -> None:
    """A warning, and no less of a test."""
    code, rows = looked("--host", "--port", str(free), data=short / "data", PATH="")
    assert (rows["ssh"]["state"], rows["a student joins"]["state"]) == ("warn", "ok")
    assert "own client" in rows["a student joins"]["what"]
    assert code == (rows["address"]["state"] == "bad")


def test_a_machine_without_a_network(short: Path, free: int) -> None:
    """Nobody can connect, not even from here, and both are said."""
    unshare = ("unshare", "--user", "--map-root-user", "--net")
    if (
        shutil.which("unshare") is None
        or subprocess.run([*unshare, "true"], check=False, capture_output=True).returncode
    ):
        pytest.skip("no network can be taken away here")
    code, rows = looked("--host", "--port", str(free), data=short / "data", before=unshare)
    assert (code, rows["address"]["state"]) == (1, "bad")
    assert "quiz join" in rows["address"]["fix"]
    assert rows["a student joins"]["state"] == "bad"
    assert rows["a student joins"]["what"]


@pytest.mark.parametrize(
    ("found", "likely", "state", "first"),
    [
        ([], "127.0.0.1", "bad", ""),
        ([Address("eth0", "10.1.2.3")], "10.1.2.3", "ok", "10.1.2.3"),
        ([Address("docker0", "172.17.0.1"), Address("wlan0", "10.1.2.3")], "10.1.2.3", "ok", "10.1.2.3"),
        ([Address("eth0", "192.168.1.2"), Address("wlan0", "10.1.2.3")], "10.1.2.3", "ok", "10.1.2.3"),
        ([Address("tun0", "10.8.0.2"), Address("wlan0", "10.1.2.3")], "10.8.0.2", "ok", "10.1.2.3"),
        ([Address("wlan0", "fd00::2"), Address("wlan0", "10.1.2.3")], "127.0.0.1", "ok", "10.1.2.3"),
        ([Address("docker0", "172.17.0.1")], "172.17.0.1", "warn", "Only virtual"),
    ],
)  # fmt: skip
def test_the_address_that_is_most_likely_right(found: list[Address], likely: str, state: str, first: str) -> None:
    """The one that leads to the network, and never one that leads to programs on this machine."""
    check = fitness_host.addresses(found, likely, 2222)
    assert check.state == state
    assert first in check.what.partition(";")[0]
    assert bool(check.fix) is (state != "ok")


def test_every_address_is_told_and_the_port_that_is_asked_for() -> None:
    """The likely one as it is to be typed, the others after it."""
    found = [Address("docker0", "172.17.0.1"), Address("eth0", "192.168.1.2"), Address("wlan0", "10.1.2.3")]
    told = fitness_host.addresses(found, "10.1.2.3", 2300).what
    assert "ssh -p 2300 room@10.1.2.3 (wlan0)" in told
    assert told.endswith("also 192.168.1.2 (eth0), 172.17.0.1 (docker0)")


def test_addresses_that_nobody_can_reach_are_none(monkeypatch: pytest.MonkeyPatch) -> None:
    """Those of this machine alone, and those that a cable gives itself."""
    own = ("127.0.0.1", "169.254.3.4", "0.0.0.0", "10.1.2.3", ("::1", 0, 0), ("fe80::2", 0, 3), ("::", 0, 0))  # noqa: S104
    adapter = SimpleNamespace(nice_name="eth0", ips=[SimpleNamespace(ip=ip) for ip in (*own, ("fd00::2", 0, 0))])
    monkeypatch.setattr("ifaddr.get_adapters", lambda: [adapter])
    assert fitness_host.own_addresses() == [Address("eth0", "10.1.2.3"), Address("eth0", "fd00::2")]


def test_without_the_server_nothing_of_it_is_tried(tmp_path: Path, free: int, monkeypatch: pytest.MonkeyPatch) -> None:
    """All else is looked at as ever."""
    missing = Check("server", fitness.State.BAD, "asyncssh is not installed.")
    monkeypatch.setattr(fitness_host, "libraries", lambda *_: missing)
    monkeypatch.setattr(fitness_host, "visit", pytest.fail)
    names = [check.name for check in fitness_host.checks(tmp_path, free, 30)]
    assert names == ["server", "port", "permissions", "host key", "open files", "ssh"]


@pytest.mark.skipif(os.name == "nt" or os.geteuid() != 0, reason="only the system's own account gives folders away")
def test_a_folder_of_another_account() -> None:
    """Its owner could read it, whatever its mode is. Its path is short enough for a socket."""
    with tempfile.TemporaryDirectory(prefix="fq-") as folder:
        os.chown(folder, 65534, 65534)
        found = fitness_host.private(Path(folder))
    assert (found.state, "belongs to another account" in found.what, "chown" in found.fix) == ("bad", True, True)


@pytest.mark.parametrize(
    ("now", "zone", "what"),
    [(0.0, "", "1970"), (4e9, "Mars/Olympus", "TZ=Mars/Olympus"), (4e9, "Europe/Berlin", ""), (4e9, "CET-1CEST", "")],
)
def test_a_clock_that_is_wrong(now: float, zone: str, what: str) -> None:
    """Before the program was there, or in no zone that there is."""
    found = fitness.clock(now, zone)
    assert found.state == ("warn" if what else "ok")
    assert what in found.what


@pytest.mark.parametrize(
    ("more", "what"),
    [
        ({"TERM": "xterm-256color", "COLUMNS": "80", "LINES": "24"}, "80 by 24, 256 colours, utf-8"),
        ({"TERM": "xterm-256color", "COLUMNS": "80", "LINES": "24", "NO_COLOR": "1"}, "80 by 24, no colours, utf-8"),
        ({"TERM": "xterm", "COLUMNS": "80", "LINES": "24"}, "80 by 24, 16 colours, utf-8"),
        ({"TERM": "xterm-256color", "COLUMNS": "80", "LINES": "10"}, "The window has 80 by 10"),
        ({"TERM": "xterm-256color", "COLUMNS": "40", "LINES": "24"}, "The window has 40 by 24"),
        ({"TERM": "dumb"}, "'dumb'"),
        ({"TERM": "xterm", "PYTHONIOENCODING": "ascii"}, "ascii"),
    ],
    ids=["good", "plain", "few", "low", "narrow", "dumb", "ascii"],
)  # fmt: skip
def test_a_terminal(tmp_path: Path, more: dict[str, str], what: str) -> None:
    """What it shows, or that the game line by line does."""
    with Terminal("doctor", data=tmp_path, controlling=False, before=(), **more) as terminal:
        assert terminal.end() == 0
    shown = " ".join(terminal.shown.split()).partition(" terminal ")[2]
    assert what in shown
    assert ("--plain" in shown.partition(what)[2]) is (not what.startswith("80"))


def test_what_the_program_makes_is_private_from_the_first(short: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The folder of the history, that of the rooms and that of packs, whichever is made first, and what is above."""
    makers: tuple[Callable[[Path], object], ...] = (
        lambda folder: open_history(folder, pytest.fail).close(),
        lambda folder: prepared(folder, a_plan(1)),
        lambda folder: places(folder, ()),
    )
    before = os.umask(0o022)
    try:
        for number, make in enumerate(makers):
            folder = short / str(number) / "data"
            make(folder)
            made = [folder.parent, *(path for path in folder.parent.rglob("*") if path.is_dir())]
            assert {stat.S_IMODE(path.stat().st_mode) for path in made} == {0o700}
            assert fitness_host.private(folder).state == "ok"
    finally:
        os.umask(before)


def test_long_lines_hang_and_paths_stay_whole(tmp_path: Path) -> None:
    """On a terminal no line but that of a long path is broken by it; in a pipe each check has its line."""
    deep = tmp_path / ("a-folder-of-a-name-" * 3) / ("and-another-" * 4)
    with Terminal("doctor", data=deep) as terminal:
        terminal.end()
    rows = terminal.shown.splitlines()
    assert all(wcswidth(row) <= 80 or len(row.split()) <= 4 for row in rows)
    assert all(row.startswith((" " * 23, "ok ", "warn ", "bad ")) for row in rows)
    assert any(str(deep) in row for row in rows)
    assert any(row.startswith(" " * 23) and "plotext" in row for row in rows)
    assert "plotext" in next(row for row in quiz("doctor", data=deep).stdout.splitlines() if "libraries" in row)
