#!/usr/bin/env bash
# Who practises a card every 23 hours and always knows it never gets it off the daily list: after a hundred reviews its memory is
# as short as after the first. An hour more between the reviews, and it is due in 25 days after six.
#
# Library: fsrs 6.3.2 (the Python scheduler of FSRS-6), default parameters, no learning steps, no fuzz.
# Guess, written down before the run: one hour of twenty-four changes the next interval by a few per cent, since the chance to
# remember is all but the same (.90).
# Behaviour: the time since the last review counts in whole days, cut off, not in days of the calendar. Less than 24 hours is a
# second review of the same day, whose formula adds nothing to a "Good". Somebody who comes a little earlier each evening, or at
# nine at night and at eight in the morning, is always there; 47 hours count as one day, too.
# Output seen (stability in days after each of six reviews, all "Good"; then after a hundred):
#   every 23 hours: 2.3 2.3 2.3 2.3 2.3 2.3 | 2.3
#   every 24 hours: 2.3 7.3 12.0 16.4 20.6 24.8 | 318.6
#   every 47 hours: 2.3 7.3 12.0 16.4 20.6 24.8 | 318.6
#   every 48 hours: 2.3 11.0 19.5 27.6 35.3 42.8 | 575.6
# Exits with 0 while it is so, with 1 when it changes.
set -euo pipefail
here=$(mktemp -d)
trap 'rm -rf "$here"' EXIT
python3 -m venv "$here/venv"
"$here/venv/bin/pip" install -q --disable-pip-version-check "fsrs==6.3.2"
cat >"$here/try.py" <<'PYTHON'
import sys
from datetime import UTC, datetime, timedelta

from fsrs import Card, Rating, Scheduler


def stabilities(hours, reviews):
    scheduler, card, now = Scheduler(learning_steps=(), enable_fuzzing=False), Card(), datetime(2026, 3, 2, 20, tzinfo=UTC)
    seen = []
    for _ in range(reviews):
        card, _ = scheduler.review_card(card, Rating.Good, now)
        seen.append(card.stability)
        now += timedelta(hours=hours)
    return seen


seen = {hours: stabilities(hours, 100) for hours in (23, 24, 47, 48)}
for hours, values in seen.items():
    print(f"every {hours} hours:", *(f"{value:.1f}" for value in values[:6]), f"| {values[-1]:.1f}")
stuck = max(seen[23]) - min(seen[23]) < 1e-9
grows = seen[24][5] > 10 * seen[23][5]
sys.exit(not (stuck and grows and seen[47] == seen[24] and seen[48][5] > 1.5 * seen[47][5]))
PYTHON
"$here/venv/bin/python" "$here/try.py"
