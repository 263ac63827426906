import { ARTICLES } from '../ambiguous-words.ts'
import { isKnownName } from '../lists/known-names.ts'
import { before, isAddressed, isVerbForm, NOUN_VERBS, namesThing } from './context.ts'
import { isEnglishWord, isGodparent, isMonth } from './lone-name-rules.ts'
import { HARD_WORDS, TRADES } from './name-words.ts'
import { isBrand, isPlant, listsThings } from './named-things.ts'
import { DEALINGS, MATTERS } from './organisation-context.ts'
import { PLACE_LINKS } from './organisation-firms.ts'
import {
  DEPARTMENTS,
  FEASTS,
  HEADINGS,
  isAcronym,
  isKnownRun,
  isOnlyPlace,
  isRole,
  named,
  PEOPLES,
  PUBLIC_BODIES,
} from './organisation-name.ts'
import { isOrdinaryHouse, THING_VERBS } from './organisation-opening.ts'
import { isPartOfThing } from './parts-of-things.ts'
import { isCapital, isSureFamily, isUnknown } from './person-name.ts'
import type { Token } from './read-tokens.ts'
import { ADDRESSING, ROLES, set, THING_NOUNS, TITLES } from './words.ts'

/** A run of capitals with what is asked about it again and again. */
interface Run {
  readonly tokens: readonly Token[]
  readonly from: number
  readonly to: number
  readonly head: Token
  readonly capitals: readonly Token[]
  /** The capitals without their articles. */
  readonly nouns: readonly Token[]
  /** The word before, in the same phrase. */
  readonly link: Token | undefined
}

/** Days and months in three languages. */
const DAYS = set(
  'lundi mardi mercredi jeudi vendredi samedi dimanche janvier fevrier mars avril mai juin juillet aout septembre octobre novembre decembre maandag dinsdag woensdag donderdag vrijdag zaterdag zondag mon tue wed thu fri sat sun monday tuesday wednesday thursday friday saturday sunday mondays tuesdays wednesdays thursdays fridays saturdays sundays january february march april may june july august september october november december januari februari maart juni juli augustus oktober',
)
/** How a thing of a heading is: "Nouvelle Charte", "Vrije Tijd"; the first of them within a sentence as well. */
const NEW =
  /^(?:nouveau|nouvelle|ancien|ancienne|prochaine?|derniere?|vrije|goede|nieuwe?|oude?|volgende|new|old|next|last)$/
const OF_HEADINGS =
  /^(?:nouvel|nouveaux|nouvelles|premiere?|bons?|bonnes?|mauvaise?|vraie?|slechte?|vrij|laatste|eerste|first|good|bad|free|manuel|note|temps|mise|retour|prise|appel)$/
/** What is held or given every year: the reviewer sees it as an event. */
const EVENTS =
  /^(?:prix|concours|festival|salon|foire|fete|journees?|semaine|mois|marche|prijs|award|forum|colloque|congres|rencontres|trophees?|gala|week|dag|beurs|feest)$/
/** What a heading begins with, before what it is about: "Objectif Zéro Déchet", "Dienst Welzijn". */
const GENERIC =
  /^(?:points?|axes?|objectifs?|operation|actions?|workshop|cursus|opleiding|dienst|afdeling|ploeg|team|groep|groupes?|zaal|lokaal|project|carte|service|equipes?|cellule|pole|salle|fiche|idees?|besoins?|souci|stock|vente|sortie|geachte|beste|cher|chere|chers|notre|nos|onze|mon|ma|petit|petite|grand|grande|gros|grosse|kleine|grote|lange|eerste|laatste|made|work|coming|next|quick|big|open|happy)$/
/** What a number counts or measures. */
const UNITS = /^(?:g|gr|kg|mg|t|mm|cm|m|km|l|cl|ml|w|kw|kwh|v|h|min|euros?|eur|pct|pieces?|stuks?)$/
/** What has a number or letters of its own. */
const FILED = /^(?:dossier|ref|reference|ticket|lot|facture|bon|commande|numero|nr)$/

