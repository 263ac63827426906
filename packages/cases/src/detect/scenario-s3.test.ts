import { expect, test } from 'vitest'
import { GOLD_NOTES, GOLD_ROSTER } from '../testing/gold-notes.ts'
import { findIdentifiers } from './find-identifiers.ts'
import { isDirect } from './finding.ts'

/** The kinds of which every mark must be found, by the gold notes' names. */
const DIRECT: Readonly<Record<string, string>> = {
  PERSON: 'PER',
  ORG: 'ORG',
  PHONE: 'PHONE',
  EMAIL: 'EMAIL',
  URL: 'URL',
  BCE: 'BCE',
  IBAN: 'IBAN',
  NISS: 'NISS',
  PAYREF: 'PAYREF',
  PLATE: 'PLATE',
  HANDLE: 'HANDLE',
  FILE: 'FILE',
  SECRET: 'SECRET',
}
/** Whom no roster knows: a beneficiary, seen by her title and address. */
const BENEFICIARY = 'Madame L., 82 ans, rue du Pot d’Or'

const marks = GOLD_NOTES.flatMap(({ text, spans }) => spans.map((span) => ({ ...span, note: text })))
const covered = (mark: { start: number; end: number; note: string }, kinds: readonly string[]) =>
  findIdentifiers(mark.note, GOLD_ROSTER).some(
    ({ kind, start, end }) => kinds.includes(kind) && start < mark.end && end > mark.start,
  )

test.each(Object.entries(DIRECT))('S3.2 every %s of the gold notes is found', (type, kind) => {
  const ofKind = marks.filter((mark) => mark.type === type && mark.text !== BENEFICIARY)
  expect(ofKind.length).toBeGreaterThan(0)
  expect(ofKind.filter((mark) => !covered(mark, [kind]))).toEqual([])
})

test('S3.2 every health mark is flagged', () => {
  const health = marks.filter(({ type }) => type === 'HEALTH')
  expect(health.length).toBeGreaterThan(1)
  expect(health.filter((mark) => !covered(mark, ['HEALTH']))).toEqual([])
})

test('S3.2 the beneficiary is found by what is said of her', () => {
  const mark = marks.find(({ text }) => text === BENEFICIARY)
  expect(mark && findIdentifiers(mark.note, GOLD_ROSTER).filter(isDirect).length).toBeGreaterThan(0)
})

test('S3.2 the negatives have no direct finding', () => {
  const negatives = GOLD_NOTES.filter(({ negative }) => negative)
  expect(negatives.length).toBeGreaterThan(3)
  for (const { text } of negatives) expect(findIdentifiers(text, GOLD_ROSTER).filter(isDirect)).toEqual([])
})
