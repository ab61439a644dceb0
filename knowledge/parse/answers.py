"""What stands below a question: the answer, and what surrounds it under labels of its own."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from knowledge.inline import clean, folded
from knowledge.lines.cues import cue
from knowledge.lines.forbidden import forbidden_in
from knowledge.lines.labels import CANDIDATES, LETTERS, Label, Role
from knowledge.lines.remarks import without_directions
from knowledge.lines.times import spoken_seconds
from knowledge.markup.line import Kind, Line
from knowledge.markup.prose import Form, Piece, pieces_of
from knowledge.parse.coachs_notes import is_a_coachs, parted_from_notes
from knowledge.parse.draft import is_a_note, is_placeholder, without_remarks
from knowledge.parse.flags.red_flags import better_of, marked_flag, turned
from knowledge.parse.instructions import goes_on, instructs, is_a_tip
from language.sentences import count_words, spans

_REGIONS = (Role.ANSWER, Role.POOR_ANSWER, Role.WANTED, Role.WHY, Role.HOOKS, Role.NOTE)
# One paragraph under its label; what comes after it is the answer again.
_SHORT = frozenset({Role.WANTED, Role.WHY, Role.NOTE})
# These end before what comes after a blank line, once they have begun.
_ENDING = frozenset({*_SHORT, Role.HOOKS, Role.POOR_ANSWER})
_SAYING = frozenset({Kind.TEXT, Kind.ITEM, Kind.ROW, Kind.CODE, Kind.HEADING})
_UNKNOWN_LABEL = re.compile(
    r"^(\*\*|__)(?P<name>[^*_:：]{4,50})(?:[:：]\s*\1|\1\s*[:：])\s*(?P<rest>\S.*)$", re.DOTALL
)
_EXAMPLE = re.compile(
    r"^(\*\*|__)(?P<name>[^*_:：]{2,30})(?:[:：]\s*\1|\1\s*[:：])\s*(?P<rest>.*)$", re.DOTALL
)
_LENGTH = re.compile(r"^(?:the )?\d{1,3}\b")
_JUDGED = re.compile(r"^(?P<name>[^:：]{2,20}?)\s*[:：]\s*(?P<said>\S.*)$", re.DOTALL)
# What is said stands elsewhere.
_LINK_ALONE = re.compile(
    r"^(?:->|=>|→|see )?\s*(?:!?\[\[[^\[\]]+\]\]|https?://\S+|\[[^\[\]]+\]\(\S+\))\s*$", re.IGNORECASE
)
_CROSSED = "don't say"
_ARROWS = ("→", "->", "=>", "⇒", "➔", "➜")
_ASIDES = ("💡", "ℹ", "📌", "📝", "⚠")


@dataclass(slots=True)
class Region:
    """Lines under one label; `role` is None for what stands under none.

    `begun` says that a line of it says something, or lists a follow-up where these are wanted: known as the
    lines come, since asking all of them again at each blank line would cost a long list the square of it.
    """

    role: Role | None
    points: int = 0
    bracket: str = ""
    inline: bool = False
    name: str = ""
    instead: str = ""
    lines: list[Line] = field(default_factory=list)
    begun: bool = False

    def add(self, line: Line) -> None:
        """`line` stands here, too."""
        self.lines.append(line)
        if not self.begun and self.role in _ENDING and line.kind in _SAYING:
            self.begun = bool(hooks_of([line])) if self.role is Role.HOOKS else not is_placeholder(line.text)

    def says_something(self) -> bool:
        return any(not is_placeholder(piece.text) for piece in self.pieces())

    def pieces(self) -> list[Piece]:
        return pieces_of(self.lines)

    def words(self) -> int:
        return sum(count_words(piece.text) for piece in self.pieces())


@dataclass(frozen=True, slots=True)
class NotToSay:
    """What must not be said, with what to say instead, and why, where the guide has these."""

    said: Piece
    instead: str
    reason: str = ""


@dataclass(slots=True)
class Answer:
    """What was found below a question; `advised` says that it was a coach's words alone, and no answer."""

    pieces: list[Piece] = field(default_factory=list)
    lines: list[Line] = field(default_factory=list)
    wanted: list[Piece] = field(default_factory=list)
    why: list[Piece] = field(default_factory=list)
    hooks: list[str] = field(default_factory=list)
    seconds: tuple[int, int] | None = None
    labelled: bool = False
    advised: bool = False
    not_to_say: list[NotToSay] = field(default_factory=list)


