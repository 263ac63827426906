import { INVITATION_CODE_LENGTH } from '@tablee/contract'

/** How many characters stand together when a code is shown or read aloud. */
const GROUP = 3

/** A code as it is shown: `ABC-DEF`. */
export function spellCode(code: string): string {
  return code.replace(new RegExp(`(.{${GROUP}})(?=.)`, 'g'), '$1-')
}

/** A code as the server compares it, from whatever somebody typed or pasted; null when its length cannot be right. */
export function readCode(typed: string): string | null {
  const code = typed.toUpperCase().replace(/[\s-]/g, '')
  return code.length === INVITATION_CODE_LENGTH ? code : null
}
