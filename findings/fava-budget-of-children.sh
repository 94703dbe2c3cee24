#!/usr/bin/env bash
# fava 1.30.16: the budget of an account with its children adds up every account whose name begins
# with the same letters, not only those below it: Expenses:Autobahn counts for Expenses:Auto. And it
# adds up day by day in 28 digits, so that a month of 100 and 1,000 a month is not quite 1,100.
# Seen: 1099.999999999999999999999999 for an account that has a budget of 100 and no children.
set -euo pipefail
cd "$(mktemp -d)"
python3 -m venv venv
venv/bin/python -m pip install --quiet --disable-pip-version-check fava==1.30.16 beancount==3.2.3
cat >show.py <<'PYTHON'
import datetime

from beancount import loader
from fava.core.budgets import calculate_budget, calculate_budget_children, parse_budgets

entries, errors, _ = loader.load_string("""
2020-01-01 custom "budget" Expenses:Auto "monthly" 100 EUR
2020-01-01 custom "budget" Expenses:Autobahn "monthly" 1000 EUR
""")
budgets, mistakes = parse_budgets(entries)
assert not errors and not mistakes
january = datetime.date(2020, 1, 1), datetime.date(2020, 2, 1)
print("alone:", round(calculate_budget(budgets, "Expenses:Auto", *january)["EUR"], 6))
print("with children:", calculate_budget_children(budgets, "Expenses:Auto", *january)["EUR"])
PYTHON
venv/bin/python show.py | tee seen
diff seen - <<'EXPECTED'
alone: 100.000000
with children: 1099.999999999999999999999999
EXPECTED
