"""What headings of guides call the things below them, in twelve languages."""

from __future__ import annotations

import re
from collections.abc import Iterator
from enum import StrEnum
from functools import cache, lru_cache
from pathlib import Path

from knowledge.inline import folded
from language.needed import key_of_run, keys_of, runs_of, sought
from language.patterns import regex
from language.tables import read_yaml


class Topic(StrEnum):
    """What a section is about; its children share it unless they name another."""

    TABLE_OF_CONTENTS = "table_of_contents"
    NOT_TO_ASK = "not_to_ask"
    COMPANY_SIGNS = "company_signs"
    TO_ASK = "to_ask"
    SELF_CHECK = "self_check"
    RED_FLAGS = "red_flags"
    BOTH_SIDES = "both_sides"
    WEAK_AREAS = "weak_areas"
    CHECKLIST = "checklist"
    CODE_REVIEW = "code_review"
    SYSTEM_DESIGN = "system_design"
    CODING = "coding"
    STORIES = "stories"
    FACTS = "facts"
    COMPANY = "company"
    REQUIREMENTS = "requirements"
    RUBRIC = "rubric"
    SCHEDULE = "schedule"
    STRENGTHS = "strengths"
    PITCH = "pitch"
    HOOKS = "hooks"
    ANSWERS = "answers"
    QUESTIONS = "questions"
    TIPS = "tips"


# Everything below such a heading is of its kind, whatever the sub-headings talk about.
CLOSED = frozenset(
    {
        Topic.NOT_TO_ASK,
        Topic.COMPANY_SIGNS,
        Topic.TO_ASK,
        Topic.SELF_CHECK,
        Topic.RED_FLAGS,
        Topic.WEAK_AREAS,
        Topic.CHECKLIST,
        Topic.CODE_REVIEW,
        Topic.SYSTEM_DESIGN,
        Topic.CODING,
        Topic.STORIES,
        Topic.REQUIREMENTS,
    }
)
# Lines in bold that name one of these are titles of sections, even without the marks of a heading.
TITLES = frozenset(
    {
        Topic.TO_ASK,
        Topic.SELF_CHECK,
        Topic.RED_FLAGS,
        Topic.BOTH_SIDES,
        Topic.WEAK_AREAS,
        Topic.STRENGTHS,
        Topic.CHECKLIST,
        Topic.FACTS,
        Topic.NOT_TO_ASK,
        Topic.ANSWERS,
    }
)

# "Strength-based questions" are questions, and so are "Fragen zu Ihren Schwächen".
_NAMED_BY_QUESTIONS = frozenset({Topic.STRENGTHS, Topic.WEAK_AREAS, Topic.BOTH_SIDES, Topic.PITCH})
_QUESTIONS_ABOUT = regex(
    r"\bquestions?\W*(?:$|[(\[:–—-])|^(?:\w+ )?questions? (?:about|on)\b"
    r"|fragen\W*(?:$|[(:–—-])|^fragen zu\w*\b"
    r"|^(?:preguntas|perguntas) (?:sobre|de|acerca|tipo)\b|^questions? (?:sur|de|d')"
    r"|^domande (?:su|sui|sulle|di)\b|vragen\W*(?:$|[(:–—-])|^vragen over\b"
    r"|(?:问题|面试题|题)\W*$|質問\W*$|질문\W*$|^(?:أسئلة|اسئلة)|(?:प्रश्न|सवाल)\W*$"
)

# "System design Q&A" has questions with their answers, whatever round they are of.
_BOTH_TOLD = re.compile(
    r"\bq ?& ?as?\b|\bq/a\b|\bquestions? (?:and|&|with) answers?\b|\bfragen (?:und|&|mit) antworten\b"
    r"|\bpreguntas y respuestas\b|\bperguntas e respostas\b|\bquestions?(?: et |[/-])reponses?\b"
    r"|\bdomande e risposte\b|\bvragen en antwoorden\b|问答|質疑応答|질의응답|вопросы и ответы"
)
_ROUNDS = frozenset({Topic.SYSTEM_DESIGN, Topic.CODING, Topic.CODE_REVIEW})
_REMARK_AT_END = re.compile(r"\s*[(（\[][^()（）\[\]]*[)）\]]\s*$")
# What is longer is no title, and some patterns take the square of it.
_LONGEST_TITLE = 300
_NOT_ASCII = regex(r"[^\x00-\x7f]+")
# "Qs for them", "my q's".
_ASKED_IN_SHORT = regex(r"\bq'?s\b(?! ?&)")
# "dont forget"
_NO_APOSTROPHE = regex(r"\b(do|did|does|should|ca|wo|is)nt\b")
_NUMBERED_TITLE = regex(
    r"^(?:(?:part|section|chapter|parte|secci[oó]n|se[cç][aã]o|teil|abschnitt|partie)\s+[\divx]+\b|[一二三四五六七八九十]+、)",
    re.IGNORECASE,
)
_CHAPTER = regex(
    r"^(?:part|section|chapter|parte|seccion|teil|partie)\s+[\divx]+\s*[:.\-–—]\s*|^[\d.]+[.)]?\s+|^[ivx]+[.)]\s+"
)
# "they may ask", "you get asked": the interviewer's questions, not the candidate's.
_THEY_ASK = sought(
    r"\b(?:they|interviewers?|recruiters?|managers?|panel)(?: \w+)?(?:'ll| will| may| might| "
    r"could| can| would| love to| like to"
    r"| are likely to| often| usually| always)*(?: \w+)? asks?\b|\basked\b|\basks? (?:you|me|candidates)\b"
    r"|\bte (?:haran|pueden|van a)|\bque te |\bque me (?:pued|van|har|pregunt)"
    r"|\bque (?:podem|vao) (?:me )?(?:perguntar|fazer)"
    r"|面试官(?:可能|会|常|经常)*(?:问|提)|(?:会|可能)被问|\b(?:ihnen|mir|dir) gestellt"
    r"|\b(?:das|was) (?:\w+ )?fragen (?:die|sie)\b|\bdie mich fragen|\bmit denen ich rechne"
    r"|\b(?:on vous|qu'on (?:me|vous)|ils (?:me|vous)) |\bche (?:mi|ti) (?:far|poss|chied)"
    r"|\bdie ze (?:mij|me|je) "
    r"|面接官(?:が|から)|面接で(?:聞|质问)|면접관이 (?:묻|물|하는)|يطرح|يسال|पूछे जाने वाले"
)


