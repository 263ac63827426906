import type { FindingKind } from '../finding.ts'

/** A pattern of something that with others tells who it is. The group `value`, when there is one, is what counts. */
interface QuasiPattern {
  readonly kind: FindingKind
  readonly rule: string
  readonly pattern: RegExp
}

const MONTH =
  '(?:janv(?:ier|\\.)?|f[ée]vr(?:ier|\\.)?|mars|avr(?:il|\\.)?|mai|juin|juil(?:let|\\.)?|ao[ûu]t|sept(?:embre|\\.)?|oct(?:obre|\\.)?|nov(?:embre|\\.)?|d[ée]c(?:embre|\\.)?|januari|februari|maart|april|mei|juni|juli|augustus|september|oktober|november|december)'
const YEAR = '(?:19[3-9]\\d|20[0-4]\\d)'
const FIGURE = '\\d{1,3}(?:[ .\u202f]\\d{3})+(?:,\\d{1,2})?|\\d+(?:[.,]\\d{1,2})?'
const SPELT_FIGURE =
  '(?:(?:un|deux|trois|quatre|cinq|six|sept|huit|neuf|dix|onze|douze|quinze|vingt|trente|quarante|cinquante|soixante|septante|quatre-vingts?|nonante|cent|cents|mille)[ -])+'
/** The upper end of a band that somebody wrote: "entre 10 et 49", "10 000 à 49 999". */
const IN_BAND = '\\d (?:et|à|en|and|-) |\\d '
const UNIT =
  "travailleurs?|travailleuses?|travailleur·euse·s|salari[ée]·?e?·?s?|employ[ée]·?e?·?s?|ouvriers?|ETP|[ée]quivalents? temps plein|b[ée]n[ée]voles?|volontaires?|membres?|usagers?|usag[èe]re?s?|b[ée]n[ée]ficiaires?|stagiaires?|apprenants?|r[ée]sidents?|enfants|[ée]l[èe]ves|familles|m[ée]nages|clients?|adh[ée]rents?|coop[ée]rateurs?|personnes|postes|lits|places d'accueil|logements|antennes|implantations|sites|magasins|aides?[- ]m[ée]nag[èe]res|aides?[- ]familiales?|collaborateurs?|collaboratrices|medewerkers?|vrijwilligers|werknemers|leden|VTE"
const B = '(?<![\\p{L}\\p{N}])'
const A = '(?![\\p{L}\\p{N}])'

const quasi = (kind: FindingKind, rule: string, source: string, flags = 'giu'): QuasiPattern => ({
  kind,
  rule,
  pattern: new RegExp(source, `d${flags}`),
})

