"""Conversations whose speakers have names: who asks is the interviewer, who replies the candidate.

Their lines get the labels that other transcripts have, so that one reader reads them all.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property, lru_cache
from itertools import pairwise, zip_longest

from knowledge.inline import folded
from knowledge.lines.annotated import Phrase
from knowledge.lines.labels import CANDIDATES, SPEAKERS, Role
from knowledge.markup.line import Kind, Line
from knowledge.markup.sections import Section
from language.sentences import count_words

_FEWEST_EXCHANGES = 3
_FEWEST_TURNS = 2
_MOST_WORDS_IN_A_NAME = 2
_MOST_SPEAKERS = 4
# A name, its time and a remark are over by here.
_FARTHEST = 90
_MOST_BLANKS = 5
_COLON = re.compile("[:：]")
_MOST_WORDS_OF_A_NOD = 4
_MOST_WORDS_OF_A_REMARK = 30
_TIME = r"[\[(（]?\d{1,2}:\d{2}(?::\d{2})?(?:[.,]\d{1,3})?[\])）]?"
_NAME = r"(?P<name>[^\W\d_][^:：()（）\[\]?!？！,;。\n]{0,30}?)"
# A turn: "[00:12] Bo: …", "Bo (outline): …", "Bo (00:12): …".
_TURN = re.compile(
    rf"^(?P<time>{_TIME}\s*[-–—|]?\s*)?{_NAME}\s*"
    r"(?:[(（\[](?P<remark>[^()（）\[\]]{1,30})[)）\]])?\s*[:：]\s*(?P<said>.*)$",
    re.DOTALL,
)
# "Bo  00:12" over what Bo says, as meeting software writes it.
_TIMED_NAME = re.compile(rf"^{_NAME}\s+(?P<time>{_TIME})$")
_INTRODUCED = re.compile(r"^(?P<name>[^\W\d_][\w'’.-]*)(?:[ ,，、(（–—-]|$)")


@dataclass
class _Turn:
    """The line, at `place` of `section`, on which somebody begins to speak.

    `role` is what the name itself tells ("Interviewer"); `said` may stand on the next line.
    """

    section: Section
    place: int
    name: str
    said: str
    role: Role | None
    timed: bool

    @cached_property
    def asks(self) -> bool:
        """Do they ask something there?"""
        lines = self.section.lines[self.place + 1 : self.place + 3]
        said = self.said or next((line.plain for line in lines if line.kind is Kind.TEXT), "")
        return any(mark in said for mark in "?？؟") or Phrase(said).is_put_to_somebody


def name_speakers(root: Section) -> None:
    """Label the turns of a conversation below `root` as an interviewer's and a candidate's, in place."""
    turns = [turn for section in root.walk() for turn in _turns_in(section.lines, section)]
    counts = Counter(turn.name for turn in turns)
    if not any(turn.timed or (turn.role is None and counts[turn.name] >= _FEWEST_TURNS) for turn in turns):
        return
    introductions = [turn for turn in turns if _introduced(turn, counts)]
    roles = {_introduced(turn, counts): turn.role for turn in introductions if turn.role is not None}
    spoken = [turn for turn in turns if counts[turn.name] >= _FEWEST_TURNS and not _introduced(turn, counts)]
    roles |= _roles(spoken, roles)
    if not _is_a_conversation(spoken, roles, introduced=bool(introductions)):
        return
    for turn in introductions:
        turn.section.lines[turn.place] = replace(turn.section.lines[turn.place], kind=Kind.MARK)
    before: Role | None = None
    told = [turn for turn in spoken if turn.name in roles]
    for turn, following in zip_longest(told, told[1:]):
        next_speaks = roles[following.name] if following is not None else None
        if before is Role.ANSWER and next_speaks is not Role.ANSWER and _remarks(turn, roles[turn.name]):
            line = turn.section.lines[turn.place]
            turn.section.lines[turn.place] = replace(line, kind=Kind.LEFT_OUT)
        else:
            before = _relabel(turn, roles[turn.name], before)


def _remarks(turn: _Turn, role: Role) -> bool:
    """Does an interviewer say something of the answer, and ask nothing: `Shorter, next time.`?"""
    return role is Role.QUESTION and not turn.asks and 0 < count_words(turn.said) <= _MOST_WORDS_OF_A_REMARK


def _turns_in(lines: Sequence[Line], section: Section) -> Iterator[_Turn]:
    for place, line in enumerate(lines):
        if line.kind not in {Kind.TEXT, Kind.ITEM} or line.indent > 1:
            continue
        colon = _COLON.search(line.text, 0, _FARTHEST)
        # Most lines have none, or words before it: asking costs nothing.
        if colon is None or line.text.count(" ", 0, colon.start()) > _MOST_BLANKS:
            continue
        found = _TIMED_NAME.match(line.plain) or _TURN.match(line.plain)
        if found is None or not _is_a_name(found["name"]):
            continue
        parts = found.groupdict()
        name = folded(found["name"].strip())
        role = _role_of(name)
        if role is None and _labels_something(name):
            continue
        timed = bool(parts["time"] or re.fullmatch(_TIME, parts.get("remark") or ""))
        yield _Turn(section, place, name, parts.get("said") or "", role, timed)


def _role_of(name: str) -> Role | None:
    if name in SPEAKERS:
        return Role.QUESTION
    return Role.ANSWER if name in CANDIDATES else None


@lru_cache(maxsize=4096)
def _labels_something(name: str) -> bool:
    """Is the name a label that has nothing to do with who speaks? A letter of STAR may be a speaker's."""
    roles = {label.role for label in Phrase(f"**{name}:** said").labels}
    return bool(roles & {Role.QUESTION, Role.ANSWER} if len(name) == 1 else roles)


