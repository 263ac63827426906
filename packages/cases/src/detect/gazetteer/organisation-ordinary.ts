import { ARTICLES } from '../ambiguous-words.ts'
import { placesNamed } from '../lists/places.ts'
import { before, isVerbForm } from './context.ts'
import { type Rule, run } from './name-run.ts'
import { HARD_WORDS } from './name-words.ts'
import { FIRM_VERBS } from './organisation-firms.ts'
import {
  DAYS,
  DEPARTMENTS,
  FEASTS,
  form,
  HEADINGS,
  isKnownRun,
  isOnlyPlace,
  isRole,
  joined,
  nameEnd,
  OF_FORMS,
  PEOPLES,
  PUBLIC_BODIES,
} from './organisation-name.ts'
import { CONNECTORS, LEADING_FORMS, NAME_NOUNS, OWNER_NOUNS } from './organisation-words.ts'
import { isCapital, isSureFamily, isUnknown } from './person-name.ts'
import type { Token } from './read-tokens.ts'
import { DETERMINERS, THING_NOUNS, TITLES } from './words.ts'

/** What is counted and bears a number: no house. */
const NUMBERED =
  /^(?:article|art|office|windows|groupe|atelier|salle|phase|etape|point|page|taille|ligne|bus|quai|local|niveau|chapitre|lot|zone|bloc|batiment|module|version|table|idee|question|tour|piste|axe|objectif|priorite|action|annexe|figure|tableau|volume|tome|annee|semaine|mois|jour|jeudi|lundi|mardi|mercredi|vendredi|samedi|dimanche|cas|case|dossier|facture|commande|contrat|plan|horizon|agenda|budget|bilan|rapport|exercice|formation|session|seance|reunion|rdv|groep|zaal|stap|vraag|punt|lijn|week|dag|room|step|phase|budget|total|totaal|scenario|option|priorite|risque|cause|top|formule|type|classe|categorie|norme|iso|code|numero|nombre|loi|decret|camion|machine|poste|bureau|porte|casier|chambre|appartement|etage|parking|hall|emplacement|bac|palette|rayon|carton|caisse|frigo|lokaal|cat|kit|pack|serie|series|model|modele|iphone|galaxy|golf|euro|route|nationale|autoroute|sortie|noel|paques|saison|edition|festival|printemps|ete|automne|hiver|rentree|subsides?|ventes?|achats?|resultats?|comptes?|chiffres?|depenses?|recettes?|projets?|inventaire|planning|conges|ag|ca)$/

/** What shows after a name that somebody is meant. */
const TELLS =
  /^(?:nous|vous|leur|ons|a|ont|fait|font|et|en|and|veut|va|doit|peut|heeft|wil|doet|komt|is|est)$/

/** "Tremplin 2000 nous doit", "chez Espace 27": a noun with a capital and its number, where somebody must stand. */
export const numbered: Rule = (tokens, at) => {
  const [noun, number, next] = tokens.slice(at, at + 3)
  if (noun?.capitals !== 'capital' || number?.gap !== ' ' || !/^\d{2,4}$/.test(number.written)) return null
  if (noun.isStop || noun.isKnown || noun.isPlace || noun.isSureGiven || noun.folded.length < 3) return null
  if (NUMBERED.test(noun.folded) || isRole(noun) || TITLES.has(noun.folded) || THING_NOUNS.has(noun.folded))
    return null
  if (
    /^ ?(?:[€%°:/.-]|,\d)/.test(next?.gap ?? '') ||
    /^(?:h|m|km|kg|eur|euro|euros|pers|ans|jours)$/.test(next?.folded ?? '')
  )
    return null
  const link = before(tokens, at)
  // "Windows Server 2019"
  if (link !== undefined && isCapital(link)) return null
  const isAt = !noun.opens && /^(?:chez|bij|avec|met|with|contre|selon|dixit)$/.test(link?.folded ?? '')
  const isSubject =
    next?.gap === ' ' && (FIRM_VERBS.test(next.folded) || TELLS.test(next.folded) || isVerbForm(next))
  return isAt || isSubject ? run(at, at + 1, 'numbered') : null
}

