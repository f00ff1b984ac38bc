"""Explain a YAML syntax error to somebody who does not know YAML by heart.

The parser names the place where it stopped. The mistake is mostly in that line, in
the line above, or at an opening mark that was never closed.
"""

import re
from collections.abc import Sequence
from typing import NamedTuple, cast

import yaml

from generator import codes
from generator.problems import BLOCK, Origin, Problem
from generator.reading.indentation import out_of_line, shallow_words
from generator.schema.keys import every_key

_HARD = "\u00a0\u2007\u202f\u3000"  # spaces that are pasted from web pages, and are none to YAML
_TAB_INDENT = re.compile(r"^ *\t+[ \t]*(?=\S)", re.MULTILINE)
_HARD_INDENT = re.compile(rf"^ *(?=[{_HARD}])[ {_HARD}]+(?=- |[\w-]+:(?: |$))", re.MULTILINE)
_BARE_DASH = re.compile(r"(\s*)-[^\W\d_]\w*:\s")  # an item of a list without the space behind its dash
_KEY_ALONE = re.compile(r"\s+([\w-]+)$")  # what stands before a line's first colon, if it may be a key
_TWO_KEYS = re.compile(r" *(?:- +)*([\w-]+): +([\w-]+)$")  # what stands before a line's second colon
_OTHER_COLON = re.compile(rf"\s*[\w-]+(?::(?=[{_HARD}])|\s*[：﹕︰=]|\t)")
_CLOSING = {"[": "]", "{": "}"}
_OPENING = {"]": "[", "}": "{"}
_VALUE = re.compile(r"\s*(?:- )*\s*(?:[^\s:]+:\s+)?(.*)")
_APOSTROPHE = re.compile(r"(?<=[^\W\d_])(')(?=[^\W\d_])")
_IN_ONE_COLUMN = "the keys of one mapping, and the dashes of one list, start in the same column"
_SHORT = 40  # letters of a value that a hint repeats
ODD_LINE_END = re.compile("[\x85\u2028\u2029]")
BULLET = re.compile(r"(\s*)(--|[–—•·*‣◦▪])\s+(?=\S)")
NO_KEY = re.compile(r"(?P<lead> *(?:- +)*)(?P<key>[a-z_]+)(?P<sign>:| +)(?P<value>[^\s:=：﹕︰].*)")
"""A line with a key that has no colon, or no space behind it."""


def hard_indent(text: str, file: str) -> Problem | None:
    """A line indented by no-break spaces, which YAML reads as part of the key."""
    if (match := _HARD_INDENT.search(text)) is None:
        return None
    origin = Origin(file, text.count("\n", 0, match.start()) + 1, 1)
    sentence = "the line is indented by hard spaces, which are none to YAML"
    return Problem(codes.YAML_SYNTAX, origin, sentence, "delete them and type spaces, two for each level")


def odd_line_end(text: str, file: str) -> Problem | None:
    """An invisible character that ends a line for YAML, but not for a text editor."""
    if (match := ODD_LINE_END.search(text)) is None:
        return None
    name = f"U+{ord(match[0]):04X}"
    sentence = f"the character here ({name}) is invisible, and YAML takes it for the end of the line"
    hint = "delete it, or put a space in its place"
    return Problem(codes.YAML_SYNTAX, _origin(text, match.start(), file), sentence, hint)


def _origin(text: str, position: int, file: str) -> Origin:
    return Origin(file, text.count("\n", 0, position) + 1, position - text.rfind("\n", 0, position))


def explain_syntax(text: str, file: str) -> Problem:
    """The first mistake in a file that cannot be read as YAML."""
    if match := _TAB_INDENT.search(text):
        origin = Origin(file, text.count("\n", 0, match.start()) + 1, match.group().index("\t") + 1)
        hint = "indent by spaces, two for each level"
        return Problem(codes.YAML_TAB, origin, "the line is indented by a tab", hint)
    opened: list[yaml.Mark] = []
    try:  # the parser in Python names the place more exactly than the one in C
        for event in yaml.parse(text, Loader=yaml.SafeLoader):
            if isinstance(event, yaml.CollectionStartEvent) and event.flow_style:
                opened.append(cast("yaml.Mark", event.end_mark))  # an anchor may stand at its start
            elif isinstance(event, yaml.CollectionEndEvent) and opened:
                opened.pop()
    except yaml.reader.ReaderError as error:
        sentence = f"the character U+{_code_point(error.character):04X} is not allowed in YAML"
        return Problem(codes.YAML_SYNTAX, _origin(text, error.position, file), sentence, "delete it")
    except yaml.MarkedYAMLError as error:
        return _explain(error, text.split("\n"), opened, file)
    except yaml.YAMLError:
        pass
    return Problem(
        codes.YAML_SYNTAX, Origin(file), "the file cannot be read as YAML", "check the indentation"
    )


def _code_point(character: object) -> int:
    return character if isinstance(character, int) else ord(str(character))


class _Said(NamedTuple):
    """A sentence and a hint about a column of a line; with `as_block` the hint proposes a block."""

    column: int
    sentence: str
    hint: str = ""
    as_block: bool = False