def read_answer(lines: Sequence[Line], asked: str = "") -> Answer:
    """Sort `lines` (what follows a question, `asked` where it is known) by their labels.

    Where there is a labelled answer, only labelled ones count; of graded ones ("2-point answer", "5-point
    answer") the best; of a short and a long one the fuller; of other ones all. A list of key points beside a
    whole answer is what they want to hear.
    """
    regions = regions_of(lines)
    answers = [region for region in regions if region.role is Role.ANSWER and region.says_something()]
    best = max((region.points for region in answers), default=0)
    labelled = bool(answers)
    whole, outlines = _parted(answers, "outlined_answer")
    if not whole and not _is_to_be_written(regions):
        whole, outlines = outlines, []
    chosen = _fullest([region for region in whole if region.points == best])
    chosen = chosen or _without_a_lone_label([region for region in regions if region.role is None])
    chosen_lines = [line for region in chosen for line in region.lines if not _LINK_ALONE.match(line.text)]
    chosen_lines, notes = (chosen_lines, []) if labelled else parted_from_notes(chosen_lines, asked)
    advised = not labelled and is_a_coachs(chosen_lines, asked)
    if advised:
        chosen_lines, notes = [], chosen_lines
    found = Answer(
        labelled=labelled or any(region.role is Role.ANSWER for region in regions),
        lines=chosen_lines,
        advised=advised,
    )
    found.pieces = [piece for piece in pieces_of(chosen_lines) if not is_placeholder(piece.text)]
    if all(piece.form is Form.HEAD for piece in found.pieces) or _is_a_note(found.pieces):
        found.pieces = []
    found.wanted = _pieces(regions, Role.WANTED) + [piece for held in outlines for piece in held.pieces()]
    found.wanted += [piece for piece in pieces_of(notes) if cue("they_look_for").match(folded(piece.text))]
    found.pieces, forbidden = _without_forbidden(without_remarks(found.pieces))
    found.not_to_say = [bad for region in regions for bad in _not_to_say(region)] + forbidden
    found.why = _pieces(regions, Role.WHY)
    found.hooks = [hook for region in regions if region.role is Role.HOOKS for hook in hooks_of(region.lines)]
    found.seconds = next((seconds for region in chosen if (seconds := spoken_seconds(region.bracket))), None)
    return found


def _without_forbidden(pieces: Sequence[Piece]) -> tuple[list[Piece], list[NotToSay]]:
    """`pieces` without the sentences that forbid to tell something, and what they forbid.

    "I found it in two days. dont mention: got lost in docker" has one thing to say.
    """
    kept: list[Piece] = []
    forbidden: list[NotToSay] = []
    for piece in pieces:
        if piece.form not in (Form.PROSE, Form.BULLET):
            kept.append(piece)
            continue
        parts: list[tuple[int, str]] = []
        for number, text in piece.parts:
            said = [text[start:end] for start, end in spans(text, every_stop=True)]
            bad = [each for each in said if forbidden_in(each.strip())]
            forbidden += [
                NotToSay(
                    Piece(Form.BULLET, ((number, (forbidden_in(each.strip()) or "").rstrip(" .。")),)), ""
                )
                for each in bad
            ]
            rest = " ".join(each.strip() for each in said if each not in bad) if bad else text
            rest = without_directions(rest)
            parts += [(number, rest)] if rest else []
        if parts:
            kept.append(piece if piece.parts == (held := tuple(parts)) else replace(piece, parts=held))
    return kept, forbidden


def _is_to_be_written(regions: Sequence[Region]) -> bool:
    """Is there a label for the whole answer with nothing but a placeholder behind it?"""
    waiting = [region for region in regions if region.role is Role.ANSWER and region.pieces()]
    return any(
        not region.says_something() and not cue("outlined_answer").search(region.name) for region in waiting
    )


def _is_a_note(pieces: Sequence[Piece]) -> bool:
    """Is all that stands there a few words to oneself: `(do this one tonight)`, `-> see above`?"""
    return len(pieces) == 1 and is_a_note(pieces[0].text)


def _not_to_say(region: Region) -> list[NotToSay]:
    """What stands under a label that forbids it; behind an arrow below a cross stands why."""
    if region.role is not Role.POOR_ANSWER or not cue("not_to_say").search(region.name):
        return []
    found: list[NotToSay] = []
    pointed = {line.number for line in region.lines if line.text.startswith(_ARROWS)}
    for piece in region.pieces():
        if piece.form is Form.HEAD or is_placeholder(piece.text):
            continue
        if piece.first in pointed and found and region.name == _CROSSED:
            found[-1] = replace(found[-1], reason=clean(piece.text))
        else:
            found.append(NotToSay(piece, region.instead))
    return found


