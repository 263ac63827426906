import * as z from 'zod'
import { localisedTextSchema, timeSchema } from './common.ts'

/** Longest name of a vocabulary or word, in characters. */
const LABEL_MAX = 120

const labelSchema = z.strictObject({
  fr: z.string().trim().min(1).max(LABEL_MAX),
  nl: z.string().trim().max(LABEL_MAX),
  en: z.string().trim().max(LABEL_MAX),
})
const listIdSchema = z.string().regex(/^[A-Za-z0-9_-]{1,80}$/)
const termIdSchema = z.string().regex(/^[A-Za-z0-9_-]{1,60}$/)

/** `POST /api/programmes/:id/vocabularies`: one line more in the history. The server makes the ids of what is added. */
export const changeVocabularyRequestSchema = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('vocabulary_added'), label: labelSchema }),
  z.strictObject({
    kind: z.literal('vocabulary_relabelled'),
    vocabularyId: listIdSchema,
    label: labelSchema,
  }),
  z.strictObject({ kind: z.literal('term_added'), vocabularyId: listIdSchema, label: labelSchema }),
  z.strictObject({
    kind: z.literal('term_relabelled'),
    vocabularyId: listIdSchema,
    termId: termIdSchema,
    label: labelSchema,
  }),
  z.strictObject({ kind: z.literal('term_retired'), vocabularyId: listIdSchema, termId: termIdSchema }),
  z.strictObject({ kind: z.literal('term_restored'), vocabularyId: listIdSchema, termId: termIdSchema }),
])
/** A change of a vocabulary. */
export type ChangeVocabularyRequest = z.infer<typeof changeVocabularyRequestSchema>

/** A vocabulary as it stands. */
const vocabularySchema = z.strictObject({
  id: z.string(),
  label: localisedTextSchema,
  shipped: z.boolean(),
  terms: z.array(z.strictObject({ id: z.string(), label: localisedTextSchema, retired: z.boolean() })),
})
/** `GET /api/programmes/:id/vocabularies`; the history is newest first. */
export const vocabulariesSchema = z.strictObject({
  programme: z.string(),
  vocabularies: z.array(vocabularySchema),
  history: z.array(
    z.strictObject({
      vocabularyId: z.string(),
      termId: z.string().nullable(),
      kind: z.string(),
      label: localisedTextSchema.nullable(),
      at: timeSchema,
      by: z.string().nullable(),
    }),
  ),
})
/** The vocabularies of a programme and what happened to them. */
export type Vocabularies = z.infer<typeof vocabulariesSchema>
