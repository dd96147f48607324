import pyoxigraph as ox

from graph.rdf.skolem import is_skolem, skolemise

ADDRESSES = "_:a <a:street> 'Alter Markt' . _:b <a:street> 'Domplatz' . <a:x> <a:at> _:a, _:b ."


def read(turtle: str) -> list[ox.Quad]:
    return list(ox.parse(turtle, format=ox.RdfFormat.TURTLE, rename_blank_nodes=True))


def test_same_text_gives_the_same_names_each_time() -> None:
    assert set(skolemise(read(ADDRESSES))) == set(skolemise(read(ADDRESSES)))


def test_labels_of_blank_nodes_do_not_matter() -> None:
    other = ADDRESSES.replace("_:a", "_:tmp").replace("_:b", "_:a").replace("_:tmp", "_:b")
    assert set(skolemise(read(ADDRESSES))) == set(skolemise(read(other)))


def test_different_nodes_get_different_names() -> None:
    names = {str(quad.object) for quad in skolemise(read(ADDRESSES)) if isinstance(quad.object, ox.NamedNode)}
    assert len(names) == 2


def test_nodes_nothing_tells_apart_stay_two() -> None:
    quads = skolemise(read("<a:x> <a:at> [], [] ."))
    assert len({str(quad.object) for quad in quads}) == 2


def test_nothing_blank_is_left_even_inside_triple_terms() -> None:
    quads = skolemise(read("<a:x> <a:says> <<( _:a <a:p> _:b )>> ."))
    assert "_:" not in " ".join(map(str, quads))


def test_names_are_recognised() -> None:
    (quad,) = skolemise(read("[] <a:p> 1 ."))
    assert isinstance(quad.subject, ox.NamedNode)
    assert is_skolem(quad.subject.value)
    assert not is_skolem("a:x")
