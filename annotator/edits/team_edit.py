"""Edits of who works in a project: roles, and who is to annotate what."""

from __future__ import annotations

from annotator.frozen import frozen
from annotator.model.roles import Role
from annotator.store import Store

Shares = tuple[tuple[str, tuple[str, ...]], ...]
"""Annotators, each with the uids of Articles."""


@frozen
class SetRole:
    """Give somebody a role, who need not be known before; None takes away who has done nothing."""

    annotator: str
    role: Role | None

    layer = None

    def apply(self, store: Store) -> SetRole:
        before = store.annotators.role(self.annotator)
        if self.role is None:
            store.annotators.drop(self.annotator)
        else:
            store.annotators.put(self.annotator, self.role)
        return SetRole(self.annotator, before)


@frozen
class Assign:
    """Give annotators Articles to annotate, and take others from them. An Article that is not there any more is passed
    over."""

    given: Shares
    taken: Shares = ()

    layer = None

    def apply(self, store: Store) -> Assign:
        taken = tuple((name, store.assignments.take(name, uids)) for name, uids in self.taken)
        given = tuple((name, store.assignments.put(name, uids)) for name, uids in self.given)
        return Assign(_held(taken), _held(given))


def _held(shares: Shares) -> Shares:
    return tuple((name, uids) for name, uids in shares if uids)
