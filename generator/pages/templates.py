"""Write pages as Markdown, by the templates.

These see values and a few functions; whatever they print that is not
Markdown yet is escaped. Footnotes are defined behind the body, in the order of
their first use. The last line of a page is a comment with the page's own
checksum, by which a later build knows whether somebody has edited it.
"""

import re
import traceback
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from types import CodeType
from typing import Self

from jinja2 import (
    BytecodeCache,
    Environment,
    FunctionLoader,
    StrictUndefined,
    TemplateError,
    TemplateNotFound,
    TemplateSyntaxError,
    UndefinedError,
)
from jinja2.bccache import Bucket
from jinja2.ext import Extension
from jinja2.lexer import Token, TokenStream

from generator import codes
from generator.model import Files, Written
from generator.pages.checksum import close
from generator.pages.markdown import Markdown, to_markdown
from generator.pages.page import Page, WholePage
from generator.pages.wording import Wording
from generator.pages.writer import Shared, WholeWriter, Writer, part_of_whole
from generator.problems import Origin, Problem, line_of
from generator.text.phrases import sentence_case

_FAILURES = (TemplateError, ArithmeticError, AttributeError, LookupError, TypeError, ValueError)
_HEADING = re.compile(r"^(?=#{1,5} )", re.MULTILINE)
_ASKED_FOR = re.compile(r"no attribute '(\w+)'|'(\w+)' is undefined")
_LABEL = re.compile(r"(?<!\\)\[\^([a-z0-9-]+)\]")


class Templates:
    """The templates, by which the pages of a briefing are written, any of them in any order."""

    def __init__(self, shared: Shared, files: Files) -> None:
        self.shared = shared
        self.files = files
        self.environment = _environment(files, shared.wording)
        self.by_label = {found.label: found for found in shared.briefing.evidence.found.values()}

    def with_origins(self, origins: Mapping[int, Origin]) -> Self:
        """The same for an editor, who is shown where everything is written."""
        return type(self)(replace(self.shared, origins=origins), self.files)

    def write_all(self, pages: Sequence[Page]) -> tuple[tuple[Written, ...], tuple[Problem, ...]]:
        """Write every page; one whose template fails is left out, with a problem."""
        results = [self.write(page) for page in pages]
        written = tuple(result for result in results if isinstance(result, Written))
        return written, tuple(dict.fromkeys(result for result in results if isinstance(result, Problem)))

    def write(self, page: Page) -> Written | Problem:
        """A page as Markdown, or what is wrong with its template."""
        try:
            return Written(page.path, self._text_of(page).encode())
        except _FAILURES as error:
            return _template_problem(error, page.template, self.files)

    def _text_of(self, page: Page) -> str:
        parts = page.parts if isinstance(page, WholePage) else ()
        writer = self._writer_of(page, parts)
        body = self._filled(page.template, writer, page=page)
        for part in parts:
            part_writer = self._writer_of(part, parts)
            body += _as_part(part, self._filled(part.template, part_writer, page=part))
            writer.take_up(part_writer)
        labels = list(dict.fromkeys(_LABEL.findall(body)))
        quotes = [self.by_label[label] for label in labels if label in self.by_label]
        notes = self._filled("footnotes.md", writer, quotes=quotes)
        text = f"{writer.front_matter(quotes)}{_tidy(body)}\n{_tidy(notes)}"
        return close(text, page.made_from)

    def _writer_of(self, page: Page, parts: Sequence[Page]) -> Writer:
        return WholeWriter(page, self.shared, parts) if parts else Writer(page, self.shared)

    def _filled(self, template: str, writer: Writer, **values: object) -> str:
        return self.environment.get_template(template).render(**values, **writer.functions())


def _as_part(page: Page, body: str) -> str:
    """A page as a part of a longer one: with a place to lead to, its headings a level deeper."""
    name = part_of_whole(page.path)
    return f'\n\n<a id="{name}" class="part"></a>\n\n{_HEADING.sub("#", body)}\n'


class _Compiled(BytecodeCache):
    """What templates were compiled to, kept for the next run in this process; a change of one is noticed."""

    def __init__(self) -> None:
        self.codes: dict[str, tuple[str, CodeType]] = {}

    def load_bytecode(self, bucket: Bucket) -> None:
        checksum, code = self.codes.get(bucket.key, ("", None))
        if checksum == bucket.checksum:
            bucket.code = code

    def dump_bytecode(self, bucket: Bucket) -> None:
        if bucket.code is not None:
            self.codes[bucket.key] = (bucket.checksum, bucket.code)


COMPILED = _Compiled()


class _NoJoining(Extension):
    """Refuses what joins text and Markdown past the escaping."""

    def filter_stream(self, stream: TokenStream) -> Iterator[Token]:
        for token in stream:
            if token.type in ("tilde", "add"):
                sentence = "write {{ a }}{{ b }} instead of joining by ~ or +"
                raise TemplateSyntaxError(sentence, token.lineno, stream.name)
            yield token


def _environment(templates: Files, wording: Wording) -> Environment:
    environment = Environment(
        extensions=[_NoJoining],
        bytecode_cache=COMPILED,
        loader=FunctionLoader(lambda name: _template(name, templates)),
        autoescape=True,
        finalize=to_markdown,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    environment.filters = {
        "list": list,
        "selectattr": environment.filters["selectattr"],
        "amount": wording.amount,
        "count": wording.count,
        "date": wording.date,
        "fact": wording.fact,
        "degrees": wording.degrees,
        "kind": wording.kind,
        "emphasis": lambda words: Markdown("*{}*").format(words),
        "length": len,
        "number": wording.number,
        "sentence_case": sentence_case,
        "strong": lambda words: Markdown("**{}**").format(words),
    }
    return environment


def _template(name: str, templates: Files) -> tuple[str, str, None] | None:
    """A template, under its own name as file name, so that a traceback tells what failed in it."""
    return (templates[name].decode(), name, None) if name in templates else None


def _template_problem(error: Exception, template: str, templates: Files) -> Problem:
    frames = [frame for frame in traceback.extract_tb(error.__traceback__) if frame.filename in templates]
    name, line = (frames[-1].filename, frames[-1].lineno or 0) if frames else (template, 0)
    if isinstance(error, TemplateSyntaxError):
        name, line = error.name or name, error.lineno
    sentence = f"the template cannot be rendered: {error}"
    if isinstance(error, UnicodeDecodeError):
        line = line_of(error)
        sentence = "the template is not text in UTF-8"
    elif isinstance(error, TemplateNotFound):
        sentence = f"there is no template '{error.name}'"
    elif isinstance(error, UndefinedError):
        asked = _ASKED_FOR.search(error.message or "")
        what = f"'{asked[1] or asked[2]}'" if asked else "something"
        sentence = f"the template asks for {what}, and there is no such thing on this page"
    elif isinstance(error, TemplateError):
        sentence = error.message or "the template cannot be rendered"
    hint = "compare it with the package's own template of the same name"
    return Problem(codes.TEMPLATE_ERROR, Origin(f"site_src/templates/{name}", line), sentence, hint)


def _tidy(text: str) -> str:
    """One empty line at most between two lines, none at the end, no white space at line ends."""
    lines = re.sub(r"[ \t]+\n", "\n", text)
    return re.sub(r"\n{3,}", "\n\n", lines).strip("\n") + "\n"
