"""What is finished in one place and under way in another: degrees, certificates, migrations."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import product

from domain.contradiction import Contradiction, Severity
from knowledge.consistency.asking import asked, called
from knowledge.consistency.comparable import comparable
from knowledge.consistency.finding import found
from knowledge.consistency.own import in_order, own
from knowledge.consistency.statements import Statement
from knowledge.consistency.words import undertakings, words

_FINISHED = words(
    "finished",
    r"(?:complet(?:ed|ing my .{0,20} in (?:19|20)\d\d)|finished|graduated|earned|obtained|hold(?:s"
    r"|ing)?|awarded|received"
    r"|passed|done with)\b",
)
_ONGOING = words(
    "ongoing",
    r"(?:pursuing|transitioning (?:to|into)|currently (?:doing|studying|enrolled|completing"
    r"|working)|in progress|enrolled"
    r"|expected|finishing|work(?:ing)? toward|studying (?:for|toward)|part[- ]way|halfway|still"
    r"|under way|underway"
    r"|will (?:complete|finish|graduate)|about to (?:complete|finish|graduate))\b",
)
# Of these one person has several, which only a name tells apart.
_SEVERAL = frozenset({"the certification", "the migration"})
_NAME = re.compile(r"(?<![\w.])(?:[A-Z]{2,}[\w-]*|[A-Z][a-z]\w+)")
_NEAR = 48
# Every pair is looked at, so a file that repeats itself without end must not take forever.
_MOST_TOLD = 100


def finished_or_not(statements: Sequence[Statement]) -> Iterator[Contradiction]:
    """Degrees and other undertakings that are finished in one place and under way in another."""
    mine = own(statements)
    for name, pattern in undertakings().items():
        finished, ongoing = [], []
        for statement in mine:
            near = _around(statement.text, pattern)
            if _ONGOING.search(near):
                ongoing.append(statement)
            elif _FINISHED.search(near):
                finished.append(statement)
        pairs = [
            pair
            for pair in product(finished[:_MOST_TOLD], ongoing[:_MOST_TOLD])
            if _about_one(*pair, name, pattern)
        ]
        if pairs:
            language = pairs[0][0].language
            yield found(
                "progress",
                name,
                in_order(*pairs[0]),
                f"You tell {name} as completed in one place and as still under way in another.",
                asked("progress", language, what=called(name, language)),
                severity=Severity.MEDIUM if name in _SEVERAL else None,
                others=[statement for pair in pairs[1:] for statement in pair],
            )


def _about_one(finished: Statement, ongoing: Statement, name: str, pattern: re.Pattern[str]) -> bool:
    """Whether both can be about one degree: of what one has several, only where a name says so.

    What a section tells as under way and then as done is a story.
    """
    if name not in _SEVERAL:
        # A degree is held in whatever year, at whatever employer it is told.
        names, others = (_names(held, pattern) for held in (finished, ongoing))
        return finished.variant == ongoing.variant and not (names and others and names.isdisjoint(others))
    told_on = finished.section == ongoing.section and ongoing.line <= finished.line
    shared = _names(finished, pattern) & _names(ongoing, pattern)
    return bool(shared) and not told_on and comparable(finished, ongoing)


def _names(statement: Statement, pattern: re.Pattern[str]) -> frozenset[str]:
    """The names within a sentence, the undertaking's own words left out."""
    text = statement.text
    return frozenset(
        name.group().lower()
        for name in _NAME.finditer(text)
        if name.start() and not pattern.search(name.group()) and text[name.start() - 2] not in ".!?:"
    )


_NAMED = r"(?P<{}>[A-Z][A-Z0-9]{{2,}}(?:-[A-Z0-9]+)*)\b"
_CERTIFICATE = r" (?:the |my |an? )?" + _NAMED
_HOLDS = re.compile(
    r"\b(?:[Hh]olds?|[Ee]arned|[Pp]assed|[Oo]btained|[Cc]ompleted|[Cc]ertified)"
    + _CERTIFICATE.format("verb")
    # `CCRN certified since 2019`
    + r"|\b"
    + _NAMED.format("name")
    + r"[ -](?:(?:\w+ )?(?:certified|[Cc]ertificate|[Zz]ertifi\w+|certificad[oa]|certifiée?|gecertificeerd)"
    r"\b(?: in| since| seit| desde| depuis| sinds|\W*$|,)|since (?:19|20)\d\d)"
)
_STUDIES = re.compile(
    r"(?<!was )(?<!were )(?<!been )"
    r"\b(?:[Ss]tudying|[Pp]reparing|[Ww]orking towards?|[Pp]ursuing|[Ss]itting)(?: for)?"
    + _CERTIFICATE.format("verb")
    # `CCRN: exam booked for May`, `my PMP exam is booked`
    + r"|\b"
    + _NAMED.format("name")
    + r"[:\s-]+(?:(?:exam|test|[Pp]rüfung|examen|exame|esame)\s+(?:is |ist |est |está |è )?"
    r"(?:booked|scheduled|planned|next|in (?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]*\b"
    r"|steht|angemeldet|im |en |prévu|inscrit|marcado|prenotato)"
    r"|(?:in progress|under way|not yet (?:passed|done)))"
)


def certified_or_not(statements: Sequence[Statement]) -> Iterator[Contradiction]:
    """Certificates, by their short names, that the candidate holds and still studies for."""
    held = {_certificate(match): mine for mine in own(statements) for match in _HOLDS.finditer(mine.text)}
    for statement in own(statements):
        for match in _STUDIES.finditer(statement.text):
            name = _certificate(match)
            if name in held and held[name] is not statement:
                yield found(
                    "progress",
                    name,
                    in_order(held[name], statement),
                    f"You hold the {name} in one place and still study for it in another.",
                    asked("progress", statement.language, what=name),
                )


def _certificate(match: re.Match[str]) -> str:
    return match["verb"] or match["name"]


def _around(text: str, pattern: re.Pattern[str]) -> str:
    """What stands near the first match of `pattern`, "" without one."""
    match = pattern.search(text)
    return text[max(0, match.start() - _NEAR) : match.end() + _NEAR] if match else ""
