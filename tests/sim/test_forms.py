"""The core gives the same bytes compiled and uncompiled, under every hash seed."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from engine.sim import core
from tests.helpers.runs import run_text
from tests.sim.crowd import crowd

ROOT = Path(__file__).parents[2]


def in_a_new_process(form: str, hash_seed: str) -> tuple[str, object]:
    done = subprocess.run(
        [sys.executable, "-m", "tests.sim.crowd"],
        env={**os.environ, "ROUTEWRIGHT_CORE": form, "PYTHONHASHSEED": hash_seed},
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    )
    reply = json.loads(done.stdout)
    return reply["form"], reply["hashes"]


def test_the_crowd_makes_columns_grow() -> None:
    story = run_text(crowd())

    assert len(story.chats()) == 60
    assert all(story.final(chat) is not None for chat in story.chats())


def test_hash_seeds_change_nothing() -> None:
    replies = [in_a_new_process("plain", seed) for seed in ("0", "1", "random")]

    assert replies[0] == replies[1] == replies[2]
    assert replies[0][0] == "plain"


@pytest.mark.skipif(core.form() == "plain", reason="the core is not compiled here")
def test_both_forms_of_the_core_write_the_same_bytes() -> None:
    plain, compiled = in_a_new_process("plain", "0"), in_a_new_process("", "random")

    assert compiled[0] == "compiled"
    assert compiled[1] == plain[1]
