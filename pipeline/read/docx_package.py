"""The parts of a DOCX file: which there are, how they are related, each as a tree.

Holds opening the archive and parsing XML safely, in both the usual and the strict namespaces. Keeps out: what the
parts say.
"""

from __future__ import annotations

import io
import posixpath
import zipfile
from collections.abc import Iterator
from typing import Any

from pipeline.read.document import ReadError

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_RELATION = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
_STRICT = (
    (b"http://purl.oclc.org/ooxml/wordprocessingml/main", W[1:-1].encode()),
    (b"http://purl.oclc.org/ooxml/officeDocument/relationships", _RELATION[1:-1].encode()),
)


class Package:
    """An open DOCX file. Parts are parsed when asked for; a part that is not there is None."""

    def __init__(self, data: bytes) -> None:
        self._archive = zipfile.ZipFile(io.BytesIO(data))
        self._names = {name.lower(): name for name in self._archive.namelist()}
        self.main = next((target for kind, _, target in self._related("") if kind == "officeDocument"), "")
        if self.main.lower() not in self._names:
            raise ReadError("DOCX without a document part")
        self._relations = list(self._related(self.main))

    def names(self) -> list[str]:
        """The names of all members."""
        return list(self._names.values())

    def document(self) -> Any:
        """The root of the main part."""
        return self.tree(self.main)

    def one(self, kind: str) -> Any | None:
        """The root of the part that the document relates to as `kind` (styles, numbering, footnotes …)."""
        return next((self.tree(target) for found, _, target in self._relations if found == kind), None)

    def by_id(self, relation: str) -> Any | None:
        """The root of the part with this relation id."""
        return next((self.tree(target) for _, found, target in self._relations if found == relation), None)

    def has(self, kind: str) -> bool:
        """Does the document relate to a part of this kind?"""
        return any(found == kind for found, _, _ in self._relations)

    def tree(self, name: str) -> Any | None:
        """The root of a part by its name."""
        from lxml import etree

        stored = self._names.get(name.lower())
        if stored is None:
            return None
        data = self._archive.read(stored)
        for strict, usual in _STRICT:
            data = data.replace(strict, usual)
        parser = etree.XMLParser(resolve_entities=False, no_network=True, remove_comments=True, remove_pis=True)
        return etree.fromstring(data, parser)

    def _related(self, part: str) -> Iterator[tuple[str, str, str]]:
        """(kind, id, name of the target) for each relation of `part` to a part of the file."""
        folder, base = posixpath.split(part)
        root = self.tree(posixpath.join(folder, "_rels", f"{base}.rels"))
        for node in root if root is not None else ():
            if node.get("TargetMode") != "External":
                target = posixpath.normpath(posixpath.join("/" + folder, node.get("Target", ""))).lstrip("/")
                yield node.get("Type", "").rsplit("/", 1)[-1], node.get("Id", ""), target


def relation_id(node: Any) -> str:
    """The r:id of an element, empty without one."""
    return node.get(_RELATION + "id") or ""


def value(node: Any | None, default: str = "") -> str:
    """The w:val of an element; `default` without element or attribute."""
    return default if node is None else node.get(W + "val", default)


def is_on(node: Any | None) -> bool:
    """Is a switch (w:b, w:vanish …) there and not turned off?"""
    return node is not None and value(node, "1").lower() not in ("0", "false", "off", "none")
