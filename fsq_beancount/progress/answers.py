"""Responses of the page's endpoints: JSON, errors included."""

from __future__ import annotations

import json
import logging
from collections.abc import Callable
from functools import wraps
from typing import TypeVar

from fava.helpers import FavaAPIError
from flask import Response

log = logging.getLogger(__name__)

Extension = TypeVar("Extension")


def in_json(
    endpoint: Callable[[Extension], Response],
) -> Callable[[Extension], Response]:
    """Make an endpoint return errors as JSON, where Fava would return an HTML page."""

    @wraps(endpoint)
    def answer(extension: Extension) -> Response:
        try:
            return endpoint(extension)
        except FavaAPIError as error:
            return _error(error.message, 400)
        except Exception as error:
            log.exception("the endpoint %s failed", endpoint.__name__)
            return _error(f"{type(error).__name__}: {error}", 500)

    return answer


def _error(message: str, status: int) -> Response:
    return as_json(json.dumps({"error": message}, indent=1) + "\n", status)


def as_json(text: str, status: int = 200) -> Response:
    """Return a JSON response from text that is already serialized.

    In JSON, ``<`` is only in strings. It is escaped, so that no name begins a tag where the answer
    is put into a page.
    """
    return Response(text.replace("<", "\\u003c"), status, mimetype="application/json")
