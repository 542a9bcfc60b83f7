"""Options of the whole test suite."""

from __future__ import annotations

import pytest


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--accept",
        action="store_true",
        help="rewrite what Markdown cases and help pages expect with what the program gives now",
    )


@pytest.fixture
def accept(request: pytest.FixtureRequest) -> bool:
    """Whether to rewrite expectations instead of comparing."""
    return bool(request.config.getoption("--accept"))
