"""CalDAV accounts: signed in, chosen from, left."""

from __future__ import annotations

from functools import partial
from uuid import UUID

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from coachapp.domain.calendars import accounts, copies, schemas, wording
from coachapp.doors.form import Form
from coachapp.doors.viewer import viewer
from coachapp.web.coach.calendars.door import bp


@bp.route("/accounts/new", methods=["GET", "POST"])
def add_account() -> ResponseReturnValue:
    """Sign in to an account elsewhere."""
    form = Form(schemas.AccountIn)
    if form.submit(partial(accounts.add_account, viewer())):
        return redirect(url_for(".account", account_id=form.result.id), code=303)
    return render_template("coach/calendars/account_new.html", form=form), form.status


@bp.route("/accounts/<uuid:account_id>", methods=["GET", "POST"])
def account(account_id: UUID) -> ResponseReturnValue:
    """Show an account's calendars; choose which are read and which one is written."""
    found = accounts.get_account(viewer(), account_id)
    chosen = {"reads": sorted(accounts.read_urls(found)), "writes_to": found.writes_to or ""}
    form = Form(schemas.ChoiceIn, chosen)
    if form.submit(partial(accounts.choose, viewer(), found)):
        flash("Your choice is kept.")
        return redirect(url_for(".calendars"), code=303)
    written, owed, trouble = copies.counts(found.id)
    facts = {"account": found, "written": written, "owed": owed, "write_trouble": trouble, "wording": wording}
    return render_template("coach/calendars/account.html", form=form, login=_unsent(), **facts), form.status


def _unsent() -> Form:
    form = Form(schemas.LoginIn)
    form.sent = False
    return form


@bp.post("/accounts/<uuid:account_id>/password")
def sign_in_again(account_id: UUID) -> ResponseReturnValue:
    """Keep another password for an account."""
    found = accounts.get_account(viewer(), account_id)
    form = Form(schemas.LoginIn)
    if form.submit(partial(accounts.change_account, viewer(), found)):
        flash("The new password is kept. The account is being asked.")
    else:
        flash("Give the new password.")
    return redirect(url_for(".account", account_id=account_id), code=303)


@bp.post("/accounts/<uuid:account_id>/ask")
def ask_again(account_id: UUID) -> ResponseReturnValue:
    """Ask anew which calendars an account has."""
    accounts.ask_again(viewer(), accounts.get_account(viewer(), account_id))
    return redirect(url_for(".account", account_id=account_id), code=303)


@bp.post("/accounts/<uuid:account_id>/remove")
def remove_account(account_id: UUID) -> ResponseReturnValue:
    """Forget an account."""
    found = accounts.get_account(viewer(), account_id)
    accounts.remove_account(viewer(), found)
    flash(f"{found.name} is forgotten. Meetings that were written there stay there.")
    return redirect(url_for(".calendars"), code=303)
