"""The other clients: one waits for a review, one went quiet, one has just been invited, one has found a role."""

from __future__ import annotations

from coachapp.domain.accounts.viewer import Viewer
from coachapp.domain.clients import service as clients
from coachapp.domain.clients.models import Client, Status
from coachapp.domain.ops.demo import feedback, papers, stage
from coachapp.domain.plans import service as plans
from coachapp.domain.wins import service as wins


def play(coach: Viewer) -> None:
    """Bring the others in."""
    _jonas(coach)
    _amara(coach)
    _leila(coach)
    with stage.on_day(-2):
        _take_on(
            coach, "王小明", "xiaoming.wang@demo.test", "First role in Germany: mechanical engineering", "Asia/Shanghai"
        )


def _take_on(coach: Viewer, name: str, email: str, goal: str, zone: str = stage.ZONE) -> Client:
    return clients.add(coach, name=name, email=email, time_zone=zone, goal=goal)


def _jonas(coach: Viewer) -> None:
    with stage.on_day(-20):
        client = _take_on(
            coach, "Jonas Weber", "jonas.weber@demo.test", "A backend team that ships weekly and reviews kindly"
        )
        jonas = stage.joins(client)
    with stage.on_day(-4, 9):
        resume = papers.add(jonas, client, "jonas-resume.pdf")
    feedback.ask(jonas, client, resume, days=-3, note="Too long? Too modest?")


def _amara(coach: Viewer) -> None:
    with stage.on_day(-45):
        client = _take_on(
            coach, "Amara Diallo", "amara.diallo@demo.test", "Head of operations at a non-profit", "Africa/Dakar"
        )
        stage.joins(client)
        plans.add(
            coach,
            client,
            title="Send the letter to Médecins Solidaires",
            why="You have been ready since our last talk.",
            if_then="If the children are at school, then I read it once more and send it.",
            due_on=stage.moment(-6).date(),
        )


def _leila(coach: Viewer) -> None:
    with stage.on_day(-58):
        client = _take_on(coach, "Leila Haddad", "leila.haddad@demo.test", "A UX research role")
        leila = stage.joins(client)
    with stage.on_day(-12):
        wins.add(leila, client, text="Signed with Ferrous Labs as UX researcher")
        clients.change(coach, client, goal=client.goal, status=Status.FINISHED, weekly_floor=0)
