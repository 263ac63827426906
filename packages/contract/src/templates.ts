import { COLUMN_TYPES, LANGUAGES } from '@tablee/board'
import * as z from 'zod'
import { idSchema, localisedTextSchema, timeSchema, titleSchema } from './common.ts'

/** The id of a shipped method or of a coach's own. */
const templateIdSchema = z.string().min(1).max(64)
/** A version, such as 1.2.0. */
const versionSchema = z.string().regex(/^\d{1,4}\.\d{1,4}\.\d{1,4}$/)
const revisionSchema = z.number().int().min(0)

/** A method in the chooser. */
export const templateSummarySchema = z.strictObject({
  id: z.string(),
  version: z.string(),
  family: z.string(),
  title: localisedTextSchema,
  purpose: localisedTextSchema,
  durationMin: z.number().int(),
  zones: z.number().int(),
  /** Null for a method that comes with the product; else whose it is. */
  own: z.strictObject({ programme: z.string(), author: z.string().nullable(), mine: z.boolean() }).nullable(),
})
/** `GET /api/templates`: the shipped methods and, for coaches, those published in their programmes. */
export const templateListSchema = z.strictObject({ templates: z.array(templateSummarySchema) })
/** A method in the chooser. */
export type TemplateSummary = z.infer<typeof templateSummarySchema>

/** Path parameters that name a method. */
export const templateParamsSchema = z.strictObject({ id: templateIdSchema })
/** Path parameters that name one version of a method. */
export const templateVersionParamsSchema = z.strictObject({ id: templateIdSchema, version: versionSchema })

/** `GET /api/templates/:id/versions`, newest first. */
export const templateVersionsSchema = z.strictObject({
  versions: z.array(
    z.strictObject({
      version: z.string(),
      publishedAt: timeSchema.nullable(),
      publishedBy: z.string().nullable(),
      note: z.string(),
    }),
  ),
})
/** The versions of a method. */
export type TemplateVersions = z.infer<typeof templateVersionsSchema>

/** `POST /api/own-templates`: from nothing, or a copy of a method that the coach may read. */
export const createTemplateRequestSchema = z.strictObject({
  programmeId: idSchema,
  title: titleSchema,
  lang: z.enum(LANGUAGES),
  from: z.strictObject({ templateId: templateIdSchema, version: versionSchema.optional() }).nullable(),
  family: z.enum(['needs', 'stakeholders', 'change', 'intervision']),
})
/** `POST /api/own-templates/import`: the text of a package file. */
export const importTemplateRequestSchema = z.strictObject({ programmeId: idSchema, file: z.string() })

/** `POST /api/own-templates/import/preview`: what that file would bring; nothing is kept. */
export const importPreviewSchema = z.strictObject({
  title: localisedTextSchema,
  version: z.string(),
  licence: z.string(),
  credits: z.string(),
  /** Which method it was copied from, where it was. */
  origin: z
    .strictObject({ templateId: z.string(), version: z.string(), title: localisedTextSchema })
    .nullable(),
  /** Words that would come into the lists of the programme, which all its methods share. */
  words: z.array(
    z.strictObject({
      id: z.string(),
      label: localisedTextSchema,
      /** The whole list would be new. */
      isNew: z.boolean(),
      terms: z.array(localisedTextSchema),
    }),
  ),
})
/** What a file would bring. */
export type ImportPreview = z.infer<typeof importPreviewSchema>

/** A method in a coach's own list. */
const ownTemplateSummarySchema = z.strictObject({
  id: idSchema,
  title: localisedTextSchema,
  family: z.string(),
  programme: z.strictObject({ id: idSchema, name: z.string() }),
  /** The newest published version; null for a draft that was never published. */
  version: z.string().nullable(),
  /** Whether the draft holds something that no version has. */
  changed: z.boolean(),
  archived: z.boolean(),
  savedAt: timeSchema,
})
/** `GET /api/own-templates`. */
export const ownTemplateListSchema = z.strictObject({
  templates: z.array(ownTemplateSummarySchema),
  /** Where she may write methods. */
  programmes: z.array(z.strictObject({ id: idSchema, name: z.string() })),
})
/** A method in a coach's own list. */
export type OwnTemplateSummary = z.infer<typeof ownTemplateSummarySchema>
/** A coach's own methods. */
export type OwnTemplateList = z.infer<typeof ownTemplateListSchema>

