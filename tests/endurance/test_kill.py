"""Fifty of the thousand kills of `kill.py`, in every test run."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor

from kill import MOST_LOST_S, one_kill

TIMES = 50


def test_a_killed_program_leaves_only_whole_files_and_loses_two_seconds_at_most() -> None:
    with ThreadPoolExecutor(max_workers=4) as pool:
        outcomes = list(pool.map(one_kill, range(1000, 1000 + TIMES)))
    assert [fault for outcome in outcomes for fault in outcome.faults] == []
    assert max(outcome.lost for outcome in outcomes) <= MOST_LOST_S
    assert any(outcome.lost > 0 for outcome in outcomes)  # or the kills came at no bad moment
