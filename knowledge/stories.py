"""Which questions are asked for a story."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from knowledge.lines.annotated import Phrase
from knowledge.lines.topics import Topic
from language.needed import sought

_BEHAVIOURAL = sought(
    r"\b(?:tell (?:me|us)|describe|give (?:me|us)|share|talk about)\b.{0,30}"
    r"\b(?:time|situation|example|occasion|conflict|mistake|challenge)\b"
    r"|\b(?:conflict|disagree(?:d|ment|s? with)|failure|failed|mistake|mentor(?:ed|ing)?|proud(?:est)?)\b"
    r"|\b(?:missed deadline|difficult feedback|stakeholders?|leadership)\b"
    r"|\btell (?:me|us) about (?:a|an|working)\b"
    r"|\btell (?:me |us )?about (?:handling|dealing|leading|managing)\b"
    r"|\b(?:crisis|critical) (?:issue|incident|situation)"
    r"|^(?:a |the )?time (?:when |that )?(?:you|i|we|it|some(?:thing|one|body)|things)\b"
    r"|cu[ée]nt[ae](?:me|nos) (?:de )?(?:una|alg[úu]n|un)\b|(?:una vez|ocasi[óo]n) (?:en )?que"
    r"|cont(?:e|a)(?:-(?:me|nos))? (?:de |sobre )?(?:um|uma|o seu|a sua)\b"
    r"|fal[ea]-(?:me|nos) (?:de|sobre) (?:um|uma)\b"
    r"|\b(?:worst|hardest|proudest|toughest) "
    r"(?:day|night|shift|week|moment|decision|job|project|customer|client|guest|patient)\b"
    r"|uma (?:vez|situa[çc][ãa]o)|fale (?:de|sobre) um(?:a)? (?:erro|conflito|situa|vez|desafio)"
    r"|erz[äa]hl(?:e|en sie)? (?:mir |uns |mal )*von (?:einem|einer|deinem|deiner|ihrem|ihrer)"
    r"|eine situation, in der"
    r"|parlez?(?:-moi)? d['’]un|racontez?|une (?:fois|situation) o[ùu]"
    r"|mi (?:parli|racconti) di un|una volta in cui|raccont"
    r"|vertel (?:me |mij |ons )?over een|een situatie waarin"
    r"|(?:讲|说|谈|分享|介绍)(?:一下|一个|一次)?.{0,6}(?:经历|例子|失败|冲突|故事)|一次.{0,10}经历",
    re.IGNORECASE,
)


@lru_cache(maxsize=8192)
def asks_for_story(title: str, headings: Sequence[str] = ()) -> bool:
    """Whether a question is answered with something that happened.

    So it is by its own words, or where it stands under a heading for stories ("5 core stories").
    """
    return bool(_BEHAVIOURAL.search(title)) or any(
        Phrase(heading).topic is Topic.STORIES for heading in headings
    )
