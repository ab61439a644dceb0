"""What the head of an interview says of guides that were not wholly understood."""

from __future__ import annotations

from pathlib import Path

import pytest

from app.display.unread import not_understood, not_understood_here, passed_over
from knowledge.library import read_library

ASKED = "# Prep\n\n## Questions\n\n### Why us?\nI like your ward.\n"
ARABIC = "أعمل ممرضة منذ ست سنوات في قسم الطوارئ\n"
POLISH = (
    "Przemywam ranę solą fizjologiczną i robię zdjęcie obok linijki.\n"
    "Potem zapisuję wszystko w karcie pacjenta i pytam lekarza o zdanie.\n"
    "Następnego dnia sprawdzam opatrunek jeszcze raz, zanim zadzwonię.\n"
)


def remarks(count: int) -> str:
    return "\n## Notes\n\n" + "".join(f"A remark of mine, number {at}.\n" for at in range(count))


def told(folder: Path, **guides: str) -> list[str]:
    for name, text in guides.items():
        (folder / f"{name}.md").write_text(text, encoding="utf-8")
    return not_understood(read_library([folder]).unread, [folder])


def test_many_lines_are_told_with_the_command_that_shows_them(tmp_path: Path) -> None:
    assert told(tmp_path, cv=ASKED + remarks(12)) == [
        "I could not use 12 lines of cv.md. See which, and put them in other words: "
        f"`interview talking-points --unparsed {tmp_path / 'cv.md'}`"
    ]


def test_the_page_tells_them_without_a_command(tmp_path: Path) -> None:
    (tmp_path / "cv.md").write_text(ASKED + remarks(12), encoding="utf-8")
    (tmp_path / "poems.md").write_text(ASKED + remarks(20), encoding="utf-8")
    (tmp_path / "short.md").write_text(ASKED, encoding="utf-8")

    assert not_understood_here(read_library([tmp_path]).unread) == [
        "I could not use 32 lines of poems.md and cv.md: “Guides” above shows which."
    ]


def test_it_is_told_how_many_lines_may_be_questions_or_answers(tmp_path: Path) -> None:
    fence = "\n```\nlog\n```\n"
    mails = "\n## Mails\n\n" + "".join(f"A line of the letter, number {at}.\n" for at in range(12))
    spoken = '\n- "I would first ask the nurse who knows the ward best."\n'

    (line,) = told(tmp_path, cv=ASKED + fence + mails + spoken)

    assert "lines of cv.md, 1 of them perhaps questions or answers. See which" in line


def test_a_path_with_a_blank_can_be_typed_as_it_stands(tmp_path: Path) -> None:
    (tmp_path / "my prep").mkdir()

    (line,) = told(tmp_path / "my prep", cv=ASKED + remarks(12))

    assert line.endswith(f"--unparsed '{tmp_path / 'my prep' / 'cv.md'}'`")


@pytest.mark.parametrize(("lines", "lines_below"), [(1, 0), (2, 0), (4, 60)])
def test_stray_lines_are_not_told(tmp_path: Path, lines: int, lines_below: int) -> None:
    more = "".join(f"### Why {at}?\nBecause of {at}.\n\n" for at in range(lines_below))

    assert told(tmp_path, cv=ASKED + more + remarks(lines)) == []


def test_several_guides_have_one_line_together(tmp_path: Path) -> None:
    assert told(tmp_path, a=ASKED + remarks(12), b=ASKED + remarks(16)) == [
        "I could not use 28 lines of 2 guides, 16 of them in b.md: "
        f"`interview talking-points --unparsed {tmp_path}` shows them"
    ]

    spoken = '\n- "I would first ask the nurse who knows the ward best."\n'
    (line,) = told(tmp_path, **{f"g{at}": ASKED + remarks(20 + at) + spoken for at in range(6)})
    assert "8 guides" in line and "26 of them in g5.md; 6 may be questions or answers:" in line


def test_of_many_languages_that_are_not_read_the_worst_are_named(tmp_path: Path) -> None:
    lines = told(tmp_path, **{f"g{at}": f"{ASKED}\n## Notes\n\n{ARABIC * (10 + at)}" for at in range(5)})

    assert [line.split()[:2] for line in lines] == [["g4.md:", "14"], ["g3.md:", "13"], ["g2.md:", "12"]]


@pytest.mark.parametrize(("text", "language"), [(ARABIC * 40, "Arabic"), (POLISH, "Polish")])
def test_a_language_that_is_not_read_is_named(tmp_path: Path, text: str, language: str) -> None:
    lines = text.count("\n")

    (line,) = told(tmp_path, guide=f"{ASKED}\n## Notes\n\n{text}")

    assert line == f"guide.md: {lines} lines are in {language}, which the interviewer does not ask in"


def test_files_that_are_passed_over_are_told_in_one_line() -> None:
    assert passed_over(()) == []
    assert passed_over(("cv.odt", "a.png")) == [
        "passed over, since they are of no kind that is read: cv.odt and a.png"
    ]
    assert passed_over(("a.odt", "b.png", "c.jpg", "d.jpg", "e.jpg")) == [
        "passed over, since they are of no kind that is read: a.odt, b.png, c.jpg and 2 more"
    ]
