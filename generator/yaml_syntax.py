"""Say what is wrong with a file that is no YAML, in words for somebody who does not know YAML by heart.

The parser tells where it could not go on. What the editor did is mostly to be
seen in that line, in the one above, or where something began that was never closed.
"""

import re
from collections.abc import Sequence

import yaml

from generator import codes
from generator.problems import Origin, Problem

BLOCK = "as a block: '>-' behind the colon, the words on the next line, indented"
AS_BLOCK = f"write it {BLOCK}"
_HARD = "\u00a0\u2007\u202f\u3000"  # spaces that are pasted from web pages, and are none to YAML
_TAB_INDENT = re.compile(r"^ *\t+[ \t]*(?=\S)", re.MULTILINE)
_HARD_INDENT = re.compile(rf"^ *(?=[{_HARD}])[ {_HARD}]+(?=- |[\w-]+:(?: |$))", re.MULTILINE)
_BARE_DASH = re.compile(r"(\s*)-[^\W\d_]\w*:\s")  # an item of a list without the space behind its dash
_KEY_ALONE = re.compile(r"\s+([\w-]+)$")  # what stands before a line's first colon, if it may be a key
_OTHER_COLON = re.compile(rf"\s*[\w-]+(?::(?=[{_HARD}])|\s*[：﹕︰=]|\t)")
_CLOSING = {"[": "]", "{": "}"}


def hard_indent(text: str, file: str) -> Problem | None:
    """A line indented by hard spaces: YAML reads them as a part of the key's name."""
    if (match := _HARD_INDENT.search(text)) is None:
        return None
    origin = Origin(file, text.count("\n", 0, match.start()) + 1, 1)
    sentence = "the line is indented by hard spaces, which are none to YAML"
    return Problem(codes.YAML_SYNTAX, origin, sentence, "delete them and type spaces, two for each level")


def explain_syntax(text: str, file: str) -> Problem:
    """The first mistake in a file that cannot be read as YAML."""
    if match := _TAB_INDENT.search(text):
        origin = Origin(file, text.count("\n", 0, match.start()) + 1, match.group().index("\t") + 1)
        hint = "indent by spaces, two for each level"
        return Problem(codes.YAML_TAB, origin, "the line is indented by a tab", hint)
    try:  # the parser in Python names the place more exactly than the one in C
        for _ in yaml.parse(text, Loader=yaml.SafeLoader):
            pass
    except yaml.reader.ReaderError as error:
        line = text.count("\n", 0, error.position) + 1
        column = error.position - text.rfind("\n", 0, error.position)
        sentence = f"the character U+{_code_point(error.character):04X} is not allowed in YAML"
        return Problem(codes.YAML_SYNTAX, Origin(file, line, column), sentence, "delete it")
    except yaml.MarkedYAMLError as error:
        return _explain(error, re.split("[\n\x85\u2028\u2029]", text), file)
    except yaml.YAMLError:
        pass
    return Problem(
        codes.YAML_SYNTAX, Origin(file), "the file cannot be read as YAML", "check the indentation"
    )


def _code_point(character: object) -> int:
    return character if isinstance(character, int) else ord(str(character))


def _explain(error: yaml.MarkedYAMLError, lines: Sequence[str], file: str) -> Problem:
    mark = error.problem_mark or error.context_mark
    assert mark is not None  # the parser gives every error a place
    what, context = error.problem or "this is not YAML", error.context or ""
    start = error.context_mark or mark

    def at(line: int, column: int, sentence: str, hint: str) -> Problem:
        return Problem(codes.YAML_SYNTAX, Origin(file, line + 1, column + 1), sentence, hint)

    for line in (mark.line, mark.line - 1):
        if 0 <= line < len(lines) and (dash := _BARE_DASH.match(lines[line])):
            hint = "an item of a list starts with '- ': a hyphen and a space"
            return at(line, len(dash[1]), "the dash has no space behind it", hint)
    opening = lines[start.line][start.column : start.column + 1]
    if (
        "flow" in context
        and opening in _CLOSING
        and _CLOSING[opening] not in lines[start.line][start.column :]
    ):
        sentence = f"'{opening}' opens a list or mapping, and no '{_CLOSING[opening]}' closes it"
        return at(
            start.line,
            start.column,
            sentence,
            f"close it; or, if it belongs to the words, write those {BLOCK}",
        )
    if "quoted scalar" in context or "simple key" in context:
        mark = start
    shown = lines[mark.line] if mark.line < len(lines) else ""
    return at(mark.line, mark.column, *_in_plain_words(what, context, shown, mark.column))


