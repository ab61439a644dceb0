"""What the prober hears beside the key points: an end, what was turned down, and what others did."""

from __future__ import annotations

import pytest

from agents.follow_up_prober.agent import aim
from agents.follow_up_prober.kinds import Kind, kind_of
from agents.follow_up_prober.listening import evades, is_aside, listen
from agents.follow_up_prober.policy import Target
from agents.follow_up_prober.topics import reveals, topic_of
from domain.guide import Stated, TalkingPoint, TalkingPointKind
from domain.interview import FollowUp
from domain.unscored import Unscored, UnscoredKind
from domain.verdict import Provenance, Verdict
from tests.support.talking import key_point, question, source

ENDS = [
    ("en", "We moved the herd uphill. That's all I did."),
    ("en", "I'd say so. There is nothing more to tell."),
    ("de", "Wir haben die Herde verlegt. Mehr war da nicht."),
    ("de", "So war es. Das war's."),
    ("es", "Llevamos el rebaño arriba. Eso es todo."),
    ("es", "Lo movimos. No hay nada más."),
    ("fr", "On a monté le troupeau. C'est tout."),
    ("fr", "On l'a monté. Je n'ai rien d'autre à dire."),
    ("pt", "Levamos o rebanho para cima. É só isso."),
    ("pt", "Foi assim. Não tenho mais nada a acrescentar."),
    ("it", "Abbiamo portato su il gregge. Questo è tutto."),
    ("it", "È andata così. Non c'è altro."),
    ("nl", "We hebben de kudde verplaatst. Dat was het."),
    ("nl", "Zo ging het. Meer heb ik niet gedaan."),
    ("zh", "我们把羊群赶到了山上。没有别的了。"),
    ("zh", "就是换了个地方。就这些。"),
]
GOES_ON = [
    ("en", "That's all about trust: the dog has to know the shepherd."),
    ("en", "There is nothing more important than the water."),
    ("de", "Das ist alles eine Frage des Wetters und der Zeit, die man sich dafür nimmt."),
    ("es", "Eso no es todo lo que hicimos: también cavamos un pozo."),
    ("fr", "C'est tous les jours la même chose, on compte les bêtes."),
    ("pt", "Isso é importante para as ovelhas mais novas."),
    ("it", "Questo è il tutto fare del pastore, dal pascolo al formaggio."),
    ("nl", "Dat is alles bij elkaar een halve dag werk voor twee mensen."),
    ("zh", "这些羊要先分群，再上山。"),
]


@pytest.mark.parametrize(("language", "said"), ENDS)
def test_an_answer_that_is_called_complete_is_heard_so(language: str, said: str) -> None:
    assert listen([said], language).nothing_more


@pytest.mark.parametrize(("language", "said"), GOES_ON)
def test_words_like_an_end_are_none(language: str, said: str) -> None:
    assert not listen([said], language).nothing_more


def test_only_the_last_answer_ends() -> None:
    assert not listen(["That's all I did.", "Oh, and I built a fence of stone."], "en").nothing_more


@pytest.mark.parametrize(
    ("language", "said", "point"),
    [
        ("en", "We looked at drones, and I decided against it.", "Drones watch the herd"),
        ("en", "The fence was built by our neighbour.", "I built the fence"),
        ("en", "My colleague trained the dogs, that was not mine.", "I trained the dogs to round up"),
        ("de", "Drohnen haben wir verworfen.", "Drohnen überwachen die Herde"),
        ("de", "Den Zaun hat mein Kollege gebaut.", "Ich habe den Zaun gebaut"),
        ("es", "Los drones los descartamos.", "Los drones vigilan el rebaño"),
        ("fr", "On a écarté les drones.", "Les drones surveillent le troupeau"),
        ("pt", "Nós descartamos os drones.", "Os drones vigiam o rebanho"),
        ("it", "I droni li abbiamo scartati.", "I droni sorvegliano il gregge"),
        ("nl", "Drones hebben we verworpen.", "Drones bewaken de kudde"),
        ("zh", "无人机我们没有采用。", "无人机巡视羊群"),
    ],
)
def test_what_was_turned_down_or_done_by_others_is_no_place_to_dig(
    language: str, said: str, point: str
) -> None:
    assert is_aside(key_point("kp1", point), listen([said], language), "", language)


