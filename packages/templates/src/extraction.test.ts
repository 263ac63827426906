import {
  type BoardRecord,
  cellKey,
  type Extract,
  extractBoard,
  findTerm,
  proposeTerms,
  type RowFilter,
  readContent,
  readFindings,
} from '@tablee/board'
import { arrowRecord, bindingRecord } from '@tablee/board/testing'
import { describe, expect, test } from 'vitest'
import { templateRecords } from './layout-board.ts'
import { noteRecords } from './place-notes.ts'
import { templateMethod } from './template-method.ts'
import { findTemplate, TEMPLATES } from './templates.ts'
import gold from './testing/gold-boards.json' with { type: 'json' }

const TODAY = '2026-11-28'

/** What stands for a column without being one. */
const PLACES: ReadonlySet<string> = new Set(['lane', 'zone', 'author', 'organisation', 'item', 'text'])

/** A note of a board: where it lies, its words, and cells that it was given one by one. */
interface Note {
  zoneId: string
  text: string
  cells?: Readonly<Record<string, string>>
}

/** The extract of a board that holds the given notes, as the product would place them. */
function extractOf(
  templateId: string,
  notes: readonly Note[],
  arrows: readonly BoardRecord[] = [],
  before?: readonly { zoneId: string; text: string }[],
): Extract {
  const { content, method } = readBoard(templateId, notes, arrows)
  return extractBoard(content, method.extract ?? [], {
    today: TODAY,
    earlier: before && readBoard(templateId, before).content,
    words: { method, lang: 'fr' },
  })
}

function readBoard(templateId: string, notes: readonly Note[], arrows: readonly BoardRecord[] = []) {
  const template = findTemplate(templateId)
  if (!template) throw new Error(templateId)
  const method = templateMethod(template)
  const furniture = templateRecords(template)
  const page: BoardRecord = { id: 'page:page', typeName: 'page', name: '', index: 'a1', meta: {} }
  const written = noteRecords(furniture, notes, { by: 'ada' }).map((record) => {
    const cells = Object.entries(notes[Number(record.id.replace('shape:note-', '')) - 1]?.cells ?? {})
    const meta = Object.fromEntries(cells.map(([id, value]) => [cellKey(id), value]))
    return { ...record, meta: { ...record.meta, ...meta } }
  })
  const records = [page, ...furniture, ...written, ...arrows]
  const content = readContent({
    records: new Map(records.map((record) => [record.id, record])),
    method,
    facts: new Map(),
    lang: 'fr',
  })
  return { content, method }
}

