"""What is not to be said, and what the job asks for, is no claim of the candidate in any notation."""

from __future__ import annotations

from collections.abc import Callable
from types import SimpleNamespace

import pytest

from knowledge.consistency import contradictions
from knowledge.consistency.statements import Statement, statements
from knowledge.consistency.voices import Voice
from knowledge.parse import understand
from knowledge.values import GuideText

_OWN = "I have 6 years of experience in data engineering."
_SAID = "I have 9 years of experience in data engineering."
_ASKED = "9 years of experience in data engineering."

NOTATIONS: dict[str, Callable[[str, str], str]] = {
    "atx": lambda title, line: f"# Notes\n\n## My pitch\n\n- {_OWN}\n\n## {title}\n\n- {line}\n",
    "atx, deeper": lambda title, line: (
        f"# Notes\n\n## My pitch\n\n- {_OWN}\n\n## {title}\n\n### Years\n\n- {line}\n"
    ),
    "setext": lambda title, line: (
        f"Notes\n=====\n\nMy pitch\n--------\n\n- {_OWN}\n\n{title}\n{'-' * len(title)}\n\n- {line}\n"
    ),
    "restructured text": lambda title, line: (
        f"Notes\n=====\n\nMy pitch\n~~~~~~~~\n\n* {_OWN}\n\n{title}\n{'~' * len(title)}\n\n* {line}\n"
    ),
    "org": lambda title, line: f"#+title: Notes\n\n* My pitch\n- {_OWN}\n* {title}\n- {line}\n",
    "org, deeper": lambda title, line: f"* Notes\n** My pitch\n- {_OWN}\n** {title}\n*** Years\n- {line}\n",
    "wiki": lambda title, line: f"== My pitch ==\n\n* {_OWN}\n\n== {title} ==\n\n* {line}\n",
    "html": lambda title, line: (
        f"<h2>My pitch</h2>\n<ul>\n<li>{_OWN}</li>\n</ul>\n<h2>{title}</h2>\n<ul>\n<li>{line}</li>\n</ul>\n"
    ),
    "html, a paragraph": lambda title, line: (
        f"<h2>My pitch</h2>\n<p>{_OWN}</p>\n<h2>{title}</h2>\n<p>{line}</p>\n"
    ),
    "bold title": lambda title, line: f"**My pitch**\n\n- {_OWN}\n\n**{title}**\n\n- {line}\n",
    "bold title over a paragraph": lambda title, line: f"**My pitch**\n\n{_OWN}\n\n**{title}**\n\n{line}\n",
    "bold title in a section": lambda title, line: (
        f"# Notes\n\n## My pitch\n\n{_OWN}\n\n## Other things\n\n**{title}**\n\n- {line}\n"
    ),
    "html bold": lambda title, line: (
        f"<p><b>My pitch</b></p>\n\n<p>{_OWN}</p>\n\n<p><b>{title}</b></p>\n\n<p>{line}</p>\n"
    ),
    "capitals": lambda title, line: f"MY PITCH\n\n- {_OWN}\n\n{title.upper()}\n\n- {line}\n",
    "label over a list": lambda title, line: f"## My pitch\n\n- {_OWN}\n\n## Other\n\n{title}:\n- {line}\n",
    "bold label over a list": lambda title, line: (
        f"## My pitch\n\n- {_OWN}\n\n## Other\n\n**{title}:**\n- {line}\n"
    ),
    "bold label before the words": lambda title, line: (
        f"## My pitch\n\n- {_OWN}\n\n## Other\n\n**{title}:** {line}\n"
    ),
    "label before the words": lambda title, line: f"## My pitch\n\n- {_OWN}\n\n## Other\n\n{title}: {line}\n",
    "item over items": lambda title, line: (
        f"## My pitch\n\n- {_OWN}\n\n## Other\n\n- {title}:\n    - {line}\n"
    ),
}
NEVER_SAID = (
    "Red flags",
    "What not to say",
    "Mistakes to avoid",
    "Don't say",
    "Weak answers",
    "Bad answers",
    "Example of a bad answer",
)
THEIRS = ("Job description", "Job posting", "Requirements", "What they want", "What they are looking for")


def _found(text: str) -> int:
    return len(contradictions([SimpleNamespace(name="g.md", text=text)]))


@pytest.mark.parametrize("notation", NOTATIONS)
@pytest.mark.parametrize("title", NEVER_SAID)
def test_what_is_not_to_be_said_is_no_claim(title: str, notation: str) -> None:
    assert _found(NOTATIONS[notation](title, _SAID)) == 0


