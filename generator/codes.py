"""Every kind of problem there is: its permanent name and a sentence of meaning.

Why it matters, with an example, is told by `briefing explain`: see tests/cases/explained/.
"""

from collections.abc import Mapping

from generator.problems import Code, Severity, Step


def _error(name: str, meaning: str, *, step: Step = Step.QUOTES) -> Code:
    return Code(name, Severity.ERROR, meaning, step)


def _warning(name: str, meaning: str, *, of_names: bool = False, acceptable: bool = True) -> Code:
    return Code(name, Severity.WARNING, meaning, of_names=of_names, acceptable=acceptable)


# Files and folders
MISSING_FILE = _error("missing-file", "A file that the briefing needs is not there.")
WRONG_PLACE = _error("wrong-place", "A file lies where the briefing has no use for it.")
WRONG_NAME = _error("wrong-name", "A file's name cannot serve as an id or has the wrong extension.")
DUPLICATE_ID = _error("duplicate-id", "Two files have the same id, or ids that differ in case only.")
NOT_UTF8 = _error("not-utf8", "A file is not text in UTF-8.")
EMPTY_FILE = _error("empty-file", "A file says nothing.", step=Step.FORM)
MERGE_MARK = _error("merge-mark", "A file holds the marks of an unfinished merge.")

# YAML
YAML_SYNTAX = _error("yaml-syntax", "A file is not valid YAML.", step=Step.YAML)
YAML_TAB = _error("yaml-tab", "A line is indented by a tab; YAML wants spaces.", step=Step.YAML)
YAML_FEATURE = _error(
    "yaml-feature",
    "A tag, an anchor, an alias or a second document: the briefing's YAML has none.",
    step=Step.FORM,
)
CUT_BY_COMMENT = _error("cut-by-comment", "A # cuts off the rest of an unquoted value.", step=Step.YAML)
CUT_BY_COMMA = _error("cut-by-comma", "A comma inside {…} ends a value early.", step=Step.YAML)
KEY_IN_TEXT = _error(
    "key-in-text",
    "A key, or the dash of an item, that stands too deep, inside the text above it.",
    step=Step.YAML,
)
DUPLICATE_KEY = _error("duplicate-key", "A key stands twice in one mapping.", step=Step.FORM)
UNKNOWN_KEY = _error("unknown-key", "A key that is not known here.", step=Step.FORM)
MISSING_KEY = _error("missing-key", "A required key is missing.", step=Step.FORM)
EMPTY_VALUE = _error("empty-value", "A key has no value.", step=Step.FORM)
PLACEHOLDER = _error("placeholder", "A value that a new file proposes, left as it was.")
WRONG_TYPE = _error(
    "wrong-type", "Text where a list or a mapping is wanted, or the other way round.", step=Step.FORM
)
BAD_VALUE = _error("bad-value", "A value is not one of those that are allowed here.", step=Step.FORM)
BAD_DATE = _error(
    "bad-date", "A date that does not exist or is not written in the way that is read here.", step=Step.FORM
)
MULTI_LINE = _error("multi-line", "A value of one line runs over several paragraphs.", step=Step.FORM)

# References
UNKNOWN_ENTITY = _error("unknown-entity", "An id that no file has.", step=Step.IDS)
WRONG_CLASS = _error(
    "wrong-class", "An id of the wrong class: say, an event where an actor is asked for.", step=Step.IDS
)
UNKNOWN_SOURCE = _error("unknown-source", "A source that is not in site_src/sources/.", step=Step.IDS)
UNKNOWN_PASSAGE = _error("unknown-passage", "A passage that the source does not have.")
UNKNOWN_STATEMENT = _error("unknown-statement", "A statement id that no statement has.", step=Step.IDS)
DUPLICATE_STATEMENT = _error("duplicate-statement", "Two statements have one id.")
CIRCLE = _error("circle", "A chain of within, part_of or follows comes back to its beginning.", step=Step.IDS)
SELF_REFERENCE = _error(
    "self-reference", "An entity that refers to itself, or an actor who answers himself.", step=Step.IDS
)
DRAFT_REFERENCE = _error("draft-reference", "A published entity that rests on a draft.", step=Step.IDS)

# Sources
CHANGED_SOURCE = _error("changed-source", "A source whose bytes are not those that were pinned.")
NOT_A_SOURCE = _error("not-a-source", "A seed of a kind that cannot be read: .txt and .md can.")
DUPLICATE_SOURCE = _error("duplicate-source", "Two source files describe the same seed.")
UNUSED_SEED = _warning("unused-seed", "A seed that no source file describes.", acceptable=False)
LINE_NOT_FOUND = _error("line-not-found", "A boilerplate line that the source does not hold.")
NO_HEADLINE = _warning(
    "no-headline", "A source's title is not one of its paragraphs, so it has no passage 0."
)
BEFORE_HEADLINE = _warning("before-headline", "Text before the headline, which is counted as no passage.")
RIGHTS_MISSING = _error("rights-missing", "publish_text: full without a word on the rights.")

