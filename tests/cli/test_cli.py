"""The shell command, in real processes where its exit status or its terminal matters."""

from __future__ import annotations

import csv
import errno
import io
import json
import os
import pty
import re
import signal
import subprocess
import sys
import time
from decimal import getcontext
from pathlib import Path
from typing import Any

import pytest
from beancount import loader
from click.testing import CliRunner, Result
from oracle import LATER, ORACLE

from fsq_beancount import __version__
from fsq_beancount.cli import loading
from fsq_beancount.cli.main import called_as, cli

HEAD = """\
option "operating_currency" "EUR"
plugin "beancount.plugins.auto_accounts"
"""


@pytest.fixture
def ledger(tmp_path: Path) -> Path:
    """The oracle's ledger as a file."""
    path = tmp_path / "main.beancount"
    path.write_text(HEAD + ORACLE, encoding="utf-8")
    return path


def append(ledger: Path, text: str) -> None:
    with ledger.open("a", encoding="utf-8") as file:
        file.write(text)


def run(*arguments: str | Path, **env: str) -> Result:
    return CliRunner().invoke(
        cli, [str(argument) for argument in arguments], env={"LC_ALL": "C", **env}
    )


def output(*arguments: str | Path, **env: str) -> str:
    result = run(*arguments, **env)
    assert result.exit_code == 0, result.output
    return result.output


def process(
    *arguments: str | Path, cwd: Path | None = None, **env: str
) -> subprocess.CompletedProcess[str]:
    """Run the command as people do, and return what it printed in both streams."""
    return subprocess.run(
        command(*arguments),
        cwd=cwd,
        env=environment(**env),
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )


def command(*arguments: str | Path) -> list[str]:
    return [sys.executable, "-m", "fsq_beancount", *map(str, arguments)]


def environment(**env: str) -> dict[str, str]:
    return {**os.environ, "LC_ALL": "C", "PYTHONIOENCODING": "utf-8", **env}


# What it prints.


def test_report_shows_the_oracle(ledger: Path) -> None:
    text = output("report", ledger)
    assert "FSQ narrow  10.0%  missing: 1,500.00 EUR a month" in text
    assert "FSQ wide    15.0%  missing: 1,416.67 EUR a month" in text


def test_report_in_german_by_option_and_by_environment(ledger: Path) -> None:
    for text in (
        output("report", ledger, "--lang", "de"),
        output("report", ledger, LC_ALL="de_DE.UTF-8"),
    ):
        assert "FSQ im engeren Sinne   10,0 %  es fehlen 1.500,00 EUR im Monat" in text


def test_report_as_json(ledger: Path) -> None:
    result = json.loads(output("report", ledger, "--format", "json", LC_ALL="de_DE.UTF-8"))
    assert result["rolling"][-1]["fsq_narrow"] == "0.1"
    assert result["rolling"][-1]["fsq_wide"] == "0.15"


def test_report_as_csv(ledger: Path) -> None:
    def months(*arguments: str) -> list[dict[str, str]]:
        text = output("report", ledger, "--format", "csv", *arguments)
        return list(csv.DictReader(io.StringIO(text)))

    assert months()[-1]["fsq_narrow"] == "0.1"
    assert months("--part", "rolling") == months()
    assert [row["period"] for row in months("--part", "periods")] == ["2024"]
    assert months("--part", "flows")[0]["amount"] == "1500.00"


def test_report_of_a_year(ledger: Path) -> None:
    append(ledger, LATER)
    text = output("report", ledger, "--year", "2024", "--format", "json")
    result = json.loads(text)
    assert [period["period"] for period in result["periods"]] == ["2024"]
    assert result["as_of"] == "2024-12-31"


def test_report_of_some_days(ledger: Path) -> None:
    def period(*arguments: str) -> tuple[str, str]:
        text = output("report", ledger, "--format", "json", *arguments)
        (figures,) = json.loads(text)["periods"]
        return figures["period"], figures["gross_income"]["passive"]

    # Dividends of 1,500 in January, interest of 500 on the last of June.
    assert period("--from", "2024-06-01", "--to", "2024-06-30") == ("2024-06", "500.00")
    assert period("--from", "2024-01-10", "--to", "2024-06-29") == (
        "2024-01-10/2024-06-29",
        "1500.00",
    )
    # From the first income or expense on, and up to the last day of the books.
    assert period("--to", "2024-06-30") == ("2024-01-15/2024-06-30", "2000.00")
    assert period("--from", "2024-06-30") == ("2024-06-30/2024-12-31", "500.00")


