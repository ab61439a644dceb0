"""The names of everything that is kept in Redis."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from hashlib import sha256
from typing import NamedTuple
from urllib.parse import quote

from language.patterns import regex

PREFIX = "interview"
LAYOUT = 1
"""The layout that this program reads and writes; docs/redis-layout.md describes it."""

_LONGEST_PLAIN_ID = 96
_NAMESPACE = regex(r"[A-Za-z0-9_.-]{1,40}")
_SESSION_PARTS = ("session", "turns", "messages", "lock", "usage", "sent", "told", "watched")


def namespace(text: str) -> str:
    """`text` as the name of whoever owns the keys; "" for nobody in particular. Raises `ValueError`."""
    name = text.strip()
    if name and not _NAMESPACE.fullmatch(name):
        raise ValueError(
            f"INTERVIEW_NAMESPACE={text!r} is no name for keys: up to 40 letters, digits, '-', '_', '.'. "
            "Unset it for none."
        )
    return name


@lru_cache(maxsize=4096)
def key_safe(identifier: str) -> str:
    """`identifier` as it stands in a key: letters, digits and a little punctuation, never empty.

    Whatever could mean something to Redis (the braces of a hash tag, glob characters, NUL, newlines) is
    percent-encoded. A long or empty id becomes "=" and its sha256: no quoted id begins with "=", so the
    two cannot collide, and a 10 KB id does not stand in six keys.
    """
    quoted = quote(identifier, safe="", errors="surrogatepass")
    if 0 < len(quoted) <= _LONGEST_PLAIN_ID:
        return quoted
    return "=" + sha256(identifier.encode("utf-8", "surrogatepass")).hexdigest()


class ThreadKeys(NamedTuple):
    """The six keys of one checkpoint thread, in the order in which the scripts expect them.

    All carry the thread's id as hash tag, so that on a cluster they live in one slot and a script or a
    transaction may touch them together.
    """

    thread: str
    """HASH layout, id, listed. Its name has no version: a program of any version finds it."""
    checkpoints: str
    """HASH namespace, checkpoint id -> header, checkpoint, metadata"""
    order: str
    """ZSET namespace, checkpoint id; in lexicographic order"""
    blobs: str
    """HASH namespace, channel, version -> value"""
    writes: str
    """HASH namespace, checkpoint id, task id -> its writes: position, channel, task path, value"""
    write_order: str
    """ZSET of the fields of `writes`; in lexicographic order"""


class SessionKeys(NamedTuple):
    """The keys of one session: all in one slot, like a thread's."""

    session: str
    """HASH session, report, one field for each rescoring"""
    turns: str
    """HASH number -> turn"""
    messages: str
    """HASH number -> what the candidate said, written once"""
    lock: str
    """HASH token, until"""
    usage: str
    """HASH number -> what language models took in that turn"""
    sent: str
    """HASH idempotency key -> number of the turn that a client sent it with, and what was sent"""
    told: str
    """STREAM of what happened while somebody watched, the last of it; it expires"""
    watched: str
    """STRING there while somebody watches; it expires"""


class EmbeddingKeys(NamedTuple):
    """The keys of the embedding cache."""

    vectors: str
    """HASH key -> vector"""
    written: str
    """ZSET of the keys, scored by when they were written last"""


class GuideKeys(NamedTuple):
    """The keys of the guides that a user of the service put in: all in one slot."""

    version: str
    """STRING a number that rises with every change; it stays when the last guide is gone"""
    digests: str
    """HASH name -> sha256 of the file, in hex"""
    files: str
    """HASH name -> the file, deflated"""


class IndexKeys(NamedTuple):
    """The keys of one version of an index: both in one slot."""

    files: str
    """HASH name -> the file, deflated; it expires"""
    claim: str
    """STRING who builds it; it expires"""


