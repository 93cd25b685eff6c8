"""The launcher behind ./run: servers, migrations, worker and web on one machine, and all gone on Ctrl-C."""

import argparse
import os
import signal
import sys
from contextlib import ExitStack
from types import FrameType
from typing import NoReturn

from coachapp.core import running
from coachapp.core.embedded import ServerTrouble, facts
from coachapp.core.embedded.ensemble import Copy


class Stopped(BaseException):
    """Somebody asked this copy to stop."""


def open_practice(copy: Copy) -> str:
    """Fill the demo, or give the link that sets up a practice."""
    if (copy.data / "no_demo").exists():
        link = copy.command("setup-link")
        return f"Set up your practice here (the link works once):\n  {link}" if link else ""
    return copy.command("demo", "--if-empty")


def live(copy: Copy) -> NoReturn:
    """Start everything in order, say where it is, and stay."""
    say("Starting the database ...")
    copy.start_servers()
    facts.migrate(copy.environment)
    say("Preparing the practice ...")
    welcome = open_practice(copy)
    say("Starting worker and web ...")
    copy.start_worker()
    copy.start_web()
    copy.wait()
    pids = {name: child.pid for name, child in copy.children.items()}
    address = f"http://{facts.bracketed(copy.host)}:{copy.port}"
    copy.closing.callback(running.forget, copy.data)
    running.write(copy.data, running.Running(os.getpid(), address, facts.own(copy.environment), pids))
    say(f"\ncoachapp is ready: {address}\n")
    if welcome:
        say(welcome + "\n")
    say(f"Data and logs: {copy.data}   Ctrl-C stops everything.")
    copy.watch()


def say(line: str) -> None:
    """Tell the person at the terminal."""
    print(line, flush=True)


def port_number(text: str) -> int:
    """Give the port, if it is one."""
    if text.isdecimal() and 0 < int(text) < 65536:
        return int(text)
    raise argparse.ArgumentTypeError(f"{text} is no port; take one between 1 and 65535")


def parsed(arguments: list[str]) -> argparse.Namespace:
    """Read what stands behind ./run."""
    kept = os.environ.get("COACHAPP_DATA") or ".coachapp"
    parser = argparse.ArgumentParser(prog="./run", description="Run a whole practice on this machine.")
    parser.add_argument("--port", type=port_number, default=8000, help="where to answer (default: 8000)")
    parser.add_argument("--host", default="127.0.0.1", help="address to answer on (default: this machine only)")
    parser.add_argument("--data", default=kept, help=f"directory for all data (default: {kept})")
    parser.add_argument("--empty", action="store_true", help="no demo; print a link that sets up a practice")
    return parser.parse_args(arguments)


def asked_to_stop(_number: int, _frame: FrameType | None) -> None:
    """Turn a signal into an orderly end."""
    raise Stopped


def main() -> int:
    """Run until somebody asks to stop or a part dies; nothing is left behind."""
    options = parsed(sys.argv[1:])
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, asked_to_stop)
    if signal.getsignal(signal.SIGHUP) is not signal.SIG_IGN:  # nohup asked for it
        signal.signal(signal.SIGHUP, asked_to_stop)
    closing = ExitStack()
    try:
        live(Copy(options, closing))
    except Stopped:
        say("\nStopping ...")
        return 0
    except ServerTrouble as trouble:
        print(f"coachapp: {trouble}", file=sys.stderr, flush=True)
        return 1
    finally:
        for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
            signal.signal(number, signal.SIG_IGN)
        closing.close()


if __name__ == "__main__":
    sys.exit(main())
