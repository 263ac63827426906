import { withinEdits } from '../../text/edit-distance.ts'
import { groupBy } from '../../text/group-by.ts'
import { isCommonForm, isCommonWord } from './common-words.ts'
import data from './data/names.json' with { type: 'json' }
import { FrontCodedList } from './front-coded-list.ts'

const given = new FrontCodedList(data.given)
const givenElsewhere = new FrontCodedList(data.givenElsewhere)
const family = new FrontCodedList(data.family)

/** A given name of Belgium, France or of many who came there; folded. */
export const isGivenName = (folded: string): boolean => given.has(folded)
/** A given name that is rare here: it counts with a capital only. */
export const isRareGivenName = (folded: string): boolean => givenElsewhere.has(folded)

/** "Wimke", "Lieveke", "Bartje": whether a folded word is a given name as friends say it in Flanders, and no word. */
export function isDiminutive(folded: string): boolean {
  if (!/(?:ke|tje)n?$/.test(folded) || isCommonForm(folded)) return false
  const stem = folded.replace(/n$/, '').replace(/(?:tje|ke)$/, '')
  return [stem, stem.replace(/[es]$/, '')].some(
    (name) => name.length > 2 && given.has(name) && !isCommonWord(name),
  )
}

/** Endings and beginnings of family names that no list holds all of, and that no ordinary word has. */
const FAMILY_SHAPE =
  /^(?:van(?:de[rn]?|t)?[a-z]{4,}|ver(?:haegh|mander|cauter|straet|schuer|hoev)[a-z]*|(?:ben|bel|bou)[a-z]{2,}(?:i|a|ane|ouch|oud)|(?:tsh|mb|mp|mv|nd|ng|nk|ns|nt|nz|mw|kw|bw|xh)[a-z]{3,}|[a-z]{3,}(?:oglu|dze|shvili|eghem|ghem|escu|enko|yan|wicz|wski|wska|ovic|evic|ssens|ckx|aerts?|eyns|ynck|inckx|ijck|uyse?|uys|schoot|broeck|brouck|beke|meulen|pitte))$/

/** Whether a folded word is a family name by list or by its shape. */
export function isFamilyName(folded: string): boolean {
  return family.has(folded) || (folded.length >= 6 && FAMILY_SHAPE.test(folded) && !isCommonWord(folded))
}

/** A misspelt given name is looked for from so many letters on. */
const TYPO_MIN_LETTERS = 6

let byStart: Map<string, string[]> | null = null

/** The given name of which a word is a likely misspelling: one letter changed, lost, doubled or swapped. */
export function misspeltGivenName(folded: string): string | null {
  if (folded.length < TYPO_MIN_LETTERS) return null
  byStart ??= groupBy(
    Array.from(given.words()).filter((name) => name.length >= TYPO_MIN_LETTERS),
    (name) => name.slice(0, 2),
  )
  return byStart.get(folded.slice(0, 2))?.find((name) => withinEdits(folded, name, 1)) ?? null
}
