"""`interview review`: listed, held, judged; bad input is one line."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from app.cli import app
from domain.errors import InterviewError
from tests.app.commands.test_coding import GUIDE as NO_REVIEW
from tests.support.built import with_graphs

GUIDE = """# Vorbereitung

## Code-Review

### Review 1: Anmeldung

```python
def anmelden(name, passwort, offen=[]):
    print(name, passwort)
    offen.append(name)
    return True
```

**Probleme, die ich nenne:**

- Das Passwort steht in der Ausgabe
- Die Liste als Vorgabewert teilen sich alle Aufrufe
"""


@pytest.fixture
def guide(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("INTERVIEW_HOME", str(with_graphs(tmp_path / "home")))
    path = tmp_path / "guide.md"
    path.write_text(GUIDE, encoding="utf-8")
    return path


def _run(guide: Path, *arguments: str, given: str = "") -> Result:
    return CliRunner().invoke(app, ["review", *arguments, "--guides", str(guide)], input=given)


def test_the_reviews_are_listed(guide: Path) -> None:
    assert "1  Review 1: Anmeldung" in _run(guide).output


def test_a_review_is_judged_in_the_language_of_its_guide(guide: Path) -> None:
    judged = _run(
        guide, "anmeldung", "--file", "-", given="Zeile 1: der Vorgabewert ist eine Liste, geteilt\n"
    )

    assert judged.exit_code == 0
    assert "✓ Die Liste als Vorgabewert teilen sich alle Aufrufe" in judged.output
    assert "✗ Das Passwort steht in der Ausgabe" in judged.output
    assert "Was Sie gefunden haben" in judged.output
    assert "Ein Linter sieht außerdem" in judged.output and "Zeile 1: " in judged.output
    assert "What you found" not in judged.output


def test_the_evidence_has_both_lines(guide: Path, tmp_path: Path) -> None:
    better = tmp_path / "better.py"
    better.write_text(
        "def anmelden(name, passwort):\n    log(name)\n    return pruefe(passwort)\n", encoding="utf-8"
    )

    told = json.loads(
        _run(
            guide,
            "1",
            "--file",
            "-",
            "--better",
            str(better),
            "--json",
            given="Das Passwort wird ausgegeben\n",
        ).stdout
    )

    work = told["verdict"]["work"]
    first = work["parts"][0]["findings"][0]
    assert (first["line"], first["source"]["first_line"]) == (1, 16)
    assert [each["kind"] for each in work["parts"][1]["findings"]][-1] == "gone"
    assert work["kind"] == "review"


@pytest.mark.parametrize(
    ("arguments", "given", "said"),
    [
        (["7"], "", "No task under '7'. `interview review` lists them with their numbers, 1 to 1."),
        (["1"], "", "There is no review: --file names"),
        (["1", "--file", "-"], " \n", "There is no review"),
        (["1", "--file", "nothere"], "", "--file nothere: it cannot be read"),
        (["1", "--file", "-"], "x" * 200_001, "more than 200,000 bytes"),
    ],
)
def test_bad_input_is_one_line(guide: Path, arguments: list[str], given: str, said: str) -> None:
    failed = _run(guide, *arguments, given=given)

    assert isinstance(failed.exception, InterviewError)
    assert said in str(failed.exception) and "\n" not in str(failed.exception)


def test_guides_without_a_review_say_what_one_is(guide: Path) -> None:
    guide.write_text(NO_REVIEW, encoding="utf-8")

    assert ": no code review. One is" in str(_run(guide).exception)