def _parted(answers: Sequence[Region], name: str) -> tuple[list[Region], list[Region]]:
    """Those of `answers` whose labels do not have the words of the cue `name`, and those that do."""
    fits = [bool(cue(name).search(region.name)) for region in answers]
    return (
        [region for region, fit in zip(answers, fits, strict=True) if not fit],
        [region for region, fit in zip(answers, fits, strict=True) if fit],
    )


def _fullest(answers: list[Region]) -> list[Region]:
    """`answers` without the shorter of two versions of the same one."""
    timed = [region for region in answers if _LENGTH.match(region.name)]
    if len(timed) > 1:
        return [max(timed, key=Region.words)]
    others, short = _parted(answers, "short_answer")
    if not short or not others:
        return answers
    return max(short, others, key=lambda version: sum(region.words() for region in version))


def _without_a_lone_label(regions: list[Region]) -> list[Region]:
    """What nobody labelled, without a bold label of an unknown kind before the whole of it.

    `**Coach Dana suggests:** One shift beside me …` is said without its first words; where several lines
    begin like that, these are the parts of the answer, and a single word may be its beginning.
    """
    labelled = [
        (region, place, found)
        for region in regions
        for place, line in enumerate(region.lines)
        if line.text.startswith(("**", "__")) and (found := _UNKNOWN_LABEL.match(line.text))
    ]
    said = next((line for region in regions for line in region.lines if line.kind in _SAYING), None)
    if len(labelled) != 1 or said is None:
        return regions
    region, place, found = labelled[0]
    line = region.lines[place]
    named = clean(found["name"])
    if line is not said or line.kind is Kind.ITEM or line.labels or cue("first_person").match(folded(named)):
        return regions
    if count_words(named) < 2 or any(map(str.isdigit, named)):
        return regions
    region.lines[place] = replace(line, text=found["rest"])
    return regions


def regions_of(lines: Sequence[Line]) -> list[Region]:
    """`lines` cut at the labels of answers and of what surrounds them."""
    regions = [Region(None)]
    letters = blank = False
    # After a cross a tick stands before what to say, unless that was said above.
    crossed = told = False
    advised = False
    for line in lines:
        advised = is_a_tip(line) or (advised and goes_on(line))
        advised = advised or (instructs(line) and not any(held.kind in _SAYING for held in regions[-1].lines))
        if advised or _is_an_aside(line):
            regions.append(Region(Role.NOTE, inline=True, lines=[line]))
            if advised:
                regions.append(Region(None))
            continue
        bad = _crossed(line)
        if bad is not None and not crossed:
            crossed = True
            told = any(region.role is None and region.says_something() for region in regions)
        marked = bad or (_ticked(line) if crossed and not told else None)
        if marked is not None:
            regions.append(marked)
            continue
        example = _example_of(line, regions[-1]) or _titled_example(line, regions)
        if example is not None:
            regions.append(example)
            continue
        label = _region_label(line, regions[-1], letters)
        letters = letters or _is_star_letter(line)
        if label:
            regions.append(Region(label.role, label.points, label.bracket, bool(label.rest), label.name))
            if label.rest:
                regions[-1].add(replace(line, kind=Kind.TEXT, text=label.rest))
        else:
            if _is_over(regions[-1], line, blank):
                regions.append(Region(None))
            regions[-1].add(line)
        blank = line.kind is Kind.BLANK
    return regions


def _example_of(line: Line, region: Region) -> Region | None:
    """`**Example:** …` below what they want to hear begins the answer."""
    if region.role is not Role.WANTED or not line.text.startswith(("**", "__")):
        return None
    named = _EXAMPLE.match(line.text)
    if named is None or not cue("example").match(folded(clean(named["name"]))):
        return None
    rest = named["rest"].strip()
    lines = [replace(line, kind=Kind.TEXT, text=rest)] if rest else []
    return Region(Role.ANSWER, inline=bool(rest), name="example", lines=lines)


def _titled_example(line: Line, regions: Sequence[Region]) -> Region | None:
    """What a title over an example begins: one that shows how not to answer is never what to say.

    "A good example" is the answer where a bad one stands above it, and any example where it says before how
    an answer is built. Elsewhere the example may be a part of the answer.
    """
    strong = line.kind is Kind.TEXT and line.text.startswith(("**", "__"))
    if line.kind is not Kind.HEADING and not strong:
        return None
    parted = _JUDGED.match(line.clean) if strong else None
    name = folded(parted["name"] if parted else line.clean.rstrip(" :："))
    held = [replace(line, kind=Kind.TEXT, text=parted["said"])] if parted else []
    if cue("poor_example").match(name):
        return Region(Role.POOR_ANSWER, inline=bool(held), name=name, lines=held, begun=bool(held))
    built = any(
        cue("recipe").match(folded(each.clean.rstrip(" :：")))
        for region in regions
        if region.role is None
        for each in region.lines
        if each.kind is Kind.HEADING
    )
    opposed = any(region.role is Role.POOR_ANSWER for region in regions)
    if (opposed and cue("fine_example").match(name)) or (built and cue("example_of").match(name)):
        return Region(Role.ANSWER, inline=bool(held), name="example", lines=held)
    return None