describe.each(TEMPLATES)('$id', (template) => {
  const method = templateMethod(template)
  const columnsOf = (zoneId: string) => {
    const zone = template.zones.find(({ id }) => id === zoneId)
    if (!zone) throw new Error(`${template.id} has no zone ${zoneId}`)
    return zone.options.cols ?? []
  }

  test('draws something from each of its zones that feeds a case', () => {
    const drawn = JSON.stringify(template.extract ?? [])
    for (const { id, feeds, kind } of template.zones)
      if (feeds !== null && feeds !== 'meta' && kind !== 'link') expect(drawn, id).toContain(`"${id}"`)
  })

  test('names only zones, columns and terms that it has, and no rule twice', () => {
    const rules = template.extract ?? []
    expect(new Set(rules.map(({ id }) => id)).size).toBe(rules.length)
    for (const rule of rules) {
      const places: {
        zones: readonly string[]
        columns: (string | undefined)[]
        terms: readonly string[]
      }[] = []
      const place = (zones: readonly string[], columns: (string | undefined)[], where?: RowFilter) => {
        places.push({ zones, columns, terms: [] })
        for (const filter of [where, where?.and])
          if (filter) places.push({ zones, columns: [filter.column], terms: filter.is ?? [] })
      }
      switch (rule.kind) {
        case 'rows':
          place(rule.zones, [rule.with?.own, rule.order], rule.where)
          place(rule.moves ?? [], [])
          if (rule.with) place(rule.with.zones, [rule.with.column, ...rule.with.take])
          break
        case 'count':
        case 'present':
          place(rule.zones, [], rule.where)
          break
        case 'shares':
          place(rule.zones, [rule.by], rule.where)
          break
        case 'since':
          expect(rules.map(({ id }) => id)).toContain(rule.of)
          break
        case 'links':
          place(rule.zones, [])
          for (const zoneId of rule.zones) {
            const list = template.zones.find(({ id }) => id === zoneId)?.options.label
            for (const term of rule.minus ?? [])
              expect(findTerm(method, list, term), `${rule.id}: ${term}`).toBeDefined()
          }
          break
        case 'page':
        case 'timeline':
          place(rule.zones, [])
          break
        case 'ratio':
          place(rule.of.zones, [], rule.of.where)
          place(rule.per.zones, [], rule.per.where)
          break
        case 'gaps':
        case 'covered':
          place(rule.zones ?? [rule.zone ?? ''], [rule.column], rule.where)
          place(rule.by.zones, [rule.by.column], rule.by.where)
          break
        case 'tally':
          place(rule.zones, [rule.by, rule.across])
          place(rule.at?.moves ?? [], [])
          break
        case 'sum':
          place([rule.zone], [rule.column, rule.by])
          break
        case 'bands':
          place(rule.zones, [rule.column, rule.by], rule.where)
          places.push({ zones: rule.zones, columns: [rule.column], terms: rule.bands.map(({ id }) => id) })
          break
        case 'product':
          place([rule.zone], [...rule.columns])
          break
        case 'delay':
          place([rule.zone], [rule.from, rule.to])
          break
        case 'overdue':
          place(
            [rule.zone],
            [rule.date, rule.status],
            rule.status ? { column: rule.status, is: rule.done } : undefined,
          )
          break
        case 'orphans':
        case 'unnamed':
          place([rule.zone], [rule.column])
          break
        case 'text':
        case 'scores':
        case 'choices':
          place([rule.zone], [])
          break
        case 'weighted': {
          const matrix = template.zones.find(({ id }) => id === rule.zone)?.options.matrix
          place([matrix?.columns ?? ''], [rule.weight, rule.veto])
          break
        }
      }
      for (const { zones, columns, terms } of places) {
        for (const zoneId of zones) {
          const known = columnsOf(zoneId)
          const zone = template.zones.find(({ id }) => id === zoneId)
          for (const column of columns) {
            if (column === undefined || PLACES.has(column)) continue
            // a zone without columns has notes that bring their cells along
            const carried = known.length === 0 ? zones.flatMap(columnsOf) : []
            const found = [...known, ...carried].find(({ id }) => id === column)
            expect(found ?? zone?.options.position?.[column], `${rule.id}: ${zoneId}.${column}`).toBeDefined()
            for (const term of terms)
              expect(findTerm(method, found?.set, term), `${rule.id}: ${term}`).toBeDefined()
          }
        }
      }
    }
  })

  test('an empty board draws nothing and fails at nothing', () => {
    const extract = extractOf(template.id, [])
    expect(Object.keys(extract)).toEqual((template.extract ?? []).map(({ id }) => id))
    for (const value of Object.values(extract)) {
      if (value.kind === 'rows') expect(value.rows).toEqual([])
      if (value.kind === 'count') expect(value.value).toBe(0)
      if (value.kind === 'ratio') expect(value.value).toBeNull()
    }
  })
})

test('S2.5 a row that was typed in one go extracts to who, need and purpose, and a role is never chosen silently', () => {
  const { needs } = extractOf('needs-macro-micro', gold['S2-A02'])
  expect(needs?.kind === 'rows' && needs.rows[0]?.cells).toMatchObject({
    who: { kind: 'free', text: 'Chef d’équipe' },
    need: { kind: 'text', text: 'voir la dernière version du plan' },
    purpose: { kind: 'text', text: 'ne pas démonter deux fois' },
  })
  const template = findTemplate('needs-macro-micro')
  const who = template && templateMethod(template).sets.find(({ id }) => id === 'stakeholderType')
  expect(who && proposeTerms(who, 'Chef d’équipe', 'fr').map(({ id }) => id)).toEqual([
    'pp_travailleurs',
    'pp_encadrement',
  ])
})

