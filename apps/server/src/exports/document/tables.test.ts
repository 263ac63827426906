import { expect, test } from 'vitest'
import { tableCsv } from '../formats/write-csv.ts'
import type { ExportDocument, ExportItem, ExportZone } from './export-document.ts'
import { zoneTables } from './tables.ts'

const item: ExportItem = {
  id: 'shape:a',
  number: 1,
  title: 'Une note',
  text: 'Une note',
  lane: null,
  cluster: null,
  cells: {},
  position: {},
  missing: [],
  votes: null,
  rank: null,
  source: null,
}
const zone: ExportZone = {
  id: 'z',
  title: 'Zone',
  prompt: '',
  kind: 'sticky',
  onBoard: true,
  group: 0,
  columns: [],
  axes: [],
  lanes: [],
  clusters: [],
  text: null,
  items: [item],
  links: [],
  result: null,
  voting: false,
}
const documentOf = (...zones: ExportZone[]): ExportDocument => ({
  format: 'tablee-board',
  version: 1,
  lang: 'fr',
  board: {
    id: 'b',
    title: '',
    organisation: null,
    cohort: '',
    snapshot: null,
    at: '2026-11-28T12:00:00.000Z',
  },
  method: { id: 'm', version: '1.0.0', title: '', purpose: '' },
  hash: '',
  zones,
  unplaced: [],
  links: [],
})

test('a direction that is called like what every object has says nothing of a note that it does not place', () => {
  const named = { ...zone, axes: [{ id: 'constructor', label: 'Direction' }] }
  const [table] = zoneTables(named, documentOf(named))
  expect(table?.rows).toEqual([[1, 'Une note', null]])
  expect(table && tableCsv(table, 'fr')).toContain('1;Une note;\r\n')
})

test('a row that lacks required columns says which; a table whose rows have all has no such column', () => {
  const columns = [
    { id: 'what', label: 'Quoi', type: 'text' as const },
    { id: 'who', label: 'Qui', type: 'choice' as const },
    { id: 'when', label: 'Quand', type: 'date' as const },
  ]
  const cells = { what: { kind: 'text' as const, value: 'Une note', label: 'Une note' } }
  const begun = { ...item, cells, missing: ['who', 'when'] }
  const whole = { ...item, cells }
  const table = (items: ExportItem[]) => {
    const rows: ExportZone = { ...zone, kind: 'row', columns, items }
    return zoneTables(rows, documentOf(rows))[0]
  }
  expect(table([begun, whole])?.columns.at(-1)?.label).toBe('À compléter')
  expect(table([begun, whole])?.rows.map((row) => row.at(-1))).toEqual(['Qui, Quand', null])
  expect(table([whole])?.columns.map(({ label }) => label)).not.toContain('À compléter')
})
