"""Runs a real Fava process on a free port, for the demo, the tests and the benchmarks."""

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
    """Fava exited, or did not respond in time."""

    def __init__(self, output: str) -> None:
        super().__init__(f"Fava did not start:\n{output}")


@dataclass(frozen=True)
class Answer:
    """The server's response to a request."""

    status: int
    location: str | None
    body: str


class FavaServer:
    """A Fava process that serves one or more ledgers until the `with` block ends.

    Attributes:
        base: The address with the prefix, without a trailing slash, `http://127.0.0.1:5001`.
        slug: The part of Fava's addresses that names the first ledger; Fava derives it from the
            title.
        process: The running Fava process.
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
        """Prepare the process; the `with` statement starts it.

        Args:
            ledger: The first ledger.
            others: Further ledgers.
            prefix: The prefix of Fava's addresses, `/money`.
            options: Further command-line options of Fava.
            command: The command that starts Fava.
            environ: The environment of the process.
        """
        self.ledger = ledger
        self.prefix = prefix
        self._environment = _without_choices(environ)
        self._command = [*command, *options, *map(str, (ledger, *others))]
        if prefix:
            self._command += ["--prefix", prefix]
        # A file, since a full pipe that is not read would block the server.
        self._output = tempfile.TemporaryFile("w+")  # noqa: SIM115  # closed by `stop`

    def __enter__(self) -> Self:
        """Start Fava and wait until it responds."""
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
        """Stop Fava."""
        self.stop()

    def url(self, path: str = "", slug: str = "") -> str:
        """Return the address of a page, `url("journal/")`, by default of the first ledger."""
        return f"{self.base}/{slug or self.slug}/{path}"

    def get(self, path: str = "") -> Answer:
        """Request a page of the first ledger, without following redirects."""
        return self._request(f"{self.prefix}/{self.slug}/{path}")

    def output(self) -> str:
        """Return Fava's output so far, including tracebacks of failed requests."""
        self._output.seek(0)
        return self._output.read()

    def stop(self) -> None:
        """Terminate the process."""
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
        # http.client ignores proxies in the environment: requests never leave the machine.
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
    """Return the environment without variables that change Fava's ledger, port or prefix."""
    return {
        name: value
        for name, value in environ.items()
        if name != "BEANCOUNT_FILE" and not name.startswith("FAVA_")
    }
