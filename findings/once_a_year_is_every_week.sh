#!/usr/bin/env bash
# "The Monday of week 20, every year" is a rule of the calendars' own standard, which tells its dates beside it: 12 May 1997, 11
# May 1998, 17 May 1999. One library says 19 May, 26 May, 2 June: every Monday, from a week too late.
#
# Library: ical.js 2.2.1 (ICAL.Recur and its iterator), beside rrule 2.8.1.
# kewisch/ical.js#1039 and #578 tell of other parts of a rule (BYSETPOS) that it drops.
# Guess, written down before the run: the examples of RFC 5545 come out as they stand there.
# Behaviour: the number of the week is read, is in the rule when it is written again, and counts for nothing: a yearly rule with
# BYWEEKNO, or with a weekday that is counted through the year (20MO, "the 20th Monday"), another example of the standard, is
# every such weekday from its start. Nothing is raised. A yearly review fills the whole calendar, and with COUNT=3 it is over in
# three weeks. By months (BYMONTH=5;BYDAY=3MO) yearly rules are right.
# Output seen:
#   BYWEEKNO=20;BYDAY=MO  ical.js 1997-05-19 1997-05-26 1997-06-02
#   BYWEEKNO=20;BYDAY=MO  rrule   1997-05-12 1998-05-11 1999-05-17
#   BYDAY=20MO            ical.js 1997-05-19 1997-05-26 1997-06-02
#   BYDAY=20MO            rrule   1997-05-19 1998-05-18 1999-05-17
#   BYMONTH=5;BYDAY=3MO   ical.js 1997-05-19 1998-05-18 1999-05-17
#   BYMONTH=5;BYDAY=3MO   rrule   1997-05-19 1998-05-18 1999-05-17
# Exits with 0 while it is so, with 1 when it changes.
set -euo pipefail
here=$(mktemp -d)
trap 'rm -rf "$here"' EXIT
cd "$here"
npm install --silent --no-fund --no-audit "ical.js@2.2.1" "rrule@2.8.1" >/dev/null
cat >try.mjs <<'JAVASCRIPT'
import ICAL from "ical.js";
import rrule from "rrule";

const YEARLY = "1997-05-19 1998-05-18 1999-05-17";
const WEEKLY = "1997-05-19 1997-05-26 1997-06-02";
const cases = [
  ["BYWEEKNO=20;BYDAY=MO", "1997-05-12T09:00:00", WEEKLY, "1997-05-12 1998-05-11 1999-05-17"],
  ["BYDAY=20MO", "1997-05-19T09:00:00", WEEKLY, YEARLY],
  ["BYMONTH=5;BYDAY=3MO", "1997-05-19T09:00:00", YEARLY, YEARLY],
];
let same = true;
for (const [parts, start, icalSays, rruleSays] of cases) {
  const rule = `FREQ=YEARLY;COUNT=3;${parts}`;
  const dates = ICAL.Recur.fromString(rule).iterator(ICAL.Time.fromDateTimeString(start));
  const byIcal = Array.from({ length: 3 }, () => dates.next().toString().slice(0, 10)).join(" ");
  const text = `DTSTART:${start.replace(/[-:]/g, "")}Z\nRRULE:${rule}`;
  const byRrule = rrule.rrulestr(text).all().map((date) => date.toISOString().slice(0, 10)).join(" ");
  console.log(`${parts.padEnd(21)} ical.js ${byIcal}`);
  console.log(`${parts.padEnd(21)} rrule   ${byRrule}`);
  same = same && byIcal === icalSays && byRrule === rruleSays;
}
process.exit(same ? 0 : 1);
JAVASCRIPT
node try.mjs
