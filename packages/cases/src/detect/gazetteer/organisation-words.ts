import { set } from './words.ts'

/** Legal forms that stand beside a name, however they are written. */
export const FORMS = set(
  'asbl aisbl vzw ivzw srl sprl scrl scrlfs bvba cvba scop scic sarl eurl sasu fup cic ltd gmbh llc plc',
)
/** Legal forms that are also syllables: in capitals only. */
export const SHORT_FORMS = set('sa sc sca nv bv cv sas scs snc inc')
/** Words that stand after the name of a cooperative as its form: "Toits du Nord coop". */
export const AFTER_FORMS = set('coop cv')

/** What an organisation is, when the noun is a part of its name: "ferme du Vieux Moulin". Folded. */
export const NAME_NOUNS = set(`
  fondation stichting cooperative cooperatief federation collectif mutuelle mutualite imprimerie boulangerie boucherie garage librairie
  epicerie restaurant resto brasserie auberge gite ferme hoeve ressourcerie recyclerie donnerie friperie creche ecole institut college
  lycee athenee universite hopital clinique polyclinique home residence regie maison centre foyer eft oisp cisp eta ess amo mj
  cie compagnie troupe paroisse fanfare harmonie chorale amicale intercommunale cpas ocmw mairie ccas mission theatre bibliotheque mouvement ateliers atelier jardins jardin potager potagers kringwinkel ziekenhuis school woonzorgcentrum
  buurthuis wijkgezondheidscentrum maatwerkbedrijf vereniging haute groupement plateforme abri samu comptoir halles verger vergers
  menuiserie blanchisserie repasserie traiteur cantine laiterie fromagerie biscuiterie chocolaterie cabinet etude pharmacie espace
  chantier coop recup studio labo laboratoire salon pole
  commune gemeente ville stad habitat logis garderie halte relais transports transport ets etablissements electro nettoyage titres toitures chauffage
  construction constructions cafe taverne friterie sandwicherie boutique quincaillerie jardinerie pepiniere scierie
  ferronnerie tonnellerie brocante bricotheque outiltheque ludotheque cuisine cuisines aide plaine
  bouwteam wooncollectief wooncooperatie jeugdhuis jeugdcentrum kinderopvang thuiszorg woonzorg werkplaats buurtatelier buurtcentrum dienstencentrum
  bakkerij slagerij brouwerij tuin tuinen boerderij kinderboerderij onthaalhuis wijkcentrum opleidingscentrum centrum huis
  drukkerij hotel pneus cycles taxis carrosserie plomberie editions primeurs cinema poissonnerie papeterie cordonnerie laverie camping werkhuis buurderij
  domaine domaines chateau manoir vignoble moulin huilerie cidrerie distillerie miellerie meunerie
  kinderdagverblijf opvang kunstencentrum bibliotheek sociaal stadsboerderij repaircafe fietspunt fietsatelier naaiatelier
`)

/** "wijkhuis", "naaiatelier", "klusbedrijf": what a Dutch house is, in one word. */
const DUTCH_HOUSE =
  /^[a-z]{3,}(?:huis|winkel|centrum|atelier|werking|boerderij|bakkerij|hoeve|kringloop|bedrijf|vereniging|bibliotheek)$/

/** Whether a word is what a house is. */
export const isNameNoun = (folded: string): boolean =>
  NAME_NOUNS.has(folded) || (DUTCH_HOUSE.test(folded) && folded !== 'ziekenhuis')

/** Nouns that say whose name follows and are no part of it: "le fournisseur Bati Verde". */
export const OWNER_NOUNS = set(`
  association asso societe entreprise boite firme groupe agence bureau fournisseur fournisseurs prestataire partenaire partenaires magasin boutique
  sous-traitant soustraitant concurrent banque syndicat service startup start-up editeur integrateur consultance client bedrijf leverancier winkel
  organisation organisatie structure hotel club comite asbls vendeur sponsor operateur hebergeur hebergement maintenance
  fiduciaire assureur assurance assurances courtier bank verzekeraar verzekering boekhoudkantoor drukkerij grossiste transporteur imprimeur
  garagiste bailleur loueur traiteur mecene repreneur installateur supplier vendor insurer mutualite uitgever aannemer verhuurder groothandel
  expert-comptable comptable-externe
`)

/** Nouns that identify with a commune alone: "CPAS de Namur". */
export const LOCAL_NOUNS = set(
  'cpas ocmw mairie ccas commune gemeente ville stad mission regie ecole athenee hopital clinique chr chu ressourcerie recyclerie creche amo mj eft ziekenhuis kringwinkel foyer',
)

/** Forms in small letters after one capital: "Datawerf bv". */
export const LOWER_FORMS = set('bv nv vof gcv coop cv snc sc scs sa sprl')
/** Forms in small letters before a capital that are nothing else there: "la snc Lemaire". */
export const LEADING_FORMS = set('snc sc scs bv nv vof gcv')

/** Who goes on with a firm: "Lecat & Fils". */
export const SUCCESSORS = set(
  'fils fille filles frere freres soeur soeurs cie compagnie co associes partners partenaires zonen zoon zn dochter dochters broers gebroeders sons son',
)

/** What a number that is given to firms is called. */
export const FIRM_NUMBERS = set(
  'ond siren siret bce tva btw kbo rcs rpm ondernemingsnummer ondernemingsnr vat',
)

/** Small words inside the name of an organisation. */
export const CONNECTORS = set(
  'de du des la le les l d et en a au aux pour sur sous van het een voor in op of the and of n der den ten ter',
)
