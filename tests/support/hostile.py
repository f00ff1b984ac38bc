"""A briefing in which every text that somebody can write is an attack on the pages it is shown on.

Each payload stands in every field on both sides of a marker, a word that tells
payload and field: `changed` finds the markers in what a browser shows, and says
which of them do not have their payload beside them any more.
"""

import hashlib
import re
from collections.abc import Iterator, Mapping
from pathlib import Path

import yaml

PWNED = "pwned()"
"""What scripts of ours would run; the tests give the browser a function of that name."""

AT_THE_START: Mapping[str, str] = {
    # what Markdown, or an extension of it, takes for something else at the start of a line
    "link-definition": "[leak]: javascript:pwned() 'x'",
    "attribute-list": "{: onclick=pwned() style=position:fixed }",
    "attribute-list-bare": "{ onclick=pwned() }",
    "jinja": "{{ config.site_name }} {{ 7*7 }} {{ self.__class__ }}",
    "jinja-block": '{% raw %}{% include "main.html" %}{% endraw %}',
    "jinja-comment": "{# gone #}",
    "front-matter": "---",
    "front-matter-field": "--- title: gone ---",
    "snippet": '--8<-- "mkdocs.yml"',
    "contents": "[TOC]",
    "footnote": "[^1]: gone",
    "abbreviation": "*[is]: gone",
    "admonition": '!!! danger "Not ours"',
    "details-block": '???+ note "Not ours"',
    "alert": "[!WARNING] Not ours",
    "table": "| a | b |",
    "table-line": "--- | :---:",
    "fence": "```html",
    "fence-tilde": "~~~ {.html onclick=pwned()}",
    "mermaid": "```mermaid graph TD; A-->B[<img src=x onerror=pwned()>]",
    "heading": "# Heading {#s-1} #",
    "heading-line": "===",
    "bullet": "- item",
    "bullet-star": "* item",
    "bullet-plus": "+ item",
    "number": "1. item 2) item",
    "number-bracket": "1986) A great year",
    "task": "[x] done [ ] not done",
    "quotation": "> quotation",
    "definition": ": definition",
    "tabs": '=== "Tab"',
    "rule": "***",
    "rule-underscore": "_ _ _",
}

