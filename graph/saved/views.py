"""What readers keep of the map: views, each a name and an address, and stories, which put views in an order.

A story names its views; a view that was deleted since leaves its step with title and text.
"""

from __future__ import annotations

import uuid
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from itertools import count

from graph.errors import DataInvalid, NotFound
from graph.terms import BASE
from graph.text import slug_for

LONGEST_NAME, LONGEST_TEXT, LONGEST_ADDRESS, MOST_STEPS = 200, 4_000, 2_000, 50

NamesSomebody = Callable[[str], bool]
"""Whether a text names a person: what is made of it would be public."""


def _names_nobody(_text: str) -> bool:
    return False


@dataclass(frozen=True, slots=True)
class SavedView:
    """A view of the map: `address` is the query of its address, "" for the whole map; `time` is ISO."""

    slug: str
    name: str
    text: str
    address: str
    author: str
    time: str

    @property
    def iri(self) -> str:
        """Name of the view in RDF."""
        return f"{BASE}ansichten/{self.slug}"


@dataclass(frozen=True, slots=True)
class StoryStep:
    """One page of a story: what is said about one view, named by its slug. `key` stays when steps change places."""

    key: str
    title: str
    text: str
    view: str


@dataclass(frozen=True, slots=True)
class Story:
    """Views in an order, told by a title and a text for each."""

    slug: str
    name: str
    text: str
    author: str
    time: str
    steps: tuple[StoryStep, ...] = ()

    @property
    def iri(self) -> str:
        """Name of the story in RDF."""
        return f"{BASE}geschichten/{self.slug}"

    def step(self, key: str) -> StoryStep:
        """The step of this key. Raises NotFound (404)."""
        found = next((step for step in self.steps if step.key == key), None)
        if found is None:
            raise NotFound("This story has no such step.", hint="Open the story again.")
        return found


@dataclass(frozen=True, slots=True)
class Kept:
    """All that is kept: views and stories by slug, the newest first."""

    views: Mapping[str, SavedView]
    stories: Mapping[str, Story]

    def view(self, slug: str) -> SavedView:
        """The view of this slug. Raises NotFound (404)."""
        if slug not in self.views:
            raise NotFound("There is no saved view %(slug)s.", hint="It may have been deleted.", slug=slug)
        return self.views[slug]

    def story(self, slug: str) -> Story:
        """The story of this slug. Raises NotFound (404)."""
        if slug not in self.stories:
            raise NotFound("There is no story %(slug)s.", hint="It may have been deleted.", slug=slug)
        return self.stories[slug]


def make_view(
    known: Collection[str],
    *,
    title: str,
    text: str,
    address: str,
    author: str,
    names_somebody: NamesSomebody = _names_nobody,
    knows_all: bool = True,
) -> SavedView:
    """A new view under a slug that is not known yet, a number where the title names a person.

    Who does not know all views (`knows_all`) is given a slug by chance: whether another one is free would tell of them.

    Raises DataInvalid (422) for one without name or author.
    """
    title, text, author = _checked(title, text, author)
    if len(address) > LONGEST_ADDRESS:
        raise DataInvalid(
            "The address of this view is too long.",
            hint="It has at most %(most)s characters: tick fewer filters.",
            most=LONGEST_ADDRESS,
        )
    slug = _free_slug(title, known, names_somebody, knows_all=knows_all)
    return SavedView(slug, title, text, address, author, _now())


def make_story(
    known: Collection[str],
    *,
    title: str,
    text: str,
    author: str,
    names_somebody: NamesSomebody = _names_nobody,
    knows_all: bool = True,
) -> Story:
    """A new story without steps, its slug as a view's. Raises DataInvalid (422) for one without title or author."""
    title, text, author = _checked(title, text, author)
    slug = _free_slug(title, known, names_somebody, knows_all=knows_all)
    return Story(slug, title, text, author, _now())


def renamed(kept: SavedView | Story, *, title: str, text: str, author: str) -> SavedView | Story:
    """The same under another name and with another text, by whoever wrote it last; the slug stays."""
    title, text, author = _checked(title, text, author)
    return replace(kept, name=title, text=text, author=author)


def with_step(story: Story, view: SavedView, *, title: str, text: str) -> Story:
    """The story with one more step at its end, named like the view when it has no title. Raises DataInvalid (422)."""
    if len(story.steps) >= MOST_STEPS:
        raise DataInvalid("A story has at most %(most)s steps.", hint="Begin a second one.", most=MOST_STEPS)
    title, text, _ = _checked(title or view.name, text, story.author)
    return replace(story, steps=(*story.steps, StoryStep(uuid.uuid4().hex[:12], title, text, view.slug)))


def with_changed_step(story: Story, key: str, *, title: str, text: str) -> Story:
    """The story with other words in one step. Raises DataInvalid (422), NotFound (404)."""
    title, text, _ = _checked(title, text, story.author)
    changed = replace(story.step(key), title=title, text=text)
    return replace(story, steps=tuple(changed if step.key == key else step for step in story.steps))


def with_moved_step(story: Story, key: str, further: int) -> Story:
    """The story with one step so much further on, or earlier when negative; at the ends it stays."""
    steps, step = list(story.steps), story.step(key)
    position = steps.index(step)
    steps.insert(min(max(position + further, 0), len(steps) - 1), steps.pop(position))
    return replace(story, steps=tuple(steps))


def without_step(story: Story, key: str) -> Story:
    """The story without one step."""
    gone = story.step(key)
    return replace(story, steps=tuple(step for step in story.steps if step is not gone))


def _checked(title: str, text: str, author: str) -> tuple[str, str, str]:
    title, author = " ".join(title.split()), " ".join(author.split())
    text = "\n".join(" ".join(line.split()) for line in text.strip().splitlines())
    if not title:
        raise DataInvalid("The name is missing.", hint="Enter a name by which others find it.")
    if not author:
        raise DataInvalid("It is not said who saves this.", hint="Enter initials or a function.")
    if max(len(title), len(author)) > LONGEST_NAME or len(text) > LONGEST_TEXT:
        raise DataInvalid(
            "The name or the text is too long.",
            hint="A name has at most %(name)s characters, a text %(text)s.",
            name=LONGEST_NAME,
            text=LONGEST_TEXT,
        )
    return title, text, author


def _free_slug(title: str, known: Collection[str], names_somebody: NamesSomebody, *, knows_all: bool) -> str:
    """The title in plain letters, a number behind it where another has it; only a number for a person's name."""
    if not knows_all:
        by_chance = uuid.uuid4().hex[:12]
        return by_chance if names_somebody(title) else "-".join(filter(None, (slug_for(title), by_chance)))
    if names_somebody(title):
        return next(str(number) for number in count(1) if str(number) not in known)
    plain = slug_for(title) or uuid.uuid4().hex[:8]
    number = 2
    free = plain
    while free in known or free == "neu":
        free, number = f"{plain}-{number}", number + 1
    return free


def _now() -> str:
    return datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
