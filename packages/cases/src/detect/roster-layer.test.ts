import { expect, test } from 'vitest'
import { GOLD_ROSTER } from '../testing/gold-notes.ts'
import { findIdentifiers, findInLabel } from './find-identifiers.ts'
import type { Roster } from './roster.ts'

const found = (text: string, roster: Roster = GOLD_ROSTER): string[] =>
  findIdentifiers(text, roster).map((f) => `${f.kind} ${f.text}`)

test.each([
  'Nathalie Dubreucq',
  'DUBREUCQ Nathalie',
  'Dubreucq, Nathalie',
  'nathalie dubreucq',
  'N. Dubreucq',
  'Nathalie D.',
  'NDubreucq',
  'Nathalie',
  'nathalie',
  'Dubreucq',
  'Natha\u00adlie',
  'Mme Dubreucq',
  'N.D.',
])('R21 %s is the person of the roster', (name) => {
  const findings = findIdentifiers(`demander à ${name} demain`, GOLD_ROSTER)
  expect(findings).toMatchObject([{ kind: 'PER', text: name, entityIds: ['p-nathalie'], layer: 'roster' }])
})

test('R21 particles, apostrophes, hyphens and accents do not hide a name', () => {
  const person = (name: string): Roster => ({
    people: [{ id: 'p', name }],
    organisations: [],
    places: [],
    products: [],
  })
  expect(found('vu avec Joelle d Hoore', person('Joëlle d’Hoore'))).toEqual(['PER Joelle d Hoore'])
  expect(found('vu avec Van De Walle', person('Marie Van de Walle'))).toEqual(['PER Van De Walle'])
  expect(found('jean marie colson et JM Colson')).toEqual(['PER jean marie colson', 'PER JM Colson'])
})

test('R21 two people with one first name give one finding that names both', () => {
  const roster: Roster = {
    people: [
      { id: 'p-2', name: 'Fatima Amrani' },
      { id: 'p-1', name: 'Fatima Benali' },
    ],
    organisations: [],
    places: [],
    products: [],
  }
  expect(findIdentifiers('Fatima range', roster)).toMatchObject([
    { text: 'Fatima', entityIds: ['p-1', 'p-2'] },
  ])
})

test('R22 what a place, a trade, a quality and a saying are called is nobody of the roster', () => {
  const names = ['Rose Lambert', 'Pascal Maréchal', 'Thierry Marchal', 'Désiré Ntumba', 'Jean Petit']
  const roster: Roster = {
    people: names.map((name) => ({ id: name, name })),
    organisations: [],
    places: [],
    products: [],
  }
  const direct = (text: string): string[] =>
    findIdentifiers(text, roster).flatMap(({ kind, text: words }) => (kind === 'PER' ? words : []))
  expect(direct('rdv à Saint-Lambert ; Maréchal-ferrant : métier disparu')).toEqual([])
  expect(direct('le résultat désiré n’est écrit nulle part, les Roses du mur')).toEqual([])
  expect(direct('Jan met de pet snapt het niet')).toEqual([])
  expect(direct('vu avec Lambert, Maréchal et Désiré')).toEqual(['Lambert', 'Maréchal', 'Désiré'])
})

test('R24 the first noun of a name with an article stands for the house, with its capital', () => {
  const roster: Roster = {
    people: [],
    organisations: [{ id: 'o', name: 'Le Relais des Cinq Clochers asbl' }],
    places: [],
    products: [],
  }
  expect(found('Odile du Relais nous aide', roster)).toContain('ORG Relais')
  expect(found('on prend le relais demain', roster)).toEqual([])
  // nobody hears how many there are
  expect(found('Relais des cinq clocher nous aide', roster)).toContain('ORG Relais des cinq clocher')
})

test('R22 a given name that is also a word counts with a capital only', () => {
  expect(found('Voir avec Marine et Camille ; pour Pierre aussi')).toEqual([
    'PER Marine',
    'PER Camille',
    'PER Pierre',
  ])
  expect(found('la marine, une camille, la première pierre, max 3')).toEqual([])
})

test('R23 a commune that is also a word counts with a capital, not as the verb that opens a sentence', () => {
  expect(found('Le dépôt de Spa, puis à Marche et vers Jette')).toEqual([
    'PLACE Spa',
    'PLACE Marche',
    'PLACE Jette',
  ])
  expect(found('Marche depuis trois ans. Jette un œil. Manage bien. dans trois ans')).toEqual([])
  expect(found('antenne de Marche-en-Famenne')).toEqual(['PLACE Marche-en-Famenne'])
})

