"""What the tests of practices start from."""

import pytest


@pytest.fixture(scope="module", autouse=True)
def _tree(tree_of_the_module: None) -> None:
    """Every module finds the site's tree."""
