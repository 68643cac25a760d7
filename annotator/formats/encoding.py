"""Bytes to text, once, and never by guessing."""

from __future__ import annotations

import codecs
import re
from typing import BinaryIO

from annotator.errors import BadInput
from annotator.model.check import unwritable
from annotator.words import _

_DECLARATION = re.compile(r"\s*<\?xml\s[^>]*?\?>")
_NAMED = re.compile(rb"""^\s*<\?xml\s[^>]*?encoding\s*=\s*["']([A-Za-z0-9._-]+)""")
LONGEST = 2**26
"""Bytes of a file with one text, and of one line or value of a file with many: nothing longer is held in memory."""

_MARKS = ((codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be"))

_NO_TEXTS = frozenset({"idna", "punycode", "raw_unicode_escape", "unicode_escape", "raw-unicode-escape"})
_NO_TEXTS |= {"unicode-escape", "undefined", "utf-7"}
"""Encodings of Python that are for other things, and give letters that no project can keep or take hours for them."""


def encoding_of(beginning: bytes, named: str | None) -> tuple[str, int]:
    """The encoding to read with, and how many bytes of byte order mark to leave out.

    A mark decides; without one it is what the user `named`, else UTF-8. Raises BadInput for an unknown name.
    """
    for mark, encoding in _MARKS:
        if beginning.startswith(mark) and beginning[2:4] != b"\0\0":  # that is the mark of UTF-32
            return encoding, len(mark)
    if named is None:
        return "utf-8", 0
    try:
        "".encode(named)  # refuses what turns no text into bytes, such as rot13
        name = codecs.lookup(named).name
        if name in _NO_TEXTS:
            raise LookupError(name)
        return name, 0
    except (LookupError, ValueError):
        raise BadInput(
            _("There is no encoding called “{name}”. The usual ones are utf-8, utf-16 and windows-1256.").format(
                name=named
            )
        ) from None


def decode(data: bytes, encoding: str) -> str:
    """`data` as text; raises BadInput that says where it fails and how to name another encoding."""
    try:
        return data.decode(encoding)
    except UnicodeError as error:
        raise BadInput(
            _(
                "byte {position} is not {encoding}. If the text is in another encoding, name it with --encoding "
                "(windows-1256 is the usual one for older Arabic files)"
            ).format(position=getattr(error, "start", 0), encoding=encoding.upper())
        ) from error


def xml_text(data: bytes, named: str | None = None) -> str:
    """XML without its first line's declaration, so that nothing but this decides on its encoding: a byte order mark,
    what the user `named`, or the declaration, in this order. Raises BadInput."""
    found = _NAMED.match(data[:200])
    encoding, mark = encoding_of(data[:4], named or (found.group(1).decode() if found else None))
    return _DECLARATION.sub("", decode(data[mark:], encoding), count=1)


def all_of(stream: BinaryIO) -> bytes:
    """The bytes of a file that is read as a whole; raises BadInput for one that is too large for that."""
    data = stream.read(LONGEST + 1)
    if len(data) > LONGEST:
        raise BadInput(
            _("it is larger than {most} MiB, too much for a file that is read as a whole").format(most=LONGEST // 2**20)
        )
    return data


def too_long() -> str:
    """The sentence for a line or value that is longer than `LONGEST`."""
    return _("a value is longer than {most} MiB").format(most=LONGEST // 2**20)


def unmarked_utf16() -> str:
    """The sentence for NUL bytes in a file whose encoding nobody named."""
    return _(
        "it contains NUL bytes. If it is UTF-16 without a byte order mark, name the encoding with --encoding "
        "(utf-16-le is the usual one)"
    )


def fault_of(text: str) -> str | None:
    """Why `text` cannot be an Article's text, or None where it can."""
    return unwritable(text) or (None if text.strip() else _("there is no text in it"))
