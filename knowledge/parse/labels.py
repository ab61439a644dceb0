"""The labels that stand before questions, answers and their parts, in six languages."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache

from knowledge.inline import clean, folded, without_emoji, without_marks


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
    TASK_TO_CODE = "task_to_code"


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


def _names(text: str) -> frozenset[str]:
    return frozenset(name.strip() for name in text.split("/") if name.strip())


_ROLES: tuple[tuple[Role, frozenset[str]], ...] = (
    (
        Role.QUESTION,
        _names(
            "q/question/the question/interview question/they ask/they say/if asked/if they ask/they might ask/interviewer/interviewer asks/interviewer question"
            "/objection/concern/pregunta/p/entrevistador/entrevistadora/pergunta/entrevistador pergunta/问/问题/面试官/提问/题目/面试题/frage/f/interviewer fragt"
            "/interviewerin/question posee/recruteur/recruteuse/prompt question"
        ),
    ),
    (
        Role.ANSWER,
        _names(
            "a/ans/answer/answers/the answer/your answer/my answer/sample answer/example answer/model answer/suggested answer/strong answer/good answer/great answer"
            "/best answer/better answer/ideal answer/perfect answer/full answer/short answer/long answer/detailed answer/star answer/answer (star)/what to say"
            "/what you say/what i say/what i'd say/say/say this/say instead/response/your response/my response/sample response/suggested response/strong response/model response"
            "/how to answer/how to respond/reply/your reply/my reply/pivot to/pivot/script/your script/talk track/spoken answer/key answer/candidate/me/you/how i answer"
            "/how i'd answer/your approach/r/respuesta/tu respuesta/mi respuesta/respuesta modelo/respuesta sugerida/respuesta ideal/respuesta corta"
            "/que decir/candidato/candidata/yo/resposta/sua resposta/minha resposta/resposta modelo/resposta sugerida/o que dizer/eu/答/答案/回答/我的回答/参考答案/参考回答"
            "/标准答案/示例回答/回答示例/回答要点/候选人/我/答题思路/antwort/meine antwort/deine antwort/ihre antwort/musterantwort/beispielantwort/was ich sage/was sagen"
            "/bewerber/bewerberin/ich/reponse/ma reponse/votre reponse/ta reponse/reponse type/reponse modele/que dire/ce que je dis/candidat/candidate/moi"
        ),
    ),
    (
        Role.POOR_ANSWER,
        _names(
            "bad answer/weak answer/poor answer/wrong answer/average answer/mediocre answer/don't say/do not say/avoid/avoid saying/what not to say/bad example/weak response"
            "/bad response/poor response/common mistake/common mistakes/mistakes to avoid/red flags/red flag/pitfalls/mala respuesta/respuesta debil/evitar/no decir/resposta ruim"
            "/ma resposta/resposta fraca/nao dizer/错误回答/错误示范/反面例子/不要说/避免/schlechte antwort/schwache antwort/vermeiden/nicht sagen/mauvaise reponse/a eviter/ne pas dire"
        ),
    ),
    (
        Role.WANTED,
        _names(
            "what they want/what they're testing/what they are testing/what they test/what they're looking for/what they are looking for/what they want to hear"
            "/what they want to know/what they really want/what they're really asking/what they are really asking/why they ask/why they ask this/why they're asking/intent/the intent/purpose"
            "/goal of the question/what it tests/tests/what this tests/what's being tested/testing/looking for/listening for/evaluates/what the interviewer wants/interviewer wants"
            "/que buscan/que quieren/que quieren oir/por que lo preguntan/que evaluan/o que querem/o que eles querem/o que buscam/o que avaliam/por que perguntam/考察点/考察/考点"
            "/面试官想听/面试官想听的/面试官意图/考察意图/was sie wollen/was sie horen wollen/was geprueft wird/worum es geht/absicht/ce qu'ils veulent/ce qu'ils cherchent"
            "/ce qu'on cherche/ce qu'ils testent/pourquoi cette question"
        ),
    ),
    (
        Role.WHY,
        _names(
            "why this works/why it works/why this answer works/why it's good/why this is good/why it's strong/why this is strong/por que funciona/por que funciona bien/为什么有效"
            "/为什么这样答/为什么好/warum das funktioniert/warum es funktioniert/warum das wirkt/pourquoi ca marche/pourquoi ca fonctionne/pourquoi cela fonctionne"
        ),
    ),
    (
        Role.HOOKS,
        _names(
            "they will probably ask/they'll probably ask/they will ask next/they'll ask next/they may ask/they might ask next/they will ask/follow-up/follow-ups/followup/followups/follow up"
            "/follow ups/follow-up question/follow-up questions/follow up questions/possible follow-ups/possible follow-up/possible follow-up questions/likely follow-ups/likely follow-up"
            "/likely follow-up questions/potential follow-ups/potential follow-up questions/expect/expected follow-ups/be ready for/follow-up hooks/hooks/preguntas de seguimiento/seguimiento"
            "/posibles preguntas/te preguntaran/repreguntas/perguntas de acompanhamento/perguntas seguintes/追问/可能追问/可能的追问/后续问题/nachfragen/mogliche nachfragen/rueckfragen"
            "/questions de suivi/relances/relance/questions suivantes"
        ),
    ),
    (
        Role.NOTE,
        _names(
            "tip/tips/pro tip/pro tips/note/notes/note to self/delivery tip/delivery tips/difficulty/tags/tag/category/level/source/sources/reference/references/link/links/frequency/priority"
            "/asked by/time/time limit/duration/length/word count/keywords/consejo/consejos/nota/dica/dicas/提示/注意/难度/标签/tipp/tipps/hinweis/notiz/astuce/conseil/conseils/remarque"
            "/self-rating/my rating/confidence/status/practice log/good luck/key message"
        ),
    ),
    (
        Role.SITUATION,
        _names(
            "s/situation/the situation/context/background/situacion/contexto/situacao/情境/情况/背景/场景/ausgangslage/kontext/contexte/setting"
        ),
    ),
    (
        Role.TASK,
        _names(
            "t/task/the task/tasks/goal/my task/your task/target/challenge/objective/responsibility/tarea/objetivo/reto/tarefa/desafio/任务/目标/挑战/aufgabe/ziel/herausforderung/tache"
            "/objectif/mission/defi/my role/obstacle"
        ),
    ),
    (
        Role.ACTION,
        _names(
            "a/action/actions/the action/action taken/actions taken/immediate action/my action/my actions/your action/what i did/approach/steps taken/accion/acciones/acao/acoes/行动/措施/做法"
            "/handlung/aktion/aktionen/massnahmen/massnahme/vorgehen/actions menees/plan of action"
        ),
    ),
    (
        Role.RESULT,
        _names(
            "r/result/results/the result/the results/outcome/outcomes/impact/results & impact/result & learning/result and learning/resultado/resultados/impacto/结果/成果/成效/ergebnis/ergebnisse"
            "/resultat/resultate/resultats/wirkung/bilan"
        ),
    ),
    (
        Role.TASK_TO_CODE,
        _names(
            "challenge/problem/problem statement/task/prompt/exercise/scenario/interviewer/the prompt/reto/problema/enunciado/desafio/题目/问题描述/aufgabe/probleme/enonce"
        ),
    ),
)
_NAMES: dict[Role, frozenset[str]] = dict(_ROLES)
# One letter says little: these count only where the others of their family stand near.
SPEAKERS = frozenset(
    "interviewer entrevistador entrevistadora 面试官 interviewerin recruteur recruteuse".split()
)
LETTERS = frozenset("s t a r".split())

_NUMBERED = r"\s*[#№nN]?[°º.]?\s*(\d{1,3}(?:\.\d{1,2})?)?\s*"
_SPLIT = re.compile(r"^(?P<name>[^:：\n]{1,60}?)\s*(?:[:：]|\s[–—-]\s)\s*(?P<rest>.*)$", re.DOTALL)
_BRACKETED = re.compile(r"^\s*[【\[](?P<name>[^】\]]{1,40})[】\]]\s*[:：]?\s*(?P<rest>.*)$", re.DOTALL)
_BRACKET = re.compile(r"[(（\[]([^()（）\[\]]*)[)）\]]")
_POINTS = re.compile(r"^(\d)[- ](?:point|star|pt)s? (?:answer|response)$")
_QUESTION_TEXT = re.compile(
    r"^(?:q|question|pregunta|pergunta|frage|问题|问|题目?|第)\s*[-#№nN]?[°º.]?\s*(\d{1,3}(?:\.\d{1,2})?)\s*(?:题|问)?\s*(?:[.:：)）、|]|[-–—]|\s)\s*(.+)$",
    re.IGNORECASE | re.DOTALL,
)


def label_of(text: str) -> Label | None:
    """The label that `text` (a line with its emphasis marks) begins with, whatever its family."""
    for role, _ in _ROLES:
        if role is Role.TASK_TO_CODE:
            continue
        found = label_with(text, role)
        if found:
            return found
    return None


def label_with(text: str, *roles: Role) -> Label | None:
    """The label of one of `roles` that `text` begins with."""
    plain = _plain(text)
    if not plain or len(plain) < 2:
        return None
    strong = text.lstrip("-*+• ").startswith(("**", "__", "【")) or text.lstrip().startswith(
        ("*", "_", "【", "[")
    )
    for name, bracket, rest in _candidates(plain, strong):
        for role in roles:
            if _is_named(name, role):
                points = _POINTS.match(name)
                return Label(role, name, bracket, rest, int(points[1]) if points else 0, strong or not rest)
    return None


def question_text(text: str) -> str | None:
    """The question after `Q3:`, `Question 2 -`, `Pregunta 1.`, `问题3：`; None where there is no such label."""
    plain = _plain(text)
    numbered = _QUESTION_TEXT.match(plain)
    if numbered:
        return clean(numbered[2])
    label = label_with(text, Role.QUESTION)
    if label is None or (label.name in SPEAKERS and not _spoken(label.rest)):
        return None
    return clean(label.rest)


def _spoken(rest: str) -> bool:
    """`Interviewer: Why us?` and not `Interviewer: Jo Doe, head of data`."""
    return rest.rstrip(" \"'”*_").endswith(("?", "？", ".", "。")) or len(rest.split()) > 6


@lru_cache(maxsize=8192)
def _plain(text: str) -> str:
    return without_emoji(without_marks(text))


def _candidates(plain: str, strong: bool) -> list[tuple[str, str, str]]:
    """(name, bracket, rest) for each way to read the beginning of the line as a label."""
    found = []
    bracketed = _BRACKETED.match(plain)
    if bracketed:
        # 【S — Situation】 names the part twice.
        for name in re.split(r"\s*[—–\-/|·:：]\s*", bracketed["name"]):
            found.append((_name(name)[0], "", bracketed["rest"]))
    split = _SPLIT.match(plain)
    if split:
        name, bracket = _name(split["name"])
        found.append((name, bracket, split["rest"]))
        for part in re.split(r"\s*[—–/|]\s*|\s-\s", name):
            if part != name:
                found.append((part.strip(), bracket, split["rest"]))
    elif strong or plain.isupper():
        name, bracket = _name(plain)
        found.append((name, bracket, ""))
    return found


def _name(text: str) -> tuple[str, str]:
    brackets = _BRACKET.findall(text)
    name = folded(_BRACKET.sub("", text)).strip(" .:：\"'*_-")
    name = re.sub(r"^(?:step\s*)?\d{1,2}[.)]\s*", "", name)
    return re.sub(r"\s+", " ", name), brackets[0].strip() if brackets else ""


def _is_named(name: str, role: Role) -> bool:
    if name in _NAMES[role]:
        return True
    if role in (Role.ANSWER, Role.POOR_ANSWER) and _POINTS.match(name):
        return role is Role.ANSWER
    if role in (Role.QUESTION, Role.ANSWER):
        bare = re.sub(rf"{_NUMBERED}$", "", name)
        return bare in _NAMES[role] and bare != name
    return False
