import { compact, type Word, wordsOf } from '../text/fold.ts'
import { ARTICLES, COMMON_ACRONYMS, LEGAL_FORMS } from './ambiguous-words.ts'
import { CONNECTORS, NAME_NOUNS } from './gazetteer/organisation-words.ts'
import { isCommonForm, isCommonWord } from './lists/common-words.ts'
import { isKnownName } from './lists/known-names.ts'
import { isGivenName } from './lists/names.ts'
import { placesNamed } from './lists/places.ts'
import type { VariantForm } from './roster-variants.ts'

/** One way in which an organisation is named. */
interface OrganisationForm {
  readonly name: string
  readonly form: VariantForm
  readonly reason: string
}

const ACRONYM_MIN_LETTERS = 3
/** One word of a name stands for the whole from so many letters on. */
const WORD_MIN_LETTERS = 4

/** The name of an organisation without what it is in law, before or after it. */
export function withoutLegalForm(name: string): string {
  const chunks = name.trim().split(/\s+/)
  const isForm = (chunk: string | undefined): boolean =>
    chunk !== undefined && LEGAL_FORMS.has(compact(chunk))
  while (chunks.length > 1 && isForm(chunks.at(-1))) chunks.pop()
  while (chunks.length > 1 && isForm(chunks[0])) chunks.shift()
  return chunks.join(' ')
}

/** A name without its legal form, and without its leading article. */
function bareNames(name: string): { full: string; short: string } {
  const full = withoutLegalForm(name)
  const words = wordsOf({ text: full })
  let first = 0
  while (first < words.length - 1 && ARTICLES.has(words[first]?.folded ?? '')) first += 1
  return { full, short: full.slice(words[first]?.start ?? 0) }
}

const isContent = (word: Word): boolean => !CONNECTORS.has(word.folded) && !ARTICLES.has(word.folded)
const joined = (words: readonly Word[]): string => words.map(({ written }) => written).join(' ')

/** What a house is, as people shorten it: "MJ Le Sous-Sol", "cie Le Trac". */
const IN_LETTERS: readonly (readonly [RegExp, string])[] = [
  [/^maison (?:de|des) jeunes /i, 'MJ '],
  [/^maison de quartier /i, 'MQ '],
  [/^maison de repos /i, 'MR '],
  [/^maison m[ée]dicale /i, 'MM '],
  [/^compagnie /i, 'cie '],
  [/^centre culturel /i, 'CC '],
  [/^association /i, 'asso '],
  [/^coop[ée]rative /i, 'coop '],
  [/^[ée]tablissements /i, 'ets '],
  [/^jeugdhuis /i, 'JH '],
]

/** Every way an organisation is named: with or without article, legal form and first noun; "&" as "et"; in letters. */
export function organisationForms(
  name: string,
  oneWordForm: (name: string) => VariantForm,
): OrganisationForm[] {
  const { full, short } = bareNames(name)
  const found: OrganisationForm[] = [
    { name: full, form: fullForm(full, oneWordForm), reason: 'roster.organisation' },
  ]
  // "racines asbl": in small letters where no thing can stand
  if (wordsOf({ text: full }).length === 1 && compact(full).length > WORD_MIN_LETTERS)
    found.push({ name: full, form: 'bare', reason: 'roster.organisation' })
  const add = (form: OrganisationForm): void => {
    if (compact(form.name).length > 1 && compact(form.name) !== compact(full)) found.push(form)
  }
  // "le fil rouge de la réunion" is no organisation; "Fil Rouge" may be.
  add({ name: short, form: 'capital', reason: 'roster.organisation_short' })
  for (const form of smallForms(short)) add(form)
  for (const written of [full, short]) {
    if (written.includes('&')) {
      add({ name: written.replaceAll('&', ' et '), form: 'any', reason: 'roster.organisation' })
      add({ name: written.replaceAll('&', ' en '), form: 'any', reason: 'roster.organisation' })
    }
    if (/ et /i.test(written))
      add({ name: written.replace(/ et /gi, ' & '), form: 'any', reason: 'roster.organisation' })
  }
  for (const form of partsOf(full)) add(form)
  for (const form of acronymsOf(full)) add(form)
  for (const form of singularOf(short)) add(form)
  for (const [long, letters] of IN_LETTERS)
    if (long.test(full))
      add({ name: full.replace(long, letters), form: 'any', reason: 'roster.organisation' })
  return [...found, ...found.flatMap(withoutSign)]
}

