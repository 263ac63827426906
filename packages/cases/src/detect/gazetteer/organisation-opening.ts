import { ARTICLES } from '../ambiguous-words.ts'
import { isActing, isVerbForm } from './context.ts'
import { type NameRun, run } from './name-run.ts'
import { FIRM_VERBS } from './organisation-firms.ts'
import {
  DAYS,
  DEPARTMENTS,
  HEADINGS,
  isAcronym,
  isKnownRun,
  isOnlyPlace,
  isRole,
  named,
  nameEnd,
  PUBLIC_BODIES,
} from './organisation-name.ts'
import { NAME_NOUNS, OWNER_NOUNS } from './organisation-words.ts'
import { isCapital, isSureFamily, isUnknown } from './person-name.ts'
import type { Token } from './read-tokens.ts'
import { TITLES } from './words.ts'

/** What houses do: "Fripe'n Roll ouvre à 200 m". */
const HOUSE_VERBS =
  /^(?:arrete|arretent|gagne|annule|confirme|augmente|relance|demarre|stopt|verhuist|ouvrent|ferment|livrent|pretent|recrutent|cherchent|proposent|vendent|organisent|envoient|paient|ouvre|ouvrira|ferme|fermera|livre|facture|paie|paye|prete|loue|recrute|engage|embauche|envoie|forme|vend|fournit|organise|accueille|recupere|reprend|cherche|propose|nous|zoekt|betaalt|stuurt|levert|opent|sluit|huurt|heeft|doet|zou|zal|zullen|had|hebben|belt|moest|wou|kwam|vraagt|stuurde|beloofde|leent|geeft|has|had|could|would|will|pays|sends|sells|opens|closes|delivers|offers|hires|a|ont|va|vont|doit|doivent|peut|refuse|veut|accepte|gaat|wil|kan|moet|komt)$/

/** Several capitals that open a sentence, none of them a person's, before what a house does. */
export function opensAsHouse(tokens: readonly Token[], at: number): NameRun | null {
  const head = tokens[at]
  if (head === undefined || !head.opens || !isCapital(head) || isRole(head) || TITLES.has(head.folded))
    return null
  if (HEADINGS.test(head.folded) || (head.isStop && !ARTICLES.has(head.folded))) return null
  const to = nameEnd(tokens, at)
  if (to === null || isKnownRun(tokens, at, to) || isOnlyPlace(tokens, at, to)) return null
  if (to === at) return isHouseAlone(tokens, head) ? run(at, at, 'opens') : null
  if (isArticled(tokens, at, to)) return run(at, to, 'opens')
  const capitals = tokens.slice(at, to + 1).filter((token) => named(token) && !ARTICLES.has(token.folded))
  const hasArticle = ARTICLES.has(head.folded)
  const verb = afterBrackets(tokens, to)
  // "Gestionnaire de projet cherché"
  if (
    verb === undefined ||
    !(HOUSE_VERBS.test(verb.folded) || (hasArticle && doesAsHouse(tokens, verb))) ||
    /^\u00e0$|\u00e9$/u.test(verb.written)
  )
    return null
  // "Terre-en-Vue prête", "SOS Vaisselle livre"
  const isCompound =
    tokens[at + 1]?.gap === '-' && tokens[at + 2]?.gap === '-' && FIRM_VERBS.test(verb.folded)
  const [opening, second] = capitals
  const isAfterLetters =
    opening !== undefined &&
    isAcronym(opening) &&
    (FIRM_VERBS.test(verb.folded) || (second !== undefined && isUnknown(second)))
  if (
    (capitals.length < 2 && !isCompound) ||
    capitals.some(
      (token, place) =>
        token.isSureGiven ||
        isSureFamily(token) ||
        DAYS.test(token.folded) ||
        (isAcronym(token) && !(isAfterLetters && place === 0)),
    )
  )
    return null
  const [first] = capitals
  if (
    first === undefined ||
    isRole(first) ||
    HEADINGS.test(first.folded) ||
    PUBLIC_BODIES.test(first.folded) ||
    // "La Ruche du Tournaisis"
    capitals.some(
      (token) =>
        token.isKnown && !((hasArticle || capitals.length > 2) && token !== first && token.at === to),
    )
  )
    return null
  if (capitals.every((token) => token.isGiven || token.isStop) || isKnownRun(tokens, first.at, to))
    return null
  // "La Maison Communale a fermé"
  if (capitals.length > 1 && capitals.slice(1).every(({ folded }) => DEPARTMENTS.has(folded))) return null
  return run(at, to, 'opens')
}

/** The verb after a name, or after what stands in brackets behind it: "Le Bus Bleu (Lille) utilise". */
function afterBrackets(tokens: readonly Token[], to: number): Token | undefined {
  const next = tokens[to + 1]
  if (next?.gap === ' ') return next
  if (next?.gap !== ' (') return undefined
  const close = tokens.slice(to + 2, to + 7).find(({ gap }) => gap.startsWith(')'))
  return close?.gap === ') ' ? close : undefined
}

