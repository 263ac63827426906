import { compact, foldWord, wordsOf } from '../text/fold.ts'
import {
  AMBIGUOUS_NAMES,
  AMBIGUOUS_PLACES,
  ARTICLES,
  COMMON_ACRONYMS,
  LEGAL_FORMS,
  ROLE_WORDS,
} from './ambiguous-words.ts'
import type { FindingKind } from './finding.ts'
import type { Roster } from './roster.ts'

/**
 * What the text must look like for a variant to count. `any`: the letters suffice. `capital`: a capital on the
 * first word; `capitals`: on the first and the last. `place`: a capital, and not as the word that opens a sentence unless a preposition precedes.
 * `dotted`: capitals each with a dot, "N.D.". `caps`: all capitals, for acronyms.
 */
type VariantForm = 'any' | 'capital' | 'capitals' | 'place' | 'dotted' | 'caps'

/** One way in which a name of the roster is written. */
export interface Variant {
  readonly key: string
  readonly entityId: string
  readonly kind: FindingKind
  readonly form: VariantForm
  /** How many words the name has as written in the roster: the text may join them, hardly split them. */
  readonly words: number
  readonly reason: string
}

/** Below this many letters a variant without context is noise. */
const FAMILY_MIN_LETTERS = 3
const LOWER_CASE_FAMILY_MIN_LETTERS = 6
const ACRONYM_MIN_LETTERS = 3

function variant(name: string, rest: Omit<Variant, 'key' | 'words'>): Variant {
  return { ...rest, key: compact(name), words: wordsOf({ text: name }).length }
}

