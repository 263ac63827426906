import * as z from 'zod'
import { idSchema } from './common.ts'

/** Most items taken from another board in one go. */
export const TAKEN_ITEMS_MAX = 50

const itemIdSchema = z.string().regex(/^shape:[A-Za-z0-9_.:-]{1,80}$/)

/** `POST /api/boards/:id/references`: takes items of another board of the cohort into a zone, each with its origin. */
export const takeItemsRequestSchema = z.strictObject({
  fromBoardId: idSchema,
  itemIds: z.array(itemIdSchema).min(1).max(TAKEN_ITEMS_MAX),
  zoneId: z.string().min(1).max(60),
})
/** What was made of them, in the same order. */
export const takenItemsSchema = z.strictObject({
  items: z.array(z.strictObject({ itemId: z.string(), sourceItemId: z.string() })),
})

/**
 * What became of an item's origin: as it was taken, reworded since, deleted; `hidden` when the reader may not see that
 * board (or there is none: she is not told which).
 */
export const REFERENCE_STATES = ['same', 'reworded', 'gone', 'hidden'] as const

const referenceSchema = z.strictObject({
  itemId: z.string(),
  state: z.enum(REFERENCE_STATES),
  /** Null when it is hidden. */
  source: z
    .strictObject({
      boardId: idSchema,
      boardTitle: z.string(),
      itemId: z.string(),
      text: z.string().nullable(),
    })
    .nullable(),
})
/** `GET /api/boards/:id/references`: where the board's items were taken from. */
export const referencesSchema = z.strictObject({ references: z.array(referenceSchema) })

const dependentSchema = z.strictObject({
  /** The item of this board that others were made from. */
  itemId: z.string(),
  board: z.strictObject({ id: idSchema, title: z.string() }),
  dependentId: z.string(),
  text: z.string(),
})
/** `GET /api/boards/:id/dependents`: what was taken from the board into others that the reader may see. */
export const dependentsSchema = z.strictObject({ dependents: z.array(dependentSchema) })

/** Where one item was taken from. */
export type ItemReference = z.infer<typeof referenceSchema>
/** Something that was made from an item. */
export type ItemDependent = z.infer<typeof dependentSchema>
