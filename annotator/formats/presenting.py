"""What people call each format, what it is for, and what has to be installed for it."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from importlib.util import find_spec

from annotator.formats.bundle import Format
from annotator.words import _

LIBRARIES = {"datasets": "pyarrow", "excel": "xlsxwriter", "spacy": "spacy", "uima": "cassis"}
"""The module by which an extra is known to be installed."""


class Family(StrEnum):
    """What formats are for, in the order in which they are offered."""

    TRAINING = "training"
    TOOLS = "tools"
    READING = "reading"

    @property
    def heading(self) -> str:
        return {
            Family.TRAINING: _("For training"),
            Family.TOOLS: _("For other annotation tools"),
            Family.READING: _("To look at"),
        }[self]


@dataclass(frozen=True, slots=True)
class Presented:
    """A format's human name, one line on what it is for and who reads it, and its family."""

    title: str
    purpose: str = ""
    family: Family = Family.TOOLS


def presented(known: Format) -> Presented:
    """How a format is presented, in the user's language; one that nobody has written about goes by its name."""
    return _all().get(known.name) or Presented(known.name)


def lacking(known: Format) -> str:
    """What has to be installed before a format can be used, as a sentence; empty where nothing has."""
    module = LIBRARIES.get(known.needs)
    if module is None or find_spec(module) is not None:
        return ""
    return _('It needs a library that is not installed. Get it with: pip install "hashiya[{extra}]"').format(
        extra=known.needs
    )


def in_order(formats: tuple[Format, ...]) -> list[Format]:
    """Formats as they are offered: family by family, each in the order of the words below."""
    order = list(_all())
    families = list(Family)

    def place(known: Format) -> tuple[int, int]:
        number = order.index(known.name) if known.name in order else len(order)
        return families.index(presented(known).family), number

    return sorted(formats, key=place)


def _all() -> dict[str, Presented]:
    training, reading = Family.TRAINING, Family.READING
    return {
        "jsonl": Presented(
            _("JSON Lines"),
            _("All that the project holds. For Python, datasets, pandas and DuckDB, and to take in again"),
            training,
        ),
        "huggingface": Presented(
            _("Hugging Face (JSON Lines)"),
            _("A sentence a line: tokens and tags, as numbers and as names. For Transformers"),
            training,
        ),
        "huggingface-parquet": Presented(
            _("Hugging Face (Parquet)"),
            _("The same in columns, with the names of the tags where datasets looks for them"),
            training,
        ),
        "spacy": Presented(
            _("spaCy"),
            _("A DocBin for spacy train: outermost spans as entities, all of them in a span group"),
            training,
        ),
        "conll": Presented(
            _("CoNLL 2003"), _("A token and its tag a line. For most trainers of sequence taggers"), training
        ),
        "wojood": Presented(
            _("Wojood"), _("A token and all its nested tags a line. For the trainers of that corpus"), training
        ),
        "brat": Presented(_("brat"), _("A text and its annotations an article, with the labels. For brat's server")),
        "doccano": Presented(_("doccano"), _("An article a line, with spans and relations. For doccano")),
        "label-studio": Presented(
            _("Label Studio"), _("Tasks with the work of all annotators. For Label Studio, with its set-up beside them")
        ),
        "prodigy": Presented(_("Prodigy"), _("An article a line for each annotator, with tokens. For Prodigy")),
        "webanno": Presented(_("WebAnno TSV 3"), _("A table of tokens an article. For WebAnno and INCEpTION")),
        "uima-xmi": Presented(_("UIMA XMI"), _("A CAS a layer, with its type system. For INCEpTION, DKPro and Java")),
        "uima-json": Presented(_("UIMA CAS JSON"), _("The same in JSON. For INCEpTION and dkpro-cassis")),
        "w3c": Presented(
            _("Web Annotation (W3C)"), _("Linked data with quotes and positions, in JSON-LD. For archives and the web")
        ),
        "html": Presented(
            _("Page to read"), _("The marked articles on one page. For any browser, to print and to send"), reading
        ),
        "xlsx": Presented(
            _("Excel table"), _("A span a row, with the words around it. For Excel and LibreOffice"), reading
        ),
        "csv": Presented(_("CSV table"), _("A span a row, with the words around it. For any program"), reading),
        "txt": Presented(_("Plain text"), _("An article a file, without annotations"), reading),
    }
