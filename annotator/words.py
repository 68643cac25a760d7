"""Every word that a user sees, in the language that the user reads."""

from __future__ import annotations

import gettext
import locale
import os
import re
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Literal

from annotator import paths

Language = Literal["ar", "en"]
LANGUAGES: tuple[Language, ...] = ("ar", "en")
RIGHT_TO_LEFT: frozenset[str] = frozenset({"ar"})

_DOMAIN = "hashiya"
_current: gettext.NullTranslations = gettext.NullTranslations()
_language: Language = "en"


def system_language() -> Language:
    """The language to begin in: `HASHIYA_LANGUAGE`, else Arabic on an Arabic system, English otherwise."""
    named = [os.environ.get(name) for name in ("HASHIYA_LANGUAGE", "LC_ALL", "LC_MESSAGES", "LANG")]
    wanted = next((name for name in named if name), None) or locale.getlocale()[0] or ""
    return "ar" if re.split(r"[_.@-]", wanted.lower())[0] in ("ar", "arabic") else "en"


def use(language: Language) -> None:
    """Speak `language` from now on, in this whole process; libraries that use gettext follow."""
    global _current, _language
    folder = str(paths.resources() / "locale")
    _current = gettext.translation(_DOMAIN, folder, languages=[language], fallback=True)
    _language = language
    # click looks its own sentences up in gettext's default domain, in the language of LANGUAGE.
    os.environ["LANGUAGE"] = language
    gettext.bindtextdomain(_DOMAIN, folder)
    gettext.textdomain(_DOMAIN)


@contextmanager
def spoken(language: Language) -> Iterator[None]:
    """Speak `language` inside, and then again what was spoken before."""
    before = _language
    use(language)
    try:
        yield
    finally:
        use(before)


def language() -> Language:
    """The language spoken now."""
    return _language


def is_right_to_left() -> bool:
    """Whether the interface runs from right to left now. The article's own direction is another question."""
    return _language in RIGHT_TO_LEFT


def _(message: str) -> str:
    """`message` in the user's language."""
    return _current.gettext(message)


def ngettext(singular: str, plural: str, n: int) -> str:
    """The form of a counted sentence that fits `n`; Arabic has six. `{n}` stands for the number."""
    return _current.ngettext(singular, plural, n).format(n=n)


def pgettext(context: str, message: str) -> str:
    """`message` in the user's language, where the same English word has several meanings."""
    return _current.pgettext(context, message)


def by_language(texts: dict[str, str]) -> str:
    """The text for the language spoken now out of `texts`, else the English one, else any."""
    return texts.get(_language) or texts.get("en") or next(iter(texts.values()), "")


use(system_language())
