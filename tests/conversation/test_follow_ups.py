import pytest

from agents.discretion import leaks
from agents.follow_up_prober import draft
from agents.follow_up_prober.aims import Aim, aim_of
from agents.follow_up_prober.policy import Target, Weakness, weakness
from agents.sayings import SPOKEN, options
from domain.guide import KeyPoint, TalkingPoint, TalkingPointKind
from domain.interview import Phase
from domain.unscored import Unscored, UnscoredKind
from domain.verdict import (
    Band,
    Evidence,
    FigureLabel,
    FigureVerdict,
    Flag,
    FlagKind,
    KeyPointVerdict,
    Label,
    Provenance,
    Score,
    Verdict,
)
from tests.support.talking import key_point, source

PROUD = (
    "What I am proud of is the harbour map that every captain along the northern coast opens before "
    "casting off, and the printed tide table beside it."
)


def verdict(
    *labels: Label, value: float = 0.5, flags: tuple[Flag, ...] = (), figures: tuple[FigureVerdict, ...] = ()
) -> Verdict:
    return Verdict(
        outcome=Score(value=value, low=value, high=value, band=Band.DEVELOPING),
        key_points=tuple(
            KeyPointVerdict(
                key_point=key_point(f"kp{number}", "The nightly job took four hours"),
                label=label,
                credit=1.0 if label is Label.COVERED else 0.0,
            )
            for number, label in enumerate(labels, start=1)
        ),
        flags=flags,
        figures=figures,
        provenance=Provenance(agent="evaluator"),
    )


def says(key: str) -> tuple[str, ...]:
    return options("follow_up_prober", "en", key)


def test_a_weighty_point_left_out_calls_for_a_follow_up() -> None:
    found = weakness(verdict(Label.COVERED, Label.MISSING), Phase.TECHNICAL)

    assert found is not None
    assert found.target is Target.MISSING_POINT
    assert found.key_point is not None and found.key_point.id == "kp2"


def test_a_covered_answer_calls_for_none() -> None:
    assert weakness(verdict(Label.COVERED, Label.COVERED, value=0.7), Phase.TECHNICAL) is None


def test_a_light_point_left_out_calls_for_none() -> None:
    light = KeyPointVerdict(key_point=key_point("kp1", "A detail", weight=0.3), label=Label.MISSING, credit=0)
    answer = verdict().model_copy(update={"key_points": (light,)})

    assert weakness(answer, Phase.TECHNICAL) is None


def test_a_wrong_figure_comes_before_a_missing_point() -> None:
    said = FigureVerdict(
        label=FigureLabel.WRONG, said=Evidence(quote="12 sources", start=0, end=10), expected="8 sources"
    )

    found = weakness(verdict(Label.MISSING, figures=(said,)), Phase.TECHNICAL)

    assert found is not None and found.target is Target.FIGURE


def test_the_same_point_is_not_dug_for_twice() -> None:
    answer = verdict(Label.MISSING)

    assert weakness(answer, Phase.TECHNICAL, frozenset({"kp1"})) is None


def test_an_answer_that_could_not_be_judged_is_left_alone() -> None:
    unscored = verdict(Label.MISSING).model_copy(update={"outcome": Unscored(kind=UnscoredKind.DRAWING)})

    assert weakness(unscored, Phase.TECHNICAL) is None


def test_saying_nothing_gets_an_easier_way_in_once() -> None:
    silent = verdict(flags=(Flag(kind=FlagKind.DONT_KNOW, message="you did not know"),))

    found = weakness(silent, Phase.TECHNICAL)

    assert found is not None and found.target is Target.EASIER_WAY_IN
    assert weakness(silent, Phase.TECHNICAL, frozenset({"easier"})) is None


def test_the_candidates_own_questions_are_never_probed() -> None:
    assert weakness(verdict(Label.MISSING), Phase.THEIR_QUESTIONS) is None


@pytest.mark.parametrize(
    ("text", "aim"),
    [
        ("I chose a queue because consumers were slow", Aim.REASON),
        ("Reduced the bill by 40 %", Aim.OUTCOME),
        ("The downside is eventual consistency", Aim.TRADE_OFF),
        ("Dead-letter topic for poison messages", Aim.FAILURE),
        ("Six partitions, keyed by parcel", Aim.METHOD),
        ("Twelve consumers on 3 nodes", Aim.MEASURE),
    ],
)
def test_a_key_point_is_asked_for_by_its_kind(text: str, aim: Aim) -> None:
    assert aim_of(key_point("kp1", text)) is aim


def test_a_word_of_the_missing_point_is_a_leak_unless_it_was_said_before() -> None:
    missing = "Idempotent consumers write with an upsert"

    assert leaks("Are your consumers idempotent?", missing, "") == ("consum", "idempo")
    assert leaks("Are your consumers safe?", missing, "The consumers read in batches.") == ()
    assert leaks("Was it 40 percent?", "It saved 40 percent", "") == ("40", "percen")


