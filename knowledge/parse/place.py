"""A section as a reader sees it."""

from __future__ import annotations

from dataclasses import dataclass

from knowledge.lines.topics import Topic
from knowledge.markup.sections import Section
from knowledge.parse.question_headings import heading_question

# Tables and crosses below a question are part of its answer, but for lists of these, whose titles may ask.
_LISTS = frozenset({Topic.TO_ASK, Topic.RED_FLAGS, Topic.WEAK_AREAS, Topic.FACTS})


@dataclass(slots=True)
class Place:
    """A section with what is known about it: its topic, the question its heading asks, its titles.

    `inferred` says that no heading names the topic: the paragraphs or numbers below do. `deepest` is the
    column up to which an item of a list may be a question. `pointed` says that most items of its list of
    questions have their answer behind an arrow, so that the others ask as well; `paired` that
    it is paragraphs of a question over its answer.
    """

    section: Section
    topic: Topic | None
    path: tuple[str, ...]
    question: str | None
    inferred: bool = False
    deepest: int = 3
    pointed: bool = False
    paired: bool = False

    @classmethod
    def of(cls, section: Section) -> Place:
        """The place that `section` is by its headings."""
        return cls(section, section.topic, section.path, heading_question(section, section.topic))

    @property
    def is_an_answer(self) -> bool:
        """Does what stands here belong to the answer to the heading's question?"""
        return self.question is not None and self.topic not in _LISTS
