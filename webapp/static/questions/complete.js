/* What the editor completes: our prefixes, classes, properties and names, all of them asked of our own endpoint. */

import { plain } from '../ui/text.js';

const MOST = 60;
const NAMES_MOST = 200;
const SHORTEST = 2;
const WORD = /^[\p{L}][\p{L}\d-]*$/u;
const LABELS = 'skos:prefLabel|rdfs:label';
const PREFIXES = {
  adms: 'http://www.w3.org/ns/adms#',
  dct: 'http://purl.org/dc/terms/',
  foaf: 'http://xmlns.com/foaf/0.1/',
  netz: 'https://w3id.org/akteursnetz/ns#',
  nk: 'https://w3id.org/akteursnetz/code#',
  oa: 'http://www.w3.org/ns/oa#',
  org: 'http://www.w3.org/ns/org#',
  owl: 'http://www.w3.org/2002/07/owl#',
  prov: 'http://www.w3.org/ns/prov#',
  rdf: 'http://www.w3.org/1999/02/22-rdf-syntax-ns#',
  rdfs: 'http://www.w3.org/2000/01/rdf-schema#',
  schema: 'https://schema.org/',
  skos: 'http://www.w3.org/2004/02/skos/core#',
  xsd: 'http://www.w3.org/2001/XMLSchema#',
};
const HEAD = ['owl', 'rdfs', 'skos'].map((prefix) => `PREFIX ${prefix}: <${PREFIXES[prefix]}>`).join('\n');
const CLASSES = '{ ?term a owl:Class } UNION { ?term a rdfs:Class } UNION { SELECT DISTINCT ?term { [] a ?term } }';
const PROPERTIES = '{ SELECT DISTINCT ?term { [] ?term [] } }';

/** The completers by their names in the package; each begins with the package's own and says what to ask. */
export function completers(Yasqe, source) {
  const base = Yasqe.Autocompleters;
  const shared = { persistenceId: null, bulk: false, autoShow: false };
  return [
    { ...base.prefixes, persistenceId: null, get: () => Object.entries(PREFIXES).map(([prefix, iri]) => `${prefix}: <${iri}>`) },
    { ...base.class, ...shared, ...terms(source, CLASSES) },
    { ...base.property, ...shared, ...terms(source, PROPERTIES) },
    { ...shared, name: 'names', isValidCompletionPosition: isName, ...names(source) },
  ];
}

/** Rows of `?term ?label` for this pattern, in the reader's language where there is one. */
export async function ask({ endpoint, language }, pattern) {
  const label = `OPTIONAL { ?term ${LABELS} ?label FILTER(LANG(?label) IN ("${language}", "")) }`;
  const query = `${HEAD}\nSELECT DISTINCT ?term ?label WHERE { ${pattern} ${pattern.includes('?label') ? '' : label} } LIMIT 2000`;
  const response = await fetch(`${endpoint}?${new URLSearchParams({ query })}`, { headers: { Accept: 'application/sparql-results+json' } });
  if (!response.ok) return [];
  const { results } = await response.json();
  return results.bindings.filter(({ term }) => term.type === 'uri').map(({ term, label: name }) => ({
    iri: term.value, label: name?.value ?? '', language: name?.['xml:lang'] ?? '',
  }));
}

/** Resources whose name contains this text. */
export function askNames(source, text, most = MOST) {
  const wanted = JSON.stringify(text.toLowerCase());
  return ask(source, `{ SELECT ?term ?label { ?term ${LABELS}|skos:altLabel ?label FILTER(CONTAINS(LCASE(STR(?label)), ${wanted})) } LIMIT ${most} }`);
}