def test_flows_of_some_days(ledger: Path) -> None:
    def days(*arguments: str) -> list[str]:
        text = output("report", ledger, "--format", "csv", "--part", "flows", *arguments)
        return [row["date"] for row in csv.DictReader(io.StringIO(text))]

    everything = days()
    wanted = [day for day in everything if "2024-06-01" <= day <= "2024-06-30"]
    assert 0 < len(wanted) < len(everything)
    assert days("--from", "2024-06-01", "--to", "2024-06-30") == wanted


def test_csv_is_utf_8_whatever_the_terminal_takes(ledger: Path) -> None:
    append(ledger, '2024-12-31 * "Bäcker → ☕"\n  Expenses:Leben  1.00 EUR\n  Assets:Bank\n')
    result = process(
        "report", ledger, "--format", "csv", "--part", "flows", PYTHONIOENCODING="ascii"
    )
    assert "Bäcker → ☕" in result.stdout


def test_report_as_of_a_day(ledger: Path) -> None:
    result = json.loads(output("report", ledger, "--as-of", "2024-07-15", "--format", "json"))
    assert (result["as_of"], result["running_month"]) == ("2024-07-15", "2024-07")
    assert result["rolling"][-1]["month"] == "2024-06"


@pytest.mark.parametrize("day", ["0001-01-01", "0001-01-31", "9999-12-31"])
@pytest.mark.parametrize("form", ["text", "json", "csv"])
def test_report_at_the_ends_of_the_calendar(ledger: Path, day: str, form: str) -> None:
    # Before the first of January of the year 1 there is no complete month, nor any month.
    assert output("report", ledger, "--as-of", day, "--year", "2024", "--format", form)


def test_report_in_another_currency(ledger: Path) -> None:
    append(ledger, "2024-01-01 price EUR 2.00 USD\n")
    result = json.loads(output("report", ledger, "--currency", "usd", "--format", "json"))
    assert result["currency"] == "USD"
    # 20,000 EUR at 2.00
    assert result["periods"][0]["living_costs"] == "40000.00"


def test_report_says_how_to_see_load_errors_and_mistakes(ledger: Path) -> None:
    append(ledger, "\n2024-02-28 nonsense\n")
    append(ledger, '2024-01-01 custom "fsq-tag" "job" "aktive"\n')
    text = output("report", ledger)
    assert f"To see it: bean-check {ledger}\n" in text
    assert f"1 mistake in the settings for fsq; to see it: fsq check {ledger}\n" in text


def test_check_finds_nothing(ledger: Path) -> None:
    assert output("check", ledger) == "Nothing found that makes the figures less than certain.\n"


def test_check_names_what_it_finds_and_what_mends_it(ledger: Path) -> None:
    append(ledger, LATER + "\n2024-02-28 nonsense\n")
    result = run("check", ledger)
    assert result.exit_code == 1
    assert result.output.startswith("1 load error: ")
    assert "Income:Kram: 70.00 EUR in 1 posting is unclassified" in result.output
    assert '2025-01-10 custom "fsq-rule" "Income:Kram" "active"\n' in result.output
    assert "2025-01-11 price CHF <rate> EUR\n" in result.output


def test_check_tells_each_mistake_once(ledger: Path) -> None:
    append(ledger, '2024-01-01 custom "fsq-tag" "job" "aktive"\nplugin "fsq_beancount"\n')
    result = run("check", ledger)
    assert result.exit_code == 1
    assert "load error" not in result.output
    assert result.output.count('unknown class "aktive"') == 1


def test_check_names_files_from_here(ledger: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ledger.parent)
    append(ledger, '2024-01-01 custom "fsq-rule" "Income:Nichts" "passive"\n')
    line = ledger.read_text(encoding="utf-8").count("\n")
    assert f"\n1. main.beancount:{line}: The rule" in run("check", "main.beancount").output


