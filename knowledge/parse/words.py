"""What headings of guides call the things below them, in six languages."""

from __future__ import annotations

import re
from enum import StrEnum
from functools import lru_cache

from knowledge.inline import clean, folded


class Topic(StrEnum):
    """What a section is about; its children share it unless they name another."""

    TABLE_OF_CONTENTS = "table_of_contents"
    NOT_TO_ASK = "not_to_ask"
    COMPANY_SIGNS = "company_signs"
    TO_ASK = "to_ask"
    RED_FLAGS = "red_flags"
    WEAK_AREAS = "weak_areas"
    CHECKLIST = "checklist"
    CODE_REVIEW = "code_review"
    SYSTEM_DESIGN = "system_design"
    CODING = "coding"
    STORIES = "stories"
    FACTS = "facts"
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
        Topic.TABLE_OF_CONTENTS,
        Topic.NOT_TO_ASK,
        Topic.COMPANY_SIGNS,
        Topic.TO_ASK,
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
    {Topic.TO_ASK, Topic.RED_FLAGS, Topic.WEAK_AREAS, Topic.CHECKLIST, Topic.FACTS, Topic.NOT_TO_ASK}
)

# "they may ask", "you get asked": the interviewer's questions, not the candidate's.
_THEY_ASK = re.compile(
    r"\b(?:they|interviewers?|recruiters?|managers?|panel)(?: \w+)?(?:'ll| will| may| might| could| can| would| love to| like to"
    r"| are likely to| often| usually| always)*(?: \w+)? asks?\b|\basked\b|\basks? (?:you|me|candidates)\b"
    r"|\bte (?:haran|pueden|van a)|\bque te |面试官(?:可能|会|常)?(?:问|提)|\bihnen gestellt|\bon vous "
)

