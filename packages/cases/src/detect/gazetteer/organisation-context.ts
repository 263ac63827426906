import { ARTICLES } from '../ambiguous-words.ts'
import { before, isActing, isVerbForm } from './context.ts'
import { type NameRun, run } from './name-run.ts'
import { FIRM_VERBS } from './organisation-firms.ts'
import {
  DEPARTMENTS,
  HEADINGS,
  isAcronym,
  isKnownRun,
  isOnlyPlace,
  isRole,
  joined,
  named,
  nameEnd,
} from './organisation-name.ts'
import { NAME_NOUNS, OWNER_NOUNS } from './organisation-words.ts'
import { isCapital, isSureFamily, isUnknown } from './person-name.ts'
import type { Token } from './read-tokens.ts'
import { ADDRESSING, TITLES } from './words.ts'

const PLACE_OF = new Set('chez bij'.split(' '))
const PARTNER = new Set('avec via par met door'.split(' '))

/** "chez Bati Verde", "partenariat avec Terre Fertile". */
export function afterPreposition(tokens: readonly Token[], at: number): NameRun | null {
  const preposition = tokens[at]
  const head = tokens[at + 1]
  if (preposition === undefined || head === undefined || head.gap !== ' ' || head.capitals === 'any')
    return null
  const isAt = PLACE_OF.has(preposition.folded)
  if (!isAt && !PARTNER.has(preposition.folded)) return null
  if (TITLES.has(head.folded)) return null
  if (!isCapital(head))
    return isAt && isUnknown(head) && head.folded.length > 3 ? run(at + 1, at + 1, 'at') : null
  const to = nameEnd(tokens, at + 1)
  if (to === null || isKnownRun(tokens, at + 1, to) || isOnlyPlace(tokens, at + 1, to) || isRole(head))
    return null
  // "Domi'Services" is nobody's name
  const isGlued = tokens[at + 2]?.gap === "'" && to > at + 1
  if (!isGlued && (head.isSureGiven || isSureFamily(head) || (head.isGiven && to === at + 1))) return null
  if (to === at + 1 && (head.isKnown || head.isStop || head.folded.length < 3)) return null
  if (isAt) return run(at + 1, to, 'at')
  const capitals = tokens.slice(at + 1, to + 1).filter(named)
  const isCamel = /\p{Ll}\p{Lu}/u.test(head.written)
  if (capitals.every((token) => token.isGiven)) return null
  return (capitals.length > 1 && capitals.some((token) => !token.isKnown && !isAcronym(token))) ||
    (isCamel && !head.isKnown)
    ? run(at + 1, to, 'partner')
    : null
}

const INTRODUCES =
  /^(?:des|du|aux|au|a|aan|chez|comme|pour|voor|ou|of|et|en|at|by|with|w|from|avec|par|via|met|door|sauf|ni|que|si|quand|lorsque|puisque|mais|car|donc|entre|sans|contre|selon|depuis|vs|versus|als|omdat|maar|dat|pourquoi|comment|waarom|why|tussen|zonder|volgens|tegen|if|when|but|than|between|without|because|for|to|dixit)$/

/** "les gens de Cap Mobilité", "visite aux Etablis de la Vesdre": several capitals are the name of a house. */
export function afterOf(tokens: readonly Token[], at: number): NameRun | null {
  const preposition = tokens[at]
  const head = tokens[at + 1]
  if (preposition === undefined || head === undefined) return null
  const isOf = /^(?:de|d|van)$/.test(preposition.folded)
  if (
    !isOf &&
    !INTRODUCES.test(preposition.folded) &&
    !ADDRESSING.has(preposition.folded) &&
    !isVerbForm(preposition)
  )
    return null
  // "de Schilder en de Metser"
  const isDutchList =
    preposition.folded === 'de' &&
    tokens
      .slice(at + 2, at + 6)
      .some(({ folded }, more) => folded === 'en' && /^(?:de|het)$/.test(tokens[at + 3 + more]?.folded ?? ''))
  if (isDutchList) return null
  // "Groupe de Travail Mobilité"
  const title = before(tokens, at)
  if (title !== undefined && title.capitals === 'capital' && title.isCommon) return null
  if (
    !(head.gap === ' ' || head.gap === '/ ' || (head.gap === "'" && preposition.folded === 'd')) ||
    !isCapital(head) ||
    preposition.capitals !== 'lower'
  )
    return null
  const to = nameEnd(tokens, at + 1)
  if (to === null || to === at + 1 || isKnownRun(tokens, at + 1, to) || isOnlyPlace(tokens, at + 1, to))
    return null
  // "op naam van De Werkbank": within a sentence an article has no capital but in a name
  const opening = ARTICLES.has(head.folded) ? 1 : 0
  const capitals = tokens.slice(at + 1 + opening, to + 1).filter(named)
  if (
    capitals.length + opening < 2 ||
    capitals[0] === undefined ||
    capitals[0].isKnown ||
    // "pourquoi Bruxelles Cyclo": not "à Namur Centre"
    (capitals[0].isPlace && !(CLAUSE.test(preposition.folded) && capitals.slice(1).every(isNobodys))) ||
    // "de Lundi à Vendredi"
    capitals.some(
      (token) => token.isStop || token.isSureGiven || isSureFamily(token) || (isOf && token.isPlace),
    )
  )
    return null
  if (capitals.every((token) => token.isGiven || isAcronym(token)) || isRole(head) || TITLES.has(head.folded))
    return null
  if (!isOf && (HEADINGS.test(head.folded) || capitals.some(isAcronym))) return null
  return run(at + 1, to, 'of')
}

