import type { BoardContent } from '../content/board-content.ts'
import { readContent } from '../content/read-content.ts'
import type { Method, ZoneDefinition } from '../method.ts'
import { type BoardRecord, PAGE_ID } from '../record.ts'
import { zoneRecord } from './records.ts'

/** A zone of a method that is named like its id in every language. */
export function zoneOf(id: string, rest: Partial<ZoneDefinition> = {}): ZoneDefinition {
  const label = { fr: id, nl: id, en: id }
  return { id, label, prompt: label, kind: 'sticky', options: {}, feeds: null, ...rest }
}

/** A method with these zones and nothing else. */
export function methodOfZones(zones: readonly ZoneDefinition[], rest: Partial<Method> = {}): Method {
  const label = { fr: 'm', nl: 'm', en: 'm' }
  return {
    id: 'm',
    version: '1.0.0',
    family: 'needs',
    title: label,
    purpose: label,
    steps: [],
    sets: [],
    zones,
    ...rest,
  }
}

/** The furniture of a method whose zones lie under one another, each 2,000 by 1,000 and 1,100 from the last. */
function furnitureOf(method: Method): BoardRecord[] {
  return [
    { id: PAGE_ID, typeName: 'page', name: '', index: 'a1', meta: {} },
    ...method.zones.map(({ id }, at) => zoneRecord(id, { x: 0, y: at * 1100, w: 2000, h: 1000 })),
  ]
}

/** What stands on a board of a method, in French. */
export function contentOf(
  method: Method,
  records: readonly BoardRecord[],
  facts: Readonly<Record<string, unknown>> = {},
): BoardContent {
  const byId = new Map([...furnitureOf(method), ...records].map((record) => [record.id, record]))
  return readContent({ records: byId, method, facts: new Map(Object.entries(facts)), lang: 'fr' })
}
