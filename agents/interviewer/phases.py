"""In which phase of an interview a talking point is asked for."""

from __future__ import annotations

import re
from functools import lru_cache

from domain.guide import TalkingPoint, TalkingPointKind
from domain.interview import Phase
from knowledge.closings import is_closing
from knowledge.stories import asks_for_story
from language import asking
from language.patterns import regex

QUESTIONS = frozenset({TalkingPointKind.QUESTION_ANSWER, TalkingPointKind.UNANSWERED_QUESTION})
"""What a guide writes as a question, with its answer or without."""


def _any(*patterns: str) -> re.Pattern[str]:
    return regex("|".join(patterns), re.IGNORECASE)


_SELF = _any(
    r"tell (?:me|us) (?:a bit |a little |something )?about (?:yourself|you\b)",
    r"introduce yourself|who are you",
    r"walk me through your (?:background|resume|cv|career)",
    r"(?:h[áa]blame|cu[ée]ntame) (?:de|sobre) (?:ti|usted)",
    r"fale (?:um pouco )?sobre (?:voc[êe]|si)",
    r"(?:parlez|pr[ée]sentez)[- ](?:moi|vous|nous)(?: de vous)?\W*$",
    r"erz[äa]hlen sie (?:etwas |uns |mir )*(?:von|[üu]ber) sich",
    r"vertel (?:iets |wat |me )*over (?:jezelf|uzelf)|parla(?:mi|ci) di (?:te|lei|s[ée])",
    r"自我介绍",
)
_DESIGN = _any(
    r"\bhow (?:would|do|did|can|could|will) you (?:design|scale|architect)\b|\bhow would you build\b",
    r"\bdesign (?:a|an|the)\b|\bsystem design\b|\bscale (?:this|it|your|to)\b",
    r"dise[ñn]ar[íi]as|设计",
)
_MOTIVATION = _any(
    r"\bwhy (?:do you want|are you (?:interested|leaving|applying)|us\b|should we|did you (?:leave|apply))",
    r"\bwhy our \w+\W*$|\bwhy this (?:role|company|team|position|job)",
    r"\bwhy (?:do|did|would) you (?:leave|want to leave|quit)",
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


_WHOLE_GUIDE = _any(
    r"\b(?:questions?|guide|prep\w*|interviews?|fragen|preguntas|perguntas|domande|vragen)\b|面试|问题"
)


def asks_why_here(title: str) -> bool:
    """Whether `title` asks for what moves the candidate: why this job, why they leave, what they expect."""
    return _MOTIVATION.search(title) is not None


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
        case TalkingPointKind.STRENGTH:
            return Phase.CLOSING if is_closing(point.title) else None
        case TalkingPointKind.REQUIREMENT:
            # A bare table row ("Docker | yes") holds too little to ask about.
            return Phase.TECHNICAL if len(point.text.split()) >= 25 else None
        case TalkingPointKind.QUESTION_ANSWER | TalkingPointKind.UNANSWERED_QUESTION:
            return _phase_of_question(
                point.title, _telling(point.source.heading_path), is_star=point.star is not None
            )
        case _:
            return None


def _telling(headings: tuple[str, ...]) -> tuple[str, ...]:
    """The headings that name a part; the title of a whole guide is about everything in it."""
    return tuple(heading for heading in headings if not _WHOLE_GUIDE.search(heading))


# Planning an agenda asks for the phase of a title a few times over for every other title.
@lru_cache(maxsize=8192)
def _phase_of_question(title: str, headings: tuple[str, ...], *, is_star: bool) -> Phase:
    if _SELF.search(title):
        return Phase.OPENING
    if _CLOSING.search(title) and len(title.split()) < 12:
        return Phase.CLOSING
    if is_star or asks_for_story(title, headings):
        return Phase.STORY
    if _DESIGN.search(title):
        return Phase.DESIGN
    if _MOTIVATION.search(title) or asking.asks_why_a_name(title):
        return Phase.CONCERN
    return Phase.TECHNICAL


_NO_ROUND = _any(r"^(?:\w+ )?(?:break|pause|lunch|tour|pausa|buffer|rundgang|pauze|visite)\b|休息")
_SCHEDULE = (
    (
        Phase.THEIR_QUESTIONS,
        _any(
            r"their questions|(?:your|candidate(?:'s)?|my) questions|ask (?:smart|them|\d)",
            r"questions? (?:for|to) (?:them|us|ask)|q\s?&\s?a|^questions\??$",
            r"(?:ihre|eigene|meine|deine) fragen|r[üu]ckfragen|fragen an (?:uns|sie|die|das)",
            r"(?:sus|tus|mis|tu turno de) preguntas|preguntas (?:para|al?) |(?:suas"
            r"|minhas) perguntas|perguntas (?:para|ao) ",
            r"(?:vos|mes) questions|(?:le )?(?:sue|mie|tue) domande|(?:uw|mijn|jouw) vragen|反问|你的问题"
            r"|您的问题|提问环节",
        ),
    ),
    (
        Phase.CLOSING,
        _any(
            r"\bclos(?:e|ing)|\bwrap|next steps|cierre|despedida|encerr|abschluss|verabschiedung|ausblick",
            r"conclusion|cl[ôo]ture|chiusura|conclusione|afsluiting|afronding|结束|总结|收尾",
        ),
    ),
    (Phase.DESIGN, _any(r"design|architect|whiteboard|scal(?:e|ing)|dise[ñn]o|entwurf|ontwerp|设计")),
    (
        Phase.STORY,
        _any(
            r"behaviou?r|\bstar\b|stor(?:y|ies)|leadership|culture|competenc(?:y|ies)",
            r"(?:project|resume|cv|experience|past work|background|career)s?(?: "
            r"|-)?(?:deep[- ]?dive|walk|discussion)",
            r"deep[- ]?dive (?:into|on) (?:a |your |my )?(?:project|past|experience)"
            r"|^(?:past )?(?:projects?|experience)$",
            r"comportament|conductual|experiencia|experi[êe]ncia|esperienz|erfahrung|werdegang"
            r"|lebenslauf|situationsfragen",
            r"parcours|exp[ée]rience|mises? en situation|ervaring|gedrag|loopbaan|行为|经历|项目",
        ),
    ),
    (
        Phase.OPENING,
        _any(
            r"\bintro|pitch|about you|warm|small talk|welcome|presentaci[óo]n|apresenta|bienvenida"
            r"|boas-vindas",
            r"vorstellung|kennenlernen|begr[üu]ssung|begr[üu]ßung|accueil|pr[ée]sentation"
            r"|presentazion|accoglienza|benvenuto",
            r"kennismaking|welkom|voorstellen|自我介绍|寒暄|开场",
        ),
    ),
)


def phase_of_schedule(title: str, text: str) -> Phase | None:
    """The phase a line of the guide's own interview schedule speaks of, None for a break.

    A part that has no name of its own here ("clinical cases") is where most questions are asked.
    """
    if _NO_ROUND.search(title):
        return None
    if _TECHNICAL.search(title):
        return Phase.TECHNICAL
    named = next((phase for phase, pattern in _SCHEDULE if pattern.search(title)), None)
    if named is None and not title.strip():
        named = next((phase for phase, pattern in _SCHEDULE if pattern.search(text)), None)
    return named or Phase.TECHNICAL


def names_coding(title: str) -> bool:
    """Whether a line of a schedule is time to write code in."""
    return _CODING.search(title) is not None


def names_review(title: str) -> bool:
    """Whether a line of a schedule is time to review code in."""
    return _REVIEW.search(title) is not None


_REVIEW = _any(
    r"\bcode[- ]?review|\breview(?:ing)? (?:of )?(?:the )?code"
    r"|\brevisi[óo]n de c[óo]digo|\brevis[ãa]o de c[óo]digo"
    r"|\brevue de code|\brelecture de code|\brevisione (?:del )?codice|\bcodebeoordeling|代码(?:评审|审查)"
)
_CODING = _any(
    r"\bcoding\b|\bcode\b(?! review)|\bprogramm(?:ing|ier\w*|ation|azione|eren|eer\w*)|\bprogramaci[óo]n"
    r"|\bprograma[çc][ãa]o|\bc[óo]digo\b|\bcodage\b|编程|写代码|编码"
)
_TECHNICAL = _any(
    r"^(?:technical|coding|code|skills?|fachlich|fach|t[ée]cnic|tecnic|technique|technisch|vak)|技术|专业"
)
