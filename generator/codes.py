"""Every kind of problem there is: its permanent name, a sentence of meaning, and why it matters."""

from collections.abc import Mapping

from generator.problems import Code, Severity, Step


def _error(name: str, meaning: str, why: str, *, step: Step = Step.QUOTES) -> Code:
    return Code(name, Severity.ERROR, meaning, why, step)


def _warning(name: str, meaning: str, why: str, *, of_names: bool = False, acceptable: bool = True) -> Code:
    return Code(name, Severity.WARNING, meaning, why, of_names=of_names, acceptable=acceptable)


# Files and folders
MISSING_FILE = _error(
    "missing-file",
    "A file that the briefing needs is not there.",
    "Without it there is nothing to read or to quote. Often only its name is misspelt, or it lies in "
    "another folder.",
)
WRONG_PLACE = _error(
    "wrong-place",
    "A file lies where the briefing has no use for it.",
    "Somebody wrote it to be part of the briefing. If it were passed over in silence, its statements would "
    "be missing and nobody would know.",
)
WRONG_NAME = _error(
    "wrong-name",
    "A file's name cannot serve as an id or has the wrong extension.",
    "The name of the file is the id: it stands in other files and in the addresses of pages, where capital "
    "letters, spaces and other scripts break on one system or another. The name that readers see stands "
    "inside the file, in any script.",
)
DUPLICATE_ID = _error(
    "duplicate-id",
    "Two files have the same id, or ids that differ in case only.",
    "An id has to say exactly one thing, whichever folder it is in; else nobody could tell which of the two "
    "a statement means.",
)
NOT_UTF8 = _error(
    "not-utf8",
    "A file is not text in UTF-8.",
    "Letters are saved as numbers, and UTF-8 is the table of numbers that is read here. By another table, "
    "accents and typographic quotation marks would turn into other characters.",
)
EMPTY_FILE = _error(
    "empty-file",
    "A file says nothing.",
    "It may have been saved too early, or all its lines are comments. An empty page would be published for "
    "it.",
    step=Step.FORM,
)
MERGE_MARK = _error(
    "merge-mark",
    "A file holds the marks of an unfinished merge.",
    "Git found two versions of the same lines and left both in the file. Only a person can say which is "
    "right.",
)

# YAML
YAML_SYNTAX = _error(
    "yaml-syntax",
    "A file is not valid YAML.",
    "YAML gives a meaning to some characters and to the spaces before a line. Where they contradict each "
    "other, what was meant would be a guess.",
    step=Step.YAML,
)
YAML_TAB = _error(
    "yaml-tab",
    "A line is indented by a tab; YAML wants spaces.",
    "Programs show a tab as two, four or eight spaces, so what belongs to what would depend on who looks.",
    step=Step.YAML,
)
YAML_FEATURE = _error(
    "yaml-feature",
    "A tag, an anchor, an alias or a second document: the briefing's YAML has none.",
    "These let one part of a file stand for another. Mostly they are there by accident, because a sentence "
    "starts with *, & or an exclamation mark.",
    step=Step.FORM,
)
CUT_BY_COMMENT = _error(
    "cut-by-comment",
    "A # cuts off the rest of an unquoted value.",
    "In YAML a # behind a space starts a comment, so half of the sentence would be lost without a word.",
    step=Step.YAML,
)
CUT_BY_COMMA = _error(
    "cut-by-comma",
    "A comma inside {…} ends a value early.",
    "Inside braces a comma stands between two keys. The words behind it would no longer belong to the value.",
    step=Step.YAML,
)
KEY_IN_TEXT = _error(
    "key-in-text",
    "A key, or the dash of an item, that stands too deep, inside the text above it.",
    "Whatever stands as deep as a text belongs to it, so the key would be published as words, and what "
    "it says would not be known.",
    step=Step.YAML,
)
DUPLICATE_KEY = _error(
    "duplicate-key",
    "A key stands twice in one mapping.",
    "Only one of the two values could be kept, and the other would be lost without a word.",
    step=Step.FORM,
)
UNKNOWN_KEY = _error(
    "unknown-key",
    "A key that is not known here.",
    "Nothing reads it, so what stands behind it would be missing from the pages. Mostly it is misspelt, or "
    "stands one level too high or too deep.",
    step=Step.FORM,
)
MISSING_KEY = _error(
    "missing-key",
    "A required key is missing.",
    "Without it the page would have a hole: a person without a name, a sentence without evidence.",
    step=Step.FORM,
)
EMPTY_VALUE = _error(
    "empty-value",
    "A key has no value.",
    "It cannot be told whether something is still to be written, or whether there is nothing to say. What "
    "is not known is left out, key and all.",
    step=Step.FORM,
)
PLACEHOLDER = _error(
    "placeholder",
    "A value that a new file proposes, left as it was.",
    "A new file shows what it may hold, with words in place of yours. Left there, they would be read as "
    "somebody's id, or published.",
)
WRONG_TYPE = _error(
    "wrong-type",
    "Text where a list or a mapping is wanted, or the other way round.",
    "A value is read by its form: text, a list with '- ' before each item, or 'key: value' lines. In "
    "another form it would be read as something else than was meant.",
    step=Step.FORM,
)
BAD_VALUE = _error(
    "bad-value",
    "A value is not one of those that are allowed here.",
    "Some keys have a fixed choice of values, because pages, lists and pictures depend on it.",
    step=Step.FORM,
)
BAD_DATE = _error(
    "bad-date",
    "A date that does not exist or is not written in the way that is read here.",
    "Written 5/6/2023, a day is in May for some readers and in June for others. Year-month-day is read in "
    "one way only, and sorts by itself.",
    step=Step.FORM,
)
MULTI_LINE = _error(
    "multi-line",
    "A value of one line runs over several paragraphs.",
    "It is shown inside a sentence, a heading or a row of a table, where there is room for one paragraph.",
    step=Step.FORM,
)

