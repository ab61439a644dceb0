#!/usr/bin/env bash
# A list comes in pages, and each page names the next one in full: ".../answers?page=2". A client that sends its key with
# every request asks for "...?key=k" instead, which is page 1: the same ten answers again, for as many pages as one asks for.
#
# Libraries: httpx 0.28.1, httpx2 2.16.2 (Client with params=, get with a URL that has a query), beside requests 2.34.2. No
# server is asked. encode/httpx#3433, #3550 and pydantic/httpx2#1173 tell of it.
# Guess, written down before the run: what the client has for every request is added to what the URL says, as requests does.
# Behaviour: as soon as there are parameters, those of the client included, the query of the URL is thrown away. Parameters of
# the client and of the request are put together; those of the URL alone are lost. An empty dictionary is enough: a call that
# hands on `params=filters or {}` drops the query when there is nothing to filter by. Until 0.27 both were sent.
# Output seen (what is asked for):
#                          httpx          httpx2         requests
#   the client has a key:  key=k          key=k          page=2&key=k
#   the call has a key:    key=k          key=k          page=2&key=k
#   the call has {}:       -              -              page=2
#   nobody has any:        page=2         page=2         page=2
# Exits with 0 while it is so, with 1 when it changes.
set -euo pipefail
here=$(mktemp -d)
trap 'rm -rf "$here"' EXIT
python3 -m venv "$here/venv"
"$here/venv/bin/pip" install -q --disable-pip-version-check "httpx==0.28.1" "httpx2==2.16.2" "requests==2.34.2"
cat >"$here/try.py" <<'PYTHON'
import sys

import httpx
import httpx2
import requests

NEXT = "http://interview.example/answers?page=2"


def asked(library, of_client, of_call):
    """The query that a client of httpx or httpx2 would send."""
    with library.Client(params=of_client) as client:
        return client.build_request("GET", NEXT, params=of_call).url.query.decode()


def by_requests(of_client, of_call):
    with requests.Session() as session:
        session.params = of_client or {}
        prepared = session.prepare_request(requests.Request("GET", NEXT, params=of_call))
    return prepared.url.partition("?")[2]


print(f"{'':24} {'httpx':14} {'httpx2':14} requests")
seen = []
for name, of_client, of_call in (
    ("the client has a key:", {"key": "k"}, None),
    ("the call has a key:", None, {"key": "k"}),
    ("the call has {}:", None, {}),
    ("nobody has any:", None, None),
):
    row = (
        asked(httpx, of_client, of_call),
        asked(httpx2, of_client, of_call),
        by_requests(of_client, of_call),
    )
    print(f"{name:24} {row[0] or '-':14} {row[1] or '-':14} {row[2]}")
    seen.append(row)
expected = [
    ("key=k", "key=k", "page=2&key=k"),
    ("key=k", "key=k", "page=2&key=k"),
    ("", "", "page=2"),
    ("page=2", "page=2", "page=2"),
]
sys.exit(seen != expected)
PYTHON
"$here/venv/bin/python" "$here/try.py"
