"""What an uploaded file is, by its content and its name, before anything unpacks it."""

import io
import re
import struct
import unicodedata
import zipfile
from dataclasses import dataclass
from enum import StrEnum

LARGEST = 10 * 1024 * 1024
MOST_PAGES = 100
MOST_ENTRIES = 2000
MOST_INFLATED = 60 * 1024 * 1024
_DIRECTORY = 512 * 1024
_CFB = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_RESERVED = re.compile(r"[\\/]")
_WORD_TEXT = re.compile(r"word/document\d*\.xml")  # Word on the web counts its parts


class Kind(StrEnum):
    """The kinds of file whose text we can read."""

    PDF = "pdf"
    DOCX = "docx"
    ODT = "odt"
    TEXT = "txt"


class Reason(StrEnum):
    """Why a version shows no text or no preview."""

    ENCRYPTED = "encrypted"
    DAMAGED = "damaged"
    MACROS = "macros"
    TOO_MANY_PAGES = "too_many_pages"
    TOO_LARGE_INSIDE = "too_large_inside"
    TOO_SLOW = "too_slow"
    NO_TEXT = "no_text"
    SOME_PAGES_BLIND = "some_pages_blind"
    GARBLED = "garbled"
    UNREACHABLE = "unreachable"
    CLOSED = "closed"
    NOT_A_PAGE = "not_a_page"
    NOT_PUBLIC = "not_public"

    @property
    def label(self) -> str:
        """Name it in two words."""
        return _LABELS.get(self, "No preview")

    @property
    def sentence(self) -> str:
        """What a person reads about it."""
        return _SENTENCES[self]


_SENTENCES = {
    Reason.ENCRYPTED: "This file is protected by a password, so its pages can't be shown here.",
    Reason.DAMAGED: "This file can't be read. It may have been damaged on its way; try saving it again.",
    Reason.MACROS: "This file holds macros, which we don't open. Save it as .docx or PDF to see it here.",
    Reason.TOO_MANY_PAGES: f"This file has more than {MOST_PAGES} pages, which is more than we show.",
    Reason.TOO_LARGE_INSIDE: "This file unpacks to far more than it seems to hold, so we left it closed.",
    Reason.TOO_SLOW: "Reading this file took too long, so we stopped. Saving it again as PDF often helps.",
    Reason.NO_TEXT: "This file holds no text, only pictures of it, so comments can't point at its words. An applicant "
    "tracking system finds nothing in it, not even a name. Save it anew as PDF in the program in which it was written, "
    "rather than as a picture or a scan.",
    Reason.SOME_PAGES_BLIND: "Some pages of this file are pictures of words; they are marked below. An applicant "
    "tracking system reads past them. Save the file anew as PDF in the program in which it was written, with its words "
    "kept as text.",
    Reason.GARBLED: "This file looks right, but its letters stand for other ones inside. An applicant tracking system "
    "finds signs without meaning, and so does whoever copies from it. Save it anew as PDF with a common font, or send "
    "the Word file.",
    Reason.UNREACHABLE: "This page didn't answer when we looked. The link is kept; look again later.",
    Reason.CLOSED: "This page asks for a sign-in, or isn't there any more, so employers may not see it either. Open it "
    "in a private window to check, then look again.",
    Reason.NOT_A_PAGE: "This link leads to a file or to something else that has no preview. Employers can open it.",
    Reason.NOT_PUBLIC: "This address isn't on the public web, so employers can't open it. Send the public one.",
}
_LABELS = {Reason.NO_TEXT: "No text", Reason.SOME_PAGES_BLIND: "Partly pictures", Reason.GARBLED: "Garbled text"}

_EXTENSIONS = {
    "pdf": Kind.PDF,
    "docx": Kind.DOCX,
    "docm": Kind.DOCX,
    "odt": Kind.ODT,
    "txt": Kind.TEXT,
    "md": Kind.TEXT,
}
MEDIA_TYPES = {
    Kind.PDF: "application/pdf",
    Kind.DOCX: "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    Kind.ODT: "application/vnd.oasis.opendocument.text",
    Kind.TEXT: "text/plain; charset=utf-8",
}
ACCEPTED = ".pdf,.docx,.odt,.txt,.md"


class Unwelcome(Exception):
    """This file is refused at the door; the text, which translators find here, says what to do instead."""

    def __init__(self, text: str, **facts: str) -> None:
        self.text, self.facts = text, facts
        super().__init__(text % facts if facts else text)


