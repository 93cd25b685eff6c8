"""How far the letters of a font reach up and down, so that not each of them has to be measured again."""

from collections.abc import Iterable

Reach = tuple[float, float]


class Reaches:
    """What was learned about the letters of one font, in any size: top and bottom above a common line."""

    def __init__(self) -> None:
        self.tops: dict[str, float] = {}
        self.bottoms: dict[str, float] = {}
        self.alike: dict[Reach, set[str]] = {}
        self.usual: set[str] = set()

    def around(self, text: str, top: float, bottom: float) -> Reach | None:
        """Give top and bottom of a word by its first letter's; None where a letter has not been seen yet."""
        try:
            high, low = max(map(self.tops.__getitem__, text)), min(map(self.bottoms.__getitem__, text))
        except KeyError:
            return None
        unit, line = self._scale(text[0], top, bottom)
        return line + unit * high, line + unit * low

    def begin(self, letter: str, top: float, bottom: float) -> None:
        """Take a font's first letter as what the others are measured by."""
        if not self.tops:
            self._note(letter, top - bottom, 0.0)

    def learn(self, letter: str, top: float, bottom: float, others: Iterable[tuple[str, float, float]]) -> None:
        """Note the reach of letters that stand on one line with a known one."""
        unit, line = self._scale(letter, top, bottom)
        for other, high, low in others:
            if other not in self.tops:
                self._note(other, (high - line) / unit, (low - line) / unit)

    def _scale(self, letter: str, top: float, bottom: float) -> Reach:
        """Tell how large a letter stands on the page, and where its line is."""
        high = self.tops[letter]
        unit = (top - bottom) / (high - self.bottoms[letter])
        return unit, top - unit * high

    def _note(self, letter: str, top: float, bottom: float) -> None:
        if not top > bottom:
            return  # drawn flat
        self.tops[letter], self.bottoms[letter] = top, bottom
        group = self.alike.setdefault((round(top, 2), round(bottom, 2)), set())
        group.add(letter)
        if len(group) > len(self.usual):
            self.usual = group
