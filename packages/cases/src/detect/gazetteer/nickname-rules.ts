import {
  before,
  isActing,
  isAddressed,
  isDetermined,
  isPointedAt,
  isSpaced,
  isVerbForm,
  namesThing,
} from './context.ts'
import { type NameRun, run } from './name-run.ts'
import type { Token } from './read-tokens.ts'

/** "Popol", "Bouboule", "Nénette": a syllable said twice. */
export const isDoubled = (token: Token): boolean =>
  token.capitals === 'capital' &&
  !token.isCommonForm &&
  !token.isPlace &&
  !token.isKnown &&
  /^([bcdfgjklmnprstvz])(?:ou|on|an|in|[aeiouy])\1(?:ou|on|an|in|[aeiouy])(?:l|le|ls|t|te|tte|n|ne|nne|che|s|x)?$/.test(
    token.folded,
  )

/** "Momo livre", "le mot de mimi": what friends say; in small letters only where somebody must stand. */
export function nickname(tokens: readonly Token[], at: number): NameRun | null {
  const token = tokens[at]
  if (
    token === undefined ||
    token.gap === '-' ||
    tokens[at + 1]?.gap === '-' ||
    namesThing(tokens, at, false)
  )
    return null
  if (token.capitals === 'capital') {
    const isWord = token.isCommonForm && (isDetermined(tokens, at) || (token.opens && !isActing(tokens, at)))
    return isWord ? null : run(at, at, 'nickname')
  }
  if (token.capitals !== 'lower' || isDetermined(tokens, at)) return null
  const next = tokens[at + 1]
  const opensClause = token.opens && isSpaced(next) && isVerbForm(next)
  const isOwner = /^(?:de|a|van|pour|voor)$/.test(before(tokens, at)?.folded ?? '')
  // "salut c'est titi"
  const isHere = before(tokens, at)?.folded === 'est' && tokens[at - 2]?.folded === 'c'
  // "qui a la carte ? kev ?"
  const isAlone = token.opens && !token.isCommonForm && /^ ?[?!.]/.test(next?.gap ?? '.')
  return isHere ||
    isAlone ||
    isPointedAt(tokens, at) ||
    isAddressed(tokens, at) ||
    isActing(tokens, at) ||
    opensClause ||
    (isOwner && !token.isCommonForm)
    ? run(at, at, 'nickname')
    : null
}
