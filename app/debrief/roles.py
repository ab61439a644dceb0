"""Who of a transcript's speakers is the candidate."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from pathlib import Path

from app.debrief.asking import asked_in, last_asks
from app.debrief.transcripts.said import Said
from domain.errors import BadSetting, OfAFile
from language.wording import listed

CANDIDATE, INTERVIEWER = "candidate", "interviewer"
"""What speakers are called where the transcript names nobody."""


class NotAnInterview(OfAFile):
    """A transcript in which nobody is asked anything."""

    def __init__(self, path: Path, why: str) -> None:
        super().__init__(
            path.name,
            f": {why}, so there is no interview in it. Nothing was kept; docs/practice.md shows what is "
            "read.",
        )


@dataclass(frozen=True, slots=True)
class Roles:
    """What was said with its speakers, who of them is the candidate, and whether that is a guess."""

    said: tuple[Said, ...]
    me: str
    guessed: bool

    @property
    def unnamed(self) -> bool:
        """Whether the transcript names nobody, so that questions alone tell who speaks."""
        return self.guessed and self.me == CANDIDATE and self.others == (INTERVIEWER,)

    @property
    def others(self) -> tuple[str, ...]:
        """Who asks, in the order in which they spoke first."""
        return tuple(dict.fromkeys(each.speaker for each in self.said if each.speaker != self.me))


def roles(said: Sequence[Said], me: str | None, language: str, path: Path) -> Roles:
    """The candidate is who `me` names, else whoever answers most of what others ask.

    Where no speaker is named, what asks is the interviewer's. Raises `BadSetting` where nobody is called
    `me`, `NotAnInterview` where fewer than two people speak.
    """
    if not said:
        raise NotAnInterview(path, "nothing that anybody says was found")
    if not any(each.speaker for each in said):
        said = [
            replace(each, speaker=INTERVIEWER if last_asks(each.text, language) else CANDIDATE)
            for each in said
        ]
        if len({each.speaker for each in said}) < 2:
            raise NotAnInterview(path, "no speaker is named, and nothing is asked and answered")
        return Roles(tuple(said), CANDIDATE, guessed=True)
    words: Counter[str] = Counter()
    for each in said:
        words[each.speaker] += each.words
    if len(words) < 2:
        raise NotAnInterview(path, f"only {next(iter(words))} speaks")
    if me is not None:
        return Roles(tuple(said), _named(me, list(words)), guessed=False)
    answered = _answered(said, language)
    return Roles(tuple(said), max(words, key=lambda name: (answered[name], words[name])), guessed=True)


def _answered(said: Sequence[Said], language: str) -> Counter[str]:
    """How many words each speaker answered to others: who tells of the team at length asks, too."""
    found: Counter[str] = Counter()
    for before, each in pairwise(said):
        if before.speaker != each.speaker and asked_in(before.text, language):
            found[each.speaker] += each.words
    return found


def _named(me: str, speakers: Sequence[str]) -> str:
    wanted = me.casefold().strip()
    exactly = [name for name in speakers if name.casefold() == wanted]
    found = exactly or [name for name in speakers if wanted and wanted in name.casefold()]
    if len(found) != 1:
        raise BadSetting(f"--me {me!r} is not one of those who speak: {listed(speakers)}.")
    return found[0]
