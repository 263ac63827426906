import type { OwnTemplateSummary, TemplateSummary } from '@tablee/contract'
import type { Template } from '@tablee/templates'
import type { OwnTemplate } from './store.ts'

/** A method in the chooser. */
export function presentTemplate(
  { id, version, family, title, purpose, durationMin, zones }: Template,
  own: TemplateSummary['own'],
): TemplateSummary {
  return { id, version, family, title, purpose, durationMin, zones: zones.length, own }
}

/** A method in its author's list. */
export function presentOwn(own: OwnTemplate, version: string | null): OwnTemplateSummary {
  return {
    id: own.id,
    title: own.draft.title,
    family: own.draft.family,
    programme: own.programme,
    version,
    changed: own.publishedRevision !== own.revision,
    archived: own.archived,
    savedAt: own.savedAt,
  }
}
