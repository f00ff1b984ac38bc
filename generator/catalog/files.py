"""Find out what each file of site_src/ describes, wherever it lies.

A file in the wrong folder, or with the wrong extension, is one mistake: its keys
decide what it is read as, so that references to it are right.
"""

import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from pathlib import PurePosixPath

from generator import codes, layout, schema
from generator.model import Class, Files
from generator.problems import Origin, Problem
from generator.schema.scalars import NEW_SOURCE
from generator.text.ids import as_id
from generator.text.phrases import with_article
from generator.text.spelling import closest

SOURCES = "sources"
PAGES = "pages"
_FREE_FOLDERS = ("templates", "theme")
CLASSES = {cls.folder: cls for cls in Class}
_KEYS = {folder: frozenset(cls.model.model_fields) for folder, cls in CLASSES.items()}
_IN_ALL = frozenset.intersection(*_KEYS.values())
_IN_ANY = frozenset.union(*_KEYS.values())
_FOLDERS = (*CLASSES, SOURCES)
_OF_SOURCES = frozenset({"file", "sha256"})
_EXTENSION = re.compile(r"\.ya?ml$", re.IGNORECASE)
_TOP_LEVEL = re.compile(rb"^([a-z0-9_]+):(?:[ \t]+(\S+))?", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Home:
    """A file that describes an entity or a source."""

    file: str
    id: str
    folder: str  # of site_src/, in which it belongs
    signs: tuple[str, ...]  # what in it says so; none: the folder that it lies in

    @property
    def is_there(self) -> bool:
        """Whether it lies where it belongs, with the right extension."""
        return self.file == f"{layout.SITE_SRC}/{self.folder}/{PurePosixPath(self.file).stem}.yml"

    @property
    def target(self) -> str:
        """The path where it belongs."""
        return f"{layout.SITE_SRC}/{self.folder}/{self.id}.yml"


def described_in(folder: str) -> str:
    """What a file of this folder describes: ``an actor``, ``a source``."""
    return with_article(folder.removesuffix("s"))


def find_homes(files: Files, site: schema.Site) -> tuple[Home, ...]:
    """The files of entities and sources; of two with one id, the one in its place comes first."""
    kinds = {folder: cls.kinds(site) for folder, cls in CLASSES.items()}
    homes = [home for file, data in files.items() if (home := _home(file, data, kinds))]
    return tuple(sorted(homes, key=lambda home: (not home.is_there, layout.unfit(home.id) is not None)))


def _home(file: str, data: bytes, kinds: Mapping[str, Collection[str]]) -> Home | None:
    path = PurePosixPath(file)
    if _is_read_as_it_lies(path):
        return None
    found = {key.decode(): value.decode(errors="replace") for key, value in _TOP_LEVEL.findall(data)}
    entity_id = _EXTENSION.sub("", path.stem)  # of stop.yml.txt, too
    own = path.parts[1] if path.parts[1] in _FOLDERS and len(path.parts) > 2 else None
    if own != SOURCES and found.keys() >= _OF_SOURCES and "name" not in found:
        return Home(file, entity_id, SOURCES, ("file", "sha256"))
    if own is not None and own != SOURCES:
        other, signs = _elsewhere(own, found, kinds)
        return Home(file, entity_id, other or own, signs)
    if "name" in found and _OF_SOURCES.isdisjoint(found) and not file.endswith(".md"):
        guess, signs = _elsewhere(None, found, kinds)
        if guess:
            return Home(file, entity_id, guess, signs)
    is_read = _EXTENSION.search(file) or not _OF_SOURCES.isdisjoint(found)  # else it is an article itself
    return Home(file, entity_id, SOURCES, ()) if own == SOURCES and is_read else None


def _elsewhere(
    own: str | None, found: Mapping[str, str], kinds: Mapping[str, Collection[str]]
) -> tuple[str | None, tuple[str, ...]]:
    """The other folder that a file belongs in by its keys and its kind, and the keys that show it.

    A kind of that folder is enough. Otherwise one key that no other folder reads is enough where a file lies
    in none of these folders, and two are needed where it lies in one.
    """
    kind = found.get("kind", "")
    if own is not None and kind in kinds[own]:
        return None, ()
    read_here, allowed, fewest = (_KEYS[own], _KEYS[own], 2) if own else (_IN_ALL, _IN_ANY, 1)
    guesses = []
    for folder, keys in _KEYS.items():
        signs = [key for key in found if key in keys - read_here]
        speaks_against = any(key in allowed - keys for key in found)
        if folder == own or speaks_against:
            continue
        if kind in kinds[folder]:
            guesses.append((len(signs) + 1, folder, ("kind", *signs)))
        elif len(signs) >= fewest:
            guesses.append((len(signs), folder, tuple(signs)))
    guesses.sort(reverse=True)
    if not guesses or (len(guesses) > 1 and guesses[0][0] == guesses[1][0]):
        return None, ()
    return guesses[0][1:]


def misplaced(files: Files, homes: Collection[Home]) -> list[Problem]:
    """Files in a place where they are not read."""
    known = {home.file: home for home in homes}
    return [problem for file in files if (problem := _misplaced(file, known.get(file)))]


def _misplaced(file: str, home: Home | None) -> Problem | None:
    path = PurePosixPath(file)
    if _is_read_as_it_lies(path):
        return None
    if len(path.parts) == 3 and path.parts[1] in (*_FOLDERS, PAGES):
        return _of_another_folder(path, home) or _of_wrong_ending(path, home)
    sentence, hint = "nothing reads a file in this place", _better_place(path, home)
    return Problem(codes.WRONG_PLACE, Origin(file), sentence, hint)


def _is_read_as_it_lies(path: PurePosixPath) -> bool:
    """Whether a file has a fixed name, or is one of templates and theme."""
    return str(path) in (layout.SITE_FILE, layout.DECISIONS_FILE) or path.parts[1] in _FREE_FOLDERS


def _of_another_folder(path: PurePosixPath, home: Home | None) -> Problem | None:
    """A problem if a file lies in the folder of another class."""
    folder = path.parts[1]
    if home is None or home.folder == folder:
        return None
    signs = " and ".join(f"'{sign}'" for sign in home.signs[:2])
    sentence = f"by its {signs} this is {described_in(home.folder)}, and it lies in site_src/{folder}/"
    hint = f"move it to {home.target}"
    if home.signs == ("kind",) and folder in CLASSES:
        usual = ", ".join(CLASSES[folder].usual_kinds)
        hint += f"; if it is {described_in(folder)}, the usual kinds are: {usual}"
    return Problem(codes.WRONG_PLACE, Origin(str(path)), sentence, hint)


def _of_wrong_ending(path: PurePosixPath, home: Home | None) -> Problem | None:
    """A problem if a file in the right folder has the wrong extension."""
    folder = path.parts[1]
    wanted = ".md" if folder == PAGES else ".yml"
    if path.suffix == wanted:
        return None
    ending = f"with '{path.suffix}'" if path.suffix else "without an extension"
    sentence = f"files in site_src/{folder}/ end with {wanted}, this one {ending}"
    hint = f"rename it to {_EXTENSION.sub('', path.stem)}{wanted}"
    if folder == SOURCES and home is None:
        hint = f"an article belongs in seeds/, and what describes it here: {NEW_SOURCE}"
    return Problem(codes.WRONG_NAME, Origin(str(path)), sentence, hint)


def _better_place(path: PurePosixPath, home: Home | None) -> str:
    """A hint where a file that is not read may belong."""
    top, folders = path.parts[1], [*_FOLDERS, PAGES, *_FREE_FOLDERS]
    guess = closest(top, folders if len(path.parts) > 2 else ["site.yml", "decisions.yml"])
    if guess == top:
        return f"move it to site_src/{top}/{path.name}"
    if home:
        return f"this looks like {described_in(home.folder)}: move it to {home.target}"
    return f"did you mean site_src/{guess}?" if guess else f"move it into one of these: {', '.join(folders)}"


def unfit_names(files: Files, homes: Collection[Home]) -> list[Problem]:
    """Files whose names cannot be ids; a copy of another file is reported as one."""
    problems = []
    by_content = {files[home.file]: home for home in reversed(tuple(homes)) if layout.unfit(home.id) is None}
    taken = {home.id for home in homes}
    for home in homes:
        if reason := layout.unfit(home.id):
            fitting = as_id(home.id) or "some-name"
            if fitting in taken or layout.unfit(fitting):
                fitting += f"-{home.folder.removesuffix('s')}"
            hint = f"rename the file, to {fitting}.yml for instance"
            if twin := by_content.get(files[home.file]):
                hint = f"it is a copy of {twin.file}: delete it, or {hint}"
            problems.append(Problem(codes.WRONG_NAME, Origin(home.file), reason, hint))
    return problems
