"""What is kept beforehand is all that a session and a match would keep."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.support import guards
from tests.support.built import with_graphs

pytestmark = pytest.mark.sweep
ROOT = Path(__file__).resolve().parents[3]
GUIDE = """# Notes

### Q1: How do you keep deployments boring?

**Your Answer** (1 min):
"We ship small changes behind a flag. Every change has one owner. A failed check rolls it back by itself."

## Red flags
- "We do it by hand."
"""
# Where something would be kept is told, and nothing is.
_TOLD = """
import atexit, json, sys
from pathlib import Path
from language import kept
places, place = set(), kept._place
def told(beside, name):
    places.add(str(found := place(beside, name)))
    return Path(str(found) + ".not-here")
kept._place = told
atexit.register(lambda: Path({into!r}).write_text(json.dumps(sorted(places))))
"""


def kept_by(code: str, home: Path, *arguments: str, said: str = "") -> set[str]:
    """Where what `code` does in a process of its own would have kept something."""
    home.mkdir()
    into = home / "places.json"
    guide = home / "notes.md"
    guide.write_text(GUIDE, encoding="utf-8")
    posting = "# Engineer\n\n## Requirements\n- Boring deployments\n"
    (home / "posting.md").write_text(posting, encoding="utf-8")
    with_graphs(home / "home")
    done = subprocess.run(
        [sys.executable, "-c", _TOLD.format(into=str(into)) + code, *arguments],
        input=said,
        capture_output=True,
        text=True,
        cwd=ROOT,
        timeout=guards.SECONDS,
        env={
            **os.environ,
            "INTERVIEW_HOME": str(home / "home"),
            "INTERVIEW_GUIDES": str(guide),
            "PYTHONDONTWRITEBYTECODE": "1",
        },
        check=False,
    )
    assert done.returncode in (0, 1), done.stderr
    found: list[str] = json.loads(into.read_text(encoding="utf-8"))
    return set(found)


@pytest.mark.parametrize(
    "command",
    [("start", "--minutes", "5"), ("match", "--job", "posting.md")],
    ids=lambda command: command[0],
)
def test_what_a_command_would_keep_is_there_beforehand(tmp_path: Path, command: tuple[str, ...]) -> None:
    made = kept_by("from app.process.beforehand import make; make()", tmp_path / "made")
    named = [str(tmp_path / "used" / part) if part == "posting.md" else part for part in command]
    played = "from app.cli import main; main()"
    wanted = kept_by(played, tmp_path / "used", *named, said="We ship small changes.\n")

    assert wanted
    assert wanted <= made


def test_what_was_made_is_there_and_used(tmp_path: Path) -> None:
    # Kept in a folder of this test, as Python keeps compiled code where it is told to.
    code = f"""
import sys, yaml
from language import kept
kept.cache_from_source = lambda path: {str(tmp_path)!r} + path + "c"
loads, load = [], yaml.load
yaml.load = lambda written, Loader: loads.append(written) or load(written, Loader=Loader)
from app.process.beforehand import make
sys.dont_write_bytecode = False
make()
sys.dont_write_bytecode = True
print(len(loads))
"""
    read = [
        int(subprocess.check_output([sys.executable, "-c", code], cwd=ROOT, timeout=guards.SECONDS))
        for _ in range(2)
    ]
    there = len(list(tmp_path.rglob("*.yaml.json")))

    assert there > 50
    # What has days or numbers as keys in it is not the same in JSON, and is read each time.
    assert read[0] - read[1] == there
    assert read[1] < there / 10