ANYWHERE: Mapping[str, str] = {
    # HTML that runs a script, asks for a file, or turns the page into another
    "script": "<script>pwned()</script>",
    "script-elsewhere": "<script src=/leak.js></script>",
    "img-onerror": "<img src=x onerror=pwned()>",
    "svg-onload": "<svg onload=pwned()>",
    "svg-unclosed": "<svg/onload=pwned()//",
    "iframe-srcdoc": '<iframe srcdoc="<script>parent.pwned()</script>"></iframe>',
    "details-ontoggle": "<details open ontoggle=pwned()><summary>x</summary>y</details>",
    "input-onfocus": "<input autofocus onfocus=pwned()>",
    "body-onload": "</article></main><body onload=pwned()>",
    "css-url": '<p style="background:url(/leak.png)">x</p>',
    "style": "<style>*{background:url(/leak.png)}</style>",
    "stylesheet": "<link rel=stylesheet href=/leak.css>",
    "refresh": "<meta http-equiv=refresh content=0;url=/leak>",
    "base": "<base href=https://evil.example/>",
    "form": "<form action=javascript:pwned()><button autofocus>Sign in</button></form>",
    "anchor": '<a href="javascript:pwned()">x</a>',
    "mutation": "<math><mtext><table><mglyph><style><img src=x onerror=pwned()>",
    "noscript": '<noscript><p title="</noscript><img src=x onerror=pwned()>">',
    "plaintext": "<plaintext>",
    "declaration": "<!DOCTYPE html><?php echo 1 ?><![CDATA[ x ]]>",
    "comment": "<!-- gone --> and <!-- open",
    "comment-end": "--> x --!> <!--> <!--->",
    # what would end the element or the attribute that a text stands in
    "mark-end": "</mark></a></code></li></ul>",
    "title-end": "</title><script>pwned()</script>",
    "script-end": "</script><script>pwned()</script>",
    "textarea-end": "</textarea></style></template>",
    "attribute-double": '" onmouseover="pwned()" autofocus onfocus="pwned()" x="',
    "attribute-single": "' onmouseover='pwned()' autofocus onfocus='pwned()' x='",
    "attribute-end": '"><img src=x onerror=pwned()>',
    # entities, which have to show as they are written
    "entities": "&lt;script&gt;pwned()&lt;/script&gt;",
    "entity-numbers": "&#x3c;img src=x onerror=pwned()&#62;",
    "entity-twice": "&amp;lt;script&amp;gt; &nbsp; &copy &notit; AT&T",
    "percent": "%3Cscript%3Epwned()%3C/script%3E",
    "less-than": "a<b && c>d <3 <- ->",
    # links and pictures
    "link-script": "[x](javascript:pwned())",
    "link-entity": "[x](java&#115;cript&colon;pwned()) [y](&#x6A;avascript:pwned())",
    "link-case": "[x](JaVaScRiPt:pwned()) [y](<javascript:pwned()>) [z]( javascript:pwned() 'w')",
    "link-data": "[x](data:text/html,<script>pwned()</script>)",
    "link-vbscript": "[x](vbscript:pwned)",
    "link-end": "x](javascript:pwned()) [y",
    "link-relative": "[x](../../../../etc/passwd) [y](#top) [z](//evil.example/)",
    "link-reference": "[x][leak] [leak][] [leak]",
    "autolink-script": "<javascript:pwned()>",
    "autolink": "<https://evil.example/leak> <a@evil.example>",
    "bare-link": "https://evil.example/leak www.evil.example a@evil.example",
    "picture": "![x](/leak.png 'x') ![y](https://evil.example/leak.png)",
    "picture-script": "![x](javascript:pwned())",
    "picture-reference": "![leak][leak]",
    # Markdown and its extensions
    "attribute-list-inline": "**x**{: onclick=pwned() } *y*{#p0 .md-header}",
    "footnote-use": "x[^1] y[^nowhere] ^[gone]",
    "code": "`x` ``y` `<script>pwned()</script>`",
    "emphasis": "**a** __b__ *c* _d_ ***e*** snake_case_word 2*3*4",
    "marks": "~~a~~ ==b== ^^c^^ ~d~ ^e^ ++ctrl+alt++ {++f++} {--g--} {>>gone<<}",
    "emoji": ":smile: :material-skull: :fontawesome-solid-skull: a:b:c",
    "mathematics": r"$x$ $$y$$ \(z\) \[w\] \begin{a}",
    "backslash": r"\<b\> \\[x\] \` \* C:\temp\new x\\",
    "backslash-end": "x \\",
    "wiki": "[[nowhere]] [[nowhere|gone]] [[",
    # characters
    "line-separators": "x\u2028# Heading\u2029- item\u0085> y\x0b1. z\x0c<script>pwned()</script>",
    "stash": "\x02klzzwxh:0001\x03 \x02amp\x03 \x02wzxhzdk:0\x03 \x02qlkzwxh\x03",
    "controls": "a\x08b\x1bc\x7fd",
    "direction": "\u202egnorw\u202c \u2067right\u2069 \u200fx\u200e \u202a",
    "invisible": "a\u200bb\u00adc\u2060d\ufeffe\u200d",
    "quotation-marks": "“a” ‘b’ \"c\" 'd' «e» don't",
    "wide": "＜script＞pwned()＜/script＞ ʼ ﹤ ；",
}