/** What everybody has or is governed by. */
const isOrdinary = (token: Token): boolean =>
  PEOPLES.test(token.folded) ||
  HEADINGS.test(token.folded) ||
  PUBLIC_BODIES.test(token.folded) ||
  isRole(token) ||
  token.isKnown

/** "Google Sheet", "Mark the boxes", "Madame": known to everybody, a verb, a title. */
const isKnown = ({ tokens, from, to, head, capitals, link }: Run): boolean =>
  capitals.length === 0 ||
  isKnownRun(tokens, from, to) ||
  isOnlyPlace(tokens, from, to) ||
  (head.isKnown && !head.isGiven) ||
  isEnglishWord(tokens, from) ||
  isMonth(tokens, from) ||
  isGodparent(tokens, from) ||
  // "Chef d'Atelier Bois": what somebody does
  (link?.folded === 'd' && isRole(tokens[link.at - 1] ?? head)) ||
  TITLES.has(head.folded) ||
  // "six chapeaux de Bono"
  (link !== undefined && isKnownName(link.folded + head.folded))

/** "DIG EES 2023", "RPM Liège", "CHAPEAU JAUNE", "Analyse SWOT", "Sam 12/4": letters, emphasis, numbers. */
function isWritten({ tokens, from, to, head, capitals, link }: Run): boolean {
  const last = tokens[to]
  if (last === undefined || capitals.every(isAcronym) || capitals.every(({ folded }) => folded.length < 3))
    return true
  if (FILED.test(link?.folded ?? '')) return true
  const rest = capitals.slice(1)
  if (head.capitals === 'upper' && rest.length > 0 && rest.every(({ isPlace }) => isPlace)) return true
  // "N'EST PAS D'ACCORD"
  const isLoud = (token: Token): boolean => token.capitals === 'upper' || token.folded.length === 1
  if (capitals.every((token) => isLoud(token) && (token.isCommonForm || token.folded.length === 1)))
    return true
  if (to > from && isAcronym(last) && head.isCommon) return true
  const after = tokens[to + 1]
  // "papier Olin 120 g", "Sam 12/4"
  return /^\d/.test(last.written) && (after?.gap.startsWith('/') === true || UNITS.test(after?.folded ?? ''))
}

/** "Fête des Voisins", "Saint-Lambert", "le piège Victor", "rdv Visite Médicale": what a thing is called. */
const isThing = ({ tokens, from, to, head, capitals, link }: Run): boolean =>
  capitals.some(({ folded }) => DAYS.has(folded) || FEASTS.has(folded)) ||
  isPartOfThing(tokens, from, from) ||
  isPartOfThing(tokens, to, to) ||
  /^(?:saint|sainte|st|ste|sint)$/.test(head.folded) ||
  namesThing(tokens, from, false) ||
  isBrand(tokens, from, to) ||
  isPlant(tokens, from, to) ||
  (DEALINGS.has(link?.folded ?? '') && capitals.some(({ folded }) => MATTERS.test(folded)))

/** "Formation Premiers Secours", "Nouveau Logo", "Le Conseil d'Administration", "la Région", "Le Nettoyage commence". */
function isHeading({ tokens, from, to, head, capitals, nouns, link }: Run): boolean {
  const isTitle = head.opens && capitals.every(({ isCommonForm }) => isCommonForm)
  if (NEW.test(head.folded) || EVENTS.test(head.folded) || (isTitle && OF_HEADINGS.test(head.folded)))
    return true
  if (head.opens && (THING_NOUNS.has(head.folded) || (isTitle && GENERIC.test(head.folded)))) return true
  if (
    nouns.every(
      (token) => isOrdinary(token) || token.isPlace || token.isStop || DEPARTMENTS.has(token.folded),
    )
  )
    return true
  const [noun] = nouns
  if (nouns.length === 1 && noun !== undefined && noun !== head && isOrdinaryHouse(noun)) return true
  const verb = tokens[to + 1]
  if (head.opens && ARTICLES.has(head.folded) && verb?.gap === ' ' && THING_VERBS.test(verb.folded))
    return true
  // "de Schilder en de Metser"
  const isList = tokens
    .slice(from, to)
    .some(({ folded, at }) => folded === 'en' && /^(?:de|het)$/.test(tokens[at + 1]?.folded ?? ''))
  return isList && /^(?:de|het)$/.test(link?.folded ?? '')
}