@pytest.mark.parametrize(
    ("said", "point"),
    [
        ("I talked my boss into a new fence.", "I built the fence"),
        ("My brother and I trained the dogs together.", "I trained the dogs"),
        ("We ruled out drones.", "Dogs round up the herd"),
    ],
)
def test_other_things_are_a_place_to_dig(said: str, point: str) -> None:
    assert not is_aside(key_point("kp1", point), listen([said], "en"), "", "en")


DOUBT = TalkingPoint(
    id="doubt",
    kind=TalkingPointKind.CONTRADICTION,
    title="How many sheep?",
    source=source(),
    stated=(
        Stated(quote="I keep 300 sheep.", source=source()),
        Stated(quote="A herd of 120 sheep.", source=source()),
    ),
)


@pytest.mark.parametrize(
    ("said", "evaded"),
    [
        ("It is 120, and the 300 count the goats.", False),
        ("Well, it depends on how one counts.", True),
    ],
)
def test_going_round_a_contradiction_is_heard(said: str, evaded: bool) -> None:
    assert evades(DOUBT, said, "en") is evaded


def test_going_round_a_contradiction_gets_one_reaction() -> None:
    unscored = Verdict(
        outcome=Unscored(kind=UnscoredKind.TOLD_IN_TWO_WAYS), provenance=Provenance(agent="evaluator")
    )
    once = FollowUp(
        text="Which?",
        aim="contradiction",
        why="",
        sources=(source(),),
        provenance=Provenance(agent="follow_up_prober"),
    )

    def reaction(*earlier: FollowUp) -> Target | None:
        asked = question("How many sheep?", "doubt")
        found = aim(unscored, asked, earlier, answers=["It depends on how one counts."], point=DOUBT)
        return found.target if found is not None else None

    assert reaction() is Target.CONTRADICTION
    assert reaction(once) is None


@pytest.mark.parametrize(
    ("language", "asked", "kind"),
    [
        ("en", "Why do you want to join us?", Kind.JOIN),
        ("en", "What is your biggest weakness?", Kind.WEAKNESS),
        ("en", "What are your salary expectations?", Kind.SALARY),
        ("en", "Why are you leaving your current job?", Kind.LEAVING),
        ("en", "Where do you see yourself in five years?", Kind.FUTURE),
        ("en", "Why did you choose Kafka?", None),
        ("en", "What is a weakness of event sourcing?", None),
        ("en", "How will storage grow in five years?", None),
        ("de", "Warum möchten Sie bei uns arbeiten?", Kind.JOIN),
        ("de", "Was ist Ihre größte Schwäche?", Kind.WEAKNESS),
        ("de", "Wo sehen Sie sich in fünf Jahren?", Kind.FUTURE),
        ("es", "¿Por qué quiere dejar su trabajo actual?", Kind.LEAVING),
        ("es", "¿Cuál es su mayor defecto?", Kind.WEAKNESS),
        ("fr", "Quel est votre principal défaut ?", Kind.WEAKNESS),
        ("fr", "Pourquoi souhaitez-vous nous rejoindre ?", Kind.JOIN),
        ("pt", "Qual é a sua pretensão salarial?", Kind.SALARY),
        ("pt", "Onde você se vê daqui a cinco anos?", Kind.FUTURE),
        ("it", "Qual è il suo più grande difetto?", Kind.WEAKNESS),
        ("it", "Perché vuole lasciare il suo lavoro?", Kind.LEAVING),
        ("nl", "Waarom wilt u bij ons werken?", Kind.JOIN),
        ("nl", "Wat zijn uw salariswensen?", Kind.SALARY),
        ("zh", "您为什么想加入我们？", Kind.JOIN),
        ("zh", "您最大的缺点是什么？", Kind.WEAKNESS),
        ("zh", "这个方案有什么缺点？", None),
    ],
)
def test_a_question_that_every_interview_has_is_known(language: str, asked: str, kind: Kind | None) -> None:
    assert kind_of(asked, language) is kind


def test_a_label_is_a_topic_where_its_words_are_no_secret() -> None:
    open_label = key_point("kp1", "Cost: forty cents a call")
    secret = key_point("kp1", "Kafka: events can be read again")

    assert (
        topic_of(open_label, "What does the cost look like?", "What does the cost look like?", "en") == "Cost"
    )
    assert topic_of(secret, "Which broker?", "Which broker?\nIt depends.", "en") == ""


def test_in_chinese_three_signs_in_a_row_are_a_secret() -> None:
    assert reveals("您会抽查包裹吗？", "下班前抽查包裹", "", "zh")
    assert not reveals("您怎么知道它真的有效？", "下班前抽查包裹", "", "zh")
