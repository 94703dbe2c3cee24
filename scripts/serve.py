"""A real Fava process for a ledger, on a free port: for the demo, the tests and the benchmarks."""

from __future__ import annotations

import http.client
import os
import socket
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from typing import TYPE_CHECKING, Self
from urllib.parse import urlsplit

if TYPE_CHECKING:
    from pathlib import Path
    from types import TracebackType

HOST = "127.0.0.1"
SECONDS_TO_ANSWER = 60


class FavaDidNotStartError(Exception):
    """Fava ended, or did not answer in time."""

    def __init__(self, output: str) -> None:
        super().__init__(f"Fava did not start:\n{output}")


@dataclass(frozen=True)
class Answer:
    """What the server said to a request."""

    status: int
    location: str | None
    body: str


class FavaServer:
    """Fava serving one ledger until the `with` block ends.

    Attributes:
        base: The address without a slash at its end, `http://127.0.0.1:5001`.
        slug: The part of Fava's addresses that names the ledger; Fava makes it from the title.
        process: The running Fava.
    """

    def __init__(self, ledger: Path) -> None:
        self.ledger = ledger
        # A file, since a pipe that nobody reads stops the server once it is full.
        self._output = tempfile.TemporaryFile("w+")  # noqa: SIM115  # closed by `stop`

    def __enter__(self) -> Self:
        """Starts Fava and waits until it answers."""
        port = _free_port()
        self.base = f"http://{HOST}:{port}"
        self.process = subprocess.Popen(
            [sys.executable, "-m", "fava.cli", "--port", str(port), str(self.ledger)],
            env=_environment(),
            stdout=self._output,
            stderr=subprocess.STDOUT,
        )
        try:
            self.slug = self._wait_for_slug()
        except BaseException:
            self.stop()
            raise
        return self

    def __exit__(
        self,
        error_type: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        """Stops Fava."""
        self.stop()

    def url(self, path: str = "") -> str:
        """The address of a page, `server.url("income_statement/")`."""
        return f"{self.base}/{self.slug}/{path}"

    def get(self, path: str = "") -> Answer:
        """Asks for a page of the ledger; a redirect is not followed."""
        return self._request(f"/{self.slug}/{path}")

    def output(self) -> str:
        """What Fava has written so far, tracebacks of failed requests among it."""
        self._output.seek(0)
        return self._output.read()

    def stop(self) -> None:
        """Ends the process."""
        self.process.terminate()
        self.process.wait()
        self._output.close()

    def _wait_for_slug(self) -> str:
        give_up = time.monotonic() + SECONDS_TO_ANSWER
        while time.monotonic() < give_up and self.process.poll() is None:
            try:
                # Fava redirects to the first page of its first ledger: /slug/income_statement/
                location = self._request("/").location
            except OSError:
                time.sleep(0.05)
            else:
                return urlsplit(location or "").path.split("/")[1]
        raise FavaDidNotStartError(self.output())

    def _request(self, path: str) -> Answer:
        # http.client minds no proxy of the environment: this never leaves the machine.
        address = self.base.removeprefix("http://")
        connection = http.client.HTTPConnection(address, timeout=SECONDS_TO_ANSWER)
        try:
            connection.request("GET", path)
            response = connection.getresponse()
            body = response.read().decode()
            return Answer(response.status, response.getheader("Location"), body)
        finally:
            connection.close()


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind((HOST, 0))
        port: int = probe.getsockname()[1]
        return port


def _environment() -> dict[str, str]:
    """The environment without what would change Fava's ledger, port or prefix."""
    return {
        name: value
        for name, value in os.environ.items()
        if name != "BEANCOUNT_FILE" and not name.startswith("FAVA_")
    }
