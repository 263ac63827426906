import { expect, test } from 'vitest'
import { findIdentifiers } from '../find-identifiers.ts'
import { EMPTY_ROSTER } from '../roster.ts'

const found = (text: string): string[] =>
  findIdentifiers(text, EMPTY_ROSTER)
    .filter(({ layer }) => layer === 'format')
    .map((f) => `${f.kind} ${f.text}`)

/** The value stands in «»; examples of every kind and their neighbours. */
const SEEN: readonly [rule: string, kind: string, text: string][] = [
  ['R11', 'EMAIL', 'écrire à «nathalie.dubreucq@quai.example», merci'],
  ['R11', 'EMAIL', 'écrire à «nathalie (at) quai point example»'],
  ['R11', 'EMAIL', 'Son mail : «nadia.b at gmail point com» (perso)'],
  ['R11', 'EMAIL', '«info [arobase] lefilrouge.be»'],
  ['R11', 'EMAIL', 'voir «compta＠quai.example»'],
  ['R12', 'PHONE', 'tel «0470 12 34 56»'],
  ['R12', 'PHONE', 'tel «0470/12.34.56».'],
  ['R12', 'PHONE', 'tel «+32 470 12 34 56»'],
  ['R12', 'PHONE', 'tel «+32 (0)4 220 11 22»'],
  ['R12', 'PHONE', 'tel «04/220.11.22»'],
  ['R12', 'PHONE', 'tel «02 345 67 89»'],
  ['R12', 'PHONE', 'tel «081/22 33 44»'],
  ['R12', 'PHONE', 'tel «06 39 98 12 34»'],
  ['R12', 'PHONE', 'tel «+33 6 39 98 12 34»'],
  ['R12', 'PHONE', 'tel «02.61.91.12.34»'],
  ['R12', 'PHONE', 'tel «0032 470 12 34 56»'],
  ['R12', 'PHONE', 'bel «+31 20 624 11 11»'],
  ['R12', 'PHONE', 'tel «(081) 22 33 44» le matin'],
  ['R12', 'PHONE', '«(0470) 12.34.56»'],
  ['R12', 'PHONE', 'gsm «0470_12_34_56»'],
  ['R12', 'PHONE', '«0470–12–34–56»'],
  ['R12', 'PHONE', '«+32 (0) 81 22 33 44»'],
  ['R12', 'PHONE', 'whatsapp «32 470 12 34 56»'],
  ['R13', 'HANDLE', 'Voir «@ateliersduquai» demain'],
  ['R13', 'HANDLE', 'avec «#TeamQuai»'],
  ['R14', 'URL', '«https://demo.bytesverts.example/?org=quai&token=8fK2», puis'],
  ['R14', 'URL', 'sur «www.quai.example».'],
  ['R14', 'URL', '(«bit.ly/3xYz»)'],
  ['R14', 'URL', 'page «fb.com/lequai» et'],
  ['R14', 'URL', 'site quai : «ateliersduquai.be»'],
  ['R14', 'URL', 'dans «P:\\Dossiers\\RH»'],
  ['R15', 'FILE', 'voir «PV_CA_AteliersDuQuai_2023-05-12_NDubreucq.jpg» (flou)'],
  ['R15', 'FILE', '«budget-2023.v2.xlsx»'],
  ['R16', 'BCE', 'BCE «0123.456.749»'],
  ['R16', 'BCE', '(«BE 0123.456.749»)'],
  ['R16', 'BCE', 'TVA «BE0123456749»'],
  ['R16', 'BCE', 'numéro BCE «0123456749»'],
  ['R16', 'BCE', 'unité «2.123.456.791»'],
  ['R16', 'SIREN', 'SIREN : «732 829 320»'],
  ['R16', 'SIREN', '«732 829 320 00074»'],
  ['R16', 'SIREN', 'RNA «W751234567»'],
  ['R16', 'NISS', 'NISS «85.07.30-033.28»'],
  ['R16', 'NISS', 'le «85073003328»'],
  ['R16', 'NISS', 'née 2001 : «01.01.01-001.26»'],
  ['R16', 'NISS', 'BIS «85.47.30-033.17»'],
  ['R16', 'NISS', 'mal recopié : «85.07.30-033.29»'],
  ['R16', 'NISS', '«85.07.30 - 033.28»'],
  ['R16', 'NISS', '«85.07.30/033.28»'],
  ['R16', 'NISS', 'nn«85.07.30-033.28»'],
  ['R16', 'NISS', '«85 07 30 / 033 28»'],
  ['R16', 'NIR', 'sécu «2 55 08 14 168 025 38»'],
  ['R16', 'NIR', '«2.55.08.14.168.025.38»'],
  ['R16', 'NIR', '«2-55-08-14-168-025-38»'],
  ['R16', 'BCE', 'BCE «0123-456-749»'],
  ['R17', 'IBAN', 'sur «BE68 5390 0754 7034» avec'],
  ['R17', 'IBAN', 'be68: «be68539007547034»'],
  ['R17', 'IBAN', '«FR14 2004 1010 0505 0001 3M02 606» pour'],
  ['R17', 'IBAN', 'faux mais lisible «BE68 5390 0754 7035»'],
  ['R17', 'PAYREF', 'comm. «+++090/3377/73450+++»'],
  ['R17', 'PAYREF', 'comm. «***090/3377/73450***»'],
  ['R17', 'PAYREF', 'communication «090337773450»'],
  ['R17', 'PAYREF', 'communication structurée «090 3377 73450»'],
  ['R17', 'IBAN', '«BE68/5390/0754/7034»'],
  ['R17', 'IBAN', '«BE68 5390  0754  7034»'],
  ['R18', 'SECRET', 'mdp «Quai2022!»'],
  ['R18', 'SECRET', 'mdp Odoo : «Quai2022!»'],
  ['R18', 'SECRET', 'mot de passe de la compta : «Jardin2019»'],
  ['R18', 'SECRET', 'mdp de Nathalie: «Nath1985!»'],
  ['R18', 'SECRET', "le mot de passe c'est «Bambou77»"],
  ['R18', 'SECRET', "code de l'alarme : «4471»"],
  ['R18', 'SECRET', "le code de l'alarme est «4471»"],
  ['R18', 'SECRET', "le code wifi c'est «Bambou77»"],
  ['R18', 'SECRET', 'login admin / pass «Toto1234!»'],
  ['R18', 'SECRET', 'identifiants : compta / «Toto1234!»'],
  ['R18', 'SECRET', 'wachtwoord van Odoo: «Kaas2022!»'],
  ['R18', 'SECRET', 'paswoord: «Kaas22»'],
  ['R18', 'SECRET', 'the password for the printer is «Lamp88»'],
  ['R18', 'SECRET', 'mot de passe Odoo\n«Perche88!»'],
  ['R18', 'SECRET', 'accès au site :\nadmin\n«Perche88!»'],
  ['R18', 'SECRET', '«Perche88!» est le mot de passe'],
  ['R18', 'SECRET', 'code du portail = «44 71»'],
  ['R18', 'SECRET', 'le mot de passe est «papillon»'],
  ['R18', 'SECRET', 'wifi : «QuaiGuest22»'],
  ['R18', 'SECRET', 'code alarme «4471»'],
  ['R19', 'PLATE', 'Le camion «1-ABC-234» n’a'],
  ['R19', 'PLATE', 'la camionnette «2 ABC 345»'],
  ['R19', 'PLATE', 'la voiture «AB-123-CD»'],
  ['R19', 'PLATE', 'plaque «1abc234»'],
  ['R19', 'PLATE', 'la camionnette «ab-123-cd»'],
  ['R19', 'PLATE', 'vieille plaque «ABC-123»'],
]

