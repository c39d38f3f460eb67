"""Many inputs through some processes come back in order, whatever becomes of one of them."""

from __future__ import annotations

import os
import signal
from functools import partial

import pytest

from seized.cli.batch import run_batch
from seized.model.errors import SeizedError
from seized.reading.paths import Input


def _inputs(number: int, missing: int | None = None) -> list[Input]:
    return [Input(f"{n}", _gone if n == missing else partial(str(n).encode)) for n in range(number)]


def _gone() -> bytes:
    raise SeizedError("cannot be opened")


def _doubled(data: bytes, name: str) -> str:
    if name == "7":
        raise SeizedError("cannot be read")
    return data.decode() * 2


def _kills(data: bytes, name: str) -> str:
    if name == "3":
        os.kill(os.getpid(), signal.SIGKILL)
    return name


@pytest.mark.parametrize("together", [1, 4, 50])
@pytest.mark.parametrize("jobs", [1, 2])
def test_outcomes_come_in_order_and_an_error_is_that_of_its_input(jobs: int, together: int) -> None:
    found = list(run_batch(_inputs(21, missing=5), _doubled, jobs, together=together))
    assert [one.name for one in found] == [str(n) for n in range(21)]
    assert {one.name: str(one.error) for one in found if one.error} == {
        "5": "cannot be opened",
        "7": "7: cannot be read",
    }
    assert [one.result for one in found if not one.error] == [
        str(n) * 2 for n in range(21) if n not in (5, 7)
    ]


@pytest.mark.parametrize("together", [1, 4])
def test_inputs_of_a_process_that_was_killed_are_told_each(together: int) -> None:
    found = list(run_batch(_inputs(30), _kills, 2, 2, together))
    assert [one.name for one in found] == [str(n) for n in range(30)]
    lost = [one for one in found if one.error]
    assert "3" in {one.name for one in lost}
    assert all("was killed" in str(one.error) for one in lost)


def test_no_more_inputs_are_taken_than_were_asked_for_ahead() -> None:
    taken = 0

    def counted():
        nonlocal taken
        for item in _inputs(60):
            taken += 1
            yield item

    outcomes = run_batch(counted(), _doubled, 2, 4, 2)
    next(outcomes)
    assert taken == 8
    assert len(list(outcomes)) == 59
