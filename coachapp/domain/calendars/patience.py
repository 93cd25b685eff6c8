"""How long one thing may be worked on: processor time, so that a busy machine changes nothing."""

from __future__ import annotations

import contextlib
import signal
import threading
from collections.abc import Iterator
from types import FrameType


class OutOfPatience(BaseException):
    """It took too long; no `except Exception` of a library may swallow that."""


@contextlib.contextmanager
def patient(seconds: float) -> Iterator[None]:
    """End the block with OutOfPatience after so much processor time; off the main thread there is no such limit."""
    if threading.current_thread() is not threading.main_thread() or signal.getitimer(signal.ITIMER_VIRTUAL)[0]:
        yield
        return

    def over(_signal: int, _frame: FrameType | None) -> None:
        raise OutOfPatience

    before = signal.signal(signal.SIGVTALRM, over)
    signal.setitimer(signal.ITIMER_VIRTUAL, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_VIRTUAL, 0)
        signal.signal(signal.SIGVTALRM, before)
