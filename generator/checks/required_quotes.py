"""Facts without a quote, of the sorts for which site.yml asks for one."""

from collections.abc import Iterator

from generator import codes, schema
from generator.model import Briefing
from generator.problems import Problem


def check_required_quotes(briefing: Briefing) -> Iterator[Problem]:
    """Look at every fact of the sorts that site.yml names."""
    catalog = briefing.catalog
    for entity in catalog.entities.values():
        for sort, fact, what, written in _facts(entity.content):
            inferred = isinstance(fact, schema.Fact) and (fact.because or fact.from_)
            if sort in catalog.site.require_quotes and not fact.evidence and not inferred:
                sentence = f"{what} has no quote, and site.yml asks for one (require_quotes: {sort})"
                hint = "write it with the words of the source that say so"
                if isinstance(fact, schema.Fact):
                    hint += ", or, for 'quote: …', 'because: …' (how you know) or 'from: …' (which reference)"
                hint += f":\n{written}\n  quote: …"
                yield Problem(codes.UNQUOTED_FACT, fact.origin, sentence, hint)


def _facts(content: schema.Entity) -> Iterator[tuple[str, schema.Evidenced, str, str]]:
    """Each fact with its sort, how to call it, and how it is written where it has a quote."""
    for alias in content.aliases:
        yield "aliases", alias, f"the alias '{alias.name}'", f"- name: {alias.name}"
    if isinstance(content, schema.Actor):
        for role in content.roles:
            yield "roles", role, f"the role '{role.title}'", f"- title: {role.title}"
    if isinstance(content, schema.Place) and content.within:
        yield "within", content.within, "'within'", f"within:\n  value: {content.within.value}"
    if isinstance(content, schema.Event):
        if content.date and content.date.value:
            yield "dates", content.date, "the date", f"date:\n  value: {content.date.value.text}"
        for participant in content.participants:
            who = participant.actor or participant.unnamed
            key = "actor" if participant.actor else "unnamed"
            yield "participants", participant, f"the participant '{who}'", f"- {key}: {who}"
