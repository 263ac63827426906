import { listedHouses, listedWords } from './listed-houses.ts'
import { type NameRun, run } from './name-run.ts'
import {
  afterDealing,
  afterElision,
  afterLetters,
  afterOf,
  afterPreposition,
  labelled,
} from './organisation-context.ts'
import { englishHouse } from './organisation-english.ts'
import {
  beforeNumber,
  beforeSmallForm,
  betweenUs,
  headedBy,
  lettersDoing,
  listedLetters,
  strange,
  withSuccessors,
} from './organisation-firms.ts'
import { beforeLateForm, besideForm, OPENING, quotedEnd } from './organisation-legal-forms.ts'
import {
  DEPARTMENTS,
  HEADINGS,
  isKnownRun,
  isOnlyPlace,
  isRole,
  named,
  nameEnd,
} from './organisation-name.ts'
import { glued, listedArticle, opensAsHouse } from './organisation-opening.ts'
import {
  afterSmallForm,
  articled,
  firmOfFamily,
  numbered,
  smallBeforeForm,
  theirs,
  withHouse,
} from './organisation-ordinary.ts'
import { isNameNoun, LOCAL_NOUNS, OWNER_NOUNS } from './organisation-words.ts'
import { isCapital, isSureFamily, isUnknown } from './person-name.ts'
import type { Token } from './read-tokens.ts'
import { THING_NOUNS } from './words.ts'

