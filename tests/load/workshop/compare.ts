import { boardRoot, TEXT_KEY } from '@tablee/board'
import * as Y from 'yjs'
import { personOn } from '../faults/product.ts'
import { marksIn } from './marks.ts'
import type { Session } from './session.ts'

/** Looks whether every note that somebody wrote is on its board, once. @param written numbers of notes, by board */
export async function compare(
  { coach }: Pick<Session, 'coach'>,
  url: string,
  written: ReadonlyMap<string, readonly number[]>,
): Promise<{ lost: number; doubled: number }> {
  let lost = 0
  let doubled = 0
  for (const [boardId, numbers] of written) {
    const reader = await (await personOn(url, coach, boardId)).open()
    const found = new Map<number, number>()
    for (const record of boardRoot(reader.doc).values()) {
      const text = record.get(TEXT_KEY)
      if (!(text instanceof Y.XmlFragment)) continue
      for (const number of marksIn(Buffer.from(text.toString())))
        found.set(number, (found.get(number) ?? 0) + 1)
    }
    reader.leave()
    lost += numbers.filter((number) => !found.has(number)).length
    doubled += numbers.filter((number) => (found.get(number) ?? 0) > 1).length
  }
  return { lost, doubled }
}