def _is_a_name(name: str) -> bool:
    """A person is called by one or two words with capitals, where the script has any."""
    words = name.split()
    if folded(name.strip()) in CANDIDATES:
        return True
    return len(words) <= _MOST_WORDS_IN_A_NAME and all(not word[0].islower() for word in words)


def _introduced(turn: _Turn, counts: Counter[str]) -> str:
    """The name that `Interviewer: Bo, a director.` gives to a speaker, "" for any other line."""
    found = _INTRODUCED.match(turn.said) if turn.role is not None and not turn.asks else None
    name = folded(found["name"]) if found else ""
    return name if name != turn.name and counts[name] >= _FEWEST_TURNS else ""


def _roles(turns: Sequence[_Turn], known: dict[str, Role]) -> dict[str, Role]:
    """Who asks and who replies, by the names' own meaning, or by what they do in most of their turns."""
    counts = Counter(turn.name for turn in turns)
    asked = Counter(turn.name for turn in turns if turn.asks)
    replied = Counter(reply.name for turn, reply in pairwise(turns) if turn.asks)
    roles = {turn.name: turn.role for turn in turns if turn.role is not None} | known
    for name, count in counts.items():
        # "I" is the interviewer of one guide and the candidate of another.
        if roles.get(name) is not Role.QUESTION and asked[name] * 5 >= count * 3:
            roles[name] = Role.QUESTION
        elif name not in roles and replied[name] * 5 >= count * 3:
            roles[name] = Role.ANSWER
    return roles


def _is_a_conversation(turns: Sequence[_Turn], roles: dict[str, Role], *, introduced: bool) -> bool:
    """Do they ask and reply in turn, in a way that no other reader understands?"""
    told = [turn for turn in turns if turn.name in roles]
    exchanges = sum(
        roles[turn.name] is Role.QUESTION and turn.asks and roles[reply.name] is Role.ANSWER
        for turn, reply in pairwise(told)
    )
    named = any(turn.role is not roles[turn.name] or turn.timed for turn in told)
    asked = sum(roles[turn.name] is Role.QUESTION for turn in told)
    few = len({turn.name for turn in told}) <= _MOST_SPEAKERS and exchanges * 2 >= asked
    return named and few and exchanges >= (1 if introduced else _FEWEST_EXCHANGES)


def _relabel(turn: _Turn, role: Role, before: Role | None) -> Role | None:
    """Give the line of `turn` its label; the role of who spoke last, a nod apart."""
    line = turn.section.lines[turn.place]
    nods = role is Role.QUESTION and not turn.asks and 0 < count_words(turn.said) <= _MOST_WORDS_OF_A_NOD
    goes_on = role is Role.ANSWER and before is Role.ANSWER
    if nods or (goes_on and not turn.said):
        turn.section.lines[turn.place] = replace(line, kind=Kind.MARK)
        return before
    label = "" if goes_on else "**Interviewer:** " if role is Role.QUESTION else "**Candidate:** "
    text = f"{label}{turn.said}".strip()
    turn.section.lines[turn.place] = replace(line, kind=Kind.TEXT, text=text, indent=0, marker="")
    return role
