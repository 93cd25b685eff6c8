"""What the review desk costs with ten pages and two hundred comments, and one comment saved beside a bare insert.

    .venv/bin/python -m benchmarks.desk [--seconds 3]

Everything runs in this process, taken in turn: the desk with its first page, a later page, all pages at once; then the
verb that saves a comment, with its commit, beside an insert of the same row written as SQL, with its commit.
"""

from __future__ import annotations

import argparse
from collections.abc import Callable
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import text

from benchmarks.house import House, asking, house, in_turn, owner_of_practice, signed_in
from coachapp.core import unit, walls
from coachapp.core.db import db
from coachapp.core.ids import new_id
from coachapp.domain.accounts.viewer import Viewer
from coachapp.domain.documents.models import VersionPage
from coachapp.domain.reviews import service, subjects
from coachapp.domain.reviews.kinds import CommentKind, SubjectKind
from tests.factories import people, reviews, statements

LINE = "Led the move of nine services to one platform and cut the cost of each by a third within a year of work.\n"
PAGES, LINES, COMMENTS = 10, 45, 200
BARE = text(
    """INSERT INTO comments (id, practice_id, review_id, kind, criterion, body, replacement, quote, prefix, suffix,
         start, "end", page, answer, why, is_private, lock, created_at)
       VALUES (:id, :practice, :review, 'fix', '', 'How many?', '', :quote, '', :suffix, 0, 20, 1, 'open', '', false, 1,
         now())"""
)


@dataclass(frozen=True)
class Desk:
    """A draft with many pages and comments, and who writes it."""

    coach: Viewer
    review_id: UUID
    words: int
    headers: dict[str, str]

    @property
    def path(self) -> str:
        """Give its address."""
        return f"/coach/reviews/{self.review_id}"


def seed(home: House) -> Desk:
    """Make ten pages of text and a draft with two hundred comments, spread over all of them."""
    with home.app.app_context():
        coach = owner_of_practice()
        walls.enter(coach.practice_id)
        maya, client = people.client(coach)
        page_text = LINE * LINES
        version = reviews.version(maya, client, text=page_text * PAGES)
        words = reviews.words_of(page_text)
        db.session.query(VersionPage).delete()
        for page in range(PAGES):
            begins = page * len(page_text)
            at = {"start": begins, "end": begins + len(page_text), "number": page + 1, "image_key": "bench"}
            moved = [[begins + a, begins + b, *box] for a, b, *box in words]
            db.session.add(VersionPage(id=new_id(), version_id=version.id, width=800, height=1100, words=moved, **at))
        version.page_count = PAGES
        db.session.flush()
        review = service.start(coach, subjects.load(coach, SubjectKind.VERSION, version.id))
        for n in range(COMMENTS):
            at_line = n * PAGES * LINES // COMMENTS * len(LINE)
            _comment(coach, review.id, at_line)
        cookie = signed_in(home.app, coach)
        db.session.commit()
        return Desk(coach, review.id, len(words), {"Cookie": cookie})


def _comment(coach: Viewer, review_id: UUID, start: int) -> None:
    service.comment_on(
        coach, review_id, kind=CommentKind.FIX, body="How many?", start=start, end=start + 20, quote=LINE[:20]
    )


def saving(desk: Desk) -> Callable[[], None]:
    """Give a function that saves one comment by the verb, in a unit of its own."""

    def save() -> None:
        with unit.own(desk.coach.practice_id):
            _comment(desk.coach, desk.review_id, 0)

    return save


def inserting(desk: Desk) -> Callable[[], None]:
    """Give a function that writes the same row with one statement, in a unit of its own."""

    def save() -> None:
        with unit.own(desk.coach.practice_id):
            facts = {"id": new_id(), "practice": desk.coach.practice_id, "review": desk.review_id}
            db.session.execute(BARE, facts | {"quote": LINE[:20], "suffix": LINE[20:52]})

    return save


def main() -> None:
    """Measure, and print a table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--seconds", type=float, default=3.0, help="how long each is asked")
    seconds = parser.parse_args().seconds
    with house() as home:
        desk = seed(home)
        first = asking(home.app, desk.path, headers=desk.headers)
        later = asking(home.app, f"{desk.path}/pages/2", headers=desk.headers)
        whole = asking(home.app, f"{desk.path}?pages=all", headers=desk.headers)
        first()
        with statements.counted() as sent:
            first()
        print(f"{PAGES} pages of {desk.words} words, {COMMENTS} comments: {len(sent)} statements")
        took = in_turn({"desk, first page": first, "a later page": later, "all pages at once": whole}, seconds=seconds)
        with home.app.app_context():
            verbs = {"comment by the verb": saving(desk), "bare insert": inserting(desk)}
            took |= in_turn(verbs, seconds=min(seconds, 1.0))
        for name, milliseconds in took.items():
            print(f"{name:24}{milliseconds:8.1f} ms")
        print(f"{'verb, of a bare insert':24}{took['comment by the verb'] / took['bare insert']:8.1f}")


if __name__ == "__main__":
    main()
