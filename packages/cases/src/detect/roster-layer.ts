import type { Word } from '../text/fold.ts'
import { groupBy } from '../text/group-by.ts'
import type { Span, TextView } from '../text/text-view.ts'
import { HONORIFICS, LEGAL_FORMS } from './ambiguous-words.ts'
import type { Sighting } from './finding.ts'
import { before, isAddressed, isDetermined } from './gazetteer/context.ts'
import { neighbours } from './gazetteer/listed-names.ts'
import type { NameRun } from './gazetteer/name-run.ts'
import { isPartOfThing } from './gazetteer/parts-of-things.ts'
import { readTokens, type Token } from './gazetteer/read-tokens.ts'
import { OF_SOMEBODY } from './gazetteer/words.ts'
import type { Layer } from './layer.ts'
import { isKnownName } from './lists/known-names.ts'
import type { Roster } from './roster.ts'
import { looksRight } from './roster-looks.ts'
import { misspellings } from './roster-misspellings.ts'
import { rosterVariants, type Variant } from './roster-variants.ts'

/** What may stand between two words of one name: nothing, a space, an apostrophe, a hyphen, an initial's dot. */
const GAP = /^(?:\.-|['_\-.&·/+]?\s*|\s?[&\-/+]\s?|,\s)$/

/** A name of at least this many letters is recognised even when the text cuts its words further. */
const SPLIT_MIN_LETTERS = 8

const WINDOW_WORDS = 10

function wordsFit(variant: Variant, count: number): boolean {
  return count <= variant.words || variant.key.length >= SPLIT_MIN_LETTERS
}

/** Takes a title before a person, a legal form around an organisation and an initial's dot into the finding. */
function widen(
  span: Span,
  kind: string,
  words: readonly Word[],
  from: number,
  to: number,
  view: TextView,
): Span {
  let { start, end } = span
  const before = words[from - 1]
  const after = words[to + 1]
  const near = (gap: string): boolean => /^[.]?\s{1,2}$/.test(gap)
  if (before !== undefined && near(view.text.slice(before.end, start))) {
    if (kind === 'PER' && HONORIFICS.has(before.folded)) start = before.start
    // somebody else of that family: "N. Dubreucq"
    const isInitial = /^\p{Lu}$/u.test(before.written) && view.text[before.end] === '.'
    if (kind === 'PER' && isInitial) start = before.start
    if (kind === 'ORG' && LEGAL_FORMS.has(before.folded)) start = before.start
  }
  if (kind === 'PER' && start === before?.start) {
    const article = words[from - 2]
    if (article?.folded === 'l' && view.text.slice(article.end, start) === "'") start = article.start
  }
  if (kind === 'ORG' && after !== undefined && /^,?\s{1,2}\(?$/.test(view.text.slice(end, after.start))) {
    // "Roulavel sa voiture": in small letters an ordinary word, unless a sign or nothing follows
    const isWord =
      /^(?:sa|as)$/.test(after.written) && /^ \p{L}/u.test(view.text.slice(after.end, after.end + 2))
    if (LEGAL_FORMS.has(after.folded) && !isWord && view.text[after.start - 1] !== '(') {
      end = after.end
    }
  }
  const last = words[to]
  if (kind === 'PER' && last !== undefined && last.end - last.start === 1 && view.text[end] === '.') end += 1
  return { start, end }
}

/** "de Hem et Wattrelos", "à Wattrelos": a family name that is a town, where a town is meant. */
function isTownHere(tokens: readonly Token[], at: number): boolean {
  const [token, previous] = [tokens[at], before(tokens, at)]
  if (token === undefined || !token.isPlace || previous === undefined) return false
  if (/^(?:a|vers|in|te|naar|depuis)$/.test(previous.folded)) return !isAddressed(tokens, at)
  const other = /^(?:et|ou|en|of)$/.test(previous.folded) ? before(tokens, previous.at) : undefined
  if (other?.capitals !== 'capital') return false
  const link = before(tokens, other.at)
  const isOfSomebody = link !== undefined && OF_SOMEBODY.has(before(tokens, link.at)?.folded ?? '')
  return other.isPlace || (/^(?:de|a|vers|in)$/.test(link?.folded ?? '') && !isOfSomebody)
}

/** A word that opens a sentence, where its capital says nothing: the reviewer says whether somebody is meant (R22). */
const NAME_OR_WORD = {
  kind: 'NAME',
  layer: 'suspect',
  reason: 'suspect.name_or_word',
  entityIds: [],
} as const satisfies Omit<Sighting, 'start' | 'end'>

function mayOpenAsName(word: Token, variants: readonly Variant[] = []): boolean {
  const isWritten = word.capitals === 'capital' || word.capitals === 'upper'
  // "Qui" opens every second sentence
  const isNobody = word.isStop && !isKnownName(word.folded)
  return word.opens && isWritten && !isNobody && variants.some(({ form }) => form === 'name')
}

/** Whether an organisation of several ordinary words is as likely what they say: "les locaux de second souffle". */
const mayBeOrganisation = (variants: readonly Variant[] = []): boolean =>
  variants.some(
    ({ form, kind, words, reason }) =>
      form === 'bare' && kind === 'ORG' && words > 1 && reason === 'roster.organisation',
  )

/**
 * The second layer: the cohort's own names, in all their spellings (R20 to R27). In a label, which is no sentence, the
 * words of an organisation are it, however they are written.
 */
export function rosterLayer(roster: Roster, { isLabel = false } = {}): Layer {
  const variants = rosterVariants(roster).map((entry) =>
    // one ordinary word alone is a word also there: "Les racines du projet"
    isLabel && entry.form === 'bare' && entry.words > 1 ? { ...entry, form: 'any' as const } : entry,
  )
  const byKey = groupBy(variants, (variant) => variant.key)
  // most words begin no name: then nothing more is looked at
  const beginnings = new Set(
    Array.from(byKey.keys()).flatMap((key) => Array.from(key, (_, at) => key.slice(0, at + 1))),
  )
  const misspelt = misspellings(variants)

  return (view) => {
    const tokens = readTokens(view)
    const found: Sighting[] = []
    const people: NameRun[] = []
    for (let from = 0; from < tokens.length; from += 1) {
      let key = ''
      let isFound = false
      for (let to = from; to < Math.min(tokens.length, from + WINDOW_WORDS); to += 1) {
        const word = tokens[to]
        if (word === undefined || (to > from && !GAP.test(word.gap))) break
        key += word.folded
        if (!beginnings.has(key)) break
        const fitting = (byKey.get(key) ?? []).filter(
          (variant) =>
            wordsFit(variant, to - from + 1) &&
            looksRight(variant.form, tokens, from, to, view) &&
            !(variant.kind === 'PER' && isPartOfThing(tokens, from, to)) &&
            !(variant.reason === 'roster.family' && to === from && isTownHere(tokens, from)) &&
            // "les Pierres du muret"
            !(
              variant.reason === 'roster.genitive' &&
              (word.isPlace || (word.isCommon && isDetermined(tokens, from)))
            ),
        )
        isFound ||= fitting.length > 0
        found.push(...sightingsOf(fitting, tokens, from, to, view))
        if (fitting.some(({ kind }) => kind === 'PER')) people.push({ from, to, rule: 'roster' })
        if (to === from && fitting.length === 0 && mayOpenAsName(word, byKey.get(key)))
          found.push({ ...NAME_OR_WORD, start: word.start, end: word.end })
        const first = tokens[from]
        if (to > from && fitting.length === 0 && first !== undefined && mayBeOrganisation(byKey.get(key)))
          found.push({ ...NAME_OR_WORD, start: first.start, end: word.end })
      }
      if (isFound) continue
      if (isPartOfThing(tokens, from, from)) continue
      for (const { to, variants: alike } of misspelt(tokens, from))
        found.push(...sightingsOf(alike, tokens, from, to, view))
    }
    return people.length === 0 ? found : [...found, ...listedWith(tokens, people)]
  }
}

/** "Nathalie, Xhemile et Rose": who is listed with somebody of the cohort is a person too. */
function listedWith(tokens: readonly Token[], people: readonly NameRun[]): Sighting[] {
  return neighbours(tokens, people).map(({ from, to }) => ({
    start: tokens[from]?.start ?? 0,
    end: tokens[to]?.end ?? 0,
    kind: 'PER',
    layer: 'gazetteer',
    reason: 'gazetteer.per_listed',
    entityIds: [],
  }))
}

function sightingsOf(
  variants: readonly Variant[],
  words: readonly Word[],
  from: number,
  to: number,
  view: TextView,
): Sighting[] {
  return Array.from(
    groupBy(variants, (variant) => variant.kind),
    ([kind, alike]) => {
      const span = widen(
        { start: words[from]?.start ?? 0, end: words[to]?.end ?? 0 },
        kind,
        words,
        from,
        to,
        view,
      )
      const entityIds = [...new Set(alike.map((variant) => variant.entityId))].sort()
      return { ...span, kind, layer: 'roster' as const, reason: alike[0]?.reason ?? 'roster', entityIds }
    },
  )
}
