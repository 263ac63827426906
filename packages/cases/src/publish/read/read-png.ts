import { ArtefactUnreadable } from './artefact-unreadable.ts'
import { bytesAsText } from './bytes-as-text.ts'

const SIGNATURE = '\x89PNG\r\n\x1a\n'
/** What pixels need. Text, times, colour profiles with names and what programs add are none of it. */
const ALLOWED: readonly string[] = ['IHDR', 'PLTE', 'tRNS', 'IDAT', 'IEND', 'pHYs', 'sRGB']
/** Length, type and check sum of a chunk, in bytes. */
const AROUND = 12

/** Makes sure that a PNG is pixels and nothing else. @throws {ArtefactUnreadable} */
export function requirePlainPng(name: string, bytes: Uint8Array): void {
  if (bytesAsText(bytes.subarray(0, SIGNATURE.length)) !== SIGNATURE)
    throw new ArtefactUnreadable(name, 'it is no PNG')
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  let at = SIGNATURE.length
  let type = ''
  while (at < bytes.length) {
    if (at + AROUND > bytes.length || type === 'IEND')
      throw new ArtefactUnreadable(name, 'bytes follow its end')
    type = bytesAsText(bytes.subarray(at + 4, at + 8))
    if (!ALLOWED.includes(type)) throw new ArtefactUnreadable(name, 'it holds more than pixels')
    at += AROUND + view.getUint32(at)
  }
  if (type !== 'IEND' || at !== bytes.length) throw new ArtefactUnreadable(name, 'it has no end')
}
