"""How much a clause weighs: one rule, stated in docs/scoring.md."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from functools import cache
from pathlib import Path

from knowledge.inline import folded
from knowledge.key_points.clause import Clause
from knowledge.key_points.openings import has_figure
from knowledge.lines.deeds import is_told
from language.tables import read_yaml

FIGURE = 1.0
FIRST_SENTENCE = 0.9
BULLET = 0.75
SENTENCE = 0.65
NESTED_BULLET = 0.45
OPENING = 0.3
"""An opening where an answer has nothing else, and a courtesy."""

LESSON = 0.8
"""What was learnt, at a story's end."""
_LONGEST_END, _OF_A_LONG_ONE = 3, 2
_FEWEST_DEEDS = 1

PARTS = {"situation": 0.5, "task": 0.6, "action": 0.9, "result": 1.0}
"""The parts of a story."""

_LESSON = re.compile(
    r"^(?:what (?:i|we) (?:took|learn\w*)|lessons?|learning|takeaways?|was ich (?:daraus )?gelernt"
    r"|(?:lo|el) que aprend|ce que j'ai appris|o que aprendi"
    r"|(?:quello|cosa) che ho imparato|wat ik (?:ervan )?(?:heb )?geleerd"
    r"|我学到|教训)",
    re.IGNORECASE,
)
_RESULT = re.compile(
    r"^(?:results?|outcomes?|impact|resultado|ergebnis|r[ée]sultat|risultato|resultaat|结果)\s*[:：]\s*\S",
    re.IGNORECASE,
)
# What was decided is what an answer that weighs things comes to.
_DECISION = re.compile(
    r"^(?:(?:my|our|the|final) )*(?:choice|decision|conclusion|recommendation|pick|winner)\s*[:：]\s*\S"
    r"|^(?:(?:meine|unsere|die) )?(?:wahl|entscheidung|empfehlung|fazit)\s*[:：]\s*\S"
    r"|^(?:(?:mi|nuestra|la) )?(?:elecci[oó]n|decisi[oó]n|conclusi[oó]n|recomendaci[oó]n)\s*[:：]\s*\S"
    r"|^(?:(?:mon|ma|notre|le|la) )?(?:choix|d[ée]cision|conclusion|recommandation)\s*[:：]\s*\S"
    r"|^(?:(?:a )?(?:minha|nossa) )?(?:escolha|decis[ãa]o|conclus[ãa]o)\s*[:：]\s*\S"
    r"|^(?:(?:la )?(?:mia|nostra) )?(?:scelta|decisione|conclusione)\s*[:：]\s*\S"
    r"|^(?:(?:mijn|onze|de) )?(?:keuze|beslissing|conclusie|aanbeveling)\s*[:：]\s*\S"
    r"|^(?:我的)?(?:选择|决定|结论|建议)\s*[:：]\s*\S",
    re.IGNORECASE,
)
# How it is today, before anything is done about it, has figures of its own.
_TODAY = re.compile(
    r"^(?:current(?:ly)?|current (?:state|system|setup)|today|status quo|as is|now|heute|aktuell|derzeit"
    r"|ist-zustand|bisher|actual(?:mente)?|hoy|situaci[oó]n actual|actuellement|aujourd['’]hui|oggi"
    r"|attual(?:e|mente)|hoje|atual(?:mente)?|nu|vandaag|huidig|目前|现在|当前)\s*(?:[:：]|$)",
    re.IGNORECASE,
)
# The parts of a story, as folded labels in eight languages.
_LABEL = re.compile(
    r"^(?:(?P<situation>situation|situacion|situacao|situazione|situatie|ausgangslage|context|情境|情况)"
    r"|(?P<task>task|tarea|tarefa|aufgabe|tache|compito|taak|任务)"
    r"|(?P<action>actions?|accion|acao|handlung|vorgehen|azione|actie|行动)"
    r"|(?P<result>results?|outcome|resultado|ergebnis|resultat|risultato|resultaat|结果))\s*[:：]"
)


def of_sentence(text: str, usual: float, *, first: bool) -> tuple[float, bool]:
    """The weight of a sentence that is no opening, and whether that is for its figure."""
    figure = has_figure(text) and not says_today(text)
    own = FIGURE if figure or _RESULT.match(text) or is_decision(text) else usual
    return (max(own, FIRST_SENTENCE) if first else own), figure


