import { type BoardRecord, cellKey, mainColumn, PAGE_ID, SLOT_META } from '@tablee/board'
import {
  type CurrentVocabulary,
  filledBoard,
  type PlacedNote,
  type Template,
  type TemplateColumn,
  type TemplateZone,
  templateMethod,
  templateRecords,
} from '@tablee/templates'
import { placeInLanes } from './place-in-lanes.ts'
import { placeOnAxes } from './place-on-axes.ts'

/** Sample notes in a zone that takes any number, and in a table, whose rows are large. */
const NOTES = 3
const ROWS = 2

/** What made-up notes are written from. */
export interface Samples {
  /** Sentences in the reader's language. */
  readonly sentences: readonly string[]
  readonly vocabularies: readonly Pick<CurrentVocabulary, 'id' | 'terms'>[]
  /** The day around which time axes reach. */
  readonly today: Date
}

/** The records of a method's board with made-up notes: what stands in each zone differs, and tables have their cells. */
export function sampleBoard(template: Template, samples: Samples): BoardRecord[] {
  const zones = new Map(template.zones.map((zone) => [zone.id, zone]))
  const notes = template.zones.flatMap((zone, at) => sampleNotes(zone, at, samples))
  const lanes = new Map<string, number>()
  for (const { options } of template.zones) if (options.lane) lanes.set(options.lane, 0)
  const records = filledBoard(templateRecords(template), notes, { by: 'sample' }).map((record, at) => {
    const zoneId = record.type === 'note' ? record.meta?.['zone'] : undefined
    const zone = typeof zoneId === 'string' ? zones.get(zoneId) : undefined
    if (!zone) return record
    // a note that names a lane has its place among them; the server gives it on a real board
    const slot = lanes.get(zone.id)
    if (slot !== undefined) lanes.set(zone.id, slot + 1)
    const meta = {
      ...record.meta,
      ...cellsOf(zone, at, samples),
      ...(slot !== undefined && { [SLOT_META]: slot }),
    }
    return { ...record, meta }
  })
  // what lies on no page lies in no zone
  const method = templateMethod(template, samples.vocabularies)
  const placed = placeInLanes([{ id: PAGE_ID, typeName: 'page' }, ...records], { method, named: ROWS })
  return placeOnAxes(placed, { method, today: samples.today })
}

function sampleNotes({ id, kind, options }: TemplateZone, at: number, { sentences }: Samples): PlacedNote[] {
  const most = { sticky: NOTES, list: NOTES, row: ROWS, date: ROWS, text: 1, vote: 0, score: 0, link: 0 }[
    kind
  ]
  return Array.from({ length: Math.min(most, options.max ?? most) }, (_, n) => ({
    zoneId: id,
    text: sentences[(at + n) % sentences.length] ?? '',
  }))
}

function cellsOf(zone: TemplateZone, at: number, samples: Samples): Record<string, string | number> {
  const main = mainColumn(zone)?.id
  const cells = (zone.options.cols ?? []).flatMap((column, index) => {
    const value = column.id === main ? undefined : cellOf(column, at + index, samples)
    return value === undefined ? [] : [[cellKey(column.id), value] as const]
  })
  return Object.fromEntries(cells)
}

function cellOf(
  { type, set }: TemplateColumn,
  at: number,
  { sentences, vocabularies, today }: Samples,
): string | number | undefined {
  switch (type) {
    case 'choice': {
      const terms = vocabularies.find(({ id }) => id === set)?.terms ?? []
      return terms[at % Math.max(1, terms.length)]?.id
    }
    case 'number':
      return 2 + (at % 5)
    case 'score':
      return 1 + (at % 4)
    case 'date':
      return `${today.getFullYear() + 1}-0${1 + (at % 9)}`
    case 'text':
      return sentences[at % sentences.length]
    case 'vote':
    case 'link':
      return undefined
  }
}
