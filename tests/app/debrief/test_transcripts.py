"""Transcripts as tools write them: who was asked what, what that is, what digs on it."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Any

import pytest
import yaml

from app.bootstrap.index import open_index
from app.debrief.debriefing import Heard, heard
from app.debrief.roles import NotAnInterview
from app.debrief.transcripts.labels import inline
from app.debrief.transcripts.reading import said_in
from app.settings import from_environment
from domain.errors import BadSetting, UnreadableGuide
from knowledge.base import KnowledgeBase
from knowledge.library import read_library

_HERE = Path(__file__).parent
CASES: list[dict[str, Any]] = yaml.safe_load((_HERE / "transcripts.yaml").read_text(encoding="utf-8"))
GUIDES: dict[str, str] = yaml.safe_load((_HERE / "guides.yaml").read_text(encoding="utf-8"))
Guide = Callable[[str], KnowledgeBase]


@pytest.fixture(scope="session")
def guide(tmp_path_factory: pytest.TempPathFactory) -> Guide:
    """The guide in a language, indexed with the model that is used."""

    @cache
    def opened(language: str) -> KnowledgeBase:
        folder = tmp_path_factory.mktemp(language)
        (folder / "guide.md").write_text(GUIDES[language], encoding="utf-8")
        settings = from_environment({"INTERVIEW_HOME": str(tmp_path_factory.mktemp("home"))})
        return open_index(settings, read_library([folder]), [folder], notify=lambda told: None)

    return opened


def taken(
    tmp_path: Path, text: str, knowledge: KnowledgeBase, form: str = "txt", me: str | None = None
) -> Heard:
    path = tmp_path / f"talk.{form}"
    path.write_text(text, encoding="utf-8")
    return heard(path, knowledge, me)


@pytest.mark.parametrize("case", CASES, ids=[case["name"] for case in CASES])
def test_a_transcript_is_understood(case: dict[str, Any], guide: Guide, tmp_path: Path) -> None:
    found = taken(tmp_path, case["text"], guide(case["guide"]), case["form"])

    if case["me"]:
        assert found.roles.me == case["me"]
    asked = [each for each in found.questions if not each.exchange.theirs]
    assert [
        (each.point.title if each.point is not None else None, len(each.follow_ups)) for each in asked
    ] == [(title, follow_ups) for _, title, follow_ups in case["asked"]]
    for each, (words, *_) in zip(asked, case["asked"], strict=True):
        assert words.lower() in each.exchange.asked.lower()
        assert len(each.exchange.answer.split()) > 3


def test_what_a_tool_writes_as_escapes_is_what_was_said() -> None:
    (said,) = said_in("WEBVTT\n\n00:01.000 --> 00:02.000\n<v Mara>R&amp;D <c.loud>paid</c>, &lt; 5 %.</v>\n")

    assert (said.speaker, said.text) == ("Mara", "R&D paid, < 5 %.")


def test_a_colon_in_an_answer_names_no_speaker() -> None:
    said = said_in(
        "Ines: How did it go?\nRobin: Well. Let me think.\nResult: four hours.\nInes: Why?\nRobin: So.\n"
    )

    assert [each.speaker for each in said] == ["Ines", "Robin", "Ines", "Robin"]
    assert said[1].text.endswith("Result: four hours.")


def test_cues_of_one_speaker_are_one_and_in_the_order_of_their_times() -> None:
    said = said_in(
        "WEBVTT\n\n00:05.000 --> 00:07.000\nMara Vale: second\n\n00:01.000 --> 00:03.000\nMara Vale: first\n"
    )

    assert [(each.text, each.start, each.end) for each in said] == [("first second", 1.0, 7.0)]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("Robin: I talked.\nRobin: And I talked on.\n", "only Robin speaks"),
        ("", "nothing that anybody says"),
        ("00:00:01\n\n00:00:05\n", "nothing that anybody says"),
        ("I went there. It was good. I came back.\n\nThen I slept.\n", "nothing is asked and answered"),
        ("Ines: Hello there.\nRobin: Hello.\nInes: Goodbye.\nRobin: Bye.\n", "nothing is asked"),
        ("WEBVTT\n\n00:01.000 --> 00:02.000\n<v Robin>I talk to myself.</v>\n", "only Robin speaks"),
    ],
)
def test_what_is_no_interview_is_one_line(text: str, told: str, guide: Guide, tmp_path: Path) -> None:
    with pytest.raises(NotAnInterview, match=told) as failed:
        taken(tmp_path, text, guide("en"))
    assert "\n" not in str(failed.value) and "Nothing was kept" in str(failed.value)


def test_who_is_not_in_it_is_told_with_those_who_are(guide: Guide, tmp_path: Path) -> None:
    text = "Ines: How do you test a data pipeline?\nRobin: I replay a day of events against each build.\n"

    with pytest.raises(BadSetting, match="Ines and Robin"):
        taken(tmp_path, text, guide("en"), me="Otto")
    assert taken(tmp_path, text, guide("en"), me="robin").roles.guessed is False


def test_a_file_that_is_none_is_one_line(guide: Guide, tmp_path: Path) -> None:
    with pytest.raises(UnreadableGuide):
        heard(tmp_path / "none.vtt", guide("en"), None)


def test_reading_a_long_transcript_takes_time_in_proportion() -> None:
    """A day of talk, and lines that look like the beginning of everything, are read at once."""
    lines = [f"[00:{n % 60:02}:01] Ines Harper: {'a ' * 40}" for n in range(20_000)]
    assert len(said_in("\n".join([*lines, "**" * 20_000, "A " * 20_000, "<v " * 20_000]))) == 1


@pytest.mark.parametrize(
    ("line", "name"),
    [
        ("Dana (Northern Rail): Tell me about it.", "Dana"),
        ("Kim (Guest) [00:12]: Hi", "Kim"),
        ("**Lee** (0:12): So", "Lee"),
        ("陈明（人事）：请介绍一下自己。", "陈明"),
    ],
)
def test_where_a_speaker_is_from_is_no_part_of_the_name(line: str, name: str) -> None:
    found = inline(line)
    assert found is not None and found.name == name
