import { boardRoot, TEXT_KEY } from '@tablee/board'
import { plainTextOf } from '@tablee/board/edit'
import * as Y from 'yjs'
import type { BoardPeer } from '../running/board-peer.ts'

/** Every text that a peer has on the board. */
export function textsOf({ doc }: Pick<BoardPeer, 'doc'>): string[] {
  const texts = [...boardRoot(doc).values()].map((map) => map.get(TEXT_KEY))
  return texts.flatMap((text) => (text instanceof Y.XmlFragment ? [plainTextOf(text)] : []))
}
