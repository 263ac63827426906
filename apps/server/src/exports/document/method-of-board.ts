import type { BoardRecord, BoardSnapshot, Method, ZoneDefinition } from '@tablee/board'
import { findTemplate, templateMethod } from '@tablee/templates'

/** The method of a board: its own; for a board of before, its template's as it is today, or what its zones say. */
export function methodOfBoard(snapshot: BoardSnapshot): Method {
  const { method, template, templateVersion } = snapshot
  return method ?? shippedMethod(template, templateVersion) ?? methodOfZones(snapshot)
}

/** The method of a shipped template, in this version or as it is today: for boards that were made before they kept theirs. */
export function shippedMethod(id: string, version: string): Method | null {
  const template = findTemplate(id, version) ?? findTemplate(id)
  return template ? templateMethod(template) : null
}

function methodOfZones({ template, templateVersion, records }: BoardSnapshot): Method {
  const banner = records.find(({ type }) => type === 'banner')
  const named = { fr: template, nl: template, en: template }
  return {
    id: template,
    version: templateVersion,
    family: 'needs',
    // the schema has refused every zone and banner without these props
    title: (banner?.props?.['title'] ?? named) as Method['title'],
    purpose: (banner?.props?.['purpose'] ?? { fr: '', nl: '', en: '' }) as Method['purpose'],
    steps: [],
    sets: [],
    zones: records.filter(({ type }) => type === 'zone').map(zoneOf),
  }
}

function zoneOf({ props }: BoardRecord): ZoneDefinition {
  return {
    // the schema has refused every zone without these props
    id: props?.['zoneId'] as string,
    label: props?.['title'] as ZoneDefinition['label'],
    prompt: props?.['prompt'] as ZoneDefinition['prompt'],
    kind: props?.['kind'] as ZoneDefinition['kind'],
    options: {},
    feeds: null,
  }
}
