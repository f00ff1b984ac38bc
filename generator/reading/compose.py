"""Build nodes from the events of a YAML file, and refuse what would surprise an editor.

Nothing is resolved, so every scalar stays text. The traps of the language (a ``#``
that swallows half a sentence, a comma that ends a value inside ``{…}``, a colon in
plain text) are found by looking at the line around them, each with a message of its own.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import cast

import yaml

from generator import codes
from generator.problems import Key, Origin, Problem
from generator.reading.nodes import Mapping, Node, Scalar, Sequence

_LIKE_KEY = re.compile(r" +([a-z][a-z_0-9]*(?=:(?: |$))|-(?= ))")
_NULLS = ("~", "null", "Null", "NULL")
_DEEPEST = 40  # levels; a briefing's own files need six


def compose(events: list[yaml.Event], text: str, file: str) -> tuple[Node | None, tuple[Problem, ...]]:
    """The nodes of one file, and what is wrong with them; None where there is nothing to go on with."""
    composer = _Composer(text, file)
    node = None if composer.is_too_deep(events) else composer.compose(iter(events))
    return node, tuple(composer.problems)


class _Composer:
    """Builds nodes from the events of one file, and collects what is wrong with them."""

    def __init__(self, text: str, file: str) -> None:
        self.lines = text.split("\n")
        self.file = file
        self.problems: list[Problem] = []

    def is_too_deep(self, events: Iterable[yaml.Event]) -> bool:
        """Report lists and mappings that are nested too deep to be read."""
        depth = 0
        for event in events:
            depth += isinstance(event, yaml.CollectionStartEvent) - isinstance(event, yaml.CollectionEndEvent)
            if depth > _DEEPEST:
                sentence = f"lists and mappings are nested more than {_DEEPEST} levels deep"
                self.problems.append(
                    Problem(codes.YAML_FEATURE, self._origin(event), sentence, as_block=True)
                )
                return True
        return False

    def compose(self, stream: Iterator[yaml.Event]) -> Node | None:
        """The first document; None where it says nothing."""
        root: Node | None = None
        for event in stream:
            if isinstance(event, yaml.DocumentStartEvent):
                if root is not None:
                    self._second_document(event, stream, root)
                    return root
                root = self._node(next(stream), stream)
        return None if isinstance(root, Scalar) and root.is_nothing else root

    def _second_document(self, start: yaml.Event, stream: Iterator[yaml.Event], first: Node) -> None:
        """Refuse a second document; its keys may be those that the first one lacks."""
        before = len(self.problems)
        below = self._node(next(stream), stream)
        del self.problems[before:]
        hint = "delete this line; what stands below it belongs into a file of its own"
        names = [key.text for key, _ in below.entries] if isinstance(below, Mapping) else []
        keys = tuple(Key(first.origin, name) for name in names)
        self._refuse(start, "a second document ('---')", hint, keys=keys)

    def _node(self, event: yaml.Event, stream: Iterator[yaml.Event]) -> Node:
        origin = self._origin(event)
        if isinstance(event, yaml.AliasEvent):
            hint = "write the value itself, or put it in quotation marks"
            self._refuse(event, f"the alias '*{event.anchor}'", hint)
            return Scalar("", origin, plain=False, start=0, end=0)
        assert isinstance(event, (yaml.ScalarEvent, yaml.CollectionStartEvent))  # whatever else starts a node
        hint = "remove it, or put the value in quotation marks"
        if event.anchor:
            anchor = f"&{event.anchor}"
            self._refuse(event, f"the anchor '{anchor}'", hint, words=(anchor,))
        explicit = isinstance(event, yaml.ScalarEvent) and not any(event.implicit)
        if event.tag and (explicit or not isinstance(event, yaml.ScalarEvent)):
            tag = event.tag.replace("tag:yaml.org,2002:", "!!")
            self._refuse(event, f"the tag '{tag}'", hint, words=(tag,))
        if isinstance(event, yaml.ScalarEvent):
            return self._scalar(event, origin)
        if isinstance(event, yaml.SequenceStartEvent):
            return self._sequence(event, origin, stream)
        return self._mapping(event, origin, stream)

    def _scalar(self, event: yaml.ScalarEvent, origin: Origin) -> Scalar:
        start, end = marks_of(event)
        like_keys = tuple(self._like_keys(start, end))
        scalar = Scalar(event.value, origin, not event.style, start.index, end.index, like_keys)
        if scalar.plain and event.value:
            self._look_for_cut_off(scalar, end)
        return scalar

    def _like_keys(self, start: yaml.Mark, end: yaml.Mark) -> Iterator[tuple[str, Origin]]:
        """Words before a colon, or dashes, at the start of a value's further lines."""
        for number in range(start.line + 1, min(end.line + 1, len(self.lines))):
            match = _LIKE_KEY.match(self.lines[number])
            if match and (number < end.line or match.start(1) < end.column):
                yield match[1], Origin(self.file, number + 1, match.start(1) + 1)

    def _look_for_cut_off(self, scalar: Scalar, end: yaml.Mark) -> None:
        """Report a # that looks like text: a comment has two spaces before it and one after it."""
        rest = self.lines[end.line][end.column :]
        if (match := re.match(r"(\s+)#(.*)", rest)) and (match[1] == " " or match[2][:1].strip()):
            origin = Origin(self.file, end.line + 1, end.column + len(match[1]) + 1)
            sentence = f"'#' starts a comment, so the value ends with '…{scalar.text[-20:]}'"
            hint = "if it is a comment, write two spaces before # and one after; else "
            self.problems.append(Problem(codes.CUT_BY_COMMENT, origin, sentence, hint, as_block=True))

    def _sequence(
        self, event: yaml.CollectionStartEvent, origin: Origin, stream: Iterator[yaml.Event]
    ) -> Sequence:
        items = []
        for item in stream:
            if isinstance(item, yaml.SequenceEndEvent):
                break
            node = self._node(item, stream)
            is_hashtag = not event.flow_style and self._is_hashtag(node)
            if not is_hashtag and not self._is_null(node, "this item"):
                items.append(node)
        return Sequence(tuple(items), origin, flow=bool(event.flow_style))

    def _mapping(
        self, event: yaml.CollectionStartEvent, origin: Origin, stream: Iterator[yaml.Event]
    ) -> Mapping | Scalar:
        entries: list[tuple[Scalar, Node]] = []
        seen: dict[str, Origin] = {}
        anew: Problem | None = None  # where the dash of a new item is missing; with the keys of that item
        for item in stream:
            if isinstance(item, yaml.MappingEndEvent):
                break
            key = self._node(item, stream)
            value = self._node(next(stream), stream)
            if not isinstance(key, Scalar):
                hint = "put the value in quotation marks"
                self._refuse(item, "a list or mapping stands where a key should be", hint)
            elif anew:
                anew = replace(anew, keys=(*anew.keys, Key(origin, key.text)))
            elif key.text in seen:
                is_first = key.text == next(iter(seen)) and len(seen) > 1
                begins_anew = is_first and origin.column > 1 and not event.flow_style
                above = next(reversed(seen.items()))
                repeated = _repeated(key, value, seen[key.text].line, above if begins_anew else None)
                if begins_anew:
                    anew = repeated
                else:
                    self.problems.append(repeated)
            else:
                seen[key.text] = key.origin
                if not self._is_empty(Key(origin, key.text), key, value, flow=bool(event.flow_style)):
                    entries.append((key, value))
        if anew:
            self.problems.append(anew)
        if not entries and len(seen) == 1 and not event.flow_style and " " in (words := next(iter(seen))):
            start, _ = marks_of(event)  # words that end with a colon, which is refused above
            return Scalar(
                f"{words}:", origin, plain=True, start=start.index, end=start.index + len(words) + 1
            )
        return Mapping(tuple(entries), origin, flow=bool(event.flow_style))

    def _is_null(self, value: Node, what: str, *keys: Key) -> bool:
        """Report a value such as `null`, which other programs read as no value."""
        if not (isinstance(value, Scalar) and value.plain and value.text in _NULLS):
            return False
        sentence = f"{what} is '{value.text}', which is read as no value by other programs"
        hint = f"if it is meant as a word, put it in quotation marks: '{value.text}'; else write a value"
        self.problems.append(
            Problem(codes.EMPTY_VALUE, value.origin, sentence, hint, words=(value.text,), keys=keys)
        )
        return True

    def _is_empty(self, place: Key, key: Scalar, value: Node, *, flow: bool) -> bool:
        if self._is_null(value, f"'{key.text}'", place):
            return True
        if not (isinstance(value, Scalar) and value.is_nothing):
            return False
        if not flow and self._is_hashtag(value, place):
            return True
        code, sentence = codes.EMPTY_VALUE, f"'{key.text}' has no value"
        hint = "write one, or delete the line"
        if flow and key.plain and ":" in key.text:
            code = codes.YAML_SYNTAX
            place = replace(place, name=key.text.partition(":")[0])
            sentence = f"a colon without a space behind it makes no key: '{key.text}'"
            hint = f"write a space there: {key.text.replace(':', ': ', 1)}"
        elif flow:
            code = codes.CUT_BY_COMMA
            sentence = f"inside {{…}} a comma ends a value, so '{key.text}' is read as a key of its own"
            hint = "write the mapping as a block, one key to a line, or put the value in quotation marks"
        elif key.plain and " " in key.text:
            sentence = f"the colon behind '{key.text}' makes a key of these words, and it has no value"
            hint = "put the words in quotation marks, with the colon; or write the value behind it"
        self.problems.append(Problem(code, key.origin, sentence, hint, keys=(place,)))
        return True

    def _is_hashtag(self, value: Node, *keys: Key) -> bool:
        """Report an empty value that was meant to start with a #."""
        if not (isinstance(value, Scalar) and value.is_nothing):
            return False
        line = self.lines[value.origin.line - 1] if value.origin.line <= len(self.lines) else ""
        match = re.match(r"(\s*)#[^\s#]", line[value.origin.column - 1 :])
        if match is None:
            return False
        column = value.origin.column + len(match[1])
        sentence = "'#' starts a comment, so there is no value here"
        hint = "put it in quotation marks, or "
        origin = Origin(self.file, value.origin.line, column)
        self.problems.append(Problem(codes.CUT_BY_COMMENT, origin, sentence, hint, keys=keys, as_block=True))
        return True

    def _refuse(
        self,
        event: yaml.Event,
        what: str,
        hint: str,
        *,
        words: tuple[str, ...] = (),
        keys: tuple[Key, ...] = (),
    ) -> None:
        sentence = f"{what} is not used in a briefing's YAML"
        self.problems.append(
            Problem(codes.YAML_FEATURE, self._origin(event), sentence, hint, words=words, keys=keys)
        )

    def _origin(self, event: yaml.Event) -> Origin:
        start, _ = marks_of(event)
        return Origin(self.file, start.line + 1, start.column + 1)