# References
UNKNOWN_ENTITY = _error(
    "unknown-entity",
    "An id that no file has.",
    "The page would have a link to nowhere. Mostly the id is misspelt, or a name stands where the id is "
    "wanted: the name of the file, without .yml.",
    step=Step.IDS,
)
WRONG_CLASS = _error(
    "wrong-class",
    "An id of the wrong class: say, an event where an actor is asked for.",
    "A place cannot take part in a meeting, and nothing can happen in a person. A slip of the pen would "
    "turn into a false sentence.",
    step=Step.IDS,
)
UNKNOWN_SOURCE = _error(
    "unknown-source",
    "A source that is not in site_src/sources/.",
    "What is quoted has to be looked up in the source, and there is none of this name.",
    step=Step.IDS,
)
UNKNOWN_PASSAGE = _error(
    "unknown-passage",
    "A passage that the source does not have.",
    "The quote is looked up in the passage that is named; 0 is the headline, 1 the first paragraph after it.",
)
UNKNOWN_STATEMENT = _error(
    "unknown-statement",
    "A statement id that no statement has.",
    "An answer, or a contradiction, would hang in the air: nobody could see what it is directed at.",
    step=Step.IDS,
)
DUPLICATE_STATEMENT = _error(
    "duplicate-statement",
    "Two statements have one id.",
    "A statement's id is its address, by which others cite it and answer it. Two cannot live there.",
)
CIRCLE = _error(
    "circle",
    "A chain of within, part_of or follows comes back to its beginning.",
    "A place cannot lie within a part of itself, and no event comes before itself. One of the links is the "
    "wrong way round.",
    step=Step.IDS,
)
SELF_REFERENCE = _error(
    "self-reference",
    "An entity that refers to itself, or an actor who answers himself.",
    "A claim would seem to be disputed that nobody else disputes. Mostly the speaker of one of the two is "
    "wrong.",
    step=Step.IDS,
)
DRAFT_REFERENCE = _error(
    "draft-reference",
    "A published entity that rests on a draft.",
    "A draft has no page, so the published page would lead to nowhere, and show what is not ready.",
    step=Step.IDS,
)

# Sources
CHANGED_SOURCE = _error(
    "changed-source",
    "A source whose bytes are not those that were pinned.",
    "What is quoted has to be what was read. A file that changed since, even by one character, has to be "
    "looked at by a person before it is quoted again.",
)
NOT_A_SOURCE = _error(
    "not-a-source",
    "A seed of a kind that cannot be read: .txt and .md can.",
    "A quote is compared letter by letter. What stands in a PDF or a Word file is not text in one order, "
    "and would be read differently by each program.",
)
DUPLICATE_SOURCE = _error(
    "duplicate-source",
    "Two source files describe the same seed.",
    "Every quote would stand in two sources, and a reader would take one article for two.",
)
UNUSED_SEED = _warning(
    "unused-seed",
    "A seed that no source file describes.",
    "Nothing can be quoted from it, and no reader will hear of it. That may be what you want, or a step "
    "that was forgotten.",
    acceptable=False,
)
LINE_NOT_FOUND = _error(
    "line-not-found",
    "A boilerplate line that the source does not hold.",
    "The line is meant to be left out, and it would stay in the article, because no line of the source is "
    "like it.",
)
NO_HEADLINE = _warning(
    "no-headline",
    "A source's title is not one of its paragraphs, so it has no passage 0.",
    "The title is shown to readers as the article's own headline. If no paragraph says it word for word, it "
    "may be mistyped, or yours.",
)
BEFORE_HEADLINE = _warning(
    "before-headline",
    "Text before the headline, which is counted as no passage.",
    "It cannot be quoted, so if it belongs to the article it is lost. If it belongs to the website, say so.",
)
RIGHTS_MISSING = _error(
    "rights-missing",
    "publish_text: full without a word on the rights.",
    "An article belongs to somebody. Whoever publishes all of it says what gives the right to.",
)

