"""What people call each format, what it is for, and what has to be installed for it."""

from __future__ import annotations

from enum import StrEnum
from importlib.util import find_spec

from annotator.formats.bundle import Format
from annotator.frozen import frozen
from annotator.words import _, ngettext

LIBRARIES = {"datasets": "pyarrow", "excel": "xlsxwriter", "spacy": "spacy", "uima": "cassis", "web": "trafilatura"}
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


@frozen
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
    return _('It needs a library: pip install "hashiya[{extra}]"').format(extra=known.needs)


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
        "jsonl": Presented("JSON Lines", _("All that the project holds, for Python and to take in again"), training),
        "huggingface": Presented(
            "Hugging Face, JSON Lines", _("Sentences as tokens and tags, for Transformers"), training
        ),
        "huggingface-parquet": Presented(
            "Hugging Face, Parquet", _("The same in columns, quicker to load in datasets"), training
        ),
        "spacy": Presented("spaCy", _("A DocBin, for spacy train"), training),
        "conll": Presented("CoNLL 2003", _("A token and its tag a line, for most trainers"), training),
        "wojood": Presented("Wojood", _("A token and all its nested tags a line"), training),
        "brat": Presented("brat", _("A text and its annotations an article")),
        "doccano": Presented("doccano", _("An article a line, with spans and relations")),
        "label-studio": Presented("Label Studio", _("Tasks with the work of all annotators")),
        "prodigy": Presented("Prodigy", _("An article a line for each annotator, with tokens")),
        "webanno": Presented("WebAnno TSV 3", _("A table of tokens an article, for INCEpTION too")),
        "uima-xmi": Presented("UIMA XMI", _("A CAS a layer, for INCEpTION, DKPro and Java")),
        "uima-json": Presented("UIMA CAS JSON", _("The same in JSON, for dkpro-cassis too")),
        "w3c": Presented(_("Web Annotation (W3C)"), _("Linked data in JSON-LD, for archives and the web")),
        "html": Presented(_("Page to read"), _("The marked articles, to look at, print and send"), reading),
        "xlsx": Presented(_("Excel table"), _("A span a row, for Excel and LibreOffice"), reading),
        "csv": Presented(_("CSV table"), _("A span a row, for any program"), reading),
        "webpage": Presented(_("Web page"), _("A saved page, as an article without annotations"), reading),
        "feed": Presented(_("News feed"), _("RSS or Atom, an article for each entry"), reading),
        "docx": Presented(_("Word document"), _("An article a file, without annotations"), reading),
        "txt": Presented(_("Plain text"), _("An article a file, without annotations"), reading),
    }


def written_words(known: Format, written: int) -> str:
    """How much was written, as a sentence: lines, files, spans or articles, whichever a writer of the format counts."""
    if known.name in ("jsonl", "prodigy"):
        return ngettext("{n} line was written.", "{n} lines were written.", written)
    if known.name.startswith("uima"):
        return ngettext("{n} file was written.", "{n} files were written.", written)
    if known.name in ("csv", "xlsx"):
        return ngettext("{n} span was written.", "{n} spans were written.", written)
    return ngettext("{n} article was written.", "{n} articles were written.", written)