def _explain(
    error: yaml.MarkedYAMLError, lines: Sequence[str], opened: Sequence[yaml.Mark], file: str
) -> Problem:
    """Explain an error of the parser; `opened` are the places behind each [ and { that is still open."""
    mark = error.problem_mark or error.context_mark
    assert mark is not None  # the parser gives every error a place
    what, context = error.problem or "this is not YAML", error.context or ""
    start = error.context_mark or mark
    begun = start.line if "simple key" in context else mark.line
    found = _not_begun_well(lines, begun, is_flow=bool(opened)) or _not_closed(lines, mark.line, opened)
    if found is None:
        failed = start if "quoted scalar" in context or "simple key" in context else mark
        line, column = _where_it_shows(what, lines, failed)
        found = line, _in_plain_words(what, context, lines, line, column)
    line, said = found
    origin = Origin(file, line + 1, said.column + 1)
    return Problem(codes.YAML_SYNTAX, origin, said.sentence, said.hint, as_block=said.as_block)


def _not_closed(lines: Sequence[str], failed: int, opened: Sequence[yaml.Mark]) -> tuple[int, _Said] | None:
    """A bracket that is not closed."""
    if not opened:
        return None
    line, column = opened[-1].line, opened[-1].column - 1
    opening = lines[line][column]
    if _CLOSING[opening] in lines[line][column:] and "".join(lines[failed:]).strip():
        return None
    sentence = f"'{opening}' opens a list or mapping, and no '{_CLOSING[opening]}' closes it"
    return line, _Said(column, sentence, f"close it; or, if it belongs to the words, write those {BLOCK}")


def _where_it_shows(what: str, lines: Sequence[str], failed: yaml.Mark) -> tuple[int, int]:
    """The last line before the error that is not empty, and the column in it."""
    line, column = failed.line, failed.column
    if "document start" in what:  # a % at the beginning of a line is a word to YAML itself
        line, column = next(((n, 0) for n, each in enumerate(lines) if each.startswith("%")), (line, column))
    while line > 0 and not (line < len(lines) and lines[line].strip()):
        line -= 1
        column = len(lines[line])
    return line, column


def _not_begun_well(lines: Sequence[str], begun: int, *, is_flow: bool) -> tuple[int, _Said] | None:
    """A line without the space behind its dash, without its colon, or not indented deep enough."""
    if not is_flow and (deeper := shallow_words(lines, begun)):
        return begun, _Said(len(lines[begun]) - len(lines[begun].lstrip()), *deeper)
    for line in (begun, begun - 1):
        if said := _no_item(lines, line, begun):
            return line, said
        if not is_flow and (said := _no_key(lines, line, begun)):
            return line, said
    return None


def _no_item(lines: Sequence[str], line: int, begun: int) -> _Said | None:
    """A line that was meant as a list item; the unreadable part begins in `begun`."""
    if not 0 <= line < len(lines):
        return None
    if dash := _BARE_DASH.match(lines[line]):
        hint = "an item of a list starts with '- ': a hyphen and a space"
        return _Said(len(dash[1]), "the dash has no space behind it", hint)
    if line == begun and (bullet := BULLET.match(lines[line])):
        return _Said(len(bullet[1]), *no_bullet(bullet[2]))
    return None


def no_bullet(mark: str) -> tuple[str, str]:
    """Sentence and hint for a bullet that is no YAML dash."""
    return (
        f"a list is wanted here, and '{mark}' begins no item of one",
        "begin each item with '- ', a hyphen and a space",
    )


def _no_key(lines: Sequence[str], line: int, failed: int) -> _Said | None:
    """A line that was meant as a key; the parser stopped in line `failed`."""
    key = NO_KEY.fullmatch(lines[line]) if 0 <= line < len(lines) else None
    if key is None or key["key"] not in every_key():
        return None
    if line < failed and not re.match(rf" {{{len(key['lead'])}}}[\w-]+:( |$)", lines[failed]):
        return None  # the line below is no key beside it
    return _Said(len(key["lead"]), *no_key(key))


def no_key(found: re.Match[str]) -> tuple[str, str]:
    """Sentence and hint for a line that matches `NO_KEY`."""
    key, value = found["key"], found["value"]
    missing = "no space behind the colon of" if found["sign"] == ":" else "no colon behind"
    hint = f"write '{key}: {value if len(value) <= _SHORT else '…'}'"
    if found["sign"] != ":" and " " in value and "-" not in found["lead"]:
        hint += "; or, if the line goes on with the words above, indent it deeper than their key"
    return f"there is {missing} '{key}'", hint


