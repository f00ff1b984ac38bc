"""What templates may call to write one page: names as links, quotes in their passages, front matter.

A writer knows where its page lies, and nothing more of the site than that. The
whole briefing on one page has a writer of its own, for which every link leads
to a place on that page.
"""

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from posixpath import dirname, join, normpath, relpath
from string import ascii_lowercase
from typing import Any

import yaml

from generator import schema
from generator.drawing.svg import Picture
from generator.layout import source_page, stem
from generator.model import (
    Briefing,
    Document,
    Entity,
    Found,
    HandPage,
    Mention,
    Resting,
    Statement,
    former_ids,
)
from generator.pages.markdown import Markdown, to_address, to_attribute, to_markdown
from generator.pages.page import EntityPage, EventPage, MovedPage, Page, citation_path, hand_path, hand_title
from generator.pages.wording import Wording
from generator.problems import Origin
from generator.text.english import ENGLISH
from generator.text.ids import LINK
from generator.text.phrases import sentence_case
from generator.text.words import sentence_around
from generator.values import PartialDate, Text

# A link or picture of Markdown that leads from a page to another file of the site, in line or by reference.
_RELATIVE = re.compile(
    r"(?P<before>\]\(<?|^\[[^\]\n]+\]:[ \t]*)(?P<path>[^\s()<>:#/][^\s()<>:#]*)"
    r"(?:#(?P<anchor>[^\s()<>]+))?(?=[\s)>]|\Z)",
    re.MULTILINE,
)


@dataclass(frozen=True, slots=True)
class Shared:
    """What the writers of all pages share."""

    briefing: Briefing
    wording: Wording
    pictures: Mapping[str, Picture]  # by name
    # For an editor: where the YAML has what rests on a quote, by the identity of what was found.
    origins: Mapping[int, Origin] = field(default_factory=dict)