test.each(SEEN)('%s sees %s in: %s', (_rule, kind, marked) => {
  const value = /«(.*)»/.exec(marked)?.[1]
  expect(found(marked.replace(/[«»]/g, ''))).toContain(`${kind} ${value}`)
})

const LEFT_ALONE = [
  'Budget max 25 000 €, soit 24.750 € de subside et 6.200 euros.',
  'Depuis la v2.0.1 du 12/06/2023 à 14:30, tout va mieux.',
  'Réunion le 04.05.2023 10h, 18 mars au 11 mai 2020.',
  'SIREN inconnu ; 732 829 320 unités vendues.',
  'Le mot de passe oublié est notre premier irritant.',
  'Le code postal et le code de la route, sans code 2023.',
  '2 CDI 200 jours, 5 ETP 120 heures.',
  'Facturation 2019/2020, 1/2 temps, 3x plus.',
  '38 travailleurs dont 22 en insertion, 140 bénévoles, 23,5 ETP',
  'Point 1. Le wifi est lent. Les participant·e·s l’ont dit.',
  'Priorité #1 et @ 3 € pièce',
  'Le mot de passe a été changé, le mot de passe sera donné en réunion.',
  'mdp à changer le 12/05/2024',
  'mot de passe de la compta : personne ne le connaît',
  'mot de passe : voir avec la direction',
  'mots de passe : 12 caractères, deux chiffres',
  'the password is shared, het wachtwoord is vergeten',
  'code couleur : vert, code postal : 4020, code de la route',
  "le code de l'alarme change en 2024",
  'wifi : 2,4GHz ou 5GHz ; connexion avec Windows10 / Office365',
  'accès : gratuit / payant ; login : trop long',
  'mot de passe\nRéunion du 12/05 à 14h30',
  'pass culture accepté ; on passe à la version 4.2',
  '3 rue 120, lot 1abc234, art. 12-456-749',
]

test.each(LEFT_ALONE)('R10 leaves alone: %s', (text) => {
  expect(found(text)).toEqual([])
})

test('R18 a checksum is worth more than a shape in the reason', () => {
  const reasons = (text: string) => findIdentifiers(text, EMPTY_ROSTER).map(({ reason }) => reason)
  expect(reasons('85.07.30-033.28')).toEqual(['niss.checksum_19'])
  expect(reasons('01.01.01-001.26')).toEqual(['niss.checksum_20'])
  expect(reasons('85.07.30-033.29')).toEqual(['niss.shape'])
})