def _in_plain_words(what: str, context: str, line: str, column: int) -> tuple[str, str]:
    """A sentence and a hint; `line` is the one in which the mistake is to be seen."""
    value = re.match(r"\s*(?:- )*\s*(?:[^\s:]+:\s+)?(.*)", line)
    opening = value[1][:2] if value else ""
    if "mapping values are not allowed" in what:
        return _colon(line, column)
    if opening.startswith(("[", "{")) or "flow" in context:
        shown = "[[" if opening == "[[" else (opening[:1] or "[")
        return f"a value that starts with '{shown}' is read as a list or mapping", AS_BLOCK
    if "quoted scalar" in context or opening[:1] in ("'", '"'):
        return _quotation(what, context)
    if "block scalar" in context:
        return "'>' or '|' opens a block, and text stands behind it in the same line", AS_BLOCK
    if "sequence entries are not allowed" in what:
        hint = f"write each item on a line of its own; if it is no list, {AS_BLOCK}"
        return "a dash behind a colon begins no list", hint
    if other := _OTHER_COLON.match(line):
        return _no_colon(other.group()[-1])
    if "cannot start any token" in what or opening.startswith(("*", "&", "!")):
        return f"a plain value cannot start with '{opening[:1] or line.strip()[:1]}'", AS_BLOCK
    return _out_of_place(what, context)


def _quotation(what: str, context: str) -> tuple[str, str]:
    """What a quotation mark does that YAML takes for the start of a value."""
    if "escape" in what:
        sentence = "a backslash inside double quotation marks starts an escape that YAML does not know"
        return sentence, "use single quotation marks, or none; a path has forward slashes: seeds/article.txt"
    if "quoted scalar" in context and "end of stream" in what:
        return "a quotation mark opens the value, and none closes it", AS_BLOCK
    return "a quotation mark opens the value, and text stands behind the one that closes it", AS_BLOCK


def _out_of_place(what: str, context: str) -> tuple[str, str]:
    """A line that does not go on with what stands above it."""
    if "could not find expected ':'" in what:
        return "a line that is neither 'key: value' nor part of the value above", (
            "a key needs a colon and a space behind it; continued lines stand deeper than their key"
        )
    if "block" in what or "block" in context:
        return "the indentation does not fit the lines above", (
            "the keys of one mapping, and the dashes of one list, start in the same column"
        )
    return f"not valid YAML: {what}", f"put the value in quotation marks, or {AS_BLOCK}"


def _colon(line: str, column: int) -> tuple[str, str]:
    """What a colon does that YAML takes for the end of a key."""
    if key := _KEY_ALONE.match(line[:column]):
        sentence = "this line stands deeper than the one above, so it is read as part of that value"
        hint = (
            f"move '{key[1]}' to the column of the key above; if it belongs to that value, write that {BLOCK}"
        )
        return sentence, hint
    if not line[column + 1 :].strip():
        return "a colon at the end of a plain value makes a key of it", AS_BLOCK
    return "a colon and a space inside a plain value look like another key", AS_BLOCK


def _no_colon(sign: str) -> tuple[str, str]:
    """A sign between key and value that YAML does not read as a colon."""
    name = {":": "a hard space stands behind the colon", "\t": "a tab stands behind the key"}.get(sign)
    stands = name or f"'{sign}' stands behind the key"
    sentence = f"{stands}, where YAML wants a colon and a space"
    return sentence, "type ': ' in its place"
