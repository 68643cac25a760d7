"""What a card tells of the data: how they are loaded, what a row holds, and what the format could not hold."""

from __future__ import annotations

from collections.abc import Iterator

from annotator.dataset.publishing.columns import TAG, Column
from annotator.dataset.publishing.markdown import cell, table
from annotator.dataset.publishing.publication import HUB_SPLITS, Publication
from annotator.formats.parts import Part

_UNITS = {
    "codepoint": "Offsets count code points, as Python's `str` does: `text[start:end]` are the marked words. "
    "JavaScript and Java count UTF-16 units, Go and Rust bytes; translate there before you slice.",
    "utf16": "Offsets count UTF-16 units, as the format wants them; in Python translate them before you slice.",
    "grapheme": "Offsets count letters with their marks (grapheme clusters); translate them before you slice.",
    "token": "There are no offsets of letters; spans are ranges of tokens.",
}
_HOW = {
    "spacy": "from spacy.tokens import DocBin\n"
    "from spacy.vocab import Vocab\n\n"
    'docs = list(DocBin().from_disk("{path}").get_docs(Vocab()))',
    "csv": 'import pandas as pd\n\nspans = pd.read_csv("{path}", dtype=str, keep_default_na=False)',
    "xlsx": 'import pandas as pd\n\nspans = pd.read_excel("{path}", dtype=str, keep_default_na=False)',
}
_LINES = (
    "from pathlib import Path\n\n"
    'text = Path("{path}").read_text(encoding="utf-8")\n'
    'sentences = [[line.split() for line in part.split("\\n")] for part in text.strip().split("\\n\\n")]'
)
_CLITICS = {
    True: "The particles \u2068و ف ب ل ك\u2069 that are written onto a name are inside of its span.",
    False: "The particles \u2068و ف ب ل ك\u2069 that are written onto a name are outside of its span, unless an "
    "annotator had it otherwise.",
}
_LOST = {
    Part.TEXT: "articles whose text is there as tokens only",
    Part.NESTED: "nested and overlapping spans",
    Part.ALIKE: "spans inside others of the same label, of which it cannot tell which goes on",
    Part.DISCONTINUOUS: "discontinuous spans",
    Part.RELATIONS: "relations",
    Part.ARGUMENTS: "arguments of events",
    Part.ATTRIBUTES: "attributes",
    Part.VALUES: "values of dates",
    Part.NOTES: "notes",
    Part.LAYERS: "annotations of further annotators",
    Part.STATUS: "statuses",
    Part.ABOUT: "sources, addresses and days of publication",
    Part.METADATA: "other things known of an article",
    Part.CHARACTERS: "characters that its files cannot hold, with U+FFFD in their place",
}


def loading(made: Publication) -> Iterator[str]:
    """The section that says how to load it."""
    yield "## Loading"
    if made.columns:
        told = 'from datasets import load_dataset\n\ndata = load_dataset("PATH/OF/THIS/FOLDER")'
        tags = next((column.name for column in made.columns if column.kind == TAG), "")
        if tags:
            told += f'\nnames = data["{HUB_SPLITS[made.data[0].split]}"].features["{tags}"].feature.names'
        yield f"```python\n{told}\n```"
        return
    back = ", such as `hashiya import`" if made.format.reads and made.format.reads_back else ""
    yield (
        f"The files are in the format `{made.format.name}`, for tools that know it{back}. `datasets.load_dataset` may "
        "load them in a shape of its own, or not at all."
    )
    how = _HOW.get(made.format.name, _LINES if made.format.name in ("conll", "wojood") else "")
    if how:
        yield f"```python\n{how.replace('{path}', made.data[0].name)}\n```"


def data(made: Publication) -> Iterator[str]:
    """The sections on what the files hold and do not hold."""
    unit = made.offset_unit
    yield "## Data"
    if made.columns:
        what = "sentence" if unit == "token" else "article as one annotator has it"
        yield f"A row is one {what}."
        yield table(["Column", "Type", "What it holds"], _rows(made.columns, ""))
    yield _UNITS[unit]
    if unit == "token":
        yield _tokens(made)
    yield _CLITICS[made.wish.clitics_inside]
    yield "## What is left out"
    survey = made.survey
    lost = [f"- {_LOST[part]}: {survey.left[part]:,}" for part in Part if survey.left[part]]
    if lost:
        yield f"The format `{made.format.name}` could not carry:\n\n" + "\n".join(lost)
    else:
        yield "The format carries everything that was annotated."
    if survey.unmarked:
        yield f"Articles that are not in it, because nobody annotated them as it was wanted: {survey.unmarked:,}."


def _tokens(made: Publication) -> str:
    options = made.wish.options
    cut = (
        "Tokens are what white space parts, and a span takes all tokens that it touches."
        if options.whole_words
        else "Words are cut wherever a span begins or ends in them: a proclitic and a name are two tokens."
    )
    return f"{cut} Tags are in the scheme {options.scheme}."


def _rows(columns: tuple[Column, ...], before: str) -> Iterator[list[str]]:
    for column in columns:
        kind = "object" if column.inner else {TAG: "tag"}.get(column.kind, column.kind)
        yield [f"`{before}{column.name}`", "list of " * column.depth + kind, cell(column.about)]
        yield from _rows(column.inner, f"{before}{column.name}{'[]' * column.depth}.")
