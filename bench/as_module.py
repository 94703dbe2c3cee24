"""Run a module like ``python -m``, with the package of the measured checkout.

    python bench/as_module.py MODULE [ARGUMENT ...]

The checkout is the first folder of ``PYTHONPATH``. If Python would import another package, such as
an installed one, nothing runs: its figures could not be told apart.
"""

from __future__ import annotations

import importlib.util
import os
import runpy
import sys

PACKAGE = "fsq_beancount"


def check_origin() -> None:
    """Check the location that the package would be imported from, without importing it.

    Raises:
        SystemExit: The package would not be imported from the checkout.
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
