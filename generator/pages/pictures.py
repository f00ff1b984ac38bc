"""Plan the pictures of the pages: events in time, who is linked with whom, numbers, and where it happened.

Each shows what stands on its page in words as well. A picture is written twice:
into docs/ as an image, and into the theme as a part of the page, with links.
"""

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import partial
from typing import Literal

from generator import schema
from generator.drawing.figures import Bar, Bars, figures
from generator.drawing.map import draw as draw_map
from generator.drawing.map_plan import Area, Point
from generator.drawing.moments import Moment
from generator.drawing.relations import Arc, Group, Neighbour, Node, arcs, ego
from generator.drawing.svg import Drawing, Picture, as_image, as_template
from generator.drawing.timeline import Key, strip, timeline
from generator.model import Briefing, Class, Entity, Files, Pending, Tie
from generator.pages.page import FiguresPage, GivenFigure, Page, RelationsPage
from generator.pages.wording import Wording, speaker_in_words
from generator.text.phrases import sentence_case

_Bound = Literal["exactly", "at_least", "at_most", "about", "words"]
_BOUNDS: tuple[_Bound, ...] = ("exactly", "at_least", "at_most", "about", "words")
_MOST_POINTS = 30  # on the map; the list of places has them all
_NEIGHBOURS = 20  # events before and after one, in the picture of where it lies in time
_STYLE = "assets/stylesheets/pictures.css"


def plan_pictures(pages: Sequence[Page], briefing: Briefing, wording: Wording) -> Mapping[str, Picture]:
    """Every picture by its name; one that would show nothing is left out."""
    planned: dict[str, Picture | None] = dict(_in_time(briefing, wording))
    planned["map"] = _map(briefing, wording)
    for page in pages:
        if isinstance(page, FiguresPage):
            planned["figures"] = _figures(page, briefing, wording)
        if isinstance(page, RelationsPage):
            planned["relations"] = _relations(page, briefing, wording)
    for actor, ties in briefing.graph.ties.items():
        planned[f"relations-{actor}"] = _around(briefing.catalog.entities[actor], ties, wording)
    return {name: picture for name, picture in planned.items() if picture is not None}


def write_pictures(pictures: Mapping[str, Picture], theme: Files) -> Iterator[Pending]:
    """Each as an image of docs/, and as a part that the theme puts into the page."""
    style = theme[_STYLE].decode()
    for name, picture in pictures.items():
        yield Pending(f"data/pictures/{name}.svg", partial(_image, picture, style))
        yield Pending(f".theme/partials/pictures/{name}.svg.html", partial(_template, picture, name))


def _image(picture: Picture, style: str) -> bytes:
    return as_image(picture.drawing, style).encode()


def _template(picture: Picture, name: str) -> bytes:
    return as_template(picture.drawing, name).encode()


def _to_draw(draw: Callable[..., Drawing | None], *what: object, title: str, **more: object) -> Picture:
    return Picture(title, partial(draw, *what, title=title, **more))


def _in_time(briefing: Briefing, wording: Wording) -> Iterator[tuple[str, Picture]]:
    moments = tuple(_moments(briefing, wording))
    if not moments:
        return
    title, description = wording.text("picture.timeline"), wording.text("picture.timeline_shows")
    key = Key(wording.text("picture.stated"), wording.text("picture.claimed"))
    yield "timeline", _to_draw(timeline, moments, title=title, description=description, key=key)
    yield "strip", _to_draw(strip, moments, title=title, description=description)
    for n, moment in enumerate(moments):
        # Its neighbours alone, or the pictures of many events would grow with the square of their number.
        here = _to_draw(
            strip,
            moments[max(0, n - _NEIGHBOURS) : n + _NEIGHBOURS + 1],
            title=wording.text("picture.in_time", event=moment.label),
            description=description,
            current=moment.page,
        )
        yield f"in-time-{moment.page.removeprefix('events/').removesuffix('.md')}", here


