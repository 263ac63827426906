import { LANGUAGES } from '@tablee/board'
import * as z from 'zod'
import { caseTagsSchema, upgradedTagsSchema } from '../draft/case-tags.ts'
import { CASE_SECTIONS } from '../outline.ts'
import { foldWord } from '../text/fold.ts'
import { type PublishableSection, perspectivesOf } from './publishable-sections.ts'
import type { RedactedCase } from './redact-case.ts'

/** The version of the published document's form; readers refuse a newer one. */
export const PUBLISHED_CASE_FORMAT = 2

const slugSchema = z.string().regex(/^[a-z0-9]+(?:-[a-z0-9]+)*$/)

const publishedStatementSchema = z.strictObject({
  id: z.string().min(1),
  text: z.string().min(1),
  /** Terms of the statement vocabularies. */
  tags: z.array(z.string()),
  /** Who tells it: a term of `roleClass`. */
  role: z.string().optional(),
  /** A term of `effectPolarity`. */
  sign: z.string().optional(),
  phase: z.string().optional(),
  /** `M0`, `M+5`. */
  relTime: z.string().optional(),
  audience: z.string().optional(),
  stake: z.string().optional(),
  /** Somebody's own words. */
  quote: z.literal(true).optional(),
  /** The statement of this document that it answers; with `quote`, that it stands beside. */
  of: z.string().optional(),
  /** Statements of this document that tell it differently. */
  contrast: z.array(z.string()).min(1).optional(),
})

const publishedImageSchema = z.strictObject({
  /** Letters that its pixels alone give. */
  id: z.string().min(1),
  /** What somebody reads who does not see it. */
  alt: z.string().min(1),
  width: z.int().positive(),
  height: z.int().positive(),
})

/** A published case as a JSON document. No author, no origin, no date but the year. Read it with `readPublishedCase`. */
const publishedCaseSchema = z.strictObject({
  format: z.literal(PUBLISHED_CASE_FORMAT),
  id: z.string().min(1),
  slug: slugSchema,
  /** Counts publications of this case from 1. */
  version: z.int().positive(),
  lang: z.enum(LANGUAGES),
  year: z.int(),
  meta: z.strictObject({
    publicName: z.string().min(1),
    tags: caseTagsSchema,
    /** The roles whose voice is heard: those of the statements. */
    perspectives: z.array(z.string()),
  }),
  sections: z.array(
    z.strictObject({ id: z.enum(CASE_SECTIONS), statements: z.array(publishedStatementSchema).min(1) }),
  ),
  /** Pictures that its organisation agreed to, in their order; none of most cases. */
  images: z.array(publishedImageSchema).min(1).optional(),
})

/** A published case: rebuilt from reviewed text, with nothing of the board's own. */
export type PublishedCase = z.infer<typeof publishedCaseSchema>
/** One statement of a published case. */
export type PublishedStatement = z.infer<typeof publishedStatementSchema>

/** A document of the first form: sentences only, and five facets. */
const formOneSchema = z.strictObject({
  ...publishedCaseSchema.omit({ images: true }).shape,
  format: z.literal(1),
  meta: z.strictObject({ publicName: z.string().min(1), tags: upgradedTagsSchema }),
  sections: z.array(
    z.strictObject({
      id: z.enum(CASE_SECTIONS),
      statements: z
        .array(
          z
            .strictObject({ id: z.string().min(1), text: z.string().min(1) })
            .transform((statement): PublishedStatement => ({ ...statement, tags: [] })),
        )
        .min(1),
    }),
  ),
})

/**
 * A published document of this form or the former one, as this form.
 * @throws {z.ZodError} when it is neither, also for a form that is newer than ours.
 */
export function readPublishedCase(json: unknown): PublishedCase {
  const isFormer = typeof json === 'object' && json !== null && 'format' in json && json.format === 1
  if (!isFormer) return publishedCaseSchema.parse(json)
  const { meta, ...former } = formOneSchema.parse(json)
  return { ...former, format: PUBLISHED_CASE_FORMAT, meta: { ...meta, perspectives: [] } }
}

/** Addresses of the library's own pages: no case is called so. */
const RESERVED_SLUGS: readonly string[] = ['assets', 'comparer', 'vues', 'questions', 'enjeux', 'tous']
/** Longest slug made from a name, in characters. */
const SLUG_MAX = 60

/** An address from a public name: "Rive Nouvelle" gives `rive-nouvelle`; `cas` when no letter is left. */
export function slugOf(publicName: string): string {
  const slug = foldWord(publicName)
    .replace(/[^a-z0-9]+/g, '-')
    .slice(0, SLUG_MAX)
    .replace(/^-+|-+$/g, '')
  if (slug === '') return 'cas'
  return RESERVED_SLUGS.includes(slug) ? `cas-${slug}` : slug
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
    meta: {
      publicName: redacted.publicName,
      tags: redacted.tags,
      perspectives: perspectivesOf(redacted.sections),
    },
    sections: underNewIds(redacted.sections, newId),
    ...(redacted.images.length > 0 && {
      images: redacted.images.map(({ pixels, alt, width, height }) => ({ id: pixels, alt, width, height })),
    }),
  }
}

/** The same words as another document at another address: nothing of the former one's ids is in it. */
export function renewedCase(
  document: PublishedCase,
  { slug, newId }: { slug: string; newId: () => string },
): PublishedCase {
  return { ...document, id: newId(), slug, sections: underNewIds(document.sections, newId) }
}

function underNewIds(
  sections: readonly PublishableSection[],
  newId: () => string,
): PublishedCase['sections'] {
  const fresh = new Map(
    sections.flatMap(({ statements }) => statements.map((statement) => [statement.id, newId()])),
  )
  const known = (ids: readonly string[]): string[] => ids.flatMap((former) => fresh.get(former) ?? [])
  return sections.map((section) => ({
    id: section.id,
    statements: section.statements.flatMap(({ id: former, of, contrast, ...statement }) => {
      const [renamed] = known([former])
      const [parent] = known(of === undefined ? [] : [of])
      return renamed === undefined
        ? []
        : {
            ...statement,
            id: renamed,
            ...(parent !== undefined && { of: parent }),
            ...(contrast !== undefined && { contrast: known(contrast) }),
          }
    }),
  }))
}
