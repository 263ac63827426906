import { ROLE_WORDS } from '../ambiguous-words.ts'
import { isKnownName } from '../lists/known-names.ts'
import { placesNamed } from '../lists/places.ts'
import { CONNECTORS, FIRM_NUMBERS, FORMS, SHORT_FORMS } from './organisation-words.ts'
import { isCapital } from './person-name.ts'
import type { Token } from './read-tokens.ts'
import { ROLES } from './words.ts'

/** Longest name, in words. */
const NAME_MAX_WORDS = 7
const INSIDE = /^(?: {0,2}|[-'.+]| ?& ?| ?\+ ?|' |\. )$/

/** Whether this word goes on where the one before stops. */
export const joined = (token: Token | undefined): token is Token =>
  token !== undefined && INSIDE.test(token.gap)
/** Whether a word is a legal form. */
export const form = (token: Token): boolean =>
  FORMS.has(token.folded) || (SHORT_FORMS.has(token.folded) && token.capitals === 'upper')
/** A capital, or the capital that a word before an apostrophe carries: "l'Atelier". */
export const named = (token: Token): boolean => isCapital(token) && !form(token)

/** The last word of the capitalised name that begins here, connectors between capitals included; or null. */
export function nameEnd(tokens: readonly Token[], from: number): number | null {
  let last: number | null = null
  for (let at = from; at < Math.min(tokens.length, from + NAME_MAX_WORDS); at += 1) {
    const token = tokens[at]
    if (token === undefined || (at > from && !joined(token))) break
    // "avec Gembloux. Lui": a sentence ends there
    if (at > from && FIRM_NUMBERS.has(token.folded)) break
    if (at > from && token.gap === '. ' && (tokens[at - 1]?.folded.length ?? 0) > 3) break
    // the second word after a hyphen or an apostrophe is part of the same: "Coup-de-pouce", "Co-op"
    if (last !== null && last === at - 1 && /^[-']$/.test(token.gap)) last = at
    else if (named(token) || (last !== null && /^\d{1,4}$/.test(token.written))) last = at
    else if (!CONNECTORS.has(token.folded) || last === null) break
  }
  return last
}

const key = (tokens: readonly Token[], from: number, to: number): string =>
  tokens
    .slice(from, to + 1)
    .map((token) => token.folded)
    .join('')

/** Whether a run of words identifies nobody: products, countries, public bodies. */
export function isKnownRun(tokens: readonly Token[], from: number, to: number): boolean {
  if (isKnownName(key(tokens, from, to))) return true
  return tokens.slice(from, to + 1).every((token) => token.isKnown || CONNECTORS.has(token.folded))
}

/** Whether a run of words is towns and what links them: "Zulte et Mons-en-Barœul". */
export function isOnlyPlace(tokens: readonly Token[], from: number, to: number): boolean {
  for (let at = from; at <= to; at += 1) {
    const token = tokens[at]
    if (token === undefined) return false
    let end = to
    while (end > at && placesNamed(key(tokens, at, end)).length === 0) end -= 1
    if (
      end === at &&
      !token.isPlace &&
      !CONNECTORS.has(token.folded) &&
      !/^(?:saint|sainte|sint|st|ste|sur|lez|en)$/.test(token.folded)
    )
      return false
    at = end
  }
  return true
}

/** Whether a word is what somebody does. */
export const isRole = (token: Token): boolean => ROLES.has(token.folded) || ROLE_WORDS.has(token.folded)

/** Letters that may stand for words. */
export const isAcronym = (token: Token): boolean => token.capitals === 'upper' && token.folded.length < 6

/** Words with a capital that open the name of a function or a document, not of a house. */
export const HEADINGS =
  /^(?:conseil|assemblee|ressources|direction|comite|plan|reglement|point|phase|etape|annexe|module|zone|bloc|salle|titres?|fonds|charte|code|ministere|ministre|inspection|securite|sante|aide|administration|pouvoirs?|dienst|afdeling|cellule|contrat|convention|loi|decret|pacte|nouvel|nieuwjaar|prix|journee|semaine|mois|fete|marche|raad|algemene|dagelijks|sociale|human|police|pompiers|ambulance|board|first|best|good)$/

/** What a department does, and what everybody's house is called. */
export const DEPARTMENTS = new Set(
  'insertion emploi communal communale technique jeunesse social sociale administratif administrative formation formations logistique sante culture accueil famille petite enfance projet projets qualite communication direction technieken sport sports repos jour nuit justice citoyen citoyenne mobilite energie environnement detente couture tri textile menage repassage financien personeel welzijn onthaal boekhouding keuken vervoer communicatie opleiding tewerkstelling jeugd zorg cultuur milieu recherche developpement vente achats comptabilite finances'.split(
    ' ',
  ),
)

/** Days, months and times of a day. */
export const DAYS =
  /^(?:lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche|janvier|fevrier|mars|avril|mai|juin|juillet|aout|septembre|octobre|novembre|decembre|matin|midi|soir)$/

/** Who is called by what it governs: "La Province du Hainaut". */
export const PUBLIC_BODIES =
  /^(?:bureau|groupe|equipe|reunion|classe|region|ville|province|commune|communaute|federation|gouvernement|parlement|etat|royaume|pays|vallee|bassin|agglomeration|metropole|departement|canton|arrondissement|village|quartier|gare|carnaval|ducasse|tour|foire|stad|gewest|vlaamse|waalse|provincie|overheid|bourgmestre|union|nord|sud|est|ouest|noord|zuid|oost|west)$/

/** Feasts and seasons, in three languages. */
export const FEASTS = new Set(
  'paques toussaint noel pentecote ascension carnaval epiphanie chandeleur halloween ramadan aid kerst kerstmis pasen nieuwjaar pinksteren easter christmas lente zomer herfst winter printemps ete automne hiver'.split(
    ' ',
  ),
)

/** What is said of a form rather than of a house: "statut SCOP :", "petite asbl :". */
export const OF_FORMS =
  /^(?:statuts?|modeles?|formes?|types?|projets?|passage|passer|transformation|creation|creer|codes?|reglement|compta|comptabilite|conseil|dossiers?|lois?|capital|gestion|parts?|cotisations?|actions?|avantages?|fiscalite|reunions?|formations?|infos?|petite?s?|grande?s?|grosse?s?|nouvelles?|anciennes?|autres?|jeunes?|belles?|bonnes?|frais|comptes?|bureau|siege|budgets?|membres?|secteurs?|logo|site|page|mails?|registre|numero|publication|option|choix|difference|assemblee|associations?|structures?|societes?|entreprises?|cooperatives?|forme|juridique|kleine|grote|nieuwe|onze|statuten|vorm|structuur)$/

/** Those who come from somewhere: "les Belges et les Français". */
export const PEOPLES =
  /^(?:belges?|francais|wallons?|flamands?|turcs?|europeens?|africains?|americains?|allemands?|roumains?|marocains?|polonais|musulmans?|chretiens?|catholiques?|juifs?|belgen|vlamingen|walen|fransen|turken|marokkanen|anglais|[a-z]{2,}(?:land|gal|gol|wand|rouan|ban|pon|yon|kin)ais(?:es?)?|[a-z]{4,}(?:ois|iens|oises|iennes))$/
