"""The demo, from the first day to today."""

from __future__ import annotations

from coachapp.core.db import db
from coachapp.domain.accounts import service as accounts
from coachapp.domain.accounts.viewer import Viewer
from coachapp.domain.ops.demo import feedback, guests, others, seeker, stage

COACH, CLIENT = "coach@demo.test", "client@demo.test"
ABOUT = (
    "I am Dana. For eleven years I hired product people; for eight I have sat on your side of the table. A no is "
    "rarely about you, and there is nearly always something to learn from it. The first talk is free."
)


def make(password: str) -> Viewer:
    """Make the demo practice; both demo people sign in with that password, and no mail leaves."""
    with stage.on_day(-60):
        owner = accounts.make_practice(
            practice_name="Clear Path Coaching",
            name="Dana Okafor",
            email=COACH,
            time_zone=stage.ZONE,
            password=password,
            is_demo=True,
        )
        accounts.change_settings(
            owner, name="Clear Path Coaching", time_zone=stage.ZONE, about=ABOUT, promise_working_days=2
        )
        accounts.change_profile(
            owner, name="Dana Okafor", time_zone=stage.ZONE, headline="Career coach, once a hiring manager"
        )
        consultation, session = guests.open_doors(owner)
        feedback.keep_phrases(owner)
    talk = guests.play(consultation)
    seeker.play(owner, talk, session, password=password)
    others.play(owner)
    stage.send_nothing()
    db.session.flush()
    return owner
