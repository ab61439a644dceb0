"""How an answer is built, by the parts that its form asks for."""

from __future__ import annotations

import re

from agents.evaluator.text import Text
from domain.guide import TalkingPoint, TalkingPointKind
from domain.interview import Phase, Question
from domain.verdict import Flag, FlagKind, Structure


def _cues(*patterns: str) -> re.Pattern[str]:
    return re.compile(r"\b(?:" + "|".join(patterns) + r")\b", re.IGNORECASE)


_RESULT = _cues(
    r"as a result", r"result(?:ed|s|ing)?", r"outcome", r"in the end", r"ended up", r"achiev\w+", r"sav(?:ed|ing)", r"(?:cut|reduc\w+|dropp?ed|fell|"
    r"went|grew|rose|increas\w+|improv\w+|lower\w+|shr[au]nk)\b.{0,60}(?:\d|half|third|quarter|zero|double|days?|hours?|minutes?)", r"down (?:to|from)",
    r"up (?:to|from)", r"from .{1,40} to \w+", r"learned", r"learnt", r"since then", r"shipped", r"now (?:runs|takes|handles|has)", r"finally",
)  # fmt: skip
_FORMS: dict[str, dict[str, re.Pattern[str]]] = {
    "star": {
        "situation": _cues(
            r"when i", r"at (?:my|the) \w+", r"last year", r"in 20\d\d", r"(?:a|one|two|three|few) (?:year|month|week)s? ago", r"situation", r"there was", r"we had",
            r"our \w+ (?:was|were|had|kept)", r"at the time", r"back (?:then|when|in)", r"(?:was|were) (?:working|running|using|losing|failing)", r"while",
            r"customers? (?:was|were|had|kept|complained)", r"during", r"the (?:team|company|project|system|pipeline|client)\b.{0,30}(?:was|were|had|kept)",
        ),
        "task": _cues(
            r"my (?:task|job|role|goal|responsibility)", r"(?:i|we) (?:had|needed|wanted|was asked|were asked|was responsible|was tasked) ?(?:to|for|with)?",
            r"asked (?:me|us)", r"the (?:task|goal|challenge|problem|target)", r"responsible for", r"needed to", r"in charge of", r"i owned", r"deadline",
        ),
        "action": _cues(
            r"i (?:then |first |also |quickly |personally )*(?!was|am|had|have|think|guess|believe|know|would|could|don't|didn't)[a-z]+(?:ed|t)", r"so i",
            r"i (?:led|built|wrote|made|set|took|began|ran|put|split|chose|drove|got|gave|met|held|sat|drew|cut|found|spoke|brought|went|did|taught)",
            r"first", r"then",
        ),
        "result": _RESULT,
    },
    "technical": {
        "problem": _cues(
            r"problem", r"issue", r"challenge", r"because", r"need(?:ed|s)?", r"bottleneck", r"requirement", r"constraint", r"fail\w*", r"too (?:slow|big|many|much|"
            r"expensive|large|long)", r"goal", r"in order to", r"risk", r"pain",
        ),
        "options": _cues(
            r"options?", r"alternatives?", r"either", r"instead of", r"rather than", r"compared", r"versus", r"vs", r"considered", r"evaluated", r"could have", r"we looked at",
            r"one (?:way|approach)", r"another (?:way|approach)", r"tried", r"on the other hand",
        ),
        "choice": _cues(
            r"chose", r"choose", r"chosen", r"picked", r"decid\w+", r"went (?:for|with)", r"opted", r"settled on", r"i(?:'d| would)? (?:use|used|prefer|preferred)",
            r"we (?:use|used)", r"selected", r"decision", r"recommend\w*", r"built", r"implemented",
        ),
        "trade-off": _cues(
            r"trade[- ]?offs?", r"downsides?", r"drawbacks?", r"at the (?:cost|price|expense)", r"costs? (?:us|more|extra)", r"but", r"however", r"although", r"disadvantage",
            r"in exchange", r"cons", r"gave up", r"price (?:we|i) paid", r"the catch", r"on the other hand", r"even though",
        ),
        "result": _RESULT,
    },
    "design": {
        "requirements": _cues(
            r"requirements?", r"clarif\w+", r"(?:how many|how much|what) .{0,40}\?", r"assum\w+", r"constraints?", r"users? per", r"requests per", r"qps", r"scale", r"first i(?:'d| would)",
            r"functional", r"sla", r"latency (?:target|budget|of|under)", r"read[- ]heavy", r"write[- ]heavy",
        ),
        "components": _cues(
            r"api", r"service", r"database", r"cache", r"queue", r"load balancer", r"gateway", r"storage", r"index", r"worker", r"component", r"layer", r"pipeline", r"broker", r"replica\w*",
            r"shard\w*", r"client", r"server", r"store",
        ),
        "scaling": _cues(
            r"scal\w+", r"shard\w*", r"partition\w*", r"replica\w*", r"bottleneck", r"cach\w+", r"horizontal\w*", r"throughput", r"auto-?scal\w+", r"load", r"peak", r"back-?pressure",
        ),
        "trade-off": _cues(
            r"trade[- ]?offs?", r"downside", r"drawback", r"consisten\w+", r"however", r"but", r"at the (?:cost|price|expense)", r"alternativ\w+", r"instead", r"versus", r"rather than",
        ),
        "failure": _cues(
            r"fail\w*", r"retr(?:y|ies)", r"monitor\w*", r"alert\w*", r"fallback", r"outage", r"recover\w*", r"idempoten\w+", r"dead[- ]letter", r"degrad\w+", r"timeouts?", r"circuit breaker",
        ),
    },
    "pitch": {
        "who you are": _cues(r"i(?:'m| am)", r"my (?:name|background)", r"as an?", r"i work", r"currently", r"engineer", r"scientist", r"developer", r"manager"),
        "what you did": _cues(r"i(?:'ve| have)? (?:built|led|worked|designed|shipped|spent|developed|created|delivered|run|ran|made|moved|cut)", r"experience", r"years", r"most recently"),
        "why this role": _cues(r"excit\w+", r"looking (?:for|to|forward)", r"this (?:role|job|position|team|company)", r"want to", r"interested", r"drawn", r"because", r"next step", r"here"),
    },
}  # fmt: skip
_FORM_OF_KIND = {
    TalkingPointKind.STAR_STORY: "star",
    TalkingPointKind.PITCH: "pitch",
    TalkingPointKind.SYSTEM_DESIGN: "design",
}
_BEHAVIOURAL = re.compile(
    r"\b(?:tell (?:me|us) about a time|describe a (?:time|situation)|give (?:me|us) an example|a time (?:when|you)|have you ever)\b", re.IGNORECASE
)  # fmt: skip
_DECISION = re.compile(
    r"\b(?:trade-?offs?|why did you (?:choose|use|pick)|how (?:did|would|do) you (?:design|build|implement|scale|handle|approach|optimi[sz]e|reduce|"
    r"choose|decide|deploy|architect)|walk (?:me|us) through|architect\w*)\b",
    re.IGNORECASE,
)
_FEWEST_WORDS = 25


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
    cues = _FORMS.get(form, {})
    said = answer.raw.replace("’", "'")
    found = tuple(part for part, pattern in cues.items() if pattern.search(said))
    return Structure(form=form, found=found, missing=tuple(part for part in cues if part not in found))


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
        cues, said = _FORMS["design"], answer.raw
        asked, drawn = cues["requirements"].search(said), cues["components"].search(said)
        if asked and drawn and asked.start() > drawn.start() + 200:
            flags.append(
                Flag(kind=FlagKind.STRUCTURE, message="Ask for the requirements before you name components.")
            )
    return tuple(flags)
