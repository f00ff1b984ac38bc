"""What would fix a problem: edits of the file that it is in.

What was meant is said by the problem itself (`Problem.instead`), or read off the
file where YAML misreads it. Here each problem is looked at alone; whether its fix
is safe in the briefing as a whole is for `fix` to try.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from generator import codes, layout
from generator.editing.edits import Edit
from generator.editing.rewrite import after, say
from generator.editing.yaml_fixes import edits_to_fix
from generator.model import Files
from generator.problems import Origin, Problem, Step
from generator.reading.nodes import Mapping as MappingNode
from generator.reading.nodes import Scalar, mappings, scalars
from generator.reading.parse import parse, parse_file
from generator.text.dates import in_edtf
from generator.text.languages import language_for


@dataclass(frozen=True, slots=True)
class Fix:
    """What fixes one problem."""

    problem: Problem
    edits: tuple[Edit, ...]  # of the file that the problem is in
    lines: range  # that what is fixed stands in; of a key, those of its value, too
    step: Step

    @property
    def file(self) -> str:
        return self.problem.origin.file


def propose(site_src: Files, problems: Sequence[Problem]) -> tuple[Fix, ...]:
    """What fixes each problem for which there is something."""
    language = language_for(_language(site_src))
    months = language.months if language else {}
    fixes = []
    for problem in problems:
        file = problem.origin.file
        yaml = _read(site_src[file], file) if file.endswith(".yml") and file in site_src else None
        if yaml and (fix := _fix(problem, yaml, months)):
            fixes.append(fix)
    return tuple(fixes)


@dataclass(frozen=True, slots=True)
class _YamlFile:
    """A YAML file that is being fixed."""

    text: str
    places: Mapping[Origin, tuple[Scalar, int]]  # each with where it ends; a key, with where its value does
    problems: int  # that show when it is read as YAML


@lru_cache(maxsize=8)  # problems come file by file
def _read(data: bytes, file: str) -> _YamlFile | None:
    parsed = parse_file(data, file)
    if parsed.text is None:
        return None
    places = {scalar.origin: (scalar, scalar.end) for scalar in scalars(parsed.node)}
    for _, mapping in mappings(parsed.node):
        for key, value in mapping.entries:
            places[key.origin] = key, max((within.end for within in scalars(value)), default=key.end)
    return _YamlFile(parsed.text, places, len(parsed.problems))


def _fix(problem: Problem, yaml: _YamlFile, months: Mapping[str, int]) -> Fix | None:
    return _said_right(problem, yaml, months) or _made_a_list(problem, yaml) or _read_right(problem, yaml)


def _said_right(problem: Problem, yaml: _YamlFile, months: Mapping[str, int]) -> Fix | None:
    """Put what was meant in place of the value or key that a problem is about."""
    if problem.origin not in yaml.places:
        return None
    scalar, end = yaml.places[problem.origin]
    instead = in_edtf(scalar.text, months) if problem.code is codes.BAD_DATE else problem.instead
    if instead is None or instead == scalar.text:
        return None
    edits = say(yaml.text, scalar, instead)
    if edits is None or len(parse(after(yaml.text, edits), "")[1]) > yaml.problems:
        return None  # the right key is there already, for instance
    lines = range(problem.origin.line, yaml.text.count("\n", 0, end) + 2)
    return Fix(problem, edits, lines, problem.code.step)


def _made_a_list(problem: Problem, yaml: _YamlFile) -> Fix | None:
    """Put a dash in front of a lone word where a list is wanted."""
    if not problem.is_one_item or problem.origin not in yaml.places:
        return None
    scalar, _ = yaml.places[problem.origin]
    before = yaml.text[yaml.text.rfind("\n", 0, scalar.start) + 1 : scalar.start]
    head = re.fullmatch(r"(?P<lead> *(?:- +)*)[a-z_]+:(?P<gap> +)", before)
    if head is None or not scalar.plain or not re.fullmatch(r"\S*[^\s,;]", scalar.text):
        return None
    dash = f"\n{' ' * (len(head['lead']) + 2)}- "
    edits = (Edit(scalar.start - len(head["gap"]), scalar.start, dash),)
    return Fix(problem, edits, range(problem.origin.line, problem.origin.line + 2), Step.FORM)


def _read_right(problem: Problem, yaml: _YamlFile) -> Fix | None:
    """Write what YAML misreads so that it is read as it stands."""
    edits = edits_to_fix(yaml.text, problem)
    return Fix(problem, edits, range(0), Step.YAML) if edits else None


def _language(site_src: Files) -> str:
    """The briefing's language, also where site.yml is not fit to be read as a whole."""
    node = parse_file(site_src.get(layout.SITE_FILE, b""), layout.SITE_FILE).node
    said = node.get("language") if isinstance(node, MappingNode) else None
    return said.text if isinstance(said, Scalar) else "en"
