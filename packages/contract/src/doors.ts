import * as z from 'zod'

/** Who somebody is on one board. */
const actorIdSchema = z.string().min(1).max(64)

/** `POST /api/boards/:id/knock`: how the person stands before the door of a board; her page asks while she waits. */
export const knockSchema = z.strictObject({ state: z.enum(['open', 'waiting', 'refused', 'removed']) })
/** How somebody stands before a door. */
export type Knock = z.infer<typeof knockSchema>

const atDoorSchema = z.strictObject({ actorId: actorIdSchema, name: z.string() })

/**
 * What of a door is in the hands of somebody who leads a board behind it: all of it; who sits at her own table of a
 * workshop; or nothing, on the other boards of a workshop whose groups are led by several.
 */
const DOOR_HOLDS = ['all', 'table', 'none'] as const
/** What of a door is in somebody's hands. */
export type DoorHold = (typeof DOOR_HOLDS)[number]

/** `GET /api/boards/:id/door`, for those who lead: nobody is in it whom they may not answer. */
export const doorSchema = z.strictObject({
  holds: z.enum(DOOR_HOLDS),
  locked: z.boolean(),
  waiting: z.array(atDoorSchema),
  /** Who was not let in, as long as the door is locked. */
  refused: z.array(atDoorSchema),
  /** Who was sent out. */
  removed: z.array(atDoorSchema),
})
/** The door of a board, and who stands before it. */
export type Door = z.infer<typeof doorSchema>

/** `PUT /api/boards/:id/door`. */
export const changeDoorRequestSchema = z.strictObject({ locked: z.boolean() })
/** `POST /api/boards/:id/door/answers`: lets people in, or does not; whoever was sent out may be let back in by it. */
export const answerDoorRequestSchema = z.strictObject({
  actorIds: z.array(actorIdSchema).min(1).max(200),
  admit: z.boolean(),
})
/** `POST /api/boards/:id/door/removals`: sends somebody out, and locks the door behind her; from a table alone, who holds no more. */
export const removePersonRequestSchema = z.strictObject({ actorId: actorIdSchema })
