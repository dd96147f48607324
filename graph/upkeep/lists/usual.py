"""What a new thing of a list is where the list does not say: one for all, as a list may name 100,000."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

import pyoxigraph as ox

from graph.terms import NETZ, NK, ORG
from graph.upkeep.lists.fields import CONFIDENCE, KIND, ROLE, STATE, ListField, Said, Values
from graph.upkeep.lists.present import GROUP, TYPE

_STATED, _EXISTS = (frozenset({NK + code}) for code in ("stated", "exists"))
USUAL_ACTOR: Mapping[ListField, Values] = MappingProxyType({CONFIDENCE: _STATED})
USUAL_GROUP: Mapping[ListField, Values] = MappingProxyType(
    {CONFIDENCE: _STATED, KIND: frozenset({NK + "standingGroup"}), STATE: _EXISTS}
)
USUAL_TIE: Mapping[ListField, Values] = MappingProxyType({STATE: _EXISTS, CONFIDENCE: _STATED})
USUAL_MEMBERSHIP: Mapping[ListField, Values] = MappingProxyType({**USUAL_TIE, ROLE: frozenset({NK + "member"})})
AN_ACTOR, A_GROUP = (TYPE, ox.NamedNode(ORG + "FormalOrganization")), (TYPE, ox.NamedNode(GROUP))
A_MEMBERSHIP: Said = (TYPE, ox.NamedNode(NETZ + "Membership"))
