import { CLOSE_CODES, type CloseReason } from '@tablee/sync/close-codes'
import { expect, test } from 'vitest'
import french from '../locales/fr/canvas.json' with { type: 'json' }
import { wayOn } from './closed-reasons.ts'

// `CLOSE_CODES` has exactly the reasons as its keys.
const finalReasons = (Object.keys(CLOSE_CODES) as CloseReason[]).filter(
  (reason) => !CLOSE_CODES[reason].retry,
)

test.each([
  'forbidden_structure',
  'too_many_clients',
  'room_full',
  'too_many_pieces',
  'too_large',
  'frame_too_big',
  'foreign_client',
  'malformed',
] as const)(
  'a copy that the server does not take (%s) is set aside by the reload, so that nobody is locked out',
  (reason) => {
    expect(wayOn(reason)).toMatchObject({ reloadable: true, copyIsSpent: true })
  },
)

test.each(['schema_mismatch', 'too_many_connections', 'door_locked'] as const)(
  'a page that is too old, one too many, or has to wait (%s), keeps its copy through the reload',
  (reason) => {
    expect(wayOn(reason)).toMatchObject({ reloadable: true, copyIsSpent: false })
  },
)

test('only who lost the board itself, or was sent out, is sent elsewhere', () => {
  expect(finalReasons.filter((reason) => !wayOn(reason).reloadable).sort()).toEqual([
    'room_missing',
    'sent_out',
  ])
})

test('every final reason but broken bytes has sentences of its own', () => {
  for (const reason of finalReasons.filter((each) => wayOn(each).words !== 'malformed')) {
    expect(french.closed).toHaveProperty(wayOn(reason).words)
  }
})
