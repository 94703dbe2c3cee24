#!/usr/bin/env bash
# beancount 3.2.3: an Amount raises AttributeError when it is compared by == with anything that has no
# `number`, where Python's own types answer False, while != answers. So `value == "a"` and
# `value in ("a", "b")` fail on metadata that may hold text or an amount, and `value != "a"` does not.
# Seen: AttributeError for == and `in`, True for !=.
set -euo pipefail
cd "$(mktemp -d)"
python3 -m venv venv
venv/bin/python -m pip install --quiet --disable-pip-version-check beancount==3.2.3
cat >show.py <<'PYTHON'
from beancount import loader

entries, errors, _ = loader.load_string("2020-01-01 open Assets:Car\n  residual: 7500 EUR\n")
value = entries[0].meta["residual"]
assert not errors
for name, compare in {
    "==": lambda: value == "none",
    "!=": lambda: value != "none",
    "in": lambda: value in ("none", "all"),
}.items():
    try:
        print(name, compare())
    except AttributeError as error:
        print(name, "AttributeError:", error)
PYTHON
venv/bin/python show.py | tee seen
diff seen - <<'EXPECTED'
== AttributeError: 'str' object has no attribute 'number'
!= True
in AttributeError: 'str' object has no attribute 'number'
EXPECTED
