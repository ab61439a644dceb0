"""What the guides have for a posting: by names, by years, by nearness; and nothing where there is nothing."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from domain.guide import Source, TalkingPointKind
from domain.posting import AskedKind
from knowledge.base import KnowledgeBase, open_knowledge
from knowledge.library import read_library
from knowledge.posting.matched import Coverage, Matched
from knowledge.posting.matching import match, missing
from knowledge.posting.posts import added_up
from knowledge.posting.read import understood
from knowledge.posting.told import Told, told_years
from knowledge.values import GuideText
from tests.support.interviews import a_point, some_knowledge

POINTS = (
    a_point(
        "Tell me about yourself.",
        "I have been a harbour planner for six years, four of them with Navis in three ports",
        line=10,
        kind=TalkingPointKind.PITCH,
    ),
    a_point(
        "How do you plan berths in a storm?",
        "I plan berths for forty ships a week and keep two free when a storm is forecast for the coast",
        "Python gives me the tide tables and the costs of each delay before the pilots call",
        line=20,
    ),
    a_point("Have you worked with Oracle?", "I have never used Oracle and would have to learn it", line=30),
    a_point("Have you worked with Opera?", "I have never used Opera and would have to learn it", line=35),
    a_point("How do you use Jira?", "Daily", line=40),
    a_point(
        "How did you tune the forecast?",
        "I did the tuning of the storm model by hand, on three winters of tides\n"
        "The rows came out of SQL views, the service runs on AWS, and the tables are in PostgreSQL",
        line=60,
    ),
    a_point(
        "You have never run Tableau yourself.",
        "I read its dashboards every day with Tableau open, and somebody else keeps them running for us",
        line=50,
    ),
)


@pytest.fixture(scope="module")
def knowledge(tmp_path_factory: pytest.TempPathFactory) -> KnowledgeBase:
    folder: Path = tmp_path_factory.mktemp("index")
    return some_knowledge(folder, *POINTS)


def matched(knowledge: KnowledgeBase, *lines: str) -> list[Matched]:
    text = "## Requirements\n" + "\n".join(f"- {line}" for line in lines)
    return match(understood(GuideText(name="posting.md", text=text, digest="")), knowledge)


@pytest.mark.parametrize(
    ("line", "coverage"),
    [
        ("Experience with Navis", Coverage.COVERED),
        ("Kalmar, Navis or a similar system", Coverage.COVERED),
        ("Navis, Kalmar and Tideworks", Coverage.THIN),
        ("Daily work with Jira", Coverage.THIN),
        ("Experience with Kubernetes", Coverage.MISSING),
        ("Experience with Opera", Coverage.UNSURE),
        # It is denied, and PostgreSQL is told, which is a database, too.
        ("Experience with Oracle", Coverage.COMPARABLE),
        ("Experience with Tableau", Coverage.THIN),
        # Both words stand in the answer, and it never says that SQL was tuned.
        ("SQL tuning", Coverage.UNSURE),
        ("SQL views", Coverage.COVERED),
        ("Experience with SQL", Coverage.COVERED),
        ("Hands-on Amazon Web Services", Coverage.COVERED),
        ("Experience with Postgres", Coverage.COVERED),
        ("One of these languages: Rust, Scala, Haskell, Python", Coverage.COVERED),
        ("Rust, Scala, Haskell and Python", Coverage.THIN),
        # The years that are told are a harbour planner's.
        ("Three years as a Software Engineer", Coverage.UNSURE),
        ("At least five years of experience as a harbour planner", Coverage.COVERED),
        ("Nine years of experience as a harbour planner", Coverage.CONTRADICTED),
        ("A licence to fly helicopters at night", Coverage.MISSING),
        ("You plan berths for forty ships when a storm is forecast", Coverage.COVERED),
    ],
)
def test_what_the_guides_have_for_it(knowledge: KnowledgeBase, line: str, coverage: Coverage) -> None:
    (found,) = matched(knowledge, line)

    assert found.coverage is coverage
    if coverage is Coverage.COVERED and found.told is None:
        assert found.shown and found.shown[0].source.first_line in (10, 20, 60)
    if coverage is Coverage.MISSING:
        assert not found.shown


def test_years_asked_and_told_stand_side_by_side(knowledge: KnowledgeBase) -> None:
    (found,) = matched(knowledge, "9+ years of experience in port operations")

    assert found.told is not None and found.asked.years is not None
    assert (found.asked.years.least, found.told.years) == (9, 6)
    assert found.told.source.first_line == 10


def test_what_is_needed_is_missed_before_what_is_welcome(knowledge: KnowledgeBase) -> None:
    found = matched(knowledge, "Kubernetes is a plus", "Experience with Navis", "Experience with Terraform")

    assert [each.asked.tools for each in missing(found)] == [("Terraform",), ("Kubernetes",)]


COMPARABLE = (
    a_point(
        "How do your services talk to each other?",
        "Through RabbitMQ, with a queue for what failed three times and consumers that may see it twice",
        line=10,
    ),
    a_point(
        "Which cloud do you know?",
        "Amazon Web Services since 2019, above all EKS and RDS, and I cut what it costs by a third",
        line=20,
    ),
    a_point(
        "Have you led people?",
        "For two years I was project lead of the move to the cloud, with four people from three teams",
        line=30,
    ),
    a_point(
        "Which language do you write?",
        "Kotlin on Quarkus every day, four services, all of them with tests that run in two minutes",
        line=40,
    ),
    a_point("Languages", "Dutch (native), English (C1), German (A2)", line=50, kind=TalkingPointKind.FACT),
    a_point("Certificates", "Driving licence class B, MSc Statistics", line=60, kind=TalkingPointKind.FACT),
)


@pytest.fixture(scope="module")
def neighbours(tmp_path_factory: pytest.TempPathFactory) -> KnowledgeBase:
    return some_knowledge(tmp_path_factory.mktemp("neighbours"), *COMPARABLE)


@pytest.mark.parametrize(
    ("line", "told", "at"),
    [
        ("Hands-on Kafka", ["RabbitMQ"], 10),
        ("An event broker such as Kafka or Pulsar", ["RabbitMQ", "RabbitMQ"], 10),
        ("Erfahrung mit Azure", ["AWS"], 20),
        ("Azure (AKS)", ["AWS", "EKS"], 20),
        ("Five years of leading a team of engineers", [], 30),
        ("Mindestens fünf Jahre Erfahrung in der Leitung eines Teams", [], 30),
    ],
)
def test_what_is_only_comparable_is_never_covered(
    neighbours: KnowledgeBase, line: str, told: list[str], at: int
) -> None:
    (found,) = matched(neighbours, line)

    assert found.coverage is Coverage.COMPARABLE
    assert [each.told for each in found.alike] == told
    assert found.shown[0].source.first_line == at


@pytest.mark.parametrize(
    ("line", "coverage"),
    [
        # A language that will do, and a framework that is not there.
        ("Kotlin or Java, and Spring Boot", Coverage.THIN),
        ("Java or Kotlin", Coverage.COVERED),
        ("Good English", Coverage.COVERED),
        ("English (C2)", Coverage.CONTRADICTED),
        ("Fluent German", Coverage.THIN),
        ("Fluent English and German", Coverage.THIN),
        ("Fluent Spanish", Coverage.MISSING),
        ("A driving licence of class B", Coverage.COVERED),
        ("A master's degree in statistics or similar", Coverage.COVERED),
        ("A licence for fork-lift trucks", Coverage.MISSING),
    ],
)
def test_choices_languages_and_licences(neighbours: KnowledgeBase, line: str, coverage: Coverage) -> None:
    (found,) = matched(neighbours, line)
    assert found.coverage is coverage


def test_who_led_people_has_led_so_many(tmp_path_factory: pytest.TempPathFactory) -> None:
    led = a_point(
        "What did you do at the hotel?",
        "Led a front desk and bar team of 14 through three summers, with a rota that they made themselves",
        line=10,
    )
    knowledge = some_knowledge(tmp_path_factory.mktemp("led"), led)

    found = matched(knowledge, "You have led a team of ten people or more", "Leading a team of forty people")

    assert [each.coverage for each in found] == [Coverage.COVERED, Coverage.THIN]


def test_years_that_are_told_of_other_work_cover_nothing(knowledge: KnowledgeBase) -> None:
    (found,) = matched(knowledge, "Five years of experience in tuning the storm model by hand")
    assert found.coverage is Coverage.THIN


def test_what_is_comparable_is_asked_about_after_what_is_missing(neighbours: KnowledgeBase) -> None:
    found = matched(neighbours, "Hands-on Kafka", "Experience with Snowflake", "Azure is a plus")

    assert [each.asked.tools for each in missing(found)] == [("Snowflake",), ("Kafka",), ("Azure",)]


PARTLY = (
    a_point(
        "What did you do at the ferry company?",
        "I worked two years at the night desk there, with a team that changed every summer",
        line=10,
    ),
    a_point(
        "How do you keep the virtual machines alive?",
        "We look after three hundred virtual machines and patch them in four waves every month",
        line=20,
    ),
    a_point(
        "How do you close the month?", "Cut-off calendar, accruals by threshold, five days in all", line=30
    ),
    a_point(
        "How do you work with auditors?", "I own the audit with one shared folder and a daily call", line=40
    ),
)


@pytest.fixture(scope="module")
def partly(tmp_path_factory: pytest.TempPathFactory) -> KnowledgeBase:
    return some_knowledge(tmp_path_factory.mktemp("partly"), *PARTLY)


def test_years_at_one_place_contradict_nothing(partly: KnowledgeBase) -> None:
    (found,) = matched(partly, "Five years of experience at a night desk")

    assert found.coverage is Coverage.THIN
    assert found.told is not None and found.told.years == 2


def test_a_name_in_a_duty_is_not_the_duty(partly: KnowledgeBase) -> None:
    text = "## Your tasks\n- Move the last eleven payment services off hand-rolled VMs before spring\n"
    (found,) = match(understood(GuideText(name="posting.md", text=text, digest="")), partly)

    assert found.asked.kind is AskedKind.DUTY
    assert found.coverage is Coverage.UNSURE


def test_several_things_in_one_line_are_looked_up_by_themselves(partly: KnowledgeBase) -> None:
    union, audit, shop = matched(
        partly, "Negotiate with the union about shifts, own the audit, and open a shop in Porto"
    )

    assert union.coverage is Coverage.UNSURE
    assert audit.shown[0].source.first_line == 40
    assert shop.coverage is Coverage.MISSING


def test_a_question_and_the_story_that_answers_it_are_shown_once(tmp_path: Path) -> None:
    told = ("The pilots refused the berth plan", "I redrew the berth plan with the pilots in one night")
    asked = a_point("A quarrel with the pilots", *told, line=10)
    story = asked.model_copy(update={"id": "the story", "kind": TalkingPointKind.STAR_STORY})
    as_both = some_knowledge(tmp_path, asked, story)

    (found,) = matched(as_both, "Redraws berth plans with pilots")

    assert [each.title for each in found.shown] == ["A quarrel with the pilots"]


CV = """# Toni Marsh