/** "la ressourcerie Le Carrousel", "maison médicale du Rivage", "fournisseur DigiSud", "CPAS de Namur". */
function afterNoun(tokens: readonly Token[], at: number): NameRun | null {
  const noun = tokens[at]
  if (noun === undefined) return null
  const isName = isNameNoun(noun.folded)
  if (!isName && !OWNER_NOUNS.has(noun.folded)) return null
  // "Chef d'Atelier Tri": what somebody does
  const post = noun.gap === "'" && tokens[at - 1]?.folded === 'd' ? tokens[at - 2]?.folded : undefined
  if (/^ateliers?$/.test(noun.folded) && /^(?:cheff?e?s?|responsables?)$/.test(post ?? '')) return null
  let start = at + 1
  // an adjective or a complement belongs to the noun: "maison médicale", "régie de quartier", "centre culturel"
  for (let more = 0; more < 3; more += 1) {
    const next = tokens[start]
    if (next === undefined || next.gap !== ' ' || isCapital(next) || next.capitals === 'any') break
    const isComplement =
      /^(?:medicale|culturel|culturelle|locale|sociale|social|scolaire|communale|primaire|maternelle|agricole|collectif|professionnelle?|formation|jeunes?|quartier|repos|accueil|justice|fondamentale|secondaire|superieure|industriel|pilote|paysanne|bio|citoyenne|solidaire)$/
    const object = tokens[start + 1]
    const link =
      /^(?:de|d|du|des|en|a)$/.test(next.folded) &&
      object !== undefined &&
      !isCapital(object) &&
      (isComplement.test(object.folded) ||
        (object.isCommon && !object.isStop && tokens[start + 2]?.gap === ' '))
    if (isComplement.test(next.folded)) start += 1
    else if (link) start += 2
    else break
  }
  let first = start
  while (
    first < start + 2 &&
    /^(?:de|du|des|d|la|le|les|l|van|het)$/.test(tokens[first]?.folded ?? '') &&
    !isCapital(tokens[first] ?? noun)
  )
    first += 1
  const head = tokens[first]
  const opening = tokens[start]
  if (
    head === undefined ||
    opening === undefined ||
    !OPENING.test(opening.gap) ||
    !(isName ? /^(?: {1,2}|'| ?[«"“] ?)$/ : /^(?: {1,2}|'| ?[«"“] ?| ?: | \()$/).test(head.gap)
  )
    return null
  if (!isName && first > start && !/[«"“]/.test(opening.gap)) return null
  // "reçue du cpas de charleroi"
  if (AUTHORITIES.test(noun.folded) && first > start && head.capitals === 'lower' && head.isPlace)
    return run(at, first, 'local')
  const isQuoted = /[«"“]/.test(head.gap) || /[«"“]/.test(opening.gap)
  if (!isCapital(head) || isRole(head)) {
    // "un atelier "appli"": what it is about
    const last = quotedEnd(tokens, first)
    const isTopic =
      last === first && ACTIVITIES.has(noun.folded) && (head.isCommonForm || THING_NOUNS.has(head.folded))
    if (isQuoted && isTopic) return null
    if (isQuoted && !head.isStop) return run(first, last, 'quoted')
    // "RESSOURCERIE ZORGLUBE": in capitals throughout what no list knows
    // "MJ LES COPAINS": nothing but a name has its article after what it is
    const isNamed =
      first === start + 1 && SOCIAL_NOUNS.has(noun.folded) && /^(?:les?|la|l|de|het)$/.test(opening.folded)
    if (isNamed && head.isCommon && !head.isStop && !TIMES.has(head.folded)) return run(at, first, 'noun')
    return isName && head.capitals === 'any' && isUnknown(head) && head.folded.length > 4
      ? run(at, first, 'noun')
      : null
  }
  // "A LA CUISINE AVANT MARS": loud, and no name begins so
  if (head.capitals === 'upper' && /^(?:avant|apres|pendant|depuis|voor|na|before|after)$/.test(head.folded))
    return null
  const to = nameEnd(tokens, first)
  if (to === null || isKnownRun(tokens, first, to)) return null
  // "commune de Dison", "gemeente Beersel", not "Rive Commune Secteur"
  // "la ville de demain", "Ville Verte"
  const isTown = /^(?:ville|stad)$/.test(noun.folded)
  if (isTown && !(isOnlyPlace(tokens, first, to) || isUnknown(head))) return null
  if (noun.folded === 'commune' && (first === start || tokens[at - 1]?.capitals === 'capital')) return null
  if (noun.folded === 'gemeente' && !isOnlyPlace(tokens, first, to)) return null
  const isOfPlace =
    LOCAL_NOUNS.has(noun.folded) || /^(?:culturel|sportif|public)$/.test(tokens[at + 1]?.folded ?? '')
  if (isOnlyPlace(tokens, first, to)) return isOfPlace ? run(at, to, 'local') : null
  // "prestataire A" is what we write ourselves
  const isLetter = head.folded.length < (head.capitals === 'upper' ? 3 : 2)
  if (isLetter && tokens[first + 1]?.gap !== "'") return null
  // "Pôle Insertion", "Maison Communale": what every house has
  const capitals = tokens.slice(first, to + 1).filter(named)
  if (capitals.every(({ folded }) => DEPARTMENTS.has(folded))) return null
  if (isName) {
    // "dans le domaine de la Santé", "au château Saint-Jean": what one deals with, a monument
    const isField =
      /^domaines?$/.test(noun.folded) &&
      (noun.capitals === 'lower' || head.isCommonForm) &&
      capitals.length < 2
    if (isField || (ESTATES.test(noun.folded) && capitals.some(({ folded }) => HEADINGS.test(folded))))
      return null
    // "centre Excel": a single ordinary word with a capital after a wide noun may be any title
    return run(at, to, 'noun')
  }
  if (head.isSureGiven || (isSureFamily(head) && to === first)) return null
  // "le service (Compta)"
  if (head.gap === ' (' && to === first && head.isCommon) return null
  // "Association Teranga Nord": a noun with its capital is part of the name
  return run(noun.capitals === 'capital' && first === at + 1 && head.gap === ' ' ? at : first, to, 'owner')
}

/** Whose place is a name in small letters too: there is one of them in each. */
const AUTHORITIES = /^(?:cpas|ocmw|ccas|mairie|commune|gemeente)$/

/** Where wine, flour or cider is made. */
const ESTATES = /^(?:domaines?|chateau|manoir|vignoble|moulin)$/

/** Houses that are also what is done or where: "un atelier « vélo »". */
const ACTIVITIES = new Set(
  'atelier ateliers espace chantier salon pole cuisine cuisines aide labo laboratoire studio etude mission transport transports jardin marche service groupe bureau formation option'.split(
    ' ',
  ),
)

const SOCIAL_NOUNS = new Set(
  'eta eft cisp oisp amo mj asbl vzw ressourcerie recyclerie friperie donnerie'.split(' '),
)

const TIMES = new Set(
  'jour matin soir midi semaine weekend week mois mardi lundi jeudi plus meme dernier premier'.split(' '),
)

/** The organisations of a note that no roster knows. */
export function organisationRuns(tokens: readonly Token[]): NameRun[] {
  const found: NameRun[] = []
  for (let at = 0; at < tokens.length; at += 1) {
    for (const rule of [
      besideForm,
      beforeLateForm,
      beforeSmallForm,
      withSuccessors,
      beforeNumber,
      lettersDoing,
      betweenUs,
      headedBy,
      strange,
      afterNoun,
      afterPreposition,
      afterOf,
      afterDealing,
      afterLetters,
      afterElision,
      opensAsHouse,
      listedArticle,
      glued,
      labelled,
      numbered,
      afterSmallForm,
      firmOfFamily,
      theirs,
      withHouse,
      articled,
      smallBeforeForm,
      englishHouse,
    ]) {
      const seen = rule(tokens, at)
      if (seen !== null) found.push(seen)
    }
  }
  return [
    ...found,
    ...listedHouses(tokens, found),
    ...listedWords(tokens, found),
    ...listedLetters(tokens, found),
  ]
}
