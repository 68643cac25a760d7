"""Names of other programs made ours: ASCII, no two alike; the name as it was stays as the title."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import replace

from annotator.formats.labels.remarks import Remarks
from annotator.model.schema import Role, Schema, Texts
from annotator.words import _

_OURS = re.compile(r"[A-Za-z][A-Za-z0-9_.:-]*")
"""What `annotator.model.schema_json` takes for a name."""

_LONGEST_KEPT = 100
_LONGEST = 40
"""Characters of a name that is made here, before what tells it from others."""

_LETTERS = {
    "ا": "a", "ب": "b", "ت": "t", "ث": "th", "ج": "j", "ح": "h", "خ": "kh", "د": "d", "ذ": "dh", "ر": "r", "ز": "z",
    "س": "s", "ش": "sh", "ص": "s", "ض": "d", "ط": "t", "ظ": "z", "ع": "a", "غ": "gh", "ف": "f", "ق": "q", "ك": "k",
    "ل": "l", "م": "m", "ن": "n", "ه": "h", "و": "w", "ي": "y", "ى": "a", "ة": "a", "ء": "", "ٱ": "a",
    "پ": "p", "چ": "ch", "ژ": "zh", "گ": "g", "ڤ": "v", "ک": "k", "ی": "y", "ہ": "h",
}  # fmt: skip
"""Simple, and not to be read back: letters with a hamza or madda are those without one, and vowels are not guessed."""

_ARABIC = re.compile(r"[\u0600-\u06FF\u0750-\u077F\u08A0-\u08FF\uFB50-\uFDFF\uFE70-\uFEFC]")


def our_names(foreign: Iterable[str], otherwise: str, remarks: Remarks) -> dict[str, str]:
    """Our name for each foreign one, the same whenever the same names are asked for. Good names stay as they are;
    of the others one is made, which begins with `otherwise` where no letter is left to begin with."""
    names = list(dict.fromkeys(foreign))
    ours = {name: name for name in names if is_ours(name)}
    taken, tried = set(ours), dict[str, int]()
    for name in names:
        if name in ours:
            continue
        made = derived = ascii_name(name, otherwise)
        while made in taken:
            tried[derived] = tried.get(derived, 1) + 1
            made = f"{derived}_{tried[derived]}"
        ours[name] = made
        taken.add(made)
        remarks.add(
            _("Names in the data are of ASCII letters and digits. These got new ones, the old are titles: {names}."),
            f"{title_of(name)} = {made}",
        )
    return {name: ours[name] for name in names}


def is_ours(name: str) -> bool:
    """Whether a name may stay as it is."""
    return len(name) <= _LONGEST_KEPT and _OURS.fullmatch(name) is not None


def ascii_name(text: str, otherwise: str) -> str:
    """A name made of `text`, Arabic letters by their nearest Latin ones.

    >>> ascii_name("منظّمة دولية", "Label"), ascii_name("24 ساعة", "Label"), ascii_name("؟", "Label")
    ('mnzma_dwlya', 'Label_24_saaa', 'Label')
    """
    found = "".join(_letter(ch) for ch in unicodedata.normalize("NFKD", text[:_LONGEST]))
    name = re.sub("_+", "_", found)[:_LONGEST].strip("_.:-")
    if not name:
        return otherwise
    return name if name[0].isalpha() else f"{otherwise}_{name}"


def _letter(ch: str) -> str:
    if ch in _LETTERS:
        return _LETTERS[ch]
    if ch.isascii():
        return ch if ch.isalnum() or ch in ".:-" else "_"
    if unicodedata.category(ch) in ("Mn", "Cf") or ch == "ـ":
        return ""
    digit = unicodedata.digit(ch, None)
    return "_" if digit is None else str(digit)


def title_of(text: str) -> str:
    """`text` in one line, without control characters and what UTF-8 cannot hold."""
    return "".join(ch for ch in " ".join(text.split()) if unicodedata.category(ch) not in ("Cc", "Cs"))


def by_script(*texts: str) -> Texts:
    """Texts by language: the first that has Arabic letters for Arabic, and the first without any for English."""
    found: Texts = {}
    for text in map(title_of, texts):
        if text:
            found.setdefault("ar" if _ARABIC.search(text) else "en", text)
    return found


def titles_of(foreign: str, ours: str, *shown: str) -> Texts:
    """The titles of what is called `ours` here, was called `foreign` and was `shown` under other names, in the order
    in which they are preferred. A good name is its own title in English where there is one in Arabic only."""
    titles = by_script(*(name for name in (*shown, foreign) if name != ours))
    return titles | {"en": ours} if foreign == ours and set(titles) == {"ar"} else titles


def former(foreign: str, ours: str) -> tuple[str, ...]:
    """The foreign name as a former one where ours is another: data with it is understood when it comes in."""
    return () if foreign in ("", ours) else (foreign,)


def roles_by_name(schema: Schema) -> dict[str, Role]:
    """Each Role once, for programs that know roles by their names alone. Where Labels call it differently, its title
    has all of these."""
    held: dict[str, list[Role]] = {}
    for label in schema.labels:
        for role in label.roles:
            held.setdefault(role.name, []).append(role)
    titles = {
        name: {
            language: " / ".join(dict.fromkeys(role.titles[language] for role in roles if role.titles.get(language)))
            for language in dict.fromkeys(language for role in roles for language in role.titles)
        }
        for name, roles in held.items()
    }
    return {name: replace(roles[0], titles=titles[name]) for name, roles in held.items()}
