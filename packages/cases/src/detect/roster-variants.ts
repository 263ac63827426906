import { compact, foldWord, wordsOf } from '../text/fold.ts'
import { AMBIGUOUS_NAMES, AMBIGUOUS_PLACES, COMMON_ACRONYMS, ROLE_WORDS } from './ambiguous-words.ts'
import type { FindingKind } from './finding.ts'
import { LOWER_NOUNS, TRADES } from './gazetteer/name-words.ts'
import { givenNameForms } from './given-name-forms.ts'
import { isCommonForm, isCommonWord } from './lists/common-words.ts'
import { isKnownName } from './lists/known-names.ts'
import { isGivenName } from './lists/names.ts'
import { organisationForms } from './organisation-forms.ts'
import type { Roster } from './roster.ts'

/**
 * What the text must look like for a variant to count. `any`: the letters suffice. `name`: a word that is also a
 * given name; with a capital where no thing can be meant. `capital`: a capital on the first word; `capitals`: on the
 * first and the last. `place`: a capital, and not as the word that opens a sentence unless a preposition precedes.
 * `dotted`: capitals each with a dot, "N.D.". `caps`: all capitals, for acronyms; `mixed`: at least two, "AdQ".
 * `article`: a capital within a sentence, after an article or "chez": "le Quai". `bare`: small letters too, where no
 * thing can be meant: after "chez" or "avec" without an article, or as who does something at the beginning.
 * `meant`: a capital, or in small letters where somebody is addressed or acts. `head`: a capital within a sentence
 * without a determiner, or as who does what houses do.
 */
export type VariantForm =
  | 'any'
  | 'name'
  | 'capital'
  | 'capitals'
  | 'place'
  | 'dotted'
  | 'caps'
  | 'mixed'
  | 'article'
  | 'bare'
  | 'meant'
  | 'head'

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
const LOWER_CASE_FAMILY_MIN_LETTERS = 5
/** "Nath" for "Nathalie": a given name is cut to no fewer letters. */
const CUT_MIN_LETTERS = 3

/** A variant of a name; its key is the name compacted. */
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

/** Two letters that stand for one: "Th. Wilmet". */
const DIGRAPH = /^(?:th|ph|ch|gh|chr)/

const initialsOf = (name: string): string =>
  wordsOf({ text: name })
    .map((word) => word.folded.charAt(0))
    .join('')

function nameAlone(name: string, entityId: string, part: 'given' | 'family'): Variant[] {
  const key = compact(name)
  if (ROLE_WORDS.has(key)) return []
  const ambiguous =
    AMBIGUOUS_NAMES.has(key) ||
    (part === 'given' && LOWER_NOUNS.has(key)) ||
    (wordsOf({ text: name }).length === 1 && isCommonWord(key))
  // "de bakker op de hoek"
  const [first, ...rest] = wordsOf({ text: name })
  const isArticled =
    rest.length === 1 &&
    /^(?:de|le|la|du|den|het)$/.test(first?.folded ?? '') &&
    (isCommonForm(rest[0]?.folded ?? '') || TRADES.has(rest[0]?.folded ?? ''))
  const needsCapital =
    part === 'family'
      ? key.length < LOWER_CASE_FAMILY_MIN_LETTERS ||
        (key.length === LOWER_CASE_FAMILY_MIN_LETTERS && isCommonForm(key))
      : key.length < FAMILY_MIN_LETTERS + 1
  return [
    variant(name, {
      entityId,
      kind: 'PER',
      form: ambiguous
        ? 'name'
        : isArticled
          ? 'capitals'
          : needsCapital
            ? part === 'given'
              ? 'meant'
              : 'capital'
            : 'any',
      reason: ambiguous ? `roster.${part}_ambiguous` : `roster.${part}`,
    }),
  ]
}

