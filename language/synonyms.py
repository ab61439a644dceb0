"""Everyday words that say the same in an interview; grouped by hand, looked up by stem."""

from __future__ import annotations

from language.text import stem

_GROUPS = """
reduce cut lower decrease shrink drop trim lessen
increase raise grow boost rise gain climb
improve better enhance strengthen upgrade
start begin launch initiate commence kick
end finish stop terminate conclude complete
build create make construct develop implement write
design architect plan
fix repair resolve solve correct remedy
break fail crash
failure outage incident breakdown error fault
use utilise utilize employ leverage apply
need require
require requirement
show demonstrate illustrate display present
tell explain describe say communicate
help assist support aid
fast quick rapid speedy
slow sluggish
speed latency pace
big large huge sizeable substantial
small little tiny minor
hard difficult challenging tough
easy simple straightforward
important key crucial critical essential vital
choose pick select decide opt
choice decision option selection
change modify alter adapt adjust
move migrate transfer shift
migration move transfer
remove delete drop eliminate discard erase
add append insert include
keep retain maintain preserve hold
store save persist keep
get obtain retrieve fetch acquire receive
send transmit deliver forward
find detect discover locate identify spot
check verify validate confirm test
watch monitor observe track
manager boss supervisor lead
team group crew colleagues
colleague coworker teammate peer
customer client user
company firm business organisation organization employer
problem issue trouble bug defect
cause reason
result outcome effect consequence
goal aim objective target purpose
job role position
job task
work function operate run
run execute
allow let enable permit
prevent avoid block
split divide partition separate shard
join merge combine unite
link connect attach
connection link
copy duplicate replicate replica
different distinct
difference distinction
same identical equal alike
whole entire complete full
each every
often frequently
rare seldom
cheap inexpensive
cost price expense spend
money budget
fear worry concern
trust confidence
learn study
teach train mentor coach
agree consensus
argument disagreement conflict dispute
argument parameter
answer reply response respond
ask request query
question query
value amount quantity
number count amount
list array sequence
order sequence
memory ram
network internet
machine computer server host node
database db
document doc file
picture image photo
function method routine procedure subroutine
variable identifier
call invoke
element item entry member
size length
error mistake bug
repeat iterate loop
heat warm
energy power
hit strike
push force
pull drag
touch contact
happen occur
turn become
near close
under beneath below
over above
part piece component portion section
kind type sort category class
way manner approach method
month months
hour hours
minute minutes min
second seconds sec
percent percentage
half 50
dozen 12
quarter 25
double twice twofold 2x
triple threefold thrice 3x
one 1
two 2
three 3
four 4
five 5
six 6
seven 7
eight 8
nine 9
ten 10
"""


def _by_stem() -> dict[str, frozenset[str]]:
    found: dict[str, set[str]] = {}
    for line in _GROUPS.split("\n"):
        group = {stem(word) for word in line.split()}
        for word in group:
            found.setdefault(word, set()).update(group - {word})
    return {word: frozenset(others) for word, others in found.items()}


SYNONYMS: dict[str, frozenset[str]] = _by_stem()
