import { findPhoneNumbersInText } from 'libphonenumber-js/min'
import { foldWord } from '../../text/fold.ts'
import type { TextView } from '../../text/text-view.ts'
import type { Sighting } from '../finding.ts'
import { isCommonWord } from '../lists/common-words.ts'
import { isGivenName } from '../lists/names.ts'
import { type Format, keywordBefore, matchFormat, sighting } from './pattern.ts'

const EMAIL: Format = {
  kind: 'EMAIL',
  pattern: /(?:mailto:)?[\p{L}\p{N}][\p{L}\p{N}._%+'-]*@[\p{L}\p{N}-]+(?:\.[\p{L}\p{N}-]+)+/dgu,
  accept: () => 'plain',
}

/** "nathalie (at) quai point example", "nadia at gmail point com", "x [arobase] y.be", "x @ y . be", "carmen point ruiz at …". */
const EMAIL_OBFUSCATED: Format = {
  kind: 'EMAIL',
  pattern:
    /(?<![\p{L}\p{N}])[\p{L}\p{N}][\p{L}\p{N}._%+-]*(?: (?:point|punt|dot|tiret|underscore) [\p{L}\p{N}._%+-]+){0,3}\s*(?:[([{<]\s*(?:at|arobase|arobas|chez|@|a)\s*[)\]}>]|\s(?:at|arobase|arobas)\s|\s?@\s?)\s*[\p{L}\p{N}-]+(?:\s*(?:[([{<]\s*(?:point|punt|dot|\.)\s*[)\]}>]|\s(?:point|punt|dot)\s|\s?\.\s?(?=\p{Ll}{2,6}(?![\p{L}])))\s*[\p{L}\p{N}-]+)+/dgiu,
  accept: (value) => (/[\s([{<]/.test(value) ? 'obfuscated' : null),
}

/** "epicerie.lecabas chez outlook point be": before a domain that is spelt out. */
const EMAIL_SPOKEN: Format = {
  kind: 'EMAIL',
  pattern:
    /(?<![\p{L}\p{N}])[\p{L}\p{N}][\p{L}\p{N}._%+-]* (?:chez|bij) [\p{L}\p{N}-]+ (?:point|punt|dot) (?:be|com|fr|org|net|eu|nl|lu|brussels)(?![\p{L}])/dgiu,
  accept: () => 'obfuscated',
}

/** "@home", "@tous": a place or everybody. */
const NOBODY =
  /^@(?:home|work|office|school|lunch|all|everyone|here|channel|team|tous|toutes|equipe|[ée]quipe|maison|bureau|accueil|compta|iedereen|kantoor|thuis|werk|allen)$/iu

/** A place where accounts are. */
const NETWORK =
  /(?<!\p{L})(?:insta(?:gram)?|facebook|fb|tiktok|twitter|mastodon|bluesky|linkedin|telegram|signal|tag(?:uer|ue)?|story|stories|suivre|suivez|abonn\p{L}*|compte|profil|post(?:er|e)?|publi\p{L}*|partag\p{L}*|volg(?:en)?|volgers|follow\p{L}*|dm|account|mention\p{L}*|[ée]crire [àa]|merci)(?!\p{L})/iu

/** What is longer is several words in one. */
const WORD_MAX_LETTERS = 14

const HANDLE: Format = {
  kind: 'HANDLE',
  pattern:
    /(?<![\p{L}\p{N}@#&/._-])[@#](?=[\p{L}\p{N}._-]*\p{L})[\p{L}\p{N}_](?:[\p{L}\p{N}._-]*[\p{L}\p{N}_])?/dgu,
  accept: (value, _match, view) => {
    // "on se voit @14h", "@9h30"
    if (NOBODY.test(value) || /^@\d{1,2}\p{L}{1,2}\d{0,2}$/u.test(value)) return null
    // "formation @distance"
    const word = foldWord(value.slice(1))
    const isWord =
      value.startsWith('@') &&
      /^\p{Ll}+$/u.test(value.slice(1)) &&
      // several words in one: "@paniersdesvoisins"
      word.length <= WORD_MAX_LETTERS &&
      isCommonWord(word)
    if (isWord && !isGivenName(word) && !NETWORK.test(view.text)) return null
    return value.startsWith('@') ? 'mention' : 'hashtag'
  },
}

const DATE_FIRST = /^\(?(?:0?[1-9]|[12]\d|3[01])([./ -])(?:0?[1-9]|1[0-2])\1(?:19|20)\d{2}(?!\d)/

/** Between two digits of a phone number: nothing, spaces or one sign. */
const STEP = '(?: ?[./_-] ?| {0,2})'

/** National forms of Belgium (9 digits fixed, 10 mobile) and France (10), any separator, the prefix in brackets or not. */
const PHONE_NATIONAL: Format = {
  kind: 'PHONE',
  pattern: new RegExp(
    `(?<![\\p{L}\\p{N}+]|\\d[.,/-])(?:\\(0[1-9]\\d{0,2}\\) ?[./_-]? ?\\d(?:${STEP}\\d){5,7}|0[1-9](?:${STEP}\\d){7,8})(?![\\p{L}\\p{N}]|[.,/-]\\d)`,
    'dgu',
  ),
  accept: (value) => {
    const { length } = value.replace(/\D/g, '')
    return DATE_FIRST.test(value) || length < 9 || length > 10 ? null : 'national'
  },
}

/** International form of the two countries, whatever the operator's ranges, with or without "(0)". */
const PHONE_INTERNATIONAL: Format = {
  kind: 'PHONE',
  pattern: new RegExp(
    `(?<![\\p{L}\\p{N}])\\(?(?:\\+|00) ?3[23]\\)?${STEP}(?:\\(0\\))?(?:${STEP}\\d){8,9}(?!\\d)`,
    'dgu',
  ),
  accept: () => 'international',
}

/** The countries around, and theirs whom one works with, by their prefix. */
const PHONE_ABROAD: Format = {
  kind: 'PHONE',
  pattern: new RegExp(
    `(?<![\\p{L}\\p{N}])(?:\\+|00) ?(?:31|352|49|44|39|34|351|212|216|213|243|90|41|40|48) ?(?:\\(0\\))?(?:${STEP}\\d){7,11}(?!\\d)`,
    'dgu',
  ),
  accept: () => 'abroad',
}

/** "32 470 12 34 56": a country's prefix without plus sign or zeros, as phones show it. */
const PHONE_BARE_PREFIX: Format = {
  kind: 'PHONE',
  pattern: new RegExp(
    `(?<![\\p{L}\\p{N}+]|\\d[ .,/-])(?:32 ?(?:\\(0\\) ?)?(?:4[5-9]\\d(?:${STEP}\\d){6}|[1-9]\\d?(?:${STEP}\\d){6,7})|33 ?(?:\\(0\\) ?)?[67](?:${STEP}\\d){8})(?![\\p{L}\\p{N}]|[.,/-]\\d)`,
    'dgu',
  ),
  // of a fixed line only where it is called so: "32 81 12 34 56" may be a count in groups
  accept: (value, match, view) =>
    /^32\D*4[5-9]|^33\D*[67]/.test(value) || keywordBefore(view, match.index, CALLED, 24)
      ? 'bare_prefix'
      : null,
}
const CALLED = /(?:t[ée]l|gsm|phone|fixe|whatsapp|num[ée]ro|appel|joindre|bel)[^\d\n]*$/iu

/** Numbers of any other country, as the library knows them; at least nine digits, else years and amounts match. */
function foreignPhones(view: TextView): Sighting[] {
  if (!view.text.includes('+') && !view.text.includes('00')) return []
  return findPhoneNumbersInText(view.text, { extended: true })
    .filter((found) => view.text.slice(found.startsAt, found.endsAt).replace(/\D/g, '').length >= 9)
    .map((found) => sighting('PHONE', found.startsAt, found.endsAt, 'foreign'))
}

/** E-mail addresses, phone numbers and social handles (R11, R12, R13). */
export function contactSightings(view: TextView): Sighting[] {
  const formats = [
    EMAIL,
    EMAIL_OBFUSCATED,
    EMAIL_SPOKEN,
    HANDLE,
    PHONE_NATIONAL,
    PHONE_INTERNATIONAL,
    PHONE_ABROAD,
    PHONE_BARE_PREFIX,
  ]
  return [...formats.flatMap((format) => matchFormat(format, view)), ...foreignPhones(view)]
}
