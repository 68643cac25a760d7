"""Pages saved as one file, MHTML (RFC 2557): the page itself among its pictures and styles, and where it was from."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from annotator.errors import BadInput
from annotator.frozen import frozen
from annotator.words import _

if TYPE_CHECKING:
    from email.message import EmailMessage

MOST_BYTES = 200_000_000
"""Of one file with all its pictures."""
_NESTED = re.compile(rb"multipart/", re.IGNORECASE)
_MOST_NESTED = 50
"""Messages in one another; Python's parser of them calls itself for each."""
_HEADER = re.compile(rb"(?:[!-9;-~]+:[^\r\n]*\r?\n(?:[ \t][^\r\n]*\r?\n)*)+", re.DOTALL)


@frozen
class Saved:
    """The HTML of a page, the encoding that was told with it, if any, and its address, if any."""

    html: bytes
    encoding: str | None
    url: str


def is_mhtml(beginning: bytes) -> bool:
    """Whether a file begins as saved pages do: with the header of a message of several parts."""
    header = _HEADER.match(beginning.lstrip())
    return header is not None and b"multipart/" in header[0].lower() and b"mime-version:" in header[0].lower()


def saved_page(data: bytes) -> Saved:
    """The page in a file. Raises BadInput."""
    from email import message_from_bytes, policy  # here, for the start: few files are such
    from email.errors import MessageError

    if len(data) > MOST_BYTES or len(_NESTED.findall(data)) > _MOST_NESTED:
        raise BadInput(_("it is too large, or has too many parts, for a saved page"))
    try:
        message = message_from_bytes(data.lstrip(), policy=policy.default)
        pages = [part for part in message.walk() if part.get_content_type() in ("text/html", "application/xhtml+xml")]
        if not pages:
            raise BadInput(_("there is no page in it"))
        first = pages[0]
        html = first.get_payload(decode=True)
        address = next(filter(None, map(str, _addresses(message, first))), "")
        encoding = first.get_content_charset()
    except (MessageError, ValueError, LookupError, AttributeError, TypeError, RecursionError) as error:
        raise BadInput(_("it is no saved page that can be read")) from error
    return Saved(html if isinstance(html, bytes) else b"", encoding, address.strip())


def _addresses(message: EmailMessage, page: EmailMessage) -> list[object]:
    told = (page.get("Content-Location"), message.get("Snapshot-Content-Location"), message.get("Content-Location"))
    return [value for value in told if str(value or "").strip().startswith(("http://", "https://"))]
