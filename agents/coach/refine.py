"""Letting a language model word the better answer, and checking that it invents nothing."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from typing import Any

from agents.aloud import Say
from agents.discretion import disguised, recites, strays
from agents.refined import Checks, Refined, Refused, refined
from domain.refinement import Fault
from domain.report import Advice, Cited
from domain.values import Frozen
from language.figures import invented
from language.wording import plain
from models.language_model import LanguageModel
from prompts import loader as prompts

_NAME = re.compile(r"(?<![.!?:\n] )(?<!^)\b[A-Z][A-Za-z0-9+#.-]*[A-Za-z0-9+#]\b")
_LONGEST = 1500


class Wording(Frozen):
    """What the model returns: the better answer, sentence by sentence, each with the line numbers it uses.

    The lines come first: no word of a sentence is shown before it is known what it stands on.
    """

    class Sentence(Frozen):
        lines: tuple[int, ...]
        text: str

    sentences: tuple[Sentence, ...]


def fault(text: str, known: str, instructions: str = "") -> Refused | None:
    """Why `text` may not be offered, None when what it says stands in `known`.

    `instructions` are what the model was told, which is nothing for a candidate to say.
    """
    if recites(text, instructions):
        return Refused(Fault.ECHO)
    if disguised(text, known):
        return Refused(Fault.DISGUISE)
    if strays(text, known):
        return Refused(Fault.TOLD_MORE)
    if figures := invented(text, known):
        return Refused(Fault.UNKNOWN_FIGURE, figures[0])
    lower = known.casefold()
    if names := [name for name in _NAME.findall(text) if name.casefold() not in lower]:
        return Refused(Fault.UNKNOWN_NAME, names[0])
    return None


async def word(
    draft: Advice,
    question: str,
    answer: str,
    verdict: str,
    model: LanguageModel,
    say: Say | None = None,
) -> Refined[Advice]:
    """`draft` with the better answer in the model's words, or as it is where they fail the check."""
    given = dict(enumerate(draft.better_answer, start=1))
    if not given:
        return Refined(draft)
    lines = "\n".join(f"[{number}] {cited.text}" for number, cited in given.items())
    prompt = prompts.load("coach/advise").render(
        question=question, answer=answer, verdict=verdict, lines=lines
    )
    known = "\n".join([lines, question, answer])
    checks: Checks[Advice, Wording] = Checks(
        lambda reply: _reworded(draft, reply, given, known, prompt.system),
        lambda value: _grounded(value, given),
        lambda text: fault(text, known, prompt.system),
    )
    return await refined(draft, prompt, Wording, checks, model, say)


def _reworded(
    draft: Advice, reply: Wording, given: Mapping[int, Cited], known: str, instructions: str
) -> Advice | Refused:
    """`draft` with the better answer of `reply`.

    Every sentence must cite lines that it was given, and may hold no figure and no name from elsewhere; one
    that fails costs the whole rewording, because half a reworded answer reads badly.
    """
    reworded: list[Cited] = []
    for sentence in reply.sentences:
        cited = [given[number] for number in sentence.lines if number in given]
        if not cited:
            return Refused(Fault.NO_SOURCE)
        if refused := fault(sentence.text, known, instructions):
            return refused
        sources = tuple(dict.fromkeys(source for line in cited for source in line.sources))
        reworded.append(Cited(text=" ".join(sentence.text.split()), sources=sources))
    if not reworded or sum(len(cited.text) for cited in reworded) > _LONGEST:
        return Refused(Fault.SIZE)
    first = reworded[0].model_copy(update={"text": plain(reworded[0].text) + "."})
    return draft.model_copy(update={"better_answer": tuple(reworded), "say_first": draft.say_first or first})


def _grounded(value: dict[str, Any], given: Collection[int]) -> list[str]:
    """The sentences of a wording so far, up to the first that cites none of the lines `given`."""
    texts: list[str] = []
    sentences = value.get("sentences")
    for sentence in sentences if isinstance(sentences, list) else ():
        text, lines = (sentence.get("text"), sentence.get("lines")) if isinstance(sentence, dict) else (0, 0)
        cites = isinstance(lines, list) and any(line in given for line in lines if isinstance(line, int))
        if not (cites and isinstance(text, str)) or sum(map(len, (*texts, text))) > _LONGEST:
            break
        texts.append(text)
    return texts