# Evidence
QUOTE_NOT_FOUND = _error(
    "quote-not-found",
    "Words that no passage of the source holds.",
    "Everything that is published rests on the words of a source, letter for letter. One word changed may "
    "change what was said.",
)
QUOTE_CUT_IN_WORD = _error(
    "quote-cut-in-word",
    "A quote that starts or ends inside a word.",
    "Half a word can be another word: “legal” stands in “illegal”, and “10” in “10,000”.",
)
QUOTE_AMBIGUOUS = _error(
    "quote-ambiguous",
    "A quote that stands in two places.",
    "A reader is led to the very place that the statement rests on, and to no other, where somebody else "
    "may speak.",
)
QUOTE_PART_TOO_SHORT = _error(
    "quote-part-too-short",
    "A part of a shortened quote with fewer than two words.",
    "Out of single words, picked here and there, any sentence can be made.",
)
QUOTE_PARTS_OUT_OF_ORDER = _error(
    "quote-parts-apart",
    "Parts of a shortened quote out of order, overlapping or apart.",
    "With the parts in another order, or from two paragraphs, the source would seem to say a sentence that "
    "it does not have.",
)
UNQUOTED_FACT = _error(
    "unquoted-fact",
    "A fact without a quote, where site.yml asks for one.",
    "This briefing has promised, by require_quotes in site.yml, that such facts rest on words of a source, "
    "too.",
)
UNNAMED_NOT_FOUND = _error(
    "unnamed-not-found",
    "An unnamed speaker in words that the source does not have.",
    "Somebody without a name is called as the source calls them. Other words would say more of them than is "
    "known.",
)
OMISSION_TURNS_SENSE = _warning(
    "omission-turns-sense",
    "Words left out or put in that hold a negation or a hedge.",
    "Without a “not”, or with one that is put in, a quote says the opposite. A person has to look.",
)
QUOTE_CUT_SHORT = _warning(
    "quote-cut-short",
    "A quote cut right after a negation or before a word that limits it.",
    "The sentence goes on with “but” or “if”, or began with “not”: what is left may say more than was said.",
)
NEGATION_DIFFERS = _warning(
    "negation-differs",
    "A “not” or a denial that stands in the text alone, or in its quote alone.",
    "With or without one small word a sentence says the opposite of its evidence. Whoever “denies” something "
    "has to do so in the words that are quoted.",
)
UNBALANCED_QUOTE = _warning(
    "unbalanced-quote",
    "A quote with an opening or closing quotation mark alone.",
    "It begins in the words of one person and ends in those of another, and a reader cannot see where.",
)
UNATTRIBUTED = _warning(
    "unattributed",
    "Words that somebody says, in a statement without a speaker.",
    "The page would state as a fact what the source only reports as somebody's words.",
    of_names=True,
)
SPEAKER_NOT_NEAR = _warning(
    "speaker-not-near",
    "A speaker who is not named near the quote.",
    "Words may be given to the wrong person. Often it is somebody else who speaks in this passage.",
    of_names=True,
)
NUMBER_NOT_QUOTED = _warning(
    "number-not-quoted",
    "A number in a text that its quotes do not hold.",
    "A reader who follows the footnote has to find the number there. It may be mistyped, computed, or from "
    "another passage.",
)
DATE_NOT_QUOTED = _warning(
    "date-not-quoted",
    "A date that its own quote does not give.",
    "A reader takes a date for what the source says. If you worked it out, say how.",
)
DATE_AFTER_SOURCE = _warning(
    "date-after-source",
    "An event dated after the day of its source, and not announced.",
    "On that day it had not happened yet, so the source can only say that it will. The date may be "
    "mistyped, or the event needs 'status: announced'.",
)
SPEAKER_IN_TEXT = _warning(
    "speaker-in-text",
    "A text that names its own speaker, whom the page names already.",
    "The page puts the speaker in front of the text: it would read “Ada Morn said: Ada Morn expects …”.",
    of_names=True,
)
NAME_NOT_QUOTED = _warning(
    "name-not-quoted",
    "A name in a text that its quotes do not hold.",
    "A reader who follows the footnote has to find the name there. Whom “he” or “the city” means is your "
    "reading.",
    of_names=True,
)
NAME_NOWHERE = _warning(
    "name-nowhere",
    "The name of an actor or a place with a word that no source has.",
    "Pages, links and lists show this name, and a reader takes it for the one that the sources use. It may "
    "be misspelt; then no text is found to name it, either.",
)
FACT_NOT_QUOTED = _warning(
    "fact-not-quoted",
    "Another name, a role, a participant or a place that its own quote does not hold.",
    "The quote is shown as what says so. A reader who looks has to find the name in it, or the title; who "
    "took part, and where, may be named in one of the two passages before.",
    of_names=True,
)
DEPENDENT_TEXT = _warning(
    "dependent-text",
    "A text that does not stand on its own.",
    "A statement is shown on several pages, each time beside others. What “it” means is lost there.",
)

