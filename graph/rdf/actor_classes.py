"""Classes of those who can be actors, and of those who never are: the one list, for the model and for questions."""

from __future__ import annotations

from graph.terms import CV, FOAF, NETZ, ORG, SCHEMA

_SCHEMAS = (SCHEMA, "http://schema.org/")

ORGANISATIONS = frozenset(
    {
        *(ORG + name for name in ("Organization", "FormalOrganization", "OrganizationalUnit")),
        ORG + "OrganizationalCollaboration",
        CV + "PublicOrganisation",
        *(FOAF + name for name in ("Group", "Organization")),
        *(NETZ + name for name in ("Programme", "ActorGroup", "WorkingGroup")),
        *(
            namespace + name
            for namespace in _SCHEMAS
            for name in ("Organization", "GovernmentOrganization", "EducationalOrganization", "NGO", "Corporation")
        ),
    }
)
NOT_ACTORS = frozenset({NETZ + "Network", *(space + name for space in _SCHEMAS for name in ("Event", "EventSeries"))})
