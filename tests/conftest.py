"""Fixtures that the tests share."""

from __future__ import annotations

import os
import shutil
from contextlib import ExitStack
from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

import pytest
from browser import launch
from built import build
from fava.application import create_app
from hypothesis import is_hypothesis_test, settings
from playwright.sync_api import sync_playwright
from serve import FavaServer

# What a test costs is measured by the benchmarks: a busy machine is no failure.
# Fewer examples keep the whole under a quarter of an hour; `make test-long` tries more.
LONG = bool(os.environ.get("FSQ_LONG"))
settings.register_profile("patient", deadline=None, max_examples=40)
settings.register_profile("long", deadline=None, max_examples=200)
settings.load_profile("long" if LONG else "patient")

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from flask.testing import FlaskClient
    from playwright.sync_api import Browser
    from served_page import Serve

# Data for tests that is not in the repository: fixture, and the variable that names its folder.
OUTSIDE_DATA = {
    "shared_ledgers": "FSQ_SHARED_LEDGERS",
    "shared_cases": "FSQ_SHARED_CASES",
    "shared_exports": "FSQ_SHARED_EXPORTS",
}

# Folders of tests that meet Click or Babel and what they know of languages.
SHELL = {"cli", "i18n"}


class StartFava(Protocol):
    """What the fixture `fava_server` gives."""

    def __call__(
        self, *ledgers: str | Path, prefix: str = "", options: Sequence[str] = ()
    ) -> FavaServer:
        """Starts Fava for ledgers: their text, or the paths of their files."""
        ...


def pytest_report_header() -> list[str]:
    """Says what is tested with, and which tests are left out for want of their data."""
    return (
        [f"fava-{version('fava')}, beancount-{version('beancount')}"]
        + [
            f"{variable} is not set: tests with the fixture {fixture} are not collected"
            for fixture, variable in OUTSIDE_DATA.items()
            if variable not in os.environ
        ]
        + ([] if LONG else ["FSQ_LONG is not set: tests marked as long are not collected"])
    )


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Marks tests by fixtures and folders, and leaves out those that lack data or time.

    How much of the code is reached is measured where that is the same in every run and everywhere:
    not by what Hypothesis makes up, nor by data from elsewhere. These tests repeat a few lines of
    the code many times, and being measured would more than double the time that they take.
    """
    missing = {name for name, variable in OUTSIDE_DATA.items() if variable not in os.environ}
    kept: list[pytest.Item] = []
    left_out: list[pytest.Item] = []
    for item in items:
        fixtures = set(getattr(item, "fixturenames", ()))
        if "browser" in fixtures:
            item.add_marker("browser")
        if "fava_server" in fixtures:
            item.add_marker("fava")
        if fixtures & OUTSIDE_DATA.keys() or is_hypothesis_test(getattr(item, "obj", None)):
            item.add_marker("no_cover")
        if item.path.parent.name in SHELL:
            item.add_marker("shell")
        is_too_long = item.get_closest_marker("long") is not None and not LONG
        (left_out if fixtures & missing or is_too_long else kept).append(item)
    config.hook.pytest_deselected(items=left_out)
    items[:] = kept


@pytest.fixture(scope="session")
def shared_ledgers() -> Path:
    """The folder of ledgers of other people, from FSQ_SHARED_LEDGERS."""
    return Path(os.environ["FSQ_SHARED_LEDGERS"]).resolve(strict=True)


@pytest.fixture(scope="session")
def real_ledgers(shared_ledgers: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of those ledgers, because Beancount writes its load cache beside a file."""
    return Path(shutil.copytree(shared_ledgers, tmp_path_factory.mktemp("real") / "ledgers"))


@pytest.fixture(scope="session")
def shared_cases() -> Path:
    """The folder of worked cases, from FSQ_SHARED_CASES."""
    return Path(os.environ["FSQ_SHARED_CASES"]).resolve(strict=True)


@pytest.fixture(scope="session")
def shared_exports() -> Path:
    """The folder of exports of banks and brokers, from FSQ_SHARED_EXPORTS."""
    return Path(os.environ["FSQ_SHARED_EXPORTS"]).resolve(strict=True)


@pytest.fixture(scope="session")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel, built from a copy of the checkout."""
    return build("wheel", tmp_path_factory.mktemp("wheel"))


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """A Chromium for the whole run; a test opens a context or page of its own in it."""
    with sync_playwright() as playwright:
        chromium = launch(playwright)
        yield chromium
        chromium.close()


@pytest.fixture
def serve(tmp_path: Path) -> Serve:
    """Serves ledgers as Fava does, within the test's own process."""

    def serve(*ledgers: str, **options: bool) -> FlaskClient:
        paths = []
        for number, text in enumerate(ledgers):
            path = tmp_path / f"{number}.beancount"
            path.write_text(text, encoding="utf-8")
            paths.append(path)
        # Polling, since the system's file watchers are few when tests run side by side.
        return create_app(paths, load=True, poll_watcher=True, **options).test_client()

    return serve


@pytest.fixture
def fava_server(tmp_path: Path) -> Iterator[StartFava]:
    """Starts real Fava processes, which end with the test."""
    with ExitStack() as running:

        def start(
            *ledgers: str | Path, prefix: str = "", options: Sequence[str] = ()
        ) -> FavaServer:
            paths = []
            for number, ledger in enumerate(ledgers):
                if isinstance(ledger, str):
                    path = tmp_path / ("main.beancount" if number == 0 else f"{number}.beancount")
                    path.write_text(ledger, encoding="utf-8")
                else:
                    path = ledger
                paths.append(path)
            server = running.enter_context(FavaServer(*paths, prefix=prefix, options=options))
            # pytest shows it with a test that failed: the traceback of a page that broke.
            running.callback(lambda: print(server.output()))
            return server

        yield start