test('S2.8 the narrowing of the two gold boards is 2 of 3 and 1 of 1', () => {
  expect(extractOf('needs-macro-micro', gold['S2-A02'])['narrowing']).toMatchObject({ of: 2, per: 3 })
  expect(extractOf('needs-macro-micro', gold['S2-A07'])['narrowing']).toEqual({
    kind: 'ratio',
    of: 1,
    per: 1,
    value: 1,
  })
})

test('a stakeholder says how she is involved, and a tool what was decided about it, however its name was typed', () => {
  const { stakeholders } = extractOf('stake-circles', [
    { zoneId: 'core', text: 'Direction' },
    { zoneId: 'outer', text: 'Donateurs' },
    { zoneId: 'involvement', text: 'shape:note-1 | pp_direction | codecide | Au comité | ph_besoins' },
  ])
  const rows = stakeholders?.kind === 'rows' ? stakeholders.rows : []
  expect(rows.map(({ text, zoneId, cells }) => [text, zoneId, cells['level']])).toEqual([
    ['Direction', 'core', expect.objectContaining({ kind: 'term', id: 'codecide' })],
    ['Donateurs', 'outer', { kind: 'empty' }],
  ])
  const extract = extractOf('needs-existing', [
    { zoneId: 'tools', text: 'Tableur Éxcel' },
    { zoneId: 'tools', text: 'Le cahier' },
    { zoneId: 'decision', text: 'tableur excel | replace | Trop fragile' },
  ])
  const tools = extract['tools']?.kind === 'rows' ? extract['tools'].rows : []
  expect(tools.map(({ cells }) => cells['decision'])).toEqual([
    expect.objectContaining({ kind: 'term', id: 'replace' }),
    { kind: 'empty' },
  ])
  expect(extract['toolsWithoutDecision']).toMatchObject({ open: [{ text: 'Le cahier' }], covered: 1 })
})

test('the gold intervision yields its case, its advice, what was not sorted, and the plan', () => {
  const extract = extractOf('inter-peer-case', gold.S1)
  expect(extract['ask']).toEqual({
    kind: 'text',
    text: 'J’aimerais que vous m’aidiez à écrire un premier cahier des charges qui tienne sur deux pages et que les chauffeurs puissent relire.',
  })
  expect(extract['adviceCount']).toEqual({ kind: 'count', value: 7 })
  expect(extract['planCount']).toEqual({ kind: 'count', value: 2 })
  expect(extract['adviceNotSorted']).toMatchObject({ kind: 'gaps', covered: 0 })
  expect(extract['situation']).toMatchObject({ text: expect.stringContaining('CollectoPlan') })
})

/** An arrow from one of the notes to another, counted from 1, that says a term of its zone's list. */
function arrowBetween(
  from: number,
  to: number,
  { zone, term }: { zone: string; term: string },
): BoardRecord[] {
  const id = `shape:arrow-${from}-${to}`
  const arrow = arrowRecord(id, 'ada')
  return [
    { ...arrow, meta: { ...arrow.meta, link: zone, c_label: term } },
    bindingRecord(`binding:${from}-${to}-a`, id, `shape:note-${from}`, 'start'),
    bindingRecord(`binding:${from}-${to}-b`, id, `shape:note-${to}`, 'end'),
  ]
}

test('the tools of the gold intervision, drawn as flows, say how each flow goes', () => {
  const tools = ['Excel des tournées', 'CollectoPlan', 'Cahier du camion'].map((text) => ({
    zoneId: 'tools',
    text,
  }))
  const { flows } = extractOf('needs-existing', tools, [
    ...arrowBetween(1, 2, { zone: 'flows', term: 'manual' }),
    ...arrowBetween(3, 1, { zone: 'flows', term: 'paper' }),
  ])
  expect(
    flows?.kind === 'links' && flows.links.map(({ from, to, ...said }) => [from.text, to.text, said]),
  ).toEqual([
    ['Excel des tournées', 'CollectoPlan', { term: 'manual', label: 'À la main', sign: null }],
    ['Cahier du camion', 'Excel des tournées', { term: 'paper', label: 'Sur papier', sign: null }],
  ])
})