# Evidence
QUOTE_NOT_FOUND = _error("quote-not-found", "Words that no passage of the source holds.")
QUOTE_CUT_IN_WORD = _error("quote-cut-in-word", "A quote that starts or ends inside a word.")
QUOTE_AMBIGUOUS = _error("quote-ambiguous", "A quote that stands in two places.")
QUOTE_PART_TOO_SHORT = _error(
    "quote-part-too-short", "A part of a shortened quote with fewer than two words."
)
QUOTE_PARTS_OUT_OF_ORDER = _error(
    "quote-parts-apart", "Parts of a shortened quote out of order, overlapping or apart."
)
UNQUOTED_FACT = _error("unquoted-fact", "A fact without a quote, where site.yml asks for one.")
UNNAMED_NOT_FOUND = _error("unnamed-not-found", "An unnamed speaker in words that the source does not have.")
OMISSION_TURNS_SENSE = _warning(
    "omission-turns-sense", "Words left out or put in that hold a negation or a hedge."
)
QUOTE_CUT_SHORT = _warning(
    "quote-cut-short", "A quote cut right after a negation or before a word that limits it."
)
NEGATION_DIFFERS = _warning(
    "negation-differs", "A “not” or a denial that stands in the text alone, or in its quote alone."
)
UNBALANCED_QUOTE = _warning("unbalanced-quote", "A quote with an opening or closing quotation mark alone.")
UNATTRIBUTED = _warning(
    "unattributed", "Words that somebody says, in a statement without a speaker.", of_names=True
)
SPEAKER_NOT_NEAR = _warning("speaker-not-near", "A speaker who is not named near the quote.", of_names=True)
NUMBER_NOT_QUOTED = _warning("number-not-quoted", "A number in a text that its quotes do not hold.")
DATE_NOT_QUOTED = _warning("date-not-quoted", "A date that its own quote does not give.")
DATE_AFTER_SOURCE = _warning(
    "date-after-source", "An event dated after the day of its source, and not announced."
)
SPEAKER_IN_TEXT = _warning(
    "speaker-in-text", "A text that names its own speaker, whom the page names already.", of_names=True
)
NAME_NOT_QUOTED = _warning("name-not-quoted", "A name in a text that its quotes do not hold.", of_names=True)
NAME_NOWHERE = _warning("name-nowhere", "The name of an actor or a place with a word that no source has.")
FACT_NOT_QUOTED = _warning(
    "fact-not-quoted",
    "Another name, a role, a participant or a place that its own quote does not hold.",
    of_names=True,
)
DEPENDENT_TEXT = _warning("dependent-text", "A text that does not stand on its own.")

# Places
DISPUTED_PLACE = _warning("disputed-place", "A place on the map that lies in a disputed area.")

# Names
AMBIGUOUS_NAME = _warning(
    "ambiguous-name", "A name that may mean more than one entity, or a metonym.", of_names=True
)
TOLD_TWICE = _warning(
    "told-twice",
    "Two entities of one class with the same name, or two statements or responses that say the same.",
)
UNUSED_RULING = _warning(
    "unused-ruling", "A ruling on a name that occurs nowhere it applies to.", of_names=True, acceptable=False
)

# Briefing as a whole
EXPECTATION = _error("expectation", "Fewer pages or statements than site.yml expects.")
UNUSED_ACCEPT = _warning(
    "unused-accept", "An accepted warning that is not given.", of_names=True, acceptable=False
)
UNKNOWN_LINK = _error("unknown-link", "A [[link]] to nothing.")
RAW_MARKUP = _warning("raw-markup", "HTML or Markdown in a text, where it is shown as it stands.")
SITE_DIFFERS = _error("site-differs", "mkdocs.yml says something else than site.yml.")
TEMPLATE_ERROR = _error("template-error", "A template, or words.toml, that cannot be read or rendered.")
PAGE_EDITED = _error("page-edited", "A generated page that somebody changed by hand.")
PAGE_NOT_OURS = _error("page-not-ours", "A file made by somebody stands where a page is to be written.")
RENDERING = _error("rendering", "MkDocs complains about the pages.")
CANNOT_WRITE = _error("cannot-write", "The system refuses to write docs/ or site/.")

BY_NAME: Mapping[str, Code] = {code.name: code for code in list(vars().values()) if isinstance(code, Code)}
"""Every code by its name, in the order in which they stand above."""
