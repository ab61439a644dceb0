#!/usr/bin/env bash
# An answer is searched for its dates: "We sat in the sun" has two, Saturday and Sunday; "from 2 to 3 servers" is an hour of
# today, and "1/2 of it" the second of January. "I may do it" has none.
#
# Library: chrono-node 2.10.3 (parse, and strict.parse beside it), in Node.
# Guess, written down before the run: there are no dates in such sentences, but perhaps for "march".
# Behaviour: weekdays and months are known by their short names, with or without a capital, by themselves: sat, sun, wed,
# march; of "may" and "mar" somebody has thought. Two numbers with a stroke or a "to" between them are a day and a month, or
# two hours. Each is a result like one that was meant. strict.parse drops the weekdays, "on Saturday" among them, and keeps
# the servers, the half and "24/7" (in July). A list of sentences with dates in it, by which one tries it, has them all right.
# Output seen (parse; strict.parse):
#   We sat in the sun.           sat; sun.     -
#   It was a long march.         march         -
#   We went from 2 to 3 servers. from 2 to 3   from 2 to 3
#   We did 1/2 of it.            1/2           1/2
#   There is 24/7 support.       24/7          24/7
#   I may do it.                 -             -
#   We met on Saturday.          on Saturday   -
# Exits with 0 while it is so, with 1 when it changes.
set -euo pipefail
here=$(mktemp -d)
trap 'rm -rf "$here"' EXIT
npm install --silent --no-audit --no-fund --prefix "$here" "chrono-node@2.10.3" >/dev/null
cat >"$here/try.cjs" <<'NODE'
const chrono = require('chrono-node');
const now = new Date(2026, 10, 30, 12);
const expected = {
  'We sat in the sun.': ['sat; sun.', '-'],
  'It was a long march.': ['march', '-'],
  'We went from 2 to 3 servers.': ['from 2 to 3', 'from 2 to 3'],
  'We did 1/2 of it.': ['1/2', '1/2'],
  'There is 24/7 support.': ['24/7', '24/7'],
  'I may do it.': ['-', '-'],
  'We met on Saturday.': ['on Saturday', '-'],
};
const names = (found) => found.map((one) => one.text).join('; ') || '-';
let right = true;
for (const [text, wanted] of Object.entries(expected)) {
  const seen = [names(chrono.parse(text, now)), names(chrono.strict.parse(text, now))];
  console.log(text.padEnd(29) + seen[0].padEnd(14) + seen[1]);
  right = right && seen.join() === wanted.join();
}
const day = chrono.parse('We sat down.', now)[0].start;
right = right && day.get('weekday') === 6 && chrono.parse('24/7', now)[0].start.get('month') === 7;
process.exit(right ? 0 : 1);
NODE
node "$here/try.cjs"
