import { createHash, timingSafeEqual } from 'node:crypto'
import type { NoteRow } from './note-store.ts'

/** Who a note belongs to: a person by name, or whoever holds its key. */
export type NoteOwner = { readonly personId: string } | { readonly key: string }

/** What the server keeps of a key: it recognises the key, and nobody can make it from that. */
export function hashOfKey(key: string): string {
  return createHash('sha256').update(`tablee private note\n${key}`).digest('base64url')
}

/** Whether a note belongs to this owner. */
export function owns(owner: NoteOwner, note: Pick<NoteRow, 'personId' | 'keyHash'>): boolean {
  if ('personId' in owner) return note.personId === owner.personId
  if (note.keyHash === null) return false
  return timingSafeEqual(Buffer.from(note.keyHash), Buffer.from(hashOfKey(owner.key)))
}
