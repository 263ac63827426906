import { ARTICLES } from '../ambiguous-words.ts'
import { before, isVerbForm } from './context.ts'
import { type NameRun, run } from './name-run.ts'
import {
  DAYS,
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
import { OWNER_NOUNS } from './organisation-words.ts'
import { isCapital, isSureFamily, isUnknown } from './person-name.ts'
import type { Token } from './read-tokens.ts'
import { ADDRESSING, TITLES } from './words.ts'

const PLACE_OF = new Set('chez bij'.split(' '))

const PARTNER = new Set('avec via par met door'.split(' '))

/** "bij moeilijke klanten": how a thing is. */
function isBeforeNoun(tokens: readonly Token[], at: number): boolean {
  const next = tokens[at + 1]
  return next?.gap === ' ' && next.capitals === 'lower' && !next.isStop && !isVerbForm(next)
}

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
    return isAt && isUnknown(head) && head.folded.length > 3 && !isBeforeNoun(tokens, at + 1)
      ? run(at + 1, at + 1, 'at')
      : null
  const to = nameEnd(tokens, at + 1)
  if (to === null || isKnownRun(tokens, at + 1, to) || isOnlyPlace(tokens, at + 1, to)) return null
  if (isRole(head) && to === at + 1) return null
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
  if (title !== undefined && title.capitals === 'capital' && title.isCommon && !DEALINGS.has(title.folded))
    return null
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
      (token) =>
        token.folded.length < 2 ||
        DAYS.test(token.folded) ||
        token.isSureGiven ||
        isSureFamily(token) ||
        (isOf && token.isPlace),
    )
  )
    return null
  if (capitals.every((token) => token.isGiven || isAcronym(token)) || isRole(head) || TITLES.has(head.folded))
    return null
  if (!isOf && (HEADINGS.test(head.folded) || capitals.some(isAcronym))) return null
  return run(at + 1, to, 'of')
}

/** What begins a clause, or is said before those who act, and never before a place. */
const CLAUSE =
  /^(?:si|quand|que|pourquoi|comme|selon|mais|parce|puisque|als|omdat|dat|waarom|why|because|if)$/

const isNobodys = (token: Token): boolean =>
  !token.isGiven && !token.isFamily && !token.isPlace && !token.isKnown

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

export const MATTERS =
  /^(?:papier|peinture|visite|cuisine|materiel|fournitures?|medicale?|emploi|ouvrier|employe|travail|annuelle?|mensuelle?|collective|collectif|globale?|fruits?|legumes?|viande|pain|boissons?|bureau|transport|repas|nouvelle?|nouveau|premiere?|seconde?|week|groot|grote|kleine?|nieuwe?)$/

export const DEALINGS = new Set(
  'pret emprunt subside don mail mails courrier lettre message reponse appel retour visite demande brief mailtje antwoord bezoek sous-traitance traitance fusion collaboration samenwerking facture factures devis contrat convention rdv paiement commande livraison partenariat stage offre bail factuur bestelling afspraak offerte levering invoice'.split(
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
  // "in 't Frans"
  if (to === null || isKnownRun(tokens, at + 1, to) || isOnlyPlace(tokens, at + 1, to)) return null
  return run(at, to, 'of')
}
