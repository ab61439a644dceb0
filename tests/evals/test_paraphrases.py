"""The words written by hand: that they still belong to the guides, and are other words."""

from collections import Counter
from difflib import SequenceMatcher
from pathlib import Path

import pytest

from agents.evaluator.figures.in_place import in_place
from app.settings import SAMPLE_GUIDES
from domain.guide import KeyPoint, KeyPointOrigin, Source, TalkingPointKind
from domain.interview import TurnKind
from domain.verdict import FigureLabel
from evals.candidates import words
from evals.candidates.behaviour import spoken
from evals.candidates.paraphrases import lookup
from evals.playing.loading import SCENARIOS, load
from evals.playing.scenario import InlineGuide
from knowledge.figures import check_figures
from knowledge.library import read_library
from language.sentences import sentences
from language.text import read
from tests.evals.played import played

GUIDES = ("platform.md", "retrieval.md", "bakery.md")
TOLD_IN_OTHER_WORDS = frozenset(
    {
        TalkingPointKind.QUESTION_ANSWER,
        TalkingPointKind.STAR_STORY,
        TalkingPointKind.SYSTEM_DESIGN,
        TalkingPointKind.WEAK_AREA,
        TalkingPointKind.PITCH,
    }
)


@pytest.fixture(params=GUIDES)
def guide(request: pytest.FixtureRequest, tmp_path: Path) -> Path:
    """A sample guide, and the bakery's out of its scenario."""
    sample = SAMPLE_GUIDES / request.param
    if sample.exists():
        return sample
    bakery = load(SCENARIOS / "bakery-paraphrasing.yaml").guides[0]
    assert isinstance(bakery, InlineGuide)
    assert bakery.name == request.param
    path = tmp_path / bakery.name
    path.write_text(bakery.text, encoding="utf-8")
    return path


def _key_points(
    guide: Path, kinds: frozenset[TalkingPointKind] = frozenset(TalkingPointKind)
) -> list[KeyPoint]:
    points = read_library([guide]).talking_points
    return [found for point in points if point.kind in kinds for found in spoken(point)]


def test_there_are_some_four_hundred_and_no_entry_hides_another() -> None:
    assert sum(len(lookup.entries(guide)) for guide in GUIDES) >= 380
    for guide in GUIDES:
        entries = lookup.entries(guide)
        text = (Path(lookup.__file__).parent / guide).with_suffix(".yaml").read_text(encoding="utf-8")
        written = [line for line in text.splitlines() if line and not line.startswith("#")]
        assert len(written) == len(entries) == len({entry.begins for entry in entries})


def test_every_entry_names_one_place_of_its_guide(guide: Path) -> None:
    text = f" {' '.join(lookup.words(guide.read_text(encoding='utf-8').replace('**', '')))} "
    lost = [e.begins for e in lookup.entries(guide.name) if text.count(f" {' '.join(e.begins)} ") != 1]
    assert not lost


def test_entries_belong_to_key_points_but_for_sentences_that_key_points_leave_out(guide: Path) -> None:
    entries = lookup.entries(guide.name)
    used = {entry for found in _key_points(guide) for entry in lookup.within(found.text, entries)}
    assert len(used) >= 0.9 * len(entries), [e.begins for e in entries if e not in used]


def test_nearly_every_key_point_that_can_be_said_has_other_words(guide: Path) -> None:
    points = _key_points(guide, TOLD_IN_OTHER_WORDS)
    without = [found.text for found in points if lookup.paraphrase(found) is None]
    assert points
    assert len(without) <= 0.05 * len(points), without


def test_a_paraphrase_is_a_spoken_sentence_of_other_words(guide: Path) -> None:
    entries = lookup.entries(guide.name)
    assert all(10 <= len(entry.said.split()) <= 35 for entry in entries)
    for found in _key_points(guide):
        for sentence in sentences(found.text):
            for entry in lookup.within(sentence, entries):
                assert _longest_copy(sentence, entry.said) <= 3, entry.said


