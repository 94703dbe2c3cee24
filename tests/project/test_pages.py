"""What the README and the pages in docs/ show works as it stands there, and nothing is left out."""

from __future__ import annotations

import os
import re
import subprocess
import sys
import sysconfig
import tomllib
from pathlib import Path
from typing import Any

import pytest
from beancount import loader
from beancount.core import data
from pages import (
    CONTRIBUTING,
    FROM_AN_INDEX,
    GUIDES,
    OWN_LEDGER,
    PAGES,
    blocks,
    installing,
    name_of,
    text_of,
    with_blocks,
)
from places import ROOT

from fsq_beancount.cli import main as cli
from fsq_beancount.core.terms import CLASSES, DEPRECIATION_MARK, KEY_YEAR, ROLES
from fsq_beancount.settings.directives.option import OPTIONS
from fsq_beancount.settings.keys import KEYS

CLASSIFICATION = ROOT / "docs" / "classification.md"
WEALTH = ROOT / "docs" / "wealth.md"

MOVED = {"fsq_beancount/directives", "fsq_beancount/translations"}
"""Where a commit that a page names had what is elsewhere now."""

_ACCOUNT = re.compile(r"\b(?:Assets|Liabilities|Equity|Income|Expenses)(?::[\w-]+)+")
_PLUGIN = 'plugin "fsq_beancount"'
_OF_FAVA = re.compile(r"\b(fava|bean-query)\b")


def commands() -> list[str]:
    """The commands of all pages that run here, each once."""
    lines = (
        line
        for page in with_blocks("sh")
        for block in blocks(page, "sh")
        for line in block.splitlines()
        if line.strip() and line not in FROM_AN_INDEX
    )
    return list(dict.fromkeys(lines))


