import { expect, test } from 'vitest'
import { tableCsv } from '../formats/write-csv.ts'
import type { ExportDocument, ExportItem, ExportZone } from './export-document.ts'
import { zoneTables } from './tables.ts'

test('a direction that is called like what every object has says nothing of a note that it does not place', () => {
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
    axes: [{ id: 'constructor', label: 'Direction' }],
    lanes: [],
    clusters: [],
    text: null,
    items: [item],
    links: [],
    result: null,
    voting: false,
  }
  const document: ExportDocument = {
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
    zones: [zone],
    unplaced: [],
    links: [],
  }
  const [table] = zoneTables(zone, document)
  expect(table?.rows).toEqual([[1, 'Une note', null]])
  expect(table && tableCsv(table, 'fr')).toContain('1;Une note;\r\n')
})
