"""A server that speaks clamd's INSTREAM on a real socket, and finds the word it is told to find."""

import socket
import socketserver
import struct
import threading
from collections.abc import Iterator
from contextlib import contextmanager

VIRUS = b"EICAR"


class Talk(socketserver.BaseRequestHandler):
    def handle(self) -> None:
        command = self._read(len(b"zINSTREAM\0"))
        if command != b"zINSTREAM\0":
            self.request.sendall(b"UNKNOWN COMMAND\0")
            return
        found = b""
        while length := struct.unpack(">I", self._read(4))[0]:
            found += self._read(length)
        self.server.seen.append(found)
        said = b"stream: Eicar-Test-Signature FOUND\0" if VIRUS in found else b"stream: OK\0"
        self.request.sendall(self.server.says or said)

    def _read(self, length: int) -> bytes:
        got = b""
        while len(got) < length:
            piece = self.request.recv(length - len(got))
            if not piece:
                raise ConnectionError("cut off")
            got += piece
        return got


class Clamd(socketserver.ThreadingTCPServer):
    allow_reuse_address = True
    daemon_threads = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), Talk)
        self.seen: list[bytes] = []
        self.says = b""

    @property
    def url(self) -> str:
        return f"tcp://127.0.0.1:{self.server_address[1]}"


@contextmanager
def answering() -> Iterator[Clamd]:
    with Clamd() as server:
        thread = threading.Thread(target=server.serve_forever, args=(0.02,))
        thread.start()
        try:
            yield server
        finally:
            server.shutdown()
            thread.join()


def nobodys_url() -> str:
    """An address where nothing answers."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return f"tcp://127.0.0.1:{probe.getsockname()[1]}"
