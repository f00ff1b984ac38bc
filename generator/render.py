"""Write pages as Markdown.

Templates see values and a few functions; whatever they print that is not
Markdown yet is escaped. Footnotes are defined behind the body, in the order of
their first use. The last line of a page is a comment with the page's own
checksum, by which a later build knows whether somebody has edited it.
"""

import re
import traceback
from collections.abc import Mapping, Sequence

from jinja2 import (
    Environment,
    FunctionLoader,
    StrictUndefined,
    TemplateError,
    TemplateNotFound,
    TemplateSyntaxError,
    UndefinedError,
    nodes,
)

from generator import codes
from generator.closing import close
from generator.drawing.svg import Drawing
from generator.markdown import Markdown, to_markdown
from generator.model import Briefing, Files, Written
from generator.page_model import Page, WholePage
from generator.problems import Origin, Problem, line_of
from generator.wording import Wording, sentence_case
from generator.writer import WholeWriter, Writer, part_of_whole

_FAILURES = (TemplateError, ArithmeticError, AttributeError, LookupError, TypeError, ValueError)
_HEADING = re.compile(r"^(?=#{1,5} )", re.MULTILINE)
_ASKED_FOR = re.compile(r"no attribute '(\w+)'|'(\w+)' is undefined")
_LABEL = re.compile(r"(?<!\\)\[\^([a-z0-9-]+)\]")


def render(
    pages: Sequence[Page],
    briefing: Briefing,
    templates: Files,
    wording: Wording,
    pictures: Mapping[str, Drawing],
) -> tuple[tuple[Written, ...], tuple[Problem, ...]]:
    """Write every page; one whose template fails is left out, with a problem."""
    environment = _environment(templates, wording)
    written: list[Written] = []
    problems: list[Problem] = []
    by_label = {found.label: found for found in briefing.evidence.found.values()}

    def body_of(page: Page, writer: Writer) -> str:
        return environment.get_template(page.template).render(page=page, **writer.functions())

    for page in pages:
        parts = page.parts if isinstance(page, WholePage) else ()
        writer = Writer(page, briefing, wording, pictures)
        if parts:
            writer = WholeWriter(page, briefing, wording, pictures, parts)
        try:
            body = body_of(page, writer)
            for part in parts:
                part_writer = WholeWriter(part, briefing, wording, pictures, parts)
                body += _as_part(part, body_of(part, part_writer))
                writer.take_up(part_writer)
            labels = list(dict.fromkeys(_LABEL.findall(body)))
            quotes = [by_label[label] for label in labels if label in by_label]
            notes = environment.get_template("footnotes.md").render(quotes=quotes, **writer.functions())
        except _FAILURES as error:
            problems.append(_template_problem(error, page.template, templates))
            continue
        text = f"{writer.front_matter(quotes)}{_tidy(body)}\n{_tidy(notes)}"
        written.append(Written(page.path, close(text, page.made_from).encode()))
    return tuple(written), tuple(dict.fromkeys(problems))


def _as_part(page: Page, body: str) -> str:
    """A page as a part of a longer one: with a place to lead to, its headings a level deeper."""
    name = part_of_whole(page.path)
    return f'\n\n<a id="{name}" class="part"></a>\n\n{_HEADING.sub("#", body)}\n'


# --- templates -------------------------------------------------------------------------------------------


class _Environment(Environment):
    """Jinja without the ways in which text could get past the escaping."""

    def _parse(self, source: str, name: str | None, filename: str | None) -> nodes.Template:
        tree = super()._parse(source, name, filename)
        for node in tree.find_all((nodes.Concat, nodes.Add)):
            raise TemplateSyntaxError("write {{ a }}{{ b }} instead of joining by ~ or +", node.lineno, name)
        return tree


def _environment(templates: Files, wording: Wording) -> Environment:
    environment = _Environment(
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
