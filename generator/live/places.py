"""Pages for an editor: behind whatever they cite stands the file and line in which it is written.

Whoever writes a page cites the quotes of a statement, a response or a fact, and each quote stands in one
place of the YAML: so a template of the briefing's own shows the places, too.
"""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from generator.model import Briefing, Found, Resting, Statement
from generator.pages.markdown import Markdown, to_markdown
from generator.pages.page import Page
from generator.pages.render import Renderer
from generator.pages.writer import WholeWriter, Writer
from generator.problems import Origin


class PlacingRenderer(Renderer):
    """Writes the pages that a renderer writes, with places."""

    def __init__(self, renderer: Renderer) -> None:
        super().__init__(renderer.briefing, renderer.templates, renderer.wording, renderer.pictures)
        self.places = _places(renderer.briefing)

    def writer_of(self, page: Page, parts: Sequence[Page]) -> Writer:
        """A writer who knows where everything is written."""
        if parts:
            writer: _Placing = _WholePlacing(page, self.briefing, self.wording, self.pictures, parts)
        else:
            writer = _Placing(page, self.briefing, self.wording, self.pictures)
        writer.places = self.places
        return writer


class _Placing(Writer):
    places: Mapping[int, Origin] = {}  # of what rests on a quote, by the identity of what was found

    def functions(self) -> Mapping[str, Any]:
        return {**super().functions(), "written_at": self.written_at}

    def cite(self, quotes: Iterable[Found]) -> Markdown:
        cited = tuple(quotes)
        places = dict.fromkeys(self.places[id(quote)] for quote in cited if id(quote) in self.places)
        return Markdown("").join([super().cite(cited), *map(_label, places)])

    def written_at(self, resting: Resting) -> Markdown:
        what = resting.what
        return _label(what.content.origin if isinstance(what, Statement) else what.origin)


class _WholePlacing(WholeWriter, _Placing):
    pass


def _places(briefing: Briefing) -> dict[int, Origin]:
    """Where what rests on each quote begins: a fact, a response, a statement."""
    places = {id(found): origin for origin, found in briefing.evidence.found.items()}
    for statement in briefing.statements:
        places |= {id(quote): statement.content.origin for quote in statement.quotes}
        places |= {id(response.quote): response.content.origin for response in statement.responses}
    return places


def _label(origin: Origin) -> Markdown:
    """A place; its folder and column are copied with it, and not seen."""
    folder, _, file = origin.file.partition("/")
    column = f":{origin.column}" if origin.column else ""
    return Markdown(' <small class="live-place"><span>{}/</span>{}:{}<span>{}</span></small>').format(
        folder, file, origin.line, to_markdown(column)
    )
