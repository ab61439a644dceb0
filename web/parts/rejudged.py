"""Verdicts then and now, beside each other."""

from __future__ import annotations

from collections.abc import Sequence

from app.display import words
from app.display.labels import label
from app.past import comparing
from domain.interview import Turn
from domain.rescoring import Rescoring
from web.parts.changes import changes
from web.parts.charts import table
from web.parts.elements import tag


def rejudged(turns: Sequence[Turn], rescoring: Rescoring) -> None:
    """A session as it was judged again."""
    judged = comparing.side_by_side(turns, rescoring)
    with tag("section", "", "card rejudged"):
        tag("h2", f"Judged again, {words.when(rescoring.at)}, {words.rescored_by(rescoring)}")
        rows = [
            (one.text, words.outcome(one.old), words.outcome(one.new), words.change(one.difference))
            for one in judged
        ]
        if (both := comparing.means(judged)) is not None:
            name = f"Where both have a score ({both.questions} of {len(judged)})"
            change = words.change(both.new - both.old)
            rows.append((name, words.percent(both.old), words.percent(both.new), change))
        table(("Question", "Then", "Now", "Change"), rows, "Verdicts then and now")
        changed = [one for one in judged if one.changes]
        if changed:
            with tag("details"):
                tag("summary", "Key points that came out otherwise")
                for one in changed:
                    tag("h4", one.text)
                    changes(one.changes)
        tag("p", "The verdicts of then stay as they are.", "notice")
        if rescoring.unmasked:
            tag("p", f"{label('unmasked')}.", "notice")