test('R24 an organisation is found without accents, article, legal form or spaces', () => {
  expect(found('les ateliers du quai')).toEqual(['ORG les ateliers du quai'])
  expect(found('asbl Ateliers du Quai')).toEqual(['ORG asbl Ateliers du Quai'])
  expect(found('chez Recup Famenne ASBL demain')).toEqual(['ORG Recup Famenne ASBL'])
  expect(found('chez AteliersDuQuai')).toEqual(['ORG AteliersDuQuai'])
  expect(found('Toits et Trait d’union a signé')).toEqual(['ORG Toits et Trait d’union'])
  expect(found('BytesVerts a répondu')).toEqual(['ORG BytesVerts'])
  expect(found('le fil rouge de la réunion, puis un tremplin')).toEqual(['ORG le fil rouge'])
  expect(found('suivre un fil rouge et un tremplin')).toEqual([])
})

test('R24 aliases and generated acronyms count in capitals', () => {
  const roster: Roster = {
    people: [],
    organisations: [{ id: 'o', name: 'Centre Horizon Jeune', aliases: ['le Phare'] }],
    places: [],
    products: [],
  }
  expect(found('le CHJ, alias le phare', roster)).toEqual(['ORG CHJ', 'ORG le phare'])
  expect(found('rien de chj ici', roster)).toEqual([])
})

test('R24 in small letters a name counts by a word that is nothing else, or where no thing can stand', () => {
  const roster: Roster = {
    people: [],
    organisations: [
      { id: 'salm', name: 'Ressourcerie du Val de Salm' },
      { id: 'sillons', name: 'Les Trois Sillons SCES' },
      { id: 'tarentelle', name: 'La Tarentelle' },
    ],
    places: [],
    products: [],
  }
  expect(found('val de salm a le même logiciel', roster)).toEqual(['ORG val de salm'])
  expect(found('chez trois sillons on trie', roster)).toEqual(['ORG trois sillons'])
  expect(found('trois sillons a arrêté', roster)).toEqual(['ORG trois sillons'])
  expect(found('tarentelle a changé de logiciel', roster)).toEqual(['ORG tarentelle'])
  expect(found('on creuse trois sillons par rang, on danse une tarentelle', roster)).toEqual([])
})

test('R28 an organisation of the roster stays one behind the name of whoever works there', () => {
  const roster: Roster = {
    people: [],
    organisations: [{ id: 'k', name: 'Kaleïdo', elsewhere: true }],
    places: [],
    products: [],
  }
  expect(findIdentifiers('vu avec Karim de Kaleïdo', roster)).toMatchObject([
    { kind: 'PER' },
    { kind: 'ORG', text: 'Kaleïdo', entityIds: ['k'] },
  ])
})

test('R25 a name inside another word is no name', () => {
  expect(found('la spatule, anspach, mehmetologie')).toEqual([])
})

test('R3 the longest finding wins and partial overlaps are joined', () => {
  expect(found('écrire à nathalie.dubreucq@quai.example')).toEqual(['EMAIL nathalie.dubreucq@quai.example'])
  expect(found('PV_AteliersDuQuai_NDubreucq.jpg')).toEqual(['FILE PV_AteliersDuQuai_NDubreucq.jpg'])
})

test('R1 offsets are those of the text as typed, whatever is invisible in it', () => {
  const text = 'e\u0301cole\u200b\u00a0: Nathali\u0301e Dubreucq, 04\u202f220\u00a011\u00a022'
  for (const finding of findIdentifiers(text, GOLD_ROSTER)) {
    expect(text.slice(finding.start, finding.end)).toBe(finding.text)
  }
  expect(found(text)).toEqual(['PER Nathali\u0301e Dubreucq', 'PHONE 04\u202f220\u00a011\u00a022'])
})

test('R4 a whole wall of names is read in time', () => {
  const people = Array.from({ length: 300 }, (_, n) => ({ id: `p${n}`, name: `Prénom${n} Famille${n}xyz` }))
  const roster: Roster = { ...GOLD_ROSTER, people }
  findIdentifiers('chauffe', roster)
  // processor time: what else the machine does is not ours
  const started = process.cpuUsage()
  for (let note = 0; note < 200; note += 1) {
    findIdentifiers(
      `Note ${note} : on a vu Prénom${note} au dépôt de Herstal avec BytesVerts SRL, tel 04 220 11 22`,
      roster,
    )
  }
  expect(process.cpuUsage(started).user / 1_000 / 200).toBeLessThan(5)
})

