const words = (list: string): string => list.trim().replaceAll(/\s+/g, '|')

/** What is said about a password instead of it: "est sur l'écran", "est perdu", "à demander". */
const NO_VALUE = new RegExp(
  `^(?:${words(`
    [àa] sur sous dans chez avec sans pour par comme selon les? la las? uns? une une? des de du au aux en ne ni ou où et
    qui que qu quand si trop tr[èe]s peu plus moins pas jamais toujours encore bien mal tout tous toutes chaque aucun aucune
    non oui ok idem voir vu demander changer cr[ée]er choisir retenir noter v[ée]rifier r[ée]initialiser pr[ée]voir modifier
    renouveler oublier partager s[ée]curiser g[ée]rer stocker mettre obtenir recevoir envoyer taper donner
    celui celle m[êe]mes? lui elle moi nous vous personne quelqu'un probl[èe]mes? question r[èe]gles? oubli perte s[ée]curit[ée]
    longueur dur[ée]e confidentiel personnels? individuels? actuels? nouveau nouvelle ancien commun communs secrets? priv[ée]s?
    faux mauvais bon bonne simples? faibles? forts? courts? longs? vides? uniques? nul pourri p[ée]nibles? sensibles? complexes?
    facile difficile ill?isible urgent important inconnue?s? connue?s? perdue?s? d[ée]j[àa] [ée]crite?s? aussi affich[ée]e?s?
    op in bij het een niet vergeten kwijt veranderd te zeer nog altijd vragen veranderen wijzigen moeilijk makkelijk lang kort
    onbekend geheim verlopen geblokkeerd gedeeld gewijzigd nodig fout juist hetzelfde zie geen ja nee voor van de der den dat die
    on at the an too very not never always still your our their shared lost forgotten unknown expired wrong needed required
    secret same see ask none quoi quel quelle wat welk what which blocked known written changed private
  `)})$`,
  'iu',
)
/** Endings of what something is like or was done to, in the three languages. */
const DESCRIBES =
  /(?:[ée]e?s?|ables?|ibles?|ifs?|ives?|eux|euses?|iques?|antes?|lijke?|baar|loos|ful|less|ed)$/iu

/** A date, an hour, a duration, an amount, a version, an ordinal. */
const MEASURE =
  /^(?:\d{1,4}[./-]\d{1,2}(?:[./-]\d{1,4})?|\d{1,2}[h:]\d{0,2}(?:[-à]\d{1,2}[h:]\d{0,2})?|\d+(?:[.,]\d+)?(?:x\d*|e|er|[eè]re|[eè]me|nd|st|th|de|ste|€|eur|euros?|%|k|m|cm|km|kg|g|l|go|mo|gb|mb|tb|to|mbps|mb\/s|ghz|mhz|hz|w|h|j|min|mois|jours?|ans?|ac|fois)|v\.?\d+(?:[._]\d+)*|[a-z]\d{1,2})$/iu
const ADDRESS =
  /^(?:https?:|www\.)|^[^@\s]+@[^@\s]+\.\p{L}{2,}$|\.(?:be|com|org|fr|net|eu|nl|lu|brussels|io)(?:\/|$)/iu
/** Names of programs with their year or version. */
const PROGRAM =
  /^(?:windows|win|office|microsoft|ms|m|o|odoo|excel|word|outlook|gmail|google|sharepoint|teams|android|ios|iphone|ipad|covid|html|css|php|python|java|ean|qr|iso|utf|nace|naf|ape|wpa|wpa2-psk|ipv|usb|mp|sage|bob|exact|b2b|b2c|co2|a4(?!\d))[-_ ]?\d{0,4}$/iu

