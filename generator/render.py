"""Write pages as Markdown.

Templates see values and a few functions; whatever they print that is not
Markdown yet is escaped. Footnotes are defined behind the body, in the order of
their first use. The last line of a page is a comment with the page's own
checksum, by which a later build knows whether somebody has edited it.
"""

import re
import traceback
from collections.abc import Iterable, Mapping, Sequence
from posixpath import dirname, relpath
from typing import Any

import yaml
from jinja2 import (
    Environment,
    FunctionLoader,
    StrictUndefined,
    TemplateError,
    TemplateNotFound,
    TemplateSyntaxError,
    nodes,
)

from generator import codes, schema
from generator.closing import close
from generator.linking import LINK
from generator.markdown import Markdown, to_address, to_markdown
from generator.model import Briefing, Entity, Files, Found, HandPage, LinkedText, Statement, Written
from generator.page_model import EntityPage, EventPage, Page, hand_path, hand_title
from generator.problems import Origin, Problem
from generator.values import Text
from generator.wording import Wording, sentence_case, without_capital_article

_FAILURES = (TemplateError, ArithmeticError, AttributeError, LookupError, TypeError, ValueError)
_LABEL = re.compile(r"(?<!\\)\[\^([a-z0-9-]+)\]")


def render(
    pages: Sequence[Page], briefing: Briefing, templates: Files, wording: Wording
) -> tuple[tuple[Written, ...], tuple[Problem, ...]]:
    """Write every page; one whose template fails is left out, with a problem."""
    environment = _environment(templates, wording)
    written: list[Written] = []
    problems: list[Problem] = []
    by_label = {found.label: found for found in briefing.evidence.found.values()}
    for page in pages:
        writer = _Writer(page, briefing, wording)
        try:
            template = environment.get_template(page.template)
            body = template.render(page=page, **writer.functions())
            labels = list(dict.fromkeys(_LABEL.findall(body)))
            quotes = [by_label[label] for label in labels if label in by_label]
            notes = environment.get_template("footnotes.md").render(quotes=quotes, **writer.functions())
        except _FAILURES as error:
            problems.append(_template_problem(error, page.template, templates))
            continue
        text = f"{writer.front_matter(quotes)}{_tidy(body)}\n{_tidy(notes)}"
        written.append(Written(page.path, close(text, page.made_from).encode()))
    return tuple(written), tuple(dict.fromkeys(problems))


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
        sentence = "the template is not text in UTF-8"
    elif isinstance(error, TemplateNotFound):
        sentence = f"there is no template '{error.name}'"
    elif isinstance(error, TemplateError):
        sentence = error.message or "the template cannot be rendered"
    hint = "compare it with the package's own template of the same name"
    return Problem(codes.TEMPLATE_ERROR, Origin(f"site_src/templates/{name}", line), sentence, hint)


def _tidy(text: str) -> str:
    """One empty line at most between two lines, none at the end, no white space at line ends."""
    lines = re.sub(r"[ \t]+\n", "\n", text)
    return re.sub(r"\n{3,}", "\n\n", lines).strip("\n") + "\n"


# --- what templates may call -----------------------------------------------------------------------------


