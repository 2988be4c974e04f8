"""Whatever pages come in whatever state, the mirror shows what the city had at one moment."""

from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from cache_village import NOW, household
from hypothesis import given, settings
from hypothesis import strategies as st

from offline_cache.content import Content
from offline_cache.errors import OutOfStep
from wire.sync import Change, Op, SyncPage


def put(seq: int, key: str, kind: str = "thing") -> Change:
    return Change(seq=seq, kind=kind, key=key, op=Op.PUT, body={"seq": seq})


def page(
    start: int, end: int, *changes: Change, more: bool = False, reset: bool = False, epoch: str = "e"
) -> SyncPage:
    return SyncPage(
        epoch=epoch,
        from_seq=start,
        to_seq=end,
        head=end,
        more=more,
        reset=reset,
        changes=changes,
        server_time=NOW,
    )


def shown(content: Content) -> dict[str, int]:
    return {item.key: item.seq for item in content.items()}


def test_a_page_of_changes_where_everything_was_asked_for_is_refused(tmp_path: Path) -> None:
    content = Content.open(tmp_path, NOW)
    with pytest.raises(OutOfStep):
        content.apply(page(0, 1, put(1, "a")))
    assert shown(content) == {}
    content.close()


@pytest.mark.parametrize(
    "bad",
    [
        page(5, 6, put(6, "a")),
        page(2, 3, put(3, "a"), epoch="other"),
        page(2, 5, put(4, "a"), put(3, "b")),
        page(2, 5, put(6, "a")),
    ],
    ids=["a gap", "another history", "falling numbers", "a number beyond the page"],
)
def test_a_page_that_does_not_follow_on_changes_nothing(tmp_path: Path, bad: SyncPage) -> None:
    content = Content.open(tmp_path, NOW)
    content.apply(page(0, 2, put(1, "a"), put(2, "b"), reset=True))
    with pytest.raises(OutOfStep):
        content.apply(bad)
    assert (shown(content), content.cursor()) == ({"a": 1, "b": 2}, "e:2")
    content.close()


def test_the_same_page_again_does_nothing(tmp_path: Path) -> None:
    content = Content.open(tmp_path, NOW)
    content.apply(page(0, 2, put(1, "a"), put(2, "b"), reset=True))
    again = page(2, 3, put(3, "a"))
    assert content.apply(again).shows
    assert not content.apply(again).shows
    assert (shown(content), content.cursor()) == ({"a": 3, "b": 2}, "e:3")
    content.close()


def test_an_empty_page_moves_the_place_and_nothing_else(tmp_path: Path) -> None:
    content = Content.open(tmp_path, NOW)
    content.apply(page(0, 2, put(1, "a"), reset=True))
    assert not content.apply(page(2, 9)).shows
    assert content.cursor() == "e:9"
    content.close()


def test_a_moved_box_shows_nothing_of_the_old_home_while_the_new_one_loads(tmp_path: Path) -> None:
    content = Content.open(tmp_path, NOW)
    old = Change(seq=2, kind="household", key="h-1", op=Op.PUT, body=household().model_dump(mode="json"))
    content.apply(page(0, 2, put(1, "a"), old, reset=True))
    new = Change(seq=4, kind="household", key="h-2", op=Op.PUT, body=household("h-2").model_dump(mode="json"))
    assert content.apply(page(0, 5, put(3, "b"), new, more=True, reset=True, epoch="f")).shows
    assert shown(content) == {}
    content.apply(page(5, 6, put(6, "c"), epoch="f"))
    assert set(shown(content)) == {"b", "h-2", "c"}
    content.close()


def test_another_household_among_the_changes_has_everything_asked_for_anew(tmp_path: Path) -> None:
    content = Content.open(tmp_path, NOW)
    old = Change(seq=2, kind="household", key="h-1", op=Op.PUT, body=household().model_dump(mode="json"))
    content.apply(page(0, 2, put(1, "a"), old, reset=True))
    new = Change(seq=3, kind="household", key="h-2", op=Op.PUT, body=household("h-2").model_dump(mode="json"))
    assert content.apply(page(2, 3, new)).shows
    assert (shown(content), content.cursor()) == ({}, "")
    content.close()


class City:
    """A model of the city: what it has, and the pages it would answer with."""

    def __init__(self) -> None:
        self.epoch, self.seq = 1, 0
        self.things: dict[str, Change] = {}

    def change(self, key: str, *, delete: bool) -> None:
        self.seq += 1
        op = Op.DELETE if delete else Op.PUT
        body = None if delete else {"seq": self.seq}
        self.things[key] = Change(seq=self.seq, kind="thing", key=key, op=op, body=body)

    def page(self, cursor: str, size: int) -> SyncPage:
        epoch, _, seq = cursor.rpartition(":")
        reset = epoch != f"e{self.epoch}"
        start = 0 if reset else int(seq)
        later = sorted((one for one in self.things.values() if one.seq > start), key=lambda one: one.seq)
        cut = later[:size]
        more = len(later) > size
        end = cut[-1].seq if more else self.seq
        return page(start, end, *cut, more=more, reset=reset, epoch=f"e{self.epoch}")

    def shows(self) -> dict[str, int]:
        return {key: one.seq for key, one in self.things.items() if one.op is Op.PUT}


KEYS = st.sampled_from(["a", "b", "c", "d", "e"])
STEPS = st.one_of(
    st.tuples(st.just("put"), KEYS),
    st.tuples(st.just("delete"), KEYS),
    st.tuples(st.just("pull"), st.integers(1, 3)),
    st.tuples(st.just("twice"), st.integers(1, 3)),
    st.tuples(st.just("restore"), st.just(0)),
    st.tuples(st.just("restart"), st.just(0)),
)


@settings(max_examples=150, deadline=None)
@given(st.lists(STEPS, max_size=40))
def test_after_any_story_the_box_shows_what_the_city_has(steps: list[tuple[str, object]]) -> None:
    with TemporaryDirectory() as folder:
        story = Story(City(), Path(folder))
        for step, what in steps:
            story.tell(step, what)
            if story.content.applied() is None:
                assert shown(story.content) == {}, "nothing shows before a first load is complete"
        story.settle()
        assert shown(story.content) == story.city.shows()
        story.repeat_late()
        assert shown(story.content) == story.city.shows()
        story.content.close()


class Story:
    """A city and a box, step by step."""

    def __init__(self, city: City, folder: Path) -> None:
        self.city, self.folder = city, folder
        self.content = Content.open(folder, NOW)
        self.taken: list[SyncPage] = []

    def tell(self, step: str, what: object) -> None:
        match step, what:
            case (("put" | "delete"), str(key)):
                self.city.change(key, delete=step == "delete")
            case (("pull" | "twice"), int(size)):
                self.pull(size)
                if step == "twice" and not self.taken[-1].reset:
                    assert not self.content.apply(self.taken[-1]).shows
            case "restore", _:
                self.city.epoch += 1
            case "restart", _:
                self.content.close()
                self.content = Content.open(self.folder, NOW)

    def pull(self, size: int) -> None:
        self.taken.append(self.city.page(self.content.cursor(), size))
        self.content.apply(self.taken[-1])

    def settle(self) -> None:
        end = f"e{self.city.epoch}:{self.city.seq}"
        while self.content.applied() is None or str(self.content.applied()) != end:
            self.pull(2)

    def repeat_late(self) -> None:
        """Pages that arrive again, in any order, never undo anything."""
        for old in self.taken:
            if not old.reset and old.epoch == f"e{self.city.epoch}":
                self.content.apply(old)
