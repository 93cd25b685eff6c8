"""Edits a resume as people do, and knows where each word went."""

from __future__ import annotations

from dataclasses import dataclass, field
from random import Random

VERBS = """
led built cut wrote planned trained introduced negotiated presented managed opened moved designed
tested sold hired taught saved raised merged
""".split()  # noqa: SIM905 -- words read better than a list
THINGS = """
team budget report forecast service routes suppliers dashboards audits warehouse reviews orders
invoices fleet growers vaccines shipments calendars contracts drivers stock households readings
library schedules deviations analysts packaging returns inventory
""".split()  # noqa: SIM905 -- words read better than a list
HOWS = """
weekly monthly across two three nine sites countries stores for the board with a of in and by from
to within without every abroad
""".split()  # noqa: SIM905 -- words read better than a list
NEW = """
rapidly hospital vendor pipeline quarter saved error audit ledger customs margin churn revenue pilot
backlog harbor pallet rework ticket outage
""".split()  # noqa: SIM905 -- words read better than a list


@dataclass(frozen=True)
class Word:
    """A word, and which word of the first text it is, or stands for; None if it is new."""

    text: str
    origin: int | None = None


Line = list[Word]


@dataclass
class Text:
    """Lines of words, and what they look like in a file."""

    lines: list[Line]
    places: list[tuple[Word, int, int]] = field(default_factory=list)

    def written(self, random: Random) -> str:
        """Write the text out, with the breaks and bullets of one program or another."""
        bullet, between = random.choice(["", "• ", "- "]), random.choice(["\n", "\n\n"])
        width = random.choice([5, 9, 99])
        out = ""
        self.places = []
        for line in self.lines:
            out += (between if out else "") + bullet
            for n, word in enumerate(line):
                out += ("\n" if n % width == 0 else " ") if n else ""
                self.places.append((word, len(out), len(out) + len(word.text)))
                out += word.text
        return out


def first(random: Random) -> Text:
    """Make a text with phrases that come again, as in resumes; lines that are equal throughout are one and the same."""
    lines: list[Line] = []
    origin = 0
    for _ in range(random.randint(3, 30)):
        if lines and random.random() < 0.15:
            lines.append(list(random.choice(lines)))
        else:
            said = [random.choice(VERBS), *(random.choice(THINGS + HOWS) for _ in range(random.randint(0, 12)))]
            said += [str(random.randint(2, 2030))] if random.random() < 0.4 else []
            lines.append([Word(text, origin + n) for n, text in enumerate(said)])
            origin += len(said)
    return Text(lines)


def edited(text: Text, random: Random) -> Text:
    """Edit it a few times: lines inserted, deleted, said anew, moved, copied."""
    lines = [list(line) for line in text.lines]
    for _ in range(random.randint(0, 8)):
        edit = random.choice([_insert, _delete, _reword, _reword, _move, _copy, _add_words, _drop_words])
        if lines:
            edit(lines, random)
    return Text([line for line in lines if line])


def _insert(lines: list[Line], random: Random) -> None:
    words = [Word(random.choice(VERBS + THINGS + HOWS + NEW)) for _ in range(random.randint(1, 12))]
    lines.insert(random.randint(0, len(lines)), words)


def _delete(lines: list[Line], random: Random) -> None:
    at = random.randrange(len(lines))
    del lines[at : at + random.randint(1, 4)]


def _reword(lines: list[Line], random: Random) -> None:
    line = random.choice(lines)
    for n, word in enumerate(line):
        if random.random() < 0.3:
            line[n] = Word(random.choice(NEW + HOWS), word.origin)


def _move(lines: list[Line], random: Random) -> None:
    at = random.randrange(len(lines))
    block = lines[at : at + random.randint(1, 5)]
    del lines[at : at + len(block)]
    to = random.randint(0, len(lines))
    lines[to:to] = block


def _copy(lines: list[Line], random: Random) -> None:
    at = random.randrange(len(lines))
    to = random.randint(0, len(lines))
    lines[to:to] = [list(line) for line in lines[at : at + random.randint(1, 3)]]


def _add_words(lines: list[Line], random: Random) -> None:
    line = random.choice(lines)
    at = random.randint(0, len(line))
    line[at:at] = [Word(random.choice(NEW + HOWS)) for _ in range(random.randint(1, 3))]


def _drop_words(lines: list[Line], random: Random) -> None:
    line = random.choice(lines)
    at = random.randint(0, len(line))
    del line[at : at + random.randint(1, 3)]
