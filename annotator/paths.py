"""Where things are: what travels with the program, and the user's own folders."""

from __future__ import annotations

import os
from functools import cache
from pathlib import Path

import platformdirs

_PACKAGE = Path(__file__).resolve().parent
_CHECKOUT = _PACKAGE.parent


def is_file(path: Path) -> bool:
    """Whether there is a file at `path`; there is none under a name that no file can have, or that nobody may see."""
    return os.path.isfile(path)  # noqa: PTH113 (Path.is_file raises for such names before Python 3.14)


def is_there(path: Path) -> bool:
    """Whether there is anything at `path`; there is nothing under a name that nothing can have."""
    return os.path.exists(path)  # noqa: PTH110 (Path.exists raises for such names before Python 3.14)


def in_checkout() -> bool:
    """Whether the program runs from a checkout rather than from an installed wheel."""
    return _is_checkout(_CHECKOUT)


@cache
def _is_checkout(folder: Path) -> bool:
    return (folder / "pyproject.toml").is_file() and (folder / "resources").is_dir()


def _travelling(name: str) -> Path:
    return (_CHECKOUT if in_checkout() else _PACKAGE) / name


def resources() -> Path:
    """The folder with schemas, fonts, icons and translations."""
    return _travelling("resources")


def seeds() -> Path:
    """The folder with the two sample articles."""
    return _travelling("seeds")


def projects_folder() -> Path:
    """Where new projects are offered a place: the user's documents."""
    return Path(platformdirs.user_documents_dir()) / "Hashiya"


def exports_folder() -> Path:
    """Where exports land by default: `exports/` of a checkout, the user's documents otherwise."""
    return _CHECKOUT / "exports" if in_checkout() else projects_folder()


def sample_project() -> Path:
    """Where the sample project is kept."""
    return (_CHECKOUT if in_checkout() else projects_folder()) / "sample.hashiya"


def preferences_file() -> Path:
    """The INI file with the window's state, the language and the recent projects.

    `HASHIYA_PREFERENCES` in the environment names another folder.
    """
    folder = os.environ.get("HASHIYA_PREFERENCES") or platformdirs.user_config_dir("hashiya", appauthor=False)
    return Path(folder) / "hashiya.ini"


def allowed_file() -> Path:
    """The file with what the user has allowed to be started or asked, beside the preferences."""
    return preferences_file().with_name("allowed.json")


def encoders_file() -> Path:
    """The file with the encoders that the user has chosen for projects, beside the preferences."""
    return preferences_file().with_name("encoders.json")


def cache_folder() -> Path:
    """Where things are kept that can be made again. `HASHIYA_CACHE` in the environment names another folder."""
    return Path(os.environ.get("HASHIYA_CACHE") or platformdirs.user_cache_dir("hashiya", appauthor=False))


def login_name() -> str:
    """The login name of the user, or `annotator` where there is none that can be read."""
    import getpass  # here, for the start of the window

    try:
        name = " ".join(getpass.getuser().split())
    except (OSError, KeyError, ImportError):
        name = ""
    return name if name and name.isprintable() else "annotator"
