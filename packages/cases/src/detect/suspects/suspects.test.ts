import { expect, test } from 'vitest'
import { GOLD_NOTES, GOLD_ROSTER } from '../../testing/gold-notes.ts'
import { findIdentifiers } from '../find-identifiers.ts'
import { isDirect } from '../finding.ts'
import { proposedWords } from '../propose.ts'
import { EMPTY_ROSTER } from '../roster.ts'
import { countInBand, figureOf, moneyBand, moneyInBand, relativeMonth, sizeBand } from './figures.ts'

const found = (text: string): string[] =>
  findIdentifiers(text, EMPTY_ROSTER).map((finding) => `${finding.kind} ${finding.text}`)

const SEEN: readonly [rule: string, kind: string, text: string][] = [
  ['R70', 'HEALTH', 'elle est «en burn-out depuis février» hélas'],
  ['R70', 'HEALTH', 'le chauffeur, «diabétique», dort mal'],
  ['R70', 'HEALTH', 'la directrice en «congé de maternité»'],
  ['R70', 'HEALTH', 'hij is «ziek» deze week'],
  ['R70', 'UNION', 'le «délégué CSC» a râlé'],
  ['R70', 'BELIEF', 'un «réfugié» de passage'],
  ['R70', 'JUDICIAL', 'un «sortant de prison» motivé'],
  ['R70', 'JUDICIAL', 'un «certificat de bonne vie» demandé'],
  ['R70', 'CONFLICT', 'elles «ne se parlent plus» du tout'],
  ['R70', 'SECURITY', 'on a été «hackés en 2022» ici'],
  ['R71', 'DATE', 'fermé «du 18 mars au 11 mai 2020» mais'],
  ['R71', 'DATE', 'le «12/06/2023» on bascule'],
  ['R71', 'DATE', 'dès «janvier 2023» on teste'],
  ['R71', 'COUNT', 'nous sommes «38 travailleurs dont 22 en insertion» ici'],
  ['R71', 'COUNT', 'soit «23,5 ETP» en tout'],
  ['R71', 'MONEY', 'un subside de «24.750 €» reçu'],
  ['R71', 'MONEY', 'environ «12,5 k€ par an» ici'],
  ['R71', 'MONEY', 'plus de «quarante mille euros» perdus'],
  ['R71', 'BENEFICIARY', 'une cliente, «82 ans», sans gsm'],
  ['R71', 'EVENT', 'on a eu le «Prix Économie Sociale 2019» là'],
  ['R72', 'ROLE', 'la «directrice financière» part'],
  ['R72', 'FUNDER', 'un dossier «AVIQ» refusé'],
  ['R72', 'NAME', 'le module «CollectoPlan» est lent'],
  ['R19', 'GRANT', 'la bourse «DIG-EES/2023/017» suffit'],
  ['R19', 'GRANT', 'agrément «RE-045» reçu'],
]

test.each(SEEN)('%s shows %s to the reviewer in: %s', (_rule, kind, marked) => {
  const value = /«(.*)»/.exec(marked)?.[1]
  expect(found(marked.replace(/[«»]/g, ''))).toContain(`${kind} ${value}`)
})

test.each(GOLD_NOTES.filter(({ negative }) => negative))(
  'R73 nothing at all to decide in: $text',
  ({ text }) => {
    expect(findIdentifiers(text, GOLD_ROSTER)).toEqual([])
  },
)

test('R73 a suspect is never a direct identifier, and never hides one', () => {
  const text = 'la directrice, Nadia Amrani, 42 ans, en burn-out depuis mars, gsm 0470 12 34 56'
  const findings = findIdentifiers(text, EMPTY_ROSTER)
  expect(findings.filter(isDirect).map((finding) => finding.text)).toEqual(['Nadia Amrani', '0470 12 34 56'])
  expect(findings.filter((finding) => !isDirect(finding)).map(({ kind }) => kind)).toEqual(
    expect.arrayContaining(['ROLE', 'BENEFICIARY', 'HEALTH']),
  )
  for (const finding of findings) expect(text.slice(finding.start, finding.end)).toBe(finding.text)
})

test('R75 a figure is proposed as its band, a date as its year or as months since the beginning', () => {
  expect(sizeBand(38)?.id).toBe('t2_10_49')
  expect(moneyBand(figureOf('24.750 €') ?? 0)?.id).toBe('b3')
  expect(moneyBand(figureOf('6.200 euros') ?? 0)?.id).toBe('b2')
  expect(moneyBand(figureOf('quarante mille euros') ?? 0)?.id).toBe('b3')
  expect(figureOf('12,5 k€')).toBe(12_500)
  expect(countInBand('38 travailleurs dont 22 en insertion', 'fr')).toBe(
    'entre 10 et 49 travailleurs, dont une majorité en insertion',
  )
  expect(countInBand('120 bénévoles dont 9 en formation', 'fr')).toBe(
    'entre 50 et 199 bénévoles, dont une partie en formation',
  )
  expect(moneyInBand('24 750,00 EUR', 'fr')).toBe('entre 10\u202f000 et 49\u202f999 €')
  expect(relativeMonth('12/06/2023', 'Janvier 2023')).toBe('M+5')
  expect(relativeMonth('Janvier 2023', 'janvier 2023')).toBe('M0')
  expect(relativeMonth('12 juin', 'janvier 2023')).toBeNull()
})

test('R75 every other kind has its words', () => {
  const proposed = (
    kind: 'DATE' | 'PLACE' | 'ADDR' | 'FUNDER' | 'ROLE' | 'HEALTH',
    text: string,
    reason = '',
  ) => proposedWords({ kind, text, reason }, 'fr')
  expect(proposed('DATE', '12/06/2023')).toBe('2023')
  expect(proposed('DATE', '4 mai')).toBeNull()
  expect(proposed('PLACE', 'Herstal')).toBe('[en Wallonie]')
  expect(proposed('ADDR', 'Kerkstraat 12, 1080 Molenbeek')).toBe('[à Bruxelles]')
  expect(proposed('FUNDER', 'Forem')).toBe('[pouvoir subsidiant]')
  expect(proposed('ROLE', 'directrice financière', 'suspect.post_daf')).toBe('[DAF]')
  expect(proposed('HEALTH', 'diabétique')).toBeNull()
})

test.each([
  'entre 10 et 49 travailleurs',
  'entre 10 et 49 travailleurs, dont une majorité en insertion',
  'entre 10 000 et 49 999 €',
  'une bourse (1 000 à 9 999 €)',
  'M+5, en Wallonie',
])('R75 a band that was proposed is nothing to decide again: %s', (text) => {
  expect(found(text)).toEqual([])
})
