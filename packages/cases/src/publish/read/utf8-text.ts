import { ArtefactUnreadable } from './artefact-unreadable.ts'

/** Bytes as text. @throws {ArtefactUnreadable} when they are none */
export function utf8Text(name: string, bytes: Uint8Array): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch {
    throw new ArtefactUnreadable(name, 'it is no text')
  }
}
