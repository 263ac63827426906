import { findPhoneNumbersInText } from 'libphonenumber-js/min'
import type { TextView } from '../../text/text-view.ts'
import type { Sighting } from '../finding.ts'
import { type Format, matchFormat, sighting } from './pattern.ts'

const EMAIL: Format = {
  kind: 'EMAIL',
  pattern: /(?:mailto:)?[\p{L}\p{N}][\p{L}\p{N}._%+'-]*@[\p{L}\p{N}-]+(?:\.[\p{L}\p{N}-]+)+/dgu,
  accept: () => 'plain',
}

/** "nathalie (at) quai point example", "nadia at gmail point com", "x [arobase] y.be", "x @ y . be". */
const EMAIL_OBFUSCATED: Format = {
  kind: 'EMAIL',
  pattern:
    /(?<![\p{L}\p{N}])[\p{L}\p{N}][\p{L}\p{N}._%+-]*\s*(?:[([{<]\s*(?:at|arobase|arobas|chez|@|a)\s*[)\]}>]|\s(?:at|arobase|arobas)\s|\s?@\s?)\s*[\p{L}\p{N}-]+(?:\s*(?:[([{<]\s*(?:point|punt|dot|\.)\s*[)\]}>]|\s(?:point|punt|dot)\s|\s?\.\s?(?=\p{Ll}{2,6}(?![\p{L}])))\s*[\p{L}\p{N}-]+)+/dgiu,
  accept: (value) => (/[\s([{<]/.test(value) ? 'obfuscated' : null),
}

const HANDLE: Format = {
  kind: 'HANDLE',
  pattern:
    /(?<![\p{L}\p{N}@#&/._-])[@#](?=[\p{L}\p{N}._-]*\p{L})[\p{L}\p{N}_](?:[\p{L}\p{N}._-]*[\p{L}\p{N}_])?/dgu,
  accept: (value) => (value.startsWith('@') ? 'mention' : 'hashtag'),
}

const DATE_FIRST = /^\(?(?:0?[1-9]|[12]\d|3[01])([./ -])(?:0?[1-9]|1[0-2])\1(?:19|20)\d{2}(?!\d)/

/** National forms of Belgium (9 digits fixed, 10 mobile) and France (10), any separator. */
const PHONE_NATIONAL: Format = {
  kind: 'PHONE',
  pattern: /(?<![\p{L}\p{N}+]|\d[.,/-])\(?0[1-9]\)?(?:\s?[./-]?\s?\d){7,8}(?![\p{L}\p{N}]|[.,/-]\d)/dgu,
  accept: (value) => (DATE_FIRST.test(value) ? null : 'national'),
}

/** International form of the two countries, whatever the operator's ranges, with or without "(0)". */
const PHONE_INTERNATIONAL: Format = {
  kind: 'PHONE',
  pattern: /(?<![\p{L}\p{N}])(?:\+|00)\s?3[23]\s?(?:\(0\))?(?:[\s./-]?\d){8,9}(?!\d)/dgu,
  accept: () => 'international',
}

/** Numbers of any other country, as the library knows them; at least nine digits, else years and amounts match. */
function foreignPhones(view: TextView): Sighting[] {
  if (!view.text.includes('+') && !view.text.includes('00')) return []
  return findPhoneNumbersInText(view.text, { extended: true })
    .filter((found) => view.text.slice(found.startsAt, found.endsAt).replace(/\D/g, '').length >= 9)
    .map((found) => sighting('PHONE', found.startsAt, found.endsAt, 'foreign'))
}

/** E-mail addresses, phone numbers and social handles (R11, R12, R13). */
export function contactSightings(view: TextView): Sighting[] {
  const formats = [EMAIL, EMAIL_OBFUSCATED, HANDLE, PHONE_NATIONAL, PHONE_INTERNATIONAL]
  return [...formats.flatMap((format) => matchFormat(format, view)), ...foreignPhones(view)]
}
