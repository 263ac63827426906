/** Words that surround names; folded. */
export const set = (list: string): ReadonlySet<string> => new Set(list.trim().split(/\s+/))

/** Titles before a name. */
export const TITLES = set(
  'm mr mme mlle melle mm mmes madame mesdames monsieur messieurs mademoiselle dr docteur docteure pr prof professeur professeure me maitre abbe soeur mevrouw mevr mvr meneer dhr mijnheer juffrouw juf herr frau mrs miss sir sister brother soeurs mere pere frere',
)

/** Small words inside or at the head of a family name. */
export const PARTICLES = set(
  'van vande vanden vander von zu den der de del della delle dello di da dal dalla dos das du des la le lo li el al ben bin ibn ait ould abou abu abd ter ten mac mc o d l n m t s',
)

/** Particles that begin a family name whatever follows with a capital. */
export const STRONG_PARTICLES = set(
  'van vande vanden vander von el al ben bin ibn ait ould abou abu di della del dal dos mc mac',
)

/** Functions and relations before a name: "le chauffeur Bakary", "ma cousine Xhemile". */
export const ROLES = set(`
  chauffeur chauffeuse comptable compta collegue collegues stagiaire stagiaires benevole benevoles directeur directrice coordinateur
  coordinatrice coordo secretaire assistant assistante educateur educatrice educ infirmier infirmiere ouvrier ouvriere encadrant
  encadrante formateur formatrice informaticien informaticienne technicien technicienne magasinier magasiniere cuisinier cuisiniere
  responsable chef cheffe patron patronne president presidente tresorier tresoriere administrateur administratrice voisin voisine
  client cliente usager usagere beneficiaire patient patiente eleve ami amie copain copine fille fils mari epouse conjoint frere
  soeur mere pere oncle tante cousin cousine agent agente jardinier jardiniere livreur livreuse vendeur vendeuse caissier caissiere
  animateur animatrice coach conseiller conseillere juriste sociale social familiale menagere logopede psy psychologue medecin
  kine employe employee travailleur travailleuse participant participante apprenant apprenante locataire proprietaire concierge
  facteur notaire avocat avocate echevin echevine bourgmestre ministre depute deputee consultant consultante expert experte
  formateurs remplacant remplacante gerant gerante fondateur fondatrice delegue deleguee referent referente tuteur tutrice
  chauffeurs menuisier plombier electricien macon peintre soudeur trieur trieuse couturiere couturier boulanger boucher
  accompagnateur accompagnatrice facilitateur facilitatrice parrain marraine papa maman gamin gamine bebe residente resident
  collega collegas boekhouder boekhoudster vrijwilliger vrijwilligster stagiair klant buurvrouw buurman poetsvrouw verpleegster
  medewerker medewerkster begeleider begeleidster teamleider directrice voorzitter voorzitster secretaresse kok chauffeurs
  nommee nomme prenommee prenomme
`)

/** Words after which a capital that is no word is somebody: "avec Ngalula", "demander à Xhevahire". */
export const PERSON_PREPOSITIONS = set(
  'avec chez par selon dixit merci sauf sans met volgens bij door dag bonjour salut coucou bravo hallo dank bedankt',
)
/** Verbs that address somebody, before a name or before "à" and a name. */
export const ADDRESSING = set(`
  demander demande demandez demandons demandera parler parle parlez parlons dire dis dites donner donne donnez envoyer envoie
  envoyez telephoner telephone ecrire ecris ecrivez appeler appelle appelez rappeler rappelle contacter contacte contactez voir vois
  voyez vu prevenir previens prevenez remercier remercie remerciez relancer relance relancez remplacer remplace remplacee confier confie
  confiez transmettre transmets transmettez montrer montre proposer interroger inviter invite invitez convoquer convoque rencontrer
  rencontre avertir avertis former forme consulter consulte attendre attend attends accompagner accompagne engager engage
  licencier licencie virer vire contact vraag vragen bel bellen mail mailen stuur sturen spreek spreken contacteer contacteren verwittig
  signe repondre reponds repond rappelez annonce annoncer explique expliquer rendre rends reclamer reclame
`)

