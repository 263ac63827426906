import { isCommonWord } from '../lists/common-words.ts'
import type { Token } from './read-tokens.ts'
import { ADDRESSING, DETERMINERS, HUMAN_VERBS, PERSON_PREPOSITIONS, THING_NOUNS } from './words.ts'

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
  if (written === 'à' || /\u00e9(?:e|s|es)?$/u.test(written)) return false
  if (IRREGULAR.has(folded)) return true
  if (folded.length < 4) return false
  if (folded.endsWith('e')) return isCommonWord(`${folded}r`)
  if (folded.endsWith('ait')) return isCommonWord(`${folded.slice(0, -3)}er`)
  if (folded.endsWith('era')) return isCommonWord(`${folded.slice(0, -1)}`)
  return folded.endsWith('it') && isCommonWord(`${folded.slice(0, -1)}r`)
}

/** Verbs that are things as well: "Claire consigne = moins d'erreurs". */
export const NOUN_VERBS = new Set(
  'hausse baisse avance recherche approche rencontre charge offre fete aide consigne ligne note liste demande ponce marche visite reponse limite trace coupe pause taille forme place page carte classe commande pratique reserve cause manque besoin effort souci controle risque reste doute gain echange espoir melange exemple retour soin'.split(
    ' ',
  ),
)

/** Given names that say how something is. */
export const ADJECTIVES = new Set(
  'constant parfait juste modeste franc petit grand blanche claire desire prudent fidele innocent clement'.split(
    ' ',
  ),
)

/** How somebody is: "constant", "persuadée". */
const isQuality = ({ folded, written }: Token): boolean =>
  ADJECTIVES.has(folded) || /\u00e9e?$/u.test(written)

/** Whether a verb follows whose object or complement follows in turn: else "claire consigne" is a thing. */
export function isVerbAfter(tokens: readonly Token[], at: number): boolean {
  const [verb, object] = tokens.slice(at + 1, at + 3)
  if (!isSpaced(verb) || !isVerbForm(verb)) return false
  // "Constant manque de bras"
  const isNoun =
    NOUN_VERBS.has(verb.folded) && !(isSpaced(object) && /^(?:a|au|aux|le|la|les)$/.test(object.folded))
  // "Constant reste constant", "Rose reste persuadée"
  if (verb.folded === 'reste' && isSpaced(object) && isQuality(object)) return true
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
  // "groep van Koen", not "groep Vlinders"
  if (isOwned && isSure && /^(?:groep|groupe|klas|classe|leefgroep|section)$/.test(previous.folded))
    return false
  // "la méthode Josette", not "la méthode Coué"
  if (METHODS.has(previous.folded)) return !tokens[at]?.isSureGiven
  return !LOOSE_THINGS.has(previous.folded) || (!isSure && !isOwned)
}

/** Whether what stands before is called after people: "le lycée Jules Bara". */
export function isCalledAfter(tokens: readonly Token[], at: number): boolean {
  let previous = tokens[at]?.gap === '-' ? tokens[at - 1] : before(tokens, at)
  while (previous !== undefined && /^(?:de|d|du|des|l|la|le|van|het)$/.test(previous.folded))
    previous = before(tokens, previous.at)
  return previous !== undefined && CALLED_AFTER.has(previous.folded)
}

/** Places, laws, honours and inventions: what is called after somebody whom everybody knows. */
const CALLED_AFTER = new Set(
  'parking bloc batiment pavillon place rue avenue boulevard quai chaussee square impasse clos chemin route pont parc gare arret station hopital clinique institut universite lycee college haute athenee musee theatre cinema fonds prix prijs bourse label loi lois wet decreet decret arrete accord accords charte fete saint sainte st ste principe matrice diagramme methode modele pyramide echelle schaal test theoreme effet regle cycle syndrome maladie norme theorie courbe indice talon roue arbre tarte madeleine sauce salade'.split(
    ' ',
  ),
)

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
  let verb = before(tokens, previous.at)
  // "demandé 2x à", "parlé hier à"
  while (
    verb !== undefined &&
    verb.at > previous.at - 4 &&
    /^(?:\d|x|fois|deja|encore|hier|vite|aussi|toujours|tjs|keer|al|nog|gisteren)$/.test(verb.folded)
  )
    verb = tokens[verb.at]?.gap === '' ? tokens[verb.at - 1] : before(tokens, verb.at)
  if (verb === undefined) return false
  // "c'est à Violette de choisir"
  return (
    ADDRESSING.has(verb.folded) ||
    // "un grand bravo à Noël"
    (/^(?:a|aan)$/.test(previous.folded) &&
      /^(?:bravo|merci|bisous|felicitations|hommage|chapeau|salut|bonjour|anniversaire|tel|telephone|appel|sms|mail|mot|message|lettre|bel|belletje|mailtje)$/.test(
        verb.folded,
      )) ||
    (previous.folded === 'a' && /^(?:est|revient)$/.test(verb.folded) && tokens[at + 1]?.folded === 'de')
  )
}

