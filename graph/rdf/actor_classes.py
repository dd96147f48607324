"""Classes of those who can be actors, and of those who never are: the one list, for the model and for questions.

Those of other vocabularies stand in `ontology/mappings/`. A foaf:Agent is an actor unless it is a person: persons never
are, whatever else they are said to be.
"""

from __future__ import annotations

from graph.rdf.mappings import classes_below
from graph.terms import FOAF, NETZ, ORG, SCHEMA

_SCHEMAS = (SCHEMA, "http://schema.org/")

ORGANISATIONS = classes_below(
    {
        *(ORG + name for name in ("Organization", "FormalOrganization", "OrganizationalUnit")),
        *(ORG + "OrganizationalCollaboration", FOAF + "Agent"),
        *(NETZ + name for name in ("Programme", "ActorGroup", "WorkingGroup")),
    }
)
NOT_ACTORS = frozenset({NETZ + "Network", *(space + name for space in _SCHEMAS for name in ("Event", "EventSeries"))})
