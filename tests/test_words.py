"""Every word that a user sees exists in Arabic, and the languages are chosen as people expect."""

from __future__ import annotations

import ast
import io
import os
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

from annotator import paths, words

babel = pytest.importorskip("babel")
from babel.messages.catalog import Catalog, Message  # noqa: E402
from babel.messages.extract import extract_from_dir  # noqa: E402
from babel.messages.mofile import read_mo, write_mo  # noqa: E402
from babel.messages.pofile import read_po  # noqa: E402

PACKAGE = Path(words.__file__).parent
CATALOGUE = PACKAGE.parent / "resources" / "locale" / "ar" / "LC_MESSAGES" / "hashiya.po"
KEYWORDS = {"_": None, "ngettext": (1, 2), "pgettext": ((1, "c"), 2)}
PLACEHOLDER = re.compile(r"\{(\w*)[^}]*\}")
ARABIC_FORMS = 6


def extracted() -> Iterator[tuple[str, str | tuple[str, ...], str | None]]:
    """Where each message of the program stands, the message, and its context."""
    found = extract_from_dir(str(PACKAGE), method_map=[("**.py", "python")], keywords=KEYWORDS)
    for name, line, message, _comments, context in found:
        yield f"annotator/{name}:{line}", message, context


@pytest.fixture(scope="module")
def catalogue() -> Catalog:
    with CATALOGUE.open("rb") as file:
        return read_po(file, locale="ar")


def texts(message: str | tuple[str, ...]) -> list[str]:
    return [message] if isinstance(message, str) else list(message)


def test_the_program_has_words_to_translate() -> None:
    found = list(extracted())
    assert len(found) > 50
    assert any(isinstance(message, tuple) for _where, message, _context in found)


def test_no_message_is_put_together_before_it_is_looked_up() -> None:
    """An f-string or a variable inside `_()` can be found by no translator."""
    dynamic = re.compile(r"(?<![\w.])(?:_|ngettext|pgettext)\(\s*(?!\s*[\"'(\n])(?!message)(\w+|f[\"'])")
    wrong = [
        f"{path.relative_to(PACKAGE)}: {match.group()}"
        for path in PACKAGE.rglob("*.py")
        if path.name != "words.py"
        for match in dynamic.finditer(path.read_text(encoding="utf-8"))
    ]
    assert wrong == []


def test_no_message_stands_inside_an_f_string() -> None:
    """There it is not found by what collects messages, in Python before 3.12."""
    wrong = [
        f"{path.relative_to(PACKAGE)}:{found.lineno}"
        for path in PACKAGE.rglob("*.py")
        for whole in ast.walk(ast.parse(path.read_bytes()))
        if isinstance(whole, ast.JoinedStr)
        for found in ast.walk(whole)
        if isinstance(found, ast.Call) and isinstance(found.func, ast.Name) and found.func.id in KEYWORDS
    ]
    assert wrong == []


def test_every_message_is_in_arabic(catalogue: Catalog) -> None:
    missing = []
    for where, message, context in extracted():
        known = catalogue.get(texts(message)[0], context)
        if known is None or known.fuzzy or not all(texts(known.string)):
            missing.append(f"{where}: {texts(message)[0]}")
    assert missing == []


def test_every_counted_message_has_the_six_forms_of_arabic(catalogue: Catalog) -> None:
    assert catalogue.num_plurals == ARABIC_FORMS
    for where, message, context in extracted():
        if isinstance(message, tuple):
            known = catalogue.get(message[0], context)
            assert known is not None, where
            assert len(texts(known.string)) == ARABIC_FORMS, where


def placeholders(text: str) -> set[str]:
    return set(PLACEHOLDER.findall(text))


def faults_of(message: Message) -> list[str]:
    singular, plural = placeholders(texts(message.id)[0]), placeholders(texts(message.id)[-1])
    forms = texts(message.string)
    # One and two may be said in Arabic without the number, and where English says one without it.
    loose = ({"n"} | (singular ^ plural)) if len(forms) == ARABIC_FORMS else set()
    return [form for form in forms if not plural - loose <= placeholders(form) <= singular | plural]


def test_every_translation_keeps_its_placeholders(catalogue: Catalog) -> None:
    assert [(message.id, faults_of(message)) for message in catalogue if message.id and faults_of(message)] == []