/** What things do as well: "Le Grand Nettoyage commence". */
export const THING_VERBS =
  /^(?:est|sont|commence|dure|arrive|finit|reste|revient|plait|tombe|change|marche|fonctionne|coute|sert|manque|font|approche|existe|suffit|depend|parait|semble|a|va|fait|tourne|plante|compte|rapporte|ressemble)$/

/** "La Boîte à Papiers gère", "Les Amis du Four ont reçu": what somebody does. */
const doesAsHouse = (tokens: readonly Token[], verb: Token): boolean =>
  (isVerbForm(verb) && !THING_VERBS.test(verb.folded)) ||
  /^(?:ont|font|veulent|peuvent|utilisent|krijgt|werkt|gebruikt|maakt|uses?|have|did)$/.test(verb.folded) ||
  (isActing(tokens, verb.at - 1) && !THING_VERBS.test(verb.folded) && !/^n$/.test(verb.folded))

/** "De Wissel zoekt vrijwilligers", "La Bulle recrute": one noun with the capital that no noun has. */
function isArticled(tokens: readonly Token[], at: number, to: number): boolean {
  const [article, noun, verb] = [tokens[at], tokens[at + 1], tokens[to + 1]]
  if (article === undefined || noun === undefined || to !== at + 1 || !ARTICLES.has(article.folded))
    return false
  if (noun.capitals !== 'capital' || verb?.gap !== ' ' || isOrdinaryHouse(noun)) return false
  return (
    FIRM_VERBS.test(verb.folded) || (/^(?:de|het)$/.test(article.folded) && DUTCH_VERBS.test(verb.folded))
  )
}

const DUTCH_VERBS =
  /^(?:zoekt|betaalt|stuurt|levert|opent|sluit|huurt|heeft|doet|wil|werft|verkoopt|organiseert|vraagt|gebruikt|krijgt)$/

/** What every house has, is or is governed by. */
export const isOrdinaryHouse = (noun: Token): boolean =>
  noun.isKnown ||
  noun.isPlace ||
  noun.isStop ||
  isRole(noun) ||
  TITLES.has(noun.folded) ||
  HEADINGS.test(noun.folded) ||
  PUBLIC_BODIES.test(noun.folded) ||
  DEPARTMENTS.has(noun.folded) ||
  NAME_NOUNS.has(noun.folded) ||
  OWNER_NOUNS.has(noun.folded) ||
  /^(?:secretariat|compta|cuisine|tri|collecte|depot|stock|reception|hangar|public|gens|jeunes|anciens|femmes|hommes|chefs?|profs?|parents|enfants|voisins?|machine|four|camion|directie|winkel|keuken|ploeg|team|staff|overheid|klanten|chauffeurs?)$/.test(
    noun.folded,
  )

/** ", La Bulle", "/ Le Déclic": within a sentence an article has its capital in a name only. */
export function listedArticle(tokens: readonly Token[], at: number): NameRun | null {
  const [article, head] = tokens.slice(at, at + 2)
  if (article?.capitals !== 'capital' || article.opens || !/^(?:le|la|les|l|het)$/.test(article.folded))
    return null
  if (!/^ ?[,/+] ?$|^ \($/.test(article.gap) || head?.capitals !== 'capital' || isOrdinaryHouse(head))
    return null
  const to = nameEnd(tokens, at + 1)
  if (to === null || isKnownRun(tokens, at, to) || isOnlyPlace(tokens, at + 1, to)) return null
  return run(at, to, 'articled')
}

/** "Dépann'Express", "Récup'Sambre": two capitals that an apostrophe joins. */
export function glued(tokens: readonly Token[], at: number): NameRun | null {
  const [first, second] = tokens.slice(at, at + 2)
  if (first?.capitals !== 'capital' || second?.gap !== "'" || second.capitals !== 'capital') return null
  if (first.folded.length < 3 || second.folded.length < 3 || second.isStop) return null
  if (/^(?:presqu|jusqu|quelqu|lorsqu|puisqu|aujourd|entr|prud|qu|grand|mam|dell|dall)$/.test(first.folded))
    return null
  return run(at, nameEnd(tokens, at) ?? at + 1, 'glued')
}

/** "Rivaweb héberge le site", "BeCycle recrute": a word that no list knows does what firms do. */
function isHouseAlone(tokens: readonly Token[], head: Token): boolean {
  const verb = tokens[head.at + 1]
  const isCamel = /\p{Ll}\p{Lu}/u.test(head.written) && !head.isKnown && !head.isCommon
  return (
    (isUnknown(head) || isCamel) &&
    verb?.gap === ' ' &&
    (head.capitals === 'upper' ? FIRM_VERBS : ALONE_VERBS).test(verb.folded)
  )
}

const ALONE_VERBS =
  /^(?:facture|heberge|fournit|recrute|embauche|engage|loue|paie|paye|vend|livre|repare|roule|travaille|propose|repond|reprend|demande|refuse|utilise|gere|annule|augmente|traine|prete|accueille|organise|envoie|rachete|ouvre|ferme|cherche|exige|promet)$/