def _is_an_aside(line: Line) -> bool:
    """`> 💡 …` beside an answer is a note to oneself, and so is a warning, `⚠️ Never name a sum first.`"""
    if line.kind is not Kind.TEXT or not line.text.startswith(_ASIDES):
        return False
    return line.quoted or (line.text.startswith("⚠") and not line.labels)


def _crossed(line: Line) -> Region | None:
    """A line with a cross, which is not to be said."""
    if line.kind not in {Kind.TEXT, Kind.ITEM} or line.indent > 1 or line.text[:8].isascii():
        return None
    bad = marked_flag(line)
    if bad is None:
        return None
    said, better = turned(bad["said"])
    lines = [replace(line, text=_judged(said))]
    return Region(
        Role.POOR_ANSWER, inline=True, name=_CROSSED, instead=_judged(better), lines=lines, begun=True
    )


def _ticked(line: Line) -> Region | None:
    """A line with a tick, or with words for it."""
    better = better_of(line) if line.indent <= 1 else ""
    if not better:
        return None
    return Region(Role.ANSWER, inline=True, lines=[replace(line, kind=Kind.TEXT, text=_judged(better))])


def _judged(text: str) -> str:
    """What stands behind "Bad:" or "Good:" after a cross or a tick."""
    parted = _JUDGED.match(clean(text))
    return (
        clean(parted["said"]) if parted and cue("good_or_bad").match(folded(parted["name"])) else clean(text)
    )


def hooks_of(lines: Sequence[Line]) -> list[str]:
    """The questions of a list of follow-ups."""
    found = []
    for line in lines:
        if line.kind not in {Kind.ITEM, Kind.TEXT} or (line.kind is Kind.TEXT and not line.ends_as_question):
            continue
        text = line.text
        for mark in ("✅", "→", "☑"):
            text = text.split(mark)[0]
        if clean(text) and not is_placeholder(text):
            found.append(clean(text))
    return found


def _pieces(regions: Sequence[Region], role: Role) -> list[Piece]:
    return [piece for region in regions if region.role is role for piece in pieces_of(region.lines)]


def _region_label(line: Line, region: Region, letters: bool) -> Label | None:
    if line.kind not in {Kind.TEXT, Kind.ITEM, Kind.HEADING}:
        return None
    label = line.heading_label(*_REGIONS) if line.kind is Kind.HEADING else line.label(*_REGIONS)
    if label is None or (line.kind is Kind.HEADING and label.rest):
        return None
    if label.name in LETTERS and letters:
        return None
    set_off = line.kind is Kind.HEADING or label.strong
    filled = any(held.kind in {Kind.TEXT, Kind.ITEM} for held in region.lines)
    # In a transcript the candidate speaks under a name, elsewhere these words begin sentences.
    if label.name in CANDIDATES and filled:
        return None
    if label.role is Role.ANSWER:
        # A nested "Response: …" in the middle of an answer is one of its points.
        bold = line.text.startswith(("**", "__"))
        return label if line.kind is not Kind.ITEM or (line.indent == 0 and (bold or not filled)) else None
    if label.role is Role.HOOKS and label.name in {"expect", "be ready for", "hooks"} and label.rest:
        return None
    # One plain word before a colon begins many a sentence: "Note: …", "Time: …".
    plain = label.role is not Role.NOTE or count_words(label.name) > 1
    return label if set_off or (plain and line.indent == 0 and bool(label.rest)) else None


def _is_star_letter(line: Line) -> bool:
    label = line.label(Role.SITUATION, Role.TASK) if line.kind in {Kind.TEXT, Kind.ITEM} else None
    return bool(label and label.name in LETTERS)


def _is_over(region: Region, line: Line, blank: bool) -> bool:
    """Did the region end before `line`, although no label says so?"""
    if region.role in _SHORT:
        if region.inline:
            return blank and line.kind is not Kind.BLANK
        return blank and line.kind in {Kind.TEXT, Kind.HEADING} and region.begun
    if region.role is Role.HOOKS:
        return blank and line.kind in {Kind.TEXT, Kind.HEADING, Kind.CODE} and region.begun
    if region.role is Role.POOR_ANSWER:
        return blank and line.kind not in {Kind.BLANK, Kind.ITEM} and region.begun
    return False
