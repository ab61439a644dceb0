"""The labels that stand before questions, answers and their parts, in eight languages."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from functools import cache, lru_cache
from pathlib import Path

from knowledge.inline import folded, without_marks
from knowledge.lines.heads import Head, head_of
from language.patterns import regex
from language.tables import read_yaml


class Role(StrEnum):
    """What the text after a label is."""

    QUESTION = "question"
    ANSWER = "answer"
    POOR_ANSWER = "poor_answer"
    WANTED = "wanted"
    WHY = "why"
    HOOKS = "hooks"
    NOTE = "note"
    SITUATION = "situation"
    TASK = "task"
    ACTION = "action"
    RESULT = "result"
    LEARNING = "learning"
    TASK_TO_CODE = "task_to_code"


_ROLES = tuple(Role)
_BY_HEAD = {Head.ANSWER: Role.ANSWER, Head.POOR_ANSWER: Role.POOR_ANSWER}
STAR = (Role.SITUATION, Role.TASK, Role.ACTION, Role.RESULT)


@dataclass(frozen=True, slots=True)
class Label:
    """A label at the start of a line: its role, what it said in brackets, and the text after it.

    `points` is the grade that a sample answer announces ("5-point answer"), 0 where it names none; `strong`
    says that it was set off (bold, in brackets, or the whole line).
    """

    role: Role
    name: str
    bracket: str
    rest: str
    points: int = 0
    strong: bool = False

    @property
    def is_speaker(self) -> bool:
        """Is it the interviewer's name, as in a transcript?"""
        return self.role is Role.QUESTION and self.name in SPEAKERS

    def speaks(self) -> bool:
        """`Interviewer: Why us?` and not `Interviewer: Jo Doe, head of data`."""
        ends = ("?", "？", "؟", ".", "。", "।")
        return self.rest.rstrip(" \"'”»*_").endswith(ends) or len(self.rest.split()) > 6


@cache
def _listed() -> dict[str, frozenset[Role]]:
    """The roles of each folded name in the file."""
    rows = read_yaml(Path(__file__).with_name("labels.yaml"))
    listed: dict[str, frozenset[Role]] = {}
    for role, names in rows.items():
        for name in map(folded, names):
            listed[name] = listed.get(name, frozenset()) | {Role(role)}
    return listed


_NUMBERED = frozenset({Role.QUESTION, Role.ANSWER})
"""Whose names may have a number at their end: `Answer 3`."""
# One letter says little: these count only where the others of their family stand near.
# Who asks and who replies in a transcript, folded.
SPEAKERS = frozenset(
    folded(
        "interviewer coach recruiter mentor entrevistador entrevistadora 面试官 interviewerin recruteur "
        "recruteuse intervieweur intervieweuse intervistatore intervistatrice selezionatore selezionatrice "
        "examinador examinadora recrutador recrutadora reclutador reclutadora recruiterin "
        "面試官 面接官 면접관 考官 hr rrhh personaler personalerin panel jury manager rekruter "
        "leidinggevende hr经理 主考官 人事 人事担当 採用担当 採用担当者 "
        "인사담당자 محاور المحاور साक्षात्कारकर्ता"
    ).split()
)
CANDIDATES = frozenset(
    folded(
        "me you i candidate candidato candidata yo eu 我 候选人 ich bewerber bewerberin moi candidat "
        "applicant interviewee kandidat kandidatin kandidaat sollicitant ik io aspirante "
        "候選人 应聘者 應聘者 求职者 応募者 지원자 "
        "tu usted voce vous toi du sie lei jij 你 您 私 나 المرشح उम्मीदवार"
    ).split()
)
LETTERS = frozenset("s t a r c p o l".split())

_NUMBER_AT_END = regex(r"\s*(?:[#№]|\bn(?:[or]|um)?)?[°º.]?\s*\d{1,3}(?:\.\d{1,2})?\s*$")
# "Q/A deck: greenhouse" is about both, and no label of either.
_QUESTION_AND_ANSWER = regex(r"^[qfpdv]\s*[/&]\s*[ar]\b")
_STEP = regex(r"^(?:step\s*)?\d{1,2}[.)]\s*")
_PARTS = regex(r"\s*[—–\-/|·:：]\s*")
_SIDES = regex(r"\s*[—–/|]\s*|\s-\s")
_SPLIT = regex(r"^(?P<name>[^:：\n]{1,60}?)\s*(?:::?|：|\s[–—-](?:\s|$))\s*(?P<rest>.*)$", re.DOTALL)
_BRACKETED = regex(r"^\s*[【\[](?P<name>[^】\]]{1,40})[】\]]\s*[:：]?\s*(?P<rest>.*)$", re.DOTALL)
_FIELD = regex(r"^:([^:\s][^:]{0,40}:\s.*)$", re.DOTALL)
_BRACKET = regex(r"[(（\[]([^()（）\[\]]*)[)）\]]")
# `**Situation** (set the scene - 30 seconds)`, `**Task** – your part:`, `**Action – what I did:** I …`
_REMARK_IN_BRACKETS = regex(
    r"^(?P<name>[^:：()（）\n]{1,40}?)\s*[(（](?P<remark>[^()（）\n]{1,80})[)）]\s*"
    r"(?:[:：]|[–—-](?=\s))?\s*(?P<rest>.*)$",
    re.DOTALL,
)
_REMARK_BEHIND_A_DASH = regex(
    r"^\W{0,4}(?P<mark>\*\*|__)(?P<name>[^*_:：()（）\n]{1,40}?)\s*(?:(?P=mark)\s*[–—-]\s+|\s[–—-]\s+)"
    r"(?P<remark>[^*_:：\n]{1,40})[:：]\s*(?:(?P=mark)\s*(?P<rest>\S.*)?)?$",
    re.DOTALL,
)
# `**30-second version:** …`, `**Hindi meaning:** …`
_TIMED_ANSWER = regex(
    r"^(?:the )?\d{1,3}(?:[- ]?(?:seconds?|secs?|s|minutes?|mins?|m))?[- ](?:version|answer|response)$"
)
_MEANING = regex(r"^\w+ (?:meaning|translation|pronunciation)$")
_POINTS = regex(r"^(\d)[- ](?:point|star|pt)s? (?:answer|response)$")
_QUESTION_TEXT = regex(
    r"^(?:q|question|pregunta|pergunta|frage|问题|问|题目?"
    r"|第)\s*[-#№nN]?[°º.]?\s*(\d{1,3}(?:\.\d{1,2})?)\s*(?:题|问)?\s*(?:[.:：)）、|]|[-–—]"
    r"|\s)\s*(.+)$",
    re.IGNORECASE | re.DOTALL,
)
_COUNTED_QUESTION = regex(
    r"^第\s*[一二三四五六七八九十]{1,3}\s*(?:题|題|问|問|个问题|個問題)\s*[.:：)）、|–—-]?\s*(\S.*)$",
    re.DOTALL,
)
# Only a blank, or what separates fields, stands between the number and what follows.
_LOOSELY_NUMBERED = regex(
    r"^q\s?\d{1,3}\s+(?=[^\W\d_]|\d|[·•|])|^q\s?[1-4](?!\d)\s*[:：.)–—-]?\s*(?=[~≈+−-]?\s?[\d€$£¥])",
    re.IGNORECASE,
)


