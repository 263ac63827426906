import { before, isActing, isAddressed, isSpaced, isVerbForm, isVocative } from './context.ts'
import { LOWER_NOUNS } from './name-words.ts'
import type { Token } from './read-tokens.ts'
import { ADDRESSING, OF_SOMEBODY, ROLES, THING_NOUNS } from './words.ts'

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
  // "VICTOR le logiciel de caisse", not "Nadia, le camion est parti"
  const [article, tool] = after
  if (
    BRANDS_TOO.has(tokens[at]?.folded ?? '') &&
    article?.gap === ' ' &&
    /^(?:le|la|l|het|de|the)$/.test(article.folded) &&
    TOOLS.test(tool?.folded ?? '')
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
  // "Victor hors service (aspirateur)"
  if (
    BRANDS_TOO.has(tokens[at]?.folded ?? '') &&
    tokens.slice(last + 1, last + 5).some(({ folded, gap }) => gap === ' (' && THING_NOUNS.has(folded))
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

/** What bears a name as people do, and tells at once that it is none of them. */
const TOOLS =
  /^(?:logiciel|programme|appli|application|outil|site|imprimante|machine|robot|camion|camionnette|aspirateur|tableur|software|programma|app|tool|printer|machine|website)$/

/** Given names of plants. */
const PLANTS = new Set(
  'angelique marguerite rose violette iris jasmin jasmine melissa capucine hortense lavande olive cerise prune clementine anemone dahlia camelia garance valeriane veronique basile romarin laurier erica flora pervenche myrtille lilas anis menthe tulipe pensee linde roos lelie jacinthe narcisse jasmijn marjolein madelief viooltje hyacint lavendel salie amandine charlotte bruyere marjolaine ancolie camomille'.split(
    ' ',
  ),
)

/** What is done in a garden, and what grows there. */
const GARDEN =
  /^(?:semis|semer|seme|semences?|planter|plants?|plantations?|plantes?|boutures?|bouturer|repiquer|repiquage|arroser|arrosage|recolter|recolte|bulbes?|massifs?|parterres?|perkje|serres?|abri|godets?|graines?|aromatiques?|herbes?|tisanes?|basilic|thym|sauge|persil|ciboulette|aneth|coriandre|menthe|romarin|bourrache|souci|soucis|rosiers?|haies?|plate|pots?|potjes?|bloemen|zaaien|planten|kruiden|stekken|tuin|bloembak|sowing|seeds?|herbs?)$/

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

/** "…, les deux salles": what two words are that open a note. */
export function areThings(tokens: readonly Token[], at: number): boolean {
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
