"""How far two extractions of one file agree: F1 over the multisets of their words."""

import re
import shutil
import subprocess
import unicodedata
from collections import Counter
from io import BytesIO
from pathlib import Path

from pdfminer.high_level import extract_text
from pdfminer.layout import LAParams

_CUT = re.compile(r"(?<=[^\W\d_])[-\u2010\u2011\u00ad\ufffe\x02]\s*(?=[^\W\d_])")
_WORD = re.compile(r"[^\W_]+")


def words(text: str) -> Counter[str]:
    """Give a text's words, however their letters are encoded, cut at line ends or ordered by direction."""
    plain = _CUT.sub("", unicodedata.normalize("NFKC", text)).casefold()
    return Counter(_turned(word) for word in _WORD.findall(plain))


def _turned(word: str) -> str:
    """Extractors give words from the right in the order of reading or of sight; here both are one."""
    from_right = any(unicodedata.bidirectional(c) in {"R", "AL"} for c in word)
    return "".join(sorted(word)) if from_right else word


def f1(one: Counter[str], other: Counter[str]) -> float:
    """Give the harmonic mean of precision and recall."""
    shared = (one & other).total()
    return 2 * shared / max(1, one.total() + other.total())


def pdfminer(path: Path) -> str:
    """Read with pdfminer.six."""
    return str(extract_text(BytesIO(path.read_bytes()), laparams=LAParams()))


def poppler(path: Path) -> str | None:
    """Read with poppler's pdftotext; None where this machine has none."""
    program = shutil.which("pdftotext")
    if program is None:
        return None
    return subprocess.run([program, "-enc", "UTF-8", path, "-"], check=True, capture_output=True).stdout.decode()