/** "Wimke", "Lieveke", "Barteke", "Leentje": what friends say in Flanders, where it is no word and nobody else's name. */
function diminutives(letters: string): string[] {
  const endings = /[aeiouy]$/.test(letters) ? ['ke', 'ken', 'tje'] : ['ke', 'ken', 'eke', 'ske', 'je', 'tje']
  return endings.map((ending) => letters + ending).filter((form) => !isCommonForm(form) && !isGivenName(form))
}

/** Short forms, forms of the other language, beginnings: "Nath", "Véro", "Pieter" for Pierre with the family name. */
function shortForms(given: string, family: string, entityId: string): Variant[] {
  const base = { entityId, kind: 'PER' as const }
  const first = given.split(/[\s-]+/)[0] ?? given
  const known = [...givenNameForms(given), ...(first === given ? [] : givenNameForms(first))]
  const letters = foldWord(first)
  const cuts: string[] = []
  for (let length = CUT_MIN_LETTERS; length <= Math.min(letters.length - 2, 6); length += 1) {
    const cut = letters.slice(0, length)
    // people stop at a consonant
    if (first !== given) continue
    if (/[aeiouy]$/.test(cut)) {
      // or after the first two syllables: "Temi"
      if (length > 3 && !isCommonForm(cut) && !isGivenName(cut) && !isKnownName(cut)) cuts.push(cut)
      continue
    }
    // and add a sound: "Fredo", "Thibi"
    if (cut.length < 4) {
      if (!isCommonForm(cut)) cuts.push(cut)
      continue
    }
    cuts.push(...[cut, `${cut}o`, `${cut}ou`, `${cut}i`, `${cut}y`].filter((form) => !isCommonForm(form)))
  }
  return [
    ...known.map((form) =>
      variant(form, {
        ...base,
        form: AMBIGUOUS_NAMES.has(form) || isCommonForm(form) || LOWER_NOUNS.has(form) ? 'name' : 'capital',
        reason: 'roster.short_form',
      }),
    ),
    ...known
      .filter((form) => form.length > 2 && !isCommonForm(form) && !LOWER_NOUNS.has(form))
      .map((form) => variant(form, { ...base, form: 'any' as const, reason: 'roster.short_form' })),
    ...cuts.map((form) =>
      variant(form, {
        ...base,
        form: 'meant' as const,
        reason: 'roster.short_form',
      }),
    ),
    ...(family === '' ? [] : known).flatMap((form) => [
      variant(`${form} ${family}`, { ...base, form: 'any', reason: 'roster.full_name' }),
      variant(`${form} ${initialsOf(family).charAt(0)}`, {
        ...base,
        form: 'capitals',
        reason: 'roster.given_initial',
      }),
    ]),
    // "wimke", "lieveke"
    ...(first === given && letters.length > 2 ? diminutives(letters) : []).map((form) =>
      variant(form, { ...base, form: 'any' as const, reason: 'roster.short_form' }),
    ),
    // "wims fiets"
    variant(`${given}s`, {
      ...base,
      form: letters.length > 2 && !isCommonForm(`${letters}s`) && !isCommonForm(letters) ? 'any' : 'capital',
      reason: 'roster.genitive',
    }),
  ]
}

