import type { LocalisedText } from '@tablee/board'
import * as z from 'zod'
import { localisedTextSchema } from './localised-text.ts'
import notes from './privacy.json' with { type: 'json' }

/** What to know before anything of a method's boards is shown to others. */
export interface MethodPrivacy {
  /** How much harm what it gathers could do outside of the room. */
  level: 'low' | 'medium' | 'high' | 'very_high'
  note: LocalisedText
}

const notesSchema = z.record(
  z.string(),
  z.strictObject({ level: z.enum(['low', 'medium', 'high', 'very_high']), note: localisedTextSchema }),
)
// Beside the methods, not in them: it is about what comes of a board, and a method that says it better has no new version.
const NOTES: ReadonlyMap<string, MethodPrivacy> = new Map(Object.entries(notesSchema.parse(notes)))

/** What to know of a shipped method; null for a method that is not shipped. */
export function privacyOf(templateId: string): MethodPrivacy | null {
  return NOTES.get(templateId) ?? null
}