test('R21 someone who joined under the name of her role does not make that word a name', () => {
  const roster: Roster = {
    people: [
      { id: 'p-1', name: 'Coach' },
      { id: 'p-2', name: 'Admin Démo' },
    ],
    organisations: [],
    places: [],
    products: [],
  }
  expect(found('Le coach aide, Coach utile ; admin', roster)).toEqual([])
})

const names = (people: string[], organisations: string[] = []): Roster => ({
  people: people.map((name) => ({ id: name, name })),
  organisations: organisations.map((name) => ({ id: name, name })),
  places: [],
  products: [],
})
const namedBy = (text: string, roster: Roster): string[] =>
  findIdentifiers(text, roster).flatMap(({ kind, layer, text: words }) =>
    layer === 'roster' && (kind === 'PER' || kind === 'ORG') ? words : [],
  )

test.each([
  ['vu avec Joke V.d.N. hier', 'Joke Van den Nieuwenhof', 'Joke V.d.N.'],
  ['je bosse avec A.-S. sur le planning', 'Anne-Sophie Counasse', 'A.-S.'],
  ['demandé 2x à salva pour les pneus', 'Salvatore Santacroce', 'salva'],
  ['pq c tjs pat ki décide', 'Patrick Vandormael', 'pat'],
  ['wims fiets staat in de weg', 'Wim Claes', 'wims'],
  ['wim & bram doen de ophaling', 'Wim Claes', 'wim'],
  ['demander à Divinne de poster', 'Divine Mukendi', 'Divinne'],
  ['bakker g. heeft haar attest niet', 'Griet Bakker', 'bakker g.'],
  ['rose k please stop', 'Rose Kabongo', 'rose k'],
  ['Temi ferme ce soir', 'Temitope Adelakun', 'Temi'],
  ['Constant reste constant', 'Constant Delvigne', 'Constant'],
  ['Désiré de chez Roulavel a trois vélos', 'Désiré Mbuyi', 'Désiré'],
  ['Rose ne veut plus, claire non plus', 'Claire Boulanger', 'claire'],
  ['Patience van de keuken spreekt geen NL', 'Patience Mbuyi', 'Patience'],
  ['J-C a dit oui', 'Jean-Claude Thiry', 'J-C'],
  ['iris et jade font la caisse', 'Jade Peeters', 'jade'],
  ['tel à iris pour la livraison', 'Iris Vermeulen', 'iris'],
  ['rim a un rdv', 'Rim Haddad', 'rim'],
  ['goe gedaan wimke', 'Wim Claes', 'wimke'],
  ['lieveke komt morgen', 'Lieve Cornelis', 'lieveke'],
  ['vu avec Barteke', 'Bart Claessens', 'Barteke'],
  ['voir pascal après le congé', 'Pascal Petit', 'pascal'],
])('R22 in « %s » %s is meant', (text, person, written) => {
  expect(namedBy(text, names([person]))).toContain(written)
})

test.each([
  ['pas claire la note sur les congés', 'Claire Maréchal'],
  ['a demandé prudence sur les chiffres', 'Prudence Ahoussou'],
  ['Boulanger : métier en pénurie', 'Paulin Boulanger'],
  ['no problem (joke), we have the keys', 'Joke Verhulst'],
  ['mark your boxes before they go', 'Marc Lambiotte'],
  ['kok ziek, bakker komt pas om 7u', 'Lieve De Bakker'],
  ['een geluk dat de bakker op de hoek brood geeft', 'Lieve De Bakker'],
  ['de wolf en de vos in de poppenkast', 'Bram De Vos'],
  ['petit groupe = ça marche', 'Rose Petit'],
  ['Trésor caché : le grenier', 'Trésor Mbuyi'],
  ['les gens de Hem et Herstal viennent', 'Corinne Herstal'],
  ['le magasin d’Ans cartonne', 'An Claes'],
  ['Noël : fermé du 24 au 2', 'Noël Maréchal'],
  ['déshabiller Pierre pour habiller Paul', 'Pierre Marchand'],
  ['Joke vertelt dezelfde joke', 'Jokelien Peeters'],
  ['he said no, we said yes', 'Said Amrani'],
  ['jade vert ou bleu pour les rideaux', 'Jade Peeters'],
  ['kok belt terug', 'Geert Kok'],
  ['een markt, twee marktjes', 'Mark Claes'],
  ['congé pascal : crèche fermée', 'Pascal Petit'],
  ['l’agneau pascal et le cierge pascal', 'Pascal Petit'],
])('R22 in « %s » %s is not meant', (text, person) => {
  expect(namedBy(text, names([person]))).toEqual([])
})

