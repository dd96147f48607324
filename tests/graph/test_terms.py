from graph.terms import BASE, DERIVED_GRAPH, NETZ, NK, PREFIXES, local_name, network_slug, prefix_lines


def test_local_name_follows_the_last_hash_or_slash() -> None:
    assert local_name(NETZ + "Interface") == "Interface"
    assert local_name(BASE + "magdeburg/jobcenter") == "jobcenter"


def test_local_name_of_a_namespace_is_its_last_word() -> None:
    assert local_name(NETZ) == "ns"


def test_network_slug_is_the_first_segment_under_the_base() -> None:
    assert network_slug(BASE + "magdeburg/thema/sprache") == "magdeburg"
    assert network_slug("https://example.org/magdeburg") == ""


def test_prefix_lines_declare_every_prefix_once() -> None:
    lines = prefix_lines().splitlines()
    assert len(lines) == len(PREFIXES)
    assert f"PREFIX nk: <{NK}>" in lines


def test_the_derived_graph_lies_under_the_base() -> None:
    assert DERIVED_GRAPH.startswith(BASE)
