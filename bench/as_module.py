"""Run a module as ``python -m`` does, with the package of the checkout that is measured.

    python bench/as_module.py MODULE [ARGUMENT ...]

The checkout is the first folder of ``PYTHONPATH``. Figures of another package, an installed one,
would look just as good; so where Python would import another, nothing runs.
"""

from __future__ import annotations

import importlib.util
import os
import runpy
import sys

PACKAGE = "fsq_beancount"


def check_origin() -> None:
    """Look where the package would be imported from, without importing it.

    Raises:
        SystemExit: It would not come from the checkout.
    """
    checkout = os.environ.get("PYTHONPATH", "").split(os.pathsep)[0]
    wanted = os.path.join(checkout, PACKAGE, "__init__.py")
    spec = importlib.util.find_spec(PACKAGE)
    found = spec.origin if spec else None
    if found is None or os.path.realpath(found) != os.path.realpath(wanted):
        raise SystemExit(f"{PACKAGE} is imported from {found}, not from {wanted}")


if __name__ == "__main__":
    check_origin()
    del sys.argv[0]
    runpy.run_module(sys.argv[0], run_name="__main__", alter_sys=True)
