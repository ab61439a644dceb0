"""Tools the candidate says not to have used, and elsewhere to have built with."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence

from domain.contradiction import Contradiction
from knowledge.consistency.asking import asked
from knowledge.consistency.finding import found
from knowledge.consistency.statements import Statement
from knowledge.consistency.voices import Mood, Voice
from knowledge.consistency.words import CAPITALISES_NOUNS, words
from knowledge.lines.cues import cue

# "I had never used it before that project" is how a story begins, "we never deployed without it" is none.
_NEGATED = re.compile(
    r"(?:\b(?:have(?:n't|n’t| not| never)|never|(?:am|'m|’m) not|not yet)\b(?P<middle>[^.;:!?|]{0,40}?)"
    r"\b(?:used?|work(?:ed)? (?:with|in|on)|built (?:with|in)|deployed|touched|tried|experience|exposure"
    r"|familiar|hands-on|run|led|owned|programmed|coded|written|implemented|integrated|know)\b"
    r"|\b(?:no|without|lack(?:ing)?|zero|do(?:n't|n’t| not) have)\b(?P<between>[^.;:!?|]{0,40}?)"
    r"\b(?:experience|exposure|familiarity|background|hands-on|knowledge)\b)",
    re.IGNORECASE,
)
_NO_DENIAL_AFTER = re.compile(
    r"\b(?:without|unless|until|before|again|alone|on (?:a|the) (?:friday|weekend)|only)\b", re.IGNORECASE
)
_SOMEBODY_ELSE = re.compile(
    r"\b(?:we|they|he|she|it|you|who|which|nobody|team|company|colleagues?|people|customers?|had|hadn't|time)"
    r"\W+(?:\w+\W+)?$",
    re.IGNORECASE,
)
# "Never in production" is true of who built a hobby project with it.
_QUALIFIED = re.compile(
    r"\b(?:in production|at scale|professionally|commercially|at work|on the job|in a team"
    r"|produktiv|beruflich"
    r"|in (?:der )?produktion|in productie|en producción|em produção|en production|in produzione)\b|生产环境",
    re.IGNORECASE,
)
_SERIOUSLY = re.compile(
    r"\b(?:production|deploy\w*|scale|shipped|customers?|live|migrat\w+|years)\b", re.IGNORECASE
)
_ENDS = re.compile(
    r"[.;!?|]|,\s(?:but|I|though|however|and I|so|only|just)\b"
    r"|\b(?:but|though|however|because|although|yet I)\b"
    r"|\(|—|–|\s-\s"
)
# What was done with a tool stands before its name, what one can do with it on either side; in another
# language the verb may come last. "Use X for that" and "X in production" teach, unless somebody says "I".
_DEED = re.compile(
    r"\b(?:built|rolled out|introduced|operated|maintained|set up|configured|adopted|used|integrated|deployed"
    r"|implemented|developed|shipped|designed|migrated|wrote|ran|worked (?:with|in|on)|led|architected"
    r"|containeri[sz]ed)\b",
    re.IGNORECASE,
)
# `I drew the school in Revit`
_MADE_WITH = re.compile(
    r"\bI(?:['’]ve| have)? (?:\w+ly )?(?:drew|drawn|made|wrote|written|modelled|modeled|drafted|planned"
    r"|edited|cut|laid out|calculated|recorded|tracked|kept|documented|analy[sz]ed|prepared|produced"
    r"|scheduled)\b"
    r"[^.;!?]{0,40}\b(?:in|with|on|using)\s+$"
)
_SKILL = words(
    "use",
    r"(?:integration|deployment|expert|proficient|proficiency|hands-on|extensive|experienced?|years of)",
)
_TAUGHT = re.compile(
    r"\b(?:build|operate|maintain|uses?|using|integrates|deploys?|implements|develops|running"
    r"|work (?:with|in)"
    r"|backend|production)\b",
    re.IGNORECASE,
)
_BY_ONESELF = re.compile(
    r"\b(?:I|I['’]\w+|[Mm]y|[Ww]e|[Oo]ur|[Mm]e"
    r"|[Tt]he (?:\w+ )?(?:system|platform|application|app|service|pipeline|product|solution|stack|project))\b"
)
_NOT_DONE = re.compile(
    r"\b(?:can|could|would|will|might|may|should|if|learn(?:ing)?|plan|quick(?:ly)?|willing|happy to"
    r"|eager|ready to|similar"
    r"|confident|become|instead of|rather than|unlike|compared|versus|vs|alternatives?|like|they"
    r"|competitors?|rivals?|predecessors?|successors?|their|your|you'd|interested"
    r"|familiar with the concept)\b",
    re.IGNORECASE,
)
# "I am not presenting myself as a Kafka expert" claims nothing, and neither does "I don't claim years of it".
_DISCLAIMED = re.compile(
    r"(?:\bnot|n['’]t|\bnever)\b[^,;:.]{0,20}\b(?:present|claim|pretend|sell|call|describ|pass myself)"
    r"|\b(?:gebe|bezeichne|nenne|verkaufe|sehe) mich (?:\w+ )?(?:nicht|keines)"
    r"|\bbehaupte (?:\w+ )?(?:nicht|kein\w*)"
    r"|\bno (?:me (?:presento|vendo|llamo)|pretendo|digo|afirmo)"
    r"|\bn[ãa]o (?:me (?:apresento|vendo)|pretendo|digo|afirmo)"
    r"|\bne (?:me (?:pr[ée]sente|vends|dis)|pr[ée]tends)\b|\bnon (?:mi (?:presento|vendo)|pretendo|dico)\b"
    r"|\b(?:noem|verkoop|presenteer) me(?:zelf)? niet|不(?:敢)?(?:说|称|自称|算)",
    re.IGNORECASE,
)
# Chinese writes "用过Kafka" without a blank.
_LATIN = r"A-Za-z0-9_À-ÿ"
_NAME = re.compile(
    rf"(?<![{_LATIN}.])(?:[A-Z][{_LATIN}+#]*(?:\.[a-z]{{2,3}})?(?:[A-Z]\w*)*|[a-z]+[A-Z][{_LATIN}]+)"
    rf"(?:[ -][A-Z][{_LATIN}+#]+)?"
    # "Never run a Kubernetes migration" does not deny Kubernetes.
    r"(?: (?:migrations?|rollouts?|projects?|launch(?:es)?|clusters?|teams?)\b)?"
)
_COMMON = frozenset(
    """I We You The A An It In At On My Our This That While When If As For And But So To No Not Yes Also
    Ich Wir Nie Noch Mit Keine Ik Wij Nooit Geen Met Nunca No Yo Con Sin Eu Com Não Sem Je Nous Jamais
    Avec Pas Io Non Mai Con Nessuna Haven
    AI ML API APIs Python SQL LLM LLMs RAG CRM Lead Senior Data Response Answer Engineer""".split()
)
_REACH = 60
_CLAUSES = re.compile(
    r"[.;:!?。；！？]\s?|[,，]\s?(?=(?:aber|doch|maar|pero|mas|mais|ma|però|但|不过)\b|[但不])"
)
_NO_DENIAL_ABROAD = re.compile(
    r"\b(?:bevor|bis|ohne|außer|voordat|zonder|tenzij|antes|sin que|hasta|sem que|até|avant|sans|sauf"
    r"|senza|finché|prima|nur|alleen|solo|sólo|solamente|só|apenas|somente|seulement|soltanto)\b|[只仅]"
)
_AFTER_PREPOSITION = re.compile(
    r"\b(?:[Mm]it|[Ii]n|[Aa]uf|[Aa]n)\s+([A-ZÄÖÜ][\w+#]*(?:\s[A-ZÄÖÜ][\w+#]*)?)|\b([A-Z]{2,}|[A-Z]\w*[A-Z]\w*)\b"
)


def used_or_not(statements: Sequence[Statement]) -> Iterator[Contradiction]:
    """Names that one statement denies experience with and another claims to have worked with."""
    denied: dict[str, list[Statement]] = defaultdict(list)
    for statement in statements:
        if may_deny(statement):
            for name in denied_names(statement):
                denied[name].append(statement)
    for name, denials in denied.items():
        seriously = all(map(is_qualified, denials))
        claims = [
            statement
            for statement in statements
            if name in statement.text
            and statement.voice is Voice.CANDIDATE
            and statement.mood is not Mood.TARGET
            and claims_use(statement, name)
            and (not seriously or _SERIOUSLY.search(statement.text))
            and any(_may_clash(denial, statement) for denial in denials)
        ]
        if claims:
            yield _contradiction(name, denials, claims)


def may_deny(statement: Statement) -> bool:
    """Whether what `statement` denies is the candidate's to deny."""
    return statement.voice is Voice.CANDIDATE or _is_concern(statement)


