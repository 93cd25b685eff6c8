"""A person without a mouse: everything is reached by Tab, and every stop on the way can be seen."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

from playwright.sync_api import Locator, Page, expect

STOPS = 120
"""So many presses of Tab find everything; more means a trap, or something that cannot be reached."""

LOOK = (Path(__file__).parent / "focused.js").read_text(encoding="utf-8")


class Keyboard:
    """Walks a page by keys alone, counts what it activates, and keeps what a person would stumble over."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.activations = 0
        self.faults: list[str] = []

    def look(self) -> str:
        """Look at what has the focus; gives its name."""
        self.page.evaluate("() => new Promise(done => requestAnimationFrame(() => done()))")
        seen: dict[str, Any] = self.page.evaluate(LOOK)
        path = re.sub(r"[0-9a-f-]{36}", "…", self.page.url.partition("?")[0].split("/", 3)[3])
        self.faults += [
            told for fault in seen["faults"] if (told := f"/{path}: {seen['name']} {fault}") not in self.faults
        ]
        return str(seen["name"])

    def walk_to(self, target: Locator, *, back: bool = False) -> None:
        """Press Tab until the focus is there."""
        expect(target.first).to_be_attached()
        passed: list[str] = []
        for _ in range(STOPS):
            if target.evaluate_all("all => all.includes(document.activeElement)"):
                self.look()
                return
            self.page.keyboard.press("Shift+Tab" if back else "Tab")
            passed.append(self.look())
        raise AssertionError(f"{target} is not reached on {self.page.url}; passed {passed}")

    def tab_to(
        self, role: Any, name: str | re.Pattern[str], *, within: Locator | None = None, back: bool = False
    ) -> None:
        """Press Tab until something with that role and name has the focus."""
        self.walk_to((within or self.page).get_by_role(role, name=name), back=back)

    def press(
        self, role: Any, name: str | re.Pattern[str], *, within: Locator | None = None, key: str = "Enter"
    ) -> None:
        """Go there and activate it."""
        self.tab_to(role, name, within=within)
        self.activations += 1
        self.page.keyboard.press(key)

    def write(self, name: str | re.Pattern[str], text: str, *, within: Locator | None = None) -> None:
        """Go to that field and type."""
        self.tab_to("textbox", name, within=within)
        self.page.keyboard.type(text)

    def keys(self, *keys: str) -> None:
        """Press keys where the focus is."""
        for key in keys:
            self.page.keyboard.press(key)

    def act(self, key: str) -> None:
        """Press a key that does something by itself, where the focus is; it counts as a button would."""
        self.activations += 1
        self.page.keyboard.press(key)

    def choose_from_menu(self, menu: str | re.Pattern[str], entry: str) -> None:
        """Open a menu by Enter, go to the entry by arrows, and activate it."""
        summary = self.page.locator("summary").filter(visible=True)
        named = summary.and_(self.page.get_by_label(menu)).or_(summary.filter(has_text=menu))
        self.walk_to(named)
        self.activations += 2
        self.page.keyboard.press("Enter")
        wanted = self.page.locator("details[open] > .menu-panel").get_by_text(entry, exact=True)
        expect(wanted).to_be_visible()
        for _ in range(12):
            self.page.keyboard.press("ArrowDown")
            self.look()
            if wanted.evaluate("one => one.contains(document.activeElement) || document.activeElement.contains(one)"):
                self.page.keyboard.press("Enter")
                return
        raise AssertionError(f"{entry} is not reached by arrows in {menu}")

    def hand_over(self, file: Path) -> None:
        """Go to the page's file field and choose a file, as its dialog would."""
        field = self.page.locator("input[type=file]")
        self.walk_to(field)
        field.set_input_files(str(file))

    def is_in(self, place: Locator) -> None:
        """Have the focus in that place, after the page changed under it."""
        expect(place.locator("xpath=descendant-or-self::*").and_(self.page.locator(":focus"))).to_be_visible()
        self.look()
