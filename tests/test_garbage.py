"""While an answer is computed the garbage collector pauses, and afterwards it goes on."""

from __future__ import annotations

import gc
from collections.abc import Iterator

import pytest

from fsq_beancount.progress.garbage import uncollected


@pytest.fixture(autouse=True)
def as_it_was() -> Iterator[None]:
    """Leave the collector as other tests expect it."""
    enabled = gc.isenabled()
    gc.enable()
    yield
    (gc.enable if enabled else gc.disable)()


def test_the_collector_pauses_and_goes_on() -> None:
    with uncollected():
        assert not gc.isenabled()
    assert gc.isenabled()


def test_it_goes_on_after_an_error() -> None:
    with pytest.raises(ValueError, match="broken"), uncollected():
        raise ValueError("broken")
    assert gc.isenabled()


def test_who_has_turned_it_off_keeps_it_off() -> None:
    gc.disable()
    with uncollected():
        pass
    assert not gc.isenabled()


def test_a_decorated_function_pauses_it_each_time() -> None:
    @uncollected()
    def enabled() -> bool:
        return gc.isenabled()

    assert [enabled(), enabled(), gc.isenabled()] == [False, False, True]
