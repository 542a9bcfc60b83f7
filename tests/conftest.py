"""Options and surroundings of the whole test suite."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck
from hypothesis import settings

# Tests import what other tests have made by hand, however pytest is started.
_ROOT = str(Path(__file__).resolve().parents[1])
if _ROOT not in sys.path:
    sys.path.insert(0, _ROOT)

# A machine under load is slow to make examples, and that is no fault of what they test.
settings.register_profile("rubrikdsl", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("rubrikdsl")

collect_ignore_glob = ["corpus/*"]
"""Files that once broke something are read by tests of their own, never by the plugin for rubrics."""


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


@pytest.fixture(scope="session")
def has_postgres() -> Iterator[bool]:
    """Whether a PostgreSQL is connected: one for all tests of a process."""
    from tests.properties.databases import connected

    with connected() as found:
        yield found


@pytest.fixture
def database(has_postgres: bool) -> None:
    """A test that needs the server is left out, with a notice, where there is none to be had."""
    from tests.properties.postgres import MISSING

    if not has_postgres:
        pytest.skip(MISSING)


@pytest.fixture(autouse=True, scope="session")
def _own_cache(tmp_path_factory: pytest.TempPathFactory) -> object:
    """Tests share a cache of their own, never the user's."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("RUBRIK_CACHE", str(tmp_path_factory.mktemp("cache")))
        yield
