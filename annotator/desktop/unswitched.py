"""Tells PySide6 that no module of ours renames its methods.

`from __feature__ import snake_case` renames the methods of Qt for one module. To know which modules could ask for it,
PySide6 reads the source of each that is imported after itself and looks for its own name there. For a hundred modules
that is a twentieth of the start, and the answer for ours is known. A PySide6 that is built otherwise is left alone.
"""

from __future__ import annotations

import sys
from types import ModuleType

import PySide6.QtCore  # noqa: F401 (which brings the module that is asked for below)

_features = sys.modules.get("shibokensupport.feature")
_reads_source = getattr(_features, "_mod_uses_pyside", None)


def _uses_pyside(module: ModuleType) -> bool:
    assert _reads_source is not None
    return module.__name__.startswith("annotator.") or bool(_reads_source(module))


if _reads_source is not None:
    setattr(_features, "_mod_uses_pyside", _uses_pyside)  # noqa: B010 (mypy knows no such module)
