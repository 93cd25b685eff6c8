"""Add documents and their versions, keep them on the shelf, and take them off."""

from coachapp.domain.documents.service.adding import (
    add,
    add_from_storage,
    add_version,
    change,
    change_version,
    opened,
)
from coachapp.domain.documents.service.shelving import (
    archive,
    bring_back,
    erase,
    erase_all,
    lock_due,
    look_again,
    remove,
    restore,
    unarchive,
)

__all__ = [
    "add",
    "add_from_storage",
    "add_version",
    "archive",
    "bring_back",
    "change",
    "change_version",
    "erase",
    "erase_all",
    "lock_due",
    "look_again",
    "opened",
    "remove",
    "restore",
    "unarchive",
]