def test_explain(ledger: Path) -> None:
    assert "Income:Bank:Zinsen" in output("explain", ledger)
    assert "500.00 EUR  Bank Zinsen  main.beancount:11" in output("explain", ledger, "Income:Bank")
    assert json.loads(output("explain", ledger, "--format", "json"))
    assert output("explain", ledger, "--format", "csv").startswith("account,class,role,")


def test_help_and_version() -> None:
    assert __version__ in output("--version")
    for name in ("report", "check", "explain"):
        assert name in output("--help")
        assert f"fsq {name} main.beancount" in output(name, "--help")


# What it refuses: one line, exit status 2.


def refusal(*arguments: str | Path) -> str:
    result = process(*arguments)
    assert (result.returncode, result.stdout) == (2, "")
    assert result.stderr.startswith("fsq: ")
    assert result.stderr.count("\n") == 1
    return result.stderr.removeprefix("fsq: ").rstrip("\n")


def test_what_cannot_be_read_is_refused_in_one_line(tmp_path: Path) -> None:
    (tmp_path / "binary").write_bytes(b"\x89PNG\0\1")
    (tmp_path / "latin").write_bytes("option\nM\xfcller".encode("latin-1"))
    for name, message in {
        "missing": "there is no such file",
        "": "this is a directory; name the ledger's main file",
        "binary": "this is a binary file, no ledger",
        "latin": "this is no UTF-8 text",
    }.items():
        for action in ("report", "check", "explain"):
            assert refusal(action, tmp_path / name).endswith(message)


def test_what_may_not_be_read_is_refused(ledger: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    # Not by its mode: root, as whom some run their tests, may read everything.
    def refuse(*_: object) -> None:
        raise PermissionError(errno.EACCES, "Permission denied")

    monkeypatch.setattr(Path, "open", refuse)
    with pytest.raises(loading.UnreadableError, match=r"it cannot be read \(Permission denied\)$"):
        loading.load(str(ledger))


def test_the_line_that_is_no_text_is_named(tmp_path: Path) -> None:
    path = tmp_path / "latin.beancount"
    path.write_bytes("; gut\n; M\xfcller\n".encode("latin-1"))
    assert refusal("report", path) == f"{path}:2: this is no UTF-8 text"


def test_a_plugin_that_breaks_the_loader_gives_no_traceback(ledger: Path) -> None:
    (ledger.parent / "broken_plugin.py").write_text("raise RuntimeError('no')\n")
    append(ledger, 'option "insert_pythonpath" "TRUE"\nplugin "broken_plugin"\n')
    assert refusal("report", ledger).endswith("Beancount cannot load it (RuntimeError: no)")


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["--as-of", "2024-13-01"], "2024-13-01 is no date; write it as 2024-12-31"),
        (["--from", "gestern"], "gestern is no date; write it as 2024-12-31"),
        (["--from", "2024-02-01", "--to", "2024-01-01"], "ends (2024-01-01) before it begins"),
        (["--from", "2031-01-01"], "--from 2031-01-01 is after the last day that counts, 2024-"),
        (["--currency", ""], "--currency: the ledger knows these: EUR, WELT"),
        (["--currency", "ZZZ"], "the ledger knows no ZZZ, only EUR, WELT"),
        (["--year", "20x4"], "'20x4' is not a valid integer"),
        (["--year", "2024", "--from", "2024-01-01"], "--year and --from/--to exclude each other"),
        (["--lang", "fr"], "'fr' is not one of 'en', 'de'"),
        (["--part", "flows"], "--part needs --format csv"),
        (["--nonsense"], "No such option"),
    ],
)
def test_wrong_usage_is_refused_in_one_line(
    ledger: Path, arguments: list[str], message: str
) -> None:
    assert message in refusal("report", ledger, *arguments)


def test_commands_and_ledgers_that_are_not_named(ledger: Path) -> None:
    assert "Missing argument 'LEDGER'" in refusal("report")
    assert "No such command 'repot'" in refusal("repot", ledger)
    result = process()
    assert result.returncode == 2
    assert "Commands:" in result.stderr


