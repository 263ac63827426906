import { isCommonWord } from '../lists/common-words.ts'
import { isKnownName } from '../lists/known-names.ts'
import { LOWER_NOUNS } from './name-words.ts'
import type { Token } from './read-tokens.ts'
import {
  ADDRESSING,
  DETERMINERS,
  HUMAN_VERBS,
  OF_SOMEBODY,
  PERSON_PREPOSITIONS,
  ROLES,
  THING_NOUNS,
} from './words.ts'

/** Whether nothing but a space stands before this word. */
export const isSpaced = (token: Token | undefined): token is Token =>
  token !== undefined && /^ {1,2}$/.test(token.gap)

const IRREGULAR = new Set(
  'est a va fait dit peut doit veut vient prend met sait part sort tient voit croit recoit suit lit ecrit repond attend perd rend vend sera sont avait etait aura ira devra pourra voudra viendra fera faisait disait venait prenait mettait comprend apprend revient devient parait connait dort rit rejoint craint'.split(
    ' ',
  ),
)

/** Whether a folded word can be the verb of a sentence about one person: "encode", "finit", "gerait". */
export function isVerbForm({ folded, written }: Pick<Token, 'folded' | 'written'>): boolean {
  if (written === 'à') return false
  if (IRREGULAR.has(folded)) return true
  if (folded.length < 4) return false
  if (folded.endsWith('e')) return isCommonWord(`${folded}r`)
  if (folded.endsWith('ait')) return isCommonWord(`${folded.slice(0, -3)}er`)
  if (folded.endsWith('era')) return isCommonWord(`${folded.slice(0, -1)}`)
  return folded.endsWith('it') && isCommonWord(`${folded.slice(0, -1)}r`)
}

/** Verbs that are things as well: "Claire consigne = moins d'erreurs". */
const NOUN_VERBS = new Set(
  'hausse baisse avance recherche approche rencontre charge offre fete aide consigne ligne note liste demande ponce marche visite reponse limite trace coupe pause taille forme place page carte classe commande pratique reserve cause manque besoin effort souci controle risque reste doute gain echange espoir melange exemple retour soin'.split(
    ' ',
  ),
)

/** Given names that say how something is. */
const ADJECTIVES = new Set(
  'constant parfait juste modeste franc petit grand blanche claire desire prudent fidele innocent clement'.split(
    ' ',
  ),
)

/** Whether a verb follows whose object or complement follows in turn: else "claire consigne" is a thing. */
export function isVerbAfter(tokens: readonly Token[], at: number): boolean {
  const [verb, object] = tokens.slice(at + 1, at + 3)
  if (!isSpaced(verb) || !isVerbForm(verb)) return false
  // "Constant manque de bras"
  const isNoun =
    NOUN_VERBS.has(verb.folded) && !(isSpaced(object) && /^(?:a|au|aux|le|la|les)$/.test(object.folded))
  if (ADJECTIVES.has(tokens[at]?.folded ?? '') && isNoun) return false
  return !NOUN_VERBS.has(verb.folded) || (isSpaced(object) && object.isStop)
}

