"""Pages for an editor: behind whatever they cite stands its origin, the file and line in which it is written.

Whoever writes a page cites the quotes of a statement, a response or a fact, and each quote stands in one
place of the YAML: so a template of the briefing's own shows the origins, too.
"""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from generator.model import Briefing, Found, Resting, Statement
from generator.pages.markdown import Markdown, to_markdown
from generator.pages.page import Page
from generator.pages.templates import Templates
from generator.pages.writer import WholeWriter, Writer
from generator.problems import Origin


class TemplatesWithOrigins(Templates):
    """The same templates, by which pages are written with origins."""

    def __init__(self, templates: Templates) -> None:
        super().__init__(templates.briefing, templates.files, templates.wording, templates.pictures)
        self.origins = _origins(templates.briefing)

    def writer_of(self, page: Page, parts: Sequence[Page]) -> Writer:
        """A writer who knows where everything is written."""
        if parts:
            writer: _WithOrigins = _WholeWithOrigins(page, self.briefing, self.wording, self.pictures, parts)
        else:
            writer = _WithOrigins(page, self.briefing, self.wording, self.pictures)
        writer.origins = self.origins
        return writer


class _WithOrigins(Writer):
    origins: Mapping[int, Origin] = {}  # of what rests on a quote, by the identity of what was found

    def functions(self) -> Mapping[str, Any]:
        return {**super().functions(), "written_at": self.written_at}

    def cite(self, quotes: Iterable[Found]) -> Markdown:
        cited = tuple(quotes)
        origins = dict.fromkeys(self.origins[id(quote)] for quote in cited if id(quote) in self.origins)
        return Markdown("").join([super().cite(cited), *map(_label, origins)])

    def written_at(self, resting: Resting) -> Markdown:
        what = resting.what
        return _label(what.content.origin if isinstance(what, Statement) else what.origin)


class _WholeWithOrigins(WholeWriter, _WithOrigins):
    pass


def _origins(briefing: Briefing) -> dict[int, Origin]:
    """Where what rests on each quote begins: a fact, a response, a statement."""
    origins = {id(found): origin for origin, found in briefing.evidence.found.items()}
    for statement in briefing.statements:
        origins |= {id(quote): statement.content.origin for quote in statement.quotes}
        origins |= {id(response.quote): response.content.origin for response in statement.responses}
    return origins


def _label(origin: Origin) -> Markdown:
    """An origin; its folder and column are copied with it, and not seen."""
    folder, _, file = origin.file.partition("/")
    column = f":{origin.column}" if origin.column else ""
    return Markdown(' <small class="live-place"><span>{}/</span>{}:{}<span>{}</span></small>').format(
        folder, file, origin.line, to_markdown(column)
    )