/** "vu à Zulte", "à Fresnel-sur-Deûle": a village that no list has. */
function isVillage({ tokens, from, to, head, link }: Run): boolean {
  const verb = link === undefined ? undefined : before(tokens, link.at)
  const isSeen = /^(?:vu|vue|rencontre|croise|attend|embauche|engage)$/.test(verb?.folded ?? '')
  if (!PLACE_LINKS.test(link?.folded ?? '') || (isAddressed(tokens, from) && !isSeen) || head.isGiven)
    return false
  return tokens.slice(from + 1, to + 1).every(({ gap }) => gap === '-')
}

/** A single capital that says nothing: it opens the sentence, or other rules know where it would be a name. */
function isLoneWord({ tokens, from, to, head, link }: Run): boolean {
  if (to > from) return false
  if (head.isStop || head.isPlace) return true
  // "Publié en mai": what was done
  if (head.isCommon && !head.isGiven && /\u00e9(?:e|s|es)?$/u.test(head.written)) return true
  // other rules know where a family name stands; "Mijlpalen" is a Dutch plural
  if (isSureFamily(head) || (isUnknown(head) && /^.{4,}(?:en|heid|ing|lijk|baar|tjes?)$/.test(head.folded)))
    return true
  // "la liste Bolomey": whose it is, or what
  const isNoun =
    link?.capitals === 'lower' &&
    link.isCommon &&
    !link.isStop &&
    (!isVerbForm(link) || NOUN_VERBS.has(link.folded)) &&
    !ADDRESSING.has(link.folded) &&
    !ROLES.has(link.folded)
  if (isNoun && isUnknown(head)) return true
  if (HARD_WORDS.has(head.folded) && !isNamedFlower(tokens, from)) return true
  return (
    head.opens &&
    ((head.isCommonForm && !head.isGiven) || TRADES.has(head.folded) || listsThings(tokens, from, to))
  )
}

/** "allergique au latex : Violette !!": the name of a flower, with its capital after a sign. */
function isNamedFlower(tokens: readonly Token[], at: number): boolean {
  const [previous, token, next] = [tokens[at - 1], tokens[at], tokens[at + 1]]
  return (
    /^(?:rose|olive|violette|cerise|prune|grace|faith|joy|hope)$/.test(token?.folded ?? '') &&
    /[:→=(] ?$/.test(token?.gap ?? '') &&
    !/^(?:couleur|teinte|peinture|code|fleurs?|kleur|colour|ton)$/.test(previous?.folded ?? '') &&
    (next === undefined || /^ ?[!).;]/.test(next.gap))
  )
}

/** Whether the lists and the words around know that a run of capitals is nobody in particular. */
export function isNobody(tokens: readonly Token[], from: number, to: number): boolean {
  const words = tokens.slice(from, to + 1)
  const head = words[0]
  if (head === undefined || !isCapital(head)) return true
  const capitals = words.filter(named)
  const nouns = capitals.filter((token) => !ARTICLES.has(token.folded))
  const run: Run = { tokens, from, to, head, capitals, nouns, link: before(tokens, from) }
  return isKnown(run) || isVillage(run) || isWritten(run) || isThing(run) || isHeading(run) || isLoneWord(run)
}
