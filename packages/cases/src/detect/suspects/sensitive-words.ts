import type { FindingKind } from '../finding.ts'

/** Words that tell something delicate about somebody; patterns are tried where a word begins, without regard to case. */
interface Lexicon {
  readonly kind: FindingKind
  /** The last part of the reason. */
  readonly rule: string
  readonly pattern: RegExp
}

const E = '(?:e|·e|\\(e\\)|-e)?s?'
const lexicon = (kind: FindingKind, rule: string, ...words: string[]): Lexicon => ({
  kind,
  rule,
  pattern: new RegExp(`(?:${words.join('|')})(?![\\p{L}])`, 'iuy'),
})

const SINCE =
  "(?: (?:depuis|pendant|jusqu'(?:à|en|au)|durant|sinds)(?: (?:le|la|les|l'|son|sa|ses|un|une|plusieurs|quelques))? ?[\\p{L}\\p{N}]+(?: (?:mois|ans|semaines|20\\d\\d|19\\d\\d))?)?"

/** Health, family, union, belief and origin, justice, conflict, security (R70). */
export const SENSITIVE: readonly Lexicon[] = [
  lexicon(
    'HEALTH',
    'illness',
    `(?:en |fait un )?burn-? ?out${SINCE}`,
    `(?:en )?d[ée]pression${SINCE}`,
    `d[ée]pressi(?:f|ve)s?`,
    `(?:est |tomb[ée]${E} |souvent |encore |longtemps |gravement )malade${SINCE}`,
    `malade depuis [\\p{L}\\p{N}' ]{2,20}?(?=[,.;!?)]|$)`,
    `(?:longue |grave )?maladie(?! professionnelle d)${SINCE}`,
    `(?:en )?(?:arr[êe]t|cong[ée]|certificat)s? (?:de |pour )?(?:maladie|travail|m[ée]dical)${SINCE}`,
    `mi-?temps (?:m[ée]dical|th[ée]rapeutique)`,
    `diab[ée]tique${E}|diab[èe]te|cancer${SINCE}|leuc[ée]mie|scl[ée]rose|tumeur|chimio\\p{L}*`,
    `[ée]pilep\\p{L}+|asthm\\p{L}+|allergi\\p{L}+ (?:grave|aux?)|insuline|dialyse`,
    `handicap[ée]${E}|polyhandicap[ée]${E}|handicap|autis\\p{L}+|TDAH|TSA|dyslexi\\p{L}+|trisomi\\p{L}+|malvoyant${E}|malentendant${E}|sourd${E}(?= |$)|aveugle`,
    `alcool(?:ique|isme)${E}|alcoolis[ée]${E}|boit trop|toxico\\p{L}*|drogu[ée]${E}|d[ée]sintox\\p{L}*|cure de \\p{L}+`,
    `hospitalis[ée]${E}|hospitalisation|[àa] l'h[ôo]pital${SINCE}|op[ée]r[ée]${E} (?:du|de|des|au|[àa])[\\p{L} ']{2,16}|invalidit[ée]|incapacit[ée] de travail|inapte|accident de travail|accident du travail`,
    `hernie|tendinite|lumbago|mal (?:au|de) dos|fracture|entorse|infarctus|AVC|crise cardiaque|s[ée]ropositi\\p{L}+|VIH|sida`,
    `psychiatri\\p{L}+|psychose|bipolaire|schizo\\p{L}+|suicid\\p{L}+|antid[ée]presseurs?|sous (?:m[ée]dicaments?|traitement|calmants?)|Alzheimer|Parkinson|d[ée]mence`,
    `enceinte${SINCE}|grossesse|fausse couche|avortement|IVG|FIV|m[ée]nopause`,
    `ziek(?:teverlof|enhuis)?${SINCE}|zwanger|depressie${SINCE}|arbeidsongeschikt|arbeidsongeval|kanker|verslaafd`,
  ),
  lexicon(
    'HEALTH',
    'family',
    `cong[ée]s? (?:de )?(?:maternit[ée]|paternit[ée]|parental|d'allaitement|d'adoption)${SINCE}`,
    `moederschapsverlof|ouderschapsverlof`,
    `(?:en )?(?:instance de )?divorc\\p{L}+${SINCE}|s[ée]par[ée]${E} de (?:son|sa)|veuf|veuve|en deuil|d[ée]c[èe]s de (?:son|sa|ses)[\\p{L} ]{2,16}|d[ée]c[ée]d[ée]${E}`,
    `garde altern[ée]e|violences? conjugales?|battue par|m[èe]re c[ée]libataire|maman solo|probl[èe]mes? familia\\p{L}+|soucis familia\\p{L}+|fils malade|fille malade|enfant malade`,
  ),
  lexicon(
    'UNION',
    'union',
    `d[ée]l[ée]gu[ée]${E} (?:syndica(?:le?s?|ux)|CSC|FGTB|CGSLB|CNE|SETCA|ACV|ABVV)`,
    `syndiqu[ée]${E}|(?:d[ée]l[ée]gation |action |permanent${E} )syndicale?|gr[ée]vistes?|(?:en |pr[ée]avis de |fait la |jour de )gr[èe]ve|vakbond\\p{L}*|staking`,
  ),
  lexicon(
    'BELIEF',
    'belief',
    `musulman${E}|catholique pratiquant${E}|juif|juive|t[ée]moins? de J[ée]hovah|[ée]vang[ée]lique|porte le (?:voile|foulard)|ramadan|mosqu[ée]e|synagogue|pri[èe]re du \\p{L}+`,
    `[ée]lu${E} (?:PS|MR|Ecolo|[ÉE]colo|PTB|Engag[ée]s|cdH|D[ée]fi|N-VA|Vooruit|Groen)|membre du (?:PS|MR|PTB|cdH)|carte du parti|milite (?:au|chez|pour) [\\p{L}]+`,
    `homosexuel\\p{L}*|gay|lesbienne|transgenre|transsexuel\\p{L}*|bisexuel\\p{L}*`,
  ),
  lexicon(
    'BELIEF',
    'origin',
    `r[ée]fugi[ée]${E}|demandeu(?:r|se)s? d'asile|sans[- ]papiers?|r[ée]gularis[ée]${E}|titre de s[ée]jour|carte de s[ée]jour|primo-?arrivant${E}`,
    `d'origine [\\p{L}]{4,}|(?:est |un |une )(?:rom|roms|gitan${E})|vluchteling\\p{L}*|asielzoeker\\p{L}*`,
  ),
  lexicon(
    'JUDICIAL',
    'justice',
    `(?:sort(?:ant|ante|i|ie)? de |en |a fait de la |[àa] la )prison${SINCE}|d[ée]tenu${E}|ex-d[ée]tenu${E}|bracelet [ée]lectronique|casier(?: judiciaire)?(?= |[,.;]|$)|certificats? de bonne(?:s)? vie|extrait de casier`,
    `garde [àa] vue|condamn[ée]${E} (?:pour|[àa])[\\p{L} ]{2,20}|probation|lib[ée]ration conditionnelle|port[ée] plainte|plainte (?:contre|pour|au|aupr[èe]s)[\\p{L} ]{2,20}|au tribunal|proc[èe]s (?:en cours|contre|aux)|juge de la jeunesse`,
    `huissiers?|saisie sur salaire|r[ée]glement collectif de dettes|m[ée]diation de dettes|surendett\\p{L}+|faute grave|vol de (?:caisse|mat[ée]riel|carburant)|d[ée]tournement|escroquerie|mandat d'arr[êe]t|gevangenis|strafblad|politie`,
  ),
  lexicon(
    'CONFLICT',
    'conflict',
    `(?:ne )?se parl(?:ent|aient|e) plus|ne (?:s'entend|s'entendent|se supporte|se supportent)(?: pas| plus)|se d[ée]teste(?:nt)?|en conflit avec|gros conflit|conflits? (?:entre|avec)|engueul\\p{L}+|dispute entre|r[èe]glement de comptes?|clash\\p{L}*`,
    `harc[eè]l\\p{L}+|intimid\\p{L}+|menac[ée]${E} de|insult\\p{L}+|hurle\\p{L}* sur|humili\\p{L}+|sabot\\p{L}+|mauvaise foi|tyran\\p{L}*|dictat\\p{L}+|pervers\\p{L}*`,
    `incomp[ée]tent${E}|(?:il |elle |qui |elles |ils )n'y croi(?:t|ent) pas|ne (?:fout|fait|foutent|font) rien|bon(?:ne)? [àa] rien|paresseu\\p{L}+|fain[ée]ant${E}|menteu\\p{L}+|nul${E} en|imb[ée]cile|jalou(?:x|se)s?|ruzie|pesten|onbekwaam`,
  ),
  lexicon(
    'SECURITY',
    'incident',
    `hack(?:[ée]${E}|\\p{L}*)(?: en (?:19|20)\\d\\d)?|pirat[ée]${E}(?: en (?:19|20)\\d\\d)?|piratage|ransomware|ran[çc]on(?:giciel)?|cyberattaque|fuite de donn[ée]es|vol de donn[ée]es|donn[ée]es vol[ée]es|cambriol\\p{L}+|phishing|hame[çc]onnage|virus informatique|gehackt|datalek`,
  ),
]
