"""One's own account, the same in both portals: name, password, sessions, tokens, practices."""

from __future__ import annotations

from functools import partial
from typing import Any
from uuid import UUID

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from coachapp.domain.accounts import queries, schemas, service
from coachapp.domain.calendars import feeds
from coachapp.domain.clients import service as clients
from coachapp.doors.form import Form
from coachapp.doors.policy import Door
from coachapp.doors.viewer import forget, remember, viewer

__all__ = ["add_routes"]


def add_routes(bp: Door, frame: str) -> None:
    """Give that portal the pages of one's own account, in its frame."""
    _add_profile(bp, frame)
    _add_sessions(bp)
    _add_tokens(bp, frame)


def _back() -> ResponseReturnValue:
    return redirect(url_for(".account"), code=303)


def _show(frame: str, **forms: Any) -> ResponseReturnValue:
    member, me = queries.get_member(viewer().membership_id), queries.get_self(viewer())
    now = {"name": me.name, "time_zone": me.time_zone, "headline": member.headline}
    sent: Form | None = next((form for form in forms.values() if isinstance(form, Form)), None)
    facts: dict[str, Any] = {
        "frame": frame,
        "me": me,
        "profile": _unsent(schemas.Profile, now),
        "password": _unsent(schemas.ChangePassword),
        "new_token": _unsent(schemas.NewToken, {"scope": "read"}),
        "fresh_token": None,
        "sessions": queries.sessions_of(viewer()),
        "tokens": queries.tokens_of(viewer()),
        "places": queries.places_of(viewer()),
        "sent": sent,
        "browser_name": _browser_name,
        "feed": feeds.url_of(viewer()),
    }
    return render_template("account/account.html", **(facts | forms)), sent.status if sent else 200


def _browser_name(agent: str) -> str:
    """Say a browser as people know it: Firefox on Windows."""
    browsers = (("Edg", "Edge"), ("Firefox", "Firefox"), ("Chrome", "Chrome"), ("Safari", "Safari"))
    systems = (("iPhone", "iPhone"), ("iPad", "iPad"), ("Android", "Android"), ("Windows", "Windows"),
               ("Mac OS", "Mac"), ("Linux", "Linux"))  # fmt: skip
    browser = next((said for mark, said in browsers if mark in agent), "A browser")
    system = next((said for mark, said in systems if mark in agent), "")
    return f"{browser} on {system}" if system else browser


def _unsent(schema: Any, values: dict[str, Any] | None = None) -> Form:
    form = Form(schema, values)
    form.sent = False
    return form


def _add_profile(bp: Door, frame: str) -> None:
    @bp.route("/account", methods=["GET", "POST"])
    def account() -> ResponseReturnValue:
        """Show one's own account; change name, zone and headline."""
        if request.method == "GET":
            return _show(frame)
        form = Form(schemas.Profile)
        if form.submit(partial(clients.change_profile, viewer())):
            flash("Your changes are kept.")
            return _back()
        return _show(frame, profile=form)

    @bp.post("/account/password")
    def password() -> ResponseReturnValue:
        """Set another password; all other sessions end."""
        form = Form(schemas.ChangePassword)
        if form.submit(partial(service.change_password, viewer())):
            flash("Your new password is set. You are signed out everywhere else.")
            return _back()
        return _show(frame, password=form)

    @bp.post("/account/practice/<practice>")
    def switch(practice: str) -> ResponseReturnValue:
        """Work in another of one's practices."""
        place = queries.get_place(viewer(), practice)
        remember(service.switch_practice(viewer(), place.id, browser=request.user_agent.string[:200]))
        return redirect(url_for("accounts.inside"), code=303)


def _add_sessions(bp: Door) -> None:
    @bp.post("/account/sessions/<uuid:session_id>/end")
    def end_session(session_id: UUID) -> ResponseReturnValue:
        """End one of one's own sessions."""
        service.end_session(viewer(), session_id)
        if session_id == viewer().session_id:
            forget()
            return redirect(url_for("accounts.sign_in"), code=303)
        flash("That browser is signed out.")
        return _back()

    @bp.post("/account/sessions/end")
    def end_sessions() -> ResponseReturnValue:
        """Sign out everywhere, here too."""
        service.end_all_sessions(viewer().user_id)
        forget()
        flash("You are signed out everywhere.")
        return redirect(url_for("accounts.sign_in"), code=303)


def _add_tokens(bp: Door, frame: str) -> None:
    @bp.post("/account/tokens")
    def make_token() -> ResponseReturnValue:
        """Make a token for a program; its text stands on this one answer and nowhere else."""
        form = Form(schemas.NewToken)
        if form.submit(partial(service.make_token, viewer())):
            return _show(frame, fresh_token=form.result[1])
        return _show(frame, new_token=form)

    @bp.post("/account/tokens/<uuid:token_id>/revoke")
    def revoke_token(token_id: UUID) -> ResponseReturnValue:
        """Revoke one of one's own tokens."""
        service.revoke_token(viewer(), token_id)
        flash("That token opens nothing any more.")
        return _back()