## Experience

**Maintenance Technician, Dale Dairy** — May 2017 – August 2020
- Looked after six filling machines on nights

**Maintenance Planner, Northfold Bakeries** — September 2020 – present
- Plan the weekly stop of five ovens and two packing lines

## Education

HNC Mechanical Engineering, Leeds City College, 2016
"""


@pytest.fixture(scope="module")
def with_cv(tmp_path_factory: pytest.TempPathFactory) -> KnowledgeBase:
    folder: Path = tmp_path_factory.mktemp("cv")
    (folder / "cv.md").write_text(CV, encoding="utf-8")
    return open_knowledge(read_library([folder / "cv.md"]), folder / "index", None)


@pytest.mark.parametrize(
    ("line", "today", "years"),
    [
        ("Eight years of experience in maintenance", date(2026, 12, 3), 9.7),
        ("Eight years of experience in maintenance", None, 3.3),
        ("Five years of experience as a planner at Northfold", date(2026, 12, 3), 6.3),
    ],
    ids=["all posts, until today", "what goes on has no end", "one post"],
)
def test_the_posts_of_a_cv_tell_years(
    with_cv: KnowledgeBase, line: str, today: date | None, years: float
) -> None:
    text = f"## Requirements\n- {line}"
    (found,) = match(understood(GuideText(name="posting.md", text=text, digest="")), with_cv, today)

    assert found.told is not None and found.told.years == years


def test_posts_in_other_work_are_none_of_it(with_cv: KnowledgeBase) -> None:
    text = "## Requirements\n- Three years of experience in nursing"
    posting = understood(GuideText(name="posting.md", text=text, digest=""))
    (found,) = match(posting, with_cv, date(2026, 12, 3))

    assert found.coverage in (Coverage.UNSURE, Coverage.MISSING)


def test_months_in_two_posts_at_once_count_once() -> None:
    source = Source(guide="cv.md", first_line=1, last_line=1)
    both = [
        Told(years=2, quote="A", source=source, months=frozenset(range(24000, 24024))),
        Told(years=2, quote="B", source=source, months=frozenset(range(24012, 24036))),
    ]

    together = added_up(both)

    assert together is not None and together.years == 3
    assert added_up(both[:1]) is None


@pytest.mark.parametrize(
    ("said", "parts"),
    [
        (
            "Two years of experience in the dye house, before that five years at the looms.",
            {2: ("dye",), 5: ("looms",)},
        ),
        ("Experience: at the looms five years, in the dye house two years.", {5: ("looms",), 2: ("dye",)}),
        ("Erfahrung: drei Jahre Färberei und sechs Jahre Weberei.", {3: ("Färberei",), 6: ("Weberei",)}),
        (
            "With experience as a weaver I worked four years in Leeds, then six years in Bradford.",
            {4: ("weaver", "Leeds"), 6: ("weaver", "Bradford")},
        ),
        ("Seven years of experience at looms, and in dye houses too.", {7: ("looms", "dye")}),
    ],
)
def test_years_are_those_of_their_part_of_a_sentence(said: str, parts: dict[int, tuple[str, ...]]) -> None:
    point = a_point("Your work", said, line=3)
    told = {each.years: each.said for each in told_years([point])}
    names = {name for each in parts.values() for name in each}

    assert {years: {name for name in names if name in part} for years, part in told.items()} == {
        years: set(each) for years, each in parts.items()
    }


def test_the_longer_years_of_other_work_beside_it_cover_nothing(
    tmp_path_factory: pytest.TempPathFactory,
) -> None:
    told = "Two years of experience in the dye house, before that five years at the looms."
    knowledge = some_knowledge(tmp_path_factory.mktemp("dye"), a_point("How long?", told, line=3))

    few, enough = matched(
        knowledge, "Four years of experience in a dye house", "Four years of experience at looms"
    )

    assert few.coverage is not Coverage.COVERED
    assert few.told is not None and few.told.years == 2
    assert enough.told is not None and enough.told.years == 5


def test_years_beside_those_of_leading_are_none_of_leading(tmp_path_factory: pytest.TempPathFactory) -> None:
    told = "Eight years of experience as a weaver, then two years of leading a team of six."
    knowledge = some_knowledge(tmp_path_factory.mktemp("lead"), a_point("How long?", told, line=3))

    (found,) = matched(knowledge, "Four years of leading a team")

    assert found.told is not None and found.told.years == 2
    assert found.coverage is not Coverage.COVERED
