import type { TextView } from '../../text/text-view.ts'
import type { Sighting } from '../finding.ts'
import { type Format, keywordBefore, matchFormat } from './pattern.ts'

const VEHICLE =
  /plaque|immat|camion|voiture|v[ée]hicule|remorque|fourgon|utilitaire|moto|scooter|minibus|garage|nummerplaat|kenteken|wagen|auto|bestelwagen|renault|peugeot|citro[ëe]n|dacia|ford|opel|fiat|volkswagen|\bvw\b|toyota|kangoo|partner|berlingo|transit|sprinter|master|ducato|caddy|doblo|boxer|jumper|trafic|vivaro/i
/** How far before a plate its vehicle is looked for, in letters. */
const REACH = 48
const PLATE_WORD = /(?:plaques?|immat[\p{L}.]*|nummerplaat|kenteken)\W*(?:(?:est|is|n°)\W*)?$/iu

/** `1-ABC-234` in any case; without hyphens in small letters, or with spaces, only where a vehicle is named. */
const BELGIUM: Format = {
  kind: 'PLATE',
  pattern: /(?<![\p{L}\p{N}-])[1-9MOQTUWZ][ .-]?[A-Z]{3}[ .-]?\d{3}(?![\p{L}\p{N}]|-\d)/dgiu,
  // "2 CDI 100 %" is no plate, nor is "3 rue 120"
  accept: (value, match, view) => {
    // motorcycles, trailers, taxis, old ones: letters that also begin a reference
    const isPrinted = /^(?:[1-9QT]-[A-Z]{3}-\d{3}|[MOUWZ]-[A-Z]{3}-\d{3})$/i.test(value)
    if (/^[MOUWZ]/i.test(value) && !isPrinted) return null
    const isSure = isPrinted || (/^[^a-z\s]+$/.test(value) && !value.includes(' '))
    return isSure || keywordBefore(view, match.index, VEHICLE, REACH) ? 'belgium' : null
  },
}

/** Plates from before 2010, `ABC-123`: only where a vehicle is named. */
const BELGIUM_OLD: Format = {
  kind: 'PLATE',
  pattern: /(?<![\p{L}\p{N}-])[A-Z]{3}[ .-]?\d{3}(?![\p{L}\p{N}]|-\d)/dgiu,
  accept: (value, match, view) => {
    if (keywordBefore(view, match.index, PLATE_WORD, REACH)) return 'belgium_old'
    const isPrinted = /^[A-Z]{3}[.-]?\d{3}$/.test(value)
    return isPrinted && keywordBefore(view, match.index, VEHICLE, REACH) ? 'belgium_old' : null
  },
}

const FRANCE: Format = {
  kind: 'PLATE',
  pattern: /(?<![\p{L}\p{N}-])[A-HJ-NP-TV-Z]{2}([ .-]?)\d{3}\1[A-HJ-NP-TV-Z]{2}(?![\p{L}\p{N}]|-\d)/dgiu,
  accept: (value, match, view) =>
    /^[A-Z]{2}[ -]\d{3}[ -][A-Z]{2}$/.test(value) || keywordBefore(view, match.index, VEHICLE, REACH)
      ? 'france'
      : null,
}

/** Number plates of Belgium and France (R19). */
export function plateSightings(view: TextView): Sighting[] {
  if (!/\d{3}/.test(view.text)) return []
  return [BELGIUM, BELGIUM_OLD, FRANCE].flatMap((format) => matchFormat(format, view))
}
