import type { Attacks } from './attack.ts'
import { BROKEN_MESSAGES } from './broken-messages.ts'
import { CURSORS } from './cursors.ts'
import { FLOODS } from './floods.ts'
import { FORBIDDEN_CONTENT } from './forbidden-content.ts'

/** Every kind of attack. */
export const ALL_ATTACKS: Attacks = {
  ...BROKEN_MESSAGES,
  ...FORBIDDEN_CONTENT,
  ...CURSORS,
  ...FLOODS,
}
