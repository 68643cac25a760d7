"""Letters that stand in for characters which a library would leave out or turn into plain spaces."""

from __future__ import annotations

from annotator.formats.html_text import Element

_LETTERS = tuple(map(chr, range(0x10600, 0x10737)))
"""Linear A: letters to every program, and in no article, for nobody can read them."""
_PLAIN = frozenset(" \t\n\r")
_FORM_FEED = "\f"


class StandIns:
    """Puts stand-ins into the texts of a tree, and takes them out of what became of them."""

    def __init__(self, root: Element) -> None:
        found: set[str] = set()
        for element in root.iter():
            found.update(element.text or "", element.tail or "")
        changed = sorted(char for char in found if _is_changed(char))
        free = [letter for letter in _LETTERS if letter not in found]
        self._done = str.maketrans(dict(zip(changed, free, strict=False)) | {_FORM_FEED: " "})
        self._undone = str.maketrans(dict(zip(free, changed, strict=False)))
        if changed:
            for element in root.iter():
                if element.text:
                    element.text = element.text.translate(self._done)
                if element.tail:
                    element.tail = element.tail.translate(self._done)

    def undone(self, text: str) -> str:
        """The text with what the stand-ins stand for."""
        return text.translate(self._undone)


def _is_changed(char: str) -> bool:
    """Whether libraries that clean texts change it: spaces but the plain ones, and what cannot be printed, such as
    joiners, bidi marks, and letters that Python does not know yet."""
    return char == "\u2424" or (char not in _PLAIN and (char.isspace() or not char.isprintable()))