def _repeated(key: Scalar, value: Node, first: int, above: tuple[str, Origin] | None) -> Problem:
    """The problem of a repeated key; `above` is the last key before it, where a new list item may begin."""
    sentence = f"the key '{key.text}' stands here twice; the first is in line {first}"
    hint = "keep one of them; if a new item of a list begins here, put '- ' in front"
    if above:
        sentence = (
            f"'- ' is missing before '{key.text}', or it stands here twice; the first is in line {first}"
        )
        hint = "put '- ' in front, if a new item of the list begins here; else keep one of the two"
        if above[0] == "id":
            line = above[1].line
            hint = (
                f"put '- ' in front, or in front of 'id' in line {line} if that is of the new item, too; "
                "else keep one of the two"
            )
    elif key.text == "quote":
        hint = f"{hint}; several quotes stand under 'quotes:'"
    if isinstance(value, Sequence):
        hint = f"move what is in this list to the one in line {first}, and delete this line"
    return Problem(codes.DUPLICATE_KEY, key.origin, sentence, hint)


def marks_of(event: yaml.Event) -> tuple[yaml.Mark, yaml.Mark]:
    """Where an event starts and ends."""
    assert event.start_mark is not None
    assert event.end_mark is not None
    # The marks of the parser in C have the same fields, under another class.
    return cast("yaml.Mark", event.start_mark), cast("yaml.Mark", event.end_mark)
