"""CVs of ours in many layouts: what is told in each, that it is one, and what of a guide goes against it.

Half of them were written before the reader and set aside ("unseen"); docs/posting.md tells the first score.
"""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest
import yaml

from agents.interviewer.drilling import DrillKind, drillable
from domain.guide import Guide, TalkingPointKind
from knowledge.consistency import contradictions
from knowledge.cv.read import cv_of, may_be_cv
from knowledge.cv.values import Cv, Position
from knowledge.files.read import read_text
from knowledge.parse import understand
from knowledge.parse.sections import sections_of
from knowledge.values import GuideText
from tests.support.pdfs import flowing
from tests.support.word import word_of

_HERE = Path(__file__).parent
_TODAY = date(2026, 11, 29)


def _yaml(name: str) -> dict[str, Any]:
    found: dict[str, Any] = yaml.safe_load((_HERE / name).read_text(encoding="utf-8"))
    return found


TOLD = {name: told for part in _yaml("told.yaml").values() for name, told in part.items()}
AGAINST = [case for part in _yaml("against.yaml").values() for case in part]


def the_text(name: str) -> GuideText:
    return read_text(_HERE / "samples" / name, name)


def the_cv(name: str) -> Cv:
    found = cv_of(name, sections_of(the_text(name).text).flattened())
    assert found is not None
    return found


def the_guide(name: str) -> Guide:
    return understand(the_text(name))


def a_guide(text: str, name: str = "guide.md") -> GuideText:
    return GuideText(name=name, text=text, digest="")


def _as_told(position: Position) -> list[str]:
    period = position.period
    assert period is not None
    last = "now" if period.last is None else str(period.last)
    return [position.title, position.employer, str(period.first), last]


@pytest.mark.parametrize("name", TOLD)
def test_a_cv_is_read_as_what_it_tells(name: str) -> None:
    want, cv = TOLD[name], the_cv(name)
    assert may_be_cv(the_text(name).text)
    assert [_as_told(position) for position in cv.positions] == want["positions"]
    assert [degree.finished for degree in cv.degrees] == [year for _, year in want["degrees"]]
    assert all(words in degree.text for (words, _), degree in zip(want["degrees"], cv.degrees, strict=True))
    assert set(want["tools"]) <= set(cv.tools)
    assert len(cv.achieved) == want["achievements"]


@pytest.mark.parametrize("name", TOLD)
def test_every_talking_point_of_a_cv_stands_on_its_lines(name: str) -> None:
    guide = the_guide(name)
    written = the_text(name).text.split("\n")
    assert guide.cv
    for position in the_cv(name).positions:
        fact = next(
            point
            for point in guide.talking_points
            if point.kind is TalkingPointKind.FACT and position.title in point.title
        )
        lines = "\n".join(written[fact.source.first_line - 1 : fact.source.last_line])
        assert position.title in lines
        assert fact.text in lines


@pytest.mark.parametrize(
    ("name", "question"),
    [
        ("headings_en.md", "What did you do as Systems Engineer at Tamar Rail?"),
        ("zeilen_de.txt", "Was haben Sie als Dateningenieurin bei Förde Versicherung AG gemacht?"),
        ("jianli_zh.md", "您在远山科技有限公司担任Java开发工程师时做了什么？"),
    ],
)
def test_a_post_is_asked_about_and_held_against_what_the_cv_tells_of_it(name: str, question: str) -> None:
    points = the_guide(name).talking_points
    point = next(point for point in points if point.title == question)
    assert point.kind is TalkingPointKind.QUESTION_ANSWER
    assert point.key_points


def test_how_a_figure_was_achieved_stands_in_no_cv_so_it_is_asked_without_an_answer() -> None:
    asked = [
        point
        for point in the_guide("negrita_es.md").talking_points
        if point.kind is TalkingPointKind.UNANSWERED_QUESTION
    ]
    assert [point.source.first_line for point in asked] == [12, 13]
    assert asked[0].title.startswith("En su currículum dice «Reduje el tiempo de carga")
    assert not asked[0].key_points


def test_when_somebody_was_where_is_no_figure_that_a_drill_asks_for() -> None:
    points = the_guide("headings_en.md").talking_points
    assert [point for point in points if point.kind is TalkingPointKind.FACT]
    assert drillable(points, DrillKind.FACTS) == []


def test_what_a_cv_says_beside_its_parts_is_told_as_not_understood() -> None:
    guide = the_guide("plain_en.txt")
    assert guide.unparsed == (21, 22)


