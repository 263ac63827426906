import { isDetermined, isSpaced } from './context.ts'
import { type NameRun, run } from './name-run.ts'
import { HARD_WORDS, SMALL_DUTCH } from './name-words.ts'
import { familyEnd, isCapital, isSureFamily, isUnknown } from './person-name.ts'
import type { Token } from './read-tokens.ts'

/** "Sophie, Ngalula et Rose": what is listed with people is one of them. */
export function neighbours(tokens: readonly Token[], runs: readonly NameRun[]): NameRun[] {
  const found: NameRun[] = []
  const isRollCall = ROLL_CALL.test(tokens[0]?.folded ?? '') && tokens[1]?.gap.includes(':') === true
  const isTaken = (at: number): boolean => [...runs, ...found].some(({ from, to }) => at >= from && at <= to)
  const queue = [...runs]
  for (let known = queue.shift(); known !== undefined; known = queue.shift()) {
    for (const at of [listedAfter(tokens, known.to), listedBefore(tokens, known.from)]) {
      const token = at === null ? undefined : tokens[at]
      if (at === null || token === undefined || isTaken(at)) continue
      // "jo, lut en staf"
      if (
        SMALL_DUTCH.test(token.written) &&
        tokens[known.from]?.capitals === 'lower' &&
        known.rule !== 'title'
      ) {
        found.push(run(at, at, 'listed'))
        continue
      }
      if (token.isStop) continue
      // "hassan et najat": in small letters what no list knows, between such
      const isSmall =
        known.rule !== 'title' &&
        !isDetermined(tokens, at) &&
        token.capitals === 'lower' &&
        tokens[known.from]?.capitals === 'lower'
      if (
        isSmall &&
        (isUnknown(token) || isSureFamily(token) || (token.isGiven && !HARD_WORDS.has(token.folded))) &&
        (token.folded.length > 3 || (token.isGiven && token.folded.length > 1)) &&
        token.folded.length < 11 &&
        // "rek 4 is van nour, afblijven"
        (token.isGiven || !/^.{4,}(?:en|ing|heid|lijk|baar)$/.test(token.folded)) &&
        (SPEAKABLE.test(token.folded) || token.isGiven)
      ) {
        const small = run(at, at, 'listed')
        found.push(small)
        if (token.isGiven) queue.push(small)
        continue
      }
      if (!isCapital(token) || /^(?:saint|sainte|st|ste|sint)$/.test(token.folded)) continue
      const isName =
        (isRollCall && !token.opens) ||
        isUnknown(token) ||
        (token.isGiven && !token.isKnown && !token.isPlace) ||
        isSureFamily(token) ||
        (token.isFamily && !token.opens && (token.gap === ' ' || standsInList(tokens, at)))
      const isThing = token.opens && token.isCommon && (!token.isGiven || HARD_WORDS.has(token.folded))
      if (!isName || isThing || token.capitals === 'upper') continue
      const added = run(at, familyEnd(tokens, at + 1) ?? at, 'listed')
      found.push(added)
      queue.push(added)
    }
  }
  return found
}

/** "présents : Hafid B., Rose, Zeynep, Tintin". */
const ROLL_CALL =
  /^(?:presente?s?|absente?s?|excusee?s?|participant(?:e|es|s)?|inscrite?s?|equipe|team|ploeg|aanwezig|afwezig|verontschuldigd|present)$/

/** "Victoire : accueil ↵ Constant : plomberie": several lines, each with a given name and what it has to do with. */
export function rows(tokens: readonly Token[]): NameRun[] {
  const heads = tokens.filter((token, at) => {
    const next = tokens[at + 1]
    return (
      token.capitals === 'capital' &&
      (at === 0 || /\n/.test(token.gap)) &&
      /^ ?(?::|=|→|->|-) ?$/.test(next?.gap ?? '') &&
      next?.gap !== '-'
    )
  })
  const names = heads.filter(({ isGiven, isKnown }) => isGiven && !isKnown)
  return names.length > 1 && names.length > heads.length - 2
    ? names.map(({ at }) => run(at, at, 'listed'))
    : []
}

/** "fons: tuin, ward: schuur": in small letters, each with its task, beside one who is somebody. */
export function peers(tokens: readonly Token[], runs: readonly NameRun[]): NameRun[] {
  const isHead = (last: number): boolean => /^ ?: ?$/.test(tokens[last + 1]?.gap ?? '')
  if (!runs.some(({ to }) => isHead(to))) return []
  return tokens
    .filter(
      (token) =>
        token.capitals === 'lower' &&
        token.isGiven &&
        !token.isCommon &&
        token.folded.length > 2 &&
        /^ ?[,;/] ?$|\n/.test(token.gap) &&
        isHead(token.at),
    )
    .map(({ at }) => run(at, at, 'listed'))
}

/** "Grace (Tue), Tomasz (Thu)": names each with something in brackets, beside one who is somebody. */
export function bracketed(tokens: readonly Token[], runs: readonly NameRun[]): NameRun[] {
  const isBracket = (last: number): boolean => /^ \($/.test(tokens[last + 1]?.gap ?? '')
  if (!runs.some(({ to }) => isBracket(to))) return []
  return tokens
    .filter(
      (token) =>
        token.capitals === 'capital' &&
        token.isGiven &&
        !token.isKnown &&
        /^\)? ?[,;:/+&] ?$|\n/.test(token.gap) &&
        isBracket(token.at),
    )
    .map(({ at }) => run(at, at, 'listed'))
}

/** "caisse : Patient ↵ accueil : Divine": the same with the name last. */
export function ends(tokens: readonly Token[]): NameRun[] {
  const last = tokens.filter((token, at) => {
    const next = tokens[at + 1]
    return (
      token.capitals === 'capital' &&
      !token.isStop &&
      !token.isKnown &&
      /^ ?(?::|=|→|->) ?$/.test(token.gap) &&
      (next === undefined || /\n/.test(next.gap))
    )
  })
  const isPeople = last.length > 1 && last.some(({ isSureGiven }) => isSureGiven)
  return isPeople ? last.map(({ at }) => run(at, at, 'listed')) : []
}

/** "Ionela / Bah / Van Hoecke": a word between two signs of a list, or at its end. */
function standsInList(tokens: readonly Token[], at: number): boolean {
  const next = tokens[at + 1]
  return (
    LIST_GAP.test(tokens[at]?.gap ?? '') &&
    (next === undefined || LIST_GAP.test(next.gap) || /^ ?[.;:)\n]/.test(next.gap))
  )
}

/** Has a vowel after its first consonants: no abbreviation. */
export const SPEAKABLE = /^[^aeiouy]{0,2}[aeiouy].*[aeiouy]/

const LIST_GAP = /^(?:, ?| ?[/&+] ?| ?\n ?[-•*+] ?)$/

function listedAfter(tokens: readonly Token[], last: number): number | null {
  const next = tokens[last + 1]
  if (next === undefined) return null
  if (LIST_GAP.test(next.gap)) return last + 1
  return /^(?:et|ou|en|of|ni)$/.test(next.folded) && isSpaced(next) && isSpaced(tokens[last + 2])
    ? last + 2
    : null
}

function listedBefore(tokens: readonly Token[], first: number): number | null {
  const gap = tokens[first]?.gap ?? ''
  if (LIST_GAP.test(gap)) return first - 1
  const link = tokens[first - 1]
  return link !== undefined && /^(?:et|ou|en|of|ni)$/.test(link.folded) && gap === ' ' && isSpaced(link)
    ? first - 2
    : null
}
