"""In which phase of an interview a talking point is asked for."""

from __future__ import annotations

import re
from functools import lru_cache

from domain.guide import TalkingPoint, TalkingPointKind
from domain.interview import Phase


def _any(*patterns: str) -> re.Pattern[str]:
    return re.compile("|".join(patterns), re.IGNORECASE)


_SELF = _any(
    r"tell me (?:a bit |a little |something )?about yourself",
    r"introduce yourself|who are you",
    r"walk me through your (?:background|resume|cv|career)",
    r"(?:h[áa]blame|cu[ée]ntame) (?:de|sobre) (?:ti|usted)",
    r"fale (?:um pouco )?sobre (?:voc[êe]|si)",
    r"(?:parlez|pr[ée]sentez)[- ](?:moi|vous|nous)(?: de vous)?\W*$",
    r"erz[äa]hlen sie (?:etwas |uns |mir )*(?:von|[üu]ber) sich",
    r"vertel (?:iets |wat |me )*over (?:jezelf|uzelf)|parla(?:mi|ci) di (?:te|lei|s[ée])",
    r"自我介绍",
)
_BEHAVIOURAL = _any(
    r"\b(?:tell (?:me|us)|describe|give (?:me|us)|share|talk about)\b.{0,30}"
    r"\b(?:time|situation|example|occasion|conflict|mistake|challenge)\b",
    r"\b(?:conflict|disagree(?:d|ment)?|failure|failed|mistake|mentor(?:ed|ing)?|proud(?:est)?)\b",
    r"\b(?:missed deadline|difficult feedback|stakeholders?|leadership)\b",
    r"\btell (?:me|us) about (?:a|an|working)\b",
    r"cu[ée]ntame (?:de )?una|uma (?:vez|situa[çc][ãa]o)",
)
_DESIGN = _any(
    r"\bhow would you (?:design|scale|architect|build)\b",
    r"\bdesign (?:a|an|the)\b|\bsystem design\b|\bscale (?:this|it|your|to)\b",
    r"dise[ñn]ar[íi]as|设计",
)
_MOTIVATION = _any(
    r"\bwhy (?:do you want|are you (?:interested|leaving|applying)|us\b|should we|did you (?:leave|apply))",
    r"\bwhy this (?:role|company|team|position|job)|\bwhy (?:do|did|would) you (?:leave|want to leave|quit)",
    r"\bsalary\b|\b(?:expect|hope|want) to earn\b|\bnotice period\b",
    r"\bwhere do you (?:see yourself|want to be)\b|\byour (?:biggest|greatest|main) (?:weakness|strength)",
    r"por qu[ée] (?:quieres|quiere|te vas|nosotros|nuestra|voc[êe] quer|quer (?:sair|mudar))",
    r"pretens[ãa]o salarial|expectativas salariales|\bsalario\b",
    r"pourquoi (?:notre|nous|voulez|avez-vous quitt|quittez)|salaire",
    r"warum (?:wollen|m[öo]chten|wir|verlassen)|\bgehalt",
    r"waarom wil|waarom (?:ga|bent|ben) (?:je|u) weg",
    r"perch[ée] (?:vuoi|vuole|noi|la nostra)|为什么(?:离开|想|选择)|薪",
)
_CLOSING = _any(
    r"\b(?:clos(?:e|ing)|final (?:statement|words)|wrap[- ]?up)\b",
    r"\banything (?:else )?(?:you(?:'d| would) like to add|we should have asked|you want to add)",
    r"^anything else\b|cierre|encerramento",
)


def phase_of(point: TalkingPoint) -> Phase | None:
    """The phase `point` is asked in, None for what is not asked in an interview (facts, red flags …)."""
    match point.kind:
        case TalkingPointKind.PITCH:
            return Phase.CLOSING if _CLOSING.search(point.title) else Phase.OPENING
        case TalkingPointKind.STAR_STORY:
            return Phase.STORY
        case TalkingPointKind.SYSTEM_DESIGN:
            return Phase.DESIGN
        case TalkingPointKind.WEAK_AREA | TalkingPointKind.CONTRADICTION:
            return Phase.CONCERN
        case TalkingPointKind.REQUIREMENT:
            # A bare table row ("Docker | yes") holds too little to ask about.
            return Phase.TECHNICAL if len(point.text.split()) >= 25 else None
        case TalkingPointKind.QUESTION_ANSWER | TalkingPointKind.UNANSWERED_QUESTION:
            return _phase_of_question(point.title, is_star=point.star is not None)
        case _:
            return None


# Planning an agenda asks for the phase of a title a few times over for every other title.
@lru_cache(maxsize=8192)
def _phase_of_question(title: str, *, is_star: bool) -> Phase:
    if _SELF.search(title):
        return Phase.OPENING
    if _CLOSING.search(title) and len(title.split()) < 12:
        return Phase.CLOSING
    if is_star or _BEHAVIOURAL.search(title):
        return Phase.STORY
    if _DESIGN.search(title):
        return Phase.DESIGN
    if _MOTIVATION.search(title):
        return Phase.CONCERN
    return Phase.TECHNICAL


_SCHEDULE = (
    (
        Phase.THEIR_QUESTIONS,
        _any(
            r"their questions|your questions|ask (?:smart|them|\d)|questions? (?:for|to) (?:them|us|ask)",
            r"q\s?&\s?a|preguntas|perguntas|反问",
        ),
    ),
    (Phase.CLOSING, _any(r"clos|wrap|next steps|cierre|encerr")),
    (Phase.DESIGN, _any(r"design|architect|whiteboard|scal|dise[ñn]o")),
    (Phase.STORY, _any(r"behaviou?r|star\b|stor(?:y|ies)|leadership|culture|comportament")),
    (Phase.TECHNICAL, _any(r"technical|deep[- ]?dive|coding|code|project|t[ée]cnic|system|skills")),
    (Phase.OPENING, _any(r"intro|pitch|about you|warm|small talk|welcome|presentaci|apresenta")),
)


def phase_of_schedule(title: str, text: str) -> Phase | None:
    """The phase a line of the guide's own interview schedule speaks of."""
    for words in (title, text):
        for phase, pattern in _SCHEDULE:
            if pattern.search(words):
                return phase
    return None
