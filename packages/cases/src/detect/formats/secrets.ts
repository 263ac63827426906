import type { TextView } from '../../text/text-view.ts'
import type { Sighting } from '../finding.ts'
import { type Format, keywordBefore, matchFormat } from './pattern.ts'

/** Something with a digit or a sign inside, or with a capital after its first letter: not a plain word. */
function looksChosen(value: string): boolean {
  return value.length >= 4 && (/\d/.test(value) || /[^\p{L}\p{N}'’-]/u.test(value) || /.\p{Lu}/u.test(value))
}

/** What is said about a password instead of it: "est sur l'écran", "est perdu". */
const NO_VALUE =
  /^(?:sur|sous|dans|chez|avec|pour|par|les?|las?|uns?|une|des|du|au|aux|trop|toujours|encore|plus|pas|jamais|bien|not[ée]e?s?|[ée]crite?s?|coll[ée]e?s?|perdue?s?|oubli[ée]e?s?|connue?s?|affich[ée]e?s?|diff[ée]rente?s?|chang[ée]e?s?|partag[ée]e?s?|obligatoires?|celui|celle|m[êe]mes?|identiques?|faux|mauvais|bon|simples?|compliqu[ée]s?|s[ûu]rs?|introuvables?|bloqu[ée]s?|expir[ée]e?s?|op|in|bij|het|een|niet|vergeten|kwijt|veranderd)$/iu

/** After "mdp", "mot de passe", "password", "wachtwoord": what follows, when it is announced or looks chosen. */
const PASSWORD: Format = {
  kind: 'SECRET',
  pattern:
    /(?<![\p{L}])(?:mdp|mots? de passe|passwords?|passwd|pwd|wachtwoord(?:en)?|passphrase)\s*(?<announced>(?:[:=]|\best\b|\bis\b|→|->)\s*)?[«"'(]?\s?(?<value>[^\s«»"()]{2,63}[^\s«»"(),;.])/dgiu,
  accept: (value, match) => {
    if (NO_VALUE.test(value)) return null
    if (match.groups?.['announced'] !== undefined && value.length >= 3) return 'password'
    return looksChosen(value) ? 'password' : null
  },
}

/** After "wifi", "code", "PIN", "digicode", "token", "clé API", with at most two words between. */
const CODE: Format = {
  kind: 'SECRET',
  pattern:
    /(?<![\p{L}])(?:wi-?fi|code(?:\s+(?:alarme|pin|porte|portail|secret|d'accès|d'entrée|du \p{L}+|de la \p{L}+))?|digicode|pin|token|jeton|cl[ée] (?:api|wifi))\s*(?<announced>(?:[:=]|\best\b|→|->)\s*)?[«"'(]?\s?(?<value>[^\s«»"()]{2,63}[^\s«»"(),;.])/dgiu,
  accept: (value, match) => {
    const announced = match.groups?.['announced'] !== undefined
    const enough = /^\d{3,}\W*$/.test(value) || looksChosen(value)
    if (!enough) return null
    const year = /^(?:19|20)\d{2}\W*$/.test(value)
    const mixed = /\d/.test(value) && /\p{L}/u.test(value)
    return announced || mixed || (/^\d{4,8}\W*$/.test(value) && !year) ? 'code' : null
  },
}

/** Passwords and codes. */
export const SECRETS: readonly Format[] = [PASSWORD, CODE]

const VEHICLE =
  /plaque|immat|camion|voiture|v[ée]hicule|remorque|fourgon|utilitaire|moto|scooter|minibus|garage|nummerplaat|wagen|auto|renault|peugeot|citro[ëe]n|dacia|ford|opel|fiat|volkswagen|\bvw\b|toyota|kangoo|partner|berlingo|transit|sprinter|master|ducato|caddy|doblo|boxer|jumper|trafic|vivaro/i

const PLATE_BE: Format = {
  kind: 'PLATE',
  pattern:
    /(?<![\p{L}\p{N}-])[1-9QT][ .-]?[A-Z]{3}[ .-]?\d{3}(?![\p{L}\p{N}]|-\d)|(?<![\p{L}\p{N}-])[1-9]-[a-z]{3}-\d{3}(?![\p{L}\p{N}]|-\d)/dgu,
  // "2 CDI 100 %" is no plate: with spaces, the vehicle must be named.
  accept: (value, match, view) =>
    value.includes(' ') && !keywordBefore(view, match.index, VEHICLE, 48) ? null : 'belgium',
}
const PLATE_FR: Format = {
  kind: 'PLATE',
  pattern: /(?<![\p{L}\p{N}-])[A-HJ-NP-TV-Z]{2}([ -])\d{3}\1[A-HJ-NP-TV-Z]{2}(?![\p{L}\p{N}]|-\d)/dgu,
  accept: () => 'france',
}

/** Passwords and codes after their keyword, and number plates (R18, R19). */
export function secretSightings(view: TextView): Sighting[] {
  return [PASSWORD, CODE, PLATE_BE, PLATE_FR].flatMap((format) => matchFormat(format, view))
}
