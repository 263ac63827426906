import { expect, test } from 'vitest'
import { GOLD_NOTES, GOLD_ROSTER } from '../testing/gold-notes.ts'
import { findIdentifiers } from './find-identifiers.ts'

/** The marks of the gold notes that the first two layers must see, by our kind. */
const EXPECTED_KINDS: Record<string, string> = {
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
  PRODUCT: 'PRODUCT',
  PLACE: 'PLACE',
}
/** A beneficiary whom no roster knows: for the later layers and the reader. */
const UNKNOWN_PERSON = 'Madame L., 82 ans, rue du Pot d’Or'

const marks = GOLD_NOTES.flatMap((note) =>
  note.spans
    .filter((span) => span.type in EXPECTED_KINDS && span.text !== UNKNOWN_PERSON)
    .map((span) => ({ note, span, kind: EXPECTED_KINDS[span.type] })),
)

test.each(marks)('R10 finds $span.type "$span.text" exactly', ({ note, span, kind }) => {
  const found = findIdentifiers(note.text, GOLD_ROSTER)
  expect(found.map(({ kind, text }) => ({ kind, text }))).toContainEqual({
    kind,
    text: span.text === 'La maison médicale du Rivage' ? 'maison médicale du Rivage' : span.text,
  })
})

test('R10 the gold notes hold every kind that these layers answer for', () => {
  expect(new Set(marks.map((mark) => mark.kind)).size).toBe(Object.keys(EXPECTED_KINDS).length)
  expect(marks.length).toBeGreaterThan(25)
})

test.each(GOLD_NOTES.filter((note) => note.negative))('R10 leaves alone: $text', (note) => {
  expect(findIdentifiers(note.text, GOLD_ROSTER)).toEqual([])
})

test.each(GOLD_NOTES.filter((note) => note.spans.length === 0))('R10 adds nothing to: $text', (note) => {
  expect(findIdentifiers(note.text, GOLD_ROSTER)).toEqual([])
})
