"""The register of publishers: loads the declarations of a folder and says in one line what is wrong with each.

Holds load_sources, the wording of errors, whether the names that decisions use exist, and the note that a source was
tried live. Keeps out: what may be declared (declaration, rules, decisions) and fetching.
"""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterable, Sequence
from datetime import date
from pathlib import Path
from typing import Any

import yaml
from pydantic import BaseModel, ValidationError

from pipeline.sources.declaration import Source, month_days
from pipeline.storage import write_bytes

__all__ = ["Source", "SourceError", "load_source", "load_sources", "month_days", "record_tried"]


class SourceError(Exception):
    """A declaration is not valid. The text has one line for each error, naming file and key."""


class _UniqueKeys(yaml.SafeLoader):
    """YAML in which a key written twice is an error instead of the last one winning."""

    def construct_mapping(self, node: yaml.MappingNode, deep: bool = False) -> dict[Any, Any]:
        seen = set()
        for key, _ in node.value:
            if key.value in seen:
                raise yaml.constructor.ConstructorError(None, None, f"key '{key.value}' is there twice", key.start_mark)
            seen.add(key.value)
        return super().construct_mapping(node, deep)


def _known_keys(model: type[BaseModel], path: Sequence[int | str]) -> Iterable[str]:
    """The keys that may stand where `path` (a pydantic error location, last part excluded) points."""
    for part in path:
        if isinstance(part, int):
            continue
        models = _models_in(model.model_fields[part].annotation) if part in model.model_fields else []
        if not models:
            return ()
        model = models[0]
    return model.model_fields


def _models_in(annotation: Any) -> list[type[BaseModel]]:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return [annotation]
    return [model for inner in getattr(annotation, "__args__", ()) for model in _models_in(inner)]


def _lines(file: str, error: ValidationError) -> list[str]:
    """One line for each error; a missing key that was only misspelt is told once, as misspelt."""
    lines: list[str] = []
    explained: set[tuple[int | str, ...]] = set()
    errors = sorted(error.errors(), key=lambda entry: entry["type"] != "extra_forbidden")
    for entry in errors:
        *parents, last = entry["loc"] or ("",)
        where = ".".join(map(str, entry["loc"]))
        if entry["type"] == "extra_forbidden":
            guess = difflib.get_close_matches(str(last), list(_known_keys(Source, parents)), 1)
            hint = f" (did you mean {guess[0]}?)" if guess else ""
            explained.update((*parents, name) for name in guess)
            lines.append(f"{file}: {where}: not a known key{hint}")
        elif tuple(entry["loc"]) not in explained:
            text = "missing" if entry["type"] == "missing" else entry["msg"].removeprefix("Value error, ")
            given = f", not {entry['input']!r}" if isinstance(entry["input"], str | int | float) else ""
            lines.append(f"{file}: {where}: {text}{given}" if where else f"{file}: {text}")
    return lines


def _unknown_names(source: Source) -> list[str]:
    """Indicators and areas that decisions name and nobody knows, one line each."""
    from pipeline.reference import load_reference

    if not source.decisions:
        return []
    reference = load_reference()
    known = {"indicator": reference.indicators, "ref_area": reference.areas.by_id, "area": reference.areas.by_id}
    lines = []
    for key in ("corrections", "lookups", "ignores"):
        for index, entry in enumerate(getattr(source, key)):
            inside = [(name, getattr(entry, name, None)) for name in ("was", "set", "supply")]
            for place, figure in [("", entry), *((f"{name}.", figure) for name, figure in inside if figure)]:
                for name, names in known.items():
                    value = getattr(figure, name, None)
                    if value is not None and value not in names:
                        guess = difflib.get_close_matches(value, list(names), 1)
                        hint = f" (did you mean {guess[0]}?)" if guess else ""
                        kind = "indicator" if name == "indicator" else "area"
                        lines.append(f"{key}.{index}.{place}{name}: no such {kind}, '{value}'{hint}")
    return lines


def load_source(path: Path) -> Source:
    """One declaration. Raises SourceError, one line for each thing wrong with it."""
    file = f"{path.parent.name}/{path.name}"
    try:
        declared = yaml.load(path.read_text(encoding="utf-8"), _UniqueKeys)
    except yaml.MarkedYAMLError as error:
        line = error.problem_mark.line + 1 if error.problem_mark else 1
        raise SourceError(f"{file}: line {line}: {error.problem}") from None
    except UnicodeDecodeError:
        raise SourceError(f"{file}: not UTF-8 text") from None
    if not isinstance(declared, dict):
        raise SourceError(f"{file}: not a declaration (keys and values)")
    try:
        source = Source.model_validate(declared)
    except ValidationError as error:
        raise SourceError("\n".join(_lines(file, error))) from None
    unknown = _unknown_names(source)
    if unknown:
        raise SourceError("\n".join(f"{file}: {line}" for line in unknown))
    source._file = file
    return source


def load_sources(folder: Path) -> tuple[Source, ...]:
    """Every declaration (*.yaml) of the folder, by name. Raises SourceError for all that is wrong in any of them."""
    files = sorted(folder.glob("*.yaml"))
    if not files:
        raise SourceError(f"{folder}: no source declaration (*.yaml) there")
    sources: dict[str, Source] = {}
    lines = []
    for path in files:
        try:
            source = load_source(path)
        except SourceError as error:
            lines.append(str(error))
            continue
        if source.name in sources:
            lines.append(f"{path.parent.name}/{path.name}: name: '{source.name}' is declared twice")
        sources[source.name] = source
    if lines:
        raise SourceError("\n".join(lines))
    return tuple(sources[name] for name in sorted(sources))


def record_tried(folder: Path, name: str, day: date) -> Path:
    """Write into a source's declaration that it was tried live on that day; returns its file, comments untouched.

    Raises SourceError when no declaration of the folder has that name or a line `tried_live:` of its own.
    """
    for path in sorted(folder.glob("*.yaml")):
        if load_source(path).name == name:
            text, count = re.subn(
                r"(?m)^tried_live:[^#\n]*?(?=\s*(?:#.*)?$)", f"tried_live: {day}", path.read_text("utf-8")
            )
            if count != 1:
                raise SourceError(f"{path.parent.name}/{path.name}: tried_live: missing")
            write_bytes(path, text.encode())
            return path
    raise SourceError(f"{folder}: no source is called '{name}'")