class _Writer:
    """Writes links and marks for one page; it knows where the page lies, nothing more."""

    def __init__(self, page: Page, briefing: Briefing, wording: Wording) -> None:
        self.page = page
        self.briefing = briefing
        self.wording = wording

    def functions(self) -> Mapping[str, Any]:
        """What templates call, by name."""
        return {
            "address": self.address,
            "cite": self.cite,
            "evidence": lambda fact: self.cite(self.briefing.evidence.of(fact)),
            "external": lambda url: Markdown("[{}]({})").format(Text(url, Origin("")), to_address(url)),
            "hand_written": self.hand_written,
            "in_sentence": self.in_sentence,
            "link": self.link,
            "linked": self.linked,
            "owner": lambda statement: self.briefing.catalog.entities[statement.owner],
            "hand_path": lambda page: Markdown(self.href(hand_path(page))),
            "hand_title": hand_title,
            "line_break": Markdown("<br>"),  # in a table's cell
            "newline": Markdown("\n"),  # trim_blocks takes the one behind a block
            "passage_link": self.passage_link,
            "plain": lambda text: self.briefing.mentions.text(text).text,
            "quote_anchor": _anchor,
            "say": self.wording.say,
            "segment": self.segment,
            "source_link": self.source_link,
            "named": self.named,
            "speaker": self.speaker,
            "against": lambda statement: self.briefing.graph.against.get(statement.id, ()),
            "to": lambda path: Markdown(self.href(path)),
            "summary": self.summary,
            "verbatim": self.verbatim,
        }

    def href(self, path: str, anchor: str = "") -> str:
        """The relative address of another page of docs/."""
        relative = "" if path == self.page.path and anchor else relpath(path, dirname(self.page.path) or ".")
        return f"{relative}#{anchor}" if anchor else relative

    def link(self, entity: Entity | str, words: str | None = None) -> Markdown:
        """An entity's name, or `words`, as a link to its page; without one on that page itself."""
        found = self.briefing.catalog.entities.get(entity) if isinstance(entity, str) else entity
        if found is None or found.content.draft or found.page == self.page.path:
            return to_markdown(words or (found.title if found else entity))
        return Markdown("[{}]({})").format(words or found.title, Markdown(self.href(found.page)))

    def linked(self, text: Text) -> Markdown:
        """A text of the editor's, each entity linked where it is named first."""
        return self._with_links(self.briefing.mentions.text(text))

    def _with_links(self, linked: LinkedText) -> Markdown:
        pieces: list[Markdown] = []
        seen: set[str] = set()
        position = 0
        for mention in linked.mentions:
            words = linked.text[mention.start : mention.end]
            pieces.append(to_markdown(linked.text[position : mention.start]))
            pieces.append(to_markdown(words) if mention.entity in seen else self.link(mention.entity, words))
            seen.add(mention.entity)
            position = mention.end
        pieces.append(to_markdown(linked.text[position:]))
        return Markdown("").join(pieces)

    def summary(self, entity: Entity) -> Markdown:
        """An entity's summary with its links, or nothing."""
        return self.linked(entity.content.summary.value) if entity.content.summary else Markdown("")

    def cite(self, quotes: Iterable[Found]) -> Markdown:
        """The footnote marks of some quotes, each once."""
        return Markdown("".join(f"[^{label}]" for label in dict.fromkeys(quote.label for quote in quotes)))

    def speaker(self, party: schema.Party) -> Markdown:
        """Who speaks or acts, with a capital at the start."""
        if party.actor is not None:
            entity = self.briefing.catalog.entities.get(party.actor)
            return self.link(party.actor, sentence_case(entity.title) if entity else None)
        if party.unnamed is not None:
            return to_markdown(sentence_case(party.unnamed))
        return to_markdown(sentence_case(self.wording.say("statement.not_stated")))

    def named(self, party: schema.Party) -> Markdown:
        """The same in the middle of a sentence."""
        if party.actor is not None:
            return self.in_sentence(party.actor)
        return to_markdown(party.unnamed or self.wording.say("statement.not_stated"))

    def in_sentence(self, entity: Entity | str) -> Markdown:
        """An entity's name as a link, as it stands in the middle of a sentence: "the Kremlin"."""
        found = self.briefing.catalog.entities.get(entity) if isinstance(entity, str) else entity
        return self.link(entity, without_capital_article(found.title) if found else None)

    def address(self, statement: Statement) -> Markdown:
        """Where a statement stands, for the brackets of a link."""
        return Markdown(self.href(self.briefing.catalog.entities[statement.owner].page, statement.anchor))

    def _source_title(self, source: str) -> Text:
        return next(s.content.title for s in self.briefing.catalog.sources if s.id == source)

    def source_link(self, source: str) -> Markdown:
        """A source's title as a link to its page."""
        target = Markdown(self.href(f"sources/{source}.md"))
        return Markdown("[{}]({})").format(self._source_title(source), target)

    def mark(self, quote: Found) -> str:
        """What the mark of a footnote says: its passage, behind the number of the source if there are more."""
        sources = [document.id for document in self.briefing.documents]
        number = f"{sources.index(quote.source) + 1}:" if len(sources) > 1 else ""
        return f"{number}¶{quote.passage}"

    def passage_link(self, source: str, passage: int, anchor: str = "") -> Markdown:
        """A link to a passage of a source, by its number."""
        target = self.href(f"sources/{source}.md", anchor or f"p{passage}")
        say = self.wording.say
        words = say("source.headline") if passage == 0 else say("source.passage", n=str(passage))
        return Markdown("[{}]({})").format(words, Markdown(target))

    def verbatim(self, quote: Found) -> Markdown:
        """The words of a quote as the editor gave them, marks of omission included."""
        return to_markdown(quote.words)

    def segment(self, text: str, entity: str | None) -> Markdown:
        """A stretch of a passage, linked where it names an entity."""
        return to_markdown(text) if entity is None else self.link(entity, text)

    def hand_written(self, page: HandPage) -> Markdown:
        """A page written by hand, with its ``[[links]]`` made and the notice behind its heading."""
        text = LINK.sub(lambda link: str(self.link(link["id"], link["words"])), page.text)
        heading, _, rest = text.lstrip("\n").partition("\n")
        if not heading.startswith("# "):  # a page needs one, for lists of results and the browser's title
            heading, rest = f"# {to_markdown(page.name)}", text
        notice = self.wording.say("hand.notice")
        return Markdown(f"{heading}\n\n*{notice}*\n\n{rest}")

    def front_matter(self, quotes: Sequence[Found]) -> str:
        """YAML between ``---`` lines, by the Open Knowledge Format; of index pages only the first has it."""
        page = self.page
        fields: dict[str, object]
        if page.path == "index.md":
            fields = {"okf_version": "0.2"}
        elif not page.type:
            return ""
        else:
            fields = {"type": page.type, "title": str(page.title)}
            if page.description:
                fields["description"] = page.description
            if isinstance(page, EntityPage):
                fields |= _entity_fields(page.entity)
            if isinstance(page, EventPage):
                fields |= _event_fields(page.entity)
        if quotes:
            fields["sources"] = [
                {
                    "id": quote.label,
                    "resource": self.href(f"sources/{quote.source}.md", _anchor(quote)),
                    "title": str(self._source_title(quote.source)),
                    "mark": self.mark(quote),  # what the site shows instead of a number
                }
                for quote in quotes
            ]
        dumped = yaml.safe_dump(fields, allow_unicode=True, sort_keys=False, width=10_000)
        return f"---\n{dumped}---\n\n"


def _anchor(quote: Found) -> str:
    return f"p{quote.passage}-{quote.key}"


def _entity_fields(entity: Entity) -> dict[str, object]:
    fields: dict[str, object] = {"id": entity.id}
    if entity.content.kind:
        fields["tags"] = [str(entity.content.kind)]
    if entity.content.aliases:
        fields["aliases"] = [str(alias.name) for alias in entity.content.aliases]
    return fields


def _event_fields(entity: Entity) -> dict[str, object]:
    content = entity.content
    assert isinstance(content, schema.Event)  # the page is an event's
    fields: dict[str, object] = {}
    if content.date and content.date.value:
        fields["date"] = content.date.value.text
    fields["event_status"] = content.status
    return fields
