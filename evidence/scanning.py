"""Asking clamd whether a file holds a virus, by its INSTREAM command. Settings: CLAMD_URL, empty for no scanner."""

import socket
import struct
from typing import BinaryIO
from urllib.parse import urlsplit

from django.conf import settings

PIECE = 64 * 1024
PATIENCE = 120.0  # seconds for each step of the talk


class ScannerDown(OSError):
    """It does not answer, or could not look: ask again later."""


class CouldNotLook(ScannerDown):
    """It answers, but broke off at this file, such as one that is too large for it."""


def is_on() -> bool:
    return bool(settings.CLAMD_URL)


def virus_in(file: BinaryIO) -> str:
    """The name of what was found, empty for a clean file. Raises ScannerDown. The file is read piece by piece."""
    file.seek(0)
    try:
        talk = _connected()
    except OSError as error:
        raise ScannerDown(f"The virus scanner does not answer: {error.strerror or error}") from error
    try:
        with talk:
            talk.sendall(b"zINSTREAM\0")
            while piece := file.read(PIECE):
                talk.sendall(struct.pack(">I", len(piece)) + piece)
            talk.sendall(struct.pack(">I", 0))
            answer = _answer(talk)
    except OSError as error:
        raise CouldNotLook(f"The virus scanner broke off: {error.strerror or error}") from error
    if answer == "stream: OK":
        return ""
    if answer.endswith(" FOUND"):
        return answer.removeprefix("stream: ").removesuffix(" FOUND")
    raise CouldNotLook(f"The virus scanner could not look: {answer or 'no answer'}")


def _connected() -> socket.socket:
    parts = urlsplit(settings.CLAMD_URL)
    if parts.scheme == "unix":
        talk = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
        talk.settimeout(PATIENCE)
        talk.connect(parts.path)
        return talk
    return socket.create_connection((parts.hostname or "localhost", parts.port or 3310), timeout=PATIENCE)


def _answer(talk: socket.socket) -> str:
    found = b""
    while not found.endswith(b"\0") and (piece := talk.recv(4096)):
        found += piece
    return found.rstrip(b"\0\n").decode(errors="replace")
