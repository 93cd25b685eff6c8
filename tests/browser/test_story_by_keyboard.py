"""The story without a mouse: book, take on, upload, review, read, move, hear a no."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from coachapp.core import unit
from coachapp.domain.accounts.viewer import Viewer
from tests.browser.installation import Installation
from tests.browser.keyboard import Keyboard
from tests.browser.test_story import PASSWORD, heading, mail
from tests.factories import bookings, people

FILES = Path(__file__).parents[2] / "coachapp/domain/ops/demo/files"
DAYS_AGO = 6
GUEST = "amira@example.org"


@pytest.fixture(scope="module")
def house(new_installation: Callable[[], Installation]) -> Installation:
    """Give an installation that lives some days ago, and where it is still night: all of the day is to come."""
    made = new_installation()
    now = datetime.now(UTC)
    night = (now - timedelta(days=DAYS_AGO)).replace(hour=3, minute=0)
    made.start(clock_offset=(night - now).total_seconds())
    return made


@pytest.fixture(scope="module")
def coach(house: Installation) -> Viewer:
    """Give a coach who offers a consultation at any hour."""
    with house.app.app_context(), unit.own():
        owner = people.owner()
        bookings.offer(owner, slug="first-talk")
    return owner


def book(keys: Keyboard) -> None:
    """Take a free consultation: a day, a time, the button."""
    keys.page.goto("/book/first-talk")
    keys.press("link", re.compile("free$"))
    heading(keys.page, "Free consultation")
    keys.press("button", "09:00")
    keys.write("Your name", "Amira Haddad")
    keys.write("Your mail address", GUEST)
    keys.write("What would you like to reach?", "A product role in climate tech")
    keys.press("button", re.compile("^Book "))
    heading(keys.page, "It's booked")
    assert keys.activations <= 4


def move(keys: Keyboard) -> None:
    keys.press("link", "Move")
    heading(keys.page, "Move")
    keys.press("link", re.compile("free$"))
    keys.press("link", "15:00")
    keys.press("button", re.compile("^Move to "))
    expect(keys.page.locator("main")).to_contain_text("15:00")
    expect(keys.page.locator("summary", has_text="Add to calendar")).to_be_visible()


def sign_in(keys: Keyboard, email: str, password: str) -> None:
    keys.page.goto("/sign-in")
    keys.write("Mail address", email)
    keys.write("Password", password)
    keys.keys("Enter")
    keys.page.wait_for_url(lambda url: "/sign-in" not in url)


def take_on(keys: Keyboard) -> None:
    """Make the guest a client: two activations from Today."""
    heading(keys.page, "Today")
    keys.activations = 0
    keys.press("link", "Make Amira a client")
    keys.press("button", "Make Amira Haddad a client")
    heading(keys.page, "Amira Haddad")
    assert keys.activations == 2


def jump_and_note(keys: Keyboard) -> None:
    keys.page.goto("/coach")
    keys.keys("Control+k")
    keys.page.keyboard.type("Amira")
    expect(keys.page.locator("#palette-list").get_by_role("option", name="Amira Haddad")).to_be_visible()
    keys.look()
    keys.keys("Enter")
    heading(keys.page, "Amira Haddad")
    keys.press("link", "Write a note")
    keys.tab_to("radio", "Both of you")
    keys.keys("ArrowRight")
    expect(keys.page.get_by_role("radio", name="You alone")).to_be_checked()
    keys.write("What was said", "Undersells the charging work.")
    keys.press("button", "Keep the note")
    expect(keys.page.locator(".private")).to_contain_text("Undersells the charging work.")


def join(keys: Keyboard) -> None:
    link = re.search(r"/invitations/[\w-]+", mail(keys.page, GUEST, "/invitations/"))
    assert link
    keys.page.goto(link[0])
    keys.write("Password", PASSWORD)
    keys.press("button", "Come in")
    heading(keys.page, "Before you start")
    keys.tab_to("checkbox", "My reflections")
    keys.press("button", "Start with this")
    heading(keys.page, "My week")


def upload_and_ask(keys: Keyboard) -> None:
    keys.press("link", "Documents")
    keys.press("link", "Add your resume")
    heading(keys.page, "Add a document")
    keys.hand_over(FILES / "maya-resume-v1.pdf")
    keys.press("button", "Add document")
    expect(keys.page.locator("svg text").first).to_be_attached(timeout=60_000)
    keys.is_in(keys.page.locator("main"))
    keys.press("button", "Ask for a review")
    expect(keys.page.locator("main")).to_contain_text("Back to you by")


def add_remark(keys: Keyboard) -> None:
    """Comment on a line by its link, then on the whole by C and Control Enter."""
    keys.choose_from_menu("More", "Line by line")
    keys.press("link", re.compile("^Comment on: .*Responsible for the roadmap"))
    expect(keys.page.get_by_role("textbox", name="About these words")).to_have_value(re.compile("Responsible for"))
    keys.write("Comment", "What came of it? Put the number first.")
    keys.press("button", "Add comment")
    expect(keys.page.locator(".comment[data-card]")).to_have_count(1)
    keys.is_in(keys.page.locator(".comment[data-card]"))
    for n, (kind, words) in enumerate(
        [("Question", "Which of these would you tell?"), ("Fix", "Two pages are one too many.")]
    ):
        keys.keys("c")
        expect(keys.page.locator("#body")).to_be_focused()
        keys.page.keyboard.type(words)
        compose = keys.page.locator("#compose")
        keys.tab_to("radio", "Fix", within=compose, back=True)
        if kind == "Question":
            keys.keys("ArrowRight")
        expect(compose.get_by_role("radio", name=kind)).to_be_checked()
        keys.tab_to("textbox", "Comment")
        keys.keys("Control+Enter")
        expect(keys.page.locator(".comment[data-card]")).to_have_count(2 + n)
        keys.is_in(keys.page.locator(".comment[data-card]").filter(has_text=words))


def score(keys: Keyboard) -> None:
    """Score one criterion by arrows, the others by their digits."""
    keys.tab_to("radio", re.compile("^1"), within=keys.page.locator(".level-form.in-focus"))
    keys.keys("ArrowRight", "ArrowRight", "ArrowRight")
    expect(keys.page.locator(".level-chip").first).to_contain_text("4")
    keys.is_in(keys.page.locator(".level-form").first)
    keys.keys("Enter")
    for number in range(1, 6):
        form = keys.page.locator(".level-form").nth(number)
        expect(form).to_have_class(re.compile("in-focus"))
        keys.is_in(form)
        keys.keys("4")
        expect(keys.page.locator(".level-chip").nth(number)).to_contain_text("4")
    keys.is_in(keys.page.locator("#levels"))


def publish(keys: Keyboard) -> None:
    keys.tab_to("radio", "Send it")
    keys.keys("ArrowDown")
    expect(keys.page.get_by_role("radio", name="Send after these fixes")).to_be_checked()
    keys.write("Three sentences", "You are closer than you think. One line holds it back. Mend it, then send it.")
    keys.write("What to do", "Put a number on the roadmap line", within=keys.page.locator("[data-step]").first)
    expect(keys.page.locator("#said")).to_contain_text("Saved")
    keys.is_in(keys.page.locator("[data-step]").first)
    keys.press("button", "Publish to Amira")
    expect(keys.page.get_by_text("One mail is on its way.")).to_be_visible()


def review(keys: Keyboard) -> None:
    keys.page.goto("/coach/reviews")
    keys.press("button", re.compile("^Review .*for Amira|^Review"))
    expect(keys.page.locator("#desk")).to_be_visible()
    add_remark(keys)
    score(keys)
    publish(keys)


def act_on(keys: Keyboard) -> None:
    """Answer three comments: done, not doing because, a question."""
    keys.page.goto(str(re.search(r"/me/reviews/[0-9a-f-]+", mail(keys.page, GUEST, "/me/reviews/"))[0]))  # type: ignore[index]
    first, second, third = [keys.page.locator(".comment").nth(n) for n in range(3)]
    keys.press("button", "Done", within=first)
    expect(keys.page.locator("#settled")).to_contain_text("1 of 3 done")
    keys.is_in(first)
    keys.walk_to(second.locator("summary", has_text="Not doing"))
    keys.keys("Enter")
    keys.write("Because", "They asked for it", within=second)
    keys.press("button", "Keep it as it is", within=second)
    expect(keys.page.locator("#settled")).to_contain_text("2 of 3 done")
    keys.is_in(second)
    keys.walk_to(third.locator("summary", has_text="Question"))
    keys.keys("Enter")
    keys.write("What would you like to know?", "Which page goes?", within=third)
    keys.press("button", re.compile("^Ask "), within=third)
    expect(third).to_contain_text("Which page goes?")
    keys.is_in(third)


def move_a_card(keys: Keyboard) -> None:
    keys.page.goto("/me/board")
    keys.write("Role", "Product manager")
    keys.write("Employer", "Heliogen Grid")
    keys.press("button", "Add to the board")
    heading(keys.page, "Board")
    keys.choose_from_menu(re.compile("^Move Product manager"), "Interview")
    expect(keys.page.locator("#column-interview .job")).to_have_count(1)


def hear_no(keys: Keyboard) -> None:
    keys.activations = 0
    keys.press("link", re.compile("^I got a no"))
    keys.press("button", "They said no")
    heading(keys.page, "That's recorded.")
    assert keys.activations == 2
    keys.press("button", "I'm ready")
    keys.press("link", "Sort what may have decided it")
    keys.press("button", re.compile("^Mine"))
    expect(keys.page.get_by_text("card 2 of")).to_be_visible()


@pytest.mark.slow
@pytest.mark.timeout(600)
def test_the_story_needs_no_mouse(house: Installation, coach: Viewer, open_window: Callable[..., Page]) -> None:
    dana = Keyboard(open_window(at=house, height=720))
    amira = Keyboard(open_window(at=house, width=390, height=640, color_scheme="dark", timezone_id="Europe/Berlin"))

    book(amira)
    move(amira)
    house.stop()
    house.start()
    sign_in(dana, coach.email, people.PASSWORD)
    take_on(dana)
    jump_and_note(dana)
    join(amira)
    upload_and_ask(amira)
    review(dana)
    act_on(amira)
    move_a_card(amira)
    hear_no(amira)

    stumbled = "\n".join(dana.faults + amira.faults)
    assert not stumbled, stumbled