@dataclass(frozen=True, slots=True)
class Recognized:
    """What a file is, and why it will show no preview where that is known already."""

    kind: Kind
    reason: Reason | None = None

    @property
    def media_type(self) -> str:
        return MEDIA_TYPES[self.kind]


def display_name(name: str | None) -> str:
    """Give a name that is safe to show and to save under: one part, no controls, at most 255 bytes."""
    text = unicodedata.normalize("NFC", (name or "").encode("utf-8", "ignore").decode("utf-8"))
    text = "".join(c for c in text if unicodedata.category(c)[0] != "C" and c not in "\u2028\u2029")
    text = " ".join(_RESERVED.split(text)[-1].split()).lstrip(". ")
    stem, dot, extension = text.rpartition(".")
    if not dot or len(extension.encode()) > 16:
        stem, dot, extension = text, "", ""
    room = 255 - len((dot + extension).encode())
    stem = stem.encode()[:room].decode("utf-8", "ignore").rstrip()
    return (stem or "document") + dot + extension


def recognize(name: str, data: bytes) -> Recognized:
    """Tell what a file is; raises Unwelcome for what we don't take."""
    if not data:
        raise Unwelcome("This file is empty. Choose the one that holds your text.")
    if len(data) > LARGEST:
        raise Unwelcome("This file is larger than 10 MB. Try saving it with smaller pictures.")
    extension = name.rpartition(".")[2].lower() if "." in name else ""
    claimed = _EXTENSIONS.get(extension)
    if claimed is None:
        raise Unwelcome("Please send a PDF or a Word file (.docx); .odt, .txt and .md work, too.")
    found = _look(data)
    if found.kind is not claimed:
        raise Unwelcome(
            "This file is named .%(extension)s, but it holds something else. Save it again as PDF or .docx.",
            extension=extension,
        )
    if extension == "docm":
        return Recognized(Kind.DOCX, Reason.MACROS)
    return found


def _look(data: bytes) -> Recognized:
    if b"%PDF-" in data[:1024]:
        return Recognized(Kind.PDF)
    if data.startswith(_CFB):
        if "EncryptedPackage".encode("utf-16-le") in data:
            return Recognized(Kind.DOCX, Reason.ENCRYPTED)
        raise Unwelcome("This is an old Word file. Save it as .docx or PDF and send that.")
    if data.startswith(b"PK\x03\x04"):
        return _look_inside(data)
    if _is_text(data):
        return Recognized(Kind.TEXT)
    raise Unwelcome("This file is neither a PDF nor a Word file that we can read. Save it again as PDF or .docx.")


def _is_text(data: bytes) -> bool:
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return True
    return not any(c < 32 and c not in b"\t\n\r\f\x0b" for c in data[:65536])


def _look_inside(data: bytes) -> Recognized:
    """Judge an archive by its table of contents alone."""
    kind = Kind.ODT if b"mimetypeapplication/vnd.oasis.opendocument.text" in data[:200] else Kind.DOCX
    at = data.rfind(b"PK\x05\x06", max(0, len(data) - 65557))
    if at < 0 or len(data) < at + 22:
        return Recognized(kind, Reason.DAMAGED)
    entries, directory = struct.unpack_from("<HI", data, at + 10)
    if entries > MOST_ENTRIES or directory > _DIRECTORY:
        return Recognized(kind, Reason.TOO_LARGE_INSIDE)
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            return Recognized(kind, _trouble(archive.infolist(), kind))
    except (zipfile.BadZipFile, ValueError, OSError, struct.error, UnicodeError, NotImplementedError):
        return Recognized(kind, Reason.DAMAGED)


def _trouble(entries: list[zipfile.ZipInfo], kind: Kind) -> Reason | None:
    names = {e.filename for e in entries}
    if kind is Kind.DOCX and not any(_WORD_TEXT.fullmatch(name) for name in names):
        raise Unwelcome("This archive holds no Word text. Save your document as PDF or .docx and send that.")
    if len(entries) > MOST_ENTRIES or sum(e.file_size for e in entries) > MOST_INFLATED:
        return Reason.TOO_LARGE_INSIDE
    if any(e.flag_bits & 1 for e in entries):
        return Reason.ENCRYPTED
    if any(n.lower().endswith("vbaproject.bin") or n.startswith(("Basic/", "Scripts/")) for n in names):
        return Reason.MACROS
    return None


@dataclass(frozen=True, slots=True)
class Upload:
    """A file as somebody sent it."""

    name: str
    data: bytes
