import type { Attacks } from './attack.ts'
import { BROKEN_MESSAGES } from './broken-messages.ts'
import { CURSORS } from './cursors.ts'
import { FLOODS } from './floods.ts'
import { FORBIDDEN_CONTENT } from './forbidden-content.ts'
import { LARGEST } from './largest.ts'

/** Every kind of attack. */
export const ALL_ATTACKS: Attacks = {
  ...BROKEN_MESSAGES,
  ...FORBIDDEN_CONTENT,
  ...CURSORS,
  ...FLOODS,
  ...LARGEST,
}

/** The kinds of the reference measurements (W8), which mean the same to every Yjs server. */
export const W8: readonly string[] = [
  'random bytes',
  'an unknown type',
  'an update of random bytes',
  'a cut update',
  'a cursor of broken JSON',
  'cursors of a million clients',
  'cursors under others’ client ids',
  'a cursor under a client id that nobody owns',
  'a question of random bytes',
  'operations with gaps',
  'a cursor of thirty megabytes',
]
