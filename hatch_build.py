"""Build hooks: the compiled translations, and the README as the package's long description."""

from __future__ import annotations

import io
import re
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from hatchling.builders.hooks.plugin.interface import BuildHookInterface
from hatchling.metadata.plugin.interface import MetadataHookInterface

_PICTURE = re.compile(r"<picture>.*?</picture>\n*", re.DOTALL)
_SOURCE = re.compile(r'\b(src|srcset)="(?!\w+:)([^"]+)"')
_LINK = re.compile(r"\[([^\]]+)\]\((?!\w+:|#)([^)]+)\)")

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


class LongDescription(MetadataHookInterface):
    """Makes the long description of the README: read elsewhere, it cannot name files beside it."""

    def update(self, metadata: dict[str, Any]) -> None:
        """Runs when the metadata of the package is asked for."""
        text = (Path(self.root) / "README.md").read_text(encoding="utf-8")
        repository = metadata.get("urls", {}).get("Repository")
        metadata["readme"] = {
            "content-type": "text/markdown",
            "text": read_elsewhere(text, repository, metadata["version"]),
        }


def read_elsewhere(text: str, repository: str | None, version: str) -> str:
    """Returns a page of the repository as it can be read outside of it.

    Args:
        text: The page, in Markdown; it lies at the top of the repository.
        repository: The address of the repository; without one, pictures and links into it are
            left out, and the words of the links stay.
        version: The version whose files it leads to, by their tag.
    """
    if not repository:
        return _LINK.sub(r"\1", _PICTURE.sub("", text))
    base = repository.rstrip("/")
    text = _SOURCE.sub(rf'\1="{base}/raw/v{version}/\2"', text)
    return _LINK.sub(rf"[\1]({base}/blob/v{version}/\2)", text)
