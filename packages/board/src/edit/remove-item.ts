import { boardRoot } from '../layout.ts'
import { isBinding } from '../record.ts'
import { mayMove, recordsOf, type Writer, write } from './writer.ts'

/**
 * Deletes an item, and the writer's own arrows that led to it. What tied them goes with them: R1 of the board's rules.
 * @returns whether it was there and the writer's to delete
 */
export function removeItem(writer: Writer, id: string): boolean {
  const records = recordsOf(writer)
  const record = records.get(id)
  if (!record || !mayMove(writer, record)) return false
  const gone = new Set([id])
  for (const binding of records.values()) {
    if (!isBinding(binding) || binding.toId !== id) continue
    const arrow = records.get(binding.fromId)
    if (arrow && mayMove(writer, arrow)) gone.add(arrow.id)
    else gone.add(binding.id)
  }
  write(writer, () => {
    for (const each of gone) boardRoot(writer.doc).delete(each)
  })
  return true
}
