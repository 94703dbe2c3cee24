#!/usr/bin/env bash
# beancount 3.2.3: a custom directive without values is valid syntax and loads, but `values` is None
# instead of an empty list, and one such line anywhere makes the built-in pad plugin fail for the
# whole ledger: no account is padded, and every balance that relied on it fails.
# Seen: 2 errors, of the pad plugin and of the balance; without the custom directive there are none.
set -euo pipefail
cd "$(mktemp -d)"
python3 -m venv venv
venv/bin/python -m pip install --quiet --disable-pip-version-check beancount==3.2.3
cat >show.py <<'PYTHON'
from beancount import loader

LEDGER = """
2020-01-01 open Assets:Bank
2020-01-01 open Equity:Opening
2020-01-02 pad Assets:Bank Equity:Opening
2020-01-03 balance Assets:Bank 1 EUR
"""
entries, errors, _ = loader.load_string(LEDGER)
print("without:", [type(error).__name__ for error in errors])
entries, errors, _ = loader.load_string(LEDGER + '2020-01-01 custom "note"\n')
[custom] = [entry for entry in entries if type(entry).__name__ == "Custom"]
print("with:", custom.values, [type(error).__name__ for error in errors])
print("of pad:", "beancount.ops.pad" in errors[0].message)
PYTHON
venv/bin/python show.py | tee seen
diff seen - <<'EXPECTED'
without: []
with: None ['LoadError', 'BalanceError']
of pad: True
EXPECTED
