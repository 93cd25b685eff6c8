"""A part of a page's picture, for what holds no words, after the W3C Media Fragments recommendation."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

SMALLEST = 0.5
MEDIA_FRAGMENTS = "http://www.w3.org/TR/media-frags/"


@dataclass(frozen=True)
class Area:
    """A box on a page: its left, top, width and height in percent of the page's own."""

    page: int
    x: float
    y: float
    width: float
    height: float

    @classmethod
    def drawn(cls, page: int, *, x: float, y: float, width: float, height: float) -> Area:
        """Give the part of the box that lies on the page, in hundredths of a percent, and large enough to be seen."""
        x, y = min(max(x, 0), 100 - SMALLEST), min(max(y, 0), 100 - SMALLEST)
        width, height = max(min(width, 100 - x), SMALLEST), max(min(height, 100 - y), SMALLEST)
        return cls(page, *(round(side, 2) for side in (x, y, width, height)))

    def to_json(self) -> dict[str, float]:
        """Give the box as it is kept; its page stands beside it."""
        return {"x": self.x, "y": self.y, "width": self.width, "height": self.height}

    @property
    def selector(self) -> dict[str, Any]:
        """Give the area as a Web Annotation FragmentSelector."""
        box = ",".join(f"{side:g}" for side in (self.x, self.y, self.width, self.height))
        return {
            "type": "FragmentSelector",
            "conformsTo": MEDIA_FRAGMENTS,
            "value": f"page={self.page}&xywh=percent:{box}",
        }
