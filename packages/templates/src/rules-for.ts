import type { ExtractionDefinition, Method } from '@tablee/board'
import { keepsMeaning } from './authoring/next-version.ts'
import { findTemplate } from './templates.ts'

/**
 * What is drawn from a board of this method. Of a shipped one, what its newest version draws, as long as that version
 * reads the content of the board's own as it was meant: what is drawn changes nothing on a board, so that a board of
 * before draws what is known today. Otherwise what the board's own method says.
 */
export function rulesFor(
  method: Pick<Method, 'id' | 'version' | 'extract'>,
): readonly ExtractionDefinition[] {
  const shipped = findTemplate(method.id)
  return (shipped && keepsMeaning(method.version, shipped.version) ? shipped : method).extract ?? []
}