const DAYS =
  /^(?:lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche|janvier|fevrier|mars|avril|mai|juin|juillet|aout|septembre|octobre|novembre|decembre|matin|midi|soir)$/
/** What begins a clause, or is said before those who act, and never before a place. */
const CLAUSE =
  /^(?:si|quand|que|pourquoi|comme|selon|mais|parce|puisque|als|omdat|dat|waarom|why|because|if)$/
const isNobodys = (token: Token): boolean =>
  !token.isGiven && !token.isFamily && !token.isPlace && !token.isKnown

/** What houses do: "Fripe'n Roll ouvre à 200 m". */
const HOUSE_VERBS =
  /^(?:arrete|arretent|gagne|annule|confirme|augmente|relance|demarre|stopt|verhuist|ouvrent|ferment|livrent|pretent|recrutent|cherchent|proposent|vendent|organisent|envoient|paient|ouvre|ouvrira|ferme|fermera|livre|facture|paie|paye|prete|loue|recrute|engage|embauche|envoie|forme|vend|fournit|organise|accueille|recupere|reprend|cherche|propose|nous|zoekt|betaalt|stuurt|levert|opent|sluit|huurt|heeft|doet|has|pays|sends|sells|opens|closes|delivers|offers|hires|a|ont|va|vont|doit|doivent|peut|refuse|veut|accepte|gaat|wil|kan|moet|komt)$/

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

/** Who is called by what it governs: "La Province du Hainaut". */
const PUBLIC_BODIES =
  /^(?:bureau|groupe|equipe|reunion|classe|region|ville|province|commune|communaute|federation|gouvernement|parlement|etat|royaume|pays|vallee|bassin|agglomeration|metropole|departement|canton|arrondissement|village|quartier|gare|carnaval|ducasse|tour|foire|stad|gewest|vlaamse|waalse|provincie|overheid|bourgmestre|union|nord|sud|est|ouest|noord|zuid|oost|west)$/

/** The verb after a name, or after what stands in brackets behind it: "Le Bus Bleu (Lille) utilise". */
function afterBrackets(tokens: readonly Token[], to: number): Token | undefined {
  const next = tokens[to + 1]
  if (next?.gap === ' ') return next
  if (next?.gap !== ' (') return undefined
  const close = tokens.slice(to + 2, to + 7).find(({ gap }) => gap.startsWith(')'))
  return close?.gap === ') ' ? close : undefined
}

/** What things do as well: "Le Grand Nettoyage commence". */
const THING_VERBS =
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
const isOrdinaryHouse = (noun: Token): boolean =>
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

/** "fournisseur farine: Moulin de Cotinne", "partenaires : Oxyjeune": after what they are to us. */
export function labelled(tokens: readonly Token[], at: number): NameRun | null {
  const noun = tokens[at]
  if (noun === undefined || !OWNER_NOUNS.has(noun.folded)) return null
  const from = [at + 1, at + 2, at + 3].find(
    (place) => tokens[place]?.gap !== ' ' || tokens[place]?.capitals !== 'lower',
  )
  const head = from === undefined ? undefined : tokens[from]
  if (
    from === undefined ||
    head === undefined ||
    !/^ ?[:=→] $|^, $/.test(head.gap) ||
    head.capitals !== 'capital'
  )
    return null
  if (isRole(head) || TITLES.has(head.folded) || HEADINGS.test(head.folded) || head.isGiven) return null
  const to = nameEnd(tokens, from)
  if (to === null || isKnownRun(tokens, from, to) || isOnlyPlace(tokens, from, to)) return null
  // "notre banque, Crédit Nordique, ferme"
  if (head.gap === ', ' && !/^ ?[,)]/.test(tokens[to + 1]?.gap ?? '')) return null
  const capitals = tokens.slice(from, to + 1).filter((token) => named(token) && !ARTICLES.has(token.folded))
  if (capitals.some((token) => token.isSureGiven || DAYS.test(token.folded) || DEPARTMENTS.has(token.folded)))
    return null
  const isArticledName = ARTICLES.has(head.folded) && capitals.length > 0
  return capitals.length > 1 || isArticledName || isUnknown(head) ? run(from, to, 'owner') : null
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

