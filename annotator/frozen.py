"""How things that never change are made."""

from __future__ import annotations

from collections.abc import Callable, Hashable
from dataclasses import dataclass, field, fields
from operator import attrgetter
from typing import Any, TypeVar, dataclass_transform

T = TypeVar("T")


@dataclass_transform(frozen_default=True, field_specifiers=(field,))
def frozen(cls: type[T]) -> type[T]:
    """Make a frozen dataclass with slots; `fields`, `replace`, `asdict` and patterns know it as one.

    That nobody sets a field is held by mypy and not at run time, and that is the gain: an `__init__` that may set its
    fields takes an eighth of the time, and of the six functions that Python writes and compiles for each
    `@dataclass(frozen=True)`, which was a tenth of the program's start, this one is left, for classes that are used.
    """
    cls.__doc__ = cls.__doc__ or cls.__name__  # else it would be given its signature, which takes as long again
    kind: Any = type(cls)
    told = {name: value for name, value in vars(cls).items() if name not in ("__dict__", "__weakref__")}
    made: Any = dataclass(slots=True, eq=False, repr=False, init=False)(cls)

    def first(self: object, *values: object, **named: object) -> None:
        """Stands for the `__init__` until the first one is made: compiling it is most of what a class takes."""
        written: Any = dataclass(eq=False, repr=False)(kind(cls.__name__, cls.__bases__, told))
        made.__init__ = written.__init__
        made.__init__(self, *values, **named)

    if "__init__" not in told:
        made.__init__ = first
    held = _getter([one.name for one in fields(made) if one.compare])

    def equals(self: object, other: object) -> bool:
        return held(self) == held(other) if other.__class__ is self.__class__ else NotImplemented

    def hashed(self: object) -> int:
        return hash(held(self))

    for name, does in (("__eq__", equals), ("__hash__", hashed), ("__repr__", _told)):
        if name not in cls.__dict__:
            setattr(made, name, does)
    return made  # type: ignore[no-any-return]


def _getter(names: list[str]) -> Callable[[object], Hashable]:
    return attrgetter(*names) if names else lambda _nothing: ()


def _told(self: Any) -> str:
    told = ", ".join(f"{one.name}={getattr(self, one.name)!r}" for one in fields(self) if one.repr)
    return f"{self.__class__.__qualname__}({told})"
