"""The whole story in browsers: from an empty installation to the answered rejection, one after the other."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from coachapp.core import clock
from coachapp.domain.accounts.setup import make_setup_token
from tests.browser.installation import Installation

FILES = Path(__file__).parents[2] / "coachapp/domain/ops/demo/files"
PASSWORD = "a quiet river in autumn"
DAYS_AGO = 6


@pytest.fixture(scope="module")
def empty(new_installation: Callable[[], Installation]) -> Installation:
    """Give an installation that nobody has set up, living some days ago."""
    made = new_installation()
    made.start(clock_offset=-timedelta(days=DAYS_AGO).total_seconds())
    return made


def press(page: Page, name: str, *, exact: bool = False) -> None:
    """Press the button or link with that name."""
    found = page.get_by_role("button", name=name, exact=exact).or_(page.get_by_role("link", name=name, exact=exact))
    found.first.click()


def heading(page: Page, words: str) -> None:
    """Be on the page with that title."""
    expect(page.get_by_role("heading", level=1)).to_contain_text(words)


def mail(page: Page, address: str, holding: str) -> str:
    """Wait for the mail to that address which holds those words; gives its text."""
    for _ in range(60):
        page.goto("/dev/mail")
        for link in [a.get_attribute("href") for a in page.locator('a[href^="/dev/mail/"]').all()]:
            page.goto(link or "")
            shown = page.locator("main").inner_text()
            if address in shown and holding in shown:
                return shown
        page.wait_for_timeout(500)
    raise AssertionError(f"no mail to {address} with {holding!r}")


def set_up(page: Page, token: str) -> None:
    page.goto(f"/setup?token={token}")
    page.fill("#practice_name", "Clear Path")
    page.fill("#name", "Dana Okafor")
    page.fill("#email", "dana@example.org")
    page.select_option("#time_zone", "Europe/Berlin")
    page.fill("#password", PASSWORD)
    press(page, "Open the practice")
    heading(page, "Today")


def set_hours(page: Page) -> None:
    page.goto("/coach/settings/hours")
    page.get_by_label("Monday, from").first.fill("09:00")
    page.get_by_label("Monday, to").first.fill("12:00")
    page.get_by_text("Copy a day to others").click()
    page.select_option("#copy_from", "monday")
    for day in ("Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"):
        page.get_by_role("checkbox", name=day).check()
    press(page, "Save hours")
    expect(page.get_by_label("Sunday, to").first).to_have_value("12:00")
    away = (clock.now() + timedelta(days=30)).date().isoformat()
    page.get_by_label("Date", exact=True).fill(away)
    press(page, "Save dates")
    expect(page.get_by_role("button", name="Remove")).to_be_visible()


def offer(page: Page) -> None:
    page.goto("/coach/settings/event-types")
    press(page, "Offer a meeting")
    page.fill("#name", "Free consultation")
    page.fill("#minutes", "30")
    page.fill("#place", "https://meet.example.org/dana")
    page.get_by_text("Video call").first.click()
    press(page, "Offer it")
    expect(page.get_by_label("Link to share")).to_have_value(re.compile("/book/free-consultation$"))


def book(page: Page, name: str, email: str, *, resume: bool) -> None:
    """Book in four clicks: a day, a time, and the button."""
    page.goto("/book/free-consultation?tz=Europe/Berlin")
    page.locator(".month a[href]").filter(has_text=re.compile("free")).nth(1).click()
    page.locator(".book-times .time").first.click()
    page.fill("#name", name)
    page.fill("#email", email)
    page.fill("#goal", "A senior product role in climate tech")
    if resume:
        page.set_input_files("#resume", str(FILES / "maya-resume-v1.pdf"))
    page.get_by_role("button", name=re.compile("^Book ")).click()
    expect(page.locator("summary", has_text="Add to calendar")).to_be_visible()


def move(page: Page) -> None:
    press(page, "Move", exact=True)
    page.locator(".month a[href]").filter(has_text=re.compile("free")).nth(2).click()
    page.locator(".book-times .time").nth(1).click()
    page.get_by_role("button", name=re.compile("^Move to ")).click()
    expect(page.locator("summary", has_text="Add to calendar")).to_be_visible()


def cancel(page: Page) -> None:
    press(page, "Cancel", exact=True)
    page.fill("#reason", "I found a role.")
    press(page, "Cancel the meeting")
    expect(page.get_by_role("link", name="Pick another time")).to_be_visible()


def take_on(page: Page) -> None:
    """Make the guest a client: two clicks from Today."""
    page.goto("/coach")
    page.get_by_role("link", name="Make Maya a client").click()
    page.get_by_role("button", name="Make Maya Lindqvist a client").click()
    heading(page, "Maya Lindqvist")


def join(page: Page) -> None:
    text = mail(page, "maya@example.org", "/invitations/")
    link = re.search(r"/invitations/[\w-]+", text)
    assert link
    page.goto(link[0])
    page.fill("#password", PASSWORD)
    press(page, "Come in")
    page.goto("/me/sharing")
    page.get_by_role("button", name=re.compile("Start with this|Keep it this way")).click()
    page.goto("/me")
    heading(page, "My week")


def upload(page: Page) -> None:
    page.goto("/me/documents")
    page.locator("main a[href^='/me/documents/']:not([href$='new'])").first.click()
    page.set_input_files("input[type=file]", str(FILES / "maya-resume-v2.pdf"))
    page.get_by_role("button", name="Send version 2").click()
    expect(page.locator("svg text").first).to_be_attached(timeout=60_000)


def ask(page: Page) -> None:
    press(page, "Ask for a review")
    expect(page.locator("main")).to_contain_text("back by")


def write_feedback(page: Page, quote: str) -> None:
    """Comment, score by keys, give a verdict and a step, publish."""
    page.locator("#compose").wait_for(state="attached")
    page.wait_for_load_state("load")  # keys work once their scripts are there
    page.keyboard.press("c")
    page.fill("#quote", quote)
    page.fill("#body", "What came of it? Put the number first.")
    page.get_by_role("button", name="Add comment").click()
    expect(page.locator(".comment[data-card]")).to_have_count(1)
    for form in page.locator(".level-form").all():
        form.locator("input[value='4']").evaluate("input => input.click()")
    page.fill("#letter", "You are closer than you think. One line holds it back. Mend it, then send it.")
    page.locator("#verdict input[value='send_after_fixes']").check(force=True)
    page.fill("#next_steps-0-title", "Put a number on the Voltura line")
    expect(page.locator("#said")).to_contain_text("Saved")
    page.get_by_role("button", name=re.compile("^Publish to ")).first.click()
    expect(page.get_by_text("One mail is on its way.")).to_be_visible()


def review(page: Page) -> None:
    page.goto("/coach/reviews")
    page.get_by_role("button", name=re.compile("^Review ")).first.click()
    write_feedback(page, "Worked with engineering")


def read_feedback(page: Page) -> None:
    text = mail(page, "maya@example.org", "/me/reviews/")
    link = re.search(r"/me/reviews/[0-9a-f-]+", text)
    assert link
    page.goto(link[0])
    expect(page.locator(".letter-verdict")).to_be_visible()
    page.get_by_role("button", name="Done").first.click()
    expect(page.locator("#settled")).to_contain_text("1 of 1 done")
    page.goto("/me/plan")
    expect(page.locator("main")).to_contain_text("Put a number on the Voltura line")


def answer_the_no(page: Page) -> None:
    page.goto("/coach")
    page.locator("a[href^='/coach/rejections/']").first.click()
    expect(page.locator("main")).not_to_contain_text("The pricing story came out as a list.")
    page.get_by_role("button", name=re.compile("[Ff]eedback")).first.click()
    write_feedback(page, "")


def look_back(page: Page) -> None:
    page.goto("/me/timeline")
    expect(page.locator("main")).to_contain_text("review")


def hear_no(page: Page) -> None:
    page.goto("/me/board")
    page.fill("#title", "Senior Product Manager")
    page.fill("#employer", "Heliogen Grid")
    press(page, "Add to the board")
    page.get_by_role("link", name="Senior Product Manager").first.click()
    card = page.url
    for stage in ("applied", "interview"):
        page.goto(card)
        page.locator(
            f"form[action$='/move'] [value='{stage}'], form[action$='/move'] option[value='{stage}']"
        ).first.wait_for(state="attached")
        choose_stage(page, stage)
    page.goto("/me/wins")
    expect(page.locator("main")).to_contain_text("Heliogen Grid")
    page.goto(card.split("?")[0] + "/no")
    press(page, "They said no")
    expect(page.locator("main")).to_contain_text("That's recorded. Nothing else to do today.")


def choose_stage(page: Page, stage: str) -> None:
    """Move the card by its menu or its field, whichever the page has."""
    select = page.locator("form[action$='/move'] select")
    if select.count():
        select.first.select_option(stage)
        page.locator("form[action$='/move'] button").first.click()
    else:
        for fold in page.locator("details:has(form[action$='/move'])").all():
            fold.evaluate("node => { node.open = true }")
        page.locator(f"form[action$='/move'] button[value='{stage}']").first.click()
    page.wait_for_load_state()


def sort_and_write(page: Page) -> None:
    press(page, "I'm ready")
    for _ in range(3):
        if page.locator("button[name=area]").count() == 0:
            break
        page.locator("button[name=area][value=mine]").first.click()
    page.goto(re.sub(r"(/me/rejections/[0-9a-f-]+).*", r"\1/reflection", page.url))
    page.get_by_label("For yourself").fill("The pricing story came out as a list.")
    press(page, "Keep what I wrote")
    page.goto(re.sub(r"(/me/rejections/[0-9a-f-]+).*", r"\1/letter", page.url))
    page.fill("#to_address", "ines@heliogen.example.org")
    press(page, "Send in my name")
    assert "Thank you" in mail(page, "ines@heliogen.example.org", "advise me")


def second_coach(page: Page) -> None:
    page.goto("/coach/settings/people")
    page.fill("#name", "Otto Other")
    page.fill("#email", "otto@example.org")
    page.get_by_role("button", name=re.compile("[Ii]nvite|Send")).first.click()
    assert "/invitations/" in mail(page, "otto@example.org", "/invitations/")


@pytest.mark.slow
@pytest.mark.timeout(900)
def test_one_practice_end_to_end(empty: Installation, open_window: Callable[..., Page]) -> None:
    dana, maya = open_window(at=empty), open_window(at=empty, width=390, height=844)
    with empty.app.app_context():
        token = make_setup_token(empty.data) or ""

    set_up(dana, token)
    set_hours(dana)
    offer(dana)
    book(maya, "Maya Lindqvist", "maya@example.org", resume=True)
    move(maya)
    assert "SEQUENCE:1" in mail(maya, "maya@example.org", "SEQUENCE:1")
    book(maya, "Tom Becker", "tom@example.org", resume=False)
    cancel(maya)
    assert "METHOD:CANCEL" in mail(maya, "tom@example.org", "METHOD:CANCEL")

    empty.stop()
    empty.start()
    take_on(dana)
    join(maya)
    upload(maya)
    ask(maya)
    review(dana)
    read_feedback(maya)
    hear_no(maya)
    sort_and_write(maya)
    answer_the_no(dana)
    look_back(maya)
    second_coach(dana)
