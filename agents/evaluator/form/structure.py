"""How an answer is built, by the parts that its form asks for."""

from __future__ import annotations

import re
from functools import lru_cache

from domain.guide import TalkingPoint, TalkingPointKind
from domain.interview import Phase, Question
from domain.verdict import Flag, FlagKind, Structure
from language.tables import table
from language.text import Text


@lru_cache(maxsize=1)
def _forms() -> dict[str, dict[str, re.Pattern[str]]]:
    return {
        form: {part: re.compile(rf"\b(?:{'|'.join(cues)})\b", re.IGNORECASE) for part, cues in parts.items()}
        for form, parts in table("cues").items()
    }


_FORM_OF_KIND = {
    TalkingPointKind.STAR_STORY: "star",
    TalkingPointKind.PITCH: "pitch",
    TalkingPointKind.SYSTEM_DESIGN: "design",
}
_BEHAVIOURAL = re.compile(
    r"\b(?:tell (?:me|us) about a time|describe a (?:time|situation)|give (?:me|us) an example"
    r"|a time (?:when|you)|have you ever)\b",
    re.IGNORECASE,
)
_DECISION = re.compile(
    r"\b(?:trade-?offs?|why did you (?:choose|use|pick)"
    r"|how (?:did|would|do) you (?:design|build|implement|scale|handle|approach|optimi[sz]e|reduce|choose"
    r"|decide|deploy|architect)"
    r"|walk (?:me|us) through|architect\w*)\b",
    re.IGNORECASE,
)
_FEWEST_WORDS = 25
# What a story tells before its first deed is how things stood, if it is this long, whatever words it has.
_FEWEST_BEFORE = 4


def form_of(question: Question, point: TalkingPoint) -> str:
    """The form the answer should have, "" where the question asks for none."""
    if point.kind in _FORM_OF_KIND:
        return _FORM_OF_KIND[point.kind]
    if point.star is not None or _BEHAVIOURAL.search(question.text):
        return "star"
    if question.phase is Phase.DESIGN:
        return "design"
    return "technical" if question.phase is Phase.TECHNICAL and _DECISION.search(question.text) else ""


def build_of(answer: Text, form: str) -> Structure:
    """The parts of `form` that the answer has."""
    cues = _forms().get(form, {})
    said = answer.raw.replace("’", "'")
    found = tuple(
        part
        for part, pattern in cues.items()
        if pattern.search(said) or (part == "situation" and _is_led_up_to(answer, said, cues["action"]))
    )
    return Structure(form=form, found=found, missing=tuple(part for part in cues if part not in found))


def _is_led_up_to(answer: Text, said: str, deed: re.Pattern[str]) -> bool:
    """Whether something is told before the first deed."""
    first = deed.search(said)
    before = [token for token in answer.content if first is not None and token.end <= first.start()]
    return len(before) >= _FEWEST_BEFORE


def structure_flags(answer: Text, structure: Structure) -> tuple[Flag, ...]:
    """What is worth telling about how the answer is built: parts that are missing or come too late."""
    if not structure.form or len(answer.tokens) < _FEWEST_WORDS:
        return ()
    flags: list[Flag] = []
    if structure.missing and (structure.form != "technical" or len(structure.missing) >= 2):
        parts = (
            " and ".join(structure.missing[-2:]) if structure.form == "star" else ", ".join(structure.missing)
        )
        flags.append(Flag(kind=FlagKind.STRUCTURE, message=f"Not heard: {parts}."))
    if structure.form == "design" and {"requirements", "components"} <= set(structure.found):
        cues, said = _forms()["design"], answer.raw
        asked, drawn = cues["requirements"].search(said), cues["components"].search(said)
        if asked and drawn and asked.start() > drawn.start() + 200:
            flags.append(
                Flag(kind=FlagKind.STRUCTURE, message="Ask for the requirements before you name components.")
            )
    return tuple(flags)