/** What only people do, after a name. */
export const HUMAN_VERBS = set(`
  dit disait dira pense pensait croit croyait craint veut voulait voudrait refuse refusait gere gerait encadre souhaite souhaitait
  connait explique expliquait demande demandait repond repondait propose proposait rale ralait raconte trouve preferait prefere
  remplace remplacait supervise coordonne conduit encode encodait oublie oubliait arrive arrivait part partait revient
  accepte sait savait sais cherche insiste s'occupe organise anime pleure hesite promet rappelle signale aimerait pourrait
  demissionne crie travaille travaillait bosse bossait habite habitait vit dort cuisine nettoie nettoyait tekent tekende snapt leest schrijft rijdt s'inquiete regrette adore deteste denonce accuse menace telephone zegt zei wil wilde vraagt vroeg denkt dacht belt
  belde werkt werkte doet deed kan moet heeft komt kwam gaat ging vindt vond weet wist blijft geeft neemt maakt regelt
`)

/** Determiners: a capital word after one is a thing ("la Rose"), not a person. */
export const DETERMINERS = set(
  'le la les l un une des du au aux ce cet cette ces mon ma mes ton ta tes son sa ses notre nos votre vos leur leurs chaque quelque quelques tout toute tous toutes aucun aucune plusieurs premier premiere deuxieme dernier derniere meme autre autres deux trois quatre cinq het een deze dit die dat onze ons mijn jouw uw hun elke geen the',
)

/** Words that never are part of a name after a title or a given name. */
export const STOP = set(`
  a ai as est es et ou ni mais donc or car que qui quoi dont quand comment pourquoi si ne n pas plus moins tres trop bien mal je tu il elle on
  nous vous ils elles me te se y en dans sur sous avec sans chez par pour vers entre depuis pendant avant apres deja encore toujours jamais
  sont ont etait avait sera fait faire dit peut doit va veut vient aura serait aurait etaient avaient ce cet cette ces son sa ses leur leurs mon ma
  mes ton ta tes notre nos votre vos un une le la les des du au aux aussi ainsi alors comme meme tout tous toute toutes autre autres rien
  of ook en of maar want dus om op in met bij voor van naar aan uit over door als dan dat die dit deze er is zijn was waren heeft had hebben
  kan moet wil zal zou niet geen wel nog al ik jij je hij zij ze wij we jullie u mijn jouw haar hun ons onze het een de den te
  the and or to for with is are was has have had not from by at on this that it he she they we you i
  tel gsm mail adresse telephone numero lundi mardi mercredi jeudi vendredi samedi dimanche janvier fevrier mars avril mai juin juillet aout
  septembre octobre novembre decembre maandag dinsdag woensdag donderdag vrijdag zaterdag zondag monday tuesday wednesday thursday friday
  qu c j s t l d elke els oui non ok merci bonjour salut puis ensuite enfin hier demain aujourd hui tantot soir matin midi semaine mois an ans jour jours
  heure heures fois ici la-bas la ci voila voici via svp stp etc ex cf nb ps re fw fwd asap today vandaag morgen gisteren
`)

/** Words that make the capital after them the name of a thing: a method, a law, a prize, a saint, a street. */
export const THING_NOUNS = set(`
  principe loi lois matrice diagramme methode modele pyramide echelle test theoreme effet regle cycle syndrome maladie decret arrete
  circulaire prix plan programme projet fonds reforme accord accords appel bourse label norme charte convention tarte madeleine
  theorie courbe indice schema grille roue arbre tableau jeu technique approche atelier formation module version option phase etape
  equipe couleur tapis salle local batiment bloc pavillon etage place rue avenue boulevard quai chaussee square impasse clos chemin
  route pont parc gare arret station hopital clinique institut lycee college universite haute athenee musee theatre cinema
  logiciel outil appli application app plateforme platform site systeme base fichier licence marque modele wet methode schaal tool prijs decreet
  fete saint sainte st ste vin biere fromage sauce salade soupe
`)
