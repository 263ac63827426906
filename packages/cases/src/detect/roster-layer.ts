import type { Word } from '../text/fold.ts'
import { groupBy } from '../text/group-by.ts'
import type { Span, TextView } from '../text/text-view.ts'
import { HONORIFICS, LEGAL_FORMS } from './ambiguous-words.ts'
import type { Sighting } from './finding.ts'
import {
  before,
  isActing,
  isAddressed,
  isDetermined,
  isPointedAt,
  isSpaced,
  isVerbForm,
  isVocative,
} from './gazetteer/context.ts'
import { neighbours } from './gazetteer/listed-names.ts'
import { nameCounts } from './gazetteer/name-or-word.ts'
import type { NameRun } from './gazetteer/name-run.ts'
import { isPartOfThing } from './gazetteer/parts-of-things.ts'
import { readTokens, type Token } from './gazetteer/read-tokens.ts'
import { OF_SOMEBODY } from './gazetteer/words.ts'
import type { Layer } from './layer.ts'
import { isCommonWord } from './lists/common-words.ts'
import { isKnownName } from './lists/known-names.ts'
import type { Roster } from './roster.ts'
import { misspellings } from './roster-misspellings.ts'
import { rosterVariants, type Variant } from './roster-variants.ts'

/** What may stand between two words of one name: nothing, a space, an apostrophe, a hyphen, an initial's dot. */
const GAP = /^(?:\.-|['_\-.&·/+]?\s*|\s?[&\-/+]\s?|,\s)$/
/** A name of at least this many letters is recognised even when the text cuts its words further. */
const SPLIT_MIN_LETTERS = 8
const WINDOW_WORDS = 10
const PLACE_PREPOSITION =
  /(?:^|[\s'(])(?:à|a|de|d'|du|depuis|vers|sur|pour|chez|près de|hors|via|site|commune|ville|antenne|te|in|naar|van|near|from|at)\s*$/iu
const SENTENCE_START = /(?:^|[.!?:;…\n•«"(]\s*(?:[-–*]\s*)?)$/u
const ARTICLE_BEFORE = /(?:^|[\s'(])(?:le|la|les|l'|au|aux|du|des|chez|avec|asbl|het|de|bij)\s*$/iu

const BARE_PREPOSITION =
  /^(?:chez|avec|sans|selon|par|via|pour|contre|bij|met|van|door|voor|zonder|volgens|from|with)$/

/** What stands between who does something and the verb. */
const CLITIC = /^(?:nous|vous|leur|lui|me|ne|n|se|s)$/

/** Whether a capital shows that a name is meant: not the one that opens "Zonder haast eten". */
function isWritten(words: readonly Token[], next: Token | undefined): boolean {
  const [first, ...rest] = words
  if (first === undefined) return false
  const isCapital = /^\p{Lu}/u.test(first.written)
  if (rest.some(({ capitals }) => capitals === 'capital' || capitals === 'upper')) return true
  // "Fil rouge + nous"
  const isSigned = next !== undefined && /^ ?[:=→+&/(] ?\(?$| -> /.test(next.gap)
  const isIdiom =
    first.opens && first.capitals === 'capital' && rest.some(({ isStop }) => !isStop) && !isSigned
  return isCapital && !isIdiom
}

/** What only somebody does: "de schakel kent 't ww". */
const SPEAKING =
  /^(?:dit|disait|demande|veut|refuse|propose|paie|paye|promet|accepte|recrute|zegt|zei|kent|weet|wil|vraagt|betaalt|weigert|belooft|zoekt|gaan|willen|hebben)$/

/** "font", "cherchent": what several do. */
const isPluralVerb = ({ folded }: Token): boolean =>
  /^(?:ont|font|sont|vont|veulent|peuvent|doivent|disent|viennent|prennent|savent|hebben|zijn|willen|doen)$/.test(
    folded,
  ) ||
  (/[a-z]{3}ent$/.test(folded) && isCommonWord(`${folded.slice(0, -3)}er`))

/** Whether words without a capital are somebody: without an article after "chez", or who does something at the beginning. */
function standsBare(tokens: readonly Token[], from: number, to: number): boolean {
  const previous = before(tokens, from)
  // "de draad vzw", "asbl fil rouge"
  const form = tokens[to + 1]
  if (form?.gap === ' ' && LEGAL_FORMS.has(form.folded) && !/^(?:sa|cv|sc)$/.test(form.folded)) return true
  if (previous !== undefined && /^(?:asbl|vzw|scrl|srl|sprl|ivzw|aisbl)$/.test(previous.folded)) return true
  const verb = tokens[to + 1]
  if (isSpaced(verb) && SPEAKING.test(verb.folded) && (from < to || !isDetermined(tokens, from))) return true
  if (previous !== undefined && from === to) return /^(?:chez|bij)$/.test(previous.folded)
  if (previous !== undefined) {
    if (BARE_PREPOSITION.test(previous.folded)) return true
    // "vient de fil tendu", not "une pelote de fil tendu"
    const link = /^(?:de|d|a)$/.test(previous.folded) ? before(tokens, previous.at) : undefined
    return (
      link !== undefined &&
      /^(?:vient|viennent|demande|propose|parle|clients?|cliente|gens|equipe|ceux|celles|collegues?|travailleurs?|stagiaires?|benevoles|mails?|facture|devis|convention|mensen|collegas?|ploeg|team)$/.test(
        link.folded,
      )
    )
  }
  const next = tokens[to + 1]
  // "repassage: bon pli saturé jusque juin"
  const isAnswer = from > 0 && to > from && /[:=→]|->/.test(tokens[from]?.gap ?? '')
  if (isAnswer && (next === undefined || !isSpaced(next) || /\u00e9e?s?$/u.test(next.written))) return true
  return (
    tokens[from]?.opens === true &&
    isSpaced(next) &&
    (CLITIC.test(next.folded) || isActing(tokens, to) || isVerbForm(next) || isPluralVerb(next))
  )
}

function looksRight(
  form: Variant['form'],
  tokens: readonly Token[],
  from: number,
  to: number,
  view: TextView,
): boolean {
  const words = tokens.slice(from, to + 1)
  const first = words[0]
  if (first === undefined) return false
  const isCapital = /^\p{Lu}/u.test(first.written)
  const isShouted = first.capitals === 'any'
  const before = (): string => view.text.slice(Math.max(0, first.start - 32), first.start)
  switch (form) {
    case 'any':
      return true
    case 'name':
      return nameCounts(tokens, from, to)
    case 'capital':
      return isCapital && !(isShouted && words.length === 1 && first.isCommon)
    case 'capitals': {
      const last = words.at(-1)
      if (last === undefined) return false
      // "bakker g. heeft", "rose k please"
      const isSmall =
        !isCapital && words.length > 1 && /^\p{Ll}$/u.test(last.written) && first.folded.length > 2
      if (isSmall)
        return view.text[last.end] === '.'
          ? /^\.(?: \p{Ll}|,|\)|$)/u.test(view.text.slice(last.end, last.end + 3))
          : isVocative(tokens, to) ||
              isActing(tokens, to) ||
              (isAddressed(tokens, from) && last.folded !== 'a' && last.folded !== 'y')
      // "(ex Habitat solidaire)": a capital within a sentence suffices
      const isWithin =
        first.capitals === 'capital' && !first.opens && words.length > 1 && last.folded.length > 3
      return isCapital && !isShouted && (isWithin || /^\p{Lu}/u.test(last.written))
    }
    case 'meant':
      return isCapital
        ? !(isShouted && first.isCommon)
        : !isDetermined(tokens, from) &&
            (isAddressed(tokens, from) ||
              isActing(tokens, to) ||
              isPointedAt(tokens, from) ||
              isBesideGiven(tokens, from, to))
    case 'place':
      return isCapital && (PLACE_PREPOSITION.test(before()) || !SENTENCE_START.test(before()))
    case 'article':
      return isCapital && !isShouted && ARTICLE_BEFORE.test(before()) && tokens[to + 1]?.gap !== '-'
    case 'bare':
      return isWritten(words, tokens[to + 1]) || standsBare(tokens, from, to)
    case 'dotted':
      return (
        words.length > 1 &&
        words.every((word) => /^\p{Lu}$/u.test(word.written) && view.text[word.end] === '.')
      )
    case 'caps':
      return words.every((word) => word.written === word.written.toUpperCase())
    case 'mixed':
      return !isShouted && words.length === 1 && (first.written.match(/\p{Lu}/gu)?.length ?? 0) > 1
  }
}

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

/** "wim & bram": in small letters beside another given name. */
function isBesideGiven(tokens: readonly Token[], from: number, to: number): boolean {
  const [next, second] = tokens.slice(to + 1, to + 3)
  const [earlier, previous] = tokens.slice(Math.max(0, from - 2), from)
  const isName = (token: Token | undefined): boolean =>
    token?.isGiven === true && !token.isCommon && token.folded.length > 2
  const isSign = (gap: string | undefined): boolean => /^ ?[&+/,] ?$/.test(gap ?? '')
  const isLink = (token: Token | undefined): boolean => /^(?:et|en|and)$/.test(token?.folded ?? '')
  return (
    (isSign(next?.gap) && isName(next)) ||
    (isLink(next) && isName(second)) ||
    (isSign(tokens[from]?.gap) && isName(previous)) ||
    (isLink(previous) && isName(earlier))
  )
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

/** The second layer: the cohort's own names, in all their spellings (R20 to R27). */
export function rosterLayer(roster: Roster): Layer {
  const variants = rosterVariants(roster)
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