test('what flows between its stakeholders has a sign: a tension is against the project, all else for it', () => {
  const people = [
    { zoneId: 'core', text: 'Direction' },
    { zoneId: 'involved', text: 'Chauffeurs' },
    { zoneId: 'outer', text: 'Fondation' },
  ]
  const { edges } = extractOf('stake-circles', people, [
    ...arrowBetween(1, 2, { zone: 'links', term: 'tension' }),
    ...arrowBetween(3, 1, { zone: 'links', term: 'money' }),
  ])
  expect(edges?.kind === 'links' && edges.links.map(({ label, sign }) => [label, sign])).toEqual([
    ['Tension', 'minus'],
    ['Argent', 'plus'],
  ])
})

test('a role has its place of today and the one that is aimed at, and is counted once in each', () => {
  const extract = extractOf(
    'stake-influence-adhesion',
    [
      { zoneId: 'q_opponent', text: 'Direction' },
      { zoneId: 'q_ambassador', text: 'Direction' },
      { zoneId: 'q_ally', text: 'Secrétariat' },
    ],
    arrowBetween(1, 2, { zone: 'moves', term: '' }),
  )
  const positions = extract['positions']?.kind === 'rows' ? extract['positions'].rows : []
  expect(
    positions.map(({ text, position, t }) => [text, position['influence'], position['support'], t]),
  ).toEqual(
    expect.arrayContaining([
      ['Direction', 'high', 'low', 'now'],
      ['Direction', 'high', 'high', 'target'],
      ['Secrétariat', 'low', 'high', 'now'],
    ]),
  )
  expect(extract['positionCounts']).toMatchObject({
    counts: [
      { by: 'high', across: 'low', count: 1 },
      { by: 'low', across: 'high', count: 1 },
    ],
  })
  expect(extract['targetCounts']).toMatchObject({ counts: [{ by: 'high', across: 'high', count: 1 }] })
})

test('an expectation that was sorted still says whose it is, and its audience waits for its sentence', () => {
  const direction = { who: 'pp_direction', intensity: '4' }
  const extract = extractOf('stake-expectations', [
    { zoneId: 'expect', text: 'Savoir qui est où', cells: { who: 'pp_travailleurs' } },
    { zoneId: 'will', text: 'Un tableau de bord', cells: direction },
    { zoneId: 'wont', text: 'Tout, tout de suite', cells: direction },
    { zoneId: 'wont', text: 'Sans nom' },
    { zoneId: 'sentence', text: 'pp_travailleurs | Vous saurez.' },
  ])
  expect(extract['expectationsByType']).toMatchObject({
    counts: [
      { by: 'pp_travailleurs', across: 'expect', count: 1 },
      { by: 'pp_direction', across: 'will', count: 1 },
      { by: 'pp_direction', across: 'wont', count: 1 },
    ],
  })
  expect(extract['audiencesWithoutMessage']).toMatchObject({ open: [{ key: 'pp_direction' }], covered: 1 })
  const will = extract['will']?.kind === 'rows' ? extract['will'].rows : []
  expect(will.map(({ text, cells }) => [text, cells])).toEqual([
    [
      'Un tableau de bord',
      {
        who: { kind: 'term', set: 'stakeholderType', id: 'pp_direction' },
        intensity: { kind: 'number', value: 4 },
      },
    ],
  ])
})

