#!/usr/bin/env bash
# A card is practised at half past six in the evening and once more at half past seven. In New York that is two days for one
# scheduler, and its memory lasts three times as long; in Berlin, at the same hours, it is one day.
#
# Library: ts-fsrs 5.4.2 (FSRS-6 for JavaScript), default parameters, no fuzz, no short-term steps, in Node.
# Guess, written down before the run (for the same reviews in ts-fsrs and in Python's fsrs): both count the time between two
# reviews in the same way, so that stability and interval are the same.
# Behaviour: the days between two reviews are those of the calendar of UTC: its midnight is seven in the evening in New York (in
# winter), and nine in the morning in Tokyo. An hour across it is a day that one has remembered over, with the reward for it. 23
# hours within one day of UTC are none. (Python's fsrs counts whole 24 hours, wherever they begin.) Where one lives decides
# whether the hour of practice lies on that line; there is no setting for a zone or for the hour at which a day begins.
# Output seen (stability after the second "Good", and the day on which it is due again):
#   Berlin    18:30 and 19:30  2.31  after 3 days
#   New York  18:30 and 19:30  7.32  after 7 days
#   Tokyo     08:30 and 09:30  7.32  after 7 days
#   Tokyo     09:30 and 08:00 the next day  2.31  after 3 days
# Exits with 0 while it is so, with 1 when it changes.
set -euo pipefail
here=$(mktemp -d)
trap 'rm -rf "$here"' EXIT
cd "$here"
npm install --silent --no-fund --no-audit "ts-fsrs@5.4.2" >/dev/null
cat >try.mjs <<'JAVASCRIPT'
import { createEmptyCard, fsrs, Rating } from "ts-fsrs";

const scheduler = fsrs({ enable_fuzz: false, enable_short_term: false });
const cases = [
  ["Berlin    18:30 and 19:30", "2026-01-12T18:30+01:00", "2026-01-12T19:30+01:00", "2.31", 3],
  ["New York  18:30 and 19:30", "2026-01-12T18:30-05:00", "2026-01-12T19:30-05:00", "7.32", 7],
  ["Tokyo     08:30 and 09:30", "2026-01-12T08:30+09:00", "2026-01-12T09:30+09:00", "7.32", 7],
  ["Tokyo     09:30 and 08:00 the next day", "2026-01-12T09:30+09:00", "2026-01-13T08:00+09:00", "2.31", 3],
];
let same = true;
for (const [name, first, second, stability, days] of cases) {
  let card = createEmptyCard(new Date(first));
  for (const at of [first, second]) card = scheduler.next(card, new Date(at), Rating.Good).card;
  console.log(`${name}  ${card.stability.toFixed(2)}  after ${card.scheduled_days} days`);
  same = same && card.stability.toFixed(2) === stability && card.scheduled_days === days;
}
process.exit(same ? 0 : 1);
JAVASCRIPT
node try.mjs
