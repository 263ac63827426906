import { expect, test } from 'vitest'
import { findIdentifiers } from '../find-identifiers.ts'
import { isDirect } from '../finding.ts'
import { EMPTY_ROSTER } from '../roster.ts'

const direct = (text: string): string[] =>
  findIdentifiers(text, EMPTY_ROSTER)
    .filter(isDirect)
    .map((finding) => `${finding.kind} ${finding.text}`)

/** What must be found stands in «»; nobody of these is in a roster. */
const SEEN: readonly [rule: string, kind: string, text: string][] = [
  ['R50', 'PER', 'demande à «Mme Vandersmissen» pour les clés'],
  ['R50', 'PER', 'vu avec «m. Ben Salah» hier'],
  ['R50', 'PER', 'il faut l’accord de «Mme la présidente Evrard»'],
  ['R50', 'PER', '«Madame L.» n’a pas de gsm'],
  ['R50', 'PER', 'le dossier de «dhr. Claes» is weg'],
  ['R51', 'PER', '«Fatoumata Diallo» encode le soir'],
  ['R51', 'PER', '«Anne-Sophie Van den Bossche» range'],
  ['R51', 'PER', 'avec «giuseppe lo presti» au dépôt'],
  ['R51', 'PER', '«DUBREUCQ Nathalie» : poste 12'],
  ['R51', 'PER', '«Aïcha B.» tient la caisse'],
  ['R51', 'PER', 'signé «J-P. Delhaye»'],
  ['R51', 'PER', '«JF Qorraj» relit tout'],
  ['R51', 'PER', 'le bureau de «Gh. Bolomey»'],
  ['R51', 'PER', 'contact : «Hugues d’Ursel»'],
  ['R51', 'PER', '«zelunia kabongo» ne vient plus'],
  ['R51', 'PER', 'l’agenda d’«Özgür Yıldırım» est vide'],
  ['R52', 'PER', 'la tablette de «nadia» est cassée'],
  ['R52', 'PER', 'DEMANDER A «JACQUELINE» DEMAIN'],
  ['R52', 'PER', '«Vandermeulen» doit valider'],
  ['R52', 'PER', '«El Khattabi» a refusé'],
  ['R53', 'PER', 'avec «Pierre» on a tout listé'],
  ['R53', 'PER', '«Claire» s’occupe du site'],
  ['R53', 'PER', 'si «Marine» accepte on lance'],
  ['R54', 'PER', 'le chauffeur «Bolomey» ne lit pas les bons'],
  ['R54', 'PER', 'selon «Qorraj» ça ne marche pas'],
  ['R50', 'PER', 'la photo de «Maman Jeanne» au mur'],
  ['R51', 'PER', 'réunion avec «el hadj Qorrambe» reportée'],
  ['R51', 'PER', 'vu avec «JP» ce matin'],
  ['R53', 'PER', 'on verra ça avec «Constant» demain'],
  ['R53', 'PER', 'duo du mardi («Prudence» + Marcel)'],
  ['R53', 'PER', '«Pierre», tu peux relire ?'],
  ['R54', 'PER', 'trésorier = «Qorraj», mandat échu'],
  ['R54', 'PER', 'l’avis de «Qorraj» compte'],
  ['R54', 'PER', 'dixit «qorrajo» hier'],
  ['R54', 'PER', 'demander a «xhemilo» pour la clé'],
  ['R54', 'PER', 'ça ne tient plus debout - «Qorraj»'],
  ['R54', 'PER', '«Stphanie» doit valider'],
  ['R54', 'PER', 'Sophie, «Bolomey» et Karim'],
  ['R55', 'ORG', 'l’«asbl Le Bon Grain» fait pareil'],
  ['R55', 'ORG', 'facture de «DigiSud SRL» trop chère'],
  ['R55', 'ORG', 'la «ressourcerie Le Carrousel» trie'],
  ['R55', 'ORG', 'le «CPAS de Jambes» paie'],
  ['R55', 'ORG', 'le fournisseur «Bati Verde» ne répond plus'],
  ['R55', 'ORG', 'chez «Terre et Foyer» on note tout'],
  ['R55', 'ORG', 'la «commune de Jambes» prête la salle'],
  ['R55', 'ORG', 'visite aux «Outils Partagés du Canal» demain'],
  ['R55', 'ORG', '«Tournevis Joyeux» recrute deux personnes'],
  ['R50', 'PER', 'c’est «msieur Delvigne» qui ferme'],
  ['R50', 'PER', 'cargo bikes: «Ms. Adeyemi» said maybe'],
  ['R53', 'PER', '«Blanche» (compta) a pleuré'],
  ['R53', 'PER', '«Parfait» n’est pas là demain'],
  ['R52', 'PER', 'avec «Petit», impossible de discuter'],
  ['R54', 'PER', 'équipe : Ionela / Karim / «Bah» / Van Hoecke'],
  ['R54', 'PER', 'ma question est pour «Tof» : quand ?'],
  ['R55', 'ORG', '«Dépann’Express» a mis quatre heures'],
  ['R55', 'ORG', 'fournisseur farine: «Moulin de Cotinne», délai long'],
  ['R55', 'ORG', 'notre banque, «Crédit Nordique», ferme l’agence'],
  ['R55', 'ORG', '«De Wissel» zoekt vrijwilligers'],
  ['R55', 'ORG', 'la ressourcerie Le Carrousel, «La Bulle», le CPAS'],
  ['R55', 'ORG', 'acheté chez «Vandeputte Fils»'],
  ['R55', 'ORG', 'on hésite : ni mieux ni pire que «Mobilis»'],
  ['R55', 'ORG', 'et si «Coup de Propre» reprend nos aides ?'],
  ['R55', 'ORG', 'devis demandé à «Plomberie Hautecoeur & Fils»'],
  ['R55', 'ORG', '«Ferrailles & Cie» rachète le cuivre'],
  ['R55', 'ORG', 'chez «Moreau et Fils» on paie comptant'],
  ['R55', 'ORG', 'la banque («Solidor Crédit») veut le plan'],
  ['R55', 'ORG', '«Le Bus Bleu» (Lille) utilise un tableau'],
  ['R55', 'ORG', '«La Ruche du Tournaisis» a perdu trois ans de données'],
  ['R55', 'ORG', '«Hauts de Vélo», siret 830 382 354 00041'],
  ['R55', 'ORG', 'factuur «Datawerf bv» mededeling'],
  ['R55', 'ORG', '«LRCC» et la ressourcerie Le Carrousel'],
  ['R55', 'ORG', '«AVDR» nous facture 300 € de trop'],
  ['R55', 'ORG', 'le devis de «Nettoie-Tout» traîne'],
  ['R55', 'ORG', 'sous-traitance à «Batirenov» ?'],
  ['R55', 'ORG', 'entre «Rebond» et nous y a pas photo'],
  ['R55', 'ORG', 'la directrice de l’«Arc-en-Ciel» est passée'],
  ['R55', 'ORG', '«Rouages asbl» nous pique nos stagiaires'],
  ['R55', 'ORG', "partenariat avec «'t Zorgpunt vzw» gestopt"],
  ['R55', 'ORG', 'VISITE DE LA «RESSOURCERIE ZORGLUBE» MARDI'],
  ['R55', 'ORG', '«vzw De Brug» heeft dat ook'],
  ['R53', 'PER', '«Popol» tient la caisse'],
  ['R53', 'PER', 'c’est «momo» qui ferme'],
  ['R53', 'PER', 'groep van «Koen»: woensdag'],
  ['R50', 'PER', 'afspraak met «dokter Sels»'],
  ['R53', 'PER', 'met vriendelijke groet, «An»'],
  ['R53', 'PER', 'un grand merci à «Noël» pour le coup de main'],
  ['R53', 'PER', '«Bouboule» a remis la scie sans la nettoyer'],
  ['R53', 'PER', '«Divine» (aide-soignante) a tout vu'],
  ['R53', 'PER', 'accueil : Sophie\ncaisse : «Patient»'],
  ['R53', 'PER', '«Victoire» : vaisselle\nConstant : courses'],
  ['R53', 'PER', 'recette de la «signora Pina» à garder'],
  ['R53', 'PER', 'la chanson de «Si Mohammed»'],
  ['R53', 'PER', '«Big Joe» came alone'],
  ['R53', 'PER', 'qui ferme ? «kev» ?'],
  ['R53', 'PER', 'vu avec «o. mertens» hier'],
  ['R53', 'PER', '«Désiré» 0470 12 34 56'],
  ['R53', 'PER', '«Temi» please don’t tell'],
  ['R53', 'PER', 'rappel de «Pira Sow» demain'],
  ['R55', 'ORG', 'la «mairie de Tourcoing» prête un hangar'],
  ['R55', 'ORG', '«Tremplin 2000» nous doit trois factures'],
  ['R55', 'ORG', 'la «snc Lemaire Toitures» a fini'],
  ['R55', 'ORG', 'audit de «Claes Revisoren» en mai'],
  ['R55', 'ORG', 'les gens de «Racines» arrivent'],
  ['R55', 'ORG', 'on partage avec «Rebond», ça marche'],
  ['R55', 'ORG', '«pain noir sc» nous doit encore 340 €'],
  ['R55', 'ORG', 'chez «fil perdu asbl» on note tout'],
  ['R55', 'ORG', '«Vannerie SCOP»: à inviter'],
  ['R55', 'ORG', 'Demi-Tour coop & «Panais» : même tournée'],
  ['R55', 'ORG', '«Panais & Zoon bv» belt terug'],
  ['R55', 'ORG', 'obstacle = «La Gazelle Grise» a raflé le marché'],
  ['R55', 'ORG', 'Pourquoi «Presque Pareil» vend moins cher ?'],
  ['R55', 'ORG', 'Mail de «Trait d’Union» sans suite'],
  ['R55', 'ORG', 'uitnodigen: «wijkhuis De Kiem», iemand van de kerk'],
  ['R55', 'ORG', '«Association Teranga Nord» + nous = même public'],
  ['R55', 'ORG', '«Schoon Schip» zou terugbellen'],
  ['R56', 'ADDR', 'dépôt «chaussée de Mons 345 bte 2, 1070 Anderlecht»'],
  ['R56', 'ADDR', '«14/3 rue du Moulin, 5000 Namur» (sonnette)'],
  ['R56', 'ADDR', 'réunion «rue de la station 5»'],
  ['R56', 'ADDR', 'réunion «place Flagey», la salle bleue'],
  ['R56', 'ADDR', 'on se voit sur «place Flagey»'],
  ['R56', 'ADDR', 'elle habite «rue du Pot d’Or»'],
  ['R56', 'ADDR', 'levering «Kerkstraat 12, 1080 Molenbeek»'],
  ['R56', 'ADDR', 'le magasin de «4020 Liège»'],
  ['R56', 'ADDR', '«12 bis rue des Tilleuls, 14000 Caen»'],
  ['R56', 'ADDR', 'courrier «BP 60» svp'],
  ['R56', 'ADDR', 'livraison «Grand-Place 3 à 7500 Tournai»'],
  ['R56', 'ADDR', 'stock «Vieux Moulin 14, 4800 Verviers»'],
  ['R56', 'ADDR', 'elle habite «14 rue haute»'],
  ['R56', 'ADDR', '«Zoning des Hauts-Sarts, rue du Progrès 5»'],
  // a thing before a full name, and who belongs to a family
  ['R51', 'PER', 'le fromage «Odile Gillard» coûte trop cher'],
  ['R51', 'PER', 'la convention «Odile Gillard» est signée'],
  ['R54', 'PER', 'payé 200 € chez les frères «Noirpont»'],
  ['R54', 'PER', 'un don de la famille «Strépont», à trier'],
  ['R54', 'PER', 'le fils «Petit» vient mardi'],
  ['R54', 'PER', 'de kist van familie «Zwartewiel» staat nog hier'],
  ['R51', 'PER', 'farine chez «Moulin Hardy-Sauvage»'],
  ['R53', 'PER', 'goe gedaan «Wimke» en merci'],
  ['R53', 'PER', '«Lieveke» ge zijt de beste'],
  ['R53', 'PER', 'gevraagd aan «els» gisteren'],
  ['R53', 'PER', '«mo» doet de kassa'],
  ['R53', 'PER', 'Volunteers: «Grace» (Tue), Tomasz (Thu)'],
  ['R55', 'ORG', 'chantier rentable : «Domaine de la Haute Pierre Blanche», 9 passages'],
  ['R55', 'ORG', 'le vin du «château Bellefosse» est bon'],
  ['R55', 'ORG', '«Brussels Mending Circle» wants to join'],
  ['R55', 'ORG', '«Northside Laundry Co-op» does a 4-day week'],
]

