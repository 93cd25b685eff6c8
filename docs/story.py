"""Walk the whole story with nothing but HTTP: from the first consultation to the answered rejection.

    ./run                                     # in one terminal
    python docs/story.py http://127.0.0.1:8000 coach@demo.test PASSWORD   # in another

It needs no library. People sign in on pages, as people do; everything else goes through /api/v1. Mails are read in the
viewer at /dev/mail, so it wants a copy that was started by ./run without a mail server.
"""

from __future__ import annotations

import json
import re
import sys
import time
import uuid
from datetime import date, datetime, timedelta
from html import unescape
from http.cookiejar import CookieJar
from pathlib import Path
from typing import Any
from urllib.error import HTTPError
from urllib.parse import urlencode, urlsplit
from urllib.request import HTTPCookieProcessor, Request, build_opener

RESUMES = Path(__file__).parents[1] / "coachapp/domain/ops/demo/files"
PASSWORD = "a quiet river in autumn"  # noqa: S105 - made up, for a person who is made up


class Person:
    """Somebody with a browser and, once they made a key, a program."""

    def __init__(self, base: str) -> None:
        self.base = base
        self.browser = build_opener(HTTPCookieProcessor(CookieJar()))
        self.key = ""

    def page(self, path: str) -> str:
        """Open a page."""
        with self.browser.open(self.base + path, timeout=30) as answer:
            return str(answer.read().decode())

    def send(self, path: str, action: str = "", **fields: str) -> str:
        """Fill in the form on a page and send it."""
        found = re.search(r'name="csrf_token" value="([^"]+)"', self.page(path))
        body = urlencode({"csrf_token": unescape(found[1]) if found else "", **fields}).encode()
        with self.browser.open(self.base + (action or path), body, timeout=30) as answer:
            return str(answer.read().decode())

    def sign_in(self, email: str, password: str) -> None:
        """Sign in on the page."""
        self.send("/sign-in", email=email, password=password)

    def make_key(self, account: str) -> None:
        """Make an API key on the account page, and keep it."""
        shown = self.send(account, account + "/tokens", name="story", scope="write")
        found = re.search(r'id="fresh" readonly value="([^"]+)"', shown)
        self.key = unescape(found[1]) if found else ""

    def call(self, method: str, path: str, body: Any = None, **headers: str) -> Any:
        """Ask the API; a refusal is shown in its own words."""
        data = None if body is None else json.dumps(body).encode()
        return self._ask(method, path, data, {"Content-Type": "application/json"} if data else {}, headers)

    def upload(self, path: str, file: Path, **fields: str) -> Any:
        """Send a file, with fields beside it."""
        mark = uuid.uuid4().hex
        parts = [
            f'--{mark}\r\nContent-Disposition: form-data; name="{name}"\r\n\r\n{value}\r\n'.encode()
            for name, value in fields.items()
        ]
        name = "resume" if path.endswith("/bookings") else "file"
        head = f'--{mark}\r\nContent-Disposition: form-data; name="{name}"; filename="{file.name}"\r\n\r\n'
        data = b"".join([*parts, head.encode(), file.read_bytes(), f"\r\n--{mark}--\r\n".encode()])
        return self._ask("POST", path, data, {"Content-Type": f"multipart/form-data; boundary={mark}"}, {})

    def _ask(self, method: str, path: str, data: bytes | None, kind: dict[str, str], more: dict[str, str]) -> Any:
        head = kind | more | ({"Authorization": f"Bearer {self.key}"} if self.key else {})
        request = Request(f"{self.base}/api/v1{path}", data, head, method=method)  # noqa: S310 - the address we were given
        try:
            with build_opener().open(request, timeout=30) as answer:
                self.etag = answer.headers.get("ETag", "")
                text = answer.read().decode()
                return json.loads(text) if text else None
        except HTTPError as refusal:
            raise SystemExit(f"{method} {path}: {refusal.code} {refusal.read().decode()}") from refusal


def say(what: str) -> None:
    """Tell what just happened."""
    print(f"· {what}")


def mail_to(reader: Person, address: str, holding: str) -> str:
    """Wait for the mail to that address whose text holds those words, and give its text."""
    for _ in range(120):
        for link in re.findall(r'href="(/dev/mail/[^"]+)"', reader.page("/dev/mail")):
            shown = unescape(reader.page(link))
            if address in shown and holding in shown:
                return shown
        time.sleep(0.5)
    raise SystemExit(f"no mail to {address} with {holding!r}")