def is_decision(text: str) -> bool:
    """Whether a clause is labelled as what was decided: it is about all of the answer."""
    return _DECISION.match(text) is not None


def says_today(label: str) -> bool:
    """Whether a label, or one before a clause, says that it is about how things stand until now."""
    return _TODAY.match(label.strip(" *")) is not None


def tells_a_deed(text: str) -> bool:
    """Whether a clause of a story says what was done."""
    return _tells("was_done").search(folded(text)) is not None


def is_lesson(text: str) -> bool:
    """Whether a clause tells what was learnt of a story."""
    return _LESSON.match(text) is not None


def of_bullet(text: str, nested: float, *, deep: bool) -> tuple[float, bool]:
    """The weight of a bullet, and whether that is for its figure."""
    figure = has_figure(text) and not says_today(text)
    if is_decision(text):
        return FIGURE, figure
    if not figure:
        return nested, False
    return ((nested + FIGURE) / 2 if deep else FIGURE), True


def in_story(clause: Clause) -> Clause:
    """`clause` with the weight it has in a story without marked parts.

    What came of it weighs most, then what was done; the rest is the scene, whatever figures it has.
    """
    told = folded(clause.text)
    if clause.opens or clause.weight <= OPENING:
        return replace(clause, weight=OPENING)
    if label := _LABEL.match(told):
        return replace(clause, weight=PARTS[next(part for part, said in label.groupdict().items() if said)])
    if _RESULT.match(clause.text) or _tells("came_of_it").search(told):
        return replace(clause, weight=PARTS["result"])
    if _tells("was_done").search(told):
        return replace(clause, weight=PARTS["action"])
    if clause.weight >= FIGURE and not _tells("scene").search(told):
        return clause
    return replace(clause, weight=PARTS["situation"])


def end_of_story(told: Sequence[str]) -> frozenset[int]:
    """Which of the clauses of a story without marked parts tell its end: those after the last thing done.

    None where the parts are marked, where nothing was done, and where it ends with what was done. Of a long
    end the last two.
    """
    said = [folded(each) for each in told]
    if any(_LABEL.match(each) for each in said):
        return frozenset()
    done = [at for at, each in enumerate(told) if tells_a_deed(each)]
    if not done:
        return frozenset()
    after = range(done[-1] + 1, len(said))
    learnt = [at for at in after if is_lesson(told[at])]
    ends = [at for at in after if at not in learnt]
    return frozenset([*learnt, *(ends if len(ends) <= _LONGEST_END else ends[-_OF_A_LONG_ONE:])])


def is_told_to_the_end(told: Sequence[str]) -> bool:
    """Are sentences a whole story without labels: how it was, what was done, and then what came of it?"""
    done = [at for at, each in enumerate(told) if tells_a_deed(each) or is_told(each)]
    if len(done) < _FEWEST_DEEDS:
        return False
    said = [folded(each) for each in told]
    scene = done[0] > 0 or bool(_tells("scene").search(said[0]))
    came = any(_tells("came_of_it").search(each) for each in said[done[0] + 1 :])
    return scene and (came or done[-1] < len(told) - 1)


def with_its_end(story: Sequence[Clause]) -> list[Clause]:
    """The clauses of a `story` that were weighed one by one, its end as what came of it.

    Where it has one, what leads up to what was done is the scene, whatever figures it has.
    """
    ends = end_of_story([clause.text for clause in story])
    if not ends:
        return list(story)
    first = next(at for at, clause in enumerate(story) if tells_a_deed(clause.text))
    return [_by_its_place(clause, leads_up=at < first, ends=at in ends) for at, clause in enumerate(story)]


def _by_its_place(clause: Clause, *, leads_up: bool, ends: bool) -> Clause:
    if clause.weight <= OPENING:
        return clause
    if ends:
        own = LESSON if is_lesson(clause.text) else PARTS["result"]
        return replace(clause, weight=max(clause.weight, own))
    told_anyway = _tells("came_of_it").search(folded(clause.text))
    return replace(clause, weight=PARTS["situation"]) if leads_up and not told_anyway else clause


@cache
def _tells(what: str) -> re.Pattern[str]:
    rows = read_yaml(Path(__file__).with_name("deeds.yaml"))
    return re.compile("|".join(f"(?:{pattern})" for pattern in rows[what].values()))