/** Every way a person is named: both orders, alone, with initials, in short (R21, R22, R26). */
function personVariants(person: { id: string; name: string }): Variant[] {
  const { given, family } = splitName(person.name)
  const base = { entityId: person.id, kind: 'PER' as const, form: 'any' as const }
  if (compact(family) === '')
    return [...nameAlone(given, person.id, 'given'), ...shortForms(given, '', person.id)]
  const short = initialsOf(given)
  const initials = short + initialsOf(family)
  const last = family.split(/\s+/).at(-1) ?? family
  const found = [
    variant(`${given} ${family}`, { ...base, reason: 'roster.full_name' }),
    variant(`${family} ${given}`, { ...base, reason: 'roster.full_name' }),
    ...[short, short.charAt(0), ...(DIGRAPH.exec(compact(given)) ?? [])].flatMap((letters) => [
      variant(`${letters} ${family}`, { ...base, reason: 'roster.initial_family' }),
      variant(`${family} ${letters}`, { ...base, form: 'capitals', reason: 'roster.initial_family' }),
    ]),
    variant(`${given} ${initialsOf(family).charAt(0)}`, {
      ...base,
      form: 'capitals',
      reason: 'roster.given_initial',
    }),
    // "Joke V.d.N."
    ...(initialsOf(family).length > 1
      ? [
          variant(`${given} ${initialsOf(family).split('').join(' ')}`, {
            ...base,
            form: 'capital',
            reason: 'roster.given_initial',
          }),
        ]
      : []),
    variant(initials.split('').join(' '), { ...base, form: 'dotted', reason: 'roster.initials' }),
    // "A.-S."
    ...(short.length > 1
      ? [variant(short.split('').join(' '), { ...base, form: 'dotted' as const, reason: 'roster.initials' })]
      : []),
    ...(initials.length > 2 &&
    !isKnownName(initials) &&
    !COMMON_ACRONYMS.has(initials) &&
    !isCommonWord(initials)
      ? [variant(initials, { ...base, form: 'caps' as const, reason: 'roster.initials' })]
      : []),
    ...nameAlone(given, person.id, 'given'),
    ...nameAlone(family, person.id, 'family'),
    ...nameAlone(last, person.id, 'family'),
    ...shortForms(given, family, person.id),
  ]
  return found.filter((entry) => entry.form === 'dotted' || entry.key.length >= FAMILY_MIN_LETTERS - 1)
}

/** How a name of one word must be written; a name of several speaks for itself. */
function oneWordForm(name: string): VariantForm {
  const words = wordsOf({ text: name })
  const key = compact(name)
  if (words.length > 1) return 'any'
  return AMBIGUOUS_NAMES.has(key) || AMBIGUOUS_PLACES.has(key) || key.length < 4 || isCommonWord(key)
    ? 'capital'
    : 'any'
}

function aliasVariant(alias: string, entityId: string, kind: FindingKind): Variant {
  const key = foldWord(alias.trim())
  const form = kind === 'PLACE' && AMBIGUOUS_PLACES.has(key) ? 'place' : oneWordForm(alias)
  return variant(alias, { entityId, kind, form, reason: 'roster.alias' })
}

function plainVariant(entry: { id: string; name: string }, kind: FindingKind): Variant {
  const place = kind === 'PLACE' && AMBIGUOUS_PLACES.has(compact(entry.name))
  const reason = `roster.${kind.toLowerCase()}${place ? '_ambiguous' : ''}`
  return variant(entry.name, {
    entityId: entry.id,
    kind,
    form: place ? 'place' : oneWordForm(entry.name),
    reason,
  })
}

/** All variants of a roster's names. */
export function rosterVariants(roster: Roster): Variant[] {
  const aliases = (entry: { id: string; aliases?: string[] | undefined }, kind: FindingKind): Variant[] =>
    (entry.aliases ?? []).map((alias) => aliasVariant(alias, entry.id, kind))
  const organisation = ({ id, name }: { id: string; name: string }): Variant[] =>
    organisationForms(name, oneWordForm).map(({ name: form, ...rest }) =>
      variant(form, { ...rest, entityId: id, kind: 'ORG' }),
    )
  const all = [
    ...roster.people.flatMap((entry) => [...personVariants(entry), ...aliases(entry, 'PER')]),
    ...roster.organisations.flatMap((entry) => [...organisation(entry), ...aliases(entry, 'ORG')]),
    ...roster.places.flatMap((entry) => [plainVariant(entry, 'PLACE'), ...aliases(entry, 'PLACE')]),
    ...roster.products.flatMap((entry) => [plainVariant(entry, 'PRODUCT'), ...aliases(entry, 'PRODUCT')]),
  ]
  return all.filter((entry) => entry.key.length >= 2)
}