# Places
DISPUTED_PLACE = _warning(
    "disputed-place",
    "A place on the map that lies in a disputed area.",
    "A map takes sides by where its lines run and by what it writes. A person has to look at it.",
)

# Names
AMBIGUOUS_NAME = _warning(
    "ambiguous-name",
    "A name that may mean more than one entity, or a metonym.",
    "A link to the wrong person or place is a false statement. Nothing is linked before you have said which "
    "is meant.",
    of_names=True,
)
TOLD_TWICE = _warning(
    "told-twice",
    "Two entities of one class with the same name, or two statements or responses that say the same.",
    "Readers would find half of what is known on one page and half on the other, and take one event for two.",
)
UNUSED_RULING = _warning(
    "unused-ruling",
    "A ruling on a name that occurs nowhere it applies to.",
    "It decides nothing, so the name is mistyped, the passage is another one, or the ruling is no longer "
    "needed.",
    of_names=True,
    acceptable=False,
)

# Briefing as a whole
EXPECTATION = _error(
    "expectation",
    "Fewer pages or statements than site.yml expects.",
    "A folder that was moved, or a file lost in a merge, makes no noise. The expectation in site.yml does.",
)
UNUSED_ACCEPT = _warning(
    "unused-accept",
    "An accepted warning that is not given.",
    "It was mended in the meantime, or stands at another place. Left there, it would hide the next one.",
    of_names=True,
    acceptable=False,
)
UNKNOWN_LINK = _error(
    "unknown-link",
    "A [[link]] to nothing.",
    "A reader would follow it and find no page. In double brackets stands an id: the name of a file, "
    "without .yml.",
)
RAW_MARKUP = _warning(
    "raw-markup",
    "HTML or Markdown in a text, where it is shown as it stands.",
    "Texts are words, and their only mark-up is the [[link]], so that they read alike on pages, in data and "
    "when they are copied. A reader would see the tags or asterisks.",
)
SITE_DIFFERS = _error(
    "site-differs",
    "mkdocs.yml says something else than site.yml.",
    "mkdocs.yml is read by the program that makes the site, site.yml by this one. Readers would see the one "
    "here and the other there.",
)
TEMPLATE_ERROR = _error(
    "template-error",
    "A template, or words.toml, that cannot be read or rendered.",
    "Every page of its kind is made with it, so none of them could be written.",
)
PAGE_EDITED = _error(
    "page-edited",
    "A generated page that somebody changed by hand.",
    "The next build would overwrite the change, and somebody's work would be gone.",
)
PAGE_NOT_OURS = _error(
    "page-not-ours",
    "A file made by somebody stands where a page is to be written.",
    "The build overwrites only what it wrote itself, so that nobody's work gets lost.",
)
RENDERING = _error(
    "rendering",
    "MkDocs complains about the pages.",
    "MkDocs turns the pages into the site. What it complains of, mostly a link to nowhere, a reader would "
    "run into.",
)
CANNOT_WRITE = _error(
    "cannot-write",
    "The system refuses to write docs/ or site/.",
    "The disk may be full, the folder may belong to somebody else, or another program holds a file open.",
)

BY_NAME: Mapping[str, Code] = {code.name: code for code in list(vars().values()) if isinstance(code, Code)}
"""Every code by its name, in the order in which they stand above."""
