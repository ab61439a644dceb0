"""Whose words the lines of a section are, by what they stand under."""

from __future__ import annotations

import re

from knowledge.consistency.voices import Voice, is_not_said, rather_said, voice_of
from knowledge.consistency.words import words
from knowledge.lines.cues import cue
from knowledge.lines.labels import STAR, Role
from knowledge.lines.topics import Topic, announces
from knowledge.markup.line import BOX_MARKER, Kind, Line
from knowledge.markup.sections import Section
from knowledge.parse.answers import regions_of
from knowledge.parse.flags.red_flags import better_of, marked_flag, turned
from knowledge.parse.table import tables_in
from knowledge.parse.tables import lists_red_flags

# What stands under these is not to be said, or is for somebody else to say.
_NEVER_SAID = frozenset({Topic.RED_FLAGS, Topic.NOT_TO_ASK, Topic.COMPANY_SIGNS})
_THEIRS = frozenset({Role.WANTED, Role.WHY, Role.HOOKS})
_LONGEST_TITLE = 50
# `**Objection:** only two years`, but `**Q: Only two years?** I have six.` goes on with the answer.
_BOLD_WITH_MORE = re.compile(r"^\W*(?:\*\*|__)[^*_]*[:：]\s*[^\s*_]")


class Speakers:
    """What the topic of a section, its labels and its titles tell of whose words its lines are."""

    def __init__(self, section: Section) -> None:
        self._section = section
        self._roles = {
            line.number: region.role
            for region in regions_of(section.lines)
            if region.role is not None
            for line in region.lines
        }
        self._titles: dict[int, Line] = {}
        self._praised: set[int] = set()
        self._note_titles()
        self._never_said = section.topic in _NEVER_SAID or any(
            held.heading is not None
            and (held.heading.heading_label(Role.POOR_ANSWER) is not None or _warns(held.heading.clean))
            for held in (section, *section.ancestors())
        )
        if section.heading is not None and section.heading.praises:
            self._never_said = False
        # Below each requirement stands what the candidate has to show for it, below a posting nothing does.
        self._posted = (section.heading is not None and _asks_for(section.heading.clean)) or any(
            cue("posting").search(title) and not cue("matched").search(title) for title in section.path[1:]
        )
        self._flag_rows = {
            row.number
            for table in tables_in(section.lines)
            if lists_red_flags(table, section.topic)
            for row, _ in table.rows
        }

    def title_of(self, line: Line) -> str:
        """The line set like a title that `line` stands under, "" for none."""
        title = self._titles.get(line.number)
        return title.clean if title else ""

    def part_of(self, line: Line) -> Role | None:
        """Which part of a story `line` tells: its situation, its result."""
        role = self._roles.get(line.number)
        return role if role in STAR else None

    def _note_titles(self) -> None:
        """Which line that is set like a title, or praises ("Do:"), each line stands under."""
        title: Line | None = None
        praised = False
        for line in self._section.lines:
            if line.kind is Kind.RULE:
                title, praised = None, False
            elif line.set_as_title or (line.kind is Kind.TEXT and line.text.endswith((":", "：", ":**"))):
                praised = line.praises
                title = line if line.set_as_title else title
            elif title is not None:
                self._titles[line.number] = title
            if praised:
                self._praised.add(line.number)

    def heard(self, line: Line, text: str, headings: tuple[str, ...], label: str) -> tuple[Voice, str]:
        """Whose words `text`, a sentence of `line`, is, and what of it would be said.

        `headings` are those above it without the guide's title, `label` is the nearest lead-in.
        """
        if line.marker == BOX_MARKER:
            return Voice.ADVICE, text
        title = self._titles.get(line.number)
        if self._is_theirs(line, text, title.clean if title else "", label):
            return Voice.OTHERS, text
        if self._is_never_said(line, title, label) or is_not_said(text) or marked_flag(line):
            text = turned(text)[1] or rather_said(text)
            if not text:
                return Voice.OTHERS, line.text
            text = text.strip(' "“”')
        if self._section.own_topic is Topic.PITCH:
            # "Pitch, if they ask": its own heading names the candidate's words.
            headings = headings[:-1]
        return voice_of(text, (*headings, title.clean) if title else headings, label), text

    def _is_theirs(self, line: Line, text: str, title: str, label: str) -> bool:
        """Is it a question, what they want to hear, or what the job asks for?"""
        if self._section.topic is Topic.TO_ASK or self._roles.get(line.number) in _THEIRS:
            return True
        if line.label(Role.QUESTION) and not _BOLD_WITH_MORE.match(line.text):
            return True
        if line.kind is Kind.ROW or cue("first_person").search(text):
            return False
        name, colon, _ = line.clean.partition(":")
        return self._posted or any(map(_asks_for, (title, label, name if colon else "")))

    def _is_never_said(self, line: Line, title: Line | None, label: str) -> bool:
        if line.number in self._flag_rows:
            return True
        name, colon, _ = line.clean.replace("：", ":").partition(":")
        flagged = (
            self._never_said
            or self._roles.get(line.number) is Role.POOR_ANSWER
            or (title is not None and (title.topic in _NEVER_SAID or _warns(title.clean)))
            or _warns(label)
            or (bool(colon) and _warns(name))
        )
        return flagged and line.number not in self._praised and not better_of(line)


def _warns(title: str) -> bool:
    """`What not to say`, `Schlechtes Beispiel`: a title or label over what is not to be said."""
    asks = title.rstrip().endswith(("?", "？"))
    return len(title) <= _LONGEST_TITLE and not asks and bool(words("never_said").search(title))


def _asks_for(title: str) -> bool:
    """`Requirements`, and not `How I match the requirements`."""
    short = 0 < len(title) <= _LONGEST_TITLE
    return short and announces(title, Topic.REQUIREMENTS) and not cue("matched").search(title)
