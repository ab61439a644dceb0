"""Letting a language model word the better answer, and checking that it invents nothing."""

from __future__ import annotations

import re
from collections.abc import Collection
from typing import Any

from agents.aloud import Aloud, Say
from agents.discretion import disguised, recites, strays
from domain.errors import ModelUnavailable
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
    if figures := invented(text, known):
        return f"it brought a figure that is not in your guide ({figures[0]})"
    lower = known.casefold()
    names = [name for name in _NAME.findall(text) if name.casefold() not in lower]
    if names:
        return f"it brought a name that is not in your guide ({names[0]})"
    return ""


async def word(
    draft: Advice,
    question: str,
    answer: str,
    verdict: str,
    model: LanguageModel,
    say: Say | None = None,
) -> tuple[Advice, str, str, str]:
    """`draft` with the better answer in the model's words: (advice, who worded it, prompt's reference, note).

    Every sentence must cite lines that it was given, and may hold no figure and no name from elsewhere;
    one that fails costs the whole rewording, because half a reworded answer reads badly. `say` is given
    what may be said while the model still writes, and unsays it where the draft stands.
    """
    given = dict(enumerate(draft.better_answer, start=1))
    if not given:
        return draft, "draft", "", ""
    lines = "\n".join(f"[{number}] {cited.text}" for number, cited in given.items())
    prompt = prompts.load("coach/advise").render(
        question=question, answer=answer, verdict=verdict, lines=lines
    )
    known = "\n".join([lines, question, answer])
    aloud = Aloud(
        say,
        lambda value: _grounded(value, given),
        lambda text: fault(text, known, prompt.system),
        prompt.system,
    )
    try:
        answered = await model.reply(prompt, Wording, aloud.hear)
    except ModelUnavailable as error:
        return draft, "draft", "", f"worded without the model: {error}{aloud.take_back()}"
    reworded: list[Cited] = []
    for sentence in answered.value.sentences:
        cited = [given[number] for number in sentence.lines if number in given]
        reason = "it cited no line of your guide" if not cited else fault(sentence.text, known, prompt.system)
        if reason:
            return draft, "draft", "", f"the model's better answer was dropped: {reason}{aloud.take_back()}"
        sources = tuple(dict.fromkeys(source for line in cited for source in line.sources))
        reworded.append(Cited(text=" ".join(sentence.text.split()), sources=sources))
    if not reworded or sum(len(cited.text) for cited in reworded) > _LONGEST:
        reason = "it was empty or too long"
        return draft, "draft", "", f"the model's better answer was dropped: {reason}{aloud.take_back()}"
    first = reworded[0].model_copy(update={"text": plain(reworded[0].text) + "."})
    advice = draft.model_copy(
        update={"better_answer": tuple(reworded), "say_first": draft.say_first or first}
    )
    return advice, answered.model, prompt.reference, ""


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
