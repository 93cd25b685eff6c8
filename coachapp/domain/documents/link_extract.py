"""The program that reads a stranger's web page: `python -m coachapp.domain.documents.link_extract`.

Runs in a confined child alone. Arguments: card or picture, the address (for what is told relative to it), then the
limits. What was fetched comes on standard input. `card` answers JSON; `picture` answers a WebP picture.
"""

import codecs
import gc
import importlib
import io
import json
import os
import sys

from PIL import Image

from coachapp.core.confine import confine
from coachapp.domain.documents.link_card import card

LARGEST = 5 * 1024 * 1024
WIDEST, HIGHEST = 1200, 1200
MOST_PIXELS = 40_000_000
FORMATS = ("PNG", "JPEG", "WEBP", "GIF")


def redrawn(data: bytes) -> bytes:
    """Give a picture of our own making: smaller, without whatever else the file held."""
    with Image.open(io.BytesIO(data), formats=FORMATS) as image:
        if image.width * image.height > MOST_PIXELS:
            raise ValueError("too many pixels")
        image.draft("RGB", (WIDEST, HIGHEST))
        flat = image.convert("RGBA")
    flat.thumbnail((WIDEST, HIGHEST))
    ground = Image.new("RGB", flat.size, "white")
    ground.paste(flat, mask=flat.getchannel("A"))
    out = io.BytesIO()
    ground.save(out, "WEBP", quality=82, method=2)
    return out.getvalue()


def _load() -> None:
    """Import now what would be imported at first use: later those files may be out of reach."""
    Image.preinit()
    for module in ("PIL.WebPImagePlugin", "PIL.ImageColor", "PIL.ImagePalette"):
        importlib.import_module(module)
    for name in ("ascii", "cp1252", "latin-1", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be"):
        codecs.lookup(name)


def main(arguments: list[str]) -> None:
    """Bind this process, read what was fetched and answer."""
    what, told, memory, cpu_seconds, output = arguments
    gc.disable()
    _load()
    confine(memory=int(memory), cpu_seconds=int(cpu_seconds), output=int(output))
    data = sys.stdin.buffer.read(LARGEST + 1)
    url, _, charset = told.partition(" ")
    try:
        answer = redrawn(data) if what == "picture" else json.dumps(card(data, url, charset)).encode()
    except Exception:  # noqa: BLE001 - whatever a stranger's page provokes means one thing
        os._exit(1)
    sys.stdout.buffer.write(answer)
    sys.stdout.flush()
    os._exit(0)


if __name__ == "__main__":
    main(sys.argv[1:])
