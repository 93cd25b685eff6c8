"""Servers of our own: PostgreSQL and Valkey as children of one process, over private Unix sockets."""

from coachapp.core.embedded.children import ServerTrouble
from coachapp.core.embedded.postgres import Postgres
from coachapp.core.embedded.valkey import Valkey

__all__ = ["Postgres", "ServerTrouble", "Valkey"]