/** "c'est Pat qui décide", "c tjs pat ki": who is shown to be the one. */
export function isPointedAt(tokens: readonly Token[], at: number): boolean {
  const next = tokens[at + 1]
  if (!isSpaced(next) || !/^(?:qui|ki|die|who)$/.test(next.folded)) return false
  const said = tokens.slice(Math.max(0, at - 3), at).map(({ folded }) => folded)
  return /(?:^|[ ])(?:c|est|cest|is|was|waren|etait)(?: (?:tjs|tjrs|toujours|encore|altijd|weer))?$/.test(
    said.join(' '),
  )
}

/** "n'est pas là", "est en congé", "is on leave". */
function isSaidAbsent(tokens: readonly Token[], at: number): boolean {
  const said = tokens
    .slice(at + 1, at + 7)
    .map(({ folded, written }) => (written.toLowerCase() === 'là' ? 'là' : folded))
    .join(' ')
  // "Espoir a fini son stage", "Bouboule a repris la disqueuse"
  if (/^a [a-z]{3,}(?:e|i|u|s|t) (?:son|sa|ses) [a-z]/.test(said)) return true
  const isUnderstood = tokens[at]?.capitals === 'capital' && tokens[at + 1]?.written === 'a'
  if (
    isUnderstood &&
    /^a (?:[a-z]+e|repris|pris|mis|remis|vu|revu|fait|refait|dit|eu|lu|bu|perdu|rendu|vendu|recu|appris|compris|promis|fini|choisi|ouvert|offert|conduit|traduit|couru) (?:le|la|les|l|un|une|des|du|au|aux|mon|notre|nos|votre|tout|tous|rien|sans|par|ca|deux|trois) ?/.test(
      said,
    ) &&
    !/^a [a-z]+re /.test(said)
  )
    return true
  // "Rose ne veut plus, claire non plus"
  if (/^non plus(?![a-z])/.test(said)) return true
  return /^(?:(?:n )?(?:est|etait|sera) (?:(?:pas|plus|jamais|toujours|encore|deja|souvent) ){0,2}(?:là|absente?|malade|en (?:conge|arret|retard|vacances|formation|pause|maladie|mutuelle))|(?:is|was) (?:still |not )?(?:on leave|sick|late|off|absent|away|ill|ziek|afwezig|er niet|met verlof|op vakantie))(?![a-z])/.test(
    said,
  )
}

/** Whether what follows is done by people only: "veut", "s'occupe", "a dit", "ne veut plus". */
export function isActing(tokens: readonly Token[], at: number): boolean {
  let next = tokens[at + 1]
  if (!isSpaced(next)) return false
  if (isSaidAbsent(tokens, at)) return true
  // "le matos de cuisine", "claire la note": what belongs to a thing, or the thing itself
  if (/^(?:de|d)$/.test(next.folded)) return false
  const noun = /^(?:la|le|l)$/.test(next.folded) ? tokens[at + 2] : undefined
  if (tokens[at]?.capitals === 'lower' && noun !== undefined && NOUN_VERBS.has(noun.folded)) return false
  while (
    next !== undefined &&
    /^(?:ne|n|pas|plus|jamais|nous|m|me|l|la|le|lui|leur|y|en|a|est|va|doit|peut|aussi|tout|bien|deja|encore|toujours|s|se|vient|de|d)$/.test(
      next.folded,
    ) &&
    next.written !== 'à'
  ) {
    if (/^s$/.test(next.folded))
      return /^(?:en|est|occupe|occupait|inquiete|enerve|ennuie|absente|engage)$/.test(
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

/** What is said to somebody right after the name, without a comma. */
const ASKED = /^(?:tu|stp|svp|please|pls|aub|thx|kun|kan|kunt|can|could)$/

/** Somebody is spoken to: "Pierre, tu viens ?", "Sofie, kun jij…". */
export function isVocative(tokens: readonly Token[], last: number): boolean {
  const next = tokens[last + 1]
  return (
    next !== undefined &&
    ((isSpaced(next) && ASKED.test(next.folded)) || /^ ?, ?$/.test(next.gap)) &&
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
