"""Templates without the line breaks that only their authors read."""

from __future__ import annotations

import jinja2
import pytest

from fsq_beancount.progress.dense import Dense, dense


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        ("<tr>\n  <td>1</td>\n  <td>2</td>\n</tr>\n", "<tr><td>1</td><td>2</td></tr>"),
        ("  <p>\n    Words\n    of <b>it</b>\n  </p>", "<p>Words\n    of <b>it</b></p>"),
        ('<g>\n  <rect x="1"/>\n  <line/>\n</g>', '<g><rect x="1"/><line/></g>'),
        # The end of a shape whose beginning stands before an expression, and such a beginning.
        ('"/>\n  <rect class="', '"/><rect class="'),
        # Between words and what stands in a line with them a space is a space.
        ("<a>1</a>\n  <a>2</a> <span>3</span>\n4", "<a>1</a>\n  <a>2</a> <span>3</span>\n4"),
        ("<svg></svg>\n  Words", "<svg></svg>\n  Words"),
        ("<thing>\n</thing>", "<thing>\n</thing>"),
        ("<pre>\n  a\n  b</pre>", "<pre>\n  a\n  b</pre>"),
    ],
)
def test_white_space_goes_where_nobody_sees_it(written: str, shown: str) -> None:
    assert dense(written) == shown


def test_what_is_of_the_ledger_stays_as_it_is() -> None:
    environment = jinja2.Environment(extensions=[Dense], autoescape=True)
    template = environment.from_string("<p>\n  {{ payee }}\n</p>\n<pre>{{ lines }}</pre>")
    shown = template.render(payee="a  </p>  b", lines="<p>\n  x\n</p>")
    assert shown == "<p>a  &lt;/p&gt;  b</p><pre>&lt;p&gt;\n  x\n&lt;/p&gt;</pre>"


def test_errors_name_the_line_of_the_template() -> None:
    environment = jinja2.Environment(extensions=[Dense], autoescape=True)
    template = environment.from_string("<p>\n  </p>\n\n<p>\n  {{ 1 // zero }}</p>")
    with pytest.raises(ZeroDivisionError) as failed:
        template.render(zero=0)
    assert failed.traceback[-1].lineno == 4  # the fifth, counted from zero
