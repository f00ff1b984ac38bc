"""Give an entity, a source or a statement another id, everywhere at once.

What refers to it is found by what the models say; the result is compiled in
memory before a byte is written, and then every file is new or none. Its former
id is kept in its file, so that its old address leads to the new one.
"""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import PurePosixPath

from generator import layout
from generator.build import Compiled, compile_briefing
from generator.catalog.folder import make_folder
from generator.editing.edits import apply
from generator.editing.formerly import GivenUp, former_edits
from generator.editing.where_used import SOURCES, STATEMENTS, Renamed, find_places, is_yaml, left_alone, word
from generator.model import Briefing, Class, Files, Folder, Statement, former_ids
from generator.output.saving import Change
from generator.problems import Origin, Problem, RefusedError, Step
from generator.text.phrases import with_article
from generator.text.spelling import closest

_MOST_TOLD = 5  # errors that stand in the way
_FOLDERS = (*(cls.folder for cls in Class), SOURCES, STATEMENTS)
_WHAT = {**{cls.folder: cls.value for cls in Class}, SOURCES: "source", STATEMENTS: "statement"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """All that a renaming changes, checked."""

    what: str  # a class of entity, a source or a statement
    old: str
    new: str
    changes: tuple[Change, ...]
    left: tuple[Origin, ...]  # where the old id stands in a comment or a template, and stays
    problems: tuple[Problem, ...]  # warnings that there were none of before
    result: Compiled  # the briefing as it would be


def plan_renaming(folder: Folder, briefing: Briefing, before: Sequence[Problem], old: str, new: str) -> Plan:
    """Work out every change; raises RefusedError where the result would not be as sound as what is there."""
    renamed = resolve(briefing, old, new)
    files = {**folder.site_src, **({layout.MKDOCS: folder.mkdocs} if folder.mkdocs is not None else {})}
    _refuse_unreadable(files, briefing, before, renamed)
    changes = find_changes(files, briefing, renamed)
    changed = {change.file: change for change in changes}
    after = {path: data for path, data in files.items() if path not in changed}
    after |= {change.new_file: change.after for change in changes}
    compiled = compile_briefing(make_folder({**folder.seeds, **after}))
    added = tuple(_added(before, compiled.problems, renamed))
    if broken := [problem for problem in added if problem.is_error]:
        said = "\n".join(str(problem) for problem in broken)
        raise RefusedError(f"nothing was written, for the result would have errors:\n{said}")
    _refuse_errors([problem for problem in compiled.problems if problem.is_error])
    left = tuple(left_alone(after, renamed.old))
    return Plan(
        what=_WHAT[renamed.folder],
        old=renamed.old,
        new=renamed.new,
        changes=changes,
        left=left,
        problems=added,
        result=compiled,
    )


def resolve(briefing: Briefing, old: str, new: str) -> Renamed:
    """What OLD is and what NEW makes of it; raises RefusedError."""
    old_folder, old_id = _take_apart(old)
    new_folder, new_id = _take_apart(new)
    folder = _find(briefing, old_folder, old_id)
    if new_folder not in ("", folder):
        is_now, wanted = _WHAT[folder], _WHAT[new_folder]
        raise RefusedError(
            f"'{old_id}' is {with_article(is_now)} and stays one; "
            f"to make it {with_article(wanted)}, write a new file: briefing new {wanted} NAME"
        )
    if new_id == old_id:
        raise RefusedError(f"'{old_id}' has this id already")
    if not layout.ID.fullmatch(new_id):
        raise RefusedError(
            f"'{new_id}' cannot be an id: lower-case letters, digits and hyphens between them are"
        )
    if folder != STATEMENTS and (reason := layout.unfit(new_id)):
        raise RefusedError(reason)
    if holder := _holder(briefing, folder, old_id, new_id):
        raise RefusedError(f"'{new_id}' is taken by {holder}; choose another id")
    statements = {
        s.id: made for s in briefing.evidence.statements if (made := _becomes(s, folder, old_id, new_id))
    }
    return Renamed(folder=folder, old=old_id, new=new_id, statements=statements)


def _take_apart(written: str) -> tuple[str, str]:
    """The folder, where one is named, and the id: ``places/baku``, or a file's whole path."""
    path = PurePosixPath(written.removeprefix("./").removeprefix(f"{layout.SITE_SRC}/"))
    if len(path.parts) == 2 and path.parts[0] in _FOLDERS:
        return path.parts[0], path.name.removesuffix(".yml")
    return "", written


def _known(briefing: Briefing) -> Iterator[tuple[str, str]]:
    """Folder and id of all that has one."""
    yield from ((cls.folder, entity_id) for entity_id, cls in briefing.catalog.known.items())
    yield from ((SOURCES, source_id) for source_id in sorted(briefing.catalog.known_sources))
    yield from ((STATEMENTS, statement.id) for statement in briefing.evidence.statements)


def _find(briefing: Briefing, folder: str, old: str) -> str:
    """The folder of what OLD means; raises RefusedError where nothing has the id, or several do."""
    known = list(_known(briefing))
    found = [where for where, known_id in known if known_id == old and folder in ("", where)]
    if len(found) > 1:
        choices = " or ".join(f"{where}/{old}" for where in found)
        raise RefusedError(f"'{old}' is the id of more than one thing; say which: {choices}")
    if found:
        return found[0]
    if elsewhere := [where for where, known_id in known if known_id == old]:
        raise RefusedError(f"{folder}/{old} does not exist; did you mean {elsewhere[0]}/{old}?")
    renamed = [e.id for e in briefing.catalog.entities.values() if old in e.content.formerly]
    renamed += [s.id for s in briefing.catalog.sources if old in s.content.formerly]
    by_name = [e.id for e in briefing.catalog.entities.values() if old in e.names]
    guess = closest(old, [known_id for where, known_id in known if folder in ("", where)])
    hint = f"did you mean '{guess}'?" if guess else "an id is a file's name in site_src/ without .yml"
    if renamed:
        hint = f"it was renamed to '{renamed[0]}'"
    elif by_name:
        hint = f"the id of what is called so is '{by_name[0]}'"
    raise RefusedError(f"nothing has the id '{old}'; {hint}")


def _holder(briefing: Briefing, folder: str, old: str, new: str) -> str | None:
    """What has the new id, or had it before."""
    catalog = briefing.catalog
    if folder == STATEMENTS:
        for statement in briefing.evidence.statements:
            if statement.id == new or (statement.id != old and new in statement.content.formerly):
                return f"the statement in {statement.content.origin}"
        return None
    if folder == SOURCES:
        taken = dict.fromkeys(catalog.known_sources, SOURCES)
        former = {str(f): s.id for s in catalog.sources for f in s.content.formerly if s.id != old}
    else:
        taken = {entity_id: cls.folder for entity_id, cls in catalog.known.items()}
        former = {str(f): e.id for e in catalog.entities.values() for f in e.content.formerly if e.id != old}
    for name, where in taken.items():
        if name.lower() == new and name != old:
            return f"{layout.SITE_SRC}/{where}/{name}.yml"
    return f"'{former[new]}', which had it before ('formerly:' in its file)" if new in former else None


def _becomes(statement: Statement, folder: str, old: str, new: str) -> str | None:
    """The new id of a statement; None where it keeps its own."""
    if folder == STATEMENTS:
        return new if statement.id == old else None
    if statement.content.id is not None:
        return None
    owner, label = statement.owner, statement.quotes[0].label
    source = statement.quotes[0].source
    if folder == SOURCES and source == old:
        return f"{owner}--{new}{label.removeprefix(source)}"
    if folder not in (SOURCES, STATEMENTS) and owner == old:
        return f"{new}--{label}"
    return None


def _refuse_unreadable(files: Files, briefing: Briefing, before: Sequence[Problem], renamed: Renamed) -> None:
    """A file that cannot be read may refer to the id, and nobody would see where."""
    catalog = briefing.catalog
    read = {entity.file for entity in catalog.entities.values()} | {layout.SITE_FILE}
    read |= {f"{layout.SITE_SRC}/{SOURCES}/{source.id}.yml" for source in catalog.sources}
    if not any(problem.is_error and problem.origin.file == layout.DECISIONS_FILE for problem in before):
        read.add(layout.DECISIONS_FILE)
    read -= {p.origin.file for p in before if p.is_error and p.code.step <= Step.FORM}
    own = f"{layout.SITE_SRC}/{renamed.folder}/{renamed.old}.yml"
    for file, data in files.items():
        if file in read or not is_yaml(file):
            continue
        text = data.decode(errors="replace")
        if file == own or any(word(name).search(text) for name in (renamed.old, *renamed.statements)):
            raise RefusedError(
                f"{file} has mistakes, so that it cannot be told what in it refers to '{renamed.old}'; "
                "mend it first: briefing check"
            )


def _refuse_errors(errors: Sequence[Problem]) -> None:
    """A mistake that is there already may hide a place that refers to the id."""
    if errors:
        said = "\n".join(str(problem).split("\n", 1)[0] for problem in errors[:_MOST_TOLD])
        more = f"\nand {len(errors) - _MOST_TOLD} more" if len(errors) > _MOST_TOLD else ""
        raise RefusedError(f"nothing was written, for there are errors to mend first:\n{said}{more}")


def find_changes(files: Files, briefing: Briefing, renamed: Renamed) -> tuple[Change, ...]:
    """Every file with the new id in it; raises RefusedError where one cannot be written so."""
    places = find_places(files, briefing, renamed)
    if places.unclear:
        raise RefusedError(
            f"{places.unclear[0]}: the id cannot be replaced in the way it is written here; "
            "write it plainly, then rename again"
        )
    given_up = _given_up(briefing, renamed)
    changes = []
    for file, data in files.items():
        edits = list(places.edits.get(file, ()))
        if file == given_up.origin.file:
            edits += former_edits(data, given_up)
        moved_to = _moved_to(file, renamed)
        if edits or moved_to:
            changes.append(Change(file, data, apply(data, edits), moved_to))
    return tuple(changes)


def _given_up(briefing: Briefing, renamed: Renamed) -> GivenUp:
    """The ids that what is renamed had until now, by which somebody may still look for it."""
    if renamed.folder == STATEMENTS:
        statement = next(s for s in briefing.evidence.statements if s.id == renamed.old)
        content = statement.content
        ids = (renamed.old,) if content.id else (renamed.old, *former_ids(statement, briefing.catalog))
        kept = tuple(former for former in ids if former not in content.formerly)
        return GivenUp(origin=content.origin, ids=kept, new_id=renamed.new, write_id=content.id is None)
    # A file whose name is no id has never been published.
    ids = (renamed.old,) if layout.ID.fullmatch(renamed.old) else ()
    if renamed.is_entity:
        origin = briefing.catalog.entities[renamed.old].content.origin
    else:
        origin = briefing.catalog.source(renamed.old).content.origin
    return GivenUp(origin=origin, ids=ids, new_id=renamed.new)


def _moved_to(file: str, renamed: Renamed) -> str | None:
    own = f"{layout.SITE_SRC}/{renamed.folder}/{renamed.old}.yml"
    return f"{layout.SITE_SRC}/{renamed.folder}/{renamed.new}.yml" if file == own else None


def _added(before: Sequence[Problem], after: Sequence[Problem], renamed: Renamed) -> Iterator[Problem]:
    """The problems that there were not; lines may have shifted, so they are told by code and file."""
    there = Counter((p.code.name, _moved_to(p.origin.file, renamed) or p.origin.file) for p in before)
    for problem in after:
        kind = (problem.code.name, problem.origin.file)
        there[kind] -= 1
        if there[kind] < 0:
            yield problem