def test_the_catalogue_has_nothing_that_the_program_does_not_say(catalogue: Catalog) -> None:
    said = {(texts(message)[0], context) for _where, message, context in extracted()}
    held = {(texts(message.id)[0], message.context) for message in catalogue if message.id}
    assert {text for text, context in held - said if text not in clicks()} == set()


@cache
def clicks() -> frozenset[str]:
    """What click says: its help and its errors are in the catalogue too, and no file of ours names them."""
    with (CATALOGUE.parents[2] / "click.pot").open("rb") as file:
        return frozenset(texts(message.id)[0] for message in read_po(file) if message.id)


def test_the_compiled_catalogue_is_that_of_the_readable_one(catalogue: Catalog) -> None:
    compiled = io.BytesIO()
    write_mo(compiled, catalogue)
    compiled.seek(0)
    with CATALOGUE.with_suffix(".mo").open("rb") as file:
        assert said_in(read_mo(file)) == said_in(read_mo(compiled))


def said_in(catalogue: Catalog) -> dict[object, object]:
    """The messages without the header, in which the version of Babel stands."""
    return {(*texts(message.id), message.context): texts(message.string) for message in catalogue if message.id}


@pytest.mark.parametrize(("n", "form"), [(0, 0), (1, 1), (2, 2), (3, 3), (10, 3), (11, 4), (99, 4), (100, 5), (102, 5)])
def test_arabic_counts_with_the_form_that_fits(catalogue: Catalog, n: int, form: int) -> None:
    words.use("ar")
    known = catalogue.get("Import ({n} change)")
    assert known is not None
    said = words.ngettext("Import ({n} change)", "Import ({n} changes)", n)
    assert said == known.string[form].format(n=n)


# Languages


@pytest.mark.parametrize(
    ("environment", "language"),
    [
        ({"LANG": "ar_EG.UTF-8"}, "ar"),
        ({"LANG": "en_US.UTF-8"}, "en"),
        ({"LANG": "fr_FR.UTF-8"}, "en"),
        ({"LANG": "en_US.UTF-8", "LC_ALL": "ar_SY.UTF-8"}, "ar"),
        ({"LANG": "ar_EG.UTF-8", "LC_MESSAGES": "en_GB.UTF-8"}, "en"),
        ({"LANG": "en_US.UTF-8", "HASHIYA_LANGUAGE": "ar"}, "ar"),
        ({"LANG": "ar_EG.UTF-8", "HASHIYA_LANGUAGE": "en"}, "en"),
        ({"LANG": "arn_CL.UTF-8"}, "en"),
        ({"LANG": "C"}, "en"),
        ({"LANG": "ar"}, "ar"),
        ({}, "en"),
    ],
)
def test_the_program_begins_in_arabic_on_an_arabic_system(
    monkeypatch: pytest.MonkeyPatch, environment: dict[str, str], language: str
) -> None:
    for name in ("HASHIYA_LANGUAGE", "LC_ALL", "LC_MESSAGES", "LANG"):
        monkeypatch.delenv(name, raising=False)
    for name, value in environment.items():
        monkeypatch.setenv(name, value)
    monkeypatch.setattr(words.locale, "getlocale", lambda: (None, None))
    assert words.system_language() == language


def test_only_arabic_runs_from_right_to_left() -> None:
    words.use("ar")
    assert (words.language(), words.is_right_to_left()) == ("ar", True)
    words.use("en")
    assert (words.language(), words.is_right_to_left()) == ("en", False)


def test_libraries_are_told_the_language_too() -> None:
    words.use("ar")
    assert os.environ["LANGUAGE"] == "ar"


def test_english_is_what_the_code_says() -> None:
    assert words._("The project has no article “{name}”.") == "The project has no article “{name}”."
    assert words.ngettext("{n} day", "{n} days", 1) == "1 day"
    assert words.ngettext("{n} day", "{n} days", 3) == "3 days"
    assert words.pgettext("status", "new") == "new"


@pytest.mark.parametrize(
    ("texts_by_language", "shown"),
    [({"ar": "نعم", "en": "yes"}, "yes"), ({"ar": "نعم"}, "نعم"), ({"fr": "oui"}, "oui"), ({}, "")],
)
def test_a_text_in_several_languages_is_shown_in_the_nearest(texts_by_language: dict[str, str], shown: str) -> None:
    assert words.by_language(texts_by_language) == shown


def test_the_catalogue_travels_with_the_program() -> None:
    assert (paths.resources() / "locale").is_dir()