describe('what TEMPLATES.md asks for beyond rows and counts', () => {
  const effects = (signs: readonly string[]) =>
    signs.map((sign, at) => ({ zoneId: 'employment', text: `effet ${at} |  | ${sign} | | ` }))

  test('effects are compared with an earlier snapshot, and with nothing while there is none', () => {
    const [plus = '', minus = ''] = termsOf('effectPolarity')
    const now = extractOf('inter-effects', effects([plus, plus, minus]), [], effects([plus]))
    expect(now['effectsSinceBefore']).toEqual({
      kind: 'since',
      taken: true,
      changes: [
        { key: `employment×${plus}`, before: 1, after: 2 },
        { key: `employment×${minus}`, before: null, after: 1 },
      ],
    })
    expect(extractOf('inter-effects', effects([plus]))['effectsSinceBefore']).toEqual({
      kind: 'since',
      taken: false,
      changes: [],
    })
  })

  test('the readiness of each site is a share of its own checks', () => {
    const check = (site: string, ok: string) => ({ zoneId: 'ready', text: `${site} | hardware | ${ok}` })
    const { readinessBySite } = extractOf('change-rollout', [
      check('Dépôt', 'ok'),
      check('Dépôt', 'missing'),
      check('Boutique', 'ok'),
    ])
    expect(readinessBySite).toEqual({
      kind: 'shares',
      shares: [
        { by: 'Dépôt', of: 1, per: 2, value: 0.5 },
        { by: 'Boutique', of: 1, per: 1, value: 1 },
      ],
    })
  })

  test('the languages of training sessions are shares of all of them', () => {
    const session = (language: string) => ({
      zoneId: 'sessions',
      text: ` | salle | ${language} | 60 | 8 | yes | 2027`,
    })
    expect(extractOf('change-training', ['fr', 'fr', 'nl', 'fr'].map(session))['languageShare']).toEqual({
      kind: 'shares',
      shares: [
        { by: 'fr', of: 3, per: 4, value: 0.75 },
        { by: 'nl', of: 1, per: 4, value: 0.25 },
      ],
    })
  })

  test('stakeholders of every circle lack an involvement, and ideas of every verdict an answer', () => {
    const circles = ['core', 'involved', 'concerned', 'outer'].map((zoneId) => ({ zoneId, text: zoneId }))
    const { withoutInvolvement } = extractOf('stake-circles', circles)
    expect(withoutInvolvement?.kind === 'gaps' && withoutInvolvement.open.map(({ text }) => text)).toEqual([
      'core',
      'involved',
      'concerned',
      'outer',
    ])
    const verdicts = ['improve', 'modify', 'keep', 'drop'].map((zoneId) => ({ zoneId, text: zoneId }))
    const { withoutAnswer } = extractOf('inter-evaluate', verdicts)
    expect(withoutAnswer?.kind === 'gaps' && withoutAnswer.open.map(({ text }) => text)).toEqual([
      'improve',
      'modify',
      'drop',
    ])
  })

  test('the coverage of profiles is an indicator', () => {
    const { coverage } = extractOf('needs-profiles', [{ zoneId: 'profiles', text: 'Chauffeur·e' }])
    expect(coverage).toEqual({ kind: 'ratio', of: 0, per: 1, value: 0 })
  })

  test('a charter is one page in Markdown; what somebody wrote is no markup, and an empty zone no heading', () => {
    const { charter } = extractOf('stake-pooling', [
      { zoneId: 'values', text: 'Entraide *sans* compter' },
      { zoneId: 'exit', text: 'Départ | préavis de six mois' },
    ])
    expect(charter).toEqual({
      kind: 'page',
      markdown: [
        '## Valeurs et objectifs communs',
        '- Entraide \\*sans\\* compter',
        '## Divergence, sortie, arrivée',
        '- Départ — Règle\u00a0: préavis de six mois',
      ].join('\n\n'),
    })
  })

  function termsOf(set: string): string[] {
    const [found] = TEMPLATES.flatMap((template) =>
      templateMethod(template).sets.filter(({ id }) => id === set),
    )
    return (found?.terms ?? []).map(({ id }) => id)
  }
})

