"""The examples on the methods' pages are projects that check clean."""

import pytest

from engine.esp import METHODS
from engine.shelf.page import sections_of
from tests.helpers.runs import check_text, codes


@pytest.mark.parametrize("name", METHODS)
def test_the_example_of_a_method_checks_clean(name: str) -> None:
    example = dict(sections_of(METHODS[name].signature.doc))["Example"]

    cautions = ["W322"] if METHODS[name].signature.outdated else []
    assert codes(check_text(example + "\n")) == cautions