def _moments(briefing: Briefing, wording: Wording) -> Iterator[Moment]:
    for event, content in briefing.graph.each_event():
        if event.when is None:
            continue
        owned = briefing.graph.owned.get(event.id, ())
        yield Moment(
            label=str(event.title),
            when=sentence_case(wording.date(event.when)),
            date=event.when,
            page=event.page,
            status=content.status,
            status_words="" if content.status == "reported" else wording.text("status", content.status),
            is_claimed=bool(owned) and all(statement.is_claim for statement in owned),
        )


def _map(briefing: Briefing, wording: Wording) -> Picture | None:
    """The places with coordinates; of very many, those where most events happened."""
    happened = Counter(
        str(place.value) for _, content in briefing.graph.each_event() for place in content.places
    )
    points = [
        Point(
            label=" / ".join(place.names[:2]),
            page=place.page,
            latitude=at.lat,
            longitude=at.lon,
            is_strong=place.id in happened,
        )
        for place in sorted(briefing.catalog.published(Class.PLACE), key=lambda p: (-happened[p.id], p.id))
        if isinstance(place.content, schema.Place) and (at := place.content.coordinates)
    ]
    areas = [
        Area(name=str(area.name), latitude=at.lat, longitude=at.lon, radius=area.radius)
        for area in briefing.catalog.site.disputed_areas
        if (at := area.coordinates)
    ]
    title, description = wording.text("picture.map"), wording.text("picture.map_shows")
    if not points:
        return None
    return _to_draw(draw_map, points[:_MOST_POINTS], areas, title=title, description=description)


def _around(actor: Entity, ties: Sequence[Tie], wording: Wording) -> Picture | None:
    neighbours = []
    for tie in ties:
        is_outward = tie.start.id == actor.id
        other = tie.end if is_outward else tie.start
        neighbours.append(
            Neighbour(label=str(other.title), page=other.page, words=str(tie.words), is_outward=is_outward)
        )
    if not neighbours:
        return None
    return _to_draw(
        ego,
        str(actor.title),
        neighbours,
        title=wording.text("picture.around", name=actor.title),
        description=wording.text("picture.around_shows"),
    )


def _relations(page: RelationsPage, briefing: Briefing, wording: Wording) -> Picture | None:
    """The groups of the who-is-who, in its order; then whoever is in none of them, by kind."""
    ties = [tie for _, own in page.ties for tie in own]
    linked = {entity.page: entity for tie in ties for entity in (tie.start, tie.end)}
    named = briefing.catalog.site.groups
    sides = {str(member): str(group.name) for group in named for member in group.members}
    groups: dict[str, list[Node]] = {side: [] for side in sides.values()}
    kinds: dict[str, list[Node]] = {}
    for path, entity in sorted(linked.items()):
        node = Node(str(entity.title), path)
        if entity.id in sides:
            groups[sides[entity.id]].append(node)
            continue
        kind = entity.content.kind
        heading = wording.kind(kind) if kind else wording.text("class", entity.cls)
        kinds.setdefault(sentence_case(heading), []).append(node)
    if not linked:
        return None
    return _to_draw(
        arcs,
        [
            Group(str(name), tuple(nodes))
            for name, nodes in (*groups.items(), *sorted(kinds.items()))
            if nodes
        ],
        [Arc(tie.start.page, tie.end.page, str(tie.words)) for tie in ties],
        title=page.title,
        description=wording.text("picture.relations_shows"),
    )


def _figures(page: FiguresPage, briefing: Briefing, wording: Wording) -> Picture | None:
    measures = [
        Bars(sentence_case(name), tuple(_bar(each, briefing, wording) for each in given))
        for name, given in page.measures
    ]
    if not any(measure.bars for measure in measures):
        return None
    return _to_draw(figures, measures, title=page.title, description=wording.text("picture.figures_shows"))


def _bar(given: GivenFigure, briefing: Briefing, wording: Wording) -> Bar:
    figure = given.figure
    kind = next(bound for bound in _BOUNDS if getattr(figure, bound) is not None)  # it has one of them
    number = None if kind == "words" else getattr(figure, kind)
    return Bar(
        speaker=speaker_in_words(given.statement.content.by, briefing, wording),
        said=wording.amount(figure),
        low=None if kind == "at_most" else number,
        high=None if kind == "at_least" else number,
        kind=kind,
        page=f"{briefing.catalog.entities[given.statement.owner].page}#{given.statement.anchor}",
    )
