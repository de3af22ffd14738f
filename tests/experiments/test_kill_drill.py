"""Nothing that was acknowledged is lost or done twice, though API and worker are killed while clients write."""

from __future__ import annotations

import sys
from pathlib import Path

from experiments.kill_drill import drill
from experiments.kill_receiver import Hook
from tests.factories import bundle

IMPATIENT = (
    "import datetime, store.deliveries\n"
    "store.deliveries.LEASE = datetime.timedelta(seconds=3)\n"  # a dead worker's messages wait so long, not 90 seconds
    "import recruitment_risk\n"
    "recruitment_risk.main(['work'])\n"
)


def test_nothing_is_lost_or_done_twice_when_api_and_worker_are_killed(database_url: str, tmp_path: Path) -> None:
    bundle(tmp_path)
    found = drill(database_url, 300, 4, work=(sys.executable, "-c", IMPATIENT), bundle=str(tmp_path), seed=7)
    assert found.is_clean, found
    assert (found.writes, found.kills) == (300, 4)


def test_what_is_missing_doubled_or_out_of_order_is_told() -> None:
    hook = Hook()
    for message, posting, kind in (
        ("1", "a", "assessment.flagged"),
        ("2", "a", "posting.reviewed"),
        ("1", "a", "assessment.flagged"),
        ("3", "b", "posting.reviewed"),
        ("4", "b", "assessment.flagged"),
        ("5", "c", "assessment.flagged"),
        ("6", "c", "assessment.flagged"),
    ):
        hook.take(message, b'{"type": "%s", "data": {"posting_id": "%s"}}' % (kind.encode(), posting.encode()))
    assert hook.compared(["a"]) == (0, 0, 0)
    assert hook.compared(["b"]) == (0, 0, 1)
    assert hook.compared(["c"]) == (1, 1, 0)
    assert hook.compared(["d"]) == (2, 0, 0)
