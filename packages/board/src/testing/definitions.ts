import type { Method, Named, ZoneDefinition } from '../method.ts'

/** An id that is its own name in every language. */
export function named(id: string): Named {
  return { id, label: { fr: id, nl: id, en: id } }
}

/** A zone for notes, but for what the test says. */
export function zoneDefinition(id: string, fields: Partial<ZoneDefinition> = {}): ZoneDefinition {
  return { ...named(id), prompt: named(id).label, kind: 'sticky', options: {}, feeds: null, ...fields }
}

/** A method with these zones and choice sets. */
export function methodOfTest({ zones, sets = [] }: Pick<Method, 'zones'> & Partial<Method>): Method {
  const { label } = named('m')
  return { id: 'm', version: '1.0.0', family: 'needs', title: label, purpose: label, steps: [], sets, zones }
}
