"""Takes a file in: knows it, finds room for it, keeps it; whatever it hangs on later."""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import urlsplit
from uuid import UUID

from sqlalchemy import ColumnElement, func, select, text

from coachapp.core import fetch, storage, walls
from coachapp.core.db import db
from coachapp.core.errors import NotFound, TooLarge
from coachapp.core.fetch import NotFetched
from coachapp.core.tongue import gettext
from coachapp.domain.documents import files
from coachapp.domain.documents.errors import (
    FileMissing,
    FileOrLink,
    FileRefused,
    LinkRefused,
    NoLink,
    NothingSent,
    QuotaFull,
    QuotaFullOfBin,
)
from coachapp.domain.documents.files import Recognized, Unwelcome, Upload
from coachapp.domain.documents.models import LINKED, Document, DocumentKind, Version

CLIENT_QUOTA = 300 * 1024 * 1024
PRACTICE_QUOTA = 20 * 1024 * 1024 * 1024


@dataclass(frozen=True, slots=True)
class Kept:
    """A file that lies in the store: its key, its cleaned name and what it is."""

    key: str
    file_name: str
    size: int
    recognized: Recognized

    @property
    def title(self) -> str:
        """What a document of it is called where nobody says."""
        return self.file_name.rpartition(".")[0]

    @property
    def media_type(self) -> str:
        """Our own content type for it."""
        return self.recognized.media_type


@dataclass(frozen=True, slots=True)
class Linked:
    """A page on the web, which stays where it is."""

    url: str

    @property
    def title(self) -> str:
        """What a document of it is called where nobody says."""
        return (urlsplit(self.url).hostname or "").removeprefix("www.")


def received(kind: DocumentKind, upload: Upload | None, url: str, *, client_id: UUID) -> Kept | Linked:
    """Take in a file or a link, whichever was sent."""
    if not url and upload is None:
        raise NothingSent(fields={"file": [NothingSent.message]})
    if not url:
        return keep(upload, client_id=client_id)
    if upload is not None:
        raise FileOrLink(fields={"url": [FileOrLink.message]})
    if kind not in LINKED:
        raise NoLink(fields={"url": [NoLink.message]})
    try:
        tidy = fetch.checked(url)
    except NotFetched:
        raise LinkRefused(fields={"url": [LinkRefused.message]}) from None
    if "@" in urlsplit(tidy).netloc:
        raise LinkRefused(fields={"url": [LinkRefused.message]})
    return Linked(tidy)


def keep(upload: Upload | None, *, client_id: UUID | None = None) -> Kept:
    """Keep a file in the store of the practice, within the client's quota; refuses what we don't take."""
    if upload is None:
        raise FileMissing(fields={"file": [FileMissing.message]})
    name = files.display_name(upload.name)
    if len(upload.data) > files.LARGEST:
        raise TooLarge(fields={"file": [TooLarge.message]})
    recognized = known(name, upload.data)
    if client_id is not None:
        make_room(client_id, len(upload.data))
    key = storage.current().put(walls.current_practice_id(), upload.data)
    return Kept(key, name, len(upload.data), recognized)


def kept_before(key: str, file_name: str) -> Kept:
    """Give what lies in the store under that key already."""
    try:
        with storage.current().open(key) as file:
            data = file.read(files.LARGEST + 1)
    except FileNotFoundError as error:
        raise NotFound from error
    name = files.display_name(file_name)
    return Kept(key, name, len(data), known(name, data))


def known(name: str, data: bytes) -> Recognized:
    """Tell what a file is; what we don't take is refused in words for the one who sent it."""
    try:
        return files.recognize(name, data)
    except Unwelcome as reason:
        said = gettext(reason.text, **reason.facts)
        raise FileRefused(said, fields={"file": [said]}) from reason


def make_room(client_id: UUID, size: int) -> None:
    """Refuse what would not fit the client's and the practice's quota; two at once wait for each other."""
    practice_id = walls.current_practice_id()
    lock = text("SELECT pg_advisory_xact_lock(hashtextextended('quota ' || :practice, 0))")
    db.session.execute(lock, {"practice": str(practice_id)})
    own = Version.client_id == client_id
    of_client, of_all = _taken(own), _taken()
    if of_client + size > CLIENT_QUOTA or of_all + size > PRACTICE_QUOTA:
        if of_client - size_of_bin(client_id) + size <= CLIENT_QUOTA < of_client + size:
            raise QuotaFullOfBin(fields={"file": [QuotaFullOfBin.message]})
        raise QuotaFull(fields={"file": [QuotaFull.message]})


def size_of_bin(client_id: UUID) -> int:
    """Give how many bytes of the client's quota lie in the bin."""
    removed = select(Document.id).where(Document.client_id == client_id, Document.removed_at.is_not(None))
    return _taken(Version.document_id.in_(removed.scalar_subquery()))


def _taken(*those: ColumnElement[bool]) -> int:
    """Sum up files, in the bin or not; a version that was restored shares its file with the one it was."""
    total = select(func.coalesce(func.sum(Version.size), 0)).where(Version.restored_from.is_(None), *those)
    return db.session.scalar(total) or 0
