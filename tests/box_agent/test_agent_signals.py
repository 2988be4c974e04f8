"""The agent ends when it is asked to, whichever of its threads the system tells."""

import subprocess
import sys
from pathlib import Path

PROGRAM = """
import signal, sys, threading
from box_agent.bootstrap import End, Outcome

outcome = Outcome()
signal.signal(signal.SIGTERM, lambda *_: outcome.set(End.STOPPED))

def take_it():
    main = threading.main_thread().ident
    while sys._current_frames()[main].f_code.co_name != "wait":
        threading.Event().wait(0.01)
    signal.pthread_kill(threading.get_ident(), signal.SIGTERM)
    threading.Event().wait()

threading.Thread(target=take_it, daemon=True).start()
print(outcome.wait(), flush=True)
"""


def test_a_signal_that_another_thread_was_given_ends_the_agent_too() -> None:
    ended = subprocess.run(
        [sys.executable, "-c", PROGRAM],
        cwd=Path(__file__).parents[2],
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        timeout=60,
        check=True,
    )
    assert ended.stdout == "End.STOPPED\n"
