"""Looking at a PDF in a process of its own, whose memory and time are bounded.

The library that reads it bounds most ways of packing, but not LZW: a megabyte so packed fills gigabytes. `python -m
evidence.apart` is that process: the file is its input, and why it is refused its output.
"""

import shutil
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import BinaryIO

from evidence import documents
from evidence.refusals import Refused

ROOT = Path(__file__).parent.parent
MOST_MEMORY = 1024**3  # bytes of addresses; Python and the library take some 250 MB of them
MOST_SECONDS = 30  # of the processor
PATIENCE = 120  # seconds by the clock, on a busy machine
REFUSED = 3
TOO_MUCH = "This PDF takes too much memory or time to look at: print it to a new PDF and add that."


def check_pdf(file: BinaryIO) -> None:
    """As `documents.check_pdf`; refused too when it takes more than it may."""
    with tempfile.TemporaryFile() as copy:
        file.seek(0)
        shutil.copyfileobj(file, copy)
        copy.seek(0)
        try:
            done = subprocess.run(
                [sys.executable, "-m", "evidence.apart"],
                stdin=copy,
                capture_output=True,
                cwd=ROOT,
                timeout=PATIENCE,
                check=False,
            )
        except subprocess.TimeoutExpired:
            raise Refused(TOO_MUCH) from None
    if done.returncode:
        raise Refused(done.stdout.decode() if done.returncode == REFUSED else TOO_MUCH)


def main() -> int:
    _bound()
    try:
        documents.check_pdf(sys.stdin.buffer)
    except Refused as refusal:
        sys.stdout.buffer.write(str(refusal).encode())
        return REFUSED
    return 0


def _bound() -> None:
    """Where the system can; elsewhere only PATIENCE ends it."""
    try:
        import resource
    except ImportError:
        return
    resource.setrlimit(resource.RLIMIT_AS, (MOST_MEMORY, MOST_MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (MOST_SECONDS, MOST_SECONDS))


if __name__ == "__main__":
    sys.exit(main())
