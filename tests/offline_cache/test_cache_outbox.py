"""What was said is on disk before anybody is told, in its order, under its name."""

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from cache_village import NOW, call, check_in, receipt, ride

from offline_cache.outbox import Outbox, Saying
from offline_cache.snapshot import SaidState
from wire.alerts import AlertList
from wire.commands import AlertAnswer, AlertReply, Body, Outcome, ReceiptStep, Verdict


@pytest.fixture
def outbox(tmp_path: Path) -> Iterator[Outbox]:
    outbox = Outbox.open(tmp_path, NOW)
    outbox.identity.enrol("box-1", "token", "h-1", [])
    yield outbox
    outbox.close()


def say(outbox: Outbox, body: Body) -> str:
    return outbox.append(Saying(body, NOW, clock_trusted=True))


WRITER = """
import os, sys
from datetime import datetime
from pathlib import Path
from offline_cache.outbox import Outbox, Saying
from wire.base import TOKYO
from wire.commands import NoticeReceipt
now = datetime(2026, 11, 20, 9, 0, tzinfo=TOKYO)
outbox = Outbox.open(Path(sys.argv[1]), now)
number = 0
while True:
    number += 1
    name = outbox.append(Saying(NoticeReceipt(notice=f"n-{os.getpid()}-{number}", step="read"), now, True))
    os.write(1, (name + "\\n").encode())
"""


def test_every_name_that_was_told_is_on_disk_after_a_kill(tmp_path: Path) -> None:
    told: list[str] = []
    for round_ in range(6):
        writer = subprocess.Popen([sys.executable, "-c", WRITER, str(tmp_path)], stdout=subprocess.PIPE)
        assert writer.stdout is not None
        told += [writer.stdout.readline().decode().strip() for _ in range(7 * round_ + 1)]
        os.kill(writer.pid, signal.SIGKILL)
        told += writer.stdout.read().decode().split()
        writer.stdout.close()
        assert writer.wait() == -signal.SIGKILL, "the writer was killed in the middle of its work"
    outbox = Outbox.open(tmp_path, NOW)
    kept = [said.name for said in outbox.said(None)]
    outbox.close()
    assert len(told) > 100
    assert len(set(told)) == len(told), "no number twice"
    assert set(told) <= set(kept)


def test_names_run_on_from_one_and_survive_a_restart(tmp_path: Path) -> None:
    first = Outbox.open(tmp_path, NOW)
    one = say(first, check_in())
    first.close()
    second = Outbox.open(tmp_path, NOW)
    two = say(second, check_in())
    second.close()
    assert one.endswith("-1")
    assert two == one.removesuffix("-1") + "-2"


def test_a_receipt_is_kept_once_however_often_it_is_shown(outbox: Outbox) -> None:
    first = say(outbox, receipt("n-1"))
    assert say(outbox, receipt("n-1")) == first
    assert say(outbox, receipt("n-1", ReceiptStep.CONFIRMED)) != first
    assert outbox.waiting() == 2
    outbox.settle(first.rpartition("-")[0], [Verdict(number=1, outcome=Outcome.DONE)], NOW)
    assert say(outbox, receipt("n-1")) == first


def test_a_check_in_is_kept_each_time_it_is_said(outbox: Outbox) -> None:
    assert say(outbox, check_in()) != say(outbox, check_in())


def test_calls_for_people_go_first_and_each_kind_keeps_its_order(outbox: Outbox) -> None:
    help_wanted = AlertAnswer(alert="al-1", reply=AlertReply.HELP)
    for body in (ride(9), ride(10), check_in(), receipt(), help_wanted, call()):
        say(outbox, body)
    batch = outbox.pending()
    assert batch is not None
    assert [command.number for command in batch.commands] == [3, 5, 6, 1, 2, 4]


def test_answers_are_kept_thirty_days_and_questions_for_ever(outbox: Outbox) -> None:
    answered, waiting = say(outbox, check_in()), say(outbox, ride())
    outbox.settle(answered.rpartition("-")[0], [Verdict(number=1, outcome=Outcome.DONE)], NOW)
    assert outbox.purge(NOW + timedelta(days=29)) == 0
    assert outbox.purge(NOW + timedelta(days=31)) == 1
    assert [said.name for said in outbox.said("h-1")] == [waiting]
    assert say(outbox, check_in()).endswith("-3"), "a number never comes back"


def test_a_verdict_for_something_never_said_changes_nothing(outbox: Outbox) -> None:
    name = say(outbox, check_in())
    assert outbox.settle("somebody-else", [Verdict(number=1, outcome=Outcome.DONE)], NOW) == 0
    assert outbox.settle(name.rpartition("-")[0], [Verdict(number=9, outcome=Outcome.DONE)], NOW) == 0
    assert [said.state for said in outbox.said("h-1")] == [SaidState.KEPT]


def test_what_another_household_said_is_neither_sent_nor_shown(outbox: Outbox) -> None:
    say(outbox, check_in())
    outbox.identity.enrol("box-2", "token-2", "h-2", [])
    assert outbox.pending() is None
    assert outbox.waiting() == 0
    assert outbox.said("h-2") == []
    outbox.identity.enrol("box-3", "token-3", "h-1", [])
    assert outbox.waiting() == 1


def test_a_newer_token_is_not_forgotten_with_an_old_one(outbox: Outbox) -> None:
    outbox.identity.enrol("box-2", "newer", "h-1", [])
    outbox.identity.forget_token("token")
    assert outbox.identity.now().token == "newer"
    outbox.identity.forget_token("newer")
    assert outbox.identity.now().token is None


def test_what_another_history_may_have_answered_is_offered_again_once(outbox: Outbox) -> None:
    """Also when no history was known yet: the city may have been restored before the first page came."""
    name = say(outbox, check_in())
    outbox.settle(name.rpartition("-")[0], [Verdict(number=1, outcome=Outcome.DONE)], NOW)
    assert outbox.identity.meet_epoch("one") == 1
    outbox.settle(name.rpartition("-")[0], [Verdict(number=1, outcome=Outcome.DUPLICATE)], NOW)
    assert outbox.identity.meet_epoch("one") == 0
    assert outbox.identity.meet_epoch("two") == 1
    assert outbox.waiting() == 1


def test_nothing_but_what_can_be_said_is_taken(outbox: Outbox) -> None:
    nothing_said = AlertList(area="a-1", number=1, issued_at=NOW, alerts=())
    with pytest.raises(KeyError):
        say(outbox, nothing_said)  # type: ignore[arg-type]
    assert outbox.waiting() == 0
    assert say(outbox, check_in()).endswith("-1")
