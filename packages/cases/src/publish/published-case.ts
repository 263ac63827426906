import { LANGUAGES } from '@tablee/board'
import * as z from 'zod'
import { caseTagsSchema } from '../draft/case-draft.ts'
import { CASE_SECTIONS } from '../outline.ts'
import { foldWord } from '../text/fold.ts'
import type { RedactedCase } from './redact-case.ts'

/** The version of the published document's form; readers refuse a newer one. */
export const PUBLISHED_CASE_FORMAT = 1

/** A published case as a JSON document. No author, no origin, no date but the year. */
export const publishedCaseSchema = z.strictObject({
  format: z.literal(PUBLISHED_CASE_FORMAT),
  id: z.string().min(1),
  slug: z.string().regex(/^[a-z0-9]+(?:-[a-z0-9]+)*$/),
  /** Counts publications of this case from 1. */
  version: z.int().positive(),
  lang: z.enum(LANGUAGES),
  year: z.int(),
  meta: z.strictObject({ publicName: z.string().min(1), tags: caseTagsSchema }),
  sections: z.array(
    z.strictObject({
      id: z.enum(CASE_SECTIONS),
      statements: z.array(z.strictObject({ id: z.string().min(1), text: z.string().min(1) })).min(1),
    }),
  ),
})

/** A published case: rebuilt from reviewed text, with nothing of the board's own. */
export type PublishedCase = z.infer<typeof publishedCaseSchema>

/** Longest slug made from a name, in characters. */
const SLUG_MAX = 60

/** An address from a public name: "Rive Nouvelle" gives `rive-nouvelle`; `cas` when no letter is left. */
export function slugOf(publicName: string): string {
  const slug = foldWord(publicName)
    .replace(/[^a-z0-9]+/g, '-')
    .slice(0, SLUG_MAX)
    .replace(/^-+|-+$/g, '')
  return slug === '' ? 'cas' : slug
}

/** An id of 20 random letters: no digit, so that no id can look like a number that identifies somebody (R81). */
export function letterId(random: () => number): string {
  return Array.from({ length: 20 }, () => String.fromCharCode(97 + Math.floor(random() * 26))).join('')
}

/** A new document from redacted text, under new ids; nothing else enters it. */
export function publishedCase(
  redacted: RedactedCase,
  publication: { slug: string; version: number; year: number; newId: () => string },
): PublishedCase {
  const { slug, version, year, newId } = publication
  return {
    format: PUBLISHED_CASE_FORMAT,
    id: newId(),
    slug,
    version,
    lang: redacted.lang,
    year,
    meta: { publicName: redacted.publicName, tags: redacted.tags },
    sections: redacted.sections.map(({ id, texts }) => ({
      id,
      statements: texts.map((text) => ({ id: newId(), text })),
    })),
  }
}