# What `fsq` owes to an older Click, the tests in tests/cli show.
@pytest.mark.parametrize(
    "command",
    [
        pytest.param(line, marks=pytest.mark.fava if _OF_FAVA.search(line) else ())
        for line in commands()
    ],
)
def test_each_command_runs(command: str) -> None:
    scripts = sysconfig.get_path("scripts")
    result = subprocess.run(
        ["/bin/sh", "-c", command.replace(OWN_LEDGER, "example-ledger/main.beancount")],
        cwd=ROOT,
        env={**os.environ, "PATH": f"{scripts}{os.pathsep}{os.environ['PATH']}"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert result.returncode == 0, result.stderr
    assert result.stdout.strip()
    assert "Traceback" not in result.stderr


def test_the_commands_that_need_an_index_are_known() -> None:
    assert set(installing(*PAGES)) == set(FROM_AN_INDEX)


@pytest.mark.parametrize(("command", "where"), FROM_AN_INDEX.items())
def test_a_command_that_needs_an_index_is_run_with_the_built_package(
    command: str, where: str | None
) -> None:
    if where is None:
        assert "[all]" not in command
        return
    tool, *words = command.split()
    options = [word for word in words if word.startswith("--")]
    text = (ROOT / where).read_text(encoding="utf-8")
    assert [word for word in (tool, *options) if word not in text] == []


def test_the_extras_shown_are_there() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    extras = set(project["optional-dependencies"]) - {"dev"}
    shown = re.findall(r"fsq-beancount\[([a-z,]+)\]", text_of(*PAGES))
    assert set(",".join(shown).split(",")) <= extras
    # The page about installation says what each is for.
    table = re.findall(r"^\| `([a-z]+)` \|", text_of(ROOT / "docs" / "install.md"), re.MULTILINE)
    assert set(table) == extras


def load(page: Path, more: str = "") -> tuple[list[data.Directive], list[Any]]:
    """Load the snippets of a page as one ledger, on top of the accounts they use."""
    snippets = "\n".join([*blocks(page, "beancount"), more])
    used = set(_ACCOUNT.findall(re.sub(r'"[^"\n]*"', "", snippets)))
    opened = set(re.findall(r"^\S+ open (\S+)", snippets, re.MULTILINE))
    opens = [f"2015-01-01 open {account}" for account in sorted(used - opened)]
    plugin = [] if re.search(f"^{_PLUGIN}$", snippets, re.MULTILINE) else [_PLUGIN]
    entries, errors, _ = loader.load_string("\n".join([*plugin, *opens, snippets]))
    return entries, errors


def transactions(entries: list[data.Directive]) -> list[data.Transaction]:
    return [entry for entry in entries if isinstance(entry, data.Transaction)]


@pytest.mark.parametrize("page", with_blocks("beancount"), ids=name_of)
def test_the_ledger_snippets_of_a_page_load(page: Path) -> None:
    entries, errors = load(page)
    assert entries
    assert errors == []


def test_a_mistake_in_a_snippet_would_be_found() -> None:
    _, errors = load(CLASSIFICATION, '2020-01-01 custom "fsq-tag" "job" "aktive"')
    assert len(errors) == 1
    _, errors = load(CLASSIFICATION, "2020-01-01 open Income:Job\n  fsq-clas: TRUE")
    assert len(errors) == 1


def test_the_tax_assessment_shown_is_a_cost_of_active_work() -> None:
    entries, _ = load(CLASSIFICATION)
    (paid,) = (entry for entry in transactions(entries) if entry.payee == "Finanzamt")
    tax = paid.postings[0].meta
    assert tax is not None
    assert (tax["fsq-class"], tax["fsq-role"]) == ("active", "tax")


def test_the_car_shown_loses_what_the_page_says() -> None:
    # 187.50 from March 2020 to April 2024, the last whole month of books that end in May.
    books_end = "\n2024-05-02 * \n  Assets:Bank  1.00 EUR\n  Equity:Rest  -1.00 EUR\n"
    entries, errors = load(WEALTH, books_end)
    assert errors == []
    lost = [entry for entry in transactions(entries) if DEPRECIATION_MARK in entry.meta]
    assert len(lost) == 50
    assert {str(entry.postings[0].units) for entry in lost} == {"187.50 EUR"}


def test_the_python_snippet_runs() -> None:
    snippets = [snippet for page in PAGES for snippet in blocks(page, "python")]
    (snippet,) = (snippet for snippet in snippets if "analyse" in snippet)
    result = subprocess.run(
        [sys.executable, "-W", "error", "-c", snippet],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert result.returncode == 0, result.stderr
    month, narrow, wide, missing = result.stdout.split()
    assert re.fullmatch(r"\d{4}-\d\d", month)
    # The example's quota is on its way: between 0 and 1, the wide one with something more.
    assert 0 < float(narrow) < float(wide) < 1
    assert float(missing) > 0


def test_the_functions_of_the_projection_compute_what_the_page_says() -> None:
    (snippet,) = blocks(ROOT / "docs" / "projection.md", "python")
    names: dict[str, Any] = {}
    exec(snippet.partition("\n\n")[0], names)  # noqa: S102 - our own page
    for line in snippet.partition("\n\n")[2].splitlines():
        call, _, said = line.partition("#")
        result = eval(call, names)  # noqa: S307 - our own page
        first = re.match(r" ([\d,.]+)", said)
        if first is not None:
            value = result[0] if isinstance(result, tuple) else result
            number = float(first[1].replace(",", ""))
            places = len(first[1].partition(".")[2])
            scale = 100 if said.startswith(f" {first[1]} %") else 1
            assert round(value * scale, places) == number, line


def anchors(page: Path) -> set[str]:
    """What a link may lead to on a page, as its headings are addressed."""
    headings = re.findall(r"^#+ (.+)$", text_of(page), re.MULTILINE)
    return {re.sub(r"[^\w -]", "", heading).lower().replace(" ", "-") for heading in headings}


@pytest.mark.parametrize("page", PAGES, ids=name_of)
def test_links_lead_somewhere(page: Path) -> None:
    for link in re.findall(r"\]\(([^)]+)\)", text_of(page)):
        if "://" in link:
            continue
        name, _, anchor = link.partition("#")
        target = page.parent / name if name else page
        assert target.exists(), link
        assert not anchor or anchor in anchors(target), link


@pytest.mark.parametrize("page", PAGES, ids=name_of)
def test_no_page_names_a_place_of_somebodys_machine(page: Path) -> None:
    assert not re.search(r"(?<![\w.~])/(?:home|root|tmp|work|Users)\b", text_of(page))
    assert str(ROOT) not in text_of(page)


def test_every_command_is_documented() -> None:
    guides = text_of(*GUIDES)
    for name in cli.cli.commands:
        assert re.search(rf"\bfsq {name}\b", guides), name


def test_every_word_of_the_ledger_is_documented() -> None:
    guides = text_of(*GUIDES)
    for word in (*CLASSES, *ROLES, "fsq-class", "fsq-role", "fsq-stream", KEY_YEAR):
        assert f"`{word}`" in guides, word
    for key in KEYS:
        assert key in guides, key
    # What this version does not evaluate is not advertised.
    for name, option in OPTIONS.items():
        assert (f"`{name}`" in guides or f'"{name}"' in guides) == bool(option.meaning), name


@pytest.mark.parametrize("page", [CONTRIBUTING, ROOT / "docs" / "architecture.md"], ids=name_of)
def test_what_developers_are_led_to_is_there(page: Path) -> None:
    text = text_of(page)
    for path in re.findall(r"`((?:fsq_beancount|importers|tests|scripts|docs)/[\w/.]+)`", text):
        assert (ROOT / path).exists() or path in MOVED, path
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    for target in re.findall(r"\bmake ([a-z]+(?:-[a-z]+)*)\b(?=`|\n| [A-Z_]+=)", text):
        assert re.search(rf"^{target}:", makefile, re.MULTILINE), target
