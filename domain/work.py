"""Work that is handed in beside what is said of it: what it was, what was found, and what is asked next."""

from __future__ import annotations

from collections.abc import Sequence
from enum import StrEnum
from typing import Annotated, Literal, TypeAlias

from pydantic import Field

from domain.guide import Source
from domain.values import Count, Frozen, Share


class WorkKind(StrEnum):
    """What is handed in. Append only: it is kept."""

    CODE = "code"
    REVIEW = "review"
    DESIGN = "design"


class Stage(StrEnum):
    """A design's stages in their order. Append only: it is kept."""

    REQUIREMENTS = "requirements"
    HIGH_LEVEL = "high_level"
    DETAIL = "detail"
    SCALING = "scaling"


class StageTime(Frozen):
    """A stage with its time in seconds."""

    stage: Stage
    seconds: int = Field(gt=0)


class HandedIn(Frozen):
    """What came from the candidate: `text` as it was typed; `runs` is how often it was tried before.

    The text is the code, what a review found, or a design with its drawing; `better` is a review's better
    version of the code, "" for none. `alone` says that nobody was there to be asked, or to listen, as where
    it came out of a file.
    """

    kind: WorkKind
    text: str
    better: str = ""
    runs: Count = 0
    alone: bool = False


class WorkPart(StrEnum):
    """What is judged of it. Append only: it is kept."""

    BEHAVIOUR = "behaviour"
    STRUCTURE = "structure"
    QUESTIONS = "questions"
    """What was asked before it was begun."""
    TALK = "talk"
    """What was said of it: the verdict's key points are its evidence."""
    FOUND = "found"
    """The guide's issues that a review found."""
    BETTER = "better"
    """The better version that came with a review."""
    SEVERITY = "severity"
    REQUIREMENTS = "requirements"
    COMPONENTS = "components"
    FLOW = "flow"
    DETAIL = "detail"
    NUMBERS = "numbers"
    TRADE_OFFS = "trade_offs"
    FAILURE = "failure"
    COST = "cost"
    CHANGE = "change"
    """What was made of a changed requirement."""


class Mark(StrEnum):
    """What a finding counts for."""

    MET = "met"
    MISSED = "missed"
    OPEN = "open"
    """It is told, and counts for nothing."""


class Input(StrEnum):
    """Input that nobody gave an outcome for, made of an example."""

    EMPTY = "empty"
    HUGE = "huge"
    WRONG_KIND = "wrong_kind"


class FindingKind(StrEnum):
    """What was seen; `agents.reasons` has the words for each. Append only: it is kept."""

    RETURNED = "returned"
    RAISED = "raised"
    TIME = "time"
    MEMORY = "memory"
    DEPTH = "depth"
    OUTPUT = "output"
    ENDED = "ended"
    """It ended the whole program."""
    NOT_REACHED = "not_reached"
    NO_SANDBOX = "no_sandbox"
    OTHER_LANGUAGE = "other_language"
    SYNTAX = "syntax"
    PACKAGES = "packages"
    BROKEN = "broken"
    """The sandbox failed, not the work."""
    RAN = "ran"
    """It runs, and nothing says what should come out."""
    OWN_PROVE_NOTHING = "own_prove_nothing"
    NOTHING = "nothing"
    """Nothing was handed in."""
    DOCSTRINGS = "docstrings"
    TYPES = "types"
    ERRORS = "errors"
    SWALLOWED = "swallowed"
    NAMES = "names"
    COMPLEXITY = "complexity"
    LENGTH = "length"
    TESTS = "tests"
    HOLLOW = "hollow"
    """What is named and left empty; met where nothing is."""
    ASKED = "asked"
    TOLD = "told"
    """Something of the guide that was told; `PARTLY` and `UNSURE` as the evaluator's labels are meant."""
    PARTLY = "partly"
    UNSURE = "unsure"
    UNTOLD = "untold"
    DENIED = "denied"
    BEYOND = "beyond"
    """What the guide does not have, which is not wrong for that."""
    GONE = "gone"
    """A fault that can be seen in code and is there no more; `STILL` where it is."""
    STILL = "still"
    OTHER_BETTER = "other_better"
    """A better version in a language that is not read."""
    LEAVES_OUT = "leaves_out"
    """It does a fraction of what it should, so that its faults are gone with its work."""
    SEVERITY = "severity"
    RIGHT_FIGURE = "right_figure"
    WRONG_FIGURE = "wrong_figure"
    SUM_RIGHT = "sum_right"
    """Figures of one's own that were worked out right; `SUM_WRONG` where they were not."""
    SUM_WRONG = "sum_wrong"
    DRAWN = "drawn"
    """A component or an arrow of the guide's; `UNDRAWN` where it is nowhere."""
    UNDRAWN = "undrawn"
    SAID_ALONE = "said_alone"
    """A component that is named in words and not drawn."""
    LOOSE = "loose"
    """A component that no arrow reaches or leaves."""
    NO_DRAWING = "no_drawing"
    NOT_READ = "not_read"
    """A drawing that could not be read."""
    OTHER_DIALECT = "other_dialect"
    """A query that the database here does not know; `about` is what it does not."""
    NO_TABLES = "no_tables"
    """The guide gives no tables that a query could run on."""
    REFUSED = "refused"
    """What was not allowed to run."""
    PSEUDO = "pseudo"
    """Steps in words, which no language runs."""


