"""Takes back what PySide6 does to each `import` of the program.

`from __feature__ import snake_case` renames the methods of Qt for one module. To serve that, PySide6 puts a function of
its own in the place of `__import__` and reads the source of each module that is loaded after itself. Nobody asks for it
here, and for hundreds of imports it is a twentieth of the start.
"""

from __future__ import annotations

import builtins

_import = builtins.__import__
import PySide6.QtCore  # noqa: E402, F401 (for what it does to the one above)

builtins.__import__ = _import