/** "la snc Lemaire Toitures": a form in small letters right before a capital. */
export const afterSmallForm: Rule = (tokens, at) => {
  const [token, head] = tokens.slice(at, at + 2)
  if (
    token?.capitals !== 'lower' ||
    !LEADING_FORMS.has(token.folded) ||
    head?.gap !== ' ' ||
    !isCapital(head)
  )
    return null
  // "Panais & Cie sc Binche": the form of the name before
  const previous = tokens[at - 1]
  if (previous !== undefined && isCapital(previous) && token.gap === ' ') return null
  const to = nameEnd(tokens, at + 1)
  return to === null || isKnownRun(tokens, at + 1, to) || isOnlyPlace(tokens, at + 1, to)
    ? null
    : run(at, to, 'form_before')
}

/** "Lemaire Toitures", "Claes Revisoren", "Garage Pirotteux Frères": a family name and what the firm does. */
export const firmOfFamily: Rule = (tokens, at) => {
  const [family, trade] = tokens.slice(at, at + 2)
  if (family === undefined || trade === undefined || trade.gap !== ' ' || family.isGiven) return null
  if (!isCapital(family) || trade.capitals !== 'capital') return null
  // "chez Petit Toitures", not "Portes Ouvertes"
  const isIntroduced =
    family.isFamily &&
    /^(?:chez|bij|par|door|via|firme|firma|societe|devis|facture|fournisseur|notaire|architecte|garage)$/.test(
      before(tokens, at)?.folded ?? '',
    )
  if (!(isSureFamily(family) || isIntroduced) || isRole(family) || TITLES.has(family.folded)) return null
  const isTrade =
    !trade.isStop &&
    !trade.isGiven &&
    !trade.isFamily &&
    !trade.isPlace &&
    !trade.isKnown &&
    !isRole(trade) &&
    !TITLES.has(trade.folded) &&
    trade.folded.length > 3
  if (!isTrade || !(trade.isCommonForm || NAME_NOUNS.has(trade.folded) || isUnknown(trade))) return null
  if (
    DAYS.test(trade.folded) ||
    (isUnknown(trade) && !/(?:oren|aars?|eurs?|werken|bouw|tech|ing|ics?|ions|erie)$/.test(trade.folded))
  )
    return null
  // "Nathalie Dubois Compta": somebody and where she works
  const given = before(tokens, at)
  if (given?.isGiven === true && isCapital(given)) return null
  return run(at, nameEnd(tokens, at) ?? at + 1, 'family_firm')
}

/** Whether a single word with a capital within a sentence can be the name of a house. */
export const isHouseWord = (token: Token): boolean =>
  token.capitals === 'capital' &&
  !token.opens &&
  token.isCommonForm &&
  !token.isStop &&
  !token.isKnown &&
  !token.isPlace &&
  !token.isSureGiven &&
  !isRole(token) &&
  !TITLES.has(token.folded) &&
  !HEADINGS.test(token.folded) &&
  !PUBLIC_BODIES.test(token.folded) &&
  !DEPARTMENTS.has(token.folded) &&
  !HARD_WORDS.has(token.folded) &&
  !THING_NOUNS.has(token.folded) &&
  !NAME_NOUNS.has(token.folded) &&
  !OWNER_NOUNS.has(token.folded) &&
  !DAYS.test(token.folded) &&
  !FEASTS.has(token.folded) &&
  token.folded.length > 3

/** Those of a house: "l'équipe de Racines", "ceux de Pourtant", "de mensen van Vroeger". */
const THEIRS =
  /^(?:gens|equipe|equipes|ceux|celles|celui|celle|collegues?|travailleurs?|travailleuses?|benevoles|stagiaires?|ouvriers?|chauffeurs?|cuisiniers?|direct(?:eur|rice)|patronn?e?|coordinat(?:eur|rice)|responsable|camion|camionnette|locaux|hangar|stand|mensen|team|ploeg|collegas?|directie|vrijwilligers|staff|people)$/

