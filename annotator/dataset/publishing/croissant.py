"""`croissant.json`: the dataset for programs that know MLCommons' Croissant format, version 1.1.

Each split is a record set whose fields are the columns of its file. What lies deeper than the keys of a column's
objects (the attributes of a Span, the arguments of an event) has no place in a field and is in the file alone.
"""

from __future__ import annotations

from typing import Any

import orjson

from annotator import __version__
from annotator.dataset.publishing.columns import NUMBER, REAL, TAG, Column, offset_unit
from annotator.dataset.publishing.publication import HUB_SPLITS, DataFile, Publication, counted
from annotator.model.split import Split

VERSION = "http://mlcommons.org/croissant/1.1"

_OF_CROISSANT = (
    "arrayShape", "citeAs", "column", "containedIn", "equivalentProperty", "extract", "field", "fileObject",
    "fileProperty", "fileSet", "format", "includes", "isArray", "isLiveDataset", "jsonPath", "key", "md5",
    "parentField", "path", "recordSet", "references", "regex", "repeated", "replace", "samplingRate", "separator",
    "source", "subField", "transform",
)  # fmt: skip
_CONTEXT: dict[str, Any] = {
    "@language": "en",
    "@vocab": "https://schema.org/",
    "cr": "http://mlcommons.org/croissant/",
    "rai": "http://mlcommons.org/croissant/RAI/",
    "dct": "http://purl.org/dc/terms/",
    "sc": "https://schema.org/",
    "conformsTo": "dct:conformsTo",
    "data": {"@id": "cr:data", "@type": "@json"},
    "examples": {"@id": "cr:examples", "@type": "@json"},
    "dataType": {"@id": "cr:dataType", "@type": "@vocab"},
    "name": {"@container": "@language"},
    "description": {"@container": "@language"},
    **{word: f"cr:{word}" for word in _OF_CROISSANT},
}
_MEDIA_TYPES = {
    ".jsonl": "application/jsonlines",
    ".json": "application/json",
    ".jsonld": "application/ld+json",
    ".parquet": "application/x-parquet",
    ".csv": "text/csv",
    ".xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    ".zip": "application/zip",
    ".xml": "application/xml",
    ".spacy": "application/octet-stream",
}


_TYPES = {NUMBER: "sc:Integer", TAG: "sc:Integer", REAL: "sc:Float"}


def croissant(made: Publication) -> bytes:
    """The file, as JSON-LD."""
    told: dict[str, Any] = {
        "@context": _CONTEXT,
        "@type": "sc:Dataset",
        "name": made.wish.title,
        "description": _about(made),
        "conformsTo": VERSION,
        "inLanguage": "ar",
        "keywords": ["Arabic", "news", "annotated text"],
    }
    if made.wish.licence.link:
        told["license"] = made.wish.licence.link
    if made.changed:
        told["dateModified"] = made.changed
    told |= {
        "rai:dataAnnotationPlatform": f"Hashiya {__version__}",
        "rai:dataAnnotationProtocol": f"The guidelines in README.md and schema.json, version {made.schema_version}.",
        "rai:dataAnnotationAnalysis": _agreement(made),
        "distribution": [_file(file) for file in made.files],
        "recordSet": [_record_set(made.columns, file) for file in made.data] if made.columns else [],
    }
    return orjson.dumps(told, option=orjson.OPT_INDENT_2 | orjson.OPT_APPEND_NEWLINE)


def _about(made: Publication) -> str:
    survey = made.survey
    unit = {"codepoint": "code points", "utf16": "UTF-16 units", "token": "tokens"}[offset_unit(made.format.name)]
    return (
        f"{counted(survey.articles.total(), 'Arabic news article')} with {counted(survey.spans(), 'span')} of "
        f"{counted(len(survey.labels), 'label')}. Ranges count {unit}. README.md has splits, labels and guidelines."
    )


def _agreement(made: Publication) -> str:
    count = made.survey.agreement.of()
    if count.f1 is None:
        return "No spans of two annotators could be compared."
    return (
        f"F1 over what two annotators have done, all pairs together: {count.f1:.3f} of spans with the same range and "
        f"label, {count.range_f1:.3f} of spans with the same range, {count.overlap_f1:.3f} of spans that overlap."
    )


def _file(file: DataFile) -> dict[str, Any]:
    ending = "." + file.name.rpartition(".")[2]
    return {
        "@type": "cr:FileObject",
        "@id": file.name,
        "name": file.name.rpartition("/")[2],
        "contentUrl": file.name,
        "contentSize": f"{file.size} B",
        "encodingFormat": _MEDIA_TYPES.get(ending, "text/plain"),
        "sha256": file.sha256,
    }


def _record_set(columns: tuple[Column, ...], file: DataFile) -> dict[str, Any]:
    name = HUB_SPLITS[file.split]
    return {
        "@type": "cr:RecordSet",
        "@id": name,
        "name": name,
        "description": f"The rows of the split “{name}”.",
        "field": [_split(name, file.split), *(_field(column, file.name, name) for column in columns)],
    }


def _split(name: str, split: Split) -> dict[str, Any]:
    part = {Split.TRAIN: "training", Split.DEV: "validation", Split.TEST: "test"}[split]
    return {
        "@type": "cr:Field",
        "@id": f"{name}/split",
        "name": "split",
        "description": f"The {part} split.",
        "dataType": ["sc:Text", "cr:Split"],
        "value": name,
    }


def _field(column: Column, file: str, above: str) -> dict[str, Any]:
    told = _described(column, above)
    if column.inner:
        told["subField"] = [
            _described(inner, f"{above}/{column.name}") | {"source": _source(file, column.name, inner.name)}
            for inner in column.inner
            if not inner.inner
        ]
        return told
    return told | {"source": _source(file, column.name)}


def _described(column: Column, above: str) -> dict[str, Any]:
    told: dict[str, Any] = {
        "@type": "cr:Field",
        "@id": f"{above}/{column.name}",
        "name": column.name,
        "description": column.about,
    }
    if not column.inner:
        told["dataType"] = _TYPES.get(column.kind, "sc:Text")
    if column.depth:
        told |= {"isArray": True, "arrayShape": ",".join(["-1"] * column.depth)}
    return told


def _source(file: str, column: str, key: str = "") -> dict[str, Any]:
    told: dict[str, Any] = {"fileObject": {"@id": file}, "extract": {"column": column}}
    return told | {"transform": {"jsonPath": key}} if key else told