class Writer:
    """Writes links and marks for one page; it knows where the page lies, nothing more."""

    def __init__(self, page: Page, shared: Shared) -> None:
        self.page = page
        self.briefing = shared.briefing
        self.wording = shared.wording
        self.pictures = shared.pictures
        self.origins = shared.origins
        self.shown: list[dict[str, str]] = []  # the pictures that the page has, by the tags of their images
        self.lettered: dict[tuple[str, int], dict[str, None]] = {}  # quotes of one passage cited side by side

    def functions(self) -> Mapping[str, Any]:
        """What templates call, by name."""
        return {
            "address": self.address,
            "citation": citation_path,
            "cite": self.cite,
            "evidence": lambda fact: self.cite(self.briefing.evidence.of(fact)),
            "external": lambda url: Markdown("[{}]({})").format(Text(url, Origin("")), to_address(url)),
            "former_ids": lambda statement: former_ids(statement, self.briefing.catalog),
            "hand_written": self.hand_written,
            "in_language": self.in_language,
            "in_passage": self.in_passage,
            "in_sentence": self.in_sentence,
            "link": self.link,
            "linked": self.linked,
            "owner": lambda statement: self.briefing.catalog.entities[statement.owner],
            "hand_path": lambda page: Markdown(self.href(hand_path(page))),
            "hand_title": hand_title,
            "line_break": Markdown("<br>"),  # in a table's cell
            "newline": Markdown("\n"),  # trim_blocks takes the one behind a block
            "passage_link": self.passage_link,
            "picture": self.picture,
            "place": self.place,
            "plain": lambda text: self.briefing.mentions.text(text).text,
            "say": self.wording.say,
            "sayers": self.sayers,
            "source_day": self.source_day,
            "source_link": self.source_link,
            "source_number": self.source_number,
            "named": self.named,
            "speaker": self.speaker,
            "against": lambda statement: self.briefing.graph.against.get(statement.id, ()),
            "to": lambda path: Markdown(self.href(path)),
            "summary": self.summary,
            "verbatim": self.verbatim,
            "written_at": self.written_at,
        }

    def href(self, path: str, anchor: str = "") -> str:
        """The relative address of another page of docs/."""
        relative = "" if path == self.page.path and anchor else _way(dirname(self.page.path), path)
        return f"{relative}#{anchor}" if anchor else relative

    def link(self, entity: Entity | str, words: str | None = None) -> Markdown:
        """An entity's name, or `words`, as a link to its page; without one on that page itself."""
        found = self.briefing.catalog.entities.get(entity) if isinstance(entity, str) else entity
        if found is None or found.content.draft or found.page == self.page.path:
            return to_markdown(words or (found.title if found else entity))
        return Markdown(f"[{to_markdown(words or found.title)}]({self.href(found.page)})")

    def linked(self, text: Text) -> Markdown:
        """A text of the editor's, each entity linked where it is named first."""
        linked = self.briefing.mentions.text(text)
        first = {mention.entity: mention for mention in reversed(linked.mentions)}

        def written(mention: Mention) -> Markdown:
            words = linked.text[mention.start : mention.end]
            return (
                self.link(mention.entity, words) if mention is first[mention.entity] else to_markdown(words)
            )

        return _replaced(linked.text, [(m.start, m.end, written(m)) for m in linked.mentions])

    def summary(self, entity: Entity) -> Markdown:
        """An entity's summary with its links, or nothing."""
        return self.linked(entity.content.summary.value) if entity.content.summary else Markdown("")

    def cite(self, quotes: Iterable[Found]) -> Markdown:
        """The footnote marks of some quotes, one for each; for an editor, also the places that cite them."""
        cited = tuple(quotes)
        each = {quote.label: quote for quote in cited}
        passages = Counter((quote.source, quote.passage) for quote in each.values())
        for quote in each.values():
            if passages[quote.source, quote.passage] > 1:
                self.lettered.setdefault((quote.source, quote.passage), {})[quote.label] = None
        marks = Markdown("".join(f"[^{label}]" for label in each))
        origins = dict.fromkeys(self.origins[id(quote)] for quote in cited if id(quote) in self.origins)
        return Markdown("").join([marks, *map(_label, origins)])

    def written_at(self, resting: Resting) -> Markdown:
        """Where something is written that rests on a quote, for an editor."""
        what = resting.what
        origin = what.content.origin if isinstance(what, Statement) else what.origin
        return _label(origin) if self.origins else Markdown("")

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
        return self.link(entity, ENGLISH.within_sentence(found.title) if found else None)

    def address(self, statement: Statement) -> Markdown:
        """Where a statement stands, for the brackets of a link."""
        return Markdown(self.href(self.briefing.catalog.entities[statement.owner].page, statement.anchor))

    def _source_title(self, source: str) -> Text:
        return self.briefing.catalog.source(source).content.title

    def source_link(self, source: str) -> Markdown:
        target = Markdown(self.href(source_page(source)))
        return Markdown("[{}]({})").format(self._source_title(source), target)

    def mark(self, quote: Found) -> str:
        """What the mark of a footnote says: its passage, behind its source’s number if there are more.

        Where two quotes of a passage are cited side by side, a letter tells one from the other.
        """
        place = self.wording.text("source.headline") if quote.passage == 0 else f"¶{quote.passage}"
        return "".join([*(f"{n}:" for n in self.source_number(quote.source)), place, self._letter(quote)])

    def _letter(self, quote: Found) -> str:
        labels = list(self.lettered.get((quote.source, quote.passage), ()))[: len(ascii_lowercase)]
        return ascii_lowercase[labels.index(quote.label)] if quote.label in labels else ""

    def source_number(self, source: str) -> tuple[int, ...]:
        """The number by which marks name a source; none where it is the only one."""
        sources = [document.id for document in self.briefing.documents]
        return (sources.index(source) + 1,) if len(sources) > 1 else ()

    def passage_link(self, source: str, passage: int, anchor: str = "") -> Markdown:
        target = self.href(source_page(source), anchor or self.place(source, passage))
        say = self.wording.say
        words = say("source.headline") if passage == 0 else say("source.passage", n=str(passage))
        return Markdown("[{}]({})").format(words, Markdown(target))

    def place(self, source: str, passage: int, key: str = "") -> Markdown:  # noqa: ARG002  # see WholeWriter
        """The name of a place on a source's page: of a passage, or of a quote in it."""
        return Markdown(f"p{passage}-{key}" if key else f"p{passage}")

    def verbatim(self, quote: Found) -> Markdown:
        """The words of a quote as the editor gave them, marks of omission included."""
        return self._spoken(to_markdown(quote.words), self.briefing.document(quote.source))

    def in_passage(self, quote: Found) -> Markdown:
        """The words of a quote, marked in the sentences around them; alone where those are not shown."""
        document = self.briefing.document(quote.source)
        passage = document.passage(quote.passage)
        assert passage is not None  # the quote was found in it
        if quote.put_in or not self.briefing.graph.shows(document, passage):
            return self.verbatim(quote)  # what the editor put in shows as such
        text = passage.text
        start, end = sentence_around(text, quote.spans[0][0], quote.spans[-1][1])
        mark = Markdown("<mark>{}</mark>").format
        marks = [(first - start, last - start, mark(text[first:last])) for first, last in quote.spans]
        words = _replaced(text[start:end].rstrip(), marks)
        before, after = "… " if text[:start].strip() else "", " …" if text[end:].strip() else ""
        return self._spoken(Markdown("{}{}{}").format(before, words, after), document)

    def in_language(self, document: Document, *, end: bool = False) -> Markdown:
        """What opens or closes words of a source that is in another language than the briefing."""
        if document.language == self.briefing.catalog.site.language:
            return Markdown("")
        return Markdown("</span>") if end else Markdown(f'<span lang="{document.language}">')

    def _spoken(self, words: Markdown, document: Document) -> Markdown:
        return Markdown("{}{}{}").format(
            self.in_language(document), words, self.in_language(document, end=True)
        )

    def sayers(self, quote: Found) -> tuple[Markdown, ...]:
        """Who says what rests on a quote, and who answers by it, each once."""
        label = quote.label
        resting = self.briefing.graph.resting.get((quote.source, quote.passage), ())
        said: list[Markdown] = []
        for statement in [r.statement for r in resting if r.quote.label == label and r.statement]:
            if any(found.label == label for found in statement.quotes):
                said.append(self._voice(statement.content))
            said += [
                Markdown("{} {}").format(
                    self.wording.say("stance", response.content.stance), self.named(response.content.by)
                )
                for response in statement.responses
                if response.quote.label == label
            ]
        return tuple(dict.fromkeys(said))

    def _voice(self, content: schema.Statement) -> Markdown:
        """Who makes a statement, and according to whom; or that the source itself does."""
        if content.by is None:
            return self.wording.say("footnote.own_voice")
        if not content.via:
            return self.speaker(content.by)
        party = Markdown(self.wording.say("statement.by_way_of")).join(map(self.in_sentence, content.via))
        via = self.wording.say("statement.according_to", party=party)
        return Markdown("{} ({})").format(self.speaker(content.by), via)

    def source_day(self, source: str) -> tuple[PartialDate, ...]:
        """The day that a source was published, or speaks from; none where it is not known."""
        content = self.briefing.document(source).content
        return tuple(day for day in (content.published or content.speaks_from,) if day)

    def picture(self, kind: str, of: str = "") -> Markdown:
        """A picture of this page, where there is one; in docs/ it is an image like any other."""
        name = f"{kind}-{of}" if of else kind
        if name not in self.pictures:
            return Markdown("")
        title = to_attribute(self.pictures[name].title)
        tag = f'<img src="{self.href(f"data/pictures/{name}.svg")}" alt="{title}">'
        self.shown.append({"name": name, "tag": tag})
        return Markdown(tag)

    def hand_written(self, page: HandPage) -> Markdown:
        """A page written by hand, with its ``[[links]]`` made and the notice behind its heading."""
        text = LINK.sub(lambda link: str(self.link(link["id"], link["words"])), self.hand_text(page))
        heading, _, rest = text.lstrip("\n").partition("\n")
        if not heading.startswith("# "):  # a page needs one, for lists of results and the browser's title
            heading, rest = f"# {to_markdown(page.name)}", text
        notice = self.wording.say("hand.notice")
        return Markdown(f"{heading}\n\n*{notice}*\n\n{rest}")

    def hand_text(self, page: HandPage) -> str:
        """What somebody wrote on a page, its links as they lead from there."""
        return page.text

    def take_up(self, part: "Writer") -> None:
        """Add the pictures and marks of a page that is a part of this one."""
        self.shown += part.shown
        for passage, labels in part.lettered.items():
            self.lettered.setdefault(passage, {}).update(labels)

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
            if isinstance(page, MovedPage):
                fields["moved_to"] = self.href(page.target)
        if quotes:
            fields["sources"] = [
                {
                    "id": quote.label,
                    "resource": self.href(
                        source_page(quote.source), self.place(quote.source, quote.passage, quote.key)
                    ),
                    "title": str(self._source_title(quote.source)),
                    "mark": self.mark(quote),  # what the site shows instead of a number
                }
                for quote in quotes
            ]
        if self.shown:
            fields["pictures"] = self.shown  # the site shows them inline
        dumped = yaml.safe_dump(fields, allow_unicode=True, sort_keys=False, width=10_000)
        return f"---\n{dumped}---\n\n"