def test_a_ledger_without_a_name_is_refused() -> None:
    assert refusal("report", "") == "no ledger is named: its name is empty"


def test_no_command_is_cut_in_the_help() -> None:
    assert "..." not in output("--help").replace("[ARGS]...", "")


def test_a_closed_output_is_said_in_one_line(ledger: Path) -> None:
    result = subprocess.run(
        ["/bin/sh", "-c", 'exec "$@" >&-', "sh", *command("report", ledger)],
        env=environment(),
        stderr=subprocess.PIPE,
        check=False,
    )
    assert (result.returncode, result.stderr) == (2, b"fsq: there is no output to write to\n")


@pytest.mark.parametrize("form", ["text", "json", "csv"])
def test_closed_messages_leave_the_report(ledger: Path, form: str) -> None:
    result = subprocess.run(
        ["/bin/sh", "-c", 'exec "$@" 2>&-', "sh", *command("report", ledger, "--format", form)],
        env=environment(),
        stdout=subprocess.PIPE,
        check=False,
    )
    assert result.returncode == 0
    assert result.stdout.decode() == process("report", ledger, "--format", form).stdout


def test_unknown_places_are_refused_with_a_hint(ledger: Path) -> None:
    assert "did you mean Income:Bank:Zinsen or" in refusal("explain", ledger, "Income:Bank:Zins")


# How it behaves among other programs.


def test_exit_statuses(ledger: Path) -> None:
    assert process("report", ledger).returncode == 0
    assert process("check", ledger).returncode == 0
    append(ledger, LATER)
    assert process("report", ledger).returncode == 0
    assert process("check", ledger).returncode == 1


def test_json_is_pure_whatever_a_plugin_prints(ledger: Path) -> None:
    (ledger.parent / "noisy_plugin.py").write_text(
        "__plugins__ = ['noisy']\n"
        "def noisy(entries, options):\n"
        "    print('noise')\n"
        "    return entries, []\n"
    )
    append(ledger, 'option "insert_pythonpath" "TRUE"\nplugin "noisy_plugin"\n')
    result = process("report", ledger, "--format", "json")
    assert json.loads(result.stdout)["currency"] == "EUR"
    assert result.stderr == "noise\n"


def test_a_reader_that_leaves_is_no_error(ledger: Path) -> None:
    with subprocess.Popen(
        command("explain", ledger),
        env=environment(),
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    ) as reader:
        assert reader.stdout is not None
        assert reader.stderr is not None
        reader.stdout.close()
        assert reader.stderr.read() == b""
    assert reader.returncode in (0, -signal.SIGPIPE)


def test_a_file_that_fails_while_it_is_read_is_refused() -> None:
    assert refusal("report", "/proc/self/mem").endswith("it cannot be read (Input/output error)")


@pytest.mark.parametrize("arguments", [["report", ""], ["--help"], ["report", "-h"], ["--version"]])
def test_an_output_that_is_full_is_said_in_one_line(ledger: Path, arguments: list[str]) -> None:
    # Linux has this device; elsewhere the test fails and says so, rather than looking passed.
    with Path("/dev/full").open("wb") as full:
        result = subprocess.run(
            command(*(argument or ledger for argument in arguments)),
            env=environment(),
            stdout=full,
            stderr=subprocess.PIPE,
            check=False,
        )
    assert result.returncode == 2
    assert result.stderr == b"fsq: the output cannot be written (No space left on device)\n"


SLOW_PLUGIN = """\
import pathlib, time
__plugins__ = ["slow"]
def slow(entries, options):
    pathlib.Path(__file__).with_name("started").touch()
    time.sleep(float("{seconds}"))
    return entries, []
"""


def slow(ledger: Path, seconds: float) -> None:
    """Make a ledger take its time to load."""
    code = SLOW_PLUGIN.format(seconds=seconds)
    (ledger.parent / "slow_plugin.py").write_text(code, encoding="utf-8")
    append(ledger, 'option "insert_pythonpath" "TRUE"\nplugin "slow_plugin"\n')