def open_doors(coach: Person, slug: str) -> None:
    """Set hours and offer a free consultation."""
    windows = [
        {"weekday": day, "starts": starts, "ends": ends}
        for day in ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
        for starts, ends in (("08:00", "12:00"), ("13:00", "19:00"))
    ]
    coach.call("PUT", "/hours", {"time_zone": "Europe/Berlin", "windows": windows})
    off = (date.today() + timedelta(days=20)).isoformat()  # noqa: DTZ011 - a date, whoever's
    coach.call("POST", "/overrides", {"day": off, "windows": []})
    offer = {"name": "Free consultation", "slug": slug, "minutes": 30, "notice_minutes": 60, "most_per_day": 8}
    coach.call("POST", "/event-types", offer | {"place": "https://meet.example.org/dana", "questions": ["Your goal?"]})
    say(f"hours are set, {off} is off, /book/{slug} is open")


def book(visitor: Person, slug: str, email: str) -> tuple[dict[str, Any], list[str]]:
    """Find a free time and take it, with a resume."""
    first = date.today() + timedelta(days=2)  # noqa: DTZ011 - a date, whoever's
    found = visitor.call(
        "GET", f"/booking-links/{slug}/slots?from={first}&to={first + timedelta(days=6)}&tz=America/New_York"
    )
    times = [slot["starts_at"] for slot in found["slots"]]
    facts = {"name": "Maya Story", "email": email, "time_zone": "America/New_York", "goal": "A senior product role"}
    answers = json.dumps({"Your goal?": "To hear what happens after the second round."})
    taken = visitor.upload(
        f"/booking-links/{slug}/bookings", RESUMES / "maya-resume-v1.pdf", starts_at=times[0], answers=answers, **facts
    )
    say(f"booked {taken['starts_at']} of {len(times)} free times")
    return taken, times


def change_mind(visitor: Person, taken: dict[str, Any], times: list[str]) -> None:
    """Move one's meeting by the link of the mail."""
    token = urlsplit(taken["manage_url"]).path.rsplit("/", 1)[-1]
    moved = visitor.call("PATCH", f"/manage/{token}", {"starts_at": times[3]})
    say(f"moved to {moved['starts_at']}, sequence {moved['sequence']}")


def become_client(coach: Person, taken: dict[str, Any], email: str) -> tuple[Person, dict[str, Any]]:
    """Make the guest a client, twice; they join by the link of the invitation."""
    client = coach.call("POST", f"/bookings/{taken['id']}/client")
    again = coach.call("POST", f"/bookings/{taken['id']}/client")
    assert again["id"] == client["id"], "a second click makes no second client"  # noqa: S101 - a story checks itself
    text = mail_to(coach, email, "/invitations/")
    link = re.search(r"/invitations/[\w-]+", text)
    maya = Person(coach.base)
    maya.send(link[0] if link else "", name="Maya Story", time_zone="Europe/Berlin", password=PASSWORD)
    maya.make_key("/me/account")
    say(f"{maya.call('GET', '/me')['name']} joined; goal: {client['goal']}")
    return maya, client


def upload(maya: Person, client: dict[str, Any]) -> dict[str, Any]:
    """Add the next version, wait until it is read, ask for a review."""
    documents = maya.call("GET", f"/clients/{client['id']}/documents")["items"]
    version = maya.upload(f"/documents/{documents[0]['id']}/versions", RESUMES / "maya-resume-v2.pdf")
    for _ in range(120):
        version = maya.call("GET", f"/versions/{version['id']}")
        if version["state"] in {"ready", "no_preview"}:
            break
        time.sleep(0.5)
    asked = maya.call("POST", f"/versions/{version['id']}/review-request", {"note": "Is the first half page right?"})
    say(f"version {version['number']} is {version['state']}; the review is promised for {asked['promised_at']}")
    return dict(version)


