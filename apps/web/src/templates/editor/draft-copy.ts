import { templateDraftSchema } from '@tablee/templates'
import * as z from 'zod'
import { DRAFT_PREFIX } from './draft-prefix.ts'

const copySchema = z.object({
  revision: z.number().int(),
  draft: templateDraftSchema,
  licence: z.string(),
  credits: z.string(),
})

/** What was written and is not on the server yet. */
export type DraftCopy = z.infer<typeof copySchema>

const keyOf = (id: string) => `${DRAFT_PREFIX}${id}`

/** Keeps the words on this device until the server has them. */
export function keepCopy(id: string, copy: DraftCopy): void {
  try {
    localStorage.setItem(keyOf(id), JSON.stringify(copy))
  } catch {
    // no room or not allowed: the server still gets them after the pause
  }
}

/** What an earlier visit left; null for nothing, or nothing that can be read. */
export function readCopy(id: string): DraftCopy | null {
  try {
    const parsed = copySchema.safeParse(JSON.parse(localStorage.getItem(keyOf(id)) ?? 'null'))
    return parsed.success ? parsed.data : null
  } catch {
    return null
  }
}

/** The server has them. */
export function forgetCopy(id: string): void {
  try {
    localStorage.removeItem(keyOf(id))
  } catch {
    // not allowed: nothing was kept either
  }
}
