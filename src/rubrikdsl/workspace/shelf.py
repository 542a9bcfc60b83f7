"""Rubrics that are ready to score, as the cache keeps them."""

from __future__ import annotations

import hashlib

from rubrikdsl.frozen import dataclass
from rubrikdsl.plan.ir import Plan
from rubrikdsl.source import Source
from rubrikdsl.workspace import codec


@dataclass(frozen=True, slots=True)
class Ready:
    """A checked rubric: its plan, and the digest of its meaning (see `plan.digest`)."""

    plan: Plan
    digest: str

    @property
    def name(self) -> str:
        """The rubric's name."""
        return self.plan.name


@dataclass(frozen=True, slots=True)
class Used:
    """The rubric `name`, asked for by the file `asker`, was found in `file`, whose text has this digest."""

    name: str
    asker: str
    file: str
    digest: str


@dataclass(frozen=True, slots=True)
class Shelf:
    """The rubrics of one file, in its order, and the rubrics of other files that they were made with."""

    rubrics: tuple[Ready, ...]
    used: tuple[Used, ...]

    def dump(self) -> bytes:
        """As bytes for the cache."""
        return codec.encode(self)

    @staticmethod
    def restore(content: bytes) -> Shelf | None:
        """From the cache; None where the bytes are something else."""
        try:
            found = codec.decode(content)
        except ValueError:
            return None
        return found if isinstance(found, Shelf) else None


for _kept in (Ready, Used, Shelf):
    codec.register(_kept)


def digest(source: Source) -> str:
    """A digest of a text."""
    return hashlib.sha256(source.text.encode("utf-8", "surrogatepass")).hexdigest()