@dataclass(frozen=True, slots=True)
class Keys:
    """Every key of one installation. `prefix` keeps installations that share a database apart."""

    prefix: str = PREFIX

    @classmethod
    def of(cls, namespace: str, candidate: str = "") -> Keys:
        """The keys of one person of several who share a database; of "" those that were there before names.

        `candidate` is one of several in one workspace, whose name may be anything.

        No name's prefix is the beginning of another's: what goes over `interview:*` passes
        `interview@anna:*` over. Names have no braces, so that on a cluster slots are as they were.
        """
        whole = f"{PREFIX}@{namespace}" if namespace else PREFIX
        return cls(f"{whole}+{key_safe(candidate)}" if candidate else whole)

    @property
    def drills(self) -> Keys:
        """The keys of drills: they are sessions too, and stand in no list of interviews."""
        return Keys(f"{self.prefix}:drill")

    def __post_init__(self) -> None:
        if "{" in self.prefix or "}" in self.prefix:
            raise ValueError(f"A key prefix has no braces (they would become the hash tag): {self.prefix!r}")

    @property
    def threads(self) -> str:
        """ZSET of all thread ids, scored by when they expire (in seconds; +inf for never)."""
        return f"{self.prefix}:v{LAYOUT}:threads"

    @property
    def sessions(self) -> str:
        """ZSET of all session ids, scored by when they were touched last."""
        return f"{self.prefix}:v{LAYOUT}:sessions"

    @property
    def practices(self) -> str:
        """HASH session, question -> what was practised."""
        return f"{self.prefix}:v{LAYOUT}:practices"

    @property
    def cards(self) -> str:
        """HASH kind, title, guide, number -> the card that was handed out for it."""
        return f"{self.prefix}:v{LAYOUT}:cards"

    @property
    def plan(self) -> str:
        """HASH "plan" -> the plan to the day of the interview."""
        return f"{self.prefix}:v{LAYOUT}:plan"

    @property
    def counts(self) -> str:
        """HASH counter, values of its labels -> what was counted in all sessions."""
        return f"{self.prefix}:v{LAYOUT}:counts"

    @property
    def users(self) -> str:
        """HASH name -> user of the service."""
        return f"{self.prefix}:v{LAYOUT}:users"

    @property
    def tokens(self) -> str:
        """HASH id -> token of a user of the service."""
        return f"{self.prefix}:v{LAYOUT}:tokens"

    @property
    def audit(self) -> str:
        """STREAM of what users of the service did, the oldest cut off."""
        return f"{self.prefix}:v{LAYOUT}:audit"

    @property
    def queue(self) -> str:
        """STREAM of jobs of all users that are to be done: whose, and which."""
        return f"{self.prefix}:v{LAYOUT}:queue"

    @property
    def jobs(self) -> str:
        """HASH id -> job of one user."""
        return f"{self.prefix}:v{LAYOUT}:jobs"

    def taken(self, what: str) -> str:
        """STRING how much of `what` ("requests", "wrong/k3f9…") was taken in a span of time; it expires."""
        return f"{self.prefix}:v{LAYOUT}:taken:{key_safe(what)}"

    def begun(self, key: str) -> str:
        """STRING the session that was begun with an idempotency key, and what was sent; it expires."""
        return f"{self.prefix}:v{LAYOUT}:begun:{key}"

    def signed_in(self, digest: str) -> str:
        """STRING a browser that is signed in at the page, by a digest of its cookie; it expires."""
        return f"{self.prefix}:v{LAYOUT}:signed-in:{key_safe(digest)}"

    def probe(self) -> tuple[str, str]:
        """A HASH and a ZSET that are written and deleted again, to see whether that can be done."""
        probe = f"{self.prefix}:v{LAYOUT}:{{probe}}"
        return f"{probe}:hash", f"{probe}:zset"

    def embedding_counts(self) -> str:
        """The HASH tier -> vectors it served."""
        return f"{self.prefix}:v{LAYOUT}:{{embeddings}}:counts"

    def embeddings(self) -> EmbeddingKeys:
        """The keys of the embedding cache."""
        cache = f"{self.prefix}:v{LAYOUT}:{{embeddings}}"
        return EmbeddingKeys(f"{cache}:vectors", f"{cache}:written")

    def guides(self) -> GuideKeys:
        """The keys of the guides."""
        kept = f"{self.prefix}:v{LAYOUT}:{{guides}}"
        return GuideKeys(f"{kept}:version", f"{kept}:digests", f"{kept}:files")

    def index(self, version: str) -> IndexKeys:
        """The keys of that version of an index."""
        kept = f"{self.prefix}:v{LAYOUT}:index:{{{key_safe(version)}}}"
        return IndexKeys(f"{kept}:files", f"{kept}:claim")

    def thread(self, thread_id: str) -> ThreadKeys:
        """The keys of the checkpoint thread `thread_id`."""
        tag = f"{{{key_safe(thread_id)}}}"
        versioned = f"{self.prefix}:v{LAYOUT}:{tag}"
        return ThreadKeys(
            f"{self.prefix}:thread:{tag}",
            *(f"{versioned}:{part}" for part in ("ck", "ix", "bl", "wr", "wi")),
        )

    def session(self, session_id: str) -> SessionKeys:
        """The keys of the session `session_id`."""
        tag = f"{{{key_safe(session_id)}}}"
        versioned = f"{self.prefix}:v{LAYOUT}:{tag}"
        return SessionKeys(*(f"{versioned}:{part}" for part in _SESSION_PARTS))
