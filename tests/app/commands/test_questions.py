"""`interview questions`, and what is said at the start of whose guides these are and of their language."""

from __future__ import annotations

from collections.abc import Collection
from io import StringIO
from pathlib import Path

import pytest
from typer.testing import CliRunner

from app import cli
from app.bootstrap.people import of_one_person
from app.display.console import PlainConsole
from app.display.head import tell_encoder
from app.display.screen import Screen
from app.display.whose import tell_languages, tell_people
from knowledge.base import open_knowledge
from knowledge.library import read_library
from tests.support.entailing import COVERED, WrittenEntailment

PITCH = (
    '## Pitch (30 seconds)\n\n"{who} I have worked where people rely upon me, and would do so with you."\n'
)
QUESTION = (
    "## Questions\n\n### Q1: How Do You Isolate A Circuit?\n\nI switch it off, lock it, and prove it dead.\n"
)


def written(folder: Path, **texts: str) -> Path:
    for name, text in texts.items():
        (folder / f"{name}.md").write_text(text, encoding="utf-8")
    return folder


def told(folder: Path) -> tuple[str, list[str]]:
    """What is said of whose guides these are, and the guides that are asked from."""
    out = StringIO()
    screen = Screen(PlainConsole(file=out, width=400), live=False)
    chosen = of_one_person([folder], read_library([folder]))
    tell_people(screen, chosen)
    tell_languages(screen, chosen.library)
    return out.getvalue(), [guide.name for guide in chosen.library.guides]


def test_every_question_is_listed_with_its_place_and_as_json(tmp_path: Path) -> None:
    written(
        tmp_path, ana=f"# Prep\n\n{QUESTION}\n### Q2: Cable Sizes\n\n**Answer:** By load and by length.\n"
    )

    shown = CliRunner().invoke(cli.app, ["questions", "--guides", str(tmp_path)])
    marked = CliRunner().invoke(cli.app, ["questions", "--guides", str(tmp_path), "--marked", "--json"])

    assert shown.exit_code == 0
    assert "How do you isolate a circuit?" in shown.stdout and "ana.md:5" in shown.stdout
    assert '"fragment"' in marked.stdout and "isolate" not in marked.stdout


def test_two_peoples_guides_are_not_mixed_and_one_line_says_so(tmp_path: Path) -> None:
    ana, bo = PITCH.format(who="I'm Ana Ruiz, an electrician."), PITCH.format(who="My name is Bo Lind.")
    written(tmp_path, ana=f"# Prep\n\n{ana}\n{QUESTION}", bo=f"# Prep\n\n{bo}", plain=f"# Prep\n\n{QUESTION}")

    said, guides = told(tmp_path)

    assert guides == ["ana.md", "plain.md"]
    assert "like those of 2 people: Ana Ruiz (ana.md) and Bo Lind (bo.md). I take Ana Ruiz's" in said
    assert "--person 'Bo Lind' for Bo Lind's" in said
    assert "plain.md" in said


def test_one_persons_guides_are_all_asked_from_and_nothing_is_said(tmp_path: Path) -> None:
    written(tmp_path, a=f"# Prep\n\n{PITCH.format(who='My name is Ana.')}", b=f"# Prep\n\n{QUESTION}")

    assert told(tmp_path) == ("", ["a.md", "b.md"])


def test_professions_alone_are_a_doubt_that_leaves_nothing_out(tmp_path: Path) -> None:
    nurse, trade = PITCH.format(who="I'm a night nurse."), PITCH.format(who="I'm an electrician.")
    written(tmp_path, a=f"# Prep\n\n{nurse}", b=f"# Prep\n\n{trade}")

    said, guides = told(tmp_path)

    assert guides == ["a.md", "b.md"]
    assert "may be those of 2 people" in said and "I take all" in said


def test_a_language_that_the_interviewer_does_not_speak_is_told(tmp_path: Path) -> None:
    polish = (
        "# Rozmowa\n\n### Q1: Jak opiekuje się pani raną pacjenta?\n\nPrzemywam ranę solą fizjologiczną, "
        "robię zdjęcie obok linijki, a potem zapisuję wszystko w karcie pacjenta i pytam lekarza o zdanie.\n"
    )
    german = (
        "# Gespräch\n\n### Frage 1: Wie versorgen Sie eine Wunde?\n\nIch spüle sie mit Kochsalzlösung, "
        "fotografiere sie neben einem Maßstab, und danach schreibe ich alles in die Akte.\n"
    )
    written(tmp_path, pl=polish, de=german)

    said, _ = told(tmp_path)

    assert said.strip() == "pl.md is in Polish; I can ask its questions, but speak English of my own."


GERMAN = (
    "## Fragen\n\n### Frage 1: Wie trennen Sie einen Stromkreis vom Netz?\n\n"
    "Ich schalte ihn ab, sichere ihn gegen Wiedereinschalten und stelle fest, dass er spannungsfrei ist.\n"
)


@pytest.mark.parametrize(
    ("guide", "reads", "is_told"),
    [(GERMAN, {"en"}, True), (GERMAN, {"en", "de"}, False), (QUESTION, {"en"}, False)],
)
def test_that_answers_are_compared_by_words_is_said_where_they_need_not_be(
    guide: str, reads: set[str], is_told: bool, tmp_path: Path
) -> None:
    class Reads(WrittenEntailment):
        def in_languages(self, spoken: Collection[str | None]) -> WrittenEntailment | None:
            return self if set(spoken) <= reads else None

    out = StringIO()
    library = read_library([written(tmp_path, guide=f"# Vorbereitung\n\n{guide}")])
    knowledge = open_knowledge(library, tmp_path / "index", None, print).with_entailment(
        Reads(lambda *_: COVERED)
    )

    screen = Screen(PlainConsole(file=out, width=400), live=False)
    tell_encoder(screen, knowledge.with_entailment(Reads(lambda *_: COVERED)))

    assert ("interview setup --multilingual" in out.getvalue()) == is_told
