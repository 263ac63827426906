import { boardRoot } from '@tablee/board'
import * as Y from 'yjs'
import { putNote } from '../numbered-notes.ts'
import { Y_WEBSOCKET } from '../wire.ts'
import { type Attack, type Attacks, onSocket } from './attack.ts'

/** Just below what a record may hold, and as many as one frame takes. */
const LONG = { notes: 66, letters: 60_000 }
/** As many short notes as stay below the most operations of one update, and below what one person may lay on a board. */
const MANY = { notes: 2_000, letters: 1 }

/** The most that is allowed: well-formed, signed, within every limit. What was laid is taken away, so that there is room again. */
export const LARGEST: Attacks = {
  'the largest valid update, and its deletion': layAndTake(LONG),
  'the valid update of the most notes, and its deletion': layAndTake(MANY),
}

function layAndTake(how: { notes: number; letters: number }): Attack {
  return (attacker) => {
    const [laid, taken] = layAndTakeUpdates(attacker.actorId, how)
    return onSocket(attacker, async (socket) => {
      const code = await socket.send(Y_WEBSOCKET.sync(2, laid))
      return code ?? socket.send(Y_WEBSOCKET.sync(2, taken))
    })
  }
}

function layAndTakeUpdates(
  actorId: string,
  { notes, letters }: { notes: number; letters: number },
): [Uint8Array, Uint8Array] {
  const doc = new Y.Doc()
  doc.transact(() => {
    for (let count = 0; count < notes; count++) putNote(doc, actorId, 'x'.repeat(letters))
  })
  const laid = Y.encodeStateAsUpdate(doc)
  const before = Y.encodeStateVector(doc)
  const root = boardRoot(doc)
  doc.transact(() => {
    for (const id of [...root.keys()]) root.delete(id)
  })
  const taken = Y.encodeStateAsUpdate(doc, before)
  doc.destroy()
  return [laid, taken]
}