def announces(title: str, topic: Topic) -> bool:
    """Does a text without marks have the words for `topic`, whatever else it may announce?"""
    return topic in _announced(folded(title[:_LONGEST_TITLE]))


def _announced(text: str) -> Iterator[Topic]:
    """The topics whose words a folded title has, in the order in which they count."""
    written, by_key, always = _vocabulary()
    known = by_key.keys() & keys_of(text)
    # Keys are two or three signs: the whole run spares most that have one of them by chance.
    may_match = {number for key in known for run, number in by_key[key] if run in text}
    for number in sorted(may_match.union(always)):
        topic, pattern = written[number]
        if _compiled(pattern).search(text):
            yield topic


@cache
def _vocabulary() -> tuple[list[tuple[Topic, str]], dict[str, list[tuple[str, int]]], list[int]]:
    """The patterns with their topics; by key the runs that begin with it, each with the pattern that needs
    one of its runs; and which patterns need none."""
    rows = read_yaml(Path(__file__).with_name("topics.yaml"))
    patterns = [(Topic(row["topic"]), _as_folded(word)) for row in rows for word in row["words"]]
    needed = runs_of([pattern for _, pattern in patterns])
    by_key: dict[str, list[tuple[str, int]]] = {}
    always = []
    for number, runs in enumerate(needed):
        for run in runs:
            by_key.setdefault(key_of_run(run), []).append((run, number))
        if not runs:
            always.append(number)
    return patterns, by_key, always


@cache
def _compiled(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern)


def _as_folded(pattern: str) -> str:
    """`pattern` with its letters as a folded heading has them; what is ASCII may be a sign of the pattern."""
    return _NOT_ASCII.sub(lambda found: folded(found[0]), pattern)


@lru_cache(maxsize=4096)
def topic_named(title: str) -> Topic | None:
    """What a heading without marks announces; None where it is only a name."""
    text = _CHAPTER.sub("", folded(title[:_LONGEST_TITLE])).strip(" :：【】!！")
    text = _ASKED_IN_SHORT.sub("questions", text) if "q" in text else text
    text = _NO_APOSTROPHE.sub(r"\1n't", text) if "nt" in text else text
    they_ask = is_what_they_ask(text)
    for topic in _announced(text):
        if topic in _NAMED_BY_QUESTIONS and _names_questions(text):
            return Topic.QUESTIONS
        if topic in _ROUNDS and _BOTH_TOLD.search(text):
            return Topic.QUESTIONS
        if topic is Topic.STORIES and _says_how_to_answer(text):
            return Topic.QUESTIONS
        if topic is not Topic.TO_ASK or not they_ask:
            return topic
    return Topic.QUESTIONS if they_ask else None


def _says_how_to_answer(text: str) -> bool:
    """`Behavioral questions (use STAR)`: does a title of questions speak of stories in a remark alone?"""
    bare = _REMARK_AT_END.sub("", text)
    if bare == text:
        return False
    announced = set(_announced(bare))
    return Topic.QUESTIONS in announced and Topic.STORIES not in announced


def _names_questions(text: str) -> bool:
    """Does a folded title call what is below it questions, whatever they are about?"""
    return bool(_QUESTIONS_ABOUT.search(text))


def is_what_they_ask(title: str) -> bool:
    """`Questions they may ask me`: the interviewer's, not the candidate's. `title` has no marks."""
    return bool(_THEY_ASK.search(folded(title[:_LONGEST_TITLE])))


def is_numbered_title(title: str) -> bool:
    """`SECTION 2: …`, `PART III - …`, `三、…`: a title whatever it is about. `title` has no marks."""
    return bool(_NUMBERED_TITLE.match(title))