/** Upper-case chunks of a mixed name are the family name: "DUBREUCQ Nathalie". */
function splitName(name: string): { given: string; family: string } {
  const chunks = name.normalize('NFC').trim().split(/\s+/)
  const shouted = chunks.filter((chunk) => /^\p{Lu}[\p{Lu}'’-]+$/u.test(chunk))
  if (shouted.length > 0 && shouted.length < chunks.length) {
    return { given: chunks.filter((chunk) => !shouted.includes(chunk)).join(' '), family: shouted.join(' ') }
  }
  return { given: chunks[0] ?? '', family: chunks.slice(1).join(' ') }
}

const initialsOf = (name: string): string =>
  wordsOf({ text: name })
    .map((word) => word.folded.charAt(0))
    .join('')

function nameAlone(name: string, entityId: string, part: 'given' | 'family'): Variant[] {
  const key = compact(name)
  if (ROLE_WORDS.has(key)) return []
  const ambiguous = AMBIGUOUS_NAMES.has(key)
  const needsCapital =
    ambiguous ||
    (part === 'family' ? key.length < LOWER_CASE_FAMILY_MIN_LETTERS : key.length < FAMILY_MIN_LETTERS + 1)
  return [
    variant(name, {
      entityId,
      kind: 'PER',
      form: needsCapital ? 'capital' : 'any',
      reason: ambiguous ? `roster.${part}_ambiguous` : `roster.${part}`,
    }),
  ]
}

/** Every way a person is named: both orders, alone, with initials (R21, R22). */
function personVariants(person: { id: string; name: string }): Variant[] {
  const { given, family } = splitName(person.name)
  const base = { entityId: person.id, kind: 'PER' as const, form: 'any' as const }
  if (compact(family) === '') return nameAlone(given, person.id, 'given')
  const short = initialsOf(given)
  const initials = short + initialsOf(family)
  const last = family.split(/\s+/).at(-1) ?? family
  const found = [
    variant(`${given} ${family}`, { ...base, reason: 'roster.full_name' }),
    variant(`${family} ${given}`, { ...base, reason: 'roster.full_name' }),
    ...[short, short.charAt(0)].flatMap((letters) => [
      variant(`${letters} ${family}`, { ...base, reason: 'roster.initial_family' }),
      variant(`${family} ${letters}`, { ...base, form: 'capitals', reason: 'roster.initial_family' }),
    ]),
    variant(`${given} ${initialsOf(family).charAt(0)}`, {
      ...base,
      form: 'capitals',
      reason: 'roster.given_initial',
    }),
    variant(initials.split('').join(' '), { ...base, form: 'dotted', reason: 'roster.initials' }),
    ...nameAlone(given, person.id, 'given'),
    ...nameAlone(family, person.id, 'family'),
    ...nameAlone(last, person.id, 'family'),
  ]
  return found.filter((entry) => entry.form === 'dotted' || entry.key.length >= FAMILY_MIN_LETTERS)
}

/** A name without its legal form, and without its leading article. */
function bareNames(name: string): { full: string; short: string } {
  const chunks = name.trim().split(/\s+/)
  const isForm = (chunk: string | undefined): boolean =>
    chunk !== undefined && LEGAL_FORMS.has(compact(chunk))
  while (chunks.length > 1 && isForm(chunks.at(-1))) chunks.pop()
  while (chunks.length > 1 && isForm(chunks[0])) chunks.shift()
  const full = chunks.join(' ')
  const words = wordsOf({ text: full })
  let first = 0
  while (first < words.length - 1 && ARTICLES.has(words[first]?.folded ?? '')) first += 1
  return { full, short: full.slice(words[first]?.start ?? 0) }
}

function acronymOf(name: string): string {
  return wordsOf({ text: name })
    .filter((word) => !ARTICLES.has(word.folded) && !['et', 'en', 'of', 'and', 'van'].includes(word.folded))
    .map((word) => word.folded.charAt(0))
    .join('')
}

function oneWordForm(name: string): VariantForm {
  const words = wordsOf({ text: name })
  const key = compact(name)
  if (words.length > 1) return 'any'
  return AMBIGUOUS_NAMES.has(key) || AMBIGUOUS_PLACES.has(key) || key.length < 4 ? 'capital' : 'any'
}

/** Every way an organisation is named: with or without article and legal form, "&" as "et", acronym (R24). */
function organisationVariants(organisation: { id: string; name: string }): Variant[] {
  const { full, short } = bareNames(organisation.name)
  const base = { entityId: organisation.id, kind: 'ORG' as const }
  const found = [variant(full, { ...base, form: oneWordForm(full), reason: 'roster.organisation' })]
  // "le fil rouge de la réunion" is no organisation; "Fil Rouge" may be.
  if (short !== full)
    found.push(variant(short, { ...base, form: 'capital', reason: 'roster.organisation_short' }))
  for (const name of [full, short]) {
    if (name.includes('&')) {
      found.push(
        variant(name.replaceAll('&', ' et '), { ...base, form: 'any', reason: 'roster.organisation' }),
      )
    }
  }
  const acronym = acronymOf(full)
  if (acronym.length >= ACRONYM_MIN_LETTERS && !COMMON_ACRONYMS.has(acronym)) {
    found.push(variant(acronym, { ...base, form: 'caps', reason: 'roster.acronym' }))
  }
  return found
}

function aliasVariant(alias: string, entityId: string, kind: FindingKind): Variant {
  const key = foldWord(alias.trim())
  const form = kind === 'PLACE' && AMBIGUOUS_PLACES.has(key) ? 'place' : oneWordForm(alias)
  return variant(alias, { entityId, kind, form, reason: 'roster.alias' })
}

/** All variants of a roster's names. */
export function rosterVariants(roster: Roster): Variant[] {
  const plain = (entry: { id: string; name: string }, kind: FindingKind): Variant => {
    const place = kind === 'PLACE' && AMBIGUOUS_PLACES.has(compact(entry.name))
    const reason = `roster.${kind.toLowerCase()}${place ? '_ambiguous' : ''}`
    return variant(entry.name, {
      entityId: entry.id,
      kind,
      form: place ? 'place' : oneWordForm(entry.name),
      reason,
    })
  }
  const aliases = (entry: { id: string; aliases?: string[] | undefined }, kind: FindingKind): Variant[] =>
    (entry.aliases ?? []).map((alias) => aliasVariant(alias, entry.id, kind))
  const all = [
    ...roster.people.flatMap((entry) => [...personVariants(entry), ...aliases(entry, 'PER')]),
    ...roster.organisations.flatMap((entry) => [...organisationVariants(entry), ...aliases(entry, 'ORG')]),
    ...roster.places.flatMap((entry) => [plain(entry, 'PLACE'), ...aliases(entry, 'PLACE')]),
    ...roster.products.flatMap((entry) => [plain(entry, 'PRODUCT'), ...aliases(entry, 'PRODUCT')]),
  ]
  return all.filter((entry) => entry.key.length >= 2)
}