/** Without the signs that end a sentence. */
const bare = (value: string): string => value.replace(/[!?.:,;…'"\]]+$/u, '')

const hasLetter = (value: string): boolean => /\p{L}/u.test(value)
const isOther = (value: string): boolean =>
  MEASURE.test(bare(value)) || ADDRESS.test(bare(value)) || PROGRAM.test(bare(value))

/** A year. */
export const isYear = (value: string): boolean => /^(?:19|20)\d{2}\W*$/.test(value)

/** Letters and digits together, and neither an hour nor an amount. */
export const isMixed = (value: string): boolean =>
  bare(value).length >= 4 && /\d/.test(value) && hasLetter(value) && !isOther(value)

/** Letters with a sign that stands in no word. */
const isSigned = (value: string): boolean =>
  bare(value).length >= 4 &&
  /[@#$%^&*_+=~€£§\\!?](?=[\p{L}\p{N}])|[#$*_]$/u.test(value) &&
  /[\p{L}\p{N}]{3}/u.test(value)

/** Whether somebody made it up: letters with digits or signs. */
export const isChosen = (value: string): boolean =>
  (isMixed(value) || (isSigned(value) && hasLetter(value))) && !isOther(value)

/** The same, beyond doubt: what stands further from its name. */
export const isStrong = (value: string): boolean =>
  bare(value).length >= 5 &&
  !isOther(value) &&
  ((isMixed(value) &&
    /\d.*\d|\d[!#$*@]|\p{L}{4}\d$|^\p{L}{3,}\d+\p{L}{3,}$|^\p{Lu}.*\d.*[!#$*@]$|\p{L}{3}[-_.]\p{L}{3,}[-_.]\d{1,4}$/u.test(
      value,
    )) ||
    (isSigned(value) && hasLetter(value) && /\d|\p{Lu}/u.test(value)))

/** A word without digits or signs that says nothing about a password. */
export function isPlainWord(value: string): boolean {
  const word = bare(value)
  return /^\p{L}[\p{L}'-]{2,}$/u.test(word) && !NO_VALUE.test(word) && !DESCRIBES.test(word)
}

/** Whether one of the words between a password's name and a sign speaks about it: "oublié par tous :". */
export const saysSomethingElse = (gap: string): boolean =>
  gap
    .trim()
    .split(/[\s(),]+/)
    .some(
      (word) =>
        word !== '' &&
        !/^(?:de|du|des|la|les?|pour|van|voor|het|the|of|for|tous|nouveau)$/iu.test(word) &&
        NO_VALUE.test(word),
    ) || isForgotten(gap)

/** Whether what is said of a password is that nobody has it any more. */
export const isForgotten = (gap: string): boolean => /^\s*(?:oubli|perdu|chang|partag|vergeten)/iu.test(gap)

/** Letters only, with what joins them. */
export const isAllWord = (value: string): boolean => /^\p{L}[\p{L}._-]{4,}$/u.test(bare(value))

/** What a device is sold with. */
export const isDefault = (value: string): boolean =>
  /^(?:admin|root|test|demo|d[ée]mo|azerty|qwerty|welcome|bienvenue|welkom|password|motdepasse|wachtwoord|secret|guest|\d{4,})$/iu.test(
    value,
  )

/** Digits, alone or in groups, or letters with digits. */
export const isCode = (value: string): boolean =>
  /^[#*]?\d{3,10}[#*!?]?$/.test(value) ||
  /^\d{2,4}(?:[ .-]\d{2,4}){1,3}$/.test(value) ||
  /^\d(?:[ .-]\d){3,5}$/.test(value) ||
  /^[#*]?\d{1,4}[#*]\d{1,4}[#*]?$/.test(value) ||
  (isMixed(value) && !/^\d{1,2}[./-]\d{1,2}[./-]/.test(value))

/** What a code opens. */
export const OF_A_LOCK =
  /(?<![\p{L}])(?:alarme?s?|portes?|portails?|entr[ée]e|acc[èe]s|coffres?|cadenas|garage|portier|pin|puk|secret|box|badge|cl[ée]s?|immeuble|b[âa]timents?|local|locaux|parking|grille|barri[èe]re|bo[îi]te|s[ée]curit[ée]|cartes?|sim|badgeuse|pointeuse|clavier|bo[îi]tier|coffret|combi|portillon|imprimante|photocop(?:ieuse|ieur)?|copieur|interphone|parlophone|parental|[ée]tage|rdc|cave|grenier|casier|entrep[ôo]t|d[ée]p[ôo]t|chambre|vid[ée]o|serre|archives|conteneur|kopieer\p{L}*|printer|lift|berging|kelder|zolder|loods|session|tablettes?|t[ée]l[ée]phone|gsm|smartphone|ordi(?:nateur)?|pc|serveur|routeur|caisse|armoire|vestiaires?|r[ée]serve|hangar|ascenseur|alarm|deur|voordeur|achterdeur|poort|kluis|slot|hangslot|toegang|kaart|toestel|sleutelkast|kast|gebouw|door|gate|safe|lock|padlock|access|entry|card|building|locker)(?![\p{L}])/iu

/** Codes that everybody may know. */
export const NOT_A_LOCK =
  /(?<![\p{L}])(?:post(?:al|aux|e)?|barres?|route|couleurs?|sources?|conduite|travail|articles?|produits?|clients?|promo|r[ée]duction|civil|p[ée]nal|nace|naf|ape|qr|tva|btw|pays|ean|iso|erreurs?|soci[ée]t[ée]s|d[ée]ontologie|[ée]thique|budg[ée]taires?|comptables?|analytiques?|fonctions?|tarifs?|mati[èe]res?|stock|fournisseurs?|commandes?|versions?|kleur|zip|area|error|activit[ée]s?|bonne|langue|d[ée]chets?|lots?|projets?|dossiers?|zones?|membres?|insee|bic|swift|sms|morse|html|commune|communes|ville)(?![\p{L}])/iu
