"""What may be handed to dkpro-cassis: XML without a document type, and types whose features have plain names.

Cassis reads XML with entities resolved, and makes Python classes of the types in a file: the names of features become
source text there. So both are looked at first, with a parser that does neither, and refused in words.
"""

from __future__ import annotations

import codecs
import keyword
from dataclasses import dataclass, field
from typing import Any
from xml.parsers import expat

import orjson

from annotator.errors import BadInput
from annotator.formats.encoding import decode
from annotator.formats.units import Unit, to_code_points
from annotator.words import _

_XMI = "http://www.omg.org/XMI id"
_DEEPEST = 60
_MOST_LETTERS = 2**20
"""Letters of one text: cassis holds some hundred bytes for each."""
_MOST_LOOKED_AT = 2**28
"""Letters that cassis may look through for offsets that are not in their text: it goes through all of it for each."""

Offsets = dict[int, tuple[int, int]]
"""Begin and end of feature structures by their ids, as a file has them, in a unit that is yet to be found out."""


@dataclass(slots=True)
class Looked:
    """What one look at an XML file found: offsets by id, and what its `name` elements say."""

    offsets: Offsets = field(default_factory=dict)
    feature_names: list[str] = field(default_factory=list)
    texts: list[str] = field(default_factory=list)

    def check(self) -> None:
        """Raises BadInput where cassis would fail on it, or take too much time or memory."""
        for name in self.feature_names:
            check_feature(name)
        text = "".join(self.texts)
        if len(text) > _MOST_LETTERS:
            raise BadInput(_("its text has more than {most} letters").format(most=_MOST_LETTERS))
        places = (place for both in self.offsets.values() for place in both)
        outside = sum(to_code_points(text, place, Unit.UTF16) is None for place in places)
        if outside * len(text) > _MOST_LOOKED_AT:
            raise BadInput(_("{count} of its offsets lie outside of the text").format(count=outside))


def look_at(text: str) -> Looked:
    """Parse XML without believing it. Raises BadInput for what is no XML, declares a document type or is too deep."""
    parser = expat.ParserCreate(namespace_separator=" ")
    looking = _Looking(parser)
    try:
        parser.Parse(text, True)
    except expat.ExpatError as error:
        detail = expat.errors.messages.get(error.code, "?")
        raise BadInput(
            _("line {line}: {reason}").format(line=error.lineno, reason=_("not XML: {detail}").format(detail=detail))
        ) from None
    looking.found.check()
    return looking.found


class _Looking:
    def __init__(self, parser: expat.XMLParserType) -> None:
        self.found = Looked()
        self._open: list[str] = []
        self._letters: list[str] = []
        parser.StartDoctypeDeclHandler = self._doctype
        parser.StartElementHandler = self._start
        parser.EndElementHandler = self._end
        parser.CharacterDataHandler = self._letters.append

    def _doctype(self, *_declared: object) -> None:
        raise BadInput(_("it declares a document type (<!DOCTYPE …>), which can do harm and is never needed here"))

    def _start(self, tag: str, says: dict[str, str]) -> None:
        if len(self._open) >= _DEEPEST:
            raise BadInput(_("its elements are nested too deeply"))
        self._open.append(tag.rpartition(" ")[2])
        self._letters.clear()
        if "sofaString" in says:
            self.found.texts.append(says["sofaString"])
        if _XMI in says and "begin" in says and "end" in says:
            try:
                self.found.offsets[int(says[_XMI])] = int(says["begin"]), int(says["end"])
            except ValueError:
                raise BadInput(_("a span's start and end must be whole numbers")) from None

    def _end(self, _tag: str) -> None:
        if self._open[-2:] == ["featureDescription", "name"]:
            self.found.feature_names.append("".join(self._letters).strip())
        self._open.pop()
        self._letters.clear()


def check_feature(name: object) -> None:
    """Raises BadInput for a feature that is not called as UIMA's are."""
    if not isinstance(name, str) or not name.isidentifier() or keyword.iskeyword(name) or name.startswith("__"):
        raise BadInput(_("it has a feature with the name “{name}”, which is none").format(name=str(name)[:80]))


def cas_json(data: bytes) -> tuple[str, Offsets]:
    """The text of a CAS JSON file, looked through, and the offsets in it. Raises BadInput."""
    text = decode(data.removeprefix(codecs.BOM_UTF8), "utf-8")
    try:
        held = orjson.loads(text)
    except orjson.JSONDecodeError as error:
        raise BadInput(_("not JSON: {detail}").format(detail=error.msg)) from None
    structures = held.get("%FEATURE_STRUCTURES") if isinstance(held, dict) else None
    types = held.get("%TYPES", {}) if isinstance(held, dict) else None
    if not isinstance(structures, list) or not isinstance(types, dict):
        raise BadInput(_("it is no CAS JSON: “%FEATURE_STRUCTURES” is missing"))
    if not all(type(_get(one, "%ID")) is int for one in structures):
        raise BadInput(_("it is no CAS JSON: “%ID” is missing or is no whole number"))
    looked = Looked({one["%ID"]: (one["begin"], one["end"]) for one in structures if _has_range(one)})
    for features in types.values():
        looked.feature_names += [name for name in features if name[:1] != "%"] if isinstance(features, dict) else []
    looked.texts += [one["sofaString"] for one in structures if _get(one, "sofaString") is not None]
    if not all(isinstance(one, str) for one in looked.texts):
        raise BadInput(_("“text” is missing or is not a text"))
    looked.check()
    return text, looked.offsets


def _get(one: Any, name: str) -> Any:
    return one.get(name) if isinstance(one, dict) else None


def _has_range(one: Any) -> bool:
    return all(type(_get(one, name)) is int for name in ("%ID", "begin", "end"))
