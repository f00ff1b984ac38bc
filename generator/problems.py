"""What is wrong or doubtful in the input: a place, a code, a sentence, a hint.

Problems are values. Every stage returns those it found and goes on, so that one
run names every mistake; nothing is raised or logged on the way.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

# Controls of a terminal, the line ends of other programs, and what turns the direction of writing.
_CONTROLS = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069]")


def visible(text: str) -> str:
    """The text with its control characters written as numbers, which a terminal would obey."""
    return _CONTROLS.sub(lambda match: _written(ord(match[0])), text)


def _written(code_point: int) -> str:
    return f"\\x{code_point:02x}" if code_point < 0x100 else f"\\u{code_point:04x}"


class Severity(StrEnum):
    """How bad a problem is."""

    ERROR = "error"
    """The input is wrong; nothing is published."""

    WARNING = "warning"
    """The input is doubtful; an editor mends it or accepts it with a reason."""


@dataclass(frozen=True, slots=True, order=True)
class Origin:
    """Where in the briefing's files something is written."""

    file: str  # relative to the briefing's folder, with forward slashes
    line: int = 0  # from 1; 0: the file as a whole
    column: int = 0  # in code points, from 1; 0: the line as a whole

    def __str__(self) -> str:
        """Write ``file:line:column``, as editors and terminals make it a link."""
        return ":".join([self.file, *(str(n) for n in (self.line, self.column) if n)])


@dataclass(frozen=True, slots=True)
class Code:
    """A kind of problem. Its name is permanent: people accept and look up problems by it."""

    name: str
    severity: Severity
    meaning: str  # one sentence for the handbook
    why: str  # why it is refused or doubted, for somebody who does not know the tool


@dataclass(frozen=True, slots=True)
class Problem:
    """One mistake or doubt, said so that an editor can mend it."""

    code: Code
    origin: Origin
    sentence: str  # what is wrong and why
    hint: str = ""  # what to do next; may hold line breaks
    subject: Origin | None = None  # the statement, entity or source that may accept it; None: nobody can
    words: tuple[str, ...] = ()  # those of the value that are wrong; none: what the sentence names
    instead: str | None = None  # what was meant by the value or key at `origin`, where nothing else can be
    is_one_item: bool = False  # the value at `origin` can be the only item of the list that is wanted there

    @property
    def is_error(self) -> bool:
        """Whether the briefing cannot be published with it."""
        return self.code.severity is Severity.ERROR

    @property
    def said(self) -> str:
        """The sentence on one line, though it names words that stand on two."""
        return visible(re.sub(r"\s*\n\s*", " ", self.sentence))

    def __str__(self) -> str:
        """Write the message as it is shown: the sentence on one line, the hint below it."""
        lines = [f"{visible(str(self.origin))}: {self.code.severity}: {self.said} [{self.code.name}]"]
        if self.hint:
            first, *more = visible(self.hint).split("\n")
            lines.append(f"    hint: {first}")
            lines.extend(f"          {line}" for line in more)
        return "\n".join(lines)


def line_of(error: UnicodeDecodeError) -> int:
    """The line of the first byte that is not UTF-8."""
    return error.object.count(b"\n", 0, error.start) + 1


def in_order(problems: Iterable[Problem]) -> tuple[Problem, ...]:
    """Sort by file, line and column, and drop what is said twice."""
    unique = set(problems)
    return tuple(sorted(unique, key=lambda p: (p.origin, p.code.name, p.sentence, p.hint)))
