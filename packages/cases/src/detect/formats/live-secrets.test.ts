import { expect, test } from 'vitest'
import { GOLD_NOTES } from '../../testing/gold-notes.ts'
import { secretsIn, withoutSecrets } from './live-secrets.ts'

test.each([
  ['mdp Quai2022!', 'secret', 'Quai2022!'],
  ['mot de passe : soleil', 'secret', 'soleil'],
  ['code alarme 4471', 'secret', '4471'],
  ['mdp Odoo : Quai2022!', 'secret', 'Quai2022!'],
  ['le mot de passe c’est Bambou77', 'secret', 'Bambou77'],
  ['identifiants : compta / Toto1234!', 'secret', 'Toto1234!'],
  ['wachtwoord van de mailbox: Kaas2022!', 'secret', 'Kaas2022!'],
  ['le 85.07.30/033.28 dans le rapport', 'national_number', '85.07.30/033.28'],
  ['le 85.07.30-033.28 dans le rapport', 'national_number', '85.07.30-033.28'],
  ['BIS 85473003317', 'national_number', '85473003317'],
  ['né en 2001 : 01.01.01-001.26', 'national_number', '01.01.01-001.26'],
  ['NIR 2 55 08 14 168 025 38', 'national_number', '2 55 08 14 168 025 38'],
])('R105 %s', (text, kind, words) => {
  expect(secretsIn(text)).toMatchObject([{ kind, text: words }])
})

test('R105 of the gold notes only those with a password or a national number', () => {
  const marked = GOLD_NOTES.filter(({ spans }) =>
    spans.some(({ type }) => type === 'SECRET' || type === 'NISS'),
  )
  expect(marked.length).toBeGreaterThan(0)
  expect(GOLD_NOTES.filter(({ text }) => secretsIn(text).length > 0)).toEqual(marked)
})

test.each([
  'Le mot de passe est sur l’écran, tout le monde le connaît.',
  'Le mot de passe sera donné en réunion, mdp à changer.',
  'Code postal 4020, version 2.0.1, réunion du 12/06/2023 à 14 h',
  'Appeler le 0470 12 34 56 ou le +32 4 220 11 22',
  '+++090/3377/73450+++',
])('R105 leaves alone: %s', (text) => {
  expect(secretsIn(text)).toEqual([])
})

test('R105 the words are taken out of the text as it was typed', () => {
  const text = 'Démo : mdp Quai2022! et 85.07.30-033.28 pour tous'
  expect(withoutSecrets(text, secretsIn(text))).toBe('Démo : mdp et pour tous')
  expect(withoutSecrets('mdp Quai2022!', secretsIn('mdp Quai2022!'))).toBe('mdp')
})
