"""Of what was not understood, the lines in languages that are not read are counted by language."""

from __future__ import annotations

import pytest

from domain.guide import Guide
from knowledge.unread import script_of, unread_of
from knowledge.values import Unread
from tests.support.guides import understood

ARABIC = "أعمل ممرضة منذ ست سنوات في قسم الطوارئ"
UKRAINIAN = "Я працюю медсестрою вже шість років, і мені подобається допомагати людям щодня."
ENGLISH = "A remark of mine that no reader has anything to do with."


def unread(*lines: str) -> Unread:
    text = "## Notes\n\n" + "\n".join(lines) + "\n"
    return unread_of(understood(text), text)


@pytest.mark.parametrize(
    ("line", "script"),
    [
        (ARABIC, "Arabic"),
        ("मैं छह साल से नर्स हूँ", "Devanagari"),
        ("저는 간호사입니다", "Hangul"),
        ("私は看護師です", "Japanese"),
        ("我是护士", "Cjk"),
        ("Я медсестра", "Cyrillic"),
        ("I know the word العربية and no other", "Latin"),
        ("Ärztin, Straße, château", "Latin"),
        ("12 % — 2024", ""),
    ],
)
def test_a_line_is_in_the_script_of_most_letters(line: str, script: str) -> None:
    assert script_of(line) == script


def test_lines_are_counted_by_language_and_the_rest_could_have_been_read() -> None:
    found = unread(ARABIC, ARABIC, ARABIC, "", UKRAINIAN, UKRAINIAN, "", ENGLISH)

    assert found.languages == {"Arabic": 3, "Ukrainian": 2}
    assert (found.lines, found.in_read_languages) == (6, 1)


@pytest.mark.parametrize(
    ("line", "perhaps"),
    [
        ("- ¿Y los turnos de noche?", 1),
        ("> A: je prends le relais", 1),
        ('"Ich frage zuerst die Kollegin auf der Station."', 1),
        ("交接班怎么做？", 1),
        ("Bring the letter of the ward.", 0),
        ('the so-called "STAR"', 0),
        ('"STAR"', 0),
    ],
)
def test_a_line_with_the_marks_of_a_question_or_an_answer_may_be_one(line: str, perhaps: int) -> None:
    guide = Guide(name="g.md", digest="", lines=1, title="", talking_points=(), unparsed=(1,))

    assert unread_of(guide, line).asked_or_answered == perhaps


@pytest.mark.parametrize(
    "line",
    [
        "Die Übergabe dauert zwölf Minuten und wird von uns am Bett gemacht, nicht im Zimmer.",
        "La relève dure douze minutes et nous la faisons au lit du patient avec le médecin.",
        "De overdracht duurt twaalf minuten en die doen we aan het bed van de patiënt zelf.",
        "交接班需要十二分钟，我们在床边完成。",
        "Kubernetes Terraform Ansible Jenkins Docker Prometheus Grafana Helm Kafka Redis Postgres",
    ],
    ids=["de", "fr", "nl", "zh", "tools"],
)
def test_what_is_in_a_language_that_is_read_or_in_none_is_not_named(line: str) -> None:
    assert unread(line, line, line).languages == {}
