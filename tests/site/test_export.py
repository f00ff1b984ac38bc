"""What holds of every page and every file that the two briefings make."""

import hashlib
import json
import re
import tempfile
from collections.abc import Callable, Iterator, Mapping
from html.parser import HTMLParser
from itertools import pairwise
from pathlib import Path
from posixpath import dirname, join, normpath
from typing import Any
from urllib.parse import unquote, urlsplit

import jsonschema
import yaml

from generator.build import check
from generator.model import Briefing
from generator.text.folding import fold
from generator.values import PartialDate
from tests.support.built import ROOT, contents, made

MARK = re.compile(r"(?<!\\)\[\^([^\]]+)\]")
NOTE = re.compile(r"^\[\^([^\]]+)\]:", re.MULTILINE)
DEFINED = re.compile(r"^\[\^([^\]]+)\]: .*?\]\((\S+?)#(\S+?)\)", re.MULTILINE)
LINK = re.compile(r"(?<!\\)\]\(([^()\s]+)\)")
FRONT_MATTER = re.compile(r"---\n(.*?\n)---\n\n", re.DOTALL)
WORD = re.compile(r"[^\W_]+")
CLOSING = re.compile(r"\n<!-- Made from (\S+); edit there\. sha256: ([0-9a-f]{64}) -->\n\Z")


def pages(root: Path) -> dict[str, str]:
    """Every page of docs/ by its path from there."""
    return {file: data.decode() for file, data in contents(root / "docs").items() if file.endswith(".md")}


def front_matter(page: str) -> dict[str, Any]:
    found = FRONT_MATTER.match(page)
    return yaml.safe_load(found[1]) if found else {}


def parts(docs: Mapping[str, str]) -> Mapping[str, str]:
    """All pages but the one that has all others in it once more, with addresses of its own."""
    return {file: page for file, page in docs.items() if file != "whole.md"}


def resolved(page: str, target: str) -> str:
    """The path from docs/ or site/ of what a page links to."""
    return normpath(join(dirname(page), target)) if target else page


def briefing_of(root: Path) -> Briefing:
    briefing = check(root).briefing
    assert briefing is not None
    return briefing


def data_of(root: Path) -> dict[str, Any]:
    data: dict[str, Any] = json.loads((root / "docs/data/briefing.json").read_text(encoding="utf-8"))
    return data


# --- footnotes -------------------------------------------------------------------------------------------


def test_each_footnote_is_defined_once_in_the_order_of_first_use(built: Path) -> None:
    """A mark without a note rests on nothing, and a note without a mark supports nothing."""
    for file, page in pages(built).items():
        marks = MARK.findall(NOTE.sub("", page))
        assert NOTE.findall(page) == list(dict.fromkeys(marks)), file


def test_each_footnote_leads_to_marked_words_on_the_page_of_its_source(built: Path) -> None:
    """From a statement to its evidence in one click: that is what a reader is promised."""
    docs = pages(built)
    followed = 0
    for file, page in parts(docs).items():
        notes = DEFINED.findall(page)
        assert [label for label, _, _ in notes] == NOTE.findall(page), file
        for label, target, anchor in notes:
            source = resolved(file, target)
            assert label == f"{Path(source).stem}-{anchor}", (file, label)
            start = re.escape(f'<a id="{anchor}" class="')
            found = re.search(
                rf'{start}(q\d+)"></a>(<a id="[^"]+" class="q\d+"></a>)*<mark class="([^"]+)">', docs[source]
            )
            assert found, (file, label)
            assert found[1] in found[3].split(), (file, label)
            followed += 1
    assert followed > 100


def test_each_statement_has_a_footnote(built: Path) -> None:
    """The rule of the whole project, as the reader sees it."""
    statements = [
        (file, line)
        for file, page in parts(pages(built)).items()
        for line in page.splitlines()
        if line.startswith('- <a id="s-')
    ]

    assert len(statements) == len(data_of(built)["statements"])
    assert [s for s in statements if not MARK.search(s[1])] == []


# --- pages -----------------------------------------------------------------------------------------------


def test_each_page_has_the_front_matter_of_an_open_knowledge_bundle(built: Path) -> None:
    """Programs read the pages by it (OKF v0.2); index pages have none, but the first says the version."""
    keys = {"type", "title", "description", "id", "tags", "aliases", "date", "event_status", "sources"}
    of_the_site = {"pictures"}  # what only the theme reads
    for file, page in pages(built).items():
        fields = front_matter(page)
        if file == "index.md":
            assert fields["okf_version"] == "0.2"
            assert set(fields) <= {"okf_version", "sources"} | of_the_site
            continue
        if file.endswith("/index.md"):
            assert not page.startswith("---"), file
            continue
        assert fields.get("type"), file
        assert fields.get("title"), file
        assert set(fields) <= keys | of_the_site, file
        if file.split("/")[0] in ("actors", "places", "events"):
            assert fields["id"] == Path(file).stem
        assert ("event_status" in fields) == file.startswith("events/"), file
        if "date" in fields:
            assert file.startswith("events/")
            assert PartialDate.parse(str(fields["date"])).text == str(fields["date"])