def review(coach: Person, path: str, **comment: str) -> dict[str, Any]:
    """Begin a review, comment, score everything, publish."""
    begun = coach.call("POST", path)
    here = f"/reviews/{begun['id']}"
    made = coach.call("POST", f"{here}/comments", {"kind": "fix", **comment})
    sheet = coach.call("GET", f"{here}/scores")
    scores = [{"criterion": each["criterion"], "level": 3, "reason": ""} for each in sheet["scores"]]
    coach.call("PUT", f"{here}/scores", {"scores": scores})
    coach.call("GET", here)
    due = (date.today() + timedelta(days=5)).isoformat()  # noqa: DTZ011 - a date, whoever's
    step = {"title": "Put a number on it", "if_then": "If I open the file, then I start here.", "due_on": due}
    words = {"letter": "You are closer than you think. One line holds it back. Mend it and send it."}
    verdict = {"verdict": "send_after_fixes", "next_steps": [step | {"comment_id": made["id"]}]}
    coach.call("PATCH", here, words | verdict, **{"If-Match": coach.etag})
    published = coach.call("POST", f"{here}/publish", **{"If-Match": coach.etag})
    say(f"published a review with verdict {published['verdict']}")
    return dict(published)


def act_on(maya: Person, client: dict[str, Any], published: dict[str, Any]) -> None:
    """Read the comments, mark them, look at the plan."""
    for each in maya.call("GET", f"/reviews/{published['id']}/comments")["items"]:
        maya.call("PATCH", f"/comments/{each['id']}", {"state": "done"})
    plan = maya.call("GET", f"/clients/{client['id']}/action-items")["items"]
    say(f"on the plan: {plan[0]['title']!r}, because of {plan[0]['evidence_kind']}")


def hear_no(maya: Person, client: dict[str, Any], version: dict[str, Any]) -> dict[str, Any]:
    """Reach an interview (a win), hear a no, wait until ready, sort it, ask for advice."""
    job = {"employer": "Heliogen Grid", "title": "Senior Product Manager", "resume_version_id": version["id"]}
    card = maya.call("POST", f"/clients/{client['id']}/applications", job | {"source": "referral", "stage": "applied"})
    maya.call("POST", f"/applications/{card['id']}/moves", {"stage": "interview"})
    wins = maya.call("GET", f"/clients/{client['id']}/wins")["items"]
    say(f"a win: {wins[0]['text']!r}")
    ending = maya.call("POST", f"/applications/{card['id']}/rejection", {"kind": "told_no"})
    factors = [{"factor": "answer_no_specifics", "area": "mine", "said_by": "my_guess", "confidence": "low"}]
    change = {"ready": True, "factors": factors, "reflection": "The pricing story came out as a list."}
    maya.call("PATCH", f"/rejections/{ending['id']}", change)
    letter = maya.call("GET", f"/rejections/{ending['id']}/feedback-request")
    draft = {"text": letter["text"], "to_address": "ines@heliogen.example.org", "to_name": "Ines"}
    sent = maya.call("POST", f"/rejections/{ending['id']}/feedback-request", draft)
    say(f"a no is recorded and sorted; the letter is {sent['state']}, the check found {len(sent['findings'])} things")
    return dict(ending)


def main(base: str, email: str, password: str) -> None:
    """Walk the story."""
    mark = uuid.uuid4().hex[:8]
    slug, guest = f"story-{mark}", f"maya-{mark}@example.org"
    coach, visitor = Person(base.rstrip("/")), Person(base.rstrip("/"))
    coach.sign_in(email, password)
    coach.make_key("/coach/settings/account")
    open_doors(coach, slug)
    taken, times = book(visitor, slug, guest)
    change_mind(visitor, taken, times)
    maya, client = become_client(coach, taken, guest)
    version = upload(maya, client)
    published = review(
        coach, f"/versions/{version['id']}/reviews", quote="Worked with engineering", body="What came of it?"
    )
    act_on(maya, client, published)
    ending = hear_no(maya, client, version)
    seen = coach.call("GET", f"/rejections/{ending['id']}")
    assert not seen.get("reflection"), "the private page stays private"  # noqa: S101 - a story checks itself
    review(coach, f"/rejections/{ending['id']}/reviews", body="Lead with what the prices changed.")
    today = datetime.now().astimezone().date().isoformat()
    note = {"held_on": today, "text": "We practised the pricing story.", "is_private": False}
    coach.call("POST", f"/clients/{client['id']}/notes", note)
    lines = maya.call("GET", f"/clients/{client['id']}/timeline")["items"]
    say(f"{len(lines)} lines stand in one timeline; the latest: {lines[0]['text'] if 'text' in lines[0] else lines[0]}")


if __name__ == "__main__":
    main(*sys.argv[1:4])
