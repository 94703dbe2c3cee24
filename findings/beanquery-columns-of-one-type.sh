#!/usr/bin/env bash
# beanquery 0.2.0: nodes of a query are equal when their class and their __slots__ are. A table of
# one's own whose columns are instances of one class, as the bundled ones are, has equal columns
# wherever what tells them apart is no slot. ORDER BY looks for its expression among the targets by
# equality, so it sorts by the first column of that type instead of the one that it names.
# Seen: SELECT a … ORDER BY b sorts by a; with the column's name among its slots it sorts by b.
set -euo pipefail
cd "$(mktemp -d)"
python3 -m venv venv
venv/bin/python -m pip install --quiet --disable-pip-version-check beanquery==0.2.0 beancount==3.2.3
cat >show.py <<'PYTHON'
import beanquery
from beanquery.query_compile import EvalColumn
from beanquery.tables import Table


class Plain(EvalColumn):
    def __init__(self, name, position):
        super().__init__(int)
        self.name, self.position = name, position

    def __call__(self, row):
        return row[self.position]


class Slotted(Plain):
    __slots__ = ("name", "position")


def ordered(column):
    class Numbers(Table):
        columns = {"a": column("a", 0), "b": column("b", 1)}

        def __init__(self):
            pass

        def __iter__(self):
            return iter([(1, 30), (2, 10), (3, 20)])

    connection = beanquery.Connection()
    connection.tables["numbers"] = Numbers()
    return connection.execute("SELECT a FROM #numbers ORDER BY b").fetchall()


print("plain:", ordered(Plain))
print("slotted:", ordered(Slotted))
PYTHON
venv/bin/python show.py | tee seen
diff seen - <<'EXPECTED'
plain: [(1,), (2,), (3,)]
slotted: [(2,), (3,), (1,)]
EXPECTED