# In this order: what is more telling comes first.
_VOCABULARY: tuple[tuple[Topic, str], ...] = (
    (
        Topic.TABLE_OF_CONTENTS,
        r"\btable of contents|^contents$|^toc$|^indice$|^sumario$|^目录|^inhalt(?:sverzeichnis)?$|table des matieres|^sommaire$",
    ),
    (
        Topic.NOT_TO_ASK,
        r"questions? (?:not to ask|to avoid|you should(?:n't| not) ask)|(?:don't|do not|never|not to|avoid) ask(?:ing)?\b"
        r"|what not to ask|no preguntar|nao pergunt|不要问|不该问|nicht fragen|ne pas (?:demander|poser)",
    ),
    (
        Topic.COMPANY_SIGNS,
        r"(?:red flags?|warning signs?|green flags?).*\b(?:company|companies|employer|team|them|their|culture|watch|listen|spot|notice"
        r"|look out)\b|(?:company|employer|team|culture)(?:'s)? (?:red flags?|warning signs?)|warning signs?|green flags?"
        r"|(?:红旗|警示|危险信号).*公司|公司.*(?:红旗|警示|危险信号)",
    ),
    (
        Topic.TO_ASK,
        r"questions? (?:for (?!me\b|you\b|candidates?|practice|review|prep)|to ask\b|(?:that )?(?:i|you|we) (?:\w+ )?ask|i have)"
        r"|\b(?:i|you|we)(?:'ll| will| should| can| could| might| want to| may| must| would)? ask (?:them|the (?:interviewer|company|team|panel)|him|her)\b"
        r"|what (?:i|to|you|you should) ask|\bask (?:them|the interviewers?|the panel|the company|your interviewers?|back)\b|reverse questions?"
        r"|^(?:your|my|smart|good|thoughtful|strategic) questions?\b(?! and)|questions?.* (?:al|a la|del) entrevistador"
        r"|preguntas (?:para (?:ellos|el|la|los|hacer|ellas)|que (?:hacer|hare|voy|puedo)|a hacer|al )|mis preguntas"
        r"|perguntas (?:para (?:eles|o |a |os |fazer)|a fazer|que (?:vou|posso|eu)|ao )|minhas perguntas"
        r"|反问|问面试官|向面试官|提问环节|要问(?:的|对方|他们)|想问的|fragen an (?:das|die|den|sie|euch)|ruckfragen|eigene fragen|meine fragen"
        r"|questions? a (?:leur )?poser|mes questions|questions pour (?:eux|le|la|l')",
    ),
    (
        Topic.RED_FLAGS,
        r"\bred flags?|(?:do not|don't|never|must not|not to|shouldn't|should not|avoid) (?:ever )?(?:say|mention)|what not to (?!ask)"
        r"|(?:things?|phrases?|words|answers?|statements?|topics?|claims?) (?:\w+ )?(?:not to|to (?:avoid|drop|never)|that (?:kill|hurt))"
        r"|avoid (?:saying|these)|(?:mistakes|pitfalls|traps)\b(?!.*\?)|^(?:do'?s|dos) (?:and|&|/) don'?ts|^don'?ts?\b|^avoid$|^what to avoid"
        r"|banderas rojas|(?:que|cosas que|frases) no (?:decir|debo)|no decir|errores (?:comunes|a evitar|que)|^evitar|que evitar"
        r"|o que nao (?:dizer|falar)|nao (?:dizer|diga|falar)|erros (?:comuns|a evitar)|sinais de alerta|(?:不要|不能|别|不该)说|禁忌|雷区|避坑|忌讳"
        r"|nicht sagen|(?:haufige|typische) fehler|vermeiden|(?:ne pas|a ne jamais) dire|a eviter|erreurs (?:a|frequentes|courantes)|no-?gos?\b",
    ),
    (
        Topic.WEAK_AREAS,
        r"weak(?:ness(?:es)?| areas?| spots?| points?| sides?)\b|(?:^|\b(?:skill|experience|knowledge|your|my|known|potential|the) )gaps?\b"
        r"|(?<!separation of )\bconcerns\b|\bobjections?\b|(?:areas?|things) (?:to|for|of|i need to) (?:strengthen|improve|improvement|growth|development)"
        r"|vulnerabilit(?:y|ies)$|debilidades|puntos debiles|brechas|objeciones|areas de mejora|fraquezas|pontos fracos|lacunas|objecoes"
        r"|弱点|短板|劣势|不足之处|薄弱|schwachen|schwachstellen|wissenslucken|bedenken|einwande|faiblesses|points faibles|reticences",
    ),
    (
        Topic.CHECKLIST,
        r"check ?-?lists?\b|\bto-?do(?:s| list)?$|(?:night|day|morning|evening|hour|week) before|day[- ]of(?: the)?\b|^before (?:the|your) (?:interview|call|meeting|onsite|day)\b"
        r"|lista de (?:verificacion|comprobacion|tareas|verificacao|tarefas)|清单|检查表|checkliste|liste de (?:controle|verification)",
    ),
    (
        Topic.TIPS,
        r"best practices|\btips?\b|\bround\b|\badvice\b|guidelines|consejos|dicas|技巧|tipps|conseils",
    ),
    (
        Topic.CODE_REVIEW,
        r"code[- ]reviews?\b|review exercise|revision de codigo|revisao de codigo|代码(?:审查|评审)|revue de code",
    ),
    (
        Topic.SYSTEM_DESIGN,
        r"system[- ]?s?design|systems? design|design (?:scenarios?|questions?|problems?|exercises?|challenges?|rounds?)|architecture (?:scenarios?|questions? to)"
        r"|whiteboard.*design|diseno de sistemas?|(?:projeto|design) de sistemas?|系统设计|架构设计题|systementwurf|conception de systemes?",
    ),
    (
        Topic.CODING,
        r"(?:live[- ])?coding(?! (?:interview|standards?|style|round|stage))|(?:code|programming|algorithm\w*) (?:challenges?|exercises?|problems?|questions?|tasks?)"
        r"|\bleetcode|retos? de (?:codigo|programacion)|ejercicios de (?:codigo|programacion)|desafios? de (?:codigo|programacao)"
        r"|exercicios? de (?:codigo|programacao)|编程题|代码题|算法题|手写代码|手撕|编码题|programmieraufgaben?|exercices? de (?:code|programmation)",
    ),
    (
        Topic.FACTS,
        r"(?:numbers?|metrics?|figures?|facts|stats|statistics|data points) (?:to|you|i|that|worth)\b|(?:key|important|core|headline|critical) (?:numbers|metrics|figures|stats|statistics|facts)"
        r"|(?:memori[sz]e|remember|know by heart).*(?:numbers|metrics|figures|facts|stats)|^(?:the )?(?:numbers|metrics|figures|fast facts|quick facts)(?: cheat ?sheet)?$"
        r"|\bby heart\b|numeros (?:clave|para|que|importantes|a )|cifras|metricas (?:clave|chave)|datos (?:clave|para)|numeros[- ]chave|dados[- ]chave"
        r"|关键(?:数字|数据|指标)|(?:数字|数据|指标).*(?:记|背)|核心数据|kennzahlen|zahlen (?:zum|die)|wichtige zahlen|chiffres|a retenir",
    ),
    (
        Topic.STORIES,
        r"\bstar\b|\bstor(?:y|ies)\b|behaviou?ral (?:examples|answers)|\bhistorias?\b|\bstar-|故事|经历案例|行为面试案例|geschichten|\bhistoires?\b|anecdotes?",
    ),
    (
        Topic.REQUIREMENTS,
        r"\brequirements?\b|job (?:description|posting|spec)|skills? (?:alignment|match|mapping|matrix|coverage)|qualifications|fit matrix"
        r"|requisitos|(?:任职|岗位|职位)要求|anforderungen|exigences|(?:jd|job) (?:match|mapping)",
    ),
    (
        Topic.RUBRIC,
        r"\brubric|\bscor(?:e|es|ed|ing)\b|(?:evaluation|assessment|grading|hiring) criteria|(?:criteria|what|how) .*\b(?:evaluat|assess|grad(?:e|ing))"
        r"|(?:they're|they are) (?:evaluating|assessing|looking for)|criterios|criterio de|评分|考核标准|评价标准|bewertungskriterien|bewertung|criteres|bareme|grille d'evaluation",
    ),
    (
        Topic.SCHEDULE,
        r"\bschedule\b|\bagenda\b|interview (?:flow|format|structure|process|rounds?|stages?|timeline|plan|breakdown)|\btimeline\b|what to expect|\btime ?table"
        r"|how the \w+ (?:will )?(?:go|goes|runs)|cronograma|horario|estructura de la|formato de|流程|时间安排|ablauf|zeitplan|deroulement|planning",
    ),
    (
        Topic.STRENGTHS,
        r"\bstrengths?\b|superpowers?|competitive advantages?|(?:what|things) i(?:'m| am) (?:good|great|best) at|unique (?:angle|value|selling|strengths?)"
        r"|selling points|differentiators?|fortalezas|puntos fuertes|pontos fortes|优势|starken\b|points forts|atouts|talking points|company fit",
    ),
    (
        Topic.PITCH,
        r"\bpitch(?:es)?\b|\belevator\b|opening (?:statement|answer)|^opening\b|tell me about yourself|about (?:yourself|me)\b|\bintroduc(?:e|tion|ing)\b"
        r"|self[- ]intro|closing statement|cuentame (?:sobre|de) ti|hablame de ti|presentacion|presentate|apresentacao|fale sobre voce"
        r"|自我介绍|电梯(?:演讲|陈述)|selbstvorstellung|vorstellung|parlez-moi de vous|presentez-vous|presentation personnelle",
    ),
    (
        Topic.HOOKS,
        r"follow[- ]?ups?\b|\bhooks?\b|追问|seguimiento|acompanhamento|nachfragen|relances?\b|questions de suivi",
    ),
    (
        Topic.ANSWERS,
        r"^(?:the )?(?:sample |model |my )?answers?$|answer key|^respuestas$|^respostas$|^(?:参考)?答案$|^antworten$|^reponses$",
    ),
    (
        Topic.QUESTIONS,
        r"\bquestions?\b|\bq ?& ?a\b|\bq/a\b|\bfaqs?\b|still to (?:prepare|answer)|not yet (?:prepared|answered)|unanswered|preguntas|perguntas|sin responder|待准备|问题|面试题|问答|\bfragen\b|rapid fire|owe myself an answer|behaviou?ral",
    ),
    (
        Topic.TIPS,
        r"^remember\b|final (?:thoughts|words)|good luck|how to (?:use|prepare|practi[sc]e)|thank you|research\b|logistics|建议|learning|resources|references",
    ),
)
_COMPILED = tuple((topic, re.compile(pattern)) for topic, pattern in _VOCABULARY)


@lru_cache(maxsize=4096)
def topic_of(title: str) -> Topic | None:
    """What a heading announces; None where it is only a name."""
    text = re.sub(
        r"^(?:part|section|chapter|parte|seccion|teil|partie)\s+[\divx]+\s*[:.\-–—]\s*|^[\d.]+[.)]?\s+",
        "",
        folded(clean(title)),
    )
    text = text.strip(" :：")
    they_ask = bool(_THEY_ASK.search(text))
    for topic, pattern in _COMPILED:
        if topic is Topic.TO_ASK and they_ask:
            continue
        if pattern.search(text):
            return topic
    return None


def names_a_list(title: str) -> bool:
    """Is a bold line with this text the title of a list of facts, red flags, questions to ask …?"""
    bare = not re.search(r"\w\W+\w|[\u3400-\u9fff]{3}", title)
    return topic_of(title) in TITLES and not bare
