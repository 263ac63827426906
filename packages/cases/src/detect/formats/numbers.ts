import { countrySpecs, isValidIBAN } from 'ibantools'
import { stdnum } from 'stdnum'
import type { TextView } from '../../text/text-view.ts'
import type { Sighting } from '../finding.ts'
import { BETWEEN, digitsOf as digits, hasBelgianCheck, NIR, NISS } from './national-numbers.ts'
import { type Format, keywordBefore, matchFormat, sighting } from './pattern.ts'

/** Enterprise number, establishment unit and VAT number of Belgium; the printed form counts even when mistyped. */
const BCE: Format = {
  kind: 'BCE',
  pattern: new RegExp(
    `(?<![\\p{L}\\p{N}]|\\d[.,/-])(?:BE[ .:-]{0,2})?(?:[0-2]${BETWEEN})?\\d{3}${BETWEEN}\\d{3}${BETWEEN}\\d{3}(?![\\p{L}\\p{N}]|[.,/-]\\d)`,
    'dgiu',
  ),
  accept: (value, match, view) => {
    const number = digits(value).padStart(10, '0')
    const named =
      /^BE/i.test(value) ||
      keywordBefore(
        view,
        match.index,
        /(?:BCE|KBO|TVA|BTW|entreprise|onderneming\w*)\W*(?:(?:n°|nr|num[ée]ro|est|is)\W*)?(?:BE\W*)?$/i,
      )
    // a telephone begins alike, and is seldom in groups of three that pass the check
    const isGrouped = /^\d{4}[ .]\d{3}[ .]\d{3}$/.test(value)
    const isPrinted = digits(value).length === 10 && (isGrouped || !/^\D*0[1-9]{1,3}[ /]/.test(value))
    if (hasBelgianCheck(number) && (named || isPrinted)) return 'checksum'
    return named || /^[0-2]\d{3}\.\d{3}\.\d{3}$/.test(value) ? 'shape' : null
  },
}

