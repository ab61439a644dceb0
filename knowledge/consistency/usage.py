"""Tools the candidate says not to have used, and elsewhere to have built with."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence

from domain.contradiction import Contradiction
from knowledge.consistency.finding import found
from knowledge.consistency.statements import Statement
from knowledge.consistency.voices import Mood, Voice

_NEGATED = re.compile(
    r"\b(?:(?:have|had)(?:n't| not| never)|never|did(?:n't| not)|(?:am|'m) not|do(?:n't| not) have|no"
    r"|without|lack(?:ing)?|zero"
    r"|not yet|has(?:n't| not))\b(?P<middle>[^.;:!?]{0,40}?)\b(?:used?|work(?:ed)? (?:with|in|on)"
    r"|built (?:with|in)|deployed"
    r"|touched|tried|experience|exposure|familiar|hands-on|run|led|owned|programmed|coded|written|implemented"
    r"|integrated|know)\b",
    re.IGNORECASE,
)
_ENDS = re.compile(
    r"[.;!?]|,\s(?:but|I|though|however|and I|so)\b|\b(?:but|though|however|because|although|yet I)\b"
    r"|\(|—|–|\s-\s"
)
_DID = re.compile(
    r"\b(?:built|build|rolled out|introduced|operated?|maintain(?:ed)?|set up|configured|adopted"
    r"|used?|uses|using|integrat(?:ed|es|ion)|deploy(?:ed|s|ment)?|implement(?:ed|s)"
    r"|develop(?:ed|s)|shipped"
    r"|designed|migrated|wrote|ran|running|work(?:ed)? (?:with|in)|led|expert|proficient|proficiency"
    r"|hands-on|extensive"
    r"|experienced?|years of|architected|containeri[sz]ed|backend|production)\b",
    re.IGNORECASE,
)
_NOT_DONE = re.compile(
    r"\b(?:can|could|would|will|might|may|should|if|learn(?:ing)?|plan|quick(?:ly)?|willing|happy to"
    r"|eager|ready to|similar"
    r"|confident|become|instead of|rather than|unlike|compared|versus|vs|alternatives?|like|they"
    r"|their|your|you'd|interested"
    r"|familiar with the concept)\b",
    re.IGNORECASE,
)
_NAME = re.compile(
    r"(?<![\w.])(?:[A-Z][\w+#]*(?:\.[a-z]{2,3})?(?:[A-Z]\w*)*|[a-z]+[A-Z]\w+)(?:[ -][A-Z][\w+#]+)?"
    # "Never run a Kubernetes migration" does not deny Kubernetes.
    r"(?: (?:migrations?|rollouts?|projects?|launch(?:es)?|clusters?|teams?)\b)?"
)
_COMMON = frozenset(
    """I We You The A An It In At On My Our This That While When If As For And But So To No Not Yes Also
    AI ML API APIs Python SQL LLM LLMs RAG CRM Lead Senior Data Response Answer Engineer""".split()
)
_REACH = 60


def used_or_not(statements: Sequence[Statement]) -> Iterator[Contradiction]:
    """Names that one statement denies experience with and another claims to have worked with."""
    denied: dict[str, list[Statement]] = defaultdict(list)
    for statement in statements:
        if statement.voice is Voice.CANDIDATE or _is_concern(statement):
            for name in _denied_names(statement.text):
                denied[name].append(statement)
    for name, denials in denied.items():
        claims = [
            statement
            for statement in statements
            if name in statement.text
            and statement.voice is Voice.CANDIDATE
            and statement.mood is not Mood.TARGET
            and claims_use(statement, name)
        ]
        if claims:
            yield _contradiction(name, denials, claims)


def _is_concern(statement: Statement) -> bool:
    return statement.text.lower().startswith(("no ", "limited ", "haven't", "never "))


def _denied_names(text: str) -> set[str]:
    names: set[str] = set()
    for negation in _NEGATED.finditer(text):
        rest = text[negation.end() :]
        end = _ENDS.search(rest)
        named = rest[: end.start()] if end else rest[:120]
        names |= set(_names(negation["middle"] + " " + named))
    return names


def _names(text: str) -> list[str]:
    return [name for name in _NAME.findall(text) if name not in _COMMON and len(name) > 1]


def claims_use(statement: Statement, name: str) -> bool:
    """Whether `statement` says, as a fact, that something was done with `name`."""
    for clause in re.split(
        r"(?<=[.;!?])\s|\s(?:but|however)\s|,\s(?=I(?:'ve| have| recently)\b)", statement.text
    ):
        for place in re.finditer(rf"(?<!\w){re.escape(name)}(?!\w)", clause):
            around = clause[max(0, place.start() - _REACH) : place.end() + _REACH]
            denied = any(name in _names(part) for part in _denied_parts(clause))
            if _DID.search(around) and not _NOT_DONE.search(around) and not denied:
                return True
    return False


def _denied_parts(clause: str) -> Iterator[str]:
    for negation in _NEGATED.finditer(clause):
        rest = clause[negation.end() :]
        end = _ENDS.search(rest)
        yield negation["middle"] + " " + (rest[: end.start()] if end else rest)


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
        f"Have you worked on {name} or not? Tell me exactly what you did.",
        others=[*denials[1:], *claims],
    )