/** The word before, in the same phrase. */
export function before(tokens: readonly Token[], at: number): Token | undefined {
  const gap = tokens[at]?.gap ?? ''
  return /^[ ']{1,2}$/.test(gap) ? tokens[at - 1] : undefined
}

const METHODS = new Set(['methode', 'modele', 'grille', 'technique', 'approche'])

/** Whether a determiner stands before: "la Rose". */
export function isDetermined(tokens: readonly Token[], at: number): boolean {
  const previous = before(tokens, at)
  return previous !== undefined && DETERMINERS.has(previous.folded)
}

/** "principe de Pareto", "prix Godelieve", "rue Marie": the name of a thing. */
export function namesThing(tokens: readonly Token[], at: number, isSure: boolean): boolean {
  let previous = tokens[at]?.gap === '-' ? tokens[at - 1] : before(tokens, at)
  let back = at - 1
  let isOwned = false
  while (previous !== undefined && /^(?:de|d|du|des|l|la|le|van|het)$/.test(previous.folded)) {
    previous = before(tokens, back)
    back -= 1
    isOwned = true
  }
  if (previous === undefined || !THING_NOUNS.has(previous.folded)) return false
  // "la méthode Josette", not "la méthode Coué"
  if (METHODS.has(previous.folded)) return !tokens[at]?.isSureGiven
  return !LOOSE_THINGS.has(previous.folded) || (!isSure && !isOwned)
}

/** Nouns that stand before the name of their owner as often as before their own: "le projet Karim". */
const LOOSE_THINGS = new Set(
  'plan programme projet appel bourse norme equipe couleur version option phase etape jeu technique approche atelier formation module tableau schema fichier licence outil site systeme base bureau salle local place'.split(
    ' ',
  ),
)

/** Whether somebody is spoken to or about just before: "avec", "demander à", "vraag aan". */
export function isAddressed(tokens: readonly Token[], at: number): boolean {
  const previous = before(tokens, at)
  if (previous === undefined) return false
  if (PERSON_PREPOSITIONS.has(previous.folded) || ADDRESSING.has(previous.folded)) return true
  if (!['a', 'aan', 'met', 'naar'].includes(previous.folded)) return false
  const verb = before(tokens, previous.at)
  if (verb === undefined) return false
  // "c'est à Violette de choisir"
  return (
    ADDRESSING.has(verb.folded) ||
    (previous.folded === 'a' && /^(?:est|revient)$/.test(verb.folded) && tokens[at + 1]?.folded === 'de')
  )
}

/** "n'est pas là", "est en congé", "is on leave". */
function isSaidAbsent(tokens: readonly Token[], at: number): boolean {
  const said = tokens
    .slice(at + 1, at + 7)
    .map(({ folded, written }) => (written.toLowerCase() === 'là' ? 'là' : folded))
    .join(' ')
  // "Espoir a fini son stage"
  if (/^a [a-z]{3,}(?:e|i|u|s|t) (?:son|sa|ses) [a-z]/.test(said)) return true
  return /^(?:(?:n )?(?:est|etait|sera) (?:(?:pas|plus|jamais|toujours|encore|deja|souvent) ){0,2}(?:là|absente?|malade|en (?:conge|arret|retard|vacances|formation|pause|maladie|mutuelle))|(?:is|was) (?:still |not )?(?:on leave|sick|late|off|absent|away|ill|ziek|afwezig|er niet|met verlof|op vakantie))(?![a-z])/.test(
    said,
  )
}

/** Whether what follows is done by people only: "veut", "s'occupe", "a dit", "ne veut plus". */
export function isActing(tokens: readonly Token[], at: number): boolean {
  let next = tokens[at + 1]
  if (!isSpaced(next)) return false
  if (isSaidAbsent(tokens, at)) return true
  while (
    next !== undefined &&
    /^(?:ne|n|pas|plus|jamais|nous|m|me|l|la|le|lui|leur|y|en|a|est|va|doit|peut|aussi|tout|bien|deja|encore|toujours|s|se|vient|de|d)$/.test(
      next.folded,
    ) &&
    next.written !== 'à'
  ) {
    if (/^s$/.test(next.folded))
      return /^(?:occupe|occupait|inquiete|enerve|ennuie|absente|engage)$/.test(
        tokens[next.at + 1]?.folded ?? '',
      )
    const following: Token | undefined = tokens[next.at + 1]
    if (following === undefined || !/^[ ']$/.test(following.gap) || next.at > at + 3) break
    next = following
  }
  // "cas apporté par": what was done to a thing
  if (next.at === at + 1 && tokens[at]?.capitals === 'lower' && /\u00e9e?s?$/u.test(next.written))
    return false
  return (
    HUMAN_VERBS.has(next.folded) ||
    /^(?:dit|pense|voulu|refuse|note|travaille|bosse|montre|commence|signe|dessine|redige|ecrit|chante|pleure|rigole|rale|bricole|imprime|recopie|prete|explique|demande|repondu|propose|malade|absente?|enceinte|licencie|conge|demissionne|occupe|gere|promis|oublie|parti|partie|quitte|appris|accepte|telephone|appele|rappele|engagee?|embauchee?|remplacee?|pensionnee?|venue?|revenue?|arrivee?|joignable)s?$/.test(
      next.folded,
    )
  )
}

/** Somebody is spoken to: "Pierre, tu viens ?", "Sofie, kun jij…". */
export function isVocative(tokens: readonly Token[], last: number): boolean {
  const next = tokens[last + 1]
  return (
    next !== undefined &&
    /^ ?, ?$/.test(next.gap) &&
    /^(?:tu|t|vous|peux|pourrais|pourrait|merci|stp|svp|viens|arrete|pense|regarde|appelle|kun|kan|kunt|jij|ge|aub|you|can|could|please|pls|thanks)$/.test(
      next.folded,
    )
  )
}

/** "Pierre: ok pour mardi", "Claire : absente". */
export function isAnswering(tokens: readonly Token[], last: number): boolean {
  const next = tokens[last + 1]
  return (
    next !== undefined &&
    /^ ?[:=→] ?$/.test(next.gap) &&
    /^(?:ok|oui|non|absente?|presente?|malade|conge|conges|excusee?|partante?|dispo|ja|nee|afwezig|ziek|yes|no)$/.test(
      next.folded,
    )
  )
}

/** "la marque Victor", "Victor, la marque de pièges", "un piège Victor": a thing that bears a name. */
export function isBrand(tokens: readonly Token[], at: number, last: number): boolean {
  const previous = before(tokens, at)
  if (previous !== undefined && /^(?:marques?|merk|brand|modele|type)$/.test(previous.folded)) return true
  // "Victor comme marque"
  if (
    /^(?:comme|als|as)$/.test(tokens[last + 1]?.folded ?? '') &&
    tokens.slice(last + 2, last + 4).some(({ folded }) => /^(?:marque|merk|brand|modele)$/.test(folded))
  )
    return true
  // "Victor, la marque", "Victor = marque"
  const after = tokens.slice(last + 1, last + 3)
  if (
    /^ ?[,=] ?$|^ \($/.test(after[0]?.gap ?? '') &&
    after.some(({ folded }) => /^(?:marque|merk|brand)$/.test(folded))
  )
    return true
  // "Victor = piège à souris"
  const what = tokens[last + 1]
  if (
    BRANDS_TOO.has(tokens[at]?.folded ?? '') &&
    /^ ?= ?$/.test(what?.gap ?? '') &&
    what?.capitals === 'lower' &&
    what.isCommon &&
    !what.isStop &&
    !ROLES.has(what.folded)
  )
    return true
  // "Victor à 12 € la pièce"
  const price = tokens[last + 2]
  if (
    BRANDS_TOO.has(tokens[at]?.folded ?? '') &&
    tokens[last + 1]?.folded === 'a' &&
    /^\d/.test(price?.written ?? '')
  )
    return true
  return (
    BRANDS_TOO.has(tokens[at]?.folded ?? '') &&
    previous !== undefined &&
    previous.capitals === 'lower' &&
    previous.isCommon &&
    !previous.isStop &&
    !ROLES.has(previous.folded) &&
    !isAddressed(tokens, at) &&
    !isVerbForm(previous)
  )
}

/** Given names under which things are sold. */
const BRANDS_TOO = new Set(['victor', 'claude', 'oscar', 'max', 'hugo', 'singer', 'stanley'])

/** Given names of plants. */
const PLANTS = new Set(
  'angelique marguerite rose violette iris jasmin jasmine melissa capucine hortense lavande olive cerise prune clementine anemone dahlia camelia garance valeriane veronique basile romarin laurier erica flora pervenche myrtille lilas anis menthe tulipe pensee linde roos lelie jacinthe narcisse amandine charlotte bruyere marjolaine ancolie camomille'.split(
    ' ',
  ),
)
/** What is done in a garden, and what grows there. */
const GARDEN =
  /^(?:semis|semer|seme|semences?|planter|plants?|plantations?|plantes?|boutures?|bouturer|repiquer|repiquage|arroser|arrosage|recolter|recolte|bulbes?|massifs?|parterres?|perkje|serres?|abri|godets?|graines?|aromatiques?|herbes?|tisanes?|basilic|thym|sauge|persil|ciboulette|aneth|coriandre|menthe|romarin|bourrache|souci|soucis|rosiers?|haies?|plate|pots?|zaaien|planten|kruiden|stekken|tuin|bloembak|sowing|seeds?|herbs?)$/

/** "Basilic, Aneth, Angélique : semis sous abri": the plant, unless somebody acts or is spoken to. */
export function isPlant(tokens: readonly Token[], at: number, last: number): boolean {
  const token = tokens[at]
  if (token === undefined || last > at || !PLANTS.has(token.folded)) return false
  if (isActing(tokens, last) || isAddressed(tokens, at) || isVocative(tokens, last)) return false
  const next = tokens[last + 1]
  const isVerb = token.capitals === 'capital' && isSpaced(next) && isVerbForm(next)
  return !isVerb && tokens.some(({ folded, at: place }) => place !== at && GARDEN.test(folded))
}

/** "la table en bois de rose": in small letters what a thing is made of. */
export function isOfThing(tokens: readonly Token[], at: number): boolean {
  if (!/^(?:de|d|en)$/.test(before(tokens, at)?.folded ?? '')) return false
  const thing = before(tokens, at - 1)
  return (
    thing?.isCommon === true &&
    !thing.isStop &&
    !ROLES.has(thing.folded) &&
    !OF_SOMEBODY.has(thing.folded) &&
    !ADDRESSING.has(thing.folded)
  )
}

/** Before these a lower-case word is no person even in a strong place: "par amour", "par hasard". */
export const WEAK_LINKS = new Set(['par', 'sans', 'sauf', 'door'])

/**
 * Whether a word that is also a thing stands for a person: with a capital, not after a determiner, and as the first
 * word of a sentence only when a verb follows or nothing does (R22). In small letters only where somebody is
 * addressed or acts.
 */
export function nameCounts(tokens: readonly Token[], from: number, to: number): boolean {
  const first = tokens[from]
  const next = tokens[to + 1]
  if (first === undefined || namesThing(tokens, from, false)) return false
  const isPlaced = isAddressed(tokens, from) || isActing(tokens, to)
  // "le résultat désiré n'est écrit nulle part"
  const noun = before(tokens, from)
  const isQuality =
    noun?.capitals === 'lower' &&
    noun.isCommon &&
    !noun.isStop &&
    !isAddressed(tokens, from) &&
    !ROLES.has(noun.folded) &&
    !OF_SOMEBODY.has(noun.folded) &&
    /^(?:le|la|l|les|un|une|des|du|au|ce|cet|cette|son|sa|notre|votre|effet|resultat)$/.test(
      before(tokens, noun.at)?.folded ?? noun.folded,
    )
  if (first.capitals === 'lower' && isQuality && ADJECTIVES.has(first.folded)) return false
  // no sentence is made without "qui": in small letters it is nobody
  if (first.capitals === 'lower' && first.isStop && !isKnownName(first.folded)) return false
  if (first.capitals === 'lower' || first.capitals === 'any') {
    if (first.capitals === 'lower' && isOfThing(tokens, from)) return false
    // the cohort has somebody of that name, and "olivier" stands alone: "sandrine + olivier"
    const link = before(tokens, from)?.folded ?? ''
    if (LOWER_NOUNS.has(first.folded) && !isDetermined(tokens, from) && !/^(?:de|d|en|a|au)$/.test(link))
      return !listsThings(tokens, from, to)
    // French nouns that open a sentence have a determiner
    if (
      first.opens &&
      isSpaced(next) &&
      isVerbAfter(tokens, to) &&
      !isDetermined(tokens, from) &&
      first.capitals === 'lower'
    )
      return true
    return isPlaced && !isDetermined(tokens, from) && !WEAK_LINKS.has(before(tokens, from)?.folded ?? '')
  }
  if (isDetermined(tokens, from) && before(tokens, from)?.capitals !== 'capital') {
    return /^(?:notre|votre|mon|ma|onze)$/.test(before(tokens, from)?.folded ?? '')
  }
  if (!first.opens || isPlaced) return true
  if (areThings(tokens, to + 1)) return false
  if (listsThings(tokens, from, to)) return false
  if (next === undefined || /^[ ]?[:,.!?)(;+&/-]/.test(next.gap)) return tokens.length < 40
  return (
    isSpaced(next) &&
    (isVerbAfter(tokens, to) ||
      isBesideName(tokens, next) ||
      /^(?:ne|n|nous|m|s|se|me)$/.test(next.folded) ||
      isPair(tokens, next))
  )
}

/** Things in a row that open a note: "Pierre, feuille, ciseaux"; not "Pierre, tu viens ?" */
export function listsThings(tokens: readonly Token[], at: number, last: number): boolean {
  const token = tokens[at]
  const next = tokens[last + 1]
  if (token === undefined || next === undefined || !token.opens || last > at) return false
  if (!THINGS_TOO.has(token.folded) && !LOWER_NOUNS.has(token.folded) && !token.isCommon) return false
  // "Marc de café", "Jean bleu"
  const stuff = /^(?:de|d|en)$/.test(next.folded) && isSpaced(next) ? tokens[next.at + 1] : undefined
  const isStuff = stuff?.capitals === 'lower' && stuff.isCommon && !stuff.isStop && !ROLES.has(stuff.folded)
  const isNoun = THINGS_TOO.has(token.folded) || LOWER_NOUNS.has(token.folded)
  if (isNoun && (isStuff || (isSpaced(next) && COLOURS.test(next.folded)))) return true
  // "Charlotte aux fraises"
  if (next.folded === 'aux' && isSpaced(next)) return true
  // "Victor ou vainqueur", "Madeleine et café"
  const other = /^(?:ou|et|of)$/.test(next.folded) && isSpaced(next) ? tokens[next.at + 1] : undefined
  if (
    other !== undefined &&
    other.capitals === 'lower' &&
    other.isCommon &&
    !other.isStop &&
    !ROLES.has(other.folded) &&
    !/^(?:moi|toi|lui|eux|ik|mij|hij|zij)$/.test(other.folded)
  )
    return true
  return (
    /^ ?,/.test(next.gap) &&
    next.capitals === 'lower' &&
    next.isCommon &&
    !next.isStop &&
    !ROLES.has(next.folded)
  )
}

const COLOURS =
  /^(?:bleue?s?|noire?s?|grise?s?|blanc|blanche|rouges?|verte?s?|usee?s?|trouee?s?|delavee?s?|slim)$/

/** Given names of this list that are also plants, tools or coins. */
const THINGS_TOO = new Set(
  'olivier marguerite jean marc robert louis madeleine martin jules charlotte robin oscar lorraine jasmine daisy ruby'.split(
    ' ',
  ),
)

/** "Espérance avec Concha". */
function isBesideName(tokens: readonly Token[], link: Token): boolean {
  const other = tokens[link.at + 1]
  return (
    /^(?:avec|met)$/.test(link.folded) && other?.capitals === 'capital' && isSpaced(other) && !other.isStop
  )
}

/** "Camille et Marine", not "Marine ou turquoise". */
function isPair(tokens: readonly Token[], link: Token): boolean {
  const other = tokens[link.at + 1]
  return (
    /^(?:et|ou|en)$/.test(link.folded) && other?.capitals === 'capital' && !areThings(tokens, link.at + 2)
  )
}

/** "…, les deux salles": what two words are that open a note. */
function areThings(tokens: readonly Token[], at: number): boolean {
  const article = tokens[at]
  if (
    article === undefined ||
    !/^ ?, $/.test(article.gap) ||
    !/^(?:les?|la|l|des|deux|nos|notre|de|het|twee)$/.test(article.folded)
  )
    return false
  const rest = tokens.slice(at + 1, at + 3).filter(({ folded }) => !/^(?:deux|trois|twee)$/.test(folded))
  const [noun] = rest
  return noun?.isCommon === true && !noun.isStop && !ROLES.has(noun.folded)
}
