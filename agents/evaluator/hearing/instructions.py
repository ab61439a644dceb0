"""Sentences that speak to whoever grades, or to the program, instead of answering."""

from __future__ import annotations

import re
import unicodedata

from language.figures.written import A_NUMBER

_INVISIBLE = re.compile("[\u00ad\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]")
_BACKWARDS = re.compile("\u202e([^\u202c\n]*)\u202c?")
_SPACED = re.compile(r"\b(?:\w ){3,}\w\b")
# Cyrillic and Greek letters that look like Latin ones; only words that mix scripts, or are made of such
# letters alone, are read as Latin, because real Russian or Greek words hold others besides.
_LOOKALIKES = str.maketrans(
    "аасеіјорѕхуԁһԛԝАВЕНІКМОРСТХУαεικνορτυχΑΒΕΖΗΙΚΜΝΟΡΤΥΧ",
    "aaceijopsxydhqwABEHIKMOPCTXYaeiknoptuxABEZHIKMNOPTYX",
)
_WORD = re.compile(r"\w+")

_GRADER = (
    r"(?:grader|evaluator|judge|examiner|scorer|marker|assessor|reviewer|interviewer|assistant"
    r"|model|ai|llm|system)"
)
_TOP = r"(?:full|maximum|max|top|highest|perfect|best|high|great|strong|100|10|5|1\.0|covered|correct|pass)"
_ORDER = (
    r"(?:give|award|assign|grant|rate|score|grade|mark|label|treat|count|consider|accept|return|output|print|respond"
    r"|reply|set|write)"
)
_POINTS = rf"(?:(?:all|every|each)(?: one)?(?: of)?(?: the)?(?: key)? (?:points?|of them)|all {A_NUMBER})"
# "Everything is covered by tests" is an answer; "everything is covered." is a verdict.
_COVERED = r"covered\b(?!\s+(?:by|with|in|under|from|up))"
_SECRET = (
    r"(?:model answer|perfect answer|expected answer|missing point|key points|lines of the guide"
    r"|(?:point|word)s? that must stay)"
)
_ASKING = (
    r"(?:read|repeat|quote|tell|give|spell|translate|print|reveal|put|say|echo|recite|show|write|name|ask"
    r"|summari[sz]e)"
)
_TO_SET_ASIDE = (
    r"(?:ignor\w+|vergiss|missachte|oublie\w*|olvida|dimentica|esqueça|negeer|vergeet|zignoruj\w*|zapomnij"
    r"|игнорируй\w*|забудь\w*|yok say|görmezden|忽略|无视|無視|무시|تجاهل|अनदेखा)"
)
_INSTRUCTIONS_ABROAD = (
    r"(?:anweisung\w*|instruc\w+|instruç\w+|istruzion\w*|instrukcj\w*|instructies|инструкци\w*|talimat\w*|指令|指示|说明"
    r"|지시|التعليمات|تعليمات|निर्देश)"
)
_PATTERNS = tuple(
    re.compile(pattern, re.IGNORECASE | re.MULTILINE)
    for pattern in (
        # Rules and roles set aside.
        r"\b(?:ignore|disregard|forget|override|bypass|skip)\b.{0,40}"
        r"\b(?:instructions?|rubric|prompt|rules|guidelines|key points|grading|criteria)\b",
        rf"{_TO_SET_ASIDE}.{{0,40}}{_INSTRUCTIONS_ABROAD}|{_INSTRUCTIONS_ABROAD}.{{0,20}}{_TO_SET_ASIDE}",
        r"\byour (?:task|job|role) (?:has changed|is now)\b",
        r"\bstop (?:judging|grading|scoring|evaluating)\b",
        r"\b(?:new policy|operator)\b.{0,30}\beffective immediately\b",
        r"\bfrom now on\b.{0,30}\banswers?\b.{0,10}\b(?:is|are|counts?)\b",
        r"\b(?:this conversation|whoever reads this)\b.{0,20}\b(?:you )?(?:shall|must|should|will|has to)\b",
        r"\b(?:debug|developer|god|admin) mode\b",
        # "Put the passages into the prompt, with the question" is how such programs are built.
        r"\b(?:your|the) (?:system )?prompt\b.{0,30}\b(?:word for word|override)\b",
        r"\b(?:your|your system|the system) prompt\b.{0,30}\b(?:follow-up|question)\b",
        r"\bthe prompt (?:as|in(?:to)?) (?:your|the|a) (?:next )?(?:follow-up|question)\b",
        # Orders about the score.
        r"^\W*(?:please\s+|now\s+|just\s+|you (?:must|should|will|have to)\s+|kindly\s+)*"
        rf"{_ORDER}\b.{{0,60}}\b{_TOP}\b",
        r"\b(?:give|award|assign|grant)\b.{0,30}\bfull marks\b|\bgrade covered\b|\bdeserves? the top\b",
        r"\b(?:full marks|top marks|full coverage) (?:for|to)\b|\bfull marks\W*$|\bsystem prompt override\b",
        rf"\b(?:label|mark|count|treat|grade|write)\b.{{0,40}}\b(?:as said\b|{_COVERED})",
        rf"\b(?:{_POINTS}|all points)\s+{_COVERED}",
        rf"\b{_POINTS}\b.{{0,40}}\b(?:{_COVERED}|met\b|addressed\b|satisfied\b|mentioned\b)",
        rf"\b(?:everything|all of it|{_POINTS})\s+(?:is|was|are|were|counts? as)\s+{_COVERED}",
        rf"\b(?:points?|everything)\b.{{0,20}}\bcounts? as {_COVERED}",
        r"\bth(?:is|e|e above) (?:answer|response|submission)\b.{0,60}"
        r"\b(?:deserves?|(?:should|must) (?:be|get|receive)"
        r"|(?:is|has been|was) (?:already )?"
        r"(?:graded|scored|marked|approved|verified|labelled|complete and correct))\b",
        r"\bthe (?:candidate|student|interviewee|applicant)(?:'s answer)? (?:has |have )?"
        r"(?:fully |correctly |already |clearly )*"
        r"(?:covered|covers|answered|answers|deserves|mentioned all|pass(?:ed|es)"
        r"|address(?:ed|es)|said everything)\b",
        r"\b(?:judge|grade|score) (?:that|this|my) answer\b|\b(?:pretend|imagine) that i (?:had )?said\b",
        r"\bi said everything\b",
        r"\byou may quote any\b|\bbe (?:generous|lenient)\b|\b(?:count|take) everything as\b",
        # Words addressed to the grader by name.
        r"\b(?:note|message|instructions?|attention|memo|reminder)\s+(?:to|for)\s+(?:the\s+|any\s+|all\s+)?"
        rf"{_GRADER}\b",
        rf"\b(?:dear|hey|hello|attention)\s+{_GRADER}\b",
        r"\b(?:generous|lenient|kind) (?:judge|grader|examiner)\b",
        r"\b(?:examiner|grader|judge) before you\b",
        r"\b(?:you are|act as|pretend to be|as)\s+(?:now\s+)?(?:a|an|the|in)\b.{0,30}"
        rf"\b(?:{_GRADER}|mode)\b.{{0,80}}\b(?:score|grade|mark|award|approve|full|rate|covered|pass|give)\w*\b",
        # What must stay unsaid, asked for.
        rf"^\W*(?:\w+[ ,]+){{0,9}}?{_ASKING}\b.{{0,60}}\b{_SECRET}\b",
        r"\b(?:paragraph|text|answer|sentence|response) above\b",
        r"\b(?:your next question|your follow-up|everything above)\b",
        r"\bwhat (?:were you told|would have been the)\b",
        r"\b(?:print|echo|repeat|summari[sz]e|reveal)\b.{0,20}\b(?:your|the) (?:system )?"
        r"(?:prompt|instructions)\b",
        r"\bdecode th(?:is|e following) and\b",
        # Orders to the program.
        r"^\s*/(?:stop|skip|hint|why|repeat|clarify|help)\b",
        r"\b(?:end|finish|close|stop) the (?:session|interview)\b|\b(?:go|move) to the closing phase\b",
        r"\bskip the (?:remaining|other|next) questions?\b|\bask (?:no|any) (?:more )?follow-ups?\b",
        r"\bthe time is up\b",
        r"\bgoto\s*=|^\W*route\s*[:=]",
        # Marks of a conversation or of a verdict.
        rf"^\W*(?:system|assistant|developer|human|user|{_GRADER})\s*(?:prompt|message|note|override)?"
        r"(?:, priority \w+)?\s*[:>\]]",
        r"<\|?/?\s*(?:im_start|im_end|system|assistant|instructions?|end_?of_?\w+|start_of_turn|answer|grade|user"
        r"|verdict|key_points|references)\b|<<\/?SYS>>",
        r"\[/?(?:INST|SYSTEM)\]",
        r"^\W*(?:score|grade|verdict|label|rating|band|credit|marks?|missing)\W{0,4}[:=]\W{0,4}"
        r"(?:\d|strong|solid|covered|full|pass|correct|perfect|none|a\b)",
        r"\blabel\s*=|\|\s*(?:covered|key point|label)\s*\||^(?=[^\w\n]*+$).*---",
    )
)


def speaks_to_the_grader(sentence: str) -> bool:
    """Whether `sentence`, read without its disguises, is no part of an answer.

    Only the form is looked at: an answer *about* prompts, grading or key points has to stay an answer.
    """
    return any(pattern.search(reading) for reading in _readings(sentence) for pattern in _PATTERNS)


def _readings(text: str) -> tuple[str, ...]:
    """`text` as a person sees it, and, where letters stand apart, with the letters put together."""
    forwards = _BACKWARDS.sub(lambda match: match[1][::-1], text)
    shown = _INVISIBLE.sub("", unicodedata.normalize("NFKC", forwards)).strip()
    latin = _WORD.sub(_as_latin, shown)
    if _SPACED.search(latin) is None:
        return (latin,)
    return (latin, " ".join(re.sub(r"(?<=\b\w) (?=\w\b)", "", latin).split()))


def _as_latin(word: re.Match[str]) -> str:
    read = word[0].translate(_LOOKALIKES)
    return read if read.isascii() else word[0]
