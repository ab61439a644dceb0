"""What the prober asks in a situation, and whether a good interviewer would have."""

from __future__ import annotations

import asyncio
import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from agents.discretion import leaks
from agents.follow_up_prober import agent as prober
from agents.follow_up_prober.policy import Target, Weakness
from agents.sayings import wordings
from domain.interview import FollowUp
from evals.follow_ups.situations import Situation
from knowledge.base import KnowledgeBase, open_knowledge
from knowledge.library import Library
from language.sentences import sentences
from language.tongue import nearest
from language.words import small_words

_QUOTED = re.compile(r"[“„«「].*?[”“»」]")
_STEM = 6
_HAN = re.compile(r"[\u4e00-\u9fff]")
_AIMS = {
    Target.EASIER_WAY_IN: "easier",
    Target.BACK_TO_QUESTION: "back",
    Target.FIGURE: "figure",
    Target.CONTRADICTION: "contradiction",
}


@dataclass(frozen=True, slots=True)
class Judged:
    """A situation with what was asked in it ("" where nothing was): its aim, and what is wrong with it."""

    situation: Situation
    aim: str
    said: str
    faults: tuple[str, ...]

    @property
    def right(self) -> bool:
        """Whether a good interviewer would have asked it."""
        return not self.faults


def judged(chosen: Sequence[Situation], folder: Path) -> list[Judged]:
    """What is asked in each of the `chosen` situations; their index is kept in `folder`."""
    library = Library(guides=tuple(each.guide for each in chosen), unreadable=())
    knowledge = open_knowledge(library, folder, None)
    return [_judged(each, knowledge) for each in chosen]


def _judged(situation: Situation, knowledge: KnowledgeBase) -> Judged:
    weakness = prober.aim(
        situation.verdict,
        situation.asked,
        situation.before,
        answers=situation.answers,
        point=situation.talking_point,
        further=True,
    )
    if weakness is None:
        return Judged(situation, "none", "", _wrong_aim(situation, "none"))
    asked = asyncio.run(
        prober.probe(
            weakness,
            situation.asked,
            "\n".join(situation.answers),
            situation.verdict,
            knowledge,
            earlier=situation.before,
            seed=1,
        )
    )
    aim = _aim(situation, weakness, asked)
    faults = (*_wrong_aim(situation, aim), *_wrong_words(situation, weakness, asked))
    return Judged(situation, aim, asked.text, faults)


def _aim(situation: Situation, weakness: Weakness, asked: FollowUp) -> str:
    if asked.text in situation.hooks:
        return "hook"
    if weakness.target in _AIMS:
        return _AIMS[weakness.target]
    return weakness.key_point.id.rsplit("/", 1)[1] if weakness.key_point else weakness.target.value


def _wrong_aim(situation: Situation, aim: str) -> tuple[str, ...]:
    if aim in situation.right:
        return ()
    return (f"aimed at {aim}: {situation.wrong.get(aim, 'not what is open here')}",)


def _wrong_words(situation: Situation, weakness: Weakness, asked: FollowUp) -> tuple[str, ...]:
    said = asked.text.casefold()
    faults = [f"says “{word}”" for word in situation.never if word.casefold() in said]
    if weakness.key_point is not None and weakness.target is not Target.CONTRADICTION:
        heard = "\n".join((situation.question, *situation.answers))
        small = {word[:_STEM] for word in small_words(situation.language)}
        given_away = set(leaks(asked.text, weakness.key_point.text, heard)) - small
        faults += [f"gives “{word}” away" for word in sorted(given_away)]
    if situation.about and not any(word.casefold() in _meant(situation, said) for word in situation.about):
        faults.append("is about nothing that was said")
    if _language(asked.text) != situation.language:
        faults.append(f"is not in “{situation.language}”")
    if situation.kind and not _of_kind(situation, asked.text):
        faults.append(f"is no question of the kind “{situation.kind}”")
    return tuple(faults)


def _meant(situation: Situation, said: str) -> str:
    """What a follow-up is about: its words and, where it quotes none, the last that was said, its "that"."""
    lasts = sentences(situation.answers[-1])[-1:]
    return said if _QUOTED.search(said) or not lasts else f"{said} {lasts[0].casefold()}"


def _language(said: str) -> str:
    own_words = _QUOTED.sub("", said)
    return "zh" if _HAN.search(own_words) else nearest(own_words)


def _of_kind(situation: Situation, said: str) -> bool:
    own = wordings("follow_up_prober", situation.language)
    return any(
        wording in said
        for key, said_so in own.items()
        if key.startswith(f"kinds.{situation.kind}.")
        for wording in said_so
    )