ALL_KINDS_OF_POINT = [
    "I chose idempotent consumers because redelivery is certain",
    "The bill dropped by 40 % within a quarter",
    "The drawback is that ordering holds only within a partition",
    "Poison messages go to a dead-letter topic after five retries",
    "Contract tests run against the schema registry",
    "Personal data is encrypted per tenant",
    "It costs 900 dollars a month",
    "Throughput is 4,000 events per second",
    "I brought the warehouse team along with weekly demos",
    "Next time I would load-test first",
    "Situation: the nightly job missed its window",
    "Partition by parcel id",
    "Eleven tables",
]


@pytest.mark.parametrize("missing", ALL_KINDS_OF_POINT)
@pytest.mark.parametrize("target", [Target.MISSING_POINT, Target.HALF_POINT])
def test_no_follow_up_gives_away_what_is_missing(missing: str, target: Target) -> None:
    question, answer = "How does your pipeline work?", "It moves events from the depots to the warehouse."
    gap = Weakness(target=target, why="", key_point=key_point("kp1", missing))

    for seed in range(12):
        text = draft.follow_up(
            gap,
            question=question,
            answer=answer,
            quote="moves events from the depots",
            point=point(),
            earlier=(),
            seed=seed,
        )
        assert leaks(text, missing, f"{question}\n{answer}") == ()


def test_the_second_follow_up_is_worded_differently() -> None:
    gap = Weakness(
        target=Target.MISSING_POINT, why="", key_point=key_point("kp1", "The bill dropped by 40 %")
    )

    def ask(*earlier: str) -> str:
        return draft.follow_up(
            gap, question="Why?", answer="So.", quote="", point=point(), earlier=earlier, seed=1
        )

    first = ask()
    assert ask(first) != first


def test_the_second_follow_up_is_worded_differently_where_the_first_quoted_the_answer() -> None:
    gap = Weakness(
        target=Target.HALF_POINT, why="", key_point=key_point("kp1", "Convinced the depots' managers")
    )

    def ask(*earlier: str) -> str:
        quote = "I wrote to everybody each week"
        return draft.follow_up(
            gap, question="Why?", answer="So.", quote=quote, point=point(), earlier=earlier, seed=1
        )

    first = ask()
    second = ask(first)
    asked_first, asked_second = (said.split("”")[-1].split(". ", 1)[-1] for said in (first, second))
    assert asked_first != asked_second


def test_the_same_kind_of_thing_is_not_dug_for_twice_while_another_is_open() -> None:
    def missing(name: str, text: str, weight: float) -> KeyPointVerdict:
        return KeyPointVerdict(key_point=key_point(name, text, weight=weight), label=Label.MISSING, credit=0)

    people, more_people = "Convinced the depots' managers", "Worked with the client's team"
    answer = verdict().model_copy(
        update={
            "key_points": (
                missing("kp1", people, 1.0),
                missing("kp2", more_people, 0.95),
                missing("kp3", "We chose a queue because consumers were slow", 0.8),
            )
        }
    )

    first = weakness(answer, Phase.TECHNICAL)
    second = weakness(answer, Phase.TECHNICAL, frozenset({"kp1"}))

    assert first is not None and first.key_point is not None and first.key_point.id == "kp1"
    assert second is not None and second.key_point is not None and second.key_point.id == "kp3"


def test_what_was_asked_of_the_last_question_is_asked_last_of_this_one() -> None:
    gap = Weakness(target=Target.MISSING_POINT, why="", key_point=key_point("kp1", "Eleven tables"))
    heard: list[str] = []

    for seed in range(3):
        heard.append(
            draft.follow_up(
                gap,
                question="How?",
                answer="We had 4 servers.",
                quote="",
                point=point(),
                earlier=(),
                recent=heard,
                seed=seed,
            )
        )

    assert len(set(heard)) == 3


def test_an_introduction_is_not_cross_examined() -> None:
    gap = Weakness(
        target=Target.MISSING_POINT, why="", key_point=key_point("kp1", "I started as a teacher of chemistry")
    )

    said = draft.follow_up(
        gap,
        question="Who are you?",
        answer=f"I build pipelines. {PROUD}",
        quote="I build pipelines",
        point=point(),
        earlier=(),
        phase=Phase.OPENING,
        seed=0,
    )

    assert said in says("about_yourself.history")


def test_more_figures_of_an_introduction_are_asked_for_as_such() -> None:
    gap = Weakness(target=Target.MISSING_POINT, why="", key_point=key_point("kp1", "Deployed 12 services"))

    def ask(answer: str) -> str:
        return draft.follow_up(
            gap,
            question="Who are you?",
            answer=answer,
            quote="",
            point=point(),
            earlier=(),
            phase=Phase.OPENING,
            seed=0,
        )

    assert ask(f"I build pipelines. {PROUD}") in says("about_yourself.measure")
    assert ask(f"I build 3 pipelines. {PROUD}") in says("more_figures.about_yourself")


def test_what_is_quoted_back_is_a_clause_and_no_stump() -> None:
    long = (
        "Hi, I'm an engineer for data, and I build retrieval systems for customers with many documents, "
        "which I have done since the autumn of last year"
    )

    assert draft.short_quote(long, near="Retrieval over 14,000 documents") == (
        "I build retrieval systems for customers with many documents"
    )
    assert draft.short_quote("It was cheaper.") == "It was cheaper"


