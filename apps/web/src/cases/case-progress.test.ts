import { expect, test } from 'vitest'
import { caseProgress, occurrences } from './case-progress.ts'
import { sampleCase, sampleFinding, sampleStatement } from './testing/sample-case.ts'

test('every statement and every identifier counts as one decision', () => {
  const text = 'Ana Dubois décide.'
  const draft = sampleCase([
    sampleStatement('one'),
    sampleStatement('two', {
      text,
      decision: 'kept',
      findings: [sampleFinding(text, 'Ana Dubois', { action: 'remove' })],
    }),
  ])
  expect(caseProgress(draft)).toEqual({ decided: 2, total: 4 })
})

test('a dropped statement takes its identifiers with it', () => {
  expect(caseProgress(sampleCase([sampleStatement('one', { decision: 'dropped' })]))).toEqual({
    decided: 1,
    total: 1,
  })
})

test('identifiers in the public name count too', () => {
  const publicName = 'Chez Ana Dubois'
  const draft = sampleCase([], { publicName, publicNameFindings: [sampleFinding(publicName, 'Ana Dubois')] })
  expect(caseProgress(draft)).toEqual({ decided: 0, total: 1 })
})

test('the same words are counted over the whole case', () => {
  const first = sampleStatement('one')
  const draft = sampleCase([first, sampleStatement('two'), sampleStatement('three', { decision: 'dropped' })])
  const [finding] = first.findings
  expect(finding && occurrences(draft, finding)).toBe(2)
})