_ASKING = """# CV

## Experience

Why did you leave in 2019?

What did you do at Acme, 2015 – 2019?

Which of these was hardest?

## Education

BSc, 2015
"""
GUIDES = {
    "questions about a CV": ("cv-questions.md", _ASKING),
    "a guide with a part about experience": ("guide.md", "# Guide\n\n## Experience\n\nWhy?\n\nI did.\n"),
    "headings without a date": ("cv.md", "# CV\n\n## Experience\n\nA lot of it.\n"),
    "a posting": ("posting.md", "## Experience\n\n- 5+ years of Java\n\n## Skills\n\n- Kafka\n"),
}


@pytest.mark.parametrize(("name", "text"), GUIDES.values(), ids=GUIDES.keys())
def test_what_only_looks_like_a_cv_is_none(name: str, text: str) -> None:
    assert not understand(a_guide(text, name)).cv


def test_posts_with_dates_beside_studies_are_a_cv_whatever_the_file_is_called() -> None:
    assert understand(the_text("tabelle_de.md").model_copy(update={"name": "doc1.md"})).cv


def test_a_cv_may_be_a_word_file(tmp_path: Path) -> None:
    path = tmp_path / "cv.docx"
    path.write_bytes(word_of(the_text("negrita_es.md").text))
    assert _of_file(path) == TOLD["negrita_es.md"]["positions"]


def test_a_cv_may_be_a_pdf(tmp_path: Path) -> None:
    path = tmp_path / "cv.pdf"
    lines: list[str | tuple[str, float, str]] = [
        ("Curriculum Vitae", 22, "B"),
        ("Work experience", 16, "B"),
        ("Ward Sister, St Brede Hospital", 11, "B"),
        ("May 2019 - present", 11, "I"),
        ("Falls went down by 40 % after I brought in hourly rounds.", 11, ""),
        ("Staff Nurse, Oakleigh Clinic", 11, "B"),
        ("June 2014 - April 2019", 11, "I"),
        ("Triage in a walk-in clinic with 90 patients a day.", 11, ""),
        ("Education", 16, "B"),
        ("BSc Nursing, University of Derby, 2014", 11, ""),
    ]
    path.write_bytes(flowing(lines, leading=26))
    assert _of_file(path) == [
        ["Ward Sister", "St Brede Hospital", "2019-05", "now"],
        ["Staff Nurse", "Oakleigh Clinic", "2014-06", "2019-04"],
    ]


def _of_file(path: Path) -> list[list[str]]:
    cv = cv_of(path.name, sections_of(read_text(path).text).flattened())
    assert cv is not None
    return [_as_told(position) for position in cv.positions]


@pytest.mark.parametrize(("cv", "sentence", "check"), AGAINST, ids=lambda value: str(value)[:40])
def test_a_guide_is_held_against_the_cv(cv: str, sentence: str, check: str) -> None:
    found = contradictions([the_text(cv), a_guide(f"# Notes\n\n{sentence}\n")], _TODAY)
    assert [one.check for one in found] == ([check] if check else [])
    for one in found:
        assert {one.first.source.guide, one.second.source.guide} == {cv, "guide.md"}
        assert sentence in (one.first.quote, one.second.quote)


def test_without_a_day_nothing_is_said_of_how_long_something_goes_on() -> None:
    guide = a_guide("# Notizen\n\n我在晨光物流工作了3年。\n")
    assert contradictions([the_text("jianli_zh.md"), guide]) == ()


def test_two_cvs_are_of_two_people_as_long_as_nothing_says_otherwise() -> None:
    texts = [the_text("headings_en.md"), the_text("zeilen_de.txt"), a_guide("I have never used Terraform.")]
    assert contradictions(texts, _TODAY) == ()


def test_a_post_by_no_known_name_is_asked_about_as_it_stands(tmp_path: Path) -> None:
    path = tmp_path / "cv.md"
    path.write_text(
        "# Lotte Maes\n\n## Work experience\n\n### Sleeper Ambassador, Nordic Night, 06/2017 – 03/2021\n"
        "- Looked after two sleeping cars\n\n### Train Attendant, Nordic Night, 2015 – 2017\n- Made beds\n\n"
        "## Certificates\nFirst aid at work (2025)\n\n## Other\nDriving licence class B\n",
        encoding="utf-8",
    )
    titles = [point.title for point in understand(read_text(path)).talking_points]

    assert "What did you do as Sleeper Ambassador, Nordic Night?" in titles
    assert "What did you do as Train Attendant at Nordic Night?" in titles
    assert {"Certificates", "Other"} <= set(titles)
