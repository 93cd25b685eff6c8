"""What a machine finds on a page, whatever a person sees there."""

from enum import StrEnum


class Legibility(StrEnum):
    """Whether a page's words are text."""

    TEXT = "text"
    EMPTY = "empty"
    BLIND = "blind"
    GARBLED = "garbled"

    @property
    def said(self) -> str:
        """What stands below a page that a machine reads otherwise than a person; nothing below others."""
        return {"blind": "a picture of words to a machine", "garbled": "letters without meaning to a machine"}.get(
            self, ""
        )
