"""What there is to import: files, folders and archives with their formats, and the Labels that they bring."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

from annotator import formats
from annotator.errors import BadInput
from annotator.formats.bundle import Bundle, Defaults, Format, Found, Note
from annotator.formats.labels.colours import unused
from annotator.formats.labels.drafts import kind_of
from annotator.formats.labels.names import former, is_ours, our_names, titles_of
from annotator.formats.labels.remarks import Remarks, check_number
from annotator.formats.page import cannot_be_read
from annotator.formats.tree import is_archive, opened
from annotator.frozen import frozen
from annotator.model.problems import is_argument
from annotator.model.schema import SAME, Kind, Label, RelationLabel, Role, Schema
from annotator.paths import is_file
from annotator.words import _, ngettext

_PAGES, _PARTS = (".html", ".htm"), "_files"
_NAMED = 5
"""Files that a sentence names."""


@frozen
class Source:
    """One file, or one folder or archive that is read as a whole, and the format that it is read in."""

    path: Path
    format: Format
    passed_over: str = ""
    """Why nothing is read from it, though it is there."""

    @property
    def size(self) -> int:
        """The bytes that are to be read of it; of a folder those of all files in it."""
        if self.passed_over:
            return 0
        if self.path.is_dir():
            return sum(path.stat().st_size for path in self.path.rglob("*") if path.is_file())
        return self.path.stat().st_size

    def found(self, defaults: Defaults) -> Iterator[tuple[Found, int]]:
        """What is found in it, each with how many bytes had been read by then. Raises BadInput and OSError."""
        if self.passed_over:
            yield Note(0, self.passed_over), 0
            return
        defaults = defaults.of(self.path)
        with _naming(self.path):
            tree = self.format.read_tree
            if tree is not None and (self.format.read is None or self.path.is_dir() or is_archive(self.path)):
                for one in tree(opened(self.path), defaults):
                    yield one, 0
                return
            assert self.format.read is not None
            with self.path.open("rb") as stream:
                for one in self.format.read(stream, defaults):
                    yield one, stream.tell()


@contextmanager
def _naming(path: Path) -> Iterator[None]:
    """What is wrong with a file as a whole is told with its name."""
    try:
        yield
    except BadInput as error:
        raise BadInput(_("“{path}”: {reason}").format(path=path, reason=error)) from error


def sources_of(paths: Iterable[Path], format_name: str | None = None) -> list[Source]:
    """The files, folders and archives to read, in order; a folder of single files is each file in it, recursively.
    Pages there that we made for reading are passed over, unless there is nothing else.

    Raises BadInput for one that is not there, that no format knows, or where a folder has nothing to import.
    """
    named = _named(format_name) if format_name is not None else None
    out: list[Source] = []
    for path in paths:
        if os.path.isdir(path):  # noqa: PTH112 (Path.is_dir raises for names that no file can have)
            out += _of_folder(path, named)
        elif not is_file(path):
            raise BadInput(_("There is no file “{path}”.").format(path=path))
        else:
            with _naming(path):
                known = named or formats.found_out(path)
            if known is None:
                raise BadInput(
                    _("“{path}” is of no kind that can be imported; known endings: {known}").format(
                        path=path, known=", ".join(_endings())
                    )
                )
            out.append(Source(path, known))
    return out


def _named(name: str) -> Format:
    known = formats.by_name(name)
    if known is None or not known.reads:
        names = ", ".join(f.name for f in formats.FORMATS if f.reads)
        raise BadInput(_("“{name}” is no format to import from; known: {known}").format(name=name, known=names))
    return known


def _endings() -> list[str]:
    return list(dict.fromkeys(suffix for known in formats.FORMATS if known.reads for suffix in known.suffixes))


def _of_folder(folder: Path, named: Format | None) -> list[Source]:
    found = sorted(_files_in(folder))
    hidden = [path for path in found if path.name.startswith(".")]
    files = [path for path in found if not path.name.startswith(".")]
    if named is not None and named.read_tree is not None:
        return [Source(folder, named)]
    tree = formats.of_tree([path.name for path in files]) if named is None else None
    if tree is not None and _is_all_of(files, tree):
        return [Source(folder, tree), *_others(folder, files, tree)]
    inside = []
    for path in files:
        if path.suffix.lower() in (_endings() if named is None else named.suffixes):
            with _naming(path):
                known = named or formats.found_out(path)
            inside += [Source(path, known)] if known is not None else []
    if not inside:
        raise BadInput(_("The folder “{path}” holds no files that can be imported.").format(path=folder))
    return [*_without_ours(inside), *_hidden(folder, hidden, inside[0].format)]


def _without_ours(inside: list[Source]) -> list[Source]:
    """The same, with pages that we made passed over, unless there is nothing else."""
    pages = (source.path for source in inside if source.format is formats.webpage.FORMAT)
    ours = set(filter(formats.is_for_reading, pages))
    if len(ours) == len(inside):
        return inside
    return [replace(one, passed_over=cannot_be_read()) if one.path in ours else one for one in inside]


def _hidden(folder: Path, files: Iterable[Path], known: Format) -> Iterator[Source]:
    """What says which hidden files of a folder are not read; systems put such files beside those that one sees."""
    others = [path.relative_to(folder).as_posix() for path in files if path.suffix.lower() in _endings()]
    if others:
        told = ngettext("{n} hidden file was passed over:", "{n} hidden files were passed over:", len(others))
        names = [*others[:_NAMED], *(["…"] if len(others) > _NAMED else [])]
        yield Source(folder, known, passed_over=f"{told} {', '.join(names)}")


def _is_all_of(files: Iterable[Path], tree: Format) -> bool:
    """Whether files with the ending of a format of folders are of it, as far as they tell: a table may end in .tsv."""
    own = (path for path in files if path.suffix.lower() in tree.suffixes)
    return tree.read is None or all(formats.found_out(path) is tree for path in own)


def _others(folder: Path, files: Iterable[Path], tree: Format) -> Iterator[Source]:
    """What says which files of a folder are not read, as the folder is of one format and these are of others."""
    own = {*tree.suffixes, *((".txt",) if tree is formats.brat.FORMAT else ())}
    endings = set(_endings()) - own
    others = [path for path in files if path.suffix.lower() in endings and formats.found_out(path) not in (None, tree)]
    if others:
        told = ngettext(
            "{n} file here is of another kind and was not read; import it by itself:",
            "{n} files here are of other kinds and were not read; import them by themselves:",
            len(others),
        )
        names = [path.relative_to(folder).as_posix() for path in others[:_NAMED]]
        names += ["…"] if len(others) > _NAMED else []
        yield Source(folder, tree, passed_over=f"{told} {', '.join(names)}")


def _files_in(folder: Path) -> Iterator[Path]:
    """The files anywhere in `folder`. One that may not be looked into is an error: nothing is left out in silence."""

    def stop(error: OSError) -> None:
        raise error

    for place, folders, names in os.walk(folder, onerror=stop):
        pages = {Path(name).stem for name in names if Path(name).suffix.lower() in _PAGES}
        # Browsers put the pictures, styles and frames of a page beside it.
        # What is hidden belongs to the system, or to other programs.
        folders[:] = [
            name
            for name in folders
            if not (name.startswith(".") or (name.endswith(_PARTS) and name.removesuffix(_PARTS) in pages))
        ]
        yield from (path for name in names if (path := Path(place, name)).is_file())


def unreadable(error: OSError) -> BadInput:
    """The sentence for a file that cannot be read."""
    return BadInput(_("“{path}” cannot be read: {reason}").format(path=error.filename, reason=error.strerror))


def with_missing(schema: Schema, sources: Iterable[Source], defaults: Defaults) -> tuple[Schema, list[str]]:
    """The Schema with the Labels and Relation labels that the sources use and it lacks, and the names of these. What
    their names tell of dates makes them dates, what the files say are events become events with the Roles that are
    there, everything else becomes an entity. Names that a Schema cannot have become titles and former names of good
    ones, so that data with them is understood.

    Raises BadInput where there are more than a Schema may have.
    """
    labels: dict[str, None] = {}
    relations: dict[str, None] = {}
    roles: dict[str, dict[str, None]] = {}
    chains = {SAME}
    for source in sources:
        for one, _done in source.found(defaults):
            if isinstance(one, Bundle) and one.layer is not None:
                own = {span.uid: schema.now_called(span.label) for span in one.layer.spans}
                chains |= one.chains
                for name, some in one.events.items():
                    if schema.label(schema.now_called(name)) is None:
                        roles.setdefault(name, {}).update((role, None) for role in sorted(some) if is_ours(role))
                labels |= dict.fromkeys(name for name in own.values() if schema.label(name) is None)
                relations |= dict.fromkeys(
                    arrow.label
                    for arrow in one.layer.relations
                    if schema.relation(arrow.label) is None
                    and not is_argument(schema, arrow, own.get(arrow.source, ""))
                    and arrow.label not in roles.get(own.get(arrow.source, ""), ())
                )
                with _naming(source.path):
                    check_number(len(labels), _("labels that the schema does not have"))
                    check_number(
                        len(relations) + sum(map(len, roles.values())), _("relations that the schema does not have")
                    )
    colors = unused(label.color for label in schema.labels)
    ours = our_names((*(label.name for label in schema.labels), *labels), "Label", Remarks())
    added = [
        Label(
            ours[name],
            Kind.EVENT if name in roles else kind_of(name),
            next(colors),
            roles=tuple(map(Role, roles.get(name, ()))),
            titles=titles_of(name, ours[name]),
            formerly=former(name, ours[name]),
        )
        for name in labels
    ]
    ours = our_names((*(label.name for label in schema.relations), *relations), "Relation", Remarks())
    arrows = [
        RelationLabel(
            ours[name],
            symmetric=name in chains,
            transitive=name in chains,
            titles=titles_of(name, ours[name]),
            formerly=former(name, ours[name]),
        )
        for name in relations
    ]
    whole = replace(schema, labels=(*schema.labels, *added), relations=(*schema.relations, *arrows))
    return whole, [*(label.name for label in added), *(arrow.name for arrow in arrows)]
