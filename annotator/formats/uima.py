"""UIMA's CAS, which INCEpTION, DKPro and many Java programs read, as XMI with a type system beside it, or as CAS JSON.

One file a Layer in a folder or a zip. Spans are `custom.Span`, arrows `custom.Relation`, each with a `label`: these are
the generic layers of INCEpTION, so that they arrive in a project that has nothing else. DKPro's sentences (lines) and
tokens go along, for INCEpTION wants them, and `custom.Article` says whose work it is. Offsets are UTF-16 units in the
files; dkpro-cassis counts them.
"""

from __future__ import annotations

import re
import warnings
from collections.abc import Callable, Iterable, Iterator
from typing import TYPE_CHECKING, Any, BinaryIO

from annotator.arabic.tokens import Words
from annotator.errors import BadInput
from annotator.formats.bundle import BadLine, Defaults, Format, Found, Note, Options, Pack
from annotator.formats.characters import NO_XML
from annotator.formats.encoding import all_of, xml_text
from annotator.formats.parts import EVERYTHING, Part, kept
from annotator.formats.tree import Tree, Writing
from annotator.formats.uima_guard import Offsets, cas_json, look_at
from annotator.formats.uima_reader import ARTICLE, RELATION, SPAN, Reading, paired, read_cas
from annotator.model.annotation import Layer
from annotator.model.article import Article
from annotator.model.schema import Schema
from annotator.words import _

if TYPE_CHECKING:
    from cassis import Cas
    from cassis.typesystem import TypeSystem

_SEGMENTATION = "de.tudarmstadt.ukp.dkpro.core.api.segmentation.type."
_SENTENCE, _TOKEN = _SEGMENTATION + "Sentence", _SEGMENTATION + "Token"
_LINE = re.compile(r"[^\s](?:[^\r\n\u2028\u2029]*[^\s])?")
_TYPES = "TypeSystem.xml"
_TEXTS = {
    SPAN: ("label", "timex", "timexType", "note"),
    RELATION: ("label",),
    ARTICLE: ("uid", "title", "source", "url", "published", "annotator", "status"),
}
CARRIES = EVERYTHING - {Part.DISCONTINUOUS}

Loaded = tuple["Cas", Offsets]


def read_xmi(tree: Tree, defaults: Defaults) -> Iterator[Found]:
    """Each .xmi in order, with the type system that stands beside it or in a folder above."""
    types: dict[str, TypeSystem] = {}
    every = tree.names()

    def load(name: str) -> Loaded:
        from cassis import load_cas_from_xmi, load_typesystem

        described = _types_of(name, every)
        if described not in types:
            text = xml_text(tree.read(described))
            look_at(text)
            types[described] = load_typesystem(text)
        text = xml_text(tree.read(name))
        looked = look_at(text)
        return load_cas_from_xmi(text, typesystem=types[described], lenient=True), looked.offsets

    yield from _each([name for name in every if name.lower().endswith(".xmi")], load, defaults)


def _types_of(name: str, every: list[str]) -> str:
    """The type system of a file: the one named after it, else the nearest."""
    stem, folder = name.rpartition(".")[0], name.rpartition("/")[0]
    described = [one for one in every if one.lower().endswith("typesystem.xml")]
    while True:
        near = [one for one in described if one.rpartition("/")[0] == folder]
        if near:
            return next((one for one in near if one.startswith(stem)), near[0])
        if not folder:
            raise BadInput(_("there is no TypeSystem.xml beside it, without which XMI cannot be read"))
        folder = folder.rpartition("/")[0]


def read_json_tree(tree: Tree, defaults: Defaults) -> Iterator[Found]:
    """Each .json in order."""
    names = [name for name in tree.names() if name.lower().endswith(".json")]
    yield from _each(names, lambda name: _loaded_json(tree.read(name)), defaults)


def read_json(stream: BinaryIO, defaults: Defaults) -> Iterator[Found]:
    """The one CAS of a file."""
    yield from _each(["CAS"], lambda _name: _loaded_json(all_of(stream)), defaults)


def _loaded_json(data: bytes) -> Loaded:
    from cassis import load_cas_from_json

    text, offsets = cas_json(data)
    return load_cas_from_json(text), offsets


def _each(names: list[str], load: Callable[[str], Loaded], defaults: Defaults) -> Iterator[Found]:
    """What each of the files holds, or why it holds nothing."""
    _library()
    reading = Reading(defaults)
    for name in names:
        with warnings.catch_warnings(record=True) as warned:
            warnings.simplefilter("always")
            found = _found(name, load, reading)
        # Offsets that do not fit, of which cassis warns too, are told by the reader.
        unknown = sum("not found" in str(one.message) for one in warned)
        if unknown:
            told = _("“{name}”: {count} of types that its type system does not have were left out")
            yield Note(1, told.format(name=name, count=unknown))
        yield from found


def _found(name: str, load: Callable[[str], Loaded], reading: Reading) -> list[Found]:
    try:
        return list(read_cas(*_guarded(load, name), name, 1, reading))
    except BadInput as error:
        return [BadLine(1, _("“{name}”: {reason}").format(name=name, reason=error))]


