"""Write values that YAML reads otherwise than they were meant so that it reads them as they stand.

A colon, a bracket or a sign at the start makes something else of plain words: as
a block they are words again. It is done only where what was meant is beyond
doubt: with another word in place of the value everything around it has to be
read just as with the block, and the block has to hold the very words.
"""

import re
from bisect import bisect_right
from collections.abc import Collection, Sequence
from itertools import accumulate

from generator import codes
from generator.editing.edits import Edit
from generator.editing.rewrite import Edits, after
from generator.problems import Problem
from generator.reading.blocks import HEAD, Value, block, value_at
from generator.reading.indentation import indent, shallow_block
from generator.reading.parse import YamlEvent, parse, parse_file, read_events
from generator.reading.syntax import BULLET, NO_KEY, ODD_LINE_END
from generator.schema.keys import every_key, every_key_with_words, may_be_key

_STAND_IN = "stand-in-for-the-value"
_WORD = re.compile(r"[\w-]+")
_PREPOSITION = 3  # letters of keys such as by, of, to, via
_TAB_WIDTHS = (2, 4, 8)  # the first is the one that is written
_SIGNS = "*&!%@`"


def edits_to_fix(text: str, problem: Problem) -> Edits | None:
    """The edits after which `problem` is gone."""
    if edits := _put_right(text, problem):
        return edits
    match problem.code:
        case codes.YAML_TAB:
            return _tabs(text)
        case codes.CUT_BY_COMMA:
            return _comma(text, problem)
        case codes.KEY_IN_TEXT:
            return _keys_out_of_text(text, problem)
        case codes.YAML_SYNTAX | codes.WRONG_TYPE | codes.CUT_BY_COMMENT:
            value = value_at(text, problem.origin.line)
            if value and _is_prose(value) and _has_no_comment(value):
                return _as_block(text, value)
    return None


def _put_right(text: str, problem: Problem) -> Edits | None:
    """Put the mark that YAML knows in place of another, or where it is missing; words in their column."""
    line = problem.origin.line - 1
    lines = text.split("\n")
    if problem.code not in (codes.YAML_SYNTAX, codes.WRONG_TYPE) or not 0 <= line < len(lines):
        return None
    start = sum(len(each) + 1 for each in lines[:line])
    edits = (
        _odd_line_ends(text, problem)
        or _dashes(lines, line, start)
        or _colon(lines[line], start)
        or _deeper(lines, line, start)
    )
    if not edits:
        return None
    _, left = parse(after(text, edits), problem.origin.file)
    return None if any(p.origin.line <= problem.origin.line for p in left) else edits


def _odd_line_ends(text: str, problem: Problem) -> Edits:
    """Spaces for the invisible characters that end lines; none where they stand at a line's beginning."""
    found = list(ODD_LINE_END.finditer(text)) if problem.code is codes.YAML_SYNTAX else []
    if any(not text[text.rfind("\n", 0, m.start()) + 1 : m.start()].strip(" -") for m in found):
        return ()
    return tuple(Edit(*match.span(), " ") for match in found)


def _dashes(lines: list[str], line: int, start: int) -> Edits:
    """Hyphens for the bullets of all items from a line on; none where not all of them have one."""
    first = BULLET.match(lines[line])
    edits = []
    for each in lines[line:]:
        found = BULLET.match(each)
        if first is None or indent(each) < len(first[1]):
            break
        if indent(each) == len(first[1]) and not each.lstrip().startswith("- "):
            if found is None:
                return ()
            edits.append(Edit(start + found.start(2), start + found.end(2), "-"))
        start += len(each) + 1
    return tuple(edits)


def _colon(line: str, start: int) -> Edits:
    """A colon and a space behind a key that has none, or only one of them."""
    found = NO_KEY.fullmatch(line)
    if found is None or found["key"] not in every_key():
        return ()
    # Without a colon, the line may be the rest of a sentence: "by the river".
    if found["sign"] != ":" and (
        found["key"] not in every_key_with_words(are_words=False)
        or len(found["key"]) <= _PREPOSITION
        or not _WORD.fullmatch(found["value"])
    ):
        return ()
    return (Edit(start + found.start("sign"), start + found.end("sign"), ": "),)


def _deeper(lines: list[str], line: int, start: int) -> Edits:
    """Put words of a block that stand too far left where they belong."""
    block = shallow_block(lines, line)
    edits = []
    for each in lines[line : line + len(block.words)] if block else ():
        edits.append(Edit(start, start + indent(each), " " * (block.column if block else 0)))
        start += len(each) + 1
    return tuple(edits)


def _is_prose(value: Value) -> bool:
    """Whether the words can only have been meant as words."""
    words = value.words
    if value.key is not None and value.key not in every_key_with_words():
        return False
    if any(word in every_key() for word in re.findall(r"(?:^|(?<=\s))([A-Za-z_]+):(?=\s|$)", words)):
        return False  # another key, in the same line
    if words.startswith(("[", "{")):
        inside, rest = _closed(words)
        return bool(rest) and not (words[0] == "{" and ": " in inside)
    if words.startswith(("'", '"')):
        mark = words[0]
        return mark in words[1:] and not words.endswith(mark)  # else the outer two may belong to YAML
    return " " in words and (words[0] in _SIGNS or words[0] not in ">|?-,]}#:")