/** Something of France or somebody one buys from is spoken of. */
const FRENCH_FIRM =
  /(?<!\p{L})(?:siren\p{L}*|siret|rcs|k-?bis|urssaf|france|fran[çc]ais\p{L}*|frans\p{L}*|french|lille|lillois\p{L}*|roubaix|roubaisien\p{L}*|tourcoing|valenciennes|maubeuge|givet|douai|arras|lens|dunkerque|cambrai|calais|amiens|reims|charleville|sedan|paris|nordiste|partenaires?|fournisseurs?|prestataires?|soci[ée]t[ée]s?|entreprises?|asso(?:ciation)?|sarl|sasu?|eurl|scop|scic|bo[îi]tes?|client\p{L}*|factur\p{L}*|devis|registre|greffe|infogreffe|immatricul\p{L}*|identifi\p{L}*|conventions?|conv\.|belges?|hauts-de-france|indiqu\p{L}*|mentionn\p{L}*|radi[ée]+e?s?|v[ée]rifi\p{L}*|sous-traitant\p{L}*|leveranciers?|partners?|firma|bedrijf|klant|register|supplier|vendor|company|invoice|registry|c'est qui|[àa] qui|qui est|qui conna[îi]t)(?!\p{L})/iu
/** What else is counted with nine digits. */
const OTHER_NUMBER =
  /(?:(?:commande|facture|lot|ticket|colis|s[ée]rie|article|dossier|contrat|police|compteur|ean|stock|bestelling|factuur|bon|order|invoice|r[ée]f\p{L}*)\W*(?:(?:fournisseur|client|achat|vente|livraison)\W*)?(?:n(?:°|o|um[ée]ro|r)?\W*)?|(?:client\p{L}*|klant)\W*(?:n(?:°|o|um[ée]ro|r)\W*))$/iu
/** What is counted is named after the number; after a number that names somebody the sentence goes on. */
const NO_COUNT =
  /^ ?(?:$|[,;.()\n:!?=→—/-]|(?:rcs|sur|pas|est|n'est|n'a|a|à|au|aux|chez|pour|qui|que|dans|c'est|introuvable|inconnue?|valide|invalide|refus[ée]+|actif|active|radi[ée]+e?|ferm[ée]+e?|ok|ko|selon|et|ou|en|op|is|staat|niet|bij|of|on|not|in|at|from)(?!\p{L}))/iu

/**
 * SIREN, SIRET, French VAT and RNA; a bare SIREN needs its keyword or that a firm is spoken of, for any nine digits
 * may pass its checksum.
 */
const SIREN: Format = {
  kind: 'SIREN',
  pattern:
    /(?<![\p{L}\p{N}]|\d[.,/-])(?:FR ?\d{2} ?)?\d{3}[ .-]{0,2}\d{3}[ .-]{0,2}\d{3}(?:[ .-]{0,2}\d{5})?(?![\p{L}\p{N}]|[.,/-]\d)/dgiu,
  accept: (value, match, view) => {
    const number = digits(value)
    if (/^FR/i.test(value)) return stdnum['FR']?.['siren']?.validate(number.slice(2)).isValid ? 'vat' : null
    if (number.length === 14) return stdnum['FR']?.['siret']?.validate(number).isValid ? 'siret' : null
    const named =
      keywordBefore(view, match.index, /\b(?:SIREN|SIRET|RCS)\b[\p{L}\s:°.'(-]*$/iu, 32) ||
      // "le mauvais n° : 401 291 513": grouped as they are printed
      (/^\d{3} \d{3} \d{3}$/.test(value) &&
        keywordBefore(view, match.index, /(?<![\p{L}])(?:n°|num[ée]ro|nr\.?)\s*:?\s*$/iu) &&
        !keywordBefore(view, match.index, OTHER_NUMBER)) ||
      (FRENCH_FIRM.test(view.text) &&
        !keywordBefore(view, match.index, OTHER_NUMBER) &&
        // "732 829 320 unités" is a count
        NO_COUNT.test(view.text.slice(match.index + match[0].length)))
    return named && stdnum['FR']?.['siren']?.validate(number).isValid ? 'siren' : null
  },
}
const RNA: Format = {
  kind: 'SIREN',
  pattern: /(?<![\p{L}\p{N}])W\d{9}(?![\p{L}\p{N}])/dgu,
  accept: () => 'rna',
}

/** A structured communication: between plus signs or stars, with slashes, or as bare digits after what it is called. */
const PAYREF: Format = {
  kind: 'PAYREF',
  pattern: new RegExp(
    `(?:\\+{2,3}|\\*{2,3}) ?\\d{3}${BETWEEN}\\d{4}${BETWEEN}\\d{5} ?(?:\\+{2,3}|\\*{2,3})|(?<![\\p{L}\\p{N}]|\\d[.,/-])\\d{3}${BETWEEN}\\d{4}${BETWEEN}\\d{5}(?![\\p{L}\\p{N}]|[.,/-]\\d)`,
    'dgu',
  ),
  accept: (value, match, view) => {
    const number = digits(value)
    const rest = Number(number.slice(0, 10)) % 97
    const isRight = (rest === 0 ? 97 : rest) === Number(number.slice(10))
    if (/^[+*]/.test(value)) return isRight ? 'checksum' : 'shape'
    if (!isRight) return null
    return /^\d{3}\/\d{4}\/\d{5}$/.test(value) || keywordBefore(view, match.index, PAYMENT, 40)
      ? 'checksum'
      : null
  },
}
const PAYMENT =
  /(?:comm(?:unication)?\b|\bcom\.? ?struct\p{L}*|\bvcs\b|\bogm\b|mededeling|r[ée]f[ée]rence|paiement|virement|betaling)[^\d\n]*$/iu

const IBAN_START = /(?<![\p{L}\p{N}])([A-Z]{2})([ .-]?)\d{2}/giu
/** Countries whose accounts appear here: their printed shape counts even when mistyped. */
const NEIGHBOURS = new Set(['BE', 'FR', 'NL', 'LU', 'DE'])

/** Reads each possible account number for exactly the length that its country has. */
function ibans(view: TextView): Sighting[] {
  const found: Sighting[] = []
  for (const match of view.text.matchAll(IBAN_START)) {
    const country = (match[1] ?? '').toUpperCase()
    const length = countrySpecs[country]?.chars
    if (length === null || length === undefined) continue
    const body = new RegExp(`^[A-Z0-9](?:[ ./_-]{0,3}[A-Z0-9]){${length - 1}}(?![\\p{L}\\p{N}])`, 'iu')
    const raw = body.exec(view.text.slice(match.index))?.[0]
    if (raw === undefined) continue
    const valid = isValidIBAN(raw.replace(/[^A-Z0-9]/gi, '').toUpperCase())
    // "BE 62" is also the beginning of a sentence: then only check digits prove it
    if (!valid && (match[2] !== '' || !NEIGHBOURS.has(country) || digits(raw).length < length / 2)) continue
    found.push(sighting('IBAN', match.index, match.index + raw.length, valid ? 'checksum' : 'shape'))
  }
  return found
}

/** Numbers that a state or a bank gave out (R16, R17). */
export function numberSightings(view: TextView): Sighting[] {
  if (!/\d{2}/.test(view.text)) return []
  return [
    ...[NISS, NIR, BCE, SIREN, RNA, PAYREF].flatMap((format) => matchFormat(format, view)),
    ...ibans(view),
  ]
}
