"""Sign in and out, set up, join."""

from __future__ import annotations

from functools import partial

from flask import current_app, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from coachapp.core.errors import NotFound
from coachapp.core.links import is_local_path
from coachapp.core.throttle import hit
from coachapp.domain.accounts import queries, schemas, service, setup
from coachapp.domain.accounts.models import Purpose
from coachapp.domain.clients import service as clients
from coachapp.domain.clients.queries import find_own_client
from coachapp.doors.form import Form
from coachapp.doors.policy import Door, Policy
from coachapp.doors.viewer import find_viewer, forget, remember

bp = Door("accounts", __name__, policy=Policy.PUBLIC)


def _browser() -> str:
    return request.user_agent.string[:200]


def _address() -> str:
    return request.remote_addr or "unknown"


def _inside() -> ResponseReturnValue:
    target = request.values.get("next", "")
    return redirect(target if is_local_path(target) else url_for(".inside"), code=303)


@bp.route("/sign-in", methods=["GET", "POST"])
def sign_in() -> ResponseReturnValue:
    """Sign in with address and password."""
    form = Form(schemas.SignIn)
    where = request.values.get("next", "")
    if form.submit(partial(service.sign_in, address=_address(), browser=_browser())):
        remember(form.result)
        return _inside()
    return render_template("public/sign_in.html", form=form, next=where if is_local_path(where) else ""), form.status


@bp.get("/inside", policy=Policy.SIGNED_IN)
def inside() -> ResponseReturnValue:
    """Lead everybody to their own first page; a client is asked first what they share."""
    viewer = find_viewer()
    if viewer and viewer.is_coach:
        return redirect("/coach", code=303)
    own = find_own_client(viewer) if viewer else None
    return redirect("/me/sharing" if own and own.sharing_asked_at is None else "/me", code=303)


@bp.post("/sign-out")
def sign_out() -> ResponseReturnValue:
    """End this browser's session, or all of them."""
    viewer = find_viewer()
    if viewer and request.form.get("everywhere"):
        service.end_all_sessions(viewer.user_id)
    elif viewer and viewer.session_id:
        service.end_session(viewer, viewer.session_id)
    forget()
    flash("You are signed out.")
    return redirect(url_for(".sign_in"), code=303)


@bp.route("/sign-in/link", methods=["GET", "POST"])
def ask_for_link() -> ResponseReturnValue:
    """Mail a sign-in link."""
    return _mail_link(Purpose.SIGN_IN)


@bp.route("/reset", methods=["GET", "POST"])
def ask_for_reset() -> ResponseReturnValue:
    """Mail a link to choose a new password."""
    return _mail_link(Purpose.RESET)


def _mail_link(purpose: Purpose) -> ResponseReturnValue:
    form = Form(schemas.MailLink)
    if form.submit(partial(service.ask_for_link, purpose=purpose, address=_address())):
        return render_template("public/link_sent.html", email=form.value("email"), purpose=purpose)
    return render_template("public/ask_for_link.html", form=form, purpose=purpose), form.status


@bp.route("/sign-in/link/<token>", methods=["GET", "POST"])
def use_link(token: str) -> ResponseReturnValue:
    """Show the button (mail scanners open every link), then sign in when it is pressed."""
    hit("30/15minutes", "use-link", _address())
    if request.method == "POST":
        remember(service.sign_in_by_link(token, browser=_browser()))
        return _inside()
    setup.assert_usable(token, Purpose.SIGN_IN)
    return render_template("public/use_link.html")


@bp.route("/reset/<token>", methods=["GET", "POST"])
def reset(token: str) -> ResponseReturnValue:
    """Choose a new password."""
    hit("30/15minutes", "reset", _address())
    form = Form(schemas.NewPassword)
    if not form.sent:
        setup.assert_usable(token, Purpose.RESET)
    if form.submit(partial(service.reset_password, token)):
        flash("Your new password is set. Sign in with it.")
        return redirect(url_for(".sign_in"), code=303)
    return render_template("public/reset.html", form=form), form.status


@bp.route("/setup", methods=["GET", "POST"])
def set_up() -> ResponseReturnValue:
    """Make the practice and its owner, once, with the token that the first start prints."""
    setup.assert_open(request.values.get("token", ""), current_app.extensions["settings"].data)
    form = Form(schemas.Setup)
    if form.submit(service.set_up):
        email, password = form.value("email"), form.value("password")
        remember(service.sign_in(email=email, password=password, address=_address(), browser=_browser()))
        return redirect(url_for(".inside"), code=303)
    return render_template("public/setup.html", form=form, token=request.values["token"]), form.status


@bp.route("/invitations/<token>", methods=["GET", "POST"])
def join(token: str) -> ResponseReturnValue:
    """Accept an invitation: with a password, without one, or as somebody who is signed in."""
    hit("60/15minutes", "join", _address())
    viewer = find_viewer()
    invitation = queries.find_invitation(token)
    if invitation is None:
        raise NotFound
    setup.assert_open_invitation(invitation)
    form = Form(schemas.Join, {"name": invitation.name, "time_zone": invitation.time_zone})
    if form.submit(partial(clients.join, invitation, viewer)):
        member = form.result
        user = queries.get_member(member.id).user
        remember(service.open_session(user, member.practice_id, member.id, browser=_browser()))
        return redirect(url_for(".inside"), code=303)
    facts = {"invitation": invitation, "has_account": queries.find_user(invitation.email) is not None}
    inviter = queries.get_practice(invitation.practice_id)
    return render_template("public/join.html", form=form, inviting=inviter, **facts), form.status
