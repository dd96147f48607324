"""The store's content as model objects: actors, groups, ties, findings, networks, topics and codes.

Everything is read once per revision by a handful of fixed SELECTs (`property_index.py`), never by a query per actor.
Plain W3C ORG data counts too: an organisation of any vocabulary is an actor, and `org:Membership`,
`org:memberOf`, `org:hasMember` and `org:linkedTo` are existing ties.
"""

from __future__ import annotations

from graph.cache.revisions import RevisionCache
from graph.errors import NotFound
from graph.model import Actor, Finding, Group, Ref, Tie
from graph.network.property_index import PropertyIndex
from graph.network.read_actors import read_actor
from graph.network.read_properties import read_property_index
from graph.network.read_ties import TieReader
from graph.network.reading import Model
from graph.network.renewal import renew
from graph.network.tie_kinds import TieKinds, read_tie_kinds
from graph.network.ties_by_party import ties_by_party
from graph.network.who import FINDINGS, networks_by_actor
from graph.protocol import Store
from graph.query.memory_copy import model_revision
from graph.query.written import read_at_one_revision
from graph.rdf.actor_classes import NOT_ACTORS
from graph.terms import NETZ, NK, SKOS, network_slug


def read_model(store: Store) -> Model:
    """All of the store's public content, read once for each revision of the model."""
    return _MODELS.get(store, None, lambda: _read(store))


def model_at_hand(store: Store) -> Model | None:
    """The model if it was read before, so that it costs no more than what has changed since; None otherwise."""
    return read_model(store) if _MODELS.holds(store, None) else None


def take_up_model(store: Store, model: Model, revision: int) -> bool:
    """Take a model that was read at an earlier revision; False where the changes since then cannot be followed."""
    if revision != model_revision(store) and store.delta_since(revision) is None:
        return False
    _MODELS.put(store, None, model, version=revision)
    return True


def _renew(store: Store, _key: None, former: Model, since: int) -> Model | None:
    """The model after the changes since then, which are read alone; None where it must be read anew.

    What is written meanwhile may be in it in part; it is read once more with the next, which begins where this began.
    """
    delta = store.delta_since(since)
    return renew(former, delta) if delta else None


def actors(store: Store, network: str | None = None) -> dict[str, Actor]:
    """Who can be party to a tie, by IRI, working groups left out; of one network or of all."""
    return read_model(store).actors_in(network_iri(store, network))


def groups(store: Store, network: str | None = None) -> dict[str, Group]:
    """Working groups of any kind and state, by IRI; of one network or of all."""
    return read_model(store).groups_in(network_iri(store, network))


def ties(store: Store, network: str | None = None) -> list[Tie]:
    """Ties of every kind and state in the order of their IRIs; of one network or of all."""
    return read_model(store).ties_in(network_iri(store, network))


def findings(store: Store, network: str | None = None) -> list[Finding]:
    """What groups recorded, in the order of their IRIs; of one network or of all."""
    return read_model(store).findings_in(network_iri(store, network))


def topics(store: Store) -> dict[str, Ref]:
    """Topics and action fields by IRI: every concept that is not one of our codes."""
    return dict(read_model(store).topics)


def codes(store: Store) -> dict[str, Ref]:
    """Codes of the nk: vocabulary by IRI: states, sectors, kinds, roles."""
    return dict(read_model(store).codes)


def network_iri(store: Store, network: str | None) -> str | None:
    """The IRI of a network given by IRI or by slug (`magdeburg`). Raises NotFound, naming those there are."""
    if network is None:
        return None
    known = read_model(store).networks.values()
    for ref in known:
        if network in {ref.iri, network_slug(ref.iri), *ref.iri.rstrip("/").split("/")[-2:-1]}:
            return ref.iri
    raise NotFound(
        "There is no network called %(name)s.",
        hint="The networks here are: %(known)s.",
        name=network,
        known=", ".join(network_slug(ref.iri) or ref.iri for ref in known) or "none",
    )


def _read(store: Store) -> Model:
    return read_at_one_revision(store, lambda present: _model(read_property_index(present), read_tie_kinds(present)))


_MODELS: RevisionCache[Store, None, Model] = RevisionCache(lambda store, _: model_revision(store), renew=_renew)


def _model(index: PropertyIndex, kinds: TieKinds) -> Model:
    reader = TieReader(index, kinds)
    links = tuple(reader.links())
    findings = {iri: reader.finding(iri) for iri in sorted(index.of_type(FINDINGS))}
    everyone = {iri: read_actor(reader, iri, known) for iri, known in networks_by_actor(index, links).items()}
    ties = {tie.iri: tie for tie in reader.ties(links)}
    concepts = {iri: index.ref(iri) for iri in sorted(index.of_type({SKOS + "Concept"}))}
    return Model(
        actors={iri: actor for iri, actor in everyone.items() if not isinstance(actor, Group)},
        groups={iri: actor for iri, actor in everyone.items() if isinstance(actor, Group)},
        others={iri: index.ref(iri) for iri in sorted(index.of_type(NOT_ACTORS))},
        ties=ties,
        findings=findings,
        networks={iri: index.ref(iri) for iri in sorted(index.of_type({NETZ + "Network"}))},
        topics={iri: ref for iri, ref in concepts.items() if not iri.startswith(NK)},
        codes={iri: ref for iri, ref in concepts.items() if iri.startswith(NK)},
        evidence={iri: reader.evidence(iri) for iri in index.subjects(NETZ + "evidence")},
        since={iri: reader.since(finding) for iri, finding in findings.items()},
        kinds=kinds,
        by_party=ties_by_party(ties),
        index=index,
    )
