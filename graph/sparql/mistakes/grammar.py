"""The grammar of SPARQL 1.1 as rules, to find the first word of a text that does not fit.

Source: https://www.w3.org/TR/sparql11-query/#sparqlGrammar, in its own notation; one token ahead decides everywhere.
LATERAL is the engine's. Kinds of tokens are in capitals, words and signs in quotation marks.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import NamedTuple

QUERY, UPDATE = "QueryUnit", "Update"
END = "END"

_RULES = """
QueryUnit = Prologue ( SelectQuery | ConstructQuery | DescribeQuery | AskQuery ) ValuesClause END
Prologue = ( 'BASE' IRIREF | 'PREFIX' PNAME IRIREF )*
SelectQuery = SelectClause DatasetClause* WhereClause SolutionModifier
SubSelect = SelectClause WhereClause SolutionModifier ValuesClause
SelectClause = 'SELECT' ( 'DISTINCT' | 'REDUCED' )? ( ( VARIABLE | '(' Expression 'AS' VARIABLE ')' )+ | '*' )
ConstructQuery = 'CONSTRUCT' ( Template DatasetClause* WhereClause | DatasetClause* 'WHERE' Template ) SolutionModifier
DescribeQuery = 'DESCRIBE' ( VarOrIri+ | '*' ) DatasetClause* WhereClause? SolutionModifier
AskQuery = 'ASK' DatasetClause* WhereClause SolutionModifier
DatasetClause = 'FROM' 'NAMED'? Iri
WhereClause = 'WHERE'? Group
SolutionModifier = GroupClause? HavingClause? OrderClause? LimitClauses?
GroupClause = 'GROUP' 'BY' ( BuiltInCall | Iri ArgList | '(' Expression ( 'AS' VARIABLE )? ')' | VARIABLE )+
HavingClause = 'HAVING' Constraint+
OrderClause = 'ORDER' 'BY' ( ( 'ASC' | 'DESC' ) Bracketed | Constraint | VARIABLE )+
LimitClauses = 'LIMIT' NUMBER ( 'OFFSET' NUMBER )? | 'OFFSET' NUMBER ( 'LIMIT' NUMBER )?
ValuesClause = ( 'VALUES' DataBlock )?
Update = Prologue ( Operation ( ';' Update )? )? END?
Operation = Insert | Delete | Modify | Load | Clear | Create | Move
Insert = 'INSERT' ( 'DATA' Quads | Quads Where )
Delete = 'DELETE' ( 'DATA' Quads | 'WHERE' Quads | Quads ( 'INSERT' Quads )? Where )
Modify = 'WITH' Iri ( 'DELETE' Quads ( 'INSERT' Quads )? | 'INSERT' Quads ) Where
Where = ( 'USING' 'NAMED'? Iri )* 'WHERE' Group
Load = 'LOAD' 'SILENT'? Iri ( 'INTO' 'GRAPH' Iri )?
Clear = ( 'CLEAR' | 'DROP' ) 'SILENT'? ( 'GRAPH' Iri | 'DEFAULT' | 'NAMED' | 'ALL' )
Create = 'CREATE' 'SILENT'? 'GRAPH' Iri
Move = ( 'ADD' | 'MOVE' | 'COPY' ) 'SILENT'? GraphOrDefault 'TO' GraphOrDefault
GraphOrDefault = 'DEFAULT' | 'GRAPH'? Iri
Quads = '{' Triples? ( 'GRAPH' VarOrIri Template '.'? Triples? )* '}'
Template = '{' Triples? '}'
Triples = SameSubject ( '.' Triples? )?
SameSubject = VarOrTerm PropertyList | Node PropertyList?
PropertyList = Verb ObjectList ( ';' ( Verb ObjectList )? )*
Verb = VarOrIri | 'a'
ObjectList = Object ( ',' Object )*
Object = VarOrTerm | Node
Node = '(' Object+ ')' | '[' PropertyList ']'
Group = '{' ( SubSelect | GroupBody ) '}'
GroupBody = PathTriples? ( NotTriples '.'? PathTriples? )*
PathTriples = PathSameSubject ( '.' PathTriples? )?
PathSameSubject = VarOrTerm PathPropertyList | PathNode PathPropertyList?
PathPropertyList = PathVerb PathObjectList ( ';' ( PathVerb PathObjectList )? )*
PathVerb = VARIABLE | Path
PathObjectList = PathObject ( ',' PathObject )*
PathObject = VarOrTerm | PathNode
PathNode = '(' PathObject+ ')' | '[' PathPropertyList ']'
NotTriples = Union | Optional | Graph | Service | 'FILTER' Constraint | Bind | 'VALUES' DataBlock
Union = Group ( 'UNION' Group )*
Optional = ( 'OPTIONAL' | 'MINUS' | 'LATERAL' ) Group
Graph = 'GRAPH' VarOrIri Group
Service = 'SERVICE' 'SILENT'? VarOrIri Group
Bind = 'BIND' '(' Expression 'AS' VARIABLE ')'
DataBlock = VARIABLE '{' Value* '}' | ( NIL | '(' VARIABLE* ')' ) '{' ( '(' Value* ')' | NIL )* '}'
Value = Iri | Literal | 'UNDEF'
Constraint = Bracketed | BuiltInCall | Iri ArgList
ArgList = NIL | '(' 'DISTINCT'? Expression ( ',' Expression )* ')'
List = NIL | '(' Expression ( ',' Expression )* ')'
Path = PathSequence ( '|' PathSequence )*
PathSequence = PathStep ( '/' PathStep )*
PathStep = '^'? PathPrimary ( '?' | '*' | '+' )?
PathPrimary = Iri | 'a' | '!' ( OneStep | NIL | '(' ( OneStep ( '|' OneStep )* )? ')' ) | '(' Path ')'
OneStep = '^'? ( Iri | 'a' )
VarOrTerm = VARIABLE | Iri | Literal | BLANK | NIL
VarOrIri = VARIABLE | Iri
Iri = IRIREF | NAME | PNAME
Literal = STRING ( LANGUAGE | '^^' Iri )? | ( '+' | '-' )? NUMBER | 'TRUE' | 'FALSE'
Expression = And ( '||' And )*
And = Relation ( '&&' Relation )*
Relation = Sum ( ( '=' | '!=' | '<' | '>' | '<=' | '>=' ) Sum | 'NOT'? 'IN' List )?
Sum = Product ( ( '+' | '-' ) Product )*
Product = Unary ( ( '*' | '/' ) Unary )*
Unary = ( '!' | '+' | '-' )? Primary
Primary = Bracketed | BuiltInCall | Iri ArgList? | STRING ( LANGUAGE | '^^' Iri )? | NUMBER | 'TRUE' | 'FALSE' | VARIABLE
Bracketed = '(' Expression ')'
BuiltInCall = Aggregate | NoArgument NIL | OneArgument '(' Expression ')' | TwoArguments '(' Expression ',' Expression ')' | ThreeArguments '(' Expression ',' Expression ',' Expression ')' | 'BNODE' ( NIL | '(' Expression ')' ) | 'BOUND' '(' VARIABLE ')' | ( 'COALESCE' | 'CONCAT' ) List | ( 'REGEX' | 'SUBSTR' ) '(' Expression ',' Expression ( ',' Expression )? ')' | 'REPLACE' '(' Expression ',' Expression ',' Expression ( ',' Expression )? ')' | 'NOT'? 'EXISTS' Group
NoArgument = 'RAND' | 'NOW' | 'UUID' | 'STRUUID'
OneArgument = 'STR' | 'LANG' | 'DATATYPE' | 'IRI' | 'URI' | 'ABS' | 'CEIL' | 'FLOOR' | 'ROUND' | 'STRLEN' | 'UCASE' | 'LCASE' | 'ENCODE_FOR_URI' | 'YEAR' | 'MONTH' | 'DAY' | 'HOURS' | 'MINUTES' | 'SECONDS' | 'TIMEZONE' | 'TZ' | 'MD5' | 'SHA1' | 'SHA256' | 'SHA384' | 'SHA512' | 'ISIRI' | 'ISURI' | 'ISBLANK' | 'ISLITERAL' | 'ISNUMERIC' | 'ISTRIPLE' | 'SUBJECT' | 'PREDICATE' | 'OBJECT'
TwoArguments = 'LANGMATCHES' | 'CONTAINS' | 'STRSTARTS' | 'STRENDS' | 'STRBEFORE' | 'STRAFTER' | 'STRLANG' | 'STRDT' | 'SAMETERM'
ThreeArguments = 'IF' | 'TRIPLE'
Aggregate = 'COUNT' '(' 'DISTINCT'? ( '*' | Expression ) ')' | ( 'SUM' | 'MIN' | 'MAX' | 'AVG' | 'SAMPLE' ) '(' 'DISTINCT'? Expression ')' | 'GROUP_CONCAT' '(' 'DISTINCT'? Expression ( ';' 'SEPARATOR' '=' STRING )? ')'
"""  # noqa: E501 - a rule stands in its line
_SYMBOL = re.compile(r"'[^']+'|\w+|[()|*+?]")


class Node(NamedTuple):
    """A part of a rule: `kind` is token, rule, all, one, maybe, some (none or more); `name` of a token or rule."""

    kind: str
    name: str = ""
    parts: tuple[Node, ...] = ()


@lru_cache(maxsize=1)
def rules() -> dict[str, Node]:
    """All rules by their names."""
    lines = (line.split(" = ", 1) for line in _RULES.strip().splitlines())
    return {name: _Reader(_SYMBOL.findall(text)).alternatives() for name, text in lines}


@lru_cache(maxsize=1)
def keywords() -> frozenset[str]:
    """All words that mean something, in capitals."""
    return frozenset(name for name in _names(rules().values()) if name.isidentifier() and name != "a")


@lru_cache(maxsize=4096)
def first(node: Node) -> frozenset[str]:
    """The tokens that a part may begin with; `""` is among them when it may be nothing."""
    match node.kind:
        case "token":
            return frozenset({node.name})
        case "rule":
            return first(rules()[node.name])
        case "one":
            return frozenset[str]().union(*map(first, node.parts))
        case "maybe" | "some":
            return first(node.parts[0]) | {""}
    found = frozenset({""})
    for part in node.parts:
        found = (found - {""}) | first(part)
        if "" not in first(part):
            break
    return found


def _names(nodes: Iterable[Node]) -> Iterator[str]:
    for node in nodes:
        if node.kind == "token" and node.name not in _KINDS:
            yield node.name
        yield from _names(node.parts)


_KINDS = frozenset({"IRIREF", "NAME", "PNAME", "VARIABLE", "STRING", "NUMBER", "LANGUAGE", "BLANK", "NIL", END})


class _Reader:
    """Reads the right side of a rule."""

    def __init__(self, symbols: list[str]) -> None:
        self._symbols = symbols[::-1]

    def alternatives(self) -> Node:
        """One of several, up to a closing bracket or the end."""
        found = [self._sequence()]
        while self._symbols and self._symbols[-1] == "|":
            self._symbols.pop()
            found.append(self._sequence())
        return found[0] if len(found) == 1 else Node("one", parts=tuple(found))

    def _sequence(self) -> Node:
        parts = list[Node]()
        while self._symbols and self._symbols[-1] not in {"|", ")"}:
            parts += self._item()
        return parts[0] if len(parts) == 1 else Node("all", parts=tuple(parts))

    def _item(self) -> tuple[Node, ...]:
        symbol = self._symbols.pop()
        if symbol == "(":
            node = self.alternatives()
            self._symbols.pop()
        elif symbol.startswith("'") or symbol in _KINDS:
            node = Node("token", symbol.strip("'"))
        else:
            node = Node("rule", symbol)
        times = self._symbols.pop() if self._symbols and self._symbols[-1] in {"*", "+", "?"} else ""
        some = Node("some", parts=(node,))
        return {"": (node,), "?": (Node("maybe", parts=(node,)),), "*": (some,), "+": (node, some)}[times]