def test_an_interruption_is_quiet(ledger: Path) -> None:
    slow(ledger, 60)
    with subprocess.Popen(
        command("report", ledger),
        env=environment(),
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.default_int_handler),  # noqa: PLW1509 - no threads
    ) as running:
        while not (ledger.parent / "started").exists():
            assert running.poll() is None
            time.sleep(0.05)
        running.send_signal(signal.SIGINT)
        out, err = running.communicate(timeout=20)
    assert running.returncode == 130
    assert out + err.strip() == b""


def test_loading_that_takes_long_is_told_to_a_terminal_and_erased(ledger: Path) -> None:
    slow(ledger, 2 * loading.PATIENCE + 0.5)
    ours, theirs = pty.openpty()
    with subprocess.Popen(
        command("report", ledger, "--format", "json"),
        env=environment(),
        stdout=subprocess.PIPE,
        stderr=theirs,
    ) as running:
        os.close(theirs)
        out, _ = running.communicate(timeout=30)
    told = os.read(ours, 4096).decode()
    os.close(ours)
    assert json.loads(out)["currency"] == "EUR"
    assert re.fullmatch(r"\rLoading main.beancount ... 1 s(\r.* \d s)+\r +\r", told), repr(told)


def test_no_file_is_told_how_long_loading_takes(ledger: Path) -> None:
    slow(ledger, loading.PATIENCE + 0.5)
    assert process("report", ledger).stderr == ""


def test_ascii_by_option_and_where_the_output_takes_no_more(ledger: Path) -> None:
    assert output("report", ledger, "--ascii").isascii()
    assert process("report", ledger, PYTHONIOENCODING="ascii").stdout.isascii()
    german = process("report", ledger, "--lang", "de", PYTHONIOENCODING="ascii").stdout
    assert "Zwoelf Monate, Jan. 2024 - Dez. 2024" in german


def test_as_wide_as_the_terminal(ledger: Path) -> None:
    append(ledger, '2005-12-31 * "Alt"\n  Expenses:Leben  1.00 EUR\n  Assets:Bank\n')
    for columns in (80, 150):
        text = process("report", ledger, COLUMNS=str(columns)).stdout
        assert max(map(len, text.splitlines())) <= columns


def test_text_of_the_ledger_does_not_command_the_terminal(ledger: Path) -> None:
    append(
        ledger, '2024-05-05 * "\x1b[2J" "\x1b]0;x\x07"\n  Income:Kram  -1.00 EUR\n  Assets:Bank\n'
    )
    for arguments in (
        ("report", ledger),
        ("report", ledger, "--format", "csv", "--part", "flows"),
        ("check", ledger),
        ("explain", ledger, "Income:Kram"),
        ("explain", ledger, "Income:Kram", "--format", "json"),
    ):
        text = run(*arguments).output
        assert text
        assert "\x1b" not in text
        assert "\x07" not in text


def test_beancount_loads_in_its_own_precision(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    # What a unit of a total price costs is what Beancount divides, and its load cache is shared.
    ledger = tmp_path / "main.beancount"
    ledger.write_text(
        "2024-01-01 open Assets:Bank\n"
        "2024-01-01 open Expenses:Essen\n"
        '2024-02-01 * "Essen"\n'
        "  Assets:Bank    -3 EUR @@ 10 USD\n"
        "  Expenses:Essen\n"
    )
    precisions = []

    def load_file(path: str) -> Any:
        precisions.append(getcontext().prec)
        return loader.load_string(Path(path).read_text())

    monkeypatch.setattr(loader, "load_file", load_file)
    for command in ("report", "check", "explain"):
        CliRunner().invoke(cli, [command, str(ledger)])
    assert precisions == [getcontext().prec] * 3


@pytest.mark.parametrize(
    ("program", "name"),
    [
        ("/usr/bin/fsq", "fsq"),
        ("/usr/bin/fsq-beancount", "fsq-beancount"),
        ("fsq-beancount.exe", "fsq-beancount"),
        ("/somewhere/fsq_beancount/__main__.py", "fsq"),
        ("", "fsq"),
    ],
)
def test_the_name_that_it_is_called_by(program: str, name: str) -> None:
    assert called_as(program) == name
