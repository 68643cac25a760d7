"""What an action of the window is: its words, its key, its icon."""

from __future__ import annotations

from annotator.frozen import frozen


@frozen
class Spec:
    """One action. `key` is its shortcut; `told_key` is only shown, where the article view obeys the key itself."""

    name: str
    text: str
    key: str = ""
    icon: str = ""
    told_key: str = ""
    needs_project: bool = True
    is_switch: bool = False


SEPARATOR = Spec("", "")
