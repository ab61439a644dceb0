"""Letting a language model word the better answer, and checking that it invents nothing."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Any

from agents.aloud import Say
from agents.coach.grounds import groundless
from agents.discretion import disguised, new_names, recites
from agents.refined import Checks, Refined, Refused, refined
from domain.interview import ENGLISH, Question
from domain.refinement import Fault
from domain.report import Advice, Cited
from domain.values import Frozen
from knowledge.entailment.model import Entailment
from language.figures import invented
from language.questioning import asks, is_in, is_whole
from language.wording import plain
from models.language_model import LanguageModel
from prompts import loader as prompts

_LONGEST = 1500
MOST_TOKENS = 900
"""What the longest better answer comes to, its line numbers included."""


class Wording(Frozen):
    """What the model returns: the better answer, sentence by sentence, each with the line numbers it uses.

    The lines come first: no word of a sentence is shown before it is known what it stands on.
    """

    class Sentence(Frozen):
        lines: tuple[int, ...]
        text: str

    sentences: tuple[Sentence, ...]


@dataclass(frozen=True, slots=True)
class Situation:
    """What a better answer is held against.

    `lines` are those it may cite, by number, `around` is what the candidate was asked and said, and
    `instructions` what the model was told, which is nothing for a candidate to say.
    """

    lines: Mapping[int, str]
    around: str = ""
    language: str = ENGLISH
    entailment: Entailment | None = None
    instructions: str = ""

    @property
    def known(self) -> str:
        """All that a better answer may take its words from."""
        return "\n".join((*self.lines.values(), self.around))


def fault(text: str, cited: Collection[int], asked_for: Situation) -> Refused | None:
    """Why `text`, which cites the lines `cited`, may not be offered, None when it may."""
    if refused := fault_so_far(text, asked_for):
        return refused
    if not is_whole(text):
        return Refused(Fault.CUT_SHORT)
    if not is_in(text, asked_for.language, asked_for.known):
        return Refused(Fault.OTHER_LANGUAGE)
    lines = [asked_for.lines[number] for number in cited]
    # A question in it is none of an answer's, unless the guide has it so.
    if asks(text, asked_for.language) and not any(asks(line, asked_for.language) for line in lines):
        return Refused(Fault.TOLD_MORE)
    why = groundless(text, lines, asked_for.around, asked_for.language, asked_for.entailment)
    return None if why is None else Refused(why)


def fault_so_far(text: str, asked_for: Situation) -> Refused | None:
    """Like `fault`, for the beginning of a sentence: what no end can make good."""
    known, language = asked_for.known, asked_for.language
    if recites(text, asked_for.instructions):
        return Refused(Fault.ECHO)
    if disguised(text, known):
        return Refused(Fault.DISGUISE)
    if figures := invented(text, known, language):
        return Refused(Fault.UNKNOWN_FIGURE, figures[0])
    if foreign := new_names(text, known, language):
        return Refused(Fault.UNKNOWN_NAME, foreign[0])
    return None


async def word(
    draft: Advice,
    question: Question,
    answer: str,
    verdict: str,
    model: LanguageModel,
    say: Say | None = None,
    *,
    entailment: Entailment | None = None,
) -> Refined[Advice]:
    """`draft` with the better answer in the model's words, or as it is where they fail the check.

    `entailment` is the encoder that answers are read with.
    """
    given = dict(enumerate(draft.better_answer, start=1))
    if not given:
        return Refined(draft)
    lines = "\n".join(f"[{number}] {cited.text}" for number, cited in given.items())
    prompt = prompts.load("coach/advise").render(
        question=question.text, answer=answer, verdict=verdict, lines=lines
    )
    texts = {number: cited.text for number, cited in given.items()}
    asked_for = Situation(texts, f"{question.text}\n{answer}", question.language, entailment, prompt.system)
    passed: dict[str, bool] = {}
    checks: Checks[Advice, Wording] = Checks(
        lambda reply: _reworded(draft, reply, given, asked_for),
        lambda value: _grounded(value, asked_for, passed),
        lambda text: fault_so_far(text, asked_for),
    )
    return await refined(draft, prompt.at_most(MOST_TOKENS), Wording, checks, model, say)


def _reworded(
    draft: Advice, reply: Wording, given: Mapping[int, Cited], asked_for: Situation
) -> Advice | Refused:
    """`draft` with the better answer of `reply`.

    Every sentence must cite lines that it was given and stand on them, and may hold no figure and no name
    from elsewhere; one that fails costs the whole rewording, because half a reworded answer reads badly.
    """
    reworded: list[Cited] = []
    for sentence in reply.sentences:
        numbers = [number for number in sentence.lines if number in given]
        cited = [given[number] for number in numbers]
        if not cited:
            return Refused(Fault.NO_SOURCE)
        if refused := fault(sentence.text, numbers, asked_for):
            return refused
        sources = tuple(dict.fromkeys(source for line in cited for source in line.sources))
        reworded.append(Cited(text=" ".join(sentence.text.split()), sources=sources))
    if not reworded or sum(len(cited.text) for cited in reworded) > _LONGEST:
        return Refused(Fault.SIZE)
    first = reworded[0].model_copy(update={"text": plain(reworded[0].text) + "."})
    return draft.model_copy(update={"better_answer": tuple(reworded), "say_first": draft.say_first or first})


def _grounded(value: dict[str, Any], asked_for: Situation, passed: dict[str, bool]) -> list[str]:
    """The sentences of a wording so far that are whole and pass the check, up to the first that is not.

    `passed` keeps what was found of each, since a wording is read again at every piece of it.
    """
    texts: list[str] = []
    sentences = value.get("sentences")
    for sentence in sentences if isinstance(sentences, list) else ():
        text, lines = (sentence.get("text"), sentence.get("lines")) if isinstance(sentence, dict) else (0, 0)
        if not (isinstance(lines, list) and isinstance(text, str) and is_whole(text)):
            break
        cited = [line for line in lines if isinstance(line, int) and line in asked_for.lines]
        if not cited or sum(map(len, (*texts, text))) > _LONGEST:
            break
        if text not in passed:
            passed[text] = fault(text, cited, asked_for) is None
        if not passed[text]:
            break
        texts.append(text)
    return texts
