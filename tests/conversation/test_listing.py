"""Every question is listed as it will be asked, with its source, and marked where it reads badly."""

from __future__ import annotations

import pytest

from agents.interviewer.listing import Misgiving, questions
from evals.questions.__main__ import fits, spoken, titles
from knowledge.library import Library
from tests.support.guides import understood

GUIDE = """
# Prep of an electrician

## Questions

### Q1: How Do You Isolate A Circuit?

I switch it off, lock it, and prove it dead.

### Q2: Cable Sizes

**Answer:** By the load, the length and how the cable is laid.

### Q3: Why do you want to work at [company name]?

**Answer:** You train your own people, and I like that.

## Weak spots

### GAP 1: "You have never run a crew."

**Response:** "I led two apprentices for a year."
"""


def test_each_question_stands_as_it_is_asked_with_its_source() -> None:
    listed = questions(Library(guides=(understood(GUIDE, "ana.md"),)))

    by_line = {question.source.first_line: question for question in listed}
    asked = by_line[5]
    assert asked.text == "How do you isolate a circuit?"
    assert asked.source.guide == "ana.md" and asked.misgivings == ()
    weak = next(question for question in listed if "run a crew" in question.text)
    assert weak.text.startswith("You have never run a crew.") and weak.text.endswith("?")


def test_what_reads_badly_is_marked_with_its_kind() -> None:
    listed = questions(Library(guides=(understood(GUIDE, "ana.md"),)))
    marked = {question.text: question.misgivings for question in listed if question.misgivings}

    assert [found for text, found in marked.items() if "cable sizes" in text.lower()] == [
        (Misgiving.FRAGMENT,)
    ]
    assert [found for text, found in marked.items() if "company name" in text] == [(Misgiving.BLANK,)]
    assert len(marked) == 2


@pytest.mark.parametrize(
    "title", [title for title in titles() if not title.unseen], ids=lambda title: title.title
)
def test_a_title_is_asked_as_a_person_would(title: object) -> None:
    assert fits(title, spoken(title))  # type: ignore[arg-type]


def test_most_of_the_titles_that_nobody_tuned_on_are_asked_as_a_person_would() -> None:
    unseen = [title for title in titles() if title.unseen]

    assert len(unseen) >= 40
    assert sum(fits(title, spoken(title)) for title in unseen) >= 0.9 * len(unseen)
