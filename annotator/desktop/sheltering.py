"""A mistake in what Qt calls is told like every other, and does not end the program.

Where Python calls Qt and Qt calls an override of ours, PySide6 keeps an error that is raised there until it is back in
Python. On Python 3.11 it takes it for an exception before it is one: what C code raises (an index out of range, a file
that cannot be read) becomes one only when Python catches it, and the program ended with a segmentation fault. So here
it is caught, and raised again.
"""

from __future__ import annotations

import sys
from collections.abc import Callable
from functools import cache, update_wrapper
from types import CodeType, FunctionType
from typing import Any

import shiboken6

_QT = ("PySide6", "Shiboken")
"""How the modules begin whose classes are Qt's."""

_SHELTERED = """
def sheltered({names}):
    try:
        return method({names})
    except BaseException:
        raise
"""


def shelter() -> None:
    """Shelter the overrides of all classes that are made from now on."""
    if sys.version_info < (3, 12):
        shiboken6.Object.__init_subclass__ = classmethod(_shelter)  # type: ignore[assignment]


def _shelter(made: type) -> None:
    bases = [base for base in made.__mro__ if base.__module__.startswith(_QT)]
    for name, method in list(vars(made).items()):
        is_plain = isinstance(method, FunctionType) and not name.startswith("__") and not method.__kwdefaults__
        if is_plain and any(name in vars(base) for base in bases):
            setattr(made, name, _sheltered(method))


def _sheltered(method: FunctionType) -> Callable[..., Any]:
    """The method with just its arguments: by their number PySide6 decides how many a slot is given."""
    code = method.__code__
    room: dict[str, Any] = {"method": method}
    exec(_compiled(code.co_varnames[: code.co_argcount]), room)
    made: FunctionType = room["sheltered"]
    made.__defaults__ = method.__defaults__
    return update_wrapper(made, method)


@cache
def _compiled(names: tuple[str, ...]) -> CodeType:
    return compile(_SHELTERED.format(names=", ".join(names)), __file__, "exec")