def test_the_sources_in_the_front_matter_are_the_footnotes(built: Path) -> None:
    """A program that reads only the front matter gets the same evidence as a reader."""
    docs = pages(built)
    for file, page in parts(docs).items():
        if file.endswith("/index.md"):
            continue
        sources = front_matter(page).get("sources", [])
        assert [source["id"] for source in sources] == [note[0] for note in DEFINED.findall(page)], file
        for source in sources:
            target, anchor = source["resource"].split("#")
            cited = resolved(file, target)
            assert f'<a id="{anchor}"' in docs[cited], (file, source)
            assert source["title"] == front_matter(docs[cited])["title"]


def test_each_page_closes_with_its_file_and_its_own_checksum(built: Path) -> None:
    """By it the next build knows whether somebody has edited the page, and can say where to edit instead."""
    for file, page in pages(built).items():
        found = CLOSING.search(page)
        assert found, file
        assert (built / found[1]).exists(), (file, found[1])
        assert hashlib.sha256(page[: found.start()].encode()).hexdigest() == found[2], file


def test_each_link_of_docs_leads_somewhere(built: Path) -> None:
    """docs/ is read on code hosts, too, where no MkDocs has looked at it."""
    files = contents(built / "docs")
    followed = 0
    for file, page in pages(built).items():
        for link in LINK.findall(page):
            if urlsplit(link).scheme:
                continue
            target, _, anchor = link.partition("#")
            path = resolved(file, target)
            assert path in files, (file, link)
            assert not anchor or f'<a id="{anchor}"' in files[path].decode(), (file, link)
            followed += 1
    assert followed > 500


# --- briefing.json ---------------------------------------------------------------------------------------


def test_no_link_of_ours_shows_as_the_characters_it_is_written_in(built: Path) -> None:
    """Our own words are text like any other, and are escaped: the link belongs into the template."""
    for path in (built / "docs").rglob("*.md"):
        assert "\\](" not in path.read_text(encoding="utf-8"), path


def test_the_data_is_as_its_schema_says(built: Path) -> None:
    """Other programs are written against the schema that lies beside it."""
    schema = json.loads((built / "docs/data/briefing.schema.json").read_text())

    jsonschema.Draft202012Validator.check_schema(schema)
    jsonschema.validate(data_of(built), schema, jsonschema.Draft202012Validator)


def test_the_spans_of_each_quote_cut_its_words_from_the_passage(built: Path) -> None:
    """Whoever has the data can prove each quotation without our program."""
    data = data_of(built)
    texts = {(s["id"], p["n"]): p["text"] for s in data["sources"] for p in s["passages"] if "text" in p}
    quotes = [
        quote
        for statement in data["statements"]
        for part in (statement, *statement["responses"])
        for quote in part["quotes"]
    ]
    proved = 0
    for quote in quotes:
        text = texts.get((quote["source"], quote["passage"]))
        if text is None:
            continue
        cut = [fold(text[start:end]).text for start, end in quote["spans"]]
        assert cut == words_quoted(quote["text"], len(cut)), quote
        proved += 1
    assert proved > 30


def words_quoted(words: str, parts: int) -> list[str]:
    """The parts of a quote between the marks of omission and what an editor put in."""
    if parts == 1:
        return [fold(words).text]
    return [fold(part).text.strip() for part in re.split(r"\[[^\]]*\]| … | \.\.\. ", words) if part.strip()]


def test_whatever_the_data_refers_to_is_in_it(built: Path) -> None:
    """A dangling id would break the program of somebody who trusts the data."""
    data = data_of(built)
    entities = {entity["id"]: entity for entity in data["entities"]}
    passages = {(s["id"], p["n"]): p.get("text") for s in data["sources"] for p in s["passages"]}

    for entity in entities.values():
        assert (built / "docs" / entity["page"]).is_file()
    for link in data["links"]:
        assert {link["from"], link["to"]} <= set(entities), link
    for mention in data["mentions"]:
        assert mention["entity"] in entities, mention
        text = passages[mention["source"], mention["passage"]]
        assert text is None or text[mention["start"] : mention["end"]].strip(), mention
    for statement in data["statements"]:
        assert {statement["owner"], *statement["about"]} <= set(entities), statement
        assert statement["quotes"], statement


# --- site/ -----------------------------------------------------------------------------------------------


