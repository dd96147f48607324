"""Which networks a store holds. Every page names them, so they are read on their own, not with the whole model."""

from __future__ import annotations

import pyoxigraph as ox

from graph.cache.revisions import RevisionCache
from graph.model import Ref
from graph.protocol import Store
from graph.query.memory_copy import model_revision
from graph.terms import NETZ, RDFS
from graph.text import LABELS, label, label_of_iri, name

_QUERY = f"""SELECT DISTINCT ?network ?property ?label WHERE {{
  ?class <{RDFS}subClassOf>* <{NETZ}Network> . ?network a ?class .
  OPTIONAL {{ VALUES ?property {{ {" ".join(f"<{one}>" for one in LABELS)} }} ?network ?property ?label }}
}}"""
_NETWORKS: RevisionCache[Store, None, list[Ref]] = RevisionCache(lambda store, _: model_revision(store))


def networks(store: Store) -> list[Ref]:
    """The networks in the store, in the order of their IRIs; read once for each revision of the model."""
    return list(_NETWORKS.get(store, None, lambda: _read(store)))


def _read(store: Store) -> list[Ref]:
    labels: dict[str, dict[str, list[ox.Literal]]] = {}
    for row in store.select(_QUERY):
        own = labels.setdefault(name(row["network"]), {})
        if isinstance(row["label"], ox.Literal):
            own.setdefault(name(row["property"]), []).append(row["label"])
    return [Ref(iri, label(own) or label_of_iri(iri)) for iri, own in sorted(labels.items())]
