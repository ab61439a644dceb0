"""Without a language model nothing leaves the machine, and nothing is left behind on it."""

from __future__ import annotations

import os
import subprocess
import sys

import pytest

from telemetry.quiet import SWITCHES, switch_off
from tests.support.isolation import ROOT, Isolated, Seen

GUIDE = """# Notes

### Q1: How do you keep deployments boring?

**Your Answer** (1 min):
"We ship 40 small changes a week behind a flag. Every change has one owner. A failed check undoes it."

### Q2: How do you choose a database?

**Your Answer** (1 min):
"I list the access patterns first. The 3 most frequent ones decide. We moved 12 services to Postgres."
"""
# Read as a document: readers of documents may bring a model or a font of their own.
PAGE = "<html><body><h1>Notes</h1><p><b>What is a queue for?</b></p><p>It keeps 7 days.</p></body></html>"


@pytest.fixture(scope="module")
def alone(tmp_path_factory: pytest.TempPathFactory) -> Isolated:
    """The command on a machine without a network."""
    alone = Isolated(tmp_path_factory.mktemp("alone"))
    (alone.working / "notes.md").write_text(GUIDE, encoding="utf-8")
    (alone.working / "page.html").write_text(PAGE, encoding="utf-8")
    return alone


def stayed_quiet(seen: Seen) -> None:
    assert seen.called == ()
    assert seen.written == ()


@pytest.mark.timeout(300)
@pytest.mark.parametrize(
    ("arguments", "said", "shown"),
    [
        (
            ("start", "--guides", ".", "--minutes", "5"),
            "We ship small changes.\nI list patterns.\n" * 3,
            "Report",
        ),
        (("drill", "--guides", "."), "Every change has one owner.\n" * 4, "back tomorrow"),
        (("check", "--guides", "."), "", "contradict"),
        (("doctor",), "", "Everything that is configured works."),
        (("eval", "--only", "bakery-strong", "--jobs", "1"), "", "1 passed"),
    ],
    ids=lambda given: given[0] if isinstance(given, tuple) else "",
)
def test_a_command_calls_no_address_and_writes_nothing_outside_its_workspace(
    alone: Isolated, arguments: tuple[str, ...], said: str, shown: str
) -> None:
    seen = alone.run(*arguments, said=said)

    assert (seen.code, shown in seen.out) == (0, True), seen.out + seen.err
    stayed_quiet(seen)
    assert not list(alone.home.iterdir())


def test_what_is_called_and_written_would_have_been_seen(alone: Isolated) -> None:
    seen = alone.run("export", "--help")
    assert seen.code == 0
    stayed_quiet(seen)

    trouble = alone.run_python(
        "import socket, pathlib\n"
        "pathlib.Path('left').write_text('')\n"
        "pathlib.Path.home().joinpath('.device').write_text('')\n"
        "socket.socket(socket.AF_INET, socket.SOCK_DGRAM).connect_ex(('192.0.2.1', 53))\n"
    )
    assert len(trouble.called) == 1 and "192.0.2.1" in trouble.called[0]
    assert set(trouble.written) == {alone.working / "left", alone.home / ".device"}
    (alone.home / ".device").unlink()


@pytest.mark.parametrize("package", ["knowledge", "models"])
def test_the_packages_that_import_vendors_switch_their_telemetry_off_first(package: str) -> None:
    kept = {name: value for name, value in os.environ.items() if name not in SWITCHES}
    code = f"import os, {package}; print(*(os.environ.get(n) for n in {list(SWITCHES)}))"
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, env=kept, capture_output=True, text=True, check=True
    )
    assert done.stdout.split() == list(SWITCHES.values())


def test_what_a_person_has_set_stands() -> None:
    environment = {"ORT_DISABLE_TELEMETRY": "0"}
    switch_off(environment)
    assert environment == {**SWITCHES, "ORT_DISABLE_TELEMETRY": "0"}