def _guarded(load: Callable[[str], Loaded], name: str) -> Loaded:
    """What cassis makes of a file; raises BadInput where it fails at it."""
    try:
        return load(name)
    except BadInput:
        raise
    except Exception as error:  # (cassis raises what its parts raise, bare Exceptions among them)
        # Its own sentences say something; what Python says of a fault in it would tell nobody anything.
        told = type(error) in (Exception, RuntimeError) or type(error).__module__.startswith("cassis")
        detail = f" ({str(error)[:200]})" if told else ""
        raise BadInput(_("it is no CAS that can be read{detail}").format(detail=detail)) from error


def _library() -> None:
    """Raises BadInput where dkpro-cassis is not there."""
    try:
        import cassis  # noqa: F401
    except ImportError:
        raise BadInput(_('UIMA files need a library; get it with: pip install "hashiya[uima]"')) from None


def write_xmi(packs: Iterable[Pack], schema: Schema, out: Writing, _options: Options) -> int:
    """Write one .xmi a Layer; returns the number of files."""

    def put(name: str, cas: Cas) -> None:
        out.write(f"{name}.xmi", (cas.to_xmi() or "").encode())

    _library()
    types = _types()
    out.write(_TYPES, (types.to_xml() or "").encode())
    return _write(packs, schema, types, put)


def write_json(packs: Iterable[Pack], schema: Schema, out: Writing, _options: Options) -> int:
    """Write one CAS JSON a Layer; returns the number of files."""
    _library()
    from cassis.typesystem import TypeSystemMode

    def put(name: str, cas: Cas) -> None:
        text = cas.to_json(pretty_print=False, type_system_mode=TypeSystemMode.MINIMAL)
        out.write(f"{name}.json", (text or "").encode())

    return _write(packs, schema, _types(), put)


def _write(packs: Iterable[Pack], schema: Schema, types: TypeSystem, put: Callable[[str, Cas], None]) -> int:
    written = 0
    for number, pack in enumerate(packs, 1):
        for which, layer in enumerate(pack.layers or (None,), 1):
            told = layer and kept(layer, CARRIES, schema)
            put(f"{number:06}-{which:02}", _cas(types, pack.article, told))
            written += 1
    return written


def _types() -> TypeSystem:
    """The types that we write."""
    from cassis import TypeSystem

    types = TypeSystem()
    for name in (_SENTENCE, _TOKEN, SPAN, RELATION, ARTICLE):
        types.create_type(name)
    for name, features in _TEXTS.items():
        for feature in features:
            types.create_feature(name, feature, "uima.cas.String")
    types.create_feature(SPAN, "attributes", "uima.cas.StringArray")
    types.create_feature(ARTICLE, "metadata", "uima.cas.StringArray")
    for end in ("Governor", "Dependent"):
        types.create_feature(RELATION, end, SPAN)
    return types


def _cas(types: TypeSystem, article: Article, layer: Layer | None) -> Cas:
    from cassis import Cas

    text = article.text
    cas = Cas(typesystem=types, sofa_string=text, sofa_mime="text/plain")
    array = types.get_type("uima.cas.StringArray")

    def put(kind: str, start: int, end: int, pairs: tuple[str, list[str]] | None = None, **says: Any) -> Any:
        one = types.get_type(kind)(begin=start, end=end, **{name: value for name, value in says.items() if value})
        if pairs and pairs[1]:
            setattr(one, pairs[0], array(elements=pairs[1]))
        cas.add(one)
        return one

    known = ("uid", "title", "source", "url", "published")
    put(
        ARTICLE,
        0,
        len(text),
        ("metadata", [paired(*pair) for pair in article.metadata]),
        **{name: getattr(article, name) for name in known},
        annotator=layer.id.annotator if layer else "",
        status=layer.status.value if layer else "",
    )
    for line in _LINE.finditer(text):
        put(_SENTENCE, *line.span())
    for start, end in Words(text).ranges:
        put(_TOKEN, start, end)
    made = {}
    for span in layer.spans if layer else ():
        pairs = ("attributes", [paired(one.name, one.value) for one in span.attributes])
        says = {"label": span.label, "timex": span.value, "timexType": span.type, "note": span.note}
        made[span.uid] = put(SPAN, span.start, span.end, pairs, **says)
    for arrow in layer.relations if layer else ():
        source, target = made[arrow.source], made[arrow.target]
        put(RELATION, target.begin, target.end, Governor=source, Dependent=target, label=arrow.label)
    return cas


def _is_zip_of(data: bytes, ending: bytes) -> bool:
    return data.startswith(b"PK\3\4") and ending in data


XMI = Format(
    "uima-xmi",
    (".xmi",),
    read_tree=read_xmi,
    write_tree=write_xmi,
    carries=CARRIES - {Part.CHARACTERS},
    sniff=lambda data, _name: _is_zip_of(data, b".xmi"),
    needs="uima",
    forbidden=NO_XML,
)
JSON = Format(
    "uima-json",
    (),
    read=read_json,
    read_tree=read_json_tree,
    write_tree=write_json,
    carries=CARRIES,
    sniff=lambda data, _name: b'"%FEATURE_STRUCTURES"' in data or b'"%TYPES"' in data,
    needs="uima",
)
