"""A licence is told in the words of the Hub, whichever of its names is given."""

from __future__ import annotations

import pytest

from annotator.dataset.publishing.licences import Licence, licence_named
from annotator.errors import BadInput


def test_the_names_of_the_hub_and_of_spdx_mean_the_same() -> None:
    wanted = Licence("odc-by", "ODC-By-1.0", "https://spdx.org/licenses/ODC-By-1.0.html")
    assert licence_named("odc-by") == licence_named("ODC-By-1.0") == licence_named(" odc-BY-1.0 ") == wanted


def test_where_nothing_is_said_it_is_unknown() -> None:
    assert licence_named("") == licence_named("unknown") == Licence("unknown")
    assert not licence_named("").is_known


def test_terms_of_ones_own_have_an_address() -> None:
    assert licence_named("https://example.org/terms") == Licence("other", "", "https://example.org/terms")
    assert licence_named("other") == Licence("other")


@pytest.mark.parametrize(
    ("wrong", "near"), [("cc-by", "cc-by-4.0"), ("CC BY SA 4.0", "cc-by-sa-4.0"), ("our own", "cc0-1.0")]
)
def test_a_name_that_means_nothing_is_refused_with_those_that_are_near(wrong: str, near: str) -> None:
    with pytest.raises(BadInput, match=near):
        licence_named(wrong)