class Attributes(HTMLParser):
    """Every attribute of a page: the element's name, its own, its value."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.found: list[tuple[str, str, str]] = []
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found += [(tag, name, value or "") for name, value in attrs]


def html(root: Path) -> Iterator[tuple[str, list[tuple[str, str, str]]]]:
    """Every page of site/ with its attributes."""
    for path in sorted((root / "site").rglob("*.html")):
        yield path.relative_to(root / "site").as_posix(), Attributes(path.read_text(encoding="utf-8")).found


def test_each_link_of_the_site_is_relative_and_leads_somewhere(built: Path) -> None:
    """The site works in any folder of any host, and from disk; a dead anchor shows nothing it promises."""
    files = contents(built / "site")
    site = dict(html(built))
    anchors = {file: {value for _, name, value in found if name == "id"} for file, found in site.items()}
    followed = 0
    for file, found in site.items():
        for _, name, value in found:
            address = urlsplit(value)
            if name not in ("href", "src", "data", "poster", "action") or address.scheme or not value:
                continue
            assert not address.netloc and not address.path.startswith("/"), (file, value)  # noqa: PT018
            path = resolved(file, unquote(address.path))
            path = path if path in files else normpath(f"{path}/index.html")
            assert path in files, (file, value)
            if address.fragment and path in anchors:
                assert unquote(address.fragment) in anchors[path], (file, value)
            followed += 1
    assert followed > 1000


def test_no_page_asks_another_host_for_anything(built: Path) -> None:
    """Nobody but the site's own host learns who reads it; what editors gave is there to click, no more."""
    given = {urlsplit(url).hostname for url in re.findall(r"https?://[^\s)]+", "\n".join(prose(built)))}
    for file, found in html(built):
        for tag, name, value in found:
            for address in re.findall(r"(?:https?:)?//[^\s,\"']+", value):
                if name.startswith("xmlns"):
                    continue
                assert (tag, name) in {("a", "href"), ("link", "href")}, (file, tag, name, value)
                assert urlsplit(address).hostname in given, (file, value)
                assert tag == "a" or ("link", "rel", "canonical") in found, (file, value)
    for file, data in contents(built / "site").items():
        if file.endswith(".css"):
            assert not re.search(rb"url\(\s*[\"']?(https?:)?//|@import", data), file


def prose(root: Path) -> Iterator[str]:
    """All that editors wrote: the YAML and the pages by hand."""
    for path in sorted((root / "site_src").rglob("*")):
        if path.is_file():
            yield path.read_text(encoding="utf-8")


def test_no_file_tells_where_it_was_made(built: Path) -> None:
    """A path of the builder's machine tells a name, and makes the next machine's bytes differ."""
    paths = [str(built), str(ROOT), f"{tempfile.gettempdir()}/", str(Path.home() / "x")[:-1], ".briefing/"]

    told = [(file, path) for file, data in made(built).items() for path in paths if path.encode() in data]

    assert told == []


def test_of_a_source_that_may_not_be_shown_only_the_quoted_words_are(
    build_once: Callable[[str], Path],
) -> None:
    """`publish_text: none` is a promise to whoever holds the rights; search and data keep it, too."""
    root = build_once("saltmere")
    hidden = pairs_not_quoted(root)
    assert len(hidden) > 20

    for file, data in made(root).items():
        if file.endswith((".md", ".html", ".json", ".xml")):
            shown = words_of(data.decode())
            assert [pair for pair in hidden if pair in shown] == [], file


def pairs_not_quoted(root: Path) -> set[str]:
    """Neighbouring words of such sources that no quote holds and that stand nowhere else either."""
    briefing = briefing_of(root)
    closed = {d.id: d for d in briefing.documents if d.content.publish_text == "none"}
    quoted = {
        (found.source, found.passage, point)
        for found in briefing.evidence.found.values()
        for span in found.spans
        for point in range(*span)
    }
    elsewhere = [
        *prose(root),
        *(str(d.content.title) for d in closed.values()),
        *((root / d.content.file).read_text() for d in briefing.documents if d.id not in closed),
        *(path.read_text() for kind in ("*.md", "*.html") for path in (ROOT / "generator").rglob(kind)),
    ]
    known = words_of(" ".join(elsewhere))
    pairs = set()
    for document in closed.values():
        for passage in document.passages:
            words = [
                (word.group().lower(), (document.id, passage.n, word.start()) in quoted)
                for word in WORD.finditer(passage.text)
            ]
            pairs |= {f" {a} {b} " for (a, under), (b, too) in pairwise(words) if not under and not too}
    return {pair for pair in pairs if pair not in known}


def words_of(text: str) -> str:
    """The words of a text, in lower case, each between single spaces; tags and escapes left out."""
    plain = re.sub(r"<[^<>]*>|&#?\w+;|\\n", " ", text)
    return f" {' '.join(WORD.findall(plain.lower()))} "
