/** Words that surround names; folded. */
export const set = (list: string): ReadonlySet<string> => new Set(list.trim().split(/\s+/))

/** Titles before a name. */
export const TITLES = set(
  'm mr mme mlle melle mm mmes madame mesdames monsieur messieurs mademoiselle dr docteur docteure pr prof professeur professeure me maitre abbe soeur mevrouw mevr mvr meneer dhr mijnheer juffrouw juf herr frau mrs miss sir sister brother soeurs mere pere frere ms mw mej msieur sieur madam mams mamzelle sr signora signor senora senor frau pani bayan lalla sidi moulay dokter zuster pastoor',
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
  nommee nomme prenommee prenomme trainee volunteer teacher nurse driver colleague manager boss
  poetshulp onthaalouder onthaalmoeder bewoner bewoonster huurder huurster zorgkundige verzorgende huishoudhulp cursist cursiste leerling
  ploegbaas baas vriendin zoon dochter zus broer moeder vader oom nicht neef schoonbroer bestuurder penningmeester
  puericultrice puericulteur ergo ergotherapeute mecano reviseur apprenti apprentie nounou interimaire cariste plongeur plongeuse
  charge chargee attache attachee adjoint adjointe adviseur verantwoordelijke consulent consulente opvoeder opvoedster trajectbegeleider jobcoach
  gestionnaire reparateur reparatrice soignante soignant remplacante coproprietaire
`)

/** Words after which a capital that is no word is somebody: "avec Ngalula", "demander à Xhevahire". */
export const PERSON_PREPOSITIONS = set(
  'avec chez par selon dixit merci sauf sans met volgens bij door dag bonjour salut coucou bravo hallo dank bedankt with ask tell thanks thx hello hey hi dear beste cher chere allez allo namens bisous signe gr groetjes groeten suivant mercii merciii',
)
/** Verbs that address somebody, before a name or before "à" and a name. */
export const ADDRESSING = set(`
  demander demande demandez demandons demandera parler parle parlez parlons dire dis dites donner donne donnez envoyer envoie
  envoyez telephoner telephone ecrire ecris ecrivez appeler appelle appelez rappeler rappelle contacter contacte contactez voir vois
  voyez vu prevenir previens prevenez remercier remercie remerciez relancer relance relancez remplacer remplace remplacee confier confie
  confiez transmettre transmets transmettez montrer montre proposer interroger inviter invite invitez convoquer convoque rencontrer
  rencontre avertir avertis former forme consulter consulte attendre attend attends accompagner accompagne engager engage
  licencier licencie virer vire contact vraag vragen bel bellen mail mailen stuur sturen spreek spreken contacteer contacteren verwittig
  ask tell call thank meet briefer briefe debriefer soutenir ecouter ecoute saluer salue croiser croise embaucher embauche solliciter
  sollicite interpeller interpelle excuser reveiller seconder doubler coacher felicite feliciter felicitations demandons signaler
  dit disait racontait raconte repondait zegt zei zeggen vraagt says said asks asked bellen vertel vertellen bedanken feliciteer
  vervangen verwittigen opbellen roep helpen
  signe repondre reponds repond rappelez annonce annoncer explique expliquer rendre rends reclamer reclame
`)

/** What only people do, after a name. */
export const HUMAN_VERBS = set(`
  dit disait dira pense pensait croit croyait craint veut voulait voudrait refuse refusait gere gerait encadre souhaite souhaitait
  connait explique expliquait demande demandait repond repondait propose proposait rale ralait raconte trouve preferait prefere
  remplace remplacait supervise coordonne conduit encode encodait oublie oubliait arrive arrivait part partait revient
  accepte sait savait sais cherche insiste s'occupe organise anime pleure hesite promet rappelle signale aimerait pourrait
  demissionne crie travaille travaillait bosse bossait habite habitait vit dort cuisine nettoie nettoyait tekent tekende snapt leest schrijft rijdt s'inquiete regrette adore deteste denonce accuse menace telephone zegt zei wil wilde vraagt vroeg denkt dacht belt
  boude boudait gueule crie criait pleurait aide aidait range rangeait apporte apportait ramene amene conduisait nettoie repare reparait surveille relit
  relisait traduit traduisait accueille soigne lave rigole chante stresse panique souffre boit mange ronfle negocie valide verifie
  prepare jardine coud soude ponce encadrait comprend comprenait apprend reprendra s'absente quitte quittait demenage
  rijdt spreekt verstaat begrijpt luistert kookt poetst helpt vertrekt stopt zoekt kent kiest vervangt leidt betaalt huurt woont leert
  ruimt brengt haalt krijgt verliest vergeet stapt zorgt organiseert controleert
  stuurt mailt tekent bestelt rekent repareert herstelt wast plooit strijkt sorteert kopieert typt noteert vertaalt tolkt
  legt verkoopt koopt leent vindt mist wacht verhuist trouwt slaapt droomt lacht weent huilt roept zwijgt kijkt hoort eet drinkt rookt zingt
  fietst wandelt bakt snijdt serveert bedient vreest hoopt twijfelt klaagt zaagt weigerde vertelt vertelde stelt stelde vraagt beslist
  garde gardait dessine   says said thinks asked told wants knows knew fixed built refuses refused speaks translates works worked helps helped promised
  belde werkt werkte doet deed kan moet heeft komt kwam gaat ging vindt vond weet wist blijft geeft neemt maakt regelt
`)

/** What in a family or a neighbourhood is said before a given name with a capital: "Maman Jeanne". */
export const KIN = set(
  'maman papa tante tata tonton oncle tantine nonkel mama opa oma bomma bompa mamie mamy papy papi ya si hadj hadja cheikh baba dada mzee',
)

/** What somebody has, says or does: "l'avis de Xhemile", "idee van Wlodek". */
export const OF_SOMEBODY = set(`
  avis idee idees depart arrivee retour absence colere chute faute demande question proposition conge remplacement signature mail mails message
  carnet bureau casier armoire telephone gsm numero fils fille mari femme mere pere maman papa frere soeur cousin cousine tante oncle enfants anniversaire
  contrat poste planning agenda horaire tournee dossier remarque remarques crainte peur plainte plaintes plaisanterie blague exemple methode place
  licenciement demission pension depannage accident maladie grossesse vacances verlof vertrek komst vraag idee voorstel mening lijst planning sleutel
  verjaardag klacht contract mama papa moeder vader broer zus zoon dochter man vrouw vriend vriendin wagen auto
`)

/** Determiners: a capital word after one is a thing ("la Rose"), not a person. */
export const DETERMINERS = set(
  'le la les l un une des du au aux ce cet cette ces mon ma mes ton ta tes son sa ses notre nos votre vos leur leurs chaque quelque quelques tout toute tous toutes aucun aucune plusieurs premier premiere deuxieme dernier derniere meme autre autres deux trois quatre cinq het een deze dit die dat onze ons mijn jouw uw hun elke geen dezelfde hetzelfde zelfde zijn veel weinig the no any some every each your our their his this that',
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
  parking aspirateur machine perceuse visseuse tondeuse camion camionnette tracteur four frigo imprimante scie ponceuse grue piege pieges tronconneuse moteur
  groep groupe klas classe section leefgroep talon principe loi lois matrice diagramme methode modele pyramide echelle test theoreme effet regle cycle syndrome maladie decret arrete
  circulaire prix plan programme projet fonds reforme accord accords appel bourse label norme charte convention tarte madeleine
  theorie courbe indice schema grille roue arbre tableau jeu technique approche atelier formation module version option phase etape
  equipe couleur tapis salle local batiment bloc pavillon etage place rue avenue boulevard quai chaussee square impasse clos chemin
  route pont parc gare arret station hopital clinique institut lycee college universite haute athenee musee theatre cinema
  logiciel outil appli application app plateforme platform site systeme base fichier licence marque modele wet methode schaal tool prijs decreet
  fete saint sainte st ste vin biere fromage sauce salade soupe
`)