/** `GET /api/own-templates/:id`; `content` is the schema of a method (`templateDraftSchema` of @tablee/templates). */
export const ownTemplateSchema = <T>(content: z.ZodType<T>) =>
  z.strictObject({
    ...ownTemplateSummarySchema.shape,
    draft: content,
    /** Goes up with every save: a save that names another one is refused. */
    revision: revisionSchema,
    licence: z.string(),
    credits: z.string(),
    /** What it was copied from. */
    origin: z
      .strictObject({ templateId: z.string(), version: z.string(), title: localisedTextSchema })
      .nullable(),
    /** What the draft is compared with: the newest version, else the origin; null for a method from nothing. */
    base: z.strictObject({ version: z.string(), content }).nullable(),
    /** What checking it needs. */
    zonesInUse: z.array(z.strictObject({ id: z.string(), kind: z.string(), boards: z.number().int() })),
    partsInUse: z.array(
      z.strictObject({
        zoneId: z.string().nullable(),
        list: z.enum(['cols', 'items', 'choices', 'axes', 'terms']),
        of: z.string().nullable(),
        id: z.string(),
        type: z.enum(COLUMN_TYPES).nullable(),
        set: z.string().nullable(),
        boards: z.number().int(),
      }),
    ),
  })

/** `PUT /api/own-templates/:id/draft`. */
export const saveDraftRequestSchema = <T>(content: z.ZodType<T>) =>
  z.strictObject({
    revision: revisionSchema,
    draft: content,
    licence: z.string().max(120),
    credits: z.string().max(500),
  })
/** The answer: what the next save must name. */
export const savedDraftSchema = z.strictObject({ revision: revisionSchema, savedAt: timeSchema })
/** `POST /api/own-templates/:id/publish`: the draft of this revision becomes a version for good. */
export const publishTemplateRequestSchema = z.strictObject({
  revision: revisionSchema,
  note: z.string().max(500).default(''),
})
/** The answer to publishing and importing. */
export const publishedTemplateSchema = z.strictObject({ id: idSchema, version: z.string() })
/** `PATCH /api/own-templates/:id`. */
export const updateTemplateRequestSchema = z.strictObject({ archived: z.boolean() })

/** What stands between a board and the newest version of its method. */
export const BOARD_UPDATES = ['none', 'texts', 'prepared', 'started', 'archived'] as const
/** `GET /api/templates/:id/boards`: the boards made from it that the coach may change. */
export const templateBoardsSchema = z.strictObject({
  newest: z.string(),
  boards: z.array(
    z.strictObject({
      id: idSchema,
      title: z.string(),
      cohort: z.string(),
      organisation: z.string().nullable(),
      version: z.string(),
      /**
       * `texts`: only words differ, it can be corrected while people work; `prepared`: nobody has written on it, it can
       * be moved up; `started`: it keeps its version; `archived`: the same, until it is reopened.
       */
      update: z.enum(BOARD_UPDATES),
    }),
  ),
})
/** The boards made from a method. */
export type TemplateBoards = z.infer<typeof templateBoardsSchema>
/** `GET /api/templates/:id/feedback`: how its steps went in closed sessions of the coach's cohorts; times in minutes. */
export const templateFeedbackSchema = z.strictObject({
  /** Boards whose script was run. */
  runs: z.int().nonnegative(),
  steps: z.array(
    z.strictObject({
      stepId: z.string(),
      title: localisedTextSchema,
      plannedMinutes: z.int().nonnegative(),
      /** Of all runs, those that had this step. */
      runs: z.int().nonnegative(),
      /** Took longer than was planned there. */
      overran: z.int().nonnegative(),
      /** Was passed over. */
      skipped: z.int().nonnegative(),
      /** Null when it was never run. */
      medianMinutes: z.int().nonnegative().nullable(),
    }),
  ),
})
/** How the steps of a method went. */
export type TemplateFeedback = z.infer<typeof templateFeedbackSchema>
/** `POST /api/templates/:id/push`: which boards took the newest version, and which did not. */
export const pushedTemplateSchema = z.strictObject({
  version: z.string(),
  updated: z.array(idSchema),
  failed: z.array(idSchema),
  left: z.number().int(),
})
/** How a push ended. */
export type PushedTemplate = z.infer<typeof pushedTemplateSchema>

/** `GET /api/boards/:id/template`: what "see the differences" compares. */
export const boardTemplateSchema = <T>(content: z.ZodType<T>) =>
  z.strictObject({
    version: z.string(),
    newest: z.string(),
    update: z.enum(BOARD_UPDATES),
    /** Null when the board's version is not kept anywhere. */
    from: content.nullable(),
    to: content,
  })
/** `POST /api/boards/:id/template`: takes the newest version over. */
export const movedBoardSchema = z.strictObject({ version: z.string() })