/* Classes or properties: read once, then found by the beginning of the IRI, by a local name or by a word of the label. */
function terms(source, pattern) {
  const described = new Map();
  let all = null;
  return {
    async get(_yasqe, token) {
      all ??= ask(source, pattern);
      const wanted = token.autocompletionString ?? '';
      const word = plain(token.string.split(':').pop());
      const found = (await all).filter(({ iri, label }) => iri.startsWith(wanted) || (word.length >= SHORTEST && !wanted.startsWith('http') && plain(`${localName(iri)} ${label}`).includes(word)));
      for (const { iri, label } of found) described.set(iri, label);
      return [...new Set(found.map(({ iri }) => iri))].sort((a, b) => shorten(a).localeCompare(shorten(b))).slice(0, MOST);
    },
    postProcessSuggestion: (yasqe, _token, iri) => written(yasqe, iri),
    postprocessHints: (yasqe, hints) => hints.map((hint) => ({ ...hint, displayText: withLabel(hint.text, labelOf(yasqe, described, hint.text)) })),
  };
}

/* Names of things: within quotes the name itself is completed, as a bare word the resource that is called so. */
function names(source) {
  let offered = [];
  return {
    preProcessToken: (yasqe, token) => ({ ...token, ...openString(yasqe), string: wordAt(yasqe) }),
    async get(_yasqe, token) {
      const wanted = plain(token.string);
      if (wanted.length < SHORTEST) return [];
      const rows = await askNames(source, token.string, NAMES_MOST);
      const rank = ({ label, language }) => 2 * !plain(label).startsWith(wanted) + !['', source.language].includes(language);
      rows.sort((one, other) => rank(one) - rank(other) || one.label.length - other.label.length);
      offered = unique(rows, token.from ? literal : ({ iri }) => iri).slice(0, MOST);
      return offered.map(token.from ? literal : ({ iri }) => iri);
    },
    postProcessSuggestion: (yasqe, token, suggestion) => (token.from ? suggestion : written(yasqe, suggestion)),
    postprocessHints: (_yasqe, hints) => hints.map((hint, index) => ({ ...hint, displayText: withLabel(localName(offered[index].iri), offered[index].label) })),
  };
}

/* From the quote to the cursor, when the cursor is within a string; a string may hold words that the mode cuts apart. */
function openString(yasqe) {
  const { line, ch } = yasqe.getDoc().getCursor();
  const before = yasqe.getDoc().getLine(line).slice(0, ch);
  const quote = before.lastIndexOf('"');
  return before.split('"').length % 2 ? {} : { from: { ch: quote }, to: { ch } };
}

function wordAt(yasqe) {
  const { from } = openString(yasqe);
  const { line, ch } = yasqe.getDoc().getCursor();
  return from ? yasqe.getDoc().getLine(line).slice(from.ch + 1, ch) : yasqe.getCompleteToken().string;
}

function unique(rows, by) {
  return [...new Map(rows.map((row) => [by(row), row]).reverse()).values()].reverse();
}

const literal = ({ label, language }) => JSON.stringify(label) + (language ? `@${language}` : '');
const withLabel = (text, label) => (label ? `${label}  ${text}` : text);
const labelOf = (yasqe, described, text) => [...described].find(([iri]) => written(yasqe, iri) === text)?.[1];
const localName = (iri) => iri.split(/[#/]/).pop();

/* Within quotes, or where a word stands that is no SPARQL yet; a line that declares a prefix has a completer of its own. */
function isName(yasqe) {
  if (openString(yasqe).from) return true;
  const { line } = yasqe.getDoc().getCursor();
  if (/^\s*prefix\s/i.test(yasqe.getDoc().getLine(line))) return false;
  const token = yasqe.getCompleteToken();
  return WORD.test(token.string) && token.type === 'error';
}

/* An IRI as the query at hand would write it. */
function written(yasqe, iri) {
  for (const [prefix, namespace] of Object.entries(yasqe.getPrefixesFromQuery())) {
    const name = iri.startsWith(namespace) ? iri.slice(namespace.length) : '';
    if (/^[\w-]+$/.test(name)) return `${prefix}:${name}`;
  }
  return `<${iri}>`;
}

function shorten(iri) {
  const known = Object.entries(PREFIXES).find(([, namespace]) => iri.startsWith(namespace));
  return known ? `${known[0]}:${iri.slice(known[1].length)}` : iri;
}
