import { findTemplate } from '../templates.ts'
import type { CheckContext } from './check-zones.ts'
import { SHIPPED_VOCABULARIES } from './shipped-vocabularies.ts'
import { duplicateTemplate } from './start-draft.ts'
import type { TemplateDraft } from './template-draft.ts'

/** The method of scenario S2 as a coach begins to change it. */
export function macroMicroDraft(): TemplateDraft {
  const template = findTemplate('needs-macro-micro')
  if (!template) throw new Error('needs-macro-micro is not shipped')
  const title = { fr: 'Du macro au micro – chantier', nl: '', en: '' }
  const draft = duplicateTemplate(template, { id: 'own-method', title })
  // these tests take zones away and rename them: what a step says of its zones has tests of its own
  return { ...draft, steps: draft.steps.map(({ zones: _, ...step }) => step) }
}

/** A check on an instance where nobody has changed anything yet. */
export const FRESH: CheckContext = {
  vocabularies: new Set(SHIPPED_VOCABULARIES.map(({ id }) => id)),
  zonesInUse: [],
  partsInUse: [],
}

/** The draft with one zone changed. */
export function withZone(
  draft: TemplateDraft,
  id: string,
  change: Partial<TemplateDraft['zones'][number]>,
): TemplateDraft {
  return { ...draft, zones: draft.zones.map((zone) => (zone.id === id ? { ...zone, ...change } : zone)) }
}
