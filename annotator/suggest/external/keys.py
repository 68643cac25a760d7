"""Keys for services, in the key store of the system: never in a project, never in a file of ours."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from annotator.errors import BadInput
from annotator.words import _

if TYPE_CHECKING:
    from types import ModuleType

_SERVICE = "hashiya"


def key_for(address: str) -> str:
    """The key that the user keeps for the host of an address; '' where there is none, or no key store."""
    try:
        keyring = _keyring()
    except BadInput:
        return ""
    try:
        key = str(keyring.get_password(_SERVICE, _host(address)) or "").strip()
    except keyring.errors.KeyringError:
        return ""
    return key if _is_key(key) else ""


def keep_key(address: str, key: str) -> None:
    """Keep a key for the host of an address; an empty one forgets it. Raises BadInput where there is no key store."""
    keyring = _keyring()
    if not _is_key(key := key.strip()):
        raise BadInput(_("That is no key: keys are of Latin letters, digits and signs. It was not kept."))
    try:
        if key:
            keyring.set_password(_SERVICE, _host(address), key)
        elif keyring.get_password(_SERVICE, _host(address)):
            keyring.delete_password(_SERVICE, _host(address))
    except keyring.errors.KeyringError as error:
        raise BadInput(
            _("The key store of this system cannot be used: {detail}. The key was not kept.").format(detail=error)
        ) from error


def _is_key(key: str) -> bool:
    """Whether it can be sent: in the head of a message, which ends at the end of a line."""
    return key.isascii() and (key.isprintable() and " " not in key)


def _host(address: str) -> str:
    """What a key belongs to: the scheme, host and port, so that it is sent nowhere else."""
    parts = urlsplit(address)
    return f"{parts.scheme}://{parts.netloc}".lower()


def _keyring() -> ModuleType:
    try:
        import keyring
        import keyring.errors
    except ImportError as error:
        raise BadInput(
            _('Keys stand in the key store of the system, which needs: pip install "hashiya[external]"')
        ) from error
    return keyring
