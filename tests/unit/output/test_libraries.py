"""What we take of other libraries."""

import ast
import importlib
from collections.abc import Iterator

from tests.support.built import ROOT

PACKAGE = ROOT / "generator"
RENDERER = "output/renderer.py"
OF_JINJA = (RENDERER, "pages/templates.py")  # which fills our own templates


def modules() -> Iterator[tuple[str, ast.Module]]:
    """Each module of ours by its path from generator/, as a tree."""
    for path in sorted(PACKAGE.rglob("*.py")):
        yield path.relative_to(PACKAGE).as_posix(), ast.parse(path.read_text(encoding="utf-8"))


def imported(tree: ast.AST) -> Iterator[str]:
    """Whatever a module imports, by its whole name."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        if isinstance(node, ast.ImportFrom):
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


def is_private(name: str) -> bool:
    """Whether a name is nobody's business but its owner's."""
    return name.startswith("_") and not name.endswith("__")


def test_one_module_knows_mkdocs_and_material_and_one_more_jinja() -> None:
    """When Material's life ends, whoever replaces it opens one file."""
    found = {
        (name.partition(".")[0], file)
        for file, tree in modules()
        for name in imported(tree)
        if name.partition(".")[0] in ("jinja2", "material", "mkdocs")
    }

    assert found == {("mkdocs", RENDERER), *(("jinja2", file) for file in OF_JINJA)}


def test_no_other_module_touches_what_a_library_keeps_to_itself() -> None:
    """What begins with an underscore may be gone in the next release, and nobody says so."""
    touched = [
        (file, name)
        for file, tree in modules()
        for name in (*private_attributes(tree), *private_imports(tree), *overridden(file, tree))
    ]

    assert [(file, name) for file, name in touched if file != RENDERER] == []
    assert {name for _, name in touched} == {"_build_page", "_build_theme_template", "_populate_page"}


def private_attributes(tree: ast.Module) -> Iterator[str]:
    """Those of anything but a module's own objects; what Python itself documents is no secret."""
    for node in ast.walk(tree):
        match node:
            case (
                ast.Attribute(value=ast.Name(id="self" | "cls"))
                | ast.Attribute(value=ast.Name(id="os"), attr="_exit")
            ):
                continue
            case ast.Attribute(value=ast.Call(func=ast.Name(id="super"))):
                continue
            case (
                ast.Attribute(attr=name)
                | ast.Call(
                    func=ast.Name(id="getattr" | "setattr" | "hasattr"),
                    args=[_, ast.Constant(value=str(name)), *_],
                )
            ) if is_private(name):
                yield name


def private_imports(tree: ast.Module) -> Iterator[str]:
    """Names and modules of others that are private."""
    yield from (name for name in imported(tree) if any(map(is_private, name.split("."))))


def overridden(file: str, tree: ast.Module) -> Iterator[str]:
    """Private names that a class of ours shares with a library's class that it is made from."""
    module = importlib.import_module(f"generator.{file.removesuffix('.py').replace('/', '.')}")
    for node in ast.walk(tree):
        cls = getattr(module, node.name, None) if isinstance(node, ast.ClassDef) else None
        if cls is None:
            continue
        foreign = [base for base in cls.__mro__ if not base.__module__.startswith("generator.")]
        used = {part.name for part in ast.walk(node) if isinstance(part, ast.FunctionDef)} | {
            part.attr for part in ast.walk(node) if isinstance(part, ast.Attribute)
        }
        yield from sorted(
            name for name in used if is_private(name) and any(hasattr(b, name) for b in foreign)
        )
