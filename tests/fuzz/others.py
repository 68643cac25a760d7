"""What else is read from outside: files of labels, and times in words. Their promises, and good examples of them."""

from __future__ import annotations

import json
from datetime import date
from functools import lru_cache

from annotator import paths
from annotator.arabic import dates
from annotator.errors import AnnotatorError
from annotator.formats.label_studio_config import configuration
from annotator.formats.labels import read_labels
from annotator.model.check import unwritable
from annotator.model.clock import day_given
from annotator.model.schema_json import from_json, to_json
from annotator.workspace import Workspace
from tests.fuzz.cases import Case
from tests.fuzz.limits import limited
from tests.fuzz.promise import Ground, Outcome, check_sentence, insist
from tests.helpers.builders import AUTHOR, small_schema
from tests.helpers.shared import SHARED

_DOCCANO = [
    {
        "id": 1,
        "text": "PERS",
        "prefix_key": None,
        "suffix_key": "p",
        "background_color": "#ff0000",
        "text_color": "#fff",
    },
    {"id": 2, "text": "منظّمة دولية", "suffixKey": "o", "backgroundColor": "#00ff00", "description": "شركة"},
]
_BRAT = """
[entities]
<PLACE>=GPE|LOC
!Thing
\tPERS\tشخص
\tGPE
LOC
[relations]
MemberOf\tArg1:PERS, Arg2:<PLACE>, <REL-TYPE>:symmetric-transitive
[events]
Meet\tAgent+:PERS, Place?:<PLACE>, Time{1-2}:<ANY>
[attributes]
Tense\tArg:<EVENT>, Value:past|future
"""


@lru_cache(maxsize=1)
def files_of_labels() -> list[Case]:
    """Good ones: our own schemas, what we write for Label Studio, and those of the tools."""
    found = [Case(path.name, path.read_bytes()) for path in sorted((paths.resources() / "schemas").glob("*.json"))]
    found += [
        Case("small.json", json.dumps(to_json(small_schema())).encode()),
        Case("annotation.conf", _BRAT.encode()),
        Case("config.xml", configuration(small_schema())),
        Case("label_types.json", json.dumps(_DOCCANO).encode()),
        Case("relation_types.jsonl", "\n".join(map(json.dumps, _DOCCANO)).encode()),
    ]
    tools = SHARED / "data" / "tools"
    theirs = [*tools.rglob("annotation.conf"), *tools.rglob("label_config*")] if tools.is_dir() else []
    return [*found, *(Case(path.name, path.read_bytes()) for path in sorted(theirs))]


def labels_are_read(case: Case, ground: Ground) -> Outcome:
    """Read the labels, and make a project with them. Raises Broken and Exceeded."""
    assert isinstance(case.content, bytes)
    with ground.place() as place:
        try:
            with limited(case.size):
                schema = read_labels(case.content, case.name).schema
        except AnnotatorError as error:
            check_sentence(str(error), case.name, most=20_000)  # each fault of a schema is a line of its own
            return Outcome.REFUSED
        insist(from_json(to_json(schema)) == schema, "the schema is not the same when it is read again")
        project = place / "new.hashiya"
        Workspace.create(project, schema=schema, annotator=AUTHOR).close()
        with Workspace.open(project) as workspace:
            insist(workspace.schema == schema, "the project has another schema")
        return Outcome.READ


@lru_cache(maxsize=1)
def words() -> list[Case]:
    """Sentences with times in them, and days as people type them."""
    gold = (paths.resources().parent / "tests" / "data" / "dates_gold_dev.jsonl").read_bytes().splitlines()
    sentences = [json.loads(line)["sentence"] for line in gold[::4]]
    typed = ["2026-01-27", "2026-01-27T09:30:00Z", "2026-W05", "٢٧ يناير ٢٠٢٦"]
    return [Case("words.txt", one.encode()) for one in (*typed, *sentences)]


def times_are_found(case: Case, _ground: Ground) -> Outcome:
    """Look for times in the words, and take them for a day. Raises Broken and Exceeded."""
    assert isinstance(case.content, bytes)
    text = case.content.decode("utf-8", "replace")
    if unwritable(text):
        return Outcome.REFUSED
    with limited(case.size):
        found = dates.find(text, date(2026, 1, 27))
    for one in found:
        insist(0 <= one.start < one.end <= len(text), "a time lies outside of the text")
    try:
        day = day_given(text)
        insist(not day or date.fromisoformat(day), "a day is none")
    except AnnotatorError:
        return Outcome.REFUSED
    return Outcome.READ
