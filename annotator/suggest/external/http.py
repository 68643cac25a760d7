"""Asking an HTTP service as carefully as a stranger has to be asked: no detours, nothing endless."""

from __future__ import annotations

import http.client
import urllib.error
import urllib.request
from typing import Any

import orjson

from annotator.errors import BadInput
from annotator.suggest.external import wire
from annotator.suggest.external.foreign import OutsideTrouble
from annotator.suggest.external.outside import Outside, host_of, is_this_machine
from annotator.suggest.external.waiting import within
from annotator.words import _

_TOLD = 2_000
"""Bytes of an error's own words that are read."""


def ask(
    outside: Outside, path: str, message: object = None, *, seconds: float, key: str = "", most: int = wire.MOST_BYTES
) -> dict[str, Any]:
    """What the service of a recommender answers at a path below its address, as a JSON object; `message` is posted as
    JSON where there is one.

    Redirects are not followed, so that a text only goes where the user said; this machine is asked without any proxy.
    A key goes over https alone, or stays on this machine. Raises OutsideTrouble.
    """
    address = outside.address.rstrip("/") + path
    host = host_of(address)
    if key and not address.startswith("https:") and not is_this_machine(host):
        raise OutsideTrouble(_("The key for {host} is not sent over http; use https.").format(host=host))
    body = None if message is None else orjson.dumps(message)
    headers = {"Content-Type": "application/json", "Accept": "application/json", "User-Agent": "Hashiya"}
    if key:
        headers["Authorization"] = f"Bearer {key}"
    request = urllib.request.Request(address, body, headers)
    try:
        status, answered = within(seconds, lambda: _fetched(request, host, seconds, most))
        why = _refusal(status, answered)
        if not why:
            return wire.read(answered)
    except TimeoutError:
        why = _("it did not answer within {seconds:g} seconds").format(seconds=seconds)
    except urllib.error.URLError as error:
        if isinstance(error.reason, TimeoutError):
            why = _("it did not answer within {seconds:g} seconds").format(seconds=seconds)
        else:
            why = _("it cannot be reached: {detail}").format(detail=error.reason)
    except (OSError, http.client.HTTPException, ValueError) as error:
        why = _("it cannot be reached: {detail}").format(detail=error)
    except BadInput as error:
        why = str(error)
    raise OutsideTrouble(
        _("The recommender “{name}” at {host} did not help: {why}.").format(name=outside.name, host=host, why=why)
    )


def _fetched(request: urllib.request.Request, host: str, seconds: float, most: int) -> tuple[int, bytes]:
    """The status of an answer and its bytes, of one that refuses only the first."""
    try:
        with _opener(host).open(request, timeout=seconds) as answer:
            read: bytes = answer.read(most + 1)
    except urllib.error.HTTPError as error:
        with error:
            return error.code, error.read(_TOLD)
    if len(read) > most:
        raise BadInput(_("it answered with more than {size} MB").format(size=most >> 20 or 1))
    return 200, read


def _opener(host: str) -> urllib.request.OpenerDirector:
    """Opens http and https alone, and goes nowhere else when it is told to."""
    opener = urllib.request.OpenerDirector()
    for handler in (
        urllib.request.ProxyHandler({} if is_this_machine(host) else None),
        urllib.request.HTTPHandler(),
        urllib.request.HTTPSHandler(),
        urllib.request.HTTPDefaultErrorHandler(),
        urllib.request.HTTPErrorProcessor(),
        urllib.request.UnknownHandler(),
    ):
        opener.add_handler(handler)
    return opener


def _refusal(status: int, answered: bytes) -> str:
    """Why it refused, in one clause; '' where it did not."""
    match status:
        case 200:
            return ""
        case 301 | 302 | 303 | 307 | 308:
            return _("it sends to another address, which is not followed")
        case 401 | 403:
            return _("it wants another key")
        case 429:
            return _("it is busy")
        case _:
            words = wire.shown(answered)
            return _("it answered with the status {status} {words}").format(status=status, words=words).strip()
