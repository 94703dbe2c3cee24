"""Ledgers that other people have published, through every face: no traceback anywhere.

They are not in the repository; the environment variable FSQ_SHARED_LEDGERS names their folder.
"""

from __future__ import annotations

import json
import shutil
from typing import TYPE_CHECKING

import pytest
from click.testing import CliRunner
from fava.application import create_app
from real_ledgers import each_ledger

from fsq_beancount.cli.main import cli

if TYPE_CHECKING:
    from pathlib import Path

LINES = """
plugin "fsq_beancount"
1990-01-01 custom "fava-extension" "fsq_beancount.progress"
"""


@pytest.fixture
def ledger(shared_ledgers: Path, tmp_path: Path, name: str) -> Path:
    """A copy of a ledger with our two lines."""
    copy = shutil.copytree((shared_ledgers / name).parent, tmp_path / "ledger")
    path = copy / f"{name.rpartition('/')[2]}.beancount"
    path.chmod(0o644)
    path.write_text(path.read_text(encoding="utf-8") + LINES, encoding="utf-8")
    return path


@each_ledger
def test_in_the_shell(ledger: Path, name: str) -> None:
    for command in ("report", "check", "explain"):
        result = CliRunner().invoke(cli, [command, str(ledger)])
        # 1 is what `check` says when it finds something; 2 would be a ledger it cannot use.
        assert result.exit_code in ((0, 1) if command == "check" else (0,)), result.output
        # An exception that nothing catches is a 1 too.
        assert result.exception is None or isinstance(result.exception, SystemExit)
        assert result.stdout.strip()
        assert "Traceback" not in result.stderr


@pytest.mark.fava
@each_ledger
def test_on_the_page(ledger: Path, name: str) -> None:
    client = create_app([str(ledger)], load=True, poll_watcher=True).test_client()
    home = client.get("/", follow_redirects=True).request.path
    base = "/" + home.split("/")[1]
    page = client.get(f"{base}/extension/FsqProgress/")
    assert page.status_code == 200, name
    shown = page.get_data(as_text=True)
    # The page has its first section, and none of them says that it failed.
    assert 'id="quota"' in shown
    assert "This section failed" not in shown
    report = json.loads(client.get(f"{base}/extension/FsqProgress/report").get_data())
    assert report.get("data", report)["periods"]
