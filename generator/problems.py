"""What is wrong or doubtful in the input: a place, a code, a sentence, a hint.

Problems are values. Every stage returns those it found and goes on, so that one
run names every mistake; nothing is raised or logged on the way. Only what an editor
asks for by a command is refused by raising.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from enum import IntEnum, StrEnum
from typing import TypeVar

T = TypeVar("T")

# Controls of a terminal, the line ends of other programs, and what turns the direction of writing.
_CONTROLS = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069]")


def visible(text: str) -> str:
    """The text with control characters written as numbers, so that no terminal obeys them."""
    return _CONTROLS.sub(lambda m: f"\\x{ord(m[0]):02x}" if m[0] < "\u0100" else f"\\u{ord(m[0]):04x}", text)


class RefusedError(Exception):
    """What an editor asks for cannot be done; the message is for the editor, and says why."""


class Severity(StrEnum):
    """How bad a problem is."""

    ERROR = "error"
    """The input is wrong; nothing is published."""

    WARNING = "warning"
    """The input is doubtful; an editor fixes it or accepts it with a reason."""


class Step(IntEnum):
    """How far a file is read before a kind of mistake shows; each step hides those behind it."""

    YAML = 1
    FORM = 2
    IDS = 3
    QUOTES = 4


@dataclass(frozen=True, slots=True, order=True)
class Origin:
    """Where in the briefing's files something is written."""

    file: str  # relative to the briefing's folder, with forward slashes
    line: int = 0  # from 1; 0: the file as a whole
    column: int = 0  # in code points, from 1; 0: the line as a whole

    def __str__(self) -> str:
        """Write ``file:line:column``, which editors and terminals turn into a link."""
        return ":".join([self.file, *(str(n) for n in (self.line, self.column) if n)])


@dataclass(frozen=True, slots=True)
class Code:
    """A kind of problem. Its name is permanent: people accept and look up problems by it."""

    name: str
    severity: Severity
    meaning: str  # one sentence for the handbook
    step: Step = Step.QUOTES
    of_names: bool = False  # a doubt that turns on which names there are
    acceptable: bool = False  # a doubt that an editor may accept with a reason


GLUE = "\ue000"
"""Stands for a space at which no line may end."""


def command(words: str) -> str:
    """A command as a part of a hint; no line ends within it, for it is to be pasted."""
    return words.replace(" ", GLUE)


BLOCK = "as a block: '>-' behind the colon, the words on the next line, indented"
"""How a hint tells to write a value."""


@dataclass(frozen=True, slots=True)
class Key:
    """A key of a mapping, whether it is there or missing."""

    mapping: Origin  # where the mapping begins
    name: str


@dataclass(frozen=True, slots=True)
class Problem:
    """One mistake or doubt, said so that an editor can fix it.

    Sentence and hint are for people; whatever the program asks of a problem is in the other fields.
    """

    code: Code
    origin: Origin
    sentence: str  # what is wrong and why
    hint: str = ""  # what to do next; may hold line breaks
    subject: Origin | None = None  # the statement, entity or source that may accept it; None: nobody can
    words: tuple[str, ...] = ()  # those of the value at `origin` that are wrong; none: all of it
    keys: tuple[Key, ...] = ()  # that are missing, have no value, or stand where none is read
    guess: str | None = None  # what may have been meant
    instead: str | None = None  # what was meant by the value or key at `origin`, where nothing else can be
    is_one_item: bool = False  # the value at `origin` can be the only item of the list that is wanted there
    as_block: bool = False  # the hint goes on: the value may be written as a block
    block: str = ""  # these lines, where they are known

    @property
    def is_error(self) -> bool:
        """Whether the briefing cannot be published with it."""
        return self.code.severity is Severity.ERROR

    @property
    def said(self) -> str:
        """The sentence on one line, even if the words that it names stand on two."""
        return visible(re.sub(r"\s*\n\s*", " ", self.sentence))

    @property
    def advice(self) -> str:
        """The hint as it is shown: a sentence, and below it lines to be pasted."""
        return self._advice.replace(GLUE, " ")

    @property
    def _advice(self) -> str:
        if not self.as_block:
            return self.hint
        block = f"as a block:\n{self.block}" if self.block else BLOCK
        return f"{self.hint}write it {block}"

    @property
    def lines(self) -> tuple[str, ...]:
        """The message: the sentence on one line, the hint below it; GLUE stands within commands."""
        head = f"{visible(str(self.origin))}: {self.code.severity}: {self.said} [{self.code.name}]"
        if not self._advice:
            return (head,)
        first, *more = visible(self._advice).split("\n")
        return (head, f"    hint: {first}", *(f"          {line}" for line in more))

    def __str__(self) -> str:
        """Write the message as it is shown."""
        return "\n".join(self.lines).replace(GLUE, " ")


class Problems:
    """Collects the problems of what returns its value together with them."""

    def __init__(self) -> None:
        self.found: list[Problem] = []

    def of(self, result: tuple[T, Iterable[Problem]]) -> T:
        """Keep the problems, and hand on the value."""
        value, problems = result
        self.found.extend(problems)
        return value


def line_of(error: UnicodeDecodeError) -> int:
    """The line of the first byte that is not UTF-8."""
    return error.object.count(b"\n", 0, error.start) + 1


def in_order(problems: Iterable[Problem]) -> tuple[Problem, ...]:
    """Sort by file, line and column, and drop duplicates."""
    unique = set(problems)
    return tuple(sorted(unique, key=lambda p: (p.origin, p.code.name, p.sentence, p.advice)))