@pytest.mark.parametrize("notation", NOTATIONS)
@pytest.mark.parametrize("title", THEIRS)
def test_what_the_job_asks_for_is_no_claim(title: str, notation: str) -> None:
    if title == "Requirements" and "deeper" in notation:
        pytest.skip("below each requirement stands what the candidate has to show for it")
    assert _found(NOTATIONS[notation](title, _ASKED)) == 0


@pytest.mark.parametrize("notation", NOTATIONS)
def test_what_the_candidate_says_elsewhere_is_one_in_every_notation(notation: str) -> None:
    assert _found(NOTATIONS[notation]("My background", _SAID)) == 1


@pytest.mark.parametrize("notation", [name for name in NOTATIONS if "before the words" not in name])
def test_words_of_somebody_else_are_no_claim(notation: str) -> None:
    for line in (f'**Recruiter:** "{_SAID}"', f'**Objection:** "{_SAID}"', f"Interviewer: {_SAID}"):
        assert _found(NOTATIONS[notation]("My background", line)) == 0


def test_talking_points_and_check_agree_on_a_red_flag() -> None:
    text = NOTATIONS["atx"]("Red flags", _SAID)
    (flag,) = understand(GuideText(name="g.md", text=text, digest="")).talking_points
    told = {held.line: held.voice for held in statements(SimpleNamespace(name="g.md", text=text))}
    assert flag.kind == "red_flag"
    assert told[flag.source.first_line] is Voice.OTHERS


def test_what_to_say_instead_is_the_candidates() -> None:
    for line in (f'"{_SAID}" → "{_OWN}"', f"❌ {_SAID} → ✅ {_OWN}", f'"{_SAID}" → {_OWN}'):
        text = f"# Notes\n\n## Red flags\n\n- {line}\n"
        (said,) = [held for held in _statements(text) if held.voice is Voice.CANDIDATE]
        assert said.text.rstrip('"') == _OWN


def test_under_do_stands_what_the_candidate_says() -> None:
    text = f"## Red flags\n\nDon't:\n- {_SAID}\n\nDo:\n- {_OWN}\n\n### What to say\n\n- I ran 40 services.\n"
    own = [held.text for held in _statements(text) if held.voice is Voice.CANDIDATE and ":" not in held.text]
    assert own == [_OWN, "I ran 40 services."]


def test_a_table_of_phrases_to_drop_is_no_claim_under_any_heading() -> None:
    rows = f"| ❌ Don't say | ✅ Say |\n|---|---|\n| {_SAID} | less |\n"
    assert _found(f"## My pitch\n\n{_OWN}\n\n## Phrases\n\n{rows}") == 0


def test_evidence_under_a_requirement_is_the_candidates() -> None:
    text = f"## Pitch\n\n{_OWN}\n\n## Requirements\n\n### Data engineering\n\n{_SAID}\n"
    assert _found(text) == 1
    assert _found(f"## Pitch\n\n{_OWN}\n\n## How I match the requirements\n\n- {_ASKED}\n") == 1
    assert _found(f"## Pitch\n\n{_OWN}\n\n## Requirements\n\n- Data engineering: {_SAID}\n") == 1


def test_a_weak_answer_ends_where_the_strong_one_begins() -> None:
    text = (
        f"## Pitch\n\n{_OWN}\n\n## Questions\n\n**Q: How long?**\n\n**Weak answer:** I have 4 years of "
        f"experience in data engineering.\n\n**Strong answer:** {_SAID}\n"
    )
    (found,) = contradictions([SimpleNamespace(name="g.md", text=text)])
    assert "9 years" in found.sentence


def test_a_pitch_is_the_candidates_whenever_they_ask_for_it() -> None:
    text = f"## Notes\n\n{_OWN}\n\n## Elevator pitch, if they ask (30 seconds)\n\n{_SAID}\n"
    assert _found(text) == 1


def test_a_long_list_of_bad_answers_is_read_in_time_that_grows_with_its_length() -> None:
    told = _statements("**Bad answers:**\n\n" + f"- {_SAID}\n\n" * 3000)
    assert len(told) == 3001
    assert {held.voice for held in told[1:]} == {Voice.OTHERS}


def _statements(text: str) -> list[Statement]:
    return statements(SimpleNamespace(name="g.md", text=text))