class Finding(Frozen):
    """One piece of evidence.

    `line` is the line of the work that shows it (1-based), None for what is nowhere. `about` is what it is
    about (a call, names, a question), or `given` the input that was made for it; `got` what came of it and
    `wanted` what should have; `figure` how much. `own` says that the example was the candidate's.
    `guide_says` is the guide's line that asks for it or shows it, `source` where that stands.
    """

    kind: FindingKind
    mark: Mark
    line: int | None = None
    about: str = ""
    given: Input | None = None
    got: str = ""
    wanted: str = ""
    figure: int | None = None
    own: bool = False
    guide_says: str = ""
    source: Source | None = None


class Weighed(Frozen):
    """One part: its share of the score (percent, as given), how much of it was met (None: unscored), and on
    what that rests."""

    part: WorkPart
    weight: float
    met: Share | None = None
    findings: tuple[Finding, ...] = ()


def mean_of(parts: Sequence[Weighed]) -> float | None:
    """The mean of those of `parts` that could be judged, by their shares; None where none could."""
    known = [(each.weight, each.met) for each in parts if each.met is not None]
    total = sum(weight for weight, _ in known)
    return sum(weight * met for weight, met in known) / total if total else None


class About(StrEnum):
    """What an interviewer asks next about the work; what stands first is asked first. Append only."""

    SYNTAX = "syntax"
    """It cannot be read as what it should be."""
    FAILS = "fails"
    """An example does not come out."""
    SLOW = "slow"
    """Huge input did not end in its time."""
    SWALLOWS = "swallows"
    READS_ALL = "reads_all"
    NESTED_LOOPS = "nested_loops"
    RECURSION = "recursion"
    SHARED_DEFAULT = "shared_default"
    SORTS = "sorts"
    COMPLEXITY = "complexity"
    """Nothing stands out: how long does it take, and how much memory?"""
    LOOK_AGAIN = "look_again"
    """Something of the guide was not found at a line of what was shown."""
    OPEN_ISSUE = "open_issue"
    BETTER = "better"
    """The better version of what was reviewed."""
    CHANGED = "changed"
    """A requirement that changes: `name` is what the guide says of it, "" for ten times the users."""
    NOT_ASKED = "not_asked"
    IF_FAILS = "if_fails"
    """What happens where the component `name` fails?"""
    HOW_MUCH = "how_much"
    WHAT_ELSE = "what_else"
    """Which other way was there, and what was given up?"""


class AskedNext(Frozen):
    """A question about a `line` (1-based; None for the whole) of the candidate's work or, at a review, of the
    code that was shown, with the `name` it is about."""

    about: About
    line: int | None = None
    name: str = ""


class JudgedWork(Frozen):
    """What every kind of work that was judged has: the arithmetic's parts, and what is asked of it next.

    `of_the_guide` says that the shares are the guide's own.
    """

    parts: tuple[Weighed, ...]
    of_the_guide: bool = False
    next: tuple[AskedNext, ...] = ()

    @property
    def score(self) -> float | None:
        """The mean of the parts that could be judged, by their shares; None where none could."""
        return mean_of(self.parts)


class CodeWork(JudgedWork):
    """A solution, as it was judged last."""

    kind: Literal[WorkKind.CODE] = WorkKind.CODE
    code: str


class Linted(Frozen):
    """One remark of a linter: its `code` ("B006"), its line of the shown code (1-based), and what it says."""

    code: str
    line: int
    said: str


class ReviewWork(JudgedWork):
    """A review of code that was shown, and the better version that came with it ("" for none).

    `linted` is what a linter sees in the shown code besides, which counts for nothing; None where none could
    be asked. `lints` says whether the code is in a language that one could look at.
    """

    kind: Literal[WorkKind.REVIEW] = WorkKind.REVIEW
    said: str
    better: str = ""
    linted: tuple[Linted, ...] | None = None
    lints: bool = False


class Drawn(Frozen):
    """A drawing as components and arrows: `arrows` are pairs of places in `components`, from 0."""

    components: tuple[str, ...] = ()
    arrows: tuple[tuple[int, int], ...] = ()


class DesignWork(JudgedWork):
    """A design: what was said, and its drawing as it was read; `not_read` counts the lines that were not."""

    kind: Literal[WorkKind.DESIGN] = WorkKind.DESIGN
    said: str
    drawn: Drawn = Field(default_factory=Drawn)
    not_read: Count = 0


Work: TypeAlias = Annotated[CodeWork | ReviewWork | DesignWork, Field(discriminator="kind")]
"""Work as a verdict keeps it. Another kind is another member of a union, told apart by its `kind`."""
