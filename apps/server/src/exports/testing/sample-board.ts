import type { BoardRecord, BoardSnapshot, Method, Named, ZoneDefinition } from '@tablee/board'
import { arrowRecord, bindingRecord, noteRecord, shapeRecord, zoneRecord } from '@tablee/board/testing'

/** An actor id that no export may hold. */
export const AUTHOR = 'acteur-secret-42'
/** What breaks files, spreadsheets and screens when it is not looked after. */
export const HOSTILE = {
  formulas: ['=1+1', '+32 4 220 11 22', '-40 % de papier', '@SUM(A1)', '\t=2', '=HYPERLINK("http://x";"y")'],
  markup: '</w:t></si><script>alert("1")</script> & ]]> <b>gras</b> _x0041_ | *étoile* # titre',
  breaks: 'première ligne\n\ntroisième ligne ; avec « guillemets » et "droits"',
  rightToLeft: 'שלום עולם et مرحبا',
  emoji: 'Bravo 👍🏽 la 👩‍👩‍👧 famille 🎉',
  controls: 'avant\u0000\u0008\u000b\ufffeaprès',
  long: `${'Un mot après l’autre, sans fin. '.repeat(312)}FIN`,
} as const

const named = (id: string, fr = id): Named => ({ id, label: { fr, nl: `${fr} (nl)`, en: `${fr} (en)` } })
const zone = (id: string, fr: string, rest: Partial<ZoneDefinition> = {}): ZoneDefinition => ({
  ...named(id, fr),
  prompt: named(id, `Consigne de « ${fr} »`).label,
  kind: 'sticky',
  options: {},
  feeds: null,
  ...rest,
})

const METHOD: Method = {
  id: 'sample',
  version: '2.1.0',
  family: 'needs',
  title: named('t', 'Méthode d’essai').label,
  purpose: named('p', 'Éprouver tout ce qu’un tableau peut contenir.').label,
  steps: [],
  sets: [{ id: 'who', terms: [named('chief', 'Chef·fe d’équipe'), named('staff', 'Équipe')] }],
  axes: [{ ...named('influence', 'Influence'), terms: [named('low', 'faible'), named('high', 'forte')] }],
  zones: [
    zone('profiles', 'Profils'),
    zone('day', 'Journée', { options: { lane: 'profiles', group: true } }),
    zone('needs', 'Besoins: prioritaires / en cours [2027]', {
      kind: 'row',
      options: {
        cols: [
          { ...named('who', 'Qui'), type: 'choice', set: 'who', required: true },
          { ...named('need', 'Besoin'), type: 'text', required: true },
          { ...named('by', 'Échéance'), type: 'date' },
          { ...named('cost', 'Coût'), type: 'number' },
          { ...named('after', 'Après'), type: 'link' },
          { ...named('dots', 'Points'), type: 'vote' },
        ],
      },
    }),
    zone('hostile', 'Texte libre', { options: { position: { influence: 'high' } } }),
    zone('why', 'Pourquoi', { kind: 'text' }),
    zone('scores', 'Maturité', {
      kind: 'score',
      options: { items: [named('tools', 'Outils'), named('time', 'Temps')] },
    }),
    zone('choice', 'Décision', {
      kind: 'vote',
      options: { choices: [named('yes', 'On y va'), named('no', 'On attend'), named('later', 'Plus tard')] },
    }),
    zone('leads', 'Ce qui mène à quoi', { kind: 'link', options: { from: 'needs', to: 'needs' } }),
    zone('empty', 'Rien encore'),
  ],
}

