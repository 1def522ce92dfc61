"""What an error says: one sentence of its subject, what is wrong, and what to do."""

from __future__ import annotations

import pytest

from bot.errors import MusterError


@pytest.mark.parametrize(
    ("subject", "problem", "said"),
    [
        ("change 12", "is unknown", "change 12 is unknown. Do this"),
        ("change 3", "does not wait for review", "change 3 does not wait for review. Do this"),
        ("feeds.toml", "is no valid TOML: line 2", "feeds.toml is no valid TOML: line 2. Do this"),
        ("http://here", "leads to 127.0.0.1", "http://here leads to 127.0.0.1. Do this"),
        ("a.txt", "No such file or directory", "a.txt: No such file or directory. Do this"),
        ("low", "'many' is no whole number", "low: 'many' is no whole number. Do this"),
        ("z", "isolated", "z: isolated. Do this"),
    ],
)
def test_a_problem_that_begins_with_its_verb_goes_on_from_its_subject(
    subject: str, problem: str, said: str
) -> None:
    assert said == str(MusterError(subject, problem, "Do this"))