/** Dates, counts, amounts, prizes, unique posts, ages (R71). */
export const QUASI: readonly QuasiPattern[] = [
  // whoever keeps the files can look it up; "dossier 2019/2020" is a school year
  quasi(
    'GRANT',
    'file_number',
    `${B}(?:dossiers?|dossiernummer|r[ée]f(?:[ée]rence|\\.)?)\\s*(?:n(?:°|o|um[ée]ro)?\\.?\\s*)?:?\\s*(?!(?:19|20)\\d{2}[/-](?:19|20)?\\d{2}(?!\\d)|\\d{1,2}[./-]\\d{1,2}[./-]\\d{2,4})(?<value>(?:[A-Z]{2,6}[ /-])?(?:[A-Z]{1,6}[-/]?)?\\d{1,6}(?:[-/.]\\d{1,6}){1,4}(?:-[A-Z])?|[A-Z]{2,6}[-/ ]\\d{2,6}(?:[-/]\\d{1,6})*)(?![\\p{L}\\p{N}]|[.,]\\d| ?€)`,
    'gu',
  ),
  quasi('DATE', 'range', `${B}du \\d{1,2}(?:er)?(?: ${MONTH})? au \\d{1,2}(?:er)? ${MONTH}(?: ${YEAR})?${A}`),
  quasi(
    'DATE',
    'day',
    `${B}(?:\\d{1,2}(?:er)? ${MONTH}(?: ${YEAR})?|\\d{1,2}[./-]\\d{1,2}[./-](?:${YEAR}|\\d{2})|${YEAR}-\\d{2}-\\d{2})${A}`,
  ),
  quasi('DATE', 'month', `${B}${MONTH} ${YEAR}${A}|${B}(?:0?[1-9]|1[0-2])/${YEAR}${A}`),
  quasi(
    'DATE',
    'year',
    `${B}(?:en|depuis|d[èe]s|fin|d[ée]but|sinds|in|cr[ée][ée]e? en|fond[ée]e? en|opgericht in|ann[ée]e) (?<value>${YEAR})${A}`,
  ),
  quasi(
    'MONEY',
    'amount',
    `(?<!${IN_BAND}|[\\p{N}.,])(?:${FIGURE})(?: ?k| mille| millions?(?: d'))? ?(?:€|euros?|EUR)${A}(?:/(?:an|mois)| par (?:an|mois))?|€ ?(?:${FIGURE})|(?<!${IN_BAND}|[\\p{N}.,])\\d+(?:[.,]\\d+)? ?k€?(?![\\p{L}\\p{N}])`,
  ),
  quasi('MONEY', 'spelt', `${B}${SPELT_FIGURE}euros?${A}`),
  quasi(
    'COUNT',
    'people',
    `(?<!${IN_BAND}|plus de |[\\p{N}.,])(?<value>(?:${FIGURE})(?: \\p{Ll}+)? ?(?:${UNIT})(?: dont \\d+(?: en (?:insertion|formation)| \\p{Ll}+)?)?)${A}`,
  ),
  quasi('COUNT', 'share', `(?<![\\p{N}.,])\\d{1,2},\\d ETP${A}`),
  quasi(
    'EVENT',
    'prize',
    `${B}(?:(?:[Gg]rand )?[Pp]rix|[Tt]roph[ée]e|[Aa]ward|[Mm][ée]daille|[Ll]abel|[Cc]oncours)(?: (?:de|du|des|de la|de l'|d'|l'))? ?\\p{Lu}[\\p{L}'-]*(?:(?: (?:de|du|des|de la|et|l'|d'|en))* ?\\p{Lu}[\\p{L}'-]*)*(?: ${YEAR})?`,
    'gu',
  ),
  quasi(
    'EVENT',
    'prize',
    `${B}laur[ée]ate?s? (?:du|de la|de l'|des|en) ?[\\p{L}\\p{N}' -]{2,30}?(?=[,.;!?)]|$)`,
  ),
  quasi(
    'EVENT',
    'press',
    `${B}(?:pass[ée]e?s? )?(?:au JT|au journal t[ée]l[ée]vis[ée]|[àa] la t[ée]l[ée]|[àa] la RTBF|sur RTL|dans la presse|article dans|reportage)(?: [«"“]?\\p{Lu}[\\p{L}]+)*`,
  ),
  quasi(
    'EVENT',
    'unique',
    `${B}(?:fusion(?:n[ée]e?s?)? avec|scission de|rachet[ée]e?s? par|incendie d[eu]|inondations? de(?: juillet)?|d[ée]m[ée]nagement [àa]|inaugur[ée]e?s? par|visite d[eu] (?:roi|ministre|bourgmestre)) ?[\\p{L}\\p{N}' -]{0,24}?(?=[,.;!?)]|$)`,
  ),
  quasi(
    'BENEFICIARY',
    'age',
    `(?<!depuis |dans |pendant |sur |il y a |en |apr[èe]s |tous les |toutes les |de |durant |d'ici |bient[ôo]t |[\\p{N},.])(?<value>(?:1[0-9]|[2-9]\\d|10\\d|[3-9]) ans)${A}(?! (?:d'|de |que |qu'|plus |apr[èe]s|d[ée]j[àa]|on ))|(?:[âa]g[ée]e?s? de|du haut de ses) \\d{1,3} ans|(?<!contrat )(?<![\\p{L}])(?:gar[çc]on|fille|dame|monsieur|homme|femme|jeune|client|cliente|enfant|b[ée]n[ée]ficiaire) de \\d{1,3} ans`,
  ),
  quasi(
    'BENEFICIARY',
    'birth',
    `${B}(?:n[ée]|n[ée]e|n[ée]·e|geboren) (?:le|en|[àa]|op|te) [\\p{L}\\p{N}./ -]{2,28}?(?=[,.;!?)]|$| et | est )`,
  ),
]

/** Posts that one person holds in an organisation; the group tells the role class. */
export const POSTS: readonly { readonly roleClass: string; readonly pattern: RegExp }[] = [
  [
    'DAF',
    'direct(?:eur|rice) (?:financi[èe]re?|administrati(?:f|ve)(?: et financi[èe]re?)?)|responsable (?:financi[èe]re?|compta(?:bilit[ée])?)|DAF|comptable|boekhoud(?:er|ster)',
  ],
  [
    'DRH',
    'direct(?:eur|rice) des ressources humaines|DRH|GRH|responsable (?:RH|du personnel|des ressources humaines)|personeelsverantwoordelijke',
  ],
  [
    'IT',
    'responsable informatique|informaticien(?:ne)?|DSI|responsable IT|d[ée]l[ée]gu[ée]e? [àa] la protection des donn[ée]es|DPO',
  ],
  ['COM', 'responsable (?:communication|marketing)|charg[ée]e? de communication|community manager'],
  [
    'ENC',
    "responsable (?:d')?(?:magasins?|logistique|atelier|[ée]quipe|site|tri|collecte|production|technique|p[ée]dagogique|qualit[ée])|chef(?:fe)? d'(?:atelier|[ée]quipe)|coordinat(?:eur|rice) (?:de |du |d'|p[ée]dagogique|g[ée]n[ée]rale?)[\\p{L}]*|contrema[îi]tre|teamleider",
  ],
  [
    'DIR',
    'direct(?:eur|rice)(?: (?:g[ée]n[ée]rale?|adjointe?|technique|p[ée]dagogique))?|administrat(?:eur|rice)[- ]d[ée]l[ée]gu[ée]e?|g[ée]rante?|fondat(?:eur|rice)|pr[ée]sidente?|tr[ée]sori(?:er|[èe]re)|secr[ée]taire g[ée]n[ée]rale?|juriste|zaakvoerder|voorzitter',
  ],
].map(([roleClass = '', posts = '']) => ({
  roleClass,
  pattern: new RegExp(
    `(?<![\\p{L}])(?:(?:le|la|l'|notre|votre|mon|ma|son|sa|leur|nouve(?:au|lle)|ancien(?:ne)?|de|onze|hun) ?)(?<value>${posts})(?![\\p{L}])`,
    'dgiu',
  ),
}))
