import * as z from 'zod'
import { CASE_FIELDS, type CaseField } from '../case-fields.ts'
import { TEMPLATE_MOST, type Template, templateShape } from '../template.ts'
import { fittingZone } from './zone-options.ts'

/** Longest text that a draft keeps, in characters: longer than any that can be published, so that no word is lost. */
const DRAFT_TEXT_MAX = 2_000

const words = z.string().max(DRAFT_TEXT_MAX)
const draftTextSchema = z.strictObject({ fr: words, nl: words, en: words })
const shape = templateShape({ text: draftTextSchema, draft: true })
const zoneShape = shape.shape.zones.element

/**
 * A method as somebody is writing it: texts may be missing, zones may overlap. What is wrong with it is `checkTemplate`'s
 * to say; this schema only bounds what is kept.
 */
export const templateDraftSchema = z.strictObject({
  ...shape.shape,
  // a package from elsewhere may name a field that this version does not know: that is a fault with a name
  zones: z
    .array(z.strictObject({ ...zoneShape.shape, feeds: z.string().max(60).nullable() }))
    .max(TEMPLATE_MOST.zones),
})

/** A method that is being written. Every method is one. */
export type TemplateDraft = z.infer<typeof templateDraftSchema>

/** One zone of a draft. */
export type DraftZone = TemplateDraft['zones'][number]

/** Whether a case knows this field. */
export function isCaseField(field: string): field is CaseField {
  return CASE_FIELDS.some((known) => known === field)
}

/** The draft with what counts: options that a zone's kind does not know are not in it. */
export function fittingDraft(draft: TemplateDraft): TemplateDraft {
  return { ...draft, zones: draft.zones.map(fittingZone) }
}

/** The draft as a method, once nothing is wrong with it; what feeds an unknown field feeds none. */
export function toTemplate(draft: TemplateDraft): Template {
  return {
    ...draft,
    zones: draft.zones.map(fittingZone).map((zone) => ({
      ...zone,
      feeds: zone.feeds !== null && isCaseField(zone.feeds) ? zone.feeds : null,
    })),
  }
}
