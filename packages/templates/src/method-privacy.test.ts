import { LANGUAGES } from '@tablee/board'
import { expect, test } from 'vitest'
import { privacyOf } from './method-privacy.ts'
import { TEMPLATES } from './templates.ts'

test.each(TEMPLATES)('$id says what to know before anything of its boards is shown', ({ id }) => {
  const privacy = privacyOf(id)
  for (const lang of LANGUAGES) expect(privacy?.note[lang].trim()).toBeTruthy()
  // French sentences have no plain space before their signs
  expect(privacy?.note.fr).not.toMatch(/ [:;!?»]|« /)
})

test('judgements on people, weaknesses and what was said in confidence are the most delicate', () => {
  for (const id of ['stake-influence-adhesion', 'change-data-risks', 'inter-peer-case'])
    expect(privacyOf(id)?.level).toBe('very_high')
  expect(privacyOf('of-nobody')).toBeNull()
})
