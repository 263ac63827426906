import { COLOURS_FACT, metaRoot, NOTE_COLOURS, readColourCaptions } from '@tablee/board'
import * as z from 'zod'
import type { BoardOrderKind } from '../nodes/board-orders.ts'

const orderSchema = z.object({
  boardId: z.string(),
  colour: z.enum(NOTE_COLOURS),
  caption: z.string().nullable(),
})

/** Writes what one colour of a board stands for, or that it stands for nothing; the others stay as they are. */
export const CAPTION_ORDER: BoardOrderKind<z.infer<typeof orderSchema>, { ok: true }> = {
  name: 'colourCaption',
  order: orderSchema,
  answer: z.object({ ok: z.literal(true) }),
  carryOut: ({ rooms }, { boardId, colour, caption }) =>
    rooms.edit(boardId, (doc) => {
      const facts = metaRoot(doc)
      const { [colour]: before, ...others } = readColourCaptions(facts)
      if ((before ?? null) !== caption)
        facts.set(COLOURS_FACT, caption === null ? others : { ...others, [colour]: caption })
      return { ok: true as const }
    }),
}