def is_qualified(statement: Statement) -> bool:
    """Whether `statement` denies a use of some kind alone: "never in production"."""
    return _QUALIFIED.search(statement.text) is not None


def _is_concern(statement: Statement) -> bool:
    return statement.text.lower().startswith(("no ", "limited ", "haven't", "never "))


def _may_clash(denial: Statement, claim: Statement) -> bool:
    """Not two answers to choose from; what one has used is used in every project and year."""
    return not (denial.variant and claim.variant and denial.variant != claim.variant)


def denied_names(statement: Statement) -> set[str]:
    """The names of what `statement` says not to have been used or known."""
    parts = _denied_parts(statement.text, german=statement.language == CAPITALISES_NOUNS)
    return {name for part in parts for name in _names(part)}


def _denied_parts(text: str, *, german: bool) -> Iterator[str]:
    """What of `text` is said not to have been used or known, in any language."""
    for negation in _NEGATED.finditer(text):
        rest = text[negation.end() :]
        end = _ENDS.search(rest)
        named = rest[: end.start()] if end else rest[:120]
        if not (_NO_DENIAL_AFTER.search(named) or _SOMEBODY_ELSE.search(text[: negation.start()])):
            yield f"{negation['middle'] or negation['between'] or ''} {named}"
    for clause in _CLAUSES.split(text):
        never = words("never").search(clause)
        if never and words("use").search(clause) and not _NO_DENIAL_ABROAD.search(clause):
            # The first word has its capital from where it stands; German nouns have one anywhere.
            yield (
                " ".join(one or other for one, other in _AFTER_PREPOSITION.findall(clause))
                if german
                else clause
            )