/** "Fil Rouge", "Mine de Rien": of ordinary words only, a name in small letters is what everybody says. */
function fullForm(full: string, oneWordForm: (name: string) => VariantForm): VariantForm {
  const words = wordsOf({ text: full })
  // "le fil rouge" with its article is the name
  if (ARTICLES.has(words[0]?.folded ?? '') && words.filter(isContent).length > 1) return oneWordForm(full)
  const isOrdinary = words.every((word) => !isContent(word) || isCommonForm(word.folded))
  // "maison du lien": a noun of houses first
  const head = words.find(isContent)
  if (head !== undefined && NAME_NOUNS.has(head.folded)) return oneWordForm(full)
  return words.length > 1 && words.length < 6 && isOrdinary && !/[&-]|\p{L}{2}['’]\p{L}/u.test(full)
    ? 'bare'
    : oneWordForm(full)
}

/** "Net et Plus" for a part "Net & Plus". */
function withoutSign(form: OrganisationForm): OrganisationForm[] {
  if (!form.name.includes('&') || form.form === 'any') return []
  return ['et', 'en'].map((link) => ({ ...form, name: form.name.replaceAll('&', ` ${link} `) }))
}

/** "Fourmi solidaire" for "Les Fourmis Solidaires": nobody hears how many there are. */
function singularOf(name: string): OrganisationForm[] {
  const words = wordsOf({ text: name })
  if (words.filter(isContent).length < 2) return []
  const last = words.findLast(isContent)
  const forms = [isContent, (word: Word): boolean => word === last].map((isCut) =>
    words
      .map((word) =>
        isCut(word) && word.written.length > WORD_MIN_LETTERS
          ? word.written.replace(/[sx]$/i, '')
          : word.written,
      )
      .join(' '),
  )
  return [...new Set(forms)].map((form) => ({
    name: form,
    form: 'capital',
    reason: 'roster.organisation_part',
  }))
}

/** In small letters a name of several words counts by a word that is nothing else, or by its place. */
function smallForms(name: string): OrganisationForm[] {
  const words = wordsOf({ text: name })
  if (words.length === 1)
    return compact(name).length > WORD_MIN_LETTERS
      ? [{ name, form: 'bare', reason: 'roster.organisation_short' }]
      : []
  if (words.filter(isContent).length < 2) return []
  const hasRare = words.some((word) => word.folded.length >= WORD_MIN_LETTERS && !isCommonForm(word.folded))
  return [{ name, form: hasRare ? 'any' : 'bare', reason: 'roster.organisation_short' }]
}

/** "Horizon Jeune" for "Centre Horizon Jeune", "Ferme Parc", "Domicile Plus", "le Quai". */
function partsOf(full: string): OrganisationForm[] {
  const words = wordsOf({ text: full })
  const content = words.filter(isContent)
  const found: OrganisationForm[] = []
  const reason = 'roster.organisation_part'
  // "ferme parc"; without its article alone it is the short name, which needs its capital
  const skipsInside = content.length > 1 && words.length - content.length > words.findIndex(isContent)
  if (skipsInside) found.push({ name: joined(content), form: 'any', reason })
  const rest = content.slice(content.findIndex((word) => !NAME_NOUNS.has(word.folded)))
  const proper = rest.filter(
    (word) => !/^(?:medicale|culturel|locale|sociale|jeunes?|quartier|services?)$/.test(word.folded),
  )
  if (proper.length > 1 && proper.length < content.length) {
    found.push({ name: joined(proper), form: 'capitals', reason })
    // as it stands in the name: "Val de Salm"
    const asWritten = full.slice(proper[0]?.start ?? 0)
    found.push({ name: asWritten, form: 'capitals', reason })
    found.push(...smallForms(asWritten).map((form) => ({ ...form, reason })))
  }
  // "Centre de formation Le Tremplin Bleu": what begins with an article of its own is the name
  const article = words.findIndex(
    (word, at) => at > 0 && ARTICLES.has(word.folded) && /^\p{Lu}/u.test(word.written),
  )
  const own = article > 0 ? words.slice(article + 1).filter(isContent) : []
  if (own.length > 0) {
    const name = full.slice(own[0]?.start ?? 0)
    found.push({ name: full.slice(words[article]?.start ?? 0), form: 'capitals', reason })
    if (own.length > 1)
      found.push({ name, form: 'capitals', reason }, ...smallForms(name).map((form) => ({ ...form, reason })))
    else found.push({ name, form: 'article', reason })
  }
  // "Le Relais des Cinq Clochers": "le Relais"
  const [opening] = content
  const isArticled = ARTICLES.has(words[0]?.folded ?? '')
  if (isArticled && opening !== undefined && content.length > 1 && isHead(opening))
    found.push({ name: opening.written, form: 'article', reason })
  // "Déclic Numérique": "Déclic et nous"
  if (
    !isArticled &&
    opening !== undefined &&
    content.length > 1 &&
    isHead(opening) &&
    !NAME_NOUNS.has(opening.folded) &&
    !isGivenName(opening.folded)
  )
    found.push({ name: opening.written, form: 'head', reason })
  if (content.length > 2) found.push({ name: joined(content.slice(0, 2)), form: 'capitals', reason })
  if (content.length < 2) return found
  for (const word of content) {
    if (word.folded.length < WORD_MIN_LETTERS || isKnownName(word.folded) || NAME_NOUNS.has(word.folded))
      continue
    // "Verviers" is not the CPAS
    if (placesNamed(word.folded).length > 0) continue
    const isRare = !isCommonWord(word.folded)
    // of ordinary words only the last stands for the whole: "le Quai"
    // "de draaischijf van de platenspeler": after its article a noun of Dutch
    const isNoun = /^(?:de|het|t)$/.test(words[words.indexOf(word) - 1]?.folded ?? '')
    if (isRare)
      found.push({
        name: word.written,
        form: isNoun ? 'bare' : isSmallEnough(word) ? 'any' : 'capital',
        reason,
      })
    else if (word === content.at(-1)) found.push({ name: word.written, form: 'article', reason })
  }
  return found
}

/** Whether the first noun of a name is no more than what everybody's house is: "la Maison". */
const isHead = ({ folded }: Word): boolean =>
  folded.length >= WORD_MIN_LETTERS &&
  !isKnownName(folded) &&
  placesNamed(folded).length === 0 &&
  !/^(?:maison|centre|commune|ville|service|ecole|mission|regie|groupe|reseau|cpas|ocmw|college|conseil|petits?|petites?|grande?s?|nouvel|nouveau|nouvelle|bons?|bonnes?|belles?|beaux?|jeunes?|deux|trois|amis|gens)$/.test(
    folded,
  )

/** Whether a word of a name is nobody and nothing else, so that its letters suffice. */
const isSmallEnough = ({ folded }: Word): boolean =>
  folded.length > WORD_MIN_LETTERS &&
  !isCommonForm(folded) &&
  !isGivenName(folded) &&
  placesNamed(folded).length === 0

/** "CHJ", "AdQ", "LFR". */
function acronymsOf(full: string): OrganisationForm[] {
  const words = wordsOf({ text: full })
  const letters = (kept: readonly Word[]): string => kept.map((word) => word.folded.charAt(0)).join('')
  const linking = new Set(['et', 'en', 'of', 'and', 'van'])
  const plain = letters(words.filter((word) => !ARTICLES.has(word.folded) && !linking.has(word.folded)))
  const first = words.findIndex((word) => !ARTICLES.has(word.folded))
  const withSmall = letters(words.slice(Math.max(0, first)))
  const whole = letters(words)
  const found: OrganisationForm[] = []
  for (const [acronym, form] of [
    [plain, 'caps'],
    [withSmall, 'mixed'],
    [whole, 'mixed'],
  ] as const) {
    if (acronym.length < ACRONYM_MIN_LETTERS || COMMON_ACRONYMS.has(acronym) || isKnownName(acronym)) continue
    found.push({ name: acronym, form, reason: 'roster.acronym' })
  }
  return found
}