def _longest_copy(written: str, said: str) -> int:
    """The most words of content in a row that `said` has from `written`."""
    ours, theirs = ([token.stem for token in read(text).content] for text in (said, written))
    match = SequenceMatcher(None, ours, theirs, autojunk=False).find_longest_match()
    return match.size


def _point(text: str, guide: str = "bakery.md") -> KeyPoint:
    source = Source(guide=guide, first_line=1, last_line=1)
    return KeyPoint(id=text, text=text, weight=1, origin=KeyPointOrigin.ANSWER, source=source)


def test_a_key_point_that_is_cut_in_another_way_finds_its_words() -> None:
    plan, rye, rise = (entry.said for entry in lookup.entries("bakery.md")[:3])
    first, second = "I plan the night backwards from five.", "Rye goes in first because of the heat."
    assert lookup.paraphrase(_point(f"Night: {first} {second} Every day.")) == f"{plan} {rye}"
    assert lookup.paraphrase(_point("since I changed the order we bake 640 loaves")) == rise
    assert lookup.paraphrase(_point(f"{first} The cat sleeps in the flour.")) is None
    assert lookup.paraphrase(_point(first, guide="other.md")) is None


async def test_the_candidate_says_every_point_in_other_words_and_knows_the_guides(tmp_path: Path) -> None:
    game = await played(tmp_path, {"behaviour": "paraphrasing"}, guides=["platform.md"])
    for each in game.first_answers():
        points = [found for found in game.key_points(each) if found.id in each.answer.said]
        assert {found.id for found in points} == {found.id for found in game.key_points(each)}
        assert each.answer.text == " ".join(lookup.paraphrase(found) or "" for found in points)
        assert each.answer.twin == words.told(points)


async def test_with_a_share_it_says_half_and_a_follow_up_gets_its_point(tmp_path: Path) -> None:
    game = await played(tmp_path, {"behaviour": "paraphrasing", "share": 0.5}, guides=["platform.md"])
    for each in game.first_answers():
        assert len(each.answer.said) == max(1, round(0.5 * len(game.key_points(each))))
    aimed = [
        each
        for each in game.exchanges
        if each.turn.kind is TurnKind.FOLLOW_UP and each.turn.follow_up and each.turn.follow_up.aim
    ]
    at_points = [
        (each, point)
        for each in aimed
        for point in game.key_points(each)
        # A stretch of a strong answer aims at no key point.
        if each.turn.follow_up is not None and point.id == each.turn.follow_up.aim
    ]
    assert at_points
    for each, point in at_points:
        assert each.answer.text == lookup.paraphrase(point)
        assert each.answer.said == {point.id}


async def test_on_another_guide_it_has_the_guides_own_words(tmp_path: Path) -> None:
    game = await played(tmp_path, {"behaviour": "paraphrasing"})
    assert all(each.answer.text == each.answer.twin for each in game.first_answers())


def test_no_figure_told_in_other_words_is_called_wrong_by_its_own_talking_point(guide: Path) -> None:
    """Neither by the words around it nor, with full credit for its key point, by its place."""
    labels: Counter[FigureLabel] = Counter()
    wrong: list[tuple[str, str, str]] = []
    for point in read_library([guide]).talking_points:
        facts = [(found.text, found.source) for found in point.key_points]
        for found in point.key_points:
            for entry in lookup.within(found.text, lookup.entries(guide.name)):
                heard = read(entry.said)
                shown = [heard if each is found else None for each in point.key_points]
                credits = [float(each is found) for each in point.key_points]
                called = in_place(heard, check_figures(entry.said, facts), point.key_points, shown, credits)
                labels.update(each.label for each in called)
                wrong += [
                    (each.said.quote, each.expected or "", entry.said)
                    for each in called
                    if each.label is FigureLabel.WRONG
                ]
    assert labels[FigureLabel.RIGHT] > 0
    assert not wrong