def _in_plain_words(what: str, context: str, lines: Sequence[str], number: int, column: int) -> _Said:
    """Explain the parser's error by the line in which it shows."""
    line = lines[number]
    value = _VALUE.match(line)
    opening = value[1][:2] if value else ""
    begins = value.start(1) if value else column
    if "mapping values are not allowed" in what:
        return _colon(line, column)
    if opening.startswith(("[", "{")) or "flow" in context:
        shown = "[[" if opening == "[[" else (opening[:1] or "[")
        return _as_block(begins, f"a value that starts with '{shown}' is read as a list or mapping")
    if "quoted scalar" in context or opening[:1] in ("'", '"'):
        return _quotation(what, context, line, column)
    if "block scalar" in context:
        return _as_block(column, "'>' or '|' opens a block, and text stands behind it in the same line")
    if "sequence entries are not allowed" in what:
        hint = f"write each item on a line of its own; if it is no list, write the words {BLOCK}"
        return _Said(column, "a dash behind a colon begins no list", hint)
    if other := _OTHER_COLON.match(line):
        return _Said(column, *_no_colon(other.group()[-1]))
    if opening[:1] in _OPENING:
        sentence = f"'{opening[0]}' closes a list or mapping, and no '{_OPENING[opening[0]]}' opens it"
        return _Said(begins, sentence, f"delete it; or, if it belongs to the words, write those {BLOCK}")
    if opening[:1] == ":":
        hint = f"write the key in front of it; or, if it belongs to the words, write those {BLOCK}"
        return _Said(begins, "there is no key in front of the colon", hint)
    if "cannot start any token" in what or opening.startswith(("*", "&", "!", ",", "%")):
        return _as_block(begins, f"a plain value cannot start with '{opening[:1] or line.strip()[:1]}'")
    return _out_of_place(what, context, lines, number, column)


def _as_block(column: int, sentence: str, hint: str = "") -> _Said:
    return _Said(column, sentence, hint, as_block=True)


def _quotation(what: str, context: str, line: str, column: int) -> _Said:
    """A quotation mark at the start of a value, which YAML takes for its own."""
    if "escape" in what:
        sentence = "a backslash inside double quotation marks starts an escape that YAML does not know"
        hint = "use single quotation marks, or none; a path has forward slashes: seeds/article.txt"
        return _Said(column, sentence, hint)
    mark = line[column : column + 1]
    if "quoted scalar" in context and "end of stream" in what:
        hint = f"close it with {mark} at the end of the words; or, if it is their own, write them {BLOCK}"
        return _Said(column, "a quotation mark opens the value, and none closes it", hint)
    if word := _APOSTROPHE.search(line[:column] + line[column:].partition(" ")[0], column - 1):
        apostrophe, whole = word.start(1), _word_around(line, word.start(1))
        sentence = f"the apostrophe in '{whole}' closes the value, for it began with the same mark"
        twice = whole.replace("'", "''")
        hint = f"leave out the marks at both ends, or write the apostrophe twice: {twice}"
        return _Said(apostrophe, sentence, hint)
    return _as_block(
        column, "a quotation mark opens the value, and text stands behind the one that closes it"
    )


def _word_around(line: str, position: int) -> str:
    """The word around a position."""
    start = max(line.rfind(" ", 0, position), line.rfind("'", 0, position)) + 1
    end = min((found for mark in " '" if (found := line.find(mark, position + 1)) > 0), default=len(line))
    return line[start:end]


def _out_of_place(what: str, context: str, lines: Sequence[str], number: int, column: int) -> _Said:
    """A line that does not fit the lines above it."""
    if "could not find expected ':'" in what:
        hint = "a key needs a colon and a space behind it; continued lines stand deeper than their key"
        return _Said(column, "a line that is neither 'key: value' nor part of the value above", hint)
    if "block" in what or "block" in context:
        hint = out_of_line(lines, number) or _IN_ONE_COLUMN
        return _Said(column, "the indentation does not fit the lines above", hint)
    return _as_block(column, f"not valid YAML: {what}", "put the value in quotation marks, or ")


def _colon(line: str, column: int) -> _Said:
    """A colon that YAML takes for the end of a key."""
    if key := _KEY_ALONE.match(line[:column]):
        sentence = "this line stands deeper than the one above, so it is read as part of that value"
        hint = (
            f"move '{key[1]}' to the column of the key above; if it belongs to that value, write that {BLOCK}"
        )
        return _Said(key.start(1), sentence, hint)
    if not line[column + 1 :].strip():
        return _as_block(column, "a colon at the end of a plain value makes a key of it")
    if (keys := _TWO_KEYS.match(line[:column])) and {keys[1], keys[2]} <= every_key():
        inner, value = keys[2], line[column + 1 :].strip()
        sentence = f"'{keys[1]}' and '{inner}' are two keys, and one alone can stand in a line"
        return _Said(keys.start(2), sentence, f"write it in braces: {keys[1]}: {{{inner}: {value}}}")
    return _as_block(column, "a colon and a space inside a plain value look like another key")


def _no_colon(sign: str) -> tuple[str, str]:
    """Sentence and hint for a sign between key and value that is no colon to YAML."""
    name = {":": "a hard space stands behind the colon", "\t": "a tab stands behind the key"}.get(sign)
    stands = name or f"'{sign}' stands behind the key"
    sentence = f"{stands}, where YAML wants a colon and a space"
    return sentence, "type ': ' in its place"