export const theirs: Rule = (tokens, at) => {
  if (!THEIRS.test(tokens[at]?.folded ?? '')) return null
  const [link, head] = tokens.slice(at + 1, at + 3)
  if (link?.gap !== ' ' || !/^(?:de|d|van|of|from)$/.test(link.folded)) return null
  if (head === undefined || !/^[ ']$/.test(head.gap) || !isHouseWord(head)) return null
  const to = nameEnd(tokens, at + 2) ?? at + 2
  return isOnlyPlace(tokens, at + 2, to) ? null : run(at + 2, to, 'of')
}

/** "avec Racines on partage": an ordinary word with a capital that nothing explains, after "avec". */
export const withHouse: Rule = (tokens, at) => {
  const [link, head, next] = tokens.slice(at, at + 3)
  if (link?.capitals !== 'lower' || !/^(?:avec|met|with|via|contre|tegen)$/.test(link.folded)) return null
  if (head?.gap !== ' ' || !isHouseWord(head) || head.isGiven || head.isFamily) return null
  if (nameEnd(tokens, at + 1) !== at + 1) return null
  return next === undefined || /^ ?[,.;:!?)=→+&/\n]|^ - /.test(next.gap) || next.isStop || isVerbForm(next)
    ? run(at + 1, at + 1, 'partner')
    : null
}

/** "et La Passerelle", "dans De Kantel": within a sentence an article has its capital in a name only. */
export const articled: Rule = (tokens, at) => {
  const [article, head] = tokens.slice(at, at + 2)
  if (article?.capitals !== 'capital' || article.opens || article.gap !== ' ') return null
  if (!/^(?:le|la|les|l|de|het|een|un|une)$/.test(article.folded) || head === undefined) return null
  const previous = tokens[at - 1]
  if (previous?.capitals !== 'lower' || head.capitals !== 'capital' || !/^[ ']$/.test(head.gap)) return null
  if (
    head.isStop ||
    head.isKnown ||
    isRole(head) ||
    TITLES.has(head.folded) ||
    PUBLIC_BODIES.test(head.folded) ||
    PEOPLES.test(head.folded)
  )
    return null
  const to = nameEnd(tokens, at) ?? at + 1
  const key = tokens
    .slice(at, to + 1)
    .map(({ folded }) => folded)
    .join('')
  if (placesNamed(key).length > 0 || placesNamed(article.folded + head.folded).length > 0) return null
  return isKnownRun(tokens, at, to) || isOnlyPlace(tokens, at + 1, to) ? null : run(at, to, 'articled')
}

/** "chez fil tendu asbl", "cordes et ficelles snc facture": small letters throughout, with a form. */
export const smallBeforeForm: Rule = (tokens, at) => {
  const token = tokens[at]
  if (token === undefined || token.gap !== ' ' || token.capitals !== 'lower') return null
  if (!form(token) && !/^(?:snc|sc|bv|nv|gcv|vof|coop|scrl)$/.test(token.folded)) return null
  let from = at
  for (let back = at - 1; back >= Math.max(0, at - 5); back -= 1) {
    const word = tokens[back]
    if (
      word === undefined ||
      word.capitals !== 'lower' ||
      !(joined(tokens[back + 1]) || tokens[back + 1]?.gap === ' ')
    )
      break
    if (
      DETERMINERS.has(word.folded) &&
      !ARTICLES.has(word.folded) &&
      !/^(?:tous|toutes|deux|trois|premier)$/.test(word.folded)
    )
      return null
    if (word.isStop && !CONNECTORS.has(word.folded) && !(word.opens || /^(?:et|en|ca)$/.test(word.folded)))
      break
    if (/^(?:chez|avec|bij|met|via|par|contre)$/.test(word.folded)) break
    from = back
    if (word.opens) break
  }
  const words = tokens.slice(from, at)
  const [head] = words
  if (
    head === undefined ||
    // "tous azimuts sc"
    words.filter(
      ({ isStop, folded, opens }) => (!isStop || (opens && folded.length > 3)) && !CONNECTORS.has(folded),
    ).length < 2
  )
    return null
  const link = before(tokens, from)
  const isAt = /^(?:chez|avec|bij|met)$/.test(link?.folded ?? '') && !head.isStop
  const next = tokens[at + 1]
  // "pain perdu sc -> frein", "tous azimuts sc nous doit 340 €"
  const isSubject =
    head.opens &&
    !words.some(({ folded }) => OF_FORMS.test(folded)) &&
    ((next?.gap === ' ' &&
      next.written !== 'à' &&
      (FIRM_VERBS.test(next.folded) || TELLS.test(next.folded) || isVerbForm(next))) ||
      /^ ?[:=→(] ?$|^ ?->? ?$/.test(next?.gap ?? ''))
  return isAt || isSubject ? run(from, at, 'form_after') : null
}