class WholeWriter(Writer):
    """Writes a page as a part of the whole briefing: links to other parts stay within that."""

    def __init__(self, page: Page, shared: Shared, parts: Sequence[Page]) -> None:
        super().__init__(page, shared)
        self.parts = frozenset(part.path for part in parts)  # what the whole is made of

    def href(self, path: str, anchor: str = "") -> str:
        """The anchor of a part on this page, or the address of a page that is no part of it."""
        if path not in self.parts:
            return f"{path}#{anchor}" if anchor else path
        return f"#{anchor or part_of_whole(path)}"

    def place(self, source: str, passage: int, key: str = "") -> Markdown:
        """The same with the source in front: passages of all sources stand on this page."""
        return Markdown(f"{source}-{super().place(source, passage, key)}")

    def hand_text(self, page: HandPage) -> str:
        """The same with links as they lead from this page, which lies elsewhere."""
        folder = dirname(hand_path(page))

        def led_from_here(link: re.Match[str]) -> str:
            path = normpath(join(folder, link["path"]))
            anchor = link["anchor"] or ""
            if anchor and path.startswith("sources/"):
                anchor = f"{stem(path)}-{anchor}"  # as `place` names it
            return f"{link['before']}{self.href(path, anchor)}"

        return _RELATIVE.sub(led_from_here, page.text)

    def picture(self, kind: str, of: str = "") -> Markdown:
        """A picture of the briefing as a whole; the parts would bring too many of their own."""
        return Markdown("") if of or isinstance(self.page, EntityPage) else super().picture(kind)


def _replaced(text: str, replacements: Iterable[tuple[int, int, Markdown]]) -> Markdown:
    """A text, some stretches of which are replaced by Markdown."""
    pieces: list[Markdown] = []
    position = 0
    for start, end, markdown in replacements:
        pieces += [to_markdown(text[position:start]), markdown]
        position = end
    return Markdown("").join([*pieces, to_markdown(text[position:])])


def _label(origin: Origin) -> Markdown:
    """A file and a line; the folder and the column are not seen, but copied with them."""
    folder, _, file = origin.file.partition("/")
    column = f":{origin.column}" if origin.column else ""
    return Markdown(' <small class="live-place"><span>{}/</span>{}:{}<span>{}</span></small>').format(
        folder, file, origin.line, to_markdown(column)
    )


def part_of_whole(path: str) -> str:
    """The anchor of a page of docs/ on the page that holds them all."""
    return f"part-{path.removesuffix('.md').replace('/', '-')}"


@lru_cache(maxsize=50_000)  # the same pages lead to each other again and again
def _way(folder: str, path: str) -> str:
    """The relative address of a page from a folder, both from docs/."""
    return relpath(path, folder or ".")


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