PAYLOADS = (*AT_THE_START.values(), *ANYWHERE.values())
PACKS = range((len(AT_THE_START) + 1) // 2)
"""A field holds a pack of payloads, so that there are not too many pages to look at: two that work at the
start of a line, of which half of the fields start with the one and half with the other, and some others."""

_MARKER = re.compile(r"q[a-z]+\d{3}(?![0-9])")
_ANY_SPACE = re.compile(r"[\s\x1c-\x1f\x85\u2028\u2029]+")


def marker(field: str, number: int) -> str:
    """A word that names a field and a payload."""
    return f"q{field.replace('-', '')}{number:03}"


def pack(number: int) -> list[int]:
    """The numbers of the payloads in a pack, those for the start of a line first."""
    return list(range(number, len(PAYLOADS), len(PACKS)))


def value(field: str, number: int) -> str:
    """What a field holds for a pack: each payload twice, with the marker in between."""
    first, second, *rest = pack(number)
    order = [second, first, *rest] if len(field) % 2 else [first, second, *rest]
    return " ".join(f"{PAYLOADS[n]} {marker(field, n)} {PAYLOADS[n]}" for n in order)


def folded(text: str) -> str:
    """Text as far as it has to stay the same: white space folded, control characters of no account.

    Nor are the two that end a change of direction, which are added where a text leaves one open.
    """
    shown = re.sub(r"[\u202c\u2069]", "", text)
    return " ".join(re.sub(r"[\x00-\x20\x7f\x85\u2028\u2029\ufffd]+", " ", shown).split()).casefold()


def changed(text: str) -> Iterator[str]:
    """Say of each marker in `text` whether the payload before or behind it is not there as it was written."""
    text = folded(text)
    payloads = [folded(payload) for payload in PAYLOADS]
    for match in _MARKER.finditer(text):
        payload = payloads[int(match.group()[-3:])]
        before, behind = text[: match.start()].rstrip(), text[match.end() :].lstrip()
        if not before.endswith(payload):
            yield f"{match.group()}: {before[-len(payload) - 9 :]!r} should end with {payload!r}"
        if not behind.startswith(payload):
            yield f"{match.group()}: {behind[: len(payload) + 9]!r} should start with {payload!r}"


def markers(text: str) -> set[str]:
    """The markers in a text."""
    return set(_MARKER.findall(text.casefold()))


# --- the briefing ----------------------------------------------------------------------------------------


class _Fields:
    """Gives every field of the files of one pack its value, and remembers which there are."""

    def __init__(self, number: int) -> None:
        self.number = number
        self.given: set[str] = set()
        self.paragraphs: list[str] = []

    def __call__(self, field: str) -> str:
        """Text that is shown as it is."""
        self.given |= {marker(field, n) for n in pack(self.number)}
        return value(field, self.number)

    def linked(self, field: str) -> str:
        """A text of the editor's, in which ``[[x]]`` is a link of ours and x has to exist."""
        if "[[" in value(field, self.number):
            return f"Nothing hostile in {field} of number {self.number}."
        return self(field)

    def quoted(self, field: str) -> str:
        """Words that stand in the source, as a paragraph of their own."""
        words = self(field)
        if words not in self.paragraphs:
            self.paragraphs.append(words)
        return words

    def fact(self, field: str, **known: object) -> dict[str, object]:
        """A fact with all that may be said of it."""
        return {
            **known,
            "words": self.quoted(f"{field}-words"),
            "quote": self(f"{field}-words"),
            "because": self(f"{field}-because"),
            "from": self(f"{field}-from"),
        }


def write(root: Path, mkdocs: Mapping[str, object]) -> frozenset[str]:
    """Write the briefing into a folder; `mkdocs` are the settings to start from. Returns every marker."""
    given: set[str] = set()
    for number in PACKS:
        fields = _Fields(number)
        before = number - 1
        _dump(root / f"site_src/actors/a{number}.yml", _actor(fields))
        _dump(root / f"site_src/places/p{number}.yml", _place(fields, before))
        _dump(root / f"site_src/events/e{number}.yml", _event(fields, before))
        source = _source(fields)
        seed = _seed(fields)
        (root / "seeds").mkdir(exist_ok=True)
        (root / f"seeds/s{number}.txt").write_bytes(seed)
        _dump(
            root / f"site_src/sources/s{number}.yml",
            {"file": f"seeds/s{number}.txt", "sha256": hashlib.sha256(seed).hexdigest(), **source},
        )
        given |= fields.given
    return frozenset(given | _write_markdown(root) | _write_site(root, mkdocs))


def _actor(v: _Fields) -> dict[str, object]:
    n = v.number
    return {
        "name": v("actor"),
        "summary": v.fact("summary", value=v.linked("actor-summary")),
        "aliases": [
            {"name": v("alias"), "used_by": {"unnamed": v.quoted("unnamed")}, "note": v.linked("alias-note")}
        ],
        "same_as": [f"https://x.example/'onmouseover=pwned()//)[x](javascript:pwned())&lt;*_{n}_*`"],
        "roles": [{"title": v("role"), "of": f"p{n}", "quote": v.quoted("role-quote")}],
        "relations": [{"to": f"e{n}", "kind": v("relation")}],
        "statements": [
            {
                "text": v.linked("statement"),
                "quotes": [v.quoted("passage"), f"{v.quoted('named')} and {v('alias')}"],
                "note": v.linked("note"),
            },
            {
                "id": f"claim-{n}",
                "text": v.linked("claim"),
                "by": {"unnamed": v.quoted("unnamed")},
                "via": [f"a{n - 1 if n else len(PACKS) - 1}"],
                "quote": v.quoted("claim-quote"),
                "responses": [
                    {
                        "by": {"unnamed": v.quoted("unnamed")},
                        "stance": "denies",
                        "quote": v.quoted("denial-quote"),
                        "text": v.linked("denial"),
                    },
                    {"by": f"a{n}", "stance": "answers", "quote": v.quoted("answer-quote")},
                ],
            },
            {
                "text": f"{v.linked('doubtful')} 4711",
                "quote": v.quoted("lines"),
                "contradicts": [f"claim-{n}"],
                "accept": {"number-not-quoted": v("accept")},
            },
        ],
    }


def _place(v: _Fields, before: int) -> dict[str, object]:
    within = {"within": v.fact("within", value=f"p{before}")} if before >= 0 else {}
    return {
        "name": v("place"),
        "summary": v.linked("place-summary"),
        "coordinates": {"lat": "1.5", "lon": "2.5", "from": v("coordinates")},
        "aliases": [{"name": v("place-alias"), "used_by": f"a{v.number}"}],
        **within,
    }


def _event(v: _Fields, before: int) -> dict[str, object]:
    n = v.number
    chain = {}
    if before >= 0:
        chain = {
            "part_of": v.fact("part-of", value=f"e{before}"),
            "follows": v.fact("follows", value=f"e{before}"),
        }
    dated = (
        {"date": v.fact("date", value="2023-09")}
        if n % 2
        else {"date": {"words": v.quoted("date-words"), "quote": v("date-words")}}
    )
    return {
        "name": v("event"),
        "summary": v.linked("event-summary"),
        **dated,
        "places": [v.fact("at", value=f"p{n}")],
        "participants": [
            {
                "unnamed": v.quoted("unnamed"),
                "role": v("part"),
                "by": {"unnamed": v.quoted("unnamed")},
                "status": "alleged",
            },
            {"actor": f"a{n}", "role": v("part-named")},
        ],
        **chain,
        "statements": [
            {
                "text": v.linked("figured"),
                "by": {"unnamed": v.quoted("unnamed")},
                "quote": v.quoted("figure-quote"),
                "about": [f"a{n}"],
                "figures": [
                    {"measure": v("measure"), "words": v("figure-quote"), "note": v("figure-note")},
                    {"measure": "boats", "exactly": "2"},
                ],
            }
        ],
    }


def _source(v: _Fields) -> dict[str, object]:
    return {
        "title": v("title"),
        "publisher": v("publisher"),
        "author": v("author"),
        "rights": v("rights"),
        "url": "https://x.example/'onmouseover=pwned()//)[x](javascript:pwned())",
        "publish_text": "full" if v.number % 3 else "cited",
        "notes": [v.linked("source-note")],
        "set_aside": [{"quote": v.quoted("aside"), "reason": v("reason")}],
    }


def _seed(v: _Fields) -> bytes:
    """The paragraphs that are quoted; in two of them other things stand beside the payload."""
    named, lines = value("named", v.number), value("lines", v.number)
    paragraphs = [
        {named: f"{named} and {value('alias', v.number)}", lines: lines.replace(" ", "\n")}.get(words, words)
        for words in [value("title", v.number), *v.paragraphs]
    ]
    return "\n\n".join(paragraphs).encode()


def _write_markdown(root: Path) -> set[str]:
    """Write a source in Markdown: each payload as it is, in code, and once so that it is read as text."""
    raw = ["# A source in Markdown"]
    given: set[str] = set()
    for number in PACKS:
        text = re.sub(r"([!-/:-@\[-`{-~])", r"\\\1", _on_one_line(value("markdown", number)))
        given |= {marker("markdown", n) for n in pack(number)}
        raw.append(text)
    for payload in PAYLOADS:
        raw += [payload, f"- {payload}", f"> {payload}", f"````\n{payload}\n````", f"# {payload}"]
    seed = "\n\n".join(raw).encode()
    (root / "seeds/markdown.md").write_bytes(seed)
    _dump(
        root / "site_src/sources/markdown.yml",
        {
            "file": "seeds/markdown.md",
            "sha256": hashlib.sha256(seed).hexdigest(),
            "title": "A source in Markdown",
            "publish_text": "full",
            "rights": "ours",
        },
    )
    return given


def _write_site(root: Path, mkdocs: Mapping[str, object]) -> set[str]:
    numbers = PACKS
    title, description = site_title(), site_description()
    given = {marker(field, n) for field in ("group", "area", "area-note") for n in range(len(PAYLOADS))}
    _dump(
        root / "site_src/site.yml",
        {
            "title": title,
            "description": description,
            "contact": site_title(),
            "groups": [{"name": value("group", n), "members": [f"a{n}"]} for n in numbers],
            "disputed_areas": [{"name": value("area", n), "note": value("area-note", n)} for n in numbers],
        },
    )
    _dump(root / "mkdocs.yml", {**mkdocs, "site_name": title, "site_description": description})
    return given


def site_title() -> str:
    """All payloads at once, for what there is one of."""
    return " · ".join(PAYLOADS)


def site_description() -> str:
    """The same, in a text in which ``[[x]]`` is a link."""
    return site_title().replace("[[", "[ [")


def _on_one_line(text: str) -> str:
    """Text on one line, for a format in which line ends mean something."""
    return _ANY_SPACE.sub(" ", text)


def _dump(path: Path, data: object) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(yaml.safe_dump(data, allow_unicode=True, sort_keys=False, width=10_000), encoding="utf-8")
