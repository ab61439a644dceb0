"""Notations are rows of one ordered list, and a line is told what it is in one place."""

from __future__ import annotations

import ast
import importlib
import inspect
import pkgutil
from pathlib import Path

import knowledge.parse
from knowledge.lines.annotated import Phrase
from knowledge.lines.labels import Role
from knowledge.lines.topics import Topic
from knowledge.markup.blocks import read_lines
from knowledge.markup.line import Kind, Line
from knowledge.parse.place import Place
from knowledge.parse.readers import READERS
from knowledge.parse.sections import sections_of

_KNOWLEDGE = Path(knowledge.parse.__path__[0]).parent


def _places(text: str) -> list[Place]:
    return [Place.of(section) for section in sections_of(text).walk()]


def test_every_reader_of_a_section_has_a_row() -> None:
    written = set()
    for found in pkgutil.walk_packages(knowledge.parse.__path__, "knowledge.parse."):
        for name, function in inspect.getmembers(importlib.import_module(found.name), inspect.isfunction):
            if name.startswith("read_") and list(inspect.signature(function).parameters) == [
                "place",
                "reading",
            ]:
                written.add(function)
    assert written == {reader.read for reader in READERS}


def test_no_section_is_read_of_topics_that_hold_nothing() -> None:
    for topic in (Topic.TABLE_OF_CONTENTS, Topic.COMPANY_SIGNS):
        assert not any(topic in reader.topics for reader in READERS)


def test_what_only_fits_some_sections_is_tried_before_questions_and_stories() -> None:
    order = [reader.read.__name__ for reader in READERS]
    assert order.index("read_challenge") < order.index("read_pitch") < order.index("read_questions")
    assert order.index("read_questions") < order.index("read_stories") < order.index("read_hooks")


def test_a_line_keeps_what_it_was_found_to_be() -> None:
    (line,) = read_lines('**Q3: "How do you *test*?"** 🎯')
    assert (line.question, line.asks, line.plain) == ("How do you test?", True, 'Q3: "How do you test?"')
    assert line.labels is line.labels
    assert line.clean is line.clean


def test_a_part_of_a_line_is_annotated_like_a_line() -> None:
    label = Phrase("**Weak answer** (avoid): I have none").label(Role.POOR_ANSWER)
    assert label is not None
    assert (label.bracket, label.rest) == ("avoid", "I have none")
    assert Phrase('"You have never led" (2 min)').stands_in_quotes
    assert Phrase("Do tell:").praises is False
    assert Phrase("**Do:**").praises


def test_lines_that_are_equal_in_all_they_say_are_equal() -> None:
    one, other = Line(1, Kind.TEXT, "Why us?"), Line(1, Kind.TEXT, "Why us?")
    assert one.asks
    assert one == other


def test_a_section_knows_its_topic_and_the_question_of_its_heading() -> None:
    _, questions, asked, flags = _places("# Questions\n\n## Q1: Why?\n\nBecause.\n\n# Red flags\n\n- Never\n")
    assert (questions.topic, questions.question) == (Topic.QUESTIONS, None)
    assert (asked.topic, asked.question, asked.is_an_answer) == (Topic.QUESTIONS, "Why?", True)
    assert (flags.topic, flags.path) == (Topic.RED_FLAGS, ("Red flags",))


def test_nobody_but_the_annotation_asks_a_raw_line_what_it_is() -> None:
    asking = {"labels_of", "numbered_question", "topic_named", "is_numbered_title", "is_quoted"}
    for file in sorted(_KNOWLEDGE.rglob("*.py")):
        if file.parent.name != "lines":
            tree = ast.parse(file.read_text(encoding="utf-8"))
            names = {
                name.name
                for node in ast.walk(tree)
                if isinstance(node, ast.ImportFrom)
                for name in node.names
            }
            assert not names & asking, file