test.each([
  ['chez mine de rien on trie', 'Mine de Rien asbl', 'mine de rien'],
  ['Fil rouge + nous = même fichier', 'Fil Rouge asbl', 'Fil rouge'],
  ['la map de pain perdu srl', 'Pain Perdu srl', 'pain perdu srl'],
  ['samen met Trapvonk bv', 'Trapvonk bv', 'Trapvonk bv'],
  ['les anciens de la MJ Le Sous-Sol', 'Maison de jeunes Le Sous-Sol asbl', 'MJ Le Sous-Sol'],
  ['cie le trac cherche un lieu', 'Compagnie Le Trac asbl', 'cie le trac'],
  ['Ludovic (ex Habitat solidaire)', 'Habitat Solidaire des Remparts', 'Habitat solidaire'],
  ['coop potager = nos ventes', 'Coop’Potager', 'coop potager'],
  ['de schakel kent het al', 'De Schakel', 'de schakel'],
  ['racines asbl: ok', 'Racines asbl', 'racines asbl'],
  ['terre d’accueil : 3 ETP', 'Terre d’Accueil asbl', 'terre d’accueil'],
  ['kaleido et rive neuve', 'Rive Neuve', 'rive neuve'],
  ['mobilis et Étincelle pourraient venir', 'Étincelle Numérique', 'Étincelle'],
  ['vu avec Étincelle hier', 'Étincelle Numérique', 'Étincelle'],
  ['Étincelle recrute', 'Étincelle Numérique', 'Étincelle'],
])('R24 in « %s » %s is meant', (text, organisation, written) => {
  expect(namedBy(text, names([], [organisation]))).toContain(written)
})

test.each([
  ['mine de rien on a vidé le dépôt', 'Mine de Rien asbl'],
  ['fil rouge de la journée : la sécurité', 'Fil Rouge asbl'],
  ['à tout de suite, je reviens', 'À Tout de Suite asbl'],
  ['trouver un deuxième souffle', 'Deuxième Souffle asbl'],
  ['Zonder haast eten lukt niet', 'Zonder Haast'],
  ['de draaischijf van de platenspeler', 'Kringwinkel De Draaischijf vzw'],
  ['au fil de l’eau on s’adapte', 'Au Fil de l’Eau asbl'],
  ['donner un coup de pouce', 'Le Coup de Pouce srl'],
  ['les racines du problème', 'Racines asbl'],
  ['Étincelle : trouver ce qui manque', 'Étincelle Numérique'],
  ['une étincelle suffit, l’Étincelle du four', 'Étincelle Numérique'],
  ['un Étincelle Café par mois', 'Étincelle Numérique'],
])('R24 in « %s » %s is not meant', (text, organisation) => {
  expect(namedBy(text, names([], [organisation]))).toEqual([])
})

test.each([
  ['les locaux de second souffle', 'Second Souffle asbl', 'second souffle'],
  ['second souffle et les autres ont mutualisé un camion', 'Second Souffle asbl', 'second souffle'],
  ['Second souffle dans la commune', 'Second Souffle asbl', 'Second souffle'],
  ['Réunion de fil rouge à 9h', 'Fil Rouge asbl', 'fil rouge'],
  ['mine de rien on a vidé le dépôt', 'Mine de Rien asbl', 'mine de rien'],
])('R24 in « %s » %s may be meant: the reviewer says so', (text, organisation, written) => {
  const roster = names([], [organisation])
  expect(namedBy(text, roster)).toEqual([])
  expect(findIdentifiers(text, roster)).toMatchObject([
    { kind: 'NAME', layer: 'suspect', reason: 'suspect.name_or_word', text: written },
  ])
})

test.each([
  'second souffle',
  'Second souffle',
  'camion-second-souffle',
  'second_souffle_logo',
  'asbl second souffle',
])('R24 what is no sentence names an organisation of ordinary words: %s', (label) => {
  const roster = names([], ['Second Souffle asbl'])
  expect(namedBy(label, roster)).not.toEqual([])
})

test('R24 in a keyword, a public name or a description of a picture the words of an organisation are it', () => {
  const roster = names([], ['Second Souffle asbl'])
  expect(findInLabel('photo de second souffle', roster)).toMatchObject([
    { kind: 'ORG', layer: 'roster', entityIds: ['Second Souffle asbl'] },
  ])
  expect(findInLabel('un second camion', roster)).toEqual([])
})
