import * as z from 'zod'
import { idSchema, localisedTextSchema } from './common.ts'

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

/** `GET /api/boards/:id/sources`: the boards that items may be taken from; the board itself is the first. */
export const sourcesSchema = z.strictObject({
  boards: z.array(z.strictObject({ id: idSchema, title: z.string(), organisation: z.string().nullable() })),
})

const countSchema = z.number().int().nonnegative()
const listedItemSchema = z.strictObject({
  id: z.string(),
  text: z.string(),
  /** Dots of a closed ballot. */
  votes: countSchema.nullable(),
})
const listedZoneSchema = z.strictObject({
  id: z.string(),
  label: localisedTextSchema,
  /** Whether this person may put notes into it. */
  takes: z.boolean(),
  /** How many more it takes; null when it has no bound. */
  left: countSchema.nullable(),
  items: z.array(listedItemSchema),
})
/** `GET /api/boards/:id/items`: what is written in the zones of a board, in its order. */
export const boardItemsSchema = z.strictObject({ zones: z.array(listedZoneSchema) })

/** A zone with what can be taken from it, or put into it. */
export type ListedZone = z.infer<typeof listedZoneSchema>
/** Something that can be taken. */
export type ListedItem = z.infer<typeof listedItemSchema>

/**
 * What became of an item's origin: as it was taken, reworded since, deleted; `hidden` when the reader may not see that
 * board (or there is none: she is not told which).
 */
export const REFERENCE_STATES = ['same', 'reworded', 'gone', 'hidden'] as const

const referenceSchema = z.strictObject({
  itemId: z.string(),
  state: z.enum(REFERENCE_STATES),
  /** On the plenary board of a workshop: the name of the group that it was taken from, also when that is hidden. */
  group: z.string().nullable(),
  /** Null when it is hidden. */
  source: z
    .strictObject({
      boardId: idSchema,
      boardTitle: z.string(),
      itemId: z.string(),
      /** Null when it is gone, or lies in no zone. */
      zone: localisedTextSchema.nullable(),
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
  /** The zone of what was made; null outside of zones. */
  zone: localisedTextSchema.nullable(),
  text: z.string(),
})
/** `GET /api/boards/:id/dependents`: what was taken from the board into others that the reader may see. */
export const dependentsSchema = z.strictObject({ dependents: z.array(dependentSchema) })

/** Where one item was taken from. */
export type ItemReference = z.infer<typeof referenceSchema>
/** Something that was made from an item. */
export type ItemDependent = z.infer<typeof dependentSchema>
