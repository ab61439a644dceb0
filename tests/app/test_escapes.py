"""Nothing that a guide, its name or a candidate says steers the terminal or whatever reads an export."""

from __future__ import annotations

import io
import os
import re
import sqlite3
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from rich.table import Table
from rich.text import Text

from app.display.console import PlainConsole
from app.practice.cards import package
from app.practice.cards.deck import deck as make_deck
from knowledge.library import read_library
from tests.support.built import with_graphs
from tests.support.commands import Commands, variables_but

Run = Callable[..., tuple[list[int], bytes, bytes]]
# What a terminal obeys in both sets of control characters, a line of its own, rich's markup, and no UTF-8.
NAMES = (
    b"esc\x1b[31mred.md",
    b"csi\xc2\x9b31m.md",
    b"two\nForged 100.md",
    b"mark[/x][bold]up.md",
    b"bad\xff.md",
)
GUIDE = """# Notes {number}

### Q1: Why did you choose \x9b31mKafka in project {number}?

**Your Answer** (1 min):
"Replay \x1b]0;t\x07 in project {number}. A queue forgets a message. Kafka keeps {number} days of it [/b]."
"""
ANSWER = b"A queue \x1b[31mforgets\x1b[0m a message \xc2\x9b1m and \xff [/x] it is a log.\n"
_READING = re.compile(rb"^Reading .*\n", re.MULTILINE)
_OBEYED = re.compile(rb"[\x00-\x08\x0b-\x1f\x7f]|\xc2[\x80-\x9f]")


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a guide of each name."""
    folder = tmp_path_factory.mktemp("guides")
    for number, name in enumerate(NAMES, start=2):
        path = Path(os.fsdecode(os.fsencode(folder) + b"/" + name))
        path.parent.mkdir(exist_ok=True)
        path.write_text(GUIDE.format(number=number), encoding="utf-8")
    return folder


@pytest.fixture(scope="module")
def run(command_line: Commands) -> Run:
    """Gives the exit codes, output and errors of commands, the first of which is told `said`."""

    def runs(home: Path, *each: tuple[str, ...], said: bytes = b"") -> tuple[list[int], bytes, bytes]:
        own = {"INTERVIEW_HOME": str(home / "workspace")}
        environment = variables_but("INTERVIEW", "REDIS") | own
        told = [said, *[b""] * (len(each) - 1)]
        done = [
            command_line.run_bytes(command, environment, said=line, folder=home)
            for command, line in zip(each, told, strict=True)
        ]
        out, err = (
            b"".join(parts) for parts in zip(*((one.stdout, one.stderr) for one in done), strict=True)
        )
        # On a busy machine, where reading takes seconds, a line says so; its name is shown, and checked, too.
        if err:
            clean(err)
        return [one.returncode for one in done], out, _READING.sub(b"", err)

    return runs


@pytest.fixture(scope="module")
def home(run: Run, folder: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A workspace in which an interview over these guides was held."""
    home = tmp_path_factory.mktemp("home")
    with_graphs(home / "workspace")
    begin = ("start", "--guides", str(folder), "--minutes", "10")
    codes, out, err = run(home, begin, said=ANSWER * 12)
    assert (codes, err) == ([0], b"")
    assert b"Report" in out and b"forgets" in out
    clean(out)
    return home


def clean(content: bytes) -> None:
    """That nothing in `content` is obeyed, and no name begins a line of its own."""
    assert _OBEYED.findall(content) == []
    assert content.decode("utf-8")
    assert not re.search(rb"^\s*Forged", content, re.MULTILINE)


def test_what_is_shown_of_guides_steers_nothing(run: Run, home: Path, folder: Path) -> None:
    commands = [
        ("talking-points",),
        ("talking-points", "--unparsed"),
        ("talking-points", "--json"),
        ("ask", "Why Kafka?"),
        ("check",),
        ("check", "--json"),
        ("progress",),
        ("one-pager",),
    ]
    codes, out, err = run(home, *((*command, "--guides", str(folder)) for command in commands))
    assert (codes, err) == ([0] * len(commands), b"")
    clean(out)


def test_what_is_shown_of_a_session_steers_nothing(run: Run, home: Path) -> None:
    commands = [
        ("sessions",),
        ("sessions", "--json"),
        ("report",),
        ("replay",),
        ("replay", "--markdown"),
        ("replay", "--json"),
        ("export", "--format", "json"),
        ("export", "--format", "markdown"),
        ("export", "--format", "html", "--out", "-"),
        ("rescore",),
    ]
    codes, out, err = run(home, *commands)
    assert (codes, err) == ([0] * len(commands), b"")
    clean(out)


@pytest.mark.parametrize("name", NAMES[-2:], ids=repr)
def test_a_session_over_such_a_file_alone_is_opened_again(
    run: Run, tmp_path: Path, folder: Path, name: bytes
) -> None:
    guide = os.fsdecode(os.fsencode(folder) + b"/" + name)
    begin = ("start", "--guides", guide, "--minutes", "5")
    with_graphs(tmp_path / "workspace")
    codes, out, err = run(tmp_path, begin, ("rescore",), said=ANSWER)
    assert (codes, err) == ([0, 0], b"")
    clean(out)


def test_an_error_about_such_a_name_is_one_line(run: Run, home: Path, folder: Path) -> None:
    wrong = [os.fsdecode(os.fsencode(folder) + b"/no " + name) for name in NAMES]
    codes, _, err = run(home, *(("talking-points", path) for path in wrong))
    assert codes == [2] * len(NAMES)
    assert err.count(b"\n") == len(NAMES)
    clean(err)


def test_cards_steer_nothing(folder: Path, tmp_path: Path) -> None:
    deck, _ = make_deck(read_library([folder]).talking_points, {})
    assert sum(not card.cloze for card in deck.cards) == len(NAMES)
    package.write(deck.cards, tmp_path / "deck.apkg", package.genanki())

    with zipfile.ZipFile(tmp_path / "deck.apkg") as written:
        written.extract("collection.anki2", tmp_path)
    with sqlite3.connect(tmp_path / "collection.anki2") as collection:
        fields = [row[0] for row in collection.execute("select flds from notes")]
    collection.close()
    for text in fields:
        # Anki's own sign between two fields.
        clean(text.replace("\x1f", "").encode())


def test_a_console_shows_markup_and_signs_and_keeps_its_own_colours() -> None:
    file = io.StringIO()
    console = PlainConsole(file=file, force_terminal=True, width=60, color_system="standard")
    table = Table.grid()
    table.add_row("[/x] :warning: \x1b[2J   ")
    console.print(table)
    console.print(Text("\x9bred\x07", style="red"))
    console.print("[bold]\x1b]0;t\x07")
    told = file.getvalue()
    assert "[/x] :warning: \N{REPLACEMENT CHARACTER}[2J" in told
    assert "\x1b[31m\N{REPLACEMENT CHARACTER}red" in told
    assert "[bold]\N{REPLACEMENT CHARACTER}]0;t" in told
    assert "\x07" not in told and "\x1b]" not in told and "\x1b[2J" not in told
