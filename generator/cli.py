"""The commands. Verb first; results on stdout, problems on stderr; exit 1 for errors, 2 for wrong usage."""

from importlib import import_module

import click

from generator import __version__
from generator.problems import RefusedError

COMMANDS = {
    "build": "Read every source, report every problem, write docs/ and site/.",
    "check": "Report every problem; write nothing, but with --fix what it fixes.",
    "coverage": "Show how much of each article stands under statements, and what may have been overlooked.",
    "diff": "Say what a reader sees changed since a revision of git; without REV, since the last commit.",
    "explain": "Tell what a problem means, why it matters and how it is mended; without CODE, list them all.",
    "new": "Write the stub of a new file, never over another.",
    "pin": "Accept the changed bytes of a source, after showing which quotes they no longer hold.",
    "quote": "Find words that you remember in the articles, and print a statement on them to paste.",
    "rename": "Give an actor, place, event, source or statement another id, everywhere at once.",
    "schema": "Let your text editor complete, explain and check the YAML while you type.",
    "serve": "Show the site in the browser, and again after each change.",
}
"""Each with the sentence that opens its own help."""


class Later(click.Command):
    """A command that is imported when it is called: what it needs takes most of a second."""

    def real(self) -> click.Command:
        """Import it."""
        command: click.Command = getattr(import_module(f"generator.commands.{self.name}"), str(self.name))
        return command

    def make_context(
        self, info_name: str | None, args: list[str], parent: click.Context | None = None, **extra: object
    ) -> click.Context:
        """Let the command itself read its arguments; click runs what is in the context."""
        return self.real().make_context(info_name, args, parent, **extra)


class Commands(click.Group):
    """All commands; what one of them refuses is shown without a traceback, and ends with 1."""

    def invoke(self, ctx: click.Context) -> object:
        """Run the command that was called. Raises ClickException."""
        try:
            return super().invoke(ctx)
        except RefusedError as error:
            raise click.ClickException(str(error)) from None


@click.group(
    cls=Commands,
    context_settings={"help_option_names": ["-h", "--help"]},
    commands=[Later(name, short_help=sentence) for name, sentence in COMMANDS.items()],
)
@click.version_option(__version__, prog_name="briefing")
def main() -> None:
    """Turn articles and hand-kept YAML into a site whose every statement rests on quoted words.

    \b
    Example:
        briefing build
    """