def _closed(words: str) -> tuple[str, str]:
    """What stands within the bracket at the start, and what behind it."""
    depth = 0
    for at, character in enumerate(words):
        depth += (character in "[{") - (character in "]}")
        if depth == 0:
            return words[:at], words[at + 1 :].strip()
    return words, ""


def _has_no_comment(value: Value) -> bool:
    """Whether each # stands before a number, as in "berth #3"; any other may begin a comment."""
    return all(sign.isdecimal() for sign in re.findall(r"\s#(.?)", value.words))


def _as_block(text: str, value: Value) -> Edits | None:
    def put(words: str) -> Edits:
        return (Edit(value.start, value.end, words),)

    lines = list(value.lines)
    edits = put(block(value.lead, has_key=value.key is not None, lines=lines, comment=value.comment))
    wanted = [
        (event.kind, value.words if event.text == _STAND_IN else event.text)
        for event in read_events(after(text, put(f"{_STAND_IN}{value.comment}")))
    ]
    found = [(event.kind, event.text) for event in read_events(after(text, edits))]
    was = [(event.kind, event.text) for event in read_events(text)]
    return edits if found == wanted != was and ("ScalarEvent", value.words) in found else None


def _keys_out_of_text(text: str, problem: Problem) -> Edits | None:
    """Move keys that stand as deep as the text above them to the key of that text, with all below them."""
    lines = text.split("\n")
    starts = [0, *accumulate(len(line) + 1 for line in lines)]
    line, depth = problem.origin.line - 1, problem.origin.column - 1
    position = starts[line] + depth
    value = next(
        (e for e in read_events(text) if e.kind == "ScalarEvent" and e.start < position < e.end), None
    )
    if (
        value is None
        or text[value.start] not in ">|"
        or not text[value.start : starts[line]].partition("\n")[2]
    ):
        return None
    head = HEAD.match(text, text.rfind("\n", 0, value.start) + 1)
    last = bisect_right(starts, len(text[: value.end].rstrip()) - 1) - 1
    names = [key.name for key in problem.keys]
    moved = [n for n in range(line, last + 1) if lines[n].strip()]
    if not (head and head["key"]) or any(not _stands_deep(lines[n], depth, names) for n in moved):
        return None
    spaces = depth - len(head["lead"])
    edits = tuple(Edit(starts[n], starts[n] + spaces, "") for n in moved)
    was = parse_file(text.encode(), problem.origin.file).problems
    return edits if len(parse(after(text, edits), "")[1]) <= len(was) else None


def _stands_deep(line: str, depth: int, keys: Collection[str]) -> bool:
    """Whether a line stands deeper than the keys, or is one of them."""
    return indent(line) > depth or (indent(line) == depth and line.split(":", 1)[0].strip() in keys)


def _comma(text: str, problem: Problem) -> Edits | None:
    """Put a value in {…} in quotation marks, with all that its commas cut off."""
    lines = text.split("\n")
    position = sum(len(line) + 1 for line in lines[: problem.origin.line - 1]) + problem.origin.column - 1
    events = read_events(text)
    at = next((i for i, e in enumerate(events) if e.kind == "ScalarEvent" and e.start == position), None)
    if at is None:
        return None
    first, last = _cut_apart(events, at)
    value = events[first]
    cut_off = events[first + 1 : last + 2 : 2]
    if not (value.plain and value.kind == "ScalarEvent") or any(may_be_key(e.text) for e in cut_off):
        return None
    words = " ".join(text[value.start : events[last].end].split())
    mark = '"' if "'" in words and '"' not in words and "\\" not in words else "'"
    edits = (Edit(value.start, events[last].end, f"{mark}{words.replace(mark, mark * 2)}{mark}"),)
    wanted = [
        (event.kind, words if event is value else event.text)
        for event in (*events[: first + 1], *events[last + 2 :])
    ]
    found = [(event.kind, event.text) for event in read_events(after(text, edits))]
    return edits if found == wanted else None


def _cut_apart(events: Sequence[YamlEvent], key: int) -> tuple[int, int]:
    """The first and the last event of a value, which its commas made keys without a value; `key` is one."""
    first, last = key - 1, key
    while _is_nothing(events[first]):
        first -= 2
    while events[last + 2].kind == "ScalarEvent" and _is_nothing(events[last + 3]):
        last += 2
    return first, last


def _is_nothing(event: YamlEvent) -> bool:
    return event.kind == "ScalarEvent" and event.plain and not event.text


def _tabs(text: str) -> Edits | None:
    """Spaces for the tabs that indent, if the file says the same whatever the width of a tab."""
    places = [m.span() for m in re.finditer(r"^ *\t[ \t]*(?=\S)", text, re.MULTILINE)]
    readings: list[tuple[Edits, list[tuple[str, str]]]] = []
    for width in _TAB_WIDTHS:
        edits = tuple(Edit(*place, text[slice(*place)].expandtabs(width)) for place in places)
        events = read_events(after(text, edits))
        if events and events[-1].kind == "StreamEndEvent":
            readings.append((edits, [(event.kind, event.text) for event in events]))
    if not readings or any(read != readings[0][1] for _, read in readings):
        return None
    edits = readings[0][0]
    # Where only some widths can be read, an empty value or a key that stands twice shows a wrong one.
    is_whole = len(readings) == len(_TAB_WIDTHS) or not parse(after(text, edits), "")[1]
    return edits if is_whole else None