/** "facture Ecotronix", "rdv Solid'Action", "le devis de Nettoie-Tout": with whom one has to do. */
export function afterDealing(tokens: readonly Token[], at: number): NameRun | null {
  const noun = tokens[at]
  if (noun === undefined || !DEALINGS.has(noun.folded)) return null
  const link = tokens[at + 1]
  const isLinked =
    link?.gap === ' ' &&
    link.capitals === 'lower' &&
    /^(?:de|d|a|avec|chez|par|via|van|bij|met|with|to|from)$/.test(link.folded)
  return dealtWith(tokens, isLinked ? at + 2 : at + 1, isLinked)
}

function dealtWith(tokens: readonly Token[], at: number, isLinked: boolean): NameRun | null {
  const head = tokens[at]
  if (head === undefined || !(head.gap === ' ' || (isLinked && head.gap === "'"))) return null
  if (
    !isCapital(head) ||
    head.capitals === 'any' ||
    isRole(head) ||
    TITLES.has(head.folded) ||
    HEADINGS.test(head.folded)
  )
    return null
  const to = nameEnd(tokens, at)
  if (to === null || isKnownRun(tokens, at, to) || isOnlyPlace(tokens, at, to)) return null
  const capitals = tokens.slice(at, to + 1).filter((token) => named(token) && !ARTICLES.has(token.folded))
  const [first] = capitals
  if (first === undefined || first.isKnown) return null
  if (capitals.some((token) => token.isSureGiven || isSureFamily(token) || isAcronym(token))) return null
  // "rdv Visite Médicale", "livraison Lundi Matin": what is dealt about
  if (capitals.some(({ folded }) => DAYS.test(folded) || DEPARTMENTS.has(folded) || MATTERS.test(folded)))
    return null
  if (isLinked && (capitals.some(({ isPlace }) => isPlace) || first.isGiven)) return null
  return capitals.length > 1 || isUnknown(first) ? run(at, to, 'dealing') : null
}

const MATTERS =
  /^(?:papier|peinture|visite|cuisine|materiel|fournitures?|medicale?|emploi|ouvrier|employe|travail|annuelle?|mensuelle?|collective|collectif|globale?|fruits?|legumes?|viande|pain|boissons?|bureau|transport|repas|nouvelle?|nouveau|premiere?|seconde?|week|groot|grote|kleine?|nieuwe?)$/

const DEALINGS = new Set(
  'sous-traitance traitance fusion collaboration samenwerking facture factures devis contrat convention rdv paiement commande livraison partenariat stage offre bail factuur bestelling afspraak offerte levering invoice'.split(
    ' ',
  ),
)

/** "la MR Les Glycines", "LDC Ter Meersch": letters, then a name with its article. */
export function afterLetters(tokens: readonly Token[], at: number): NameRun | null {
  const [letters, article, head] = tokens.slice(at, at + 3)
  if (letters?.capitals !== 'upper' || letters.folded.length > 4 || letters.folded.length < 2) return null
  if (
    article?.gap !== ' ' ||
    article.capitals !== 'capital' ||
    !/^(?:le|la|les|l|de|het|ter|ten|t)$/.test(article.folded)
  )
    return null
  const isNamed = head !== undefined && joined(head) && head.capitals === 'capital'
  const to = isNamed ? nameEnd(tokens, at + 1) : null
  return to === null || to < at + 2 ? null : run(at, to, 'letters')
}

/** "lokaal van 't Spoor". */
export function afterElision(tokens: readonly Token[], at: number): NameRun | null {
  const [article, head] = tokens.slice(at, at + 2)
  if (article?.folded !== 't' || !/'$/.test(article.gap) || head?.gap !== ' ' || head.capitals !== 'capital')
    return null
  const preposition = tokens[at - 1]
  if (!/^(?:van|bij|aan|met|voor|door|naar|in|via)$/.test(preposition?.folded ?? '')) return null
  const to = nameEnd(tokens, at + 1)
  return to === null || isOnlyPlace(tokens, at + 1, to) ? null : run(at, to, 'of')
}