describe('findings', () => {
  test('the time to fix of what testers reported is counted in days, its median said first', () => {
    const reported = (text: string, found: string, fixed: string) => ({
      zoneId: 'feedback',
      text: ['', text, '', '', '', found, fixed].join(' | '),
    })
    const { content, method } = readBoard('change-pilot', [
      reported('Le bouton ne répond pas', '2026-11-02', '2026-11-04'),
      reported('Les heures sont perdues', '2026-11-02', '2026-11-12'),
      reported('L’écran reste blanc', '2026-11-03', ''),
    ])
    const rules = method.extract ?? []
    const findings = readFindings(extractBoard(content, rules, { today: TODAY }), {
      content,
      method,
      rules,
      lang: 'fr',
    })
    expect(findings.find(({ id }) => id === 'timeToFix')).toMatchObject({
      label: 'Délai de résolution',
      kind: 'days',
      value: 6,
      lines: [
        { label: 'Le bouton ne répond pas', value: 2 },
        { label: 'Les heures sont perdues', value: 10 },
      ],
    })
  })

  test('rows that lack a required column are named with it, and zones that hold more than they take are counted', () => {
    const { content, method } = readBoard('inter-peer-case', [
      ...['un', 'deux', 'trois', 'quatre'].map((text) => ({ zoneId: 'plan', text })),
      { zoneId: 'sort', text: '', cells: { sort: 'try' } },
      { zoneId: 'sort', text: '', cells: { card: 'shape:note-1', sort: 'keep' } },
    ])
    const findings = readFindings({}, { content, method, rules: [], lang: 'fr' })
    const [unfinished, over] = findings
    expect(findings).toHaveLength(2)
    expect(unfinished).toMatchObject({ id: 'unfinished:sort', kind: 'open', value: 1, of: 2 })
    expect(unfinished?.lines[0]?.items).toEqual(['shape:note-5'])
    expect(over).toMatchObject({ id: 'over:plan', kind: 'open', value: 1 })
    expect(over?.label).toContain('Plus que prévu')
    expect(over?.lines[0]?.label).toBe('4 dans la zone, 3 au plus : à trier ensemble.')
    expect(over?.lines[0]?.items).toHaveLength(4)
    const columns = method.zones.find(({ id }) => id === 'sort')?.options.cols
    expect(unfinished?.lines[0]?.label).toContain(columns?.find(({ id }) => id === 'card')?.label.fr)
  })

  test('audiences that no message names are told by their names', () => {
    const { content, method } = readBoard('change-story', [
      { zoneId: 'messages', text: 'pp_beneficiaire | Rien ne change pour vous avant mars' },
    ])
    const rules = method.extract ?? []
    const options = { today: TODAY, words: { method, lang: 'fr' as const } }
    const extract = extractBoard(content, rules, options)
    const findings = readFindings(extract, { content, method, rules, lang: 'fr' })
    const open = findings.find(({ id }) => id === 'audiencesWithoutMessage')
    const all = method.sets.find(({ id }) => id === 'stakeholderType')?.terms ?? []
    expect(open).toMatchObject({ kind: 'open', value: all.length - 1, of: all.length })
    expect(open?.lines.map(({ label }) => label)).not.toContain(
      all.find(({ id }) => id === 'pp_beneficiaire')?.label.fr,
    )
  })

  test('say in words what was drawn, and which notes each number means', () => {
    const { content, method } = readBoard('needs-macro-micro', gold['S2-A02'])
    const rules = method.extract ?? []
    const extract = extractBoard(content, rules, { today: TODAY })
    const findings = readFindings(extract, { content, method, rules, lang: 'fr' })
    expect(findings.find(({ id }) => id === 'narrowing')).toMatchObject({ kind: 'share', value: 2, of: 3 })
    const items = new Set(content.zones.flatMap((zone) => zone.items.map(({ id }) => id)))
    for (const { label, items: own, lines } of findings) {
      expect(label).not.toBe('')
      for (const id of [...own, ...lines.flatMap((line) => line.items)]) expect(items).toContain(id)
    }
  })

  test.each(TEMPLATES)('$id: every number has a name, also on an empty board', ({ id }) => {
    const { content, method } = readBoard(id, [])
    const rules = method.extract ?? []
    const findings = readFindings(extractBoard(content, rules, { today: TODAY }), {
      content,
      method,
      rules,
      lang: 'nl',
    })
    for (const { label } of findings) expect(label).not.toBe('')
  })
})
