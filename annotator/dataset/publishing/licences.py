"""Licences of datasets, by the names that the Hub and SPDX have for them."""

from __future__ import annotations

from difflib import get_close_matches

from annotator.errors import BadInput
from annotator.frozen import frozen
from annotator.words import _

_CREATIVE = (
    "BY-2.0", "BY-2.5", "BY-3.0", "BY-4.0", "BY-SA-3.0", "BY-SA-4.0", "BY-NC-2.0", "BY-NC-3.0", "BY-NC-4.0",
    "BY-ND-4.0", "BY-NC-ND-3.0", "BY-NC-ND-4.0", "BY-NC-SA-2.0", "BY-NC-SA-3.0", "BY-NC-SA-4.0",
)  # fmt: skip
_ALIKE = (
    "CC0-1.0", "CDLA-Sharing-1.0", "CDLA-Permissive-1.0", "CDLA-Permissive-2.0", "etalab-2.0", "EUPL-1.2",
    "Apache-2.0", "MIT", "BSD-2-Clause", "BSD-3-Clause", "MPL-2.0", "Unlicense", "WTFPL",
)  # fmt: skip
_SPDX = {
    **{name.lower(): name for name in (*(f"CC-{one}" for one in _CREATIVE), *_ALIKE)},
    "odc-by": "ODC-By-1.0",
    "odbl": "ODbL-1.0",
    "pddl": "PDDL-1.0",
    "c-uda": "C-UDA-1.0",
}
"""The Hub's names of licences that data are published under, and SPDX's."""
_CLAUSES = {"by": "Attribution", "sa": "ShareAlike", "nc": "NonCommercial", "nd": "NoDerivatives"}
_TITLES = {
    "cc0-1.0": "Creative Commons Zero 1.0, public domain",
    "cdla-sharing-1.0": "Community Data License Agreement, Sharing 1.0",
    "cdla-permissive-1.0": "Community Data License Agreement, Permissive 1.0",
    "cdla-permissive-2.0": "Community Data License Agreement, Permissive 2.0",
    "etalab-2.0": "Etalab Open Licence 2.0",
    "eupl-1.2": "European Union Public Licence 1.2",
    "odc-by": "Open Data Commons Attribution 1.0",
    "odbl": "Open Data Commons Open Database License 1.0",
    "pddl": "Open Data Commons Public Domain Dedication 1.0",
    "c-uda": "Computational Use of Data Agreement 1.0",
}


@frozen
class Licence:
    """What others may do with a dataset. `hub` is the value of the card's field; `link` is where it can be read, empty
    where that is not known."""

    hub: str = "unknown"
    spdx: str = ""
    link: str = ""

    @property
    def is_known(self) -> bool:
        return self.hub != "unknown"


def licences() -> dict[str, str]:
    """The titles of all licences that have a name, by what the Hub calls them."""
    return {hub: _TITLES.get(hub) or _title(hub, spdx) for hub, spdx in _SPDX.items()}


def _title(hub: str, spdx: str) -> str:
    """
    >>> _title("cc-by-sa-4.0", "CC-BY-SA-4.0"), _title("mit", "MIT")
    ('Creative Commons Attribution-ShareAlike 4.0', 'MIT')
    """
    family, *clauses, version = hub.split("-") if "-" in hub else (hub, "")
    if family != "cc":
        return spdx
    return f"Creative Commons {'-'.join(_CLAUSES[one] for one in clauses)} {version}"


def licence_named(name: str) -> Licence:
    """The licence that the Hub or SPDX calls `name`, or one of somebody's own at the address `name`; the unknown one
    for an empty name. Raises BadInput for any other name, with those that are meant perhaps."""
    told = name.strip()
    if told.lower().startswith(("https://", "http://")) and not any(letter.isspace() for letter in told):
        return Licence("other", link=told)
    low = told.lower()
    if low in ("", "unknown", "other"):
        return Licence(low or "unknown")
    for hub, spdx in _SPDX.items():
        if low in (hub, spdx.lower()):
            return Licence(hub, spdx, f"https://spdx.org/licenses/{spdx}.html")
    near = get_close_matches(low, _SPDX, n=4, cutoff=0.4) or ["cc-by-4.0", "cc-by-sa-4.0", "cc0-1.0", "odc-by"]
    raise BadInput(
        _(
            "“{name}” is no licence that the Hub knows; perhaps {near}. Give the address (https://…) of one of your own"
        ).format(name=name, near=", ".join(near))
    )
