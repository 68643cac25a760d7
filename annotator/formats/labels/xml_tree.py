"""XML as a plain tree, read so that a hostile file can neither grow nor reach outside itself."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from xml.parsers import expat

from annotator.formats.labels.remarks import on_line
from annotator.words import _

_DEEPEST = 60
_MOST = 20_000
"""Elements of one file."""


@dataclass(slots=True)
class Element:
    """One tag with what it says. `tag` is as the file has it; `line`, counted from 1, is where it begins."""

    tag: str
    says: dict[str, str]
    line: int
    children: list[Element] = field(default_factory=list)

    @property
    def kind(self) -> str:
        """The tag in lower case: Label Studio does not tell capitals apart in tags and in what they say."""
        return self.tag.casefold()

    def get(self, name: str) -> str:
        """What it says for the `name`, in lower case, without white space around it; empty where it says nothing."""
        return self.says.get(name, "").strip()

    def below(self) -> Iterator[Element]:
        """All elements in it, at any depth, in the order of the file."""
        for child in self.children:
            yield child
            yield from child.below()


def tree_of(text: str) -> Element:
    """The outermost element of the file. Raises BadInput with the line that is wrong."""
    # Everything that makes XML dangerous begins in a document type: entities that double themselves, and files and
    # addresses that stand for text. Expat tells of a DOCTYPE before it reads what is in it, and the exception raised
    # there ends the parsing; so no entity can ever be declared, and one that is not declared is an error of its own.
    # Nothing external is fetched besides: no ExternalEntityRefHandler is set, and without one expat has no way to.
    parser = expat.ParserCreate()
    grown = _Growing(parser)
    parser.StartDoctypeDeclHandler = grown.doctype
    parser.StartElementHandler = grown.start
    parser.EndElementHandler = grown.end
    try:
        # As a text and not as bytes, so that the encoding that its first line may name has no say.
        parser.Parse(text, True)
    except expat.ExpatError as error:
        detail = expat.errors.messages.get(error.code, "?")
        raise on_line(error.lineno, _("not XML: {detail}").format(detail=detail)) from None
    assert grown.outermost is not None, "expat refuses a file without any element"
    return grown.outermost


class _Growing:
    """What has been read so far."""

    def __init__(self, parser: expat.XMLParserType) -> None:
        self.outermost: Element | None = None
        self._parser = parser
        self._open: list[Element] = []
        self._count = 0

    def doctype(self, *_declared: object) -> None:
        raise on_line(
            self._parser.CurrentLineNumber,
            _("it declares a document type, which labels do not need and which can do harm. Take out <!DOCTYPE …>"),
        )

    def start(self, tag: str, says: dict[str, str]) -> None:
        line = self._parser.CurrentLineNumber
        element = Element(tag, {name.casefold(): value for name, value in says.items()}, line)
        self._count += 1
        if len(self._open) >= _DEEPEST or self._count > _MOST:
            raise on_line(
                line, _("there are too many elements, or too many in one another. Take out what is not needed")
            )
        if self._open:
            self._open[-1].children.append(element)
        else:
            self.outermost = element
        self._open.append(element)

    def end(self, _tag: str) -> None:
        self._open.pop()
