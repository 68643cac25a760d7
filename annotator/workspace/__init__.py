"""The hall: one open project and all that may be done with it. Both faces of the program speak to it alone."""

from annotator.edits.report import BadImport, Remark, Report
from annotator.edits.story import LogEntry
from annotator.model.status_word import status_word
from annotator.store.presets import schema_named, schema_names
from annotator.suggest.suggestion import Suggestion, as_level
from annotator.workspace.dating import WEEK_STARTS
from annotator.workspace.designing import Example
from annotator.workspace.hall import Workspace
from annotator.workspace.making import Changed
from annotator.workspace.occurrences import Occurrence, Standing
from annotator.workspace.proposing import NOTHING_PROPOSED, Proposed, RecommenderInUse

__all__ = [
    "NOTHING_PROPOSED",
    "WEEK_STARTS",
    "BadImport",
    "Changed",
    "Example",
    "LogEntry",
    "Occurrence",
    "Proposed",
    "RecommenderInUse",
    "Remark",
    "Report",
    "Standing",
    "Suggestion",
    "Workspace",
    "as_level",
    "schema_named",
    "schema_names",
    "status_word",
]
