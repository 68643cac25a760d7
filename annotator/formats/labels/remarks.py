"""What is lost or changed when labels come in from another program: gathered on the way, told in sentences."""

from __future__ import annotations

from annotator.errors import BadInput
from annotator.words import _

MOST = 1000
"""So many labels, and so many choices, roles or attributes of one, are read; a palette with more could not be used."""

_NAMED, _LONGEST = 12, 80
"""Names that one sentence tells, and characters of each."""


class Remarks:
    """Sentences with the names of what they are true of, in the order in which the first of the names was met."""

    def __init__(self) -> None:
        self._names: dict[str, dict[str, None]] = {}

    def add(self, sentence: str, name: str = "") -> None:
        """`sentence` is true of what is called `name`, and says so in place of its `{names}`."""
        self._names.setdefault(sentence, {})[name] = None

    def told(self) -> tuple[str, ...]:
        """Each sentence once, with all the names that it has room for."""
        return tuple(sentence.format(names=_listed(list(names))) for sentence, names in self._names.items())


def _listed(names: list[str]) -> str:
    more = f" … (+{len(names) - _NAMED})" if len(names) > _NAMED else ""
    return ", ".join(name if len(name) <= _LONGEST else f"{name[:_LONGEST]}…" for name in names[:_NAMED]) + more


def on_line(line: int, reason: str) -> BadInput:
    """The trouble with a line, counted from 1."""
    return BadInput(_("line {line}: {reason}").format(line=line, reason=reason))


def in_line(name: str, line: int) -> str:
    """A name with the line on which it stands, counted from 1."""
    return _("{name} (line {line})").format(name=name, line=line)


def check_number(count: int, what: str) -> None:
    """Raises BadInput where there are more than MOST of `what`."""
    if count > MOST:
        raise BadInput(
            _("it has too many {what}, more than {most}. Take out those that are not needed").format(
                what=what, most=MOST
            )
        )
