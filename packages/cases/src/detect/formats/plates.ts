import type { TextView } from '../../text/text-view.ts'
import type { Sighting } from '../finding.ts'
import { isCommonForm } from '../lists/common-words.ts'
import { isKnownName } from '../lists/known-names.ts'
import { type Format, keywordBefore, matchFormat } from './pattern.ts'

const VEHICLE =
  /plaque|immat|camion|voiture|v[ée]hicule|remorque|fourgon|utilitaire|moto|scooter|minibus|garage|nummerplaat|kenteken|wagen|auto|bestelwagen|renault|peugeot|citro[ëe]n|dacia|ford|opel|fiat|volkswagen|\bvw\b|toyota|kangoo|partner|berlingo|transit|sprinter|master|ducato|caddy|doblo|boxer|jumper|trafic|vivaro|clio|twingo|m[ée]gane|corsa|astra|fiesta|focus|panda|yaris|duster|logan|sandero|jumpy|crafter|vito|mercedes|iveco|hyundai|kia|skoda|seat|\bbus\b|berline|break|v[ée]lo-?cargo|tracteur|vrachtwagen|busje|aanhangwagen|truck|lorry/i
/** What is done with a vehicle, wherever in the note. */
const DRIVEN =
  /(?<![\p{L}])(?:v[ée]hicules?|camions?|camionnettes?|voitures?|fourgon(?:nette)?s?|utilitaires?|minibus|remorques?|r[ée]servoir|plein|essence|diesel|gasoil|carburant|pneus?|contr[ôo]le technique|carte grise|assur[ée]+e?s?|parking|parke|gar[ée]+e?s?|garer|stationn\p{L}*|conduit|conduire|conducteurs?|conductrice|roul(?:e|er|ait)|volant|kilom[ée]tr\p{L}*|km|amendes?|pv|flash[ée]+e?|d[ée]panneuse|accident|boîtier|cl[ée]f?s?|rendu|rendre|wagen|auto|bestelwagen|vrachtwagen|busje|banden?|tank(?:en)?|gereden|rijdt|rijden|reed|rijd|bus|geparkeerd|parkeert|keuring|boete|verzekering|sleutels?|car|van|truck|drove|driven|parked|fuel|tyres?)(?![\p{L}])/iu
/** What else begins with a digit, three letters and three digits. */
const REFERENCE =
  /(?:lots?|r[ée]f\p{L}*|s[ée]rie|articles?|art|code|ticket|dossier|facture|commande|bon|n°|nr|palette|version|mod[èe]le|colis|factuur|bestelling)[\s.:°]*$/iu
/** A count goes on there: "2 CDI 200 jours", "3 bac 120 litres". */
const COUNTED =
  /^ ?(?:[€%$°]|(?:jours?|heures?|h|litres?|l|ml|g|gr|kg|mm|cm|m|m²|km|eur(?:os?)?|pi[èe]ces?|stuks?|pers\p{L}*|fois|x|min\p{L}*|ans?|u|uur|dagen|euro)(?![\p{L}]))/iu
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
    if (isPrinted || /^[^a-z\s]+$/.test(value) || keywordBefore(view, match.index, VEHICLE, REACH))
      return 'belgium'
    const isCounted = COUNTED.test(view.text.slice(match.index + match[0].length))
    if (isCounted || keywordBefore(view, match.index, REFERENCE)) return null
    // "2 ANC 655": nobody counts letters that are no word
    const letters = /[A-Z]{3}/i.exec(value)?.[0].toLowerCase() ?? ''
    const isWord = isKnownName(letters) || isCommonForm(letters)
    const isShape = /[A-Z]{3}/.test(value) && !isWord
    return isShape || (DRIVEN.test(view.text) && !(isWord && /\s/.test(value))) ? 'belgium' : null
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
