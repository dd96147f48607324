import pytest

from graph.sparql.data_update import opposite_of


@pytest.mark.parametrize(
    "update",
    [
        "INSERT DATA { <a:1> <a:p> 'DELETE DATA' }",
        "PREFIX delete: <a:> insert data { delete:x a [] } ; INSERT # DELETE\n DATA { GRAPH <g:1> { _:b <a:p> 1 } } ;",
        "",
    ],
)
def test_update_that_only_inserts_deletes_nothing(update: str) -> None:
    assert opposite_of(update) == ""


def test_opposite_inserts_what_is_deleted() -> None:
    update = "PREFIX insert: <a:> DELETE DATA { insert:1 insert:p 'INSERT' } ; INSERT DATA { <a:2> <a:p> 1 }"
    opposite = "PREFIX insert: <a:> INSERT DATA { insert:1 insert:p 'INSERT' } ; DELETE DATA { <a:2> <a:p> 1 }"
    assert opposite_of(update) == opposite


@pytest.mark.parametrize(
    "update",
    [
        "INSERT DATA { <a:1> <a:p> _:b } ; DELETE DATA { <a:1> <a:p> 1 }",
        "INSERT DATA { <a:1> <a:p> [] } ; DELETE DATA { <a:1> <a:p> 1 }",
        "INSERT DATA { <a:1> <a:p> 1 } ; D\\u0045LETE DATA { <a:1> <a:p> 1 }",
        "DELETE DATA { <a:1> <a:p> '\\u0049' }",
    ],
)
def test_what_has_no_opposite_has_none(update: str) -> None:
    assert opposite_of(update) is None