test.each(SEEN)('%s sees %s in: %s', (_rule, kind, marked) => {
  const value = /«(.*)»/.exec(marked)?.[1]
  expect(direct(marked.replace(/[«»]/g, ''))).toContain(`${kind} ${value}`)
})

const LEFT_ALONE = [
  'Madame Météo a encore menti, le matos de cuisine',
  'Toon uw badge, jasmijn en marjolein in potjes, de timmerman komt',
  'brave hendrik spelen, déshabiller Pierre pour habiller Paul, bella ciao à la fête',
  'Windows Server 2019 a planté, Article 27 donne des tickets, Salle 12 est libre',
  'statut SCOP : à voir, petite asbl → trop petite, frais bancaires asbl : 40 €',
  'avec Pasen dicht, avec Internet c’est mieux, bij moeilijke klanten',
  'Formation Premiers Secours en mai, Nouveau Logo en juin, Vrije Tijd',
  'Lente : trop de pluie, Noël : fermé du 24 au 2',
  'Objectif Zéro Déchet, Opération Coup de Balai, Carte Médicale expirée',
  'Afdeling Textiel loopt vol. Dienst Welzijn belt morgen. Bureau Financiën',
  'Petit Déj offert. Grand Ménage samedi. Stylo Bleu perdu',
  'Les Belges, les Français et Le Néerlandais de base',
  'vu à Zulte, livré à Outrelouxhe',
  'jeu de rôle : le Frein, le Moteur, le Passager',
  'La Région promet, Le Conseil d’Administration vote',
  'CHAPEAU JAUNE puis CHAPEAU NOIR, on continue lundi',
  'vertaling in ’t Frans, collega uit Duinkerke, need translator Twi',
  'la fresque de Rosa Parks, les six chapeaux de Bono',
  'Pierre d’achoppement : la formation',
  'La première pierre sera posée au printemps',
  'Marche à suivre : ouvrir, encoder, sauvegarder',
  'Rose fuchsia pour les urgences, vert pour le reste',
  'Petit à petit, le comité avance',
  'Depuis trois ans on jette les doublons, elle manage bien',
  'Spa, thermes et wellness : ce n’est pas notre public',
  'Principe de Pareto et matrice d’Eisenhower',
  'La Saint-Nicolas attire du monde',
  'Madame, Monsieur, merci de répondre',
  'En 2020 Liège a tout fermé',
  'Place de parking 12, quai de déchargement 3, route 7',
  'À la rue depuis deux mois',
  'Une personne du siège reste sur place. Un service de nuit garde les deux',
  'Notre asbl est petite, une asbl de plus',
  // sentences that stand one after another without a full stop
  'Former les équipes sur place Une tablette par camion',
  'Une personne sur place Formation d’une heure',
  'Outil mis en place Réunions courtes chaque lundi',
  'Trier à quai Un bon par palette',
  'Le Conseil d’Administration et l’Assemblée Générale ont voté',
  'De planning hangt aan de muur, elke maandag',
  'Avec Excel ou chez Google, par Teams',
  'Boulanger cherche un apprenti, timmerman gezocht',
  'Victor, la marque de pièges, et un piège Victor de plus',
  'Les six chapeaux de Bono, Marie Curie au mur, Blanche-Neige en vhs',
  'Witte of zwarte verf, Vos gezien aan de vuilbakken',
  'Perceuse Bosch, visseuse Makita, grue Manitou',
  'Talon d’Achille : la caisse',
  'Constant manque de bras le lundi',
  'Kader van het overleg, wat staat erin, de Franse tekst',
  'Milestones / Mijlpalen, Levers / Hefbomen',
  'rdv Visite Médicale, livraison Lundi Matin, commande Papier A4',
  'Gepubliceerde case van dezelfde groep, Tijdens deze stap',
  'Le Bureau du lundi refuse, La Direction recrute, Le Magasin vend',
  'Basilic, Aneth, Angélique : semis sous abri',
  'Jan met de pet snapt het niet, Sint en Piet komen de 5de',
  'de Smid, de Schilder en de Metser: 3 filmpjes',
  'Victor comme marque de caisse, Victor = piège à souris',
  'cas apporté par une collègue',
  'Le Grand Nettoyage commence lundi, La Région de Namur a dit non',
  'Les Belges et les Français n’ont pas les mêmes règles',
  'HACCP demande un registre, SWOT et PESTEL même combat',
  'La Boîte à Idées reste vide, Le Conseil Communal vote',
  'le service (RH) est fermé, bv. op maandag',
  'Sam 12/4 fermé',
  'Un bon marc de café, un jean usé, des gilles en fête',
  'la loi Jean Gol, le prix Marie Curie',
  'la famille Excel, une famille Monoparentale, la famille Royale, les frères et les Sœurs',
  'un beetje Kaartje, een Momentje, frietje en pintje',
  'quand els en mo op het bord staat: els is hout, 3 mo par photo',
  'congé pascal : crèche fermée, cierge pascal, vacances pascales',
  'Opening: Mon, Tue (closed), Thu (late), Sat 10am',
  'Olive (noire), Rose (fuchsia), Prune (mûre)',
  'dans le domaine de la Santé, domaine du Numérique, au château',
  'un atelier "appli", une cuisine "maison"',
  'cotisation parts coop à verser. Nouvelle coop créée hier ! Jeune coop à inviter',
  'Book Club on Monday. Community Kitchen is open. Repair Hub: who comes?',
]

