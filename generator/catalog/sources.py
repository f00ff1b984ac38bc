"""Turn the files in site_src/sources/ and seeds/ into pinned sources.

A source is pinned: its file names the SHA-256 of its bytes, so that any change
is noticed. A changed source is still read, so that the quotes that are gone
from it can be listed.
"""

import hashlib
from collections.abc import Mapping, Sequence

from generator import codes, layout, schema
from generator.catalog.files import SOURCES, Home
from generator.catalog.formats import ENDINGS
from generator.model import Folder, PinnedSource
from generator.problems import Origin, Problem, command
from generator.reading.parse import decode
from generator.reading.typed import read
from generator.schema.scalars import NEW_SOURCE
from generator.text.spelling import closest

_MOST_NAMED = 5  # files, in a hint


def read_sources(
    folder: Folder, homes: Sequence[Home]
) -> tuple[tuple[PinnedSource, ...], tuple[Problem, ...]]:
    """Read every source; one whose seed is missing or unreadable is left out, with a problem."""
    sources: list[PinnedSource] = []
    problems: list[Problem] = []
    described: dict[str, str] = {}  # seed: the source file that describes it
    of_sources = [home for home in homes if home.folder == SOURCES]
    for home in of_sources:
        content, refused = read(schema.Source, folder.site_src[home.file], home.file)
        problems.extend(refused)
        if content is None:
            continue
        if first := described.get(content.file):
            sentence, hint = f"'{content.file}' is described in {first} already", "keep one of the two files"
            if home.is_there and not layout.unfit(home.id):  # else it is a copy, which is refused already
                problems.append(Problem(codes.DUPLICATE_SOURCE, content.file.origin, sentence, hint))
            continue
        described[content.file] = home.file
        source, refused = _pin(home.id, content, folder.seeds)
        problems.extend(refused)
        if source is not None:
            sources.append(source)
    if not of_sources:
        sentence = "there is no source, and nothing can be stated without one"
        hint = f"put an article into seeds/, then: {NEW_SOURCE}"
        problems.append(Problem(codes.MISSING_FILE, Origin("site_src/sources"), sentence, hint))
    if not any(problem.is_error for problem in problems):  # else the mistake may be in the name of the seed
        problems.extend(_unused(folder.seeds, described))
    return tuple(sources), tuple(problems)


def _pin(
    source_id: str, content: schema.Source, seeds: Mapping[str, bytes]
) -> tuple[PinnedSource | None, tuple[Problem, ...]]:
    origin = content.file.origin
    data = seeds.get(content.file)
    if data is None:
        guess = closest(content.file, list(seeds))
        hint = f"did you mean '{guess}'?" if guess else "put the article into seeds/"
        if not guess and seeds:
            hint += f", or name one that is there: {', '.join(list(seeds)[:_MOST_NAMED])}"
        sentence = f"'{content.file}' is not there"
        if not content.file.isprintable():
            sentence = "this file is not there; its name has a character that cannot be seen"
            hint = f"write no quotation marks, and forward slashes; {hint}"
        return None, (Problem(codes.MISSING_FILE, origin, sentence, hint),)
    if not content.file.endswith(ENDINGS):
        sentence = f"'{content.file}' is neither {' nor '.join(ENDINGS)}"
        hint = f"save the article's text as {' or '.join(ENDINGS)}"
        return None, (Problem(codes.NOT_A_SOURCE, origin, sentence, hint),)
    text, problems = decode(data, str(content.file))
    if text is None:
        return None, problems
    if not text.strip():
        sentence, hint = f"'{content.file}' is empty", "save the article's text in it"
        return None, (Problem(codes.EMPTY_FILE, origin, sentence, hint),)
    digest = hashlib.sha256(data).hexdigest()
    return PinnedSource(source_id, content, text, digest), ()


def _unused(seeds: Mapping[str, bytes], described: Mapping[str, str]) -> list[Problem]:
    sentence = "no file in site_src/sources/ describes it"
    return [
        Problem(codes.UNUSED_SEED, Origin(seed), sentence, command(f"briefing new source {seed}"))
        for seed in seeds
        if seed not in described
    ]
