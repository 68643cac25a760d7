"""Reading files of columns as Articles: what CoNLL's and Wojood's have in common."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import BinaryIO

from annotator.errors import BadInput
from annotator.formats.bundle import BadLine, Defaults, Found, Note
from annotator.formats.columns import DOCSTART, Columns, Row, articles, looked_at
from annotator.formats.json_parts import Gathered
from annotator.formats.tokenised import Sentence, bundle_of
from annotator.words import _


def read_columns(
    stream: BinaryIO,
    defaults: Defaults,
    columns_of: Callable[[list[str]], Columns],
    sentence_of: Callable[[Sequence[Row], int, Gathered], Sentence],
    told: Callable[[Columns], str] | None = None,
) -> Iterator[Found]:
    """An Article for each -DOCSTART-, or for each sentence where there is none. `columns_of` tells by the first lines
    how the file is made, `sentence_of` makes a Sentence of the rows of one, in an Article that begins at a line; `told`
    says at the end how the file was read."""
    gathered, count = Gathered(), 0
    try:
        lines = looked_at(stream, defaults.encoding)
        columns = columns_of(lines)
        apart = not (lines and lines[0].startswith(DOCSTART))
        for found in articles(stream, defaults.encoding, columns):
            if isinstance(found, BadLine):
                yield found
                continue
            line, sentences = found
            if not sentences:
                gathered.count(_("Articles without any token were left out: {count}."), line)
                continue
            count += 1
            yield bundle_of([sentence_of(rows, line, gathered) for rows in sentences], line, defaults, gathered)
    except BadInput as error:
        yield BadLine(1, str(error))
        return
    if apart and count > 1:
        yield Note(0, _("There is no -DOCSTART- line, so each sentence became an article of its own."))
    if count and told is not None:
        yield Note(0, told(columns))
    yield from gathered.notes()
