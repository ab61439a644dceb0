"""Letting a language model word the better answer, and checking that it invents nothing."""

from __future__ import annotations

import re

import prompts
from agents.discretion import disguised, recites, strays
from agents.wording import plain
from domain.errors import ModelUnavailable
from domain.report import Advice, Cited
from domain.values import Frozen
from models.language_model import LanguageModel

_NUMBER = re.compile(r"\d+(?:[.,]\d+)*")
_NAME = re.compile(r"(?<![.!?:\n] )(?<!^)\b[A-Z][A-Za-z0-9+#.-]*[A-Za-z0-9+#]\b")
_LONGEST = 1500


class Wording(Frozen):
    """What the model returns: the better answer, sentence by sentence, each with the line numbers it uses."""

    class Sentence(Frozen):
        text: str
        lines: tuple[int, ...]

    sentences: tuple[Sentence, ...]


def fault(text: str, known: str, instructions: str = "") -> str:
    """Why `text` may not be offered, empty when what it says stands in `known`.

    `instructions` are what the model was told, which is nothing for a candidate to say.
    """
    if recites(text, instructions):
        return "it repeated its instructions"
    if disguised(text, known):
        return "it was written in a disguise"
    if strays(text, known):
        return "it told more than your guide does"
    figures = set(_NUMBER.findall(text)) - set(_NUMBER.findall(known))
    if figures:
        return f"it brought a figure that is not in your guide ({sorted(figures)[0]})"
    lower = known.casefold()
    names = [name for name in _NAME.findall(text) if name.casefold() not in lower]
    if names:
        return f"it brought a name that is not in your guide ({names[0]})"
    return ""


async def word(
    draft: Advice, question: str, answer: str, verdict: str, model: LanguageModel
) -> tuple[Advice, str, str]:
    """`draft` with the better answer in the model's words: (advice, prompt's reference, note).

    Every sentence must cite lines that it was given, and may hold no figure and no name from elsewhere;
    one that fails costs the whole rewording, because half a reworded answer reads badly.
    """
    given = dict(enumerate(draft.better_answer, start=1))
    if not given:
        return draft, "", ""
    lines = "\n".join(f"[{number}] {cited.text}" for number, cited in given.items())
    prompt = prompts.load("coach/advise").render(
        question=question, answer=answer, verdict=verdict, lines=lines
    )
    try:
        reply = await model.reply(prompt, Wording)
    except ModelUnavailable as error:
        return draft, "", f"worded without the model: {error}"
    known = "\n".join([lines, question, answer])
    reworded: list[Cited] = []
    for sentence in reply.sentences:
        cited = [given[number] for number in sentence.lines if number in given]
        reason = "it cited no line of your guide" if not cited else fault(sentence.text, known, prompt.system)
        if reason:
            return draft, "", f"the model's better answer was dropped: {reason}"
        sources = tuple(dict.fromkeys(source for line in cited for source in line.sources))
        reworded.append(Cited(text=" ".join(sentence.text.split()), sources=sources))
    if not reworded or sum(len(cited.text) for cited in reworded) > _LONGEST:
        return draft, "", "the model's better answer was dropped: it was empty or too long"
    first = reworded[0].model_copy(update={"text": plain(reworded[0].text) + "."})
    advice = draft.model_copy(
        update={"better_answer": tuple(reworded), "say_first": draft.say_first or first}
    )
    return advice, prompt.reference, ""
