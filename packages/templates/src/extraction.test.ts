import {
  type BoardRecord,
  type Extract,
  extractBoard,
  findTerm,
  proposeTerms,
  readContent,
} from '@tablee/board'
import { arrowRecord, bindingRecord } from '@tablee/board/testing'
import { describe, expect, test } from 'vitest'
import { templateRecords } from './layout-board.ts'
import { noteRecords } from './place-notes.ts'
import { templateMethod } from './template-method.ts'
import { findTemplate, TEMPLATES } from './templates.ts'
import gold from './testing/gold-boards.json' with { type: 'json' }

const TODAY = '2026-11-28'

/** The extract of a board that holds the given notes, as the product would place them. */
function extractOf(
  templateId: string,
  notes: readonly { zoneId: string; text: string }[],
  arrows: readonly BoardRecord[] = [],
): Extract {
  const template = findTemplate(templateId)
  if (!template) throw new Error(templateId)
  const method = templateMethod(template)
  const furniture = templateRecords(template)
  const page: BoardRecord = { id: 'page:page', typeName: 'page', name: '', index: 'a1', meta: {} }
  const records = [page, ...furniture, ...noteRecords(furniture, notes, { by: 'ada' }), ...arrows]
  const content = readContent({
    records: new Map(records.map((record) => [record.id, record])),
    method,
    facts: new Map(),
    lang: 'fr',
  })
  return extractBoard(content, method.extract ?? [], { today: TODAY })
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
      const place = (
        zones: readonly string[],
        columns: (string | undefined)[],
        where?: { column: string; is?: readonly string[] | undefined },
      ) => {
        places.push({ zones, columns, terms: [] })
        if (where) places.push({ zones, columns: [where.column], terms: where.is ?? [] })
      }
      switch (rule.kind) {
        case 'rows':
        case 'count':
        case 'present':
          place(rule.zones, [], rule.where)
          break
        case 'links':
          place(rule.zones, [])
          for (const zoneId of rule.zones) {
            const list = template.zones.find(({ id }) => id === zoneId)?.options.label
            for (const term of rule.minus ?? [])
              expect(findTerm(method, list, term), `${rule.id}: ${term}`).toBeDefined()
          }
          break
        case 'timeline':
          place(rule.zones, [])
          break
        case 'ratio':
          place(rule.of.zones, [], rule.of.where)
          place(rule.per.zones, [], rule.per.where)
          break
        case 'gaps':
          place([rule.zone], [rule.column], rule.where)
          place(rule.by.zones, [rule.by.column], rule.by.where)
          break
        case 'tally':
          place(rule.zones, [rule.by, rule.across])
          break
        case 'sum':
          place([rule.zone], [rule.column, rule.by])
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
            if (column === undefined || column === 'lane' || column === 'zone') continue
            const found = known.find(({ id }) => id === column)
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
