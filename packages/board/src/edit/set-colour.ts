import { writeFields } from '../codec.ts'
import type { NoteColour } from '../note-colours.ts'
import { isShape } from '../record.ts'
import { mapOf, mayMove, recordsOf, type Writer, write } from './writer.ts'

/**
 * Gives a note another colour.
 * @returns whether it has it now; not when the note is gone, or not the writer's to change
 */
export function setColour(writer: Writer, id: string, colour: NoteColour): boolean {
  const record = recordsOf(writer).get(id)
  const map = mapOf(writer, id)
  if (!map || !isShape(record) || record.type !== 'note' || !mayMove(writer, record)) return false
  write(writer, () => writeFields(map, [['p.color', colour]]))
  return true
}