def test_a_half_said_point_is_taken_up_in_the_candidates_own_words() -> None:
    gap = Weakness(target=Target.HALF_POINT, why="", key_point=key_point("kp1", "It cut the bill by 40 %"))

    text = draft.follow_up(
        gap,
        question="What did you get from it?",
        answer="I made it cheaper. It took a year.",
        quote="I made it cheaper",
        point=point(),
        earlier=(),
        seed=3,
    )

    assert "“I made it cheaper”" in text


def test_what_was_said_last_is_not_said_back() -> None:
    gap = Weakness(target=Target.HALF_POINT, why="", key_point=key_point("kp1", "It cut the bill by 40 %"))

    text = draft.follow_up(
        gap,
        question="What did you get from it?",
        answer="It took a year. I made it cheaper.",
        quote="I made it cheaper",
        point=point(),
        earlier=(),
        seed=3,
    )

    assert "cheaper" not in text and text[0].isupper() and text.endswith("?")


def test_what_is_said_against_a_point_is_quoted_and_not_what_stands_beside_it() -> None:
    denied = Weakness(
        target=Target.CONTRADICTION, why="", key_point=key_point("kp1", "A field may never change its unit")
    )

    text = draft.follow_up(
        denied,
        question="How do schemas evolve?",
        answer="So.",
        quote="Every topic has a schema in the registry, and a field may well change its unit when it has to",
        point=point(),
        earlier=(),
        seed=0,
    )

    assert "a field may well change its unit" in text


def test_a_quotation_that_is_nearer_to_another_point_is_left_out() -> None:
    found = Verdict(
        outcome=Score(value=0.5, low=0.5, high=0.5, band=Band.DEVELOPING),
        key_points=(
            KeyPointVerdict(
                key_point=key_point("kp1", "A second team repeats the count"),
                label=Label.PARTLY,
                credit=0.5,
                evidence=Evidence(quote="the pads are weighed by the midwife", start=0, end=35),
            ),
            KeyPointVerdict(
                key_point=key_point("kp2", "The pads are weighed"), label=Label.COVERED, credit=1.0
            ),
        ),
        provenance=Provenance(agent="evaluator"),
    )
    half = Weakness(target=Target.HALF_POINT, why="", key_point=found.key_points[0].key_point)

    assert draft.words_for(half, found, "en") == ""


@pytest.mark.parametrize("language", SPOKEN)
def test_a_follow_up_is_asked_in_the_language_of_the_guide(language: str) -> None:
    gap = Weakness(target=Target.MISSING_POINT, why="", key_point=key_point("kp1", "Eleven tables"))

    text = draft.follow_up(
        gap,
        question="?",
        answer="",
        quote="",
        point=point(),
        earlier=(),
        language=language,
        seed=0,
    )

    assert text in {*options("follow_up_prober", language, "ask.knowledge")}


def test_figures_are_not_asked_for_where_the_point_has_none_to_ask_for() -> None:
    assert aim_of(key_point("kp1", "Runs on S3 and Python 3")) is Aim.METHOD
    assert (
        aim_of(key_point("kp1", "A reference laboratory repeats 10 % of the samples we send")) is Aim.METHOD
    )


def test_what_was_asked_for_as_a_figure_is_not_asked_for_as_half_said() -> None:
    said = FigureVerdict(
        label=FigureLabel.WRONG, said=Evidence(quote="five hours", start=0, end=10), expected="four hours"
    )
    answer = verdict(Label.PARTLY, figures=(said,))

    assert weakness(answer, Phase.TECHNICAL, frozenset({"five hours"})) is None


def test_a_wrong_figure_is_questioned_without_the_right_one() -> None:
    said = FigureVerdict(
        label=FigureLabel.WRONG, said=Evidence(quote="12 sources", start=0, end=10), expected="8 sources"
    )

    text = draft.follow_up(
        Weakness(target=Target.FIGURE, why="", figure=said),
        question="How many?",
        answer="12 sources",
        quote="",
        point=point(),
        earlier=(),
        seed=0,
    )

    assert "12 sources" in text and "8" not in text


def point() -> TalkingPoint:
    return TalkingPoint(
        id="tp", kind=TalkingPointKind.QUESTION_ANSWER, title="How does it work?", text="So.", source=source()
    )


def test_key_points_carry_their_line() -> None:
    made: KeyPoint = key_point("kp1", "x")
    assert str(made.source) == "guide.md:7"


def test_a_thing_to_do_is_not_asked_as_a_question() -> None:
    gap = Weakness(target=Target.HALF_POINT, why="", key_point=key_point("kp1", "It cut the bill by 40 %"))

    def ask(hook: str) -> str:
        prepared = point().model_copy(update={"follow_up_hooks": (hook,)})
        return draft.follow_up(
            gap, question="Why?", answer="It was cheaper.", quote="", point=prepared, earlier=(), seed=3
        )

    assert ask("How did you measure it") == "How did you measure it?"
    assert "Thank" not in ask("Thank both interviewers")
