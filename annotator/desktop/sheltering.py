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
from inspect import CO_VARARGS, CO_VARKEYWORDS
from types import CodeType, FunctionType
from typing import Any

import shiboken6

_QT, _OURS = ("PySide6", "Shiboken"), "annotator."
"""How the modules begin whose classes are Qt's, and ours."""

_SHELTERED = """
def sheltered({names}):
    try:
        return method({names})
    except BaseException:
        raise
"""


def _shelter(made: type) -> None:
    """Shelter the overrides of a class."""
    if not made.__module__.startswith(_OURS):
        return
    bases = [base for base in made.__mro__ if base.__module__.startswith(_QT)]
    for name, method in list(vars(made).items()):
        if not isinstance(method, FunctionType) or name.startswith("__"):
            continue
        is_plain = not (method.__kwdefaults__ or method.__code__.co_flags & (CO_VARARGS | CO_VARKEYWORDS))
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
    return compile(_SHELTERED.format(names=", ".join(names)), "<sheltered>", "exec")


if sys.version_info < (3, 12):  # from now on, for each class that is made
    shiboken6.Object.__init_subclass__ = classmethod(_shelter)  # type: ignore[assignment]
