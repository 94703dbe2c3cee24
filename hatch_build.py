"""Build hook: compiles the translations, so that only their sources are in the repository."""

from __future__ import annotations

import io
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from hatchling.builders.hooks.plugin.interface import BuildHookInterface

_EPOCH = datetime.fromtimestamp(0, UTC)


class CompileTranslations(BuildHookInterface):  # type: ignore[type-arg]  # any builder's config
    """Compiles each `.po` to a `.mo` beside it, for wheels and editable installs alike."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Runs before the files of the wheel are collected."""
        for po in Path(self.root).glob("fsq_beancount/i18n/translations/*/LC_MESSAGES/*.po"):
            with po.open("rb") as source:
                catalogue = read_po(source, locale=po.parts[-3], abort_invalid=True)
            # Babel would write the minute of the build: the same source gives the same wheel.
            catalogue.creation_date = _EPOCH
            # In one write: a program reading the old file meanwhile never sees half a new one.
            compiled = io.BytesIO()
            write_mo(compiled, catalogue)
            po.with_suffix(".mo").write_bytes(compiled.getvalue())
