"""A real Fava process for ledgers, on a free port: for the demo, the tests and the benchmarks."""

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
    from collections.abc import Mapping, Sequence
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
    """Fava serving a ledger, or several, until the `with` block ends.

    Attributes:
        base: The address without a slash at its end, `http://127.0.0.1:5001`, with the prefix.
        slug: The part of Fava's addresses that names the first ledger; Fava makes it from the
            title.
        process: The running Fava.
    """

    def __init__(
        self,
        ledger: Path,
        *others: Path,
        prefix: str = "",
        options: Sequence[str] = (),
        command: Sequence[str] = (sys.executable, "-m", "fava.cli"),
        environ: Mapping[str, str] = os.environ,
    ) -> None:
        """Takes the ledgers and how to serve them.

        Args:
            ledger: The first ledger.
            others: More of them.
            prefix: What Fava's addresses begin with, `/money`.
            options: More of what Fava's command line takes.
            command: What starts Fava.
            environ: The environment that it starts in.
        """
        self.ledger = ledger
        self.prefix = prefix
        self._environment = _without_choices(environ)
        self._command = [*command, *options, *map(str, (ledger, *others))]
        if prefix:
            self._command += ["--prefix", prefix]
        # A file, since a pipe that nobody reads stops the server once it is full.
        self._output = tempfile.TemporaryFile("w+")  # noqa: SIM115  # closed by `stop`

    def __enter__(self) -> Self:
        """Starts Fava and waits until it answers."""
        port = _free_port()
        self.base = f"http://{HOST}:{port}{self.prefix}"
        self.process = subprocess.Popen(
            [*self._command, "--port", str(port)],
            env=self._environment,
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

    def url(self, path: str = "", slug: str = "") -> str:
        """The address of a page, `server.url("income_statement/")`; of the first ledger unasked."""
        return f"{self.base}/{slug or self.slug}/{path}"

    def get(self, path: str = "") -> Answer:
        """Asks for a page of the first ledger; a redirect is not followed."""
        return self._request(f"{self.prefix}/{self.slug}/{path}")

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
                location = self._request(f"{self.prefix}/").location
            except OSError:
                time.sleep(0.05)
            else:
                return urlsplit(location or "").path.removeprefix(self.prefix).split("/")[1]
        raise FavaDidNotStartError(self.output())

    def _request(self, path: str) -> Answer:
        # http.client minds no proxy of the environment: this never leaves the machine.
        address = self.base.removeprefix("http://").removesuffix(self.prefix)
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


def _without_choices(environ: Mapping[str, str]) -> dict[str, str]:
    """The environment without what would change Fava's ledger, port or prefix."""
    return {
        name: value
        for name, value in environ.items()
        if name != "BEANCOUNT_FILE" and not name.startswith("FAVA_")
    }