def _names(text: str) -> list[str]:
    return [name for name in _NAME.findall(text) if name not in _COMMON and len(name) > 1]


def claims_use(statement: Statement, name: str) -> bool:
    """Whether `statement` says, as a fact, that something was done with `name`."""
    german = statement.language == CAPITALISES_NOUNS
    for clause in re.split(
        r"(?<=[.;!?])\s|\s(?:but|however)\s|,\s(?=I(?:'ve| have| recently)\b|so\b)", statement.text
    ):
        for place in re.finditer(rf"(?<![{_LATIN}]){re.escape(name)}(?![{_LATIN}]|[ -][A-Z])", clause):
            around = clause[max(0, place.start() - _REACH) : place.end() + _REACH]
            denied = any(name in _names(part) for part in _denied_parts(clause, german=german))
            before = clause[max(0, place.start() - _REACH) : place.start()]
            mine = bool(_BY_ONESELF.search(statement.text) or _DEED.search(statement.text))
            did = (
                _DEED.search(before)
                or _MADE_WITH.search(before)
                or _SKILL.search(around)
                or (mine and _TAUGHT.search(around))
            )
            elses = words("others").search(before) and not cue("first_person").search(before)
            unsaid = denied or _NOT_DONE.search(around) or _DISCLAIMED.search(clause[: place.start()])
            if did and not elses and not unsaid:
                return True
    return False


def _contradiction(name: str, denials: list[Statement], claims: list[Statement]) -> Contradiction:
    denial = denials[0]
    others_first = [claim for claim in claims if (claim.guide, claim.line) != (denial.guide, denial.line)]
    claim = (others_first or claims)[0]
    pair = (denial, claim) if (denial.guide, denial.line) <= (claim.guide, claim.line) else (claim, denial)
    return found(
        "usage",
        name,
        pair,
        f"You say in one place that you have no experience with {name}, and in another that you have.",
        asked("usage", pair[0].language, tool=name),
        others=[*denials[1:], *claims],
    )
