"""Sampling: the size is right, the order and the other ids do not matter, and anyone gets the same by ten lines."""

import hashlib
import math
import subprocess
import sys
from collections import Counter
from decimal import Decimal
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from hypothesis import given
from hypothesis import strategies as st

from audits.sampling import SCRIPT, commitment, opaque, rank, sample, sample_size, tidy_seed

IDS = st.lists(st.text("0123456789abcdef", min_size=4, max_size=12), unique=True, max_size=60)
SEEDS = st.text(min_size=1, max_size=30).map(tidy_seed)
SHARES = st.decimals(min_value=0, max_value=100, places=2)
MANY = [f"id-{number:04d}" for number in range(400)]


@pytest.mark.parametrize(
    ("percent", "count", "drawn"),
    [
        ("2.5", 0, 0),
        ("2.5", 1, 1),
        ("2.5", 40, 1),
        ("2.5", 41, 2),
        ("5", 100, 5),
        ("5", 101, 6),
        ("100", 7, 7),
        ("0", 9, 0),
        ("0.1", 3000, 3),
    ],
)
def test_sampling_size_is_the_share_rounded_up(percent, count, drawn):
    assert sample_size(Decimal(percent), count) == drawn


@given(IDS, SEEDS, SHARES)
def test_sampling_takes_as_many_as_the_share_asks_and_only_from_the_list(ids, seed, percent):
    drawn = sample(ids, seed=seed, percent=percent)

    assert len(drawn) == len(set(drawn)) == sample_size(percent, len(ids))
    assert set(drawn) <= set(ids)


@given(IDS, SEEDS, SHARES, st.randoms())
def test_sampling_does_not_depend_on_the_order_and_repeats(ids, seed, percent, random):
    shuffled = [*ids, *ids]
    random.shuffle(shuffled)

    assert sample(shuffled, seed=seed, percent=percent) == sample(ids, seed=seed, percent=percent)


@given(IDS.filter(lambda ids: len(ids) > 1), SEEDS)
def test_sampling_another_id_moves_nobodys_place(ids, seed):
    whole = sample(ids, seed=seed, percent=100)
    gone = ids[0]

    assert sample(ids[1:], seed=seed, percent=100) == [one for one in whole if one != gone]


def test_sampling_draws_each_about_equally_often():
    times: Counter = Counter()
    for number in range(400):
        times.update(sample(MANY[:40], seed=f"seed {number}", percent=25))

    # 100 expected of each; five standard deviations are 43.
    assert set(times) == set(MANY[:40])
    assert 57 < min(times.values()) <= max(times.values()) < 143


def test_sampling_is_what_is_documented():
    seed, one = "four dice: 3 1 6 2", "abc"

    assert commitment(seed) == hashlib.sha256(seed.encode()).hexdigest()
    assert rank(seed, one) == hashlib.sha256(f"{seed}:{one}".encode()).hexdigest()
    assert sample(["a", "b", "c"], seed=seed, percent=100) == sorted("abc", key=lambda x: rank(seed, x))
    assert opaque("u", "NM-1") == hashlib.sha256(b"u:NM-1").hexdigest()[:24]


def test_sampling_seed_is_read_as_it_was_meant():
    assert tidy_seed("  Caf\u0065\u0301  at\tnine ") == "Caf\u00e9 at nine"


def test_sampling_published_script_gives_the_same():
    seed, percent = "four dice: 3 1 6 2", "2.5"

    run = subprocess.run(
        [sys.executable, "-c", SCRIPT, seed, percent],
        input="\n".join(reversed(MANY)),
        capture_output=True,
        text=True,
        check=True,
    )

    assert len(SCRIPT.splitlines()) == 10
    assert run.stdout.split()[:2] == ["Commitment", commitment(seed)]
    assert run.stdout.splitlines()[1:] == sample(MANY, seed=seed, percent=Decimal(percent))
    assert len(run.stdout.splitlines()) == 1 + math.ceil(400 * 0.025)


def test_sampling_command_gives_the_same(tmp_path):
    listed, said = tmp_path / "ids.txt", StringIO()
    listed.write_text("\n".join(MANY))

    call_command("sample", str(listed), seed="dice 3 1 6 2", percent="5", stdout=said, stderr=StringIO())

    assert said.getvalue().split() == sample(MANY, seed="dice 3 1 6 2", percent=5)


@pytest.mark.parametrize(
    ("file", "percent", "wrong"),
    [("missing.txt", "5", "cannot be read"), ("-", "many", "number from 0"), ("-", "101", "number from 0")],
)
def test_sampling_command_says_what_is_wrong(file, percent, wrong):
    with pytest.raises(CommandError, match=wrong):
        call_command("sample", file, seed="dice", percent=percent)