@lru_cache(maxsize=1024)
def labels_of(text: str, plain: str) -> tuple[Label, ...]:
    """Every way to read the beginning of `text` (`plain` without marks) as a label.

    The same name may have several roles.
    """
    if len(plain) < 2:
        return ()
    if plain[0] == ":" and (named := _FIELD.match(plain)):
        # `:Situation: …`, a field of reStructuredText.
        plain = named[1]
    strong = text.lstrip("-*+• ").startswith(("**", "__")) or text.lstrip().startswith(("*", "_", "【", "["))
    found = []
    for name, bracket, rest in (*_remarked(text, plain, strong), *_candidates(plain, strong)):
        points = _POINTS.match(name)
        grade = int(points[1]) if points else 0
        found += [Label(role, name, bracket, rest, grade, strong or not rest) for role in _roles_of(name)]
    return tuple(found)


def may_be_a_quarter(plain: str) -> bool:
    """`Q4 brought 18 % more` and `Q1 · gen_1` begin like questions, and may be something else."""
    return plain[:1] in {"q", "Q"} and bool(_LOOSELY_NUMBERED.match(plain))


def numbered_question(plain: str) -> str:
    """The question after `Q3:`, `Question 2 -`, `问题3：`, `第一题`; "" without such a label before it."""
    numbered = _QUESTION_TEXT.match(plain)
    if numbered:
        return numbered[2]
    counted = _COUNTED_QUESTION.match(plain)
    return counted[1] if counted else ""


def _remarked(text: str, plain: str, strong: bool) -> Iterator[tuple[str, str, str]]:
    """(name, remark, rest) of a label set off in bold that says something about itself."""
    if not strong:
        return
    found = _REMARK_IN_BRACKETS.match(plain) if "(" in plain or "（" in plain else None
    if found is None and " " in plain and (":" in plain or "：" in plain):
        found = _REMARK_BEHIND_A_DASH.match(text)
    if found:
        rest = without_marks(found["rest"] or "")
        yield _name(found["name"])[0], found["remark"].strip(), rest


def _candidates(plain: str, strong: bool) -> Iterator[tuple[str, str, str]]:
    """(name, bracket, rest) for each way to read the beginning of the line as a label."""
    bracketed = _BRACKETED.match(plain) if plain[0] in "【[" else None
    if bracketed:
        # 【S — Situation】 names the part twice.
        for name in _PARTS.split(bracketed["name"]):
            yield _name(name)[0], "", bracketed["rest"]
    split = _SPLIT.match(plain)
    if split:
        name, bracket = _name(split["name"])
        yield name, bracket, split["rest"]
        for part in _SIDES.split(name):
            if part != name and not _QUESTION_AND_ANSWER.match(name):
                yield part.strip(), bracket, split["rest"]
    elif strong or plain.isupper():
        name, bracket = _name(plain)
        yield name, bracket, ""


def _name(text: str) -> tuple[str, str]:
    """A label's name, folded and without a number, and what it says in brackets."""
    brackets = _BRACKET.findall(text)
    name = folded(_BRACKET.sub("", text) if brackets else text).strip(" .:：\"'*_-")
    return " ".join(_STEP.sub("", name).split()), brackets[0].strip() if brackets else ""


@lru_cache(maxsize=4096)
def _roles_of(name: str) -> tuple[Role, ...]:
    """The roles that a name can have, in the order in which roles are tried."""
    if _POINTS.match(name) or _TIMED_ANSWER.match(name):
        return (Role.ANSWER,)
    if _MEANING.match(name):
        return (Role.NOTE,)
    bare = _NUMBER_AT_END.sub("", name)
    numbered = _listed().get(bare, frozenset()) & _NUMBERED if bare != name else frozenset()
    roles = _listed().get(name, frozenset()) | numbered
    if not roles:
        head = head_of(name)
        return () if head is None else (_BY_HEAD[head],)
    return tuple(role for role in _ROLES if role in roles)
