"""What is ordered of a dataset, what was found out for it, and how it is remembered for the next one."""

from __future__ import annotations

from pathlib import Path

from annotator.dataset.publishing.survey import Survey
from annotator.desktop.dialogs.export.choice import Choice, remember
from annotator.desktop.dialogs.export.tally import Tally
from annotator.desktop.preferences import Preferences
from annotator.frozen import frozen

PLACE = "publish"
"""Where preferences keep what was chosen."""


@frozen
class Order:
    """A dataset that is wanted: what goes in and how, its title, its licence (a name, an address or nothing), whether
    the annotators are named, and the folder that is to be made."""

    choice: Choice
    title: str
    licence: str
    with_names: bool
    folder: Path

    def remember(self, preferences: Preferences) -> None:
        """Keep what the next dataset may have, too: all but the title."""
        remember(preferences, self.choice, self.folder.parent, of=PLACE)
        preferences.put(f"{PLACE}/licence", self.licence)
        preferences.put(f"{PLACE}/with_names", "yes" if self.with_names else "no")


@frozen
class Outlook:
    """What a dataset would hold, and what each Article would lose."""

    survey: Survey
    tally: Tally
    is_divided: bool
