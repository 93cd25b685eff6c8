"""Words gathered into the lines that they stand on."""

import itertools
from collections.abc import Iterable
from dataclasses import dataclass, field

from coachapp.domain.documents.lettering import BULLETS, has_rtl, is_rtl
from coachapp.domain.documents.sheet import Word

WIDE_GAP = 1.2  # line heights between two words that may belong to different columns


@dataclass(slots=True)
class Line:
    """Words on one baseline, in reading order; box in page units."""

    words: list[Word]
    x0: float = field(init=False)
    y0: float = field(init=False)
    x1: float = field(init=False)
    y1: float = field(init=False)
    text: str = field(init=False)
    rtl: bool = field(init=False)

    def __post_init__(self) -> None:
        self.measure()

    def measure(self) -> None:
        self.x0, self.x1 = min(w.x0 for w in self.words), max(w.x1 for w in self.words)
        letters = [w for w in self.words if w.text not in BULLETS] or self.words
        self.y0, self.y1 = _middle([w.y0 for w in letters]), _middle([w.y1 for w in letters])
        self.text = " ".join([w.text for w in self.words])
        self.rtl = is_rtl(self.text)

    @property
    def height(self) -> float:
        return self.y1 - self.y0

    @property
    def parted(self) -> bool:
        """A wide gap stands in it, as between a post and its dates."""
        placed = sorted((w for w in self.words if w.text not in BULLETS), key=lambda w: w.x0)
        gaps = [b.x0 - a.x1 for a, b in itertools.pairwise(placed)]
        return bool(gaps) and max(gaps) > max(1.5 * self.height, 2.5 * min(gaps) if len(gaps) > 1 else 0)


def _middle(values: list[float]) -> float:
    """Give the median, quicker than the library does for a few numbers."""
    values.sort()
    half = len(values) // 2
    return values[half] if len(values) % 2 else (values[half - 1] + values[half]) / 2


def same_baseline(a: Word | Line, b: Word | Line) -> bool:
    """More than half of the lower one stands level with the other."""
    if a.y0 == b.y0 and a.y1 == b.y1:
        return True
    shared = min(a.y1, b.y1) - max(a.y0, b.y0)
    return shared > 0.5 * min(a.y1 - a.y0, b.y1 - b.y0)


def segments(words: Iterable[Word]) -> list[Line]:
    """Cut the drawn words where the line ends or a wide gap opens."""
    runs: list[list[Word]] = []
    for word in words:
        last = runs[-1][-1] if runs else None
        if last and _follows(last, word):
            runs[-1].append(word)
        else:
            runs.append([word])
    return [Line(_tightened(run)) for run in runs]


def _follows(last: Word, word: Word) -> bool:
    if not (last.upright and word.upright):
        return not last.upright and not word.upright and abs(last.x0 - word.x0) < 0.5 * (last.x1 - last.x0)
    if not same_baseline(last, word):
        return False
    height = max(last.y1 - last.y0, word.y1 - word.y0)
    gap = word.x0 - last.x1
    if -0.5 * height < gap < WIDE_GAP * height:
        return True
    back = last.x0 - word.x1
    return max(gap, back) < WIDE_GAP * height and (has_rtl(last.text) or has_rtl(word.text))


def _tightened(words: list[Word]) -> list[Word]:
    """Join a heading set with spaces between its letters into words again."""
    if len([word for word in words if len(word.text) == 1]) < 4:
        return words
    out: list[Word] = []
    for single, run in itertools.groupby(words, key=lambda w: len(w.text) == 1 and w.text not in BULLETS):
        group = list(run)
        letters = sum(word.text.isalpha() for word in group)
        if not single or letters < max(4, 0.7 * len(group)) or len({word.text for word in group}) == 1:
            out.extend(group)
            continue
        gaps = [b.x0 - a.x1 for a, b in itertools.pairwise(group)]
        usual = sorted(gaps)[len(gaps) // 2]
        if usual < 0.12 * group[0].height:
            out.extend(group)
            continue
        word = group[0]
        for gap, letter in zip(gaps, group[1:], strict=True):
            if gap > 1.8 * usual:
                out.append(word)
                word = letter
            else:
                top, bottom = min(word.y0, letter.y0), max(word.y1, letter.y1)
                word = Word(word.text + letter.text, word.x0, top, letter.x1, bottom, font=word.font)
        out.append(word)
    return out


def joined(segments: Iterable[Line]) -> list[Line]:
    """Put together what stands on one line, such as a post and its dates."""
    lines: list[Line] = []
    for segment in segments:
        last = lines[-1] if lines else None
        upright = last and last.words[0].upright and segment.words[0].upright
        ahead = last and (segment.x0 > last.x0 or has_rtl(last.text + segment.text))
        if last and upright and ahead and same_baseline(last, segment):
            last.words.extend(segment.words)
            last.measure()
        else:
            lines.append(segment)
    return lines


def settled(line: Line) -> Line:
    """Order a line that holds words from right to left by place, each run in its own direction."""
    if not has_rtl(line.text) or not line.words[0].upright:
        return line
    rtl = line.rtl
    ordered = sorted(line.words, key=lambda w: -w.x1 if rtl else w.x0)
    out: list[Word] = []
    for odd, run in itertools.groupby(ordered, key=lambda w: _strong(w) and _goes_left(w, rtl=rtl) != rtl):
        group = list(run)
        out.extend(reversed(group) if odd else group)
    return Line(out)


def _goes_left(word: Word, *, rtl: bool) -> bool:
    """A word of both directions goes with its line."""
    return has_rtl(word.text) if rtl else is_rtl(word.text)


def _strong(word: Word) -> bool:
    return any(c.isalpha() for c in word.text)


def bullets_home(lines: list[Line]) -> list[Line]:
    """Give each bullet that was drawn apart to the line beside it."""
    lone = [line for line in lines if len(line.words) == 1 and line.text in BULLETS]
    rest = [line for line in lines if not any(line is one for one in lone)]
    for bullet in lone:
        beside = [x for x in rest if same_baseline(bullet, x) and _distance(bullet, x) < 4 * bullet.height]
        if beside:
            home = min(beside, key=lambda x: _distance(bullet, x))
            home.words.insert(0, bullet.words[0])
            home.measure()
    return rest


def _distance(bullet: Line, line: Line) -> float:
    gap = bullet.x0 - line.x1 if line.rtl else line.x0 - bullet.x1
    return gap if gap > -1 else float("inf")