/** A board with every kind of zone, votes, scores, lanes, clusters, links and hostile words, as `readSnapshot` gives it. */
export function sampleBoard(): BoardSnapshot {
  const records: BoardRecord[] = [
    { id: 'page:page', typeName: 'page', name: '', index: 'a1', meta: {} },
    zoneRecord('profiles', { x: 0, y: 0, w: 1000, h: 400 }),
    zoneRecord('day', { x: 1100, y: 0, w: 900, h: 1600 }),
    zoneRecord('needs', { x: 0, y: 2000, w: 1000, h: 2000 }),
    zoneRecord('hostile', { x: 1100, y: 2000, w: 1000, h: 4000 }),
    zoneRecord('why', { x: 0, y: 7000, w: 500, h: 500 }),
    zoneRecord('scores', { x: 600, y: 7000, w: 500, h: 500 }),
    zoneRecord('choice', { x: 1200, y: 7000, w: 500, h: 500 }),
    zoneRecord('empty', { x: 1800, y: 7000, w: 500, h: 500 }),
    note('p1', 'Ouvrier', 0, 160, { slot: 0 }),
    note('p2', 'Cheffe', 300, 160, { slot: 1 }),
    shapeRecord(
      'shape:c',
      'frame',
      { x: 1120, y: 700, meta: { by: AUTHOR } },
      { w: 400, h: 500, name: 'Heures', color: 'black' },
    ),
    note('d1', 'Arriver à l’heure', 1110, 300),
    { ...note('d2', 'Pointer le matin', 10, 10), parentId: 'shape:c' },
    note('d3', 'Préparer l’équipe', 1340, 300),
    note('n1', 'voir le plan', 20, 2100, {
      c_who: 'chief',
      c_by: '2027-03-12',
      c_cost: 1250.5,
      c_after: 'shape:n2',
    }),
    note('n2', 'savoir qui est là', 20, 2400, { c_who: 'Concierge', c_by: '2027-03', c_cost: -3 }),
    note('n3', 'noter les heures', 20, 2700, { c_who: 'staff' }),
    note('n4', 'Équipe | lire le bon | 2027', 20, 3000),
    ...Object.values(HOSTILE)
      .flat()
      .map((text, at) => note(`h${at}`, text, 1110, 2100 + at * 250)),
    shapeRecord(
      'shape:sheet-why',
      'sheet',
      {},
      {
        zoneId: 'why',
        w: 500,
        h: 400,
        richText: { type: 'doc', content: [paragraph('Pour souffler.'), paragraph('Et mieux servir.')] },
      },
    ),
    note('loose', 'perdu dehors', 9000, 0),
    ...arrow('a1', 'n1', 'n3', 'permet'),
    ...arrow('a2', 'p1', 'n1', 'a besoin de'),
  ]
  return {
    template: METHOD.id,
    templateVersion: METHOD.version,
    records,
    items: [],
    links: [],
    method: METHOD,
    results: {
      'result:needs': {
        kind: 'dots',
        voters: 5,
        ballots: 3,
        budget: 3,
        perItem: 2,
        totals: { 'shape:n1': 5, 'shape:n2': 3, 'shape:n3': 5 },
      },
      'result:scores': {
        kind: 'scores',
        voters: 4,
        scores: {
          tools: { n: 4, median: 2.5, min: 1, max: 5, spread: 4 },
          time: { n: 2, median: 3, min: 3, max: 3, spread: 0 },
        },
      },
      'result:choice': { kind: 'choice', voters: 7, by: 'organisation', totals: { yes: 3, no: 3, later: 1 } },
    },
  }
}

/** Where and when the sample was exported. */
export const SAMPLE_HEAD = {
  id: 'board-0001',
  title: 'Besoins d’été : « Les Ateliers »',
  organisation: 'Les Ateliers du Quai',
  cohort: 'Cohorte Meuse',
  snapshot: null,
  at: '2027-03-12T09:30:00.000Z',
} as const

function note(
  id: string,
  text: string,
  x: number,
  y: number,
  meta: Record<string, unknown> = {},
): BoardRecord {
  const record = noteRecord({ id: `shape:${id}`, by: AUTHOR, text, x, y })
  return { ...record, meta: { ...record.meta, ...meta } }
}

function arrow(id: string, from: string, to: string, label: string): BoardRecord[] {
  const record = arrowRecord(`shape:${id}`, AUTHOR)
  return [
    { ...record, props: { ...record.props, text: label } },
    bindingRecord(`binding:${id}-start`, `shape:${id}`, `shape:${from}`, 'start'),
    bindingRecord(`binding:${id}-end`, `shape:${id}`, `shape:${to}`, 'end'),
  ]
}

function paragraph(text: string) {
  return { type: 'paragraph', content: [{ type: 'text', text }] }
}
