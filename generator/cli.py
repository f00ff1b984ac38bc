"""The commands. Verb first; results on stdout, problems on stderr; exit 1 for errors, 2 for wrong usage."""

import click

from generator import __version__
from generator.commands.build import build
from generator.commands.check import check
from generator.commands.coverage import coverage
from generator.commands.diff import diff
from generator.commands.explain import explain
from generator.commands.merge import merge
from generator.commands.new import new
from generator.commands.pin import pin
from generator.commands.quote import quote
from generator.commands.rename import rename
from generator.commands.schema import schema
from generator.commands.serve import serve


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="briefing")
def main() -> None:
    """Turn articles and hand-kept YAML into a site whose every statement rests on quoted words.

    \b
    Example:
        briefing build
    """


for command in (build, check, coverage, diff, explain, merge, new, pin, quote, rename, schema, serve):
    main.add_command(command)
