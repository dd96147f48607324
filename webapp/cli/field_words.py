"""What the fields of a list are called, by the properties that hold them."""

from __future__ import annotations

from graph.terms import ADMS, DCT, NETZ, ORG, SCHEMA, SKOS, local_name
from webapp.cli.console import _


def field_name(property_iri: str) -> str:
    """The name of a field as the sheets of our workbook head it; of any other property its own."""
    return {
        SKOS + "prefLabel": _("Name"),
        SKOS + "altLabel": _("Weitere Namen"),
        SKOS + "note": _("Bemerkung"),
        ORG + "classification": _("Art"),
        ORG + "subOrganizationOf": _("Gehört zu"),
        ORG + "role": _("Rolle"),
        NETZ + "kind": _("Art"),
        NETZ + "topic": _("Thema"),
        NETZ + "weight": _("Gewicht"),
        NETZ + "confidence": _("Sicherheit"),
        NETZ + "party": _("Beteiligte"),
        ADMS + "status": _("Stand"),
        DCT + "spatial": _("Stadtteil"),
        SCHEMA + "startDate": _("Beginn"),
        SCHEMA + "endDate": _("Ende"),
        SCHEMA + "url": _("Internetseite"),
        SCHEMA + "address": _("Anschrift"),
    }.get(property_iri, local_name(property_iri))