test.each(LEFT_ALONE)('R57 nobody is meant in: %s', (text) => {
  expect(direct(text)).toEqual([])
})

test('R57 a word that is also a name is a suspect where nothing proves either', () => {
  const [found] = findIdentifiers('la liste Bolomey du mois', EMPTY_ROSTER)
  expect(found).toMatchObject({ kind: 'NAME', class: 'Q', layer: 'suspect', text: 'Bolomey' })
})

test('R58 communes are places, not identifiers; those that are words need a preposition', () => {
  const places = (text: string): string[] =>
    findIdentifiers(text, EMPTY_ROSTER).flatMap((finding) => (finding.kind === 'PLACE' ? finding.text : []))
  expect(places('de Herstal à Marche-en-Famenne, puis à Ans')).toEqual([
    'Herstal',
    'Marche-en-Famenne',
    'Ans',
  ])
  // larger communes of every province and around Lille
  expect(places('de Wattrelos à Aubel, puis vers Zulte et Marcq-en-Barœul')).toEqual([
    'Wattrelos',
    'Aubel',
    'Zulte',
    'Marcq-en-Barœul',
  ])
  expect(places('la croix du chœur, Croix de bois')).toEqual([])
  expect(places('Marche bien. Manage moins. Un magasin te Vilvoorde')).toEqual(['Vilvoorde'])
  expect(direct('le dépôt de Herstal')).toEqual([])
})

test('R59 a text whose identifiers were replaced holds none', () => {
  const text = 'Mme Vandersmissen (asbl Le Bon Grain), rue des Tilleuls 12, 6000 Charleroi, 0470 12 34 56'
  const redacted = findIdentifiers(text, EMPTY_ROSTER)
    .filter(isDirect)
    .toReversed()
    .reduce(
      (rest, { start, end, kind }) =>
        `${rest.slice(0, start)}[${kind === 'PER' ? 'personne B' : 'organisation A'}]${rest.slice(end)}`,
      text,
    )
  expect(direct(redacted)).toEqual([])
  expect(redacted).not.toContain('Vandersmissen')
})
