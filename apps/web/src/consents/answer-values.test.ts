import type { ConsentView } from '@tablee/contract'
import { expect, test } from 'vitest'
import { firstValues, yesOf } from './answer-values.ts'

test.each(['cohort', 'programme', 'public'] as const)(
  'a yes to a case goes to the readers that the form names: %s',
  (spread) => {
    const view: ConsentView = {
      cohortName: 'Circulaire',
      organisationName: 'Les Ateliers du Quai',
      expired: false,
      isAsker: false,
      statement: null,
      general: { state: 'co_accorde', level: 'an_pseudonyme' },
      case: {
        id: 'case',
        status: 'draft',
        text: null,
        textHash: null,
        approved: false,
        spread,
        path: null,
      },
    }
    const signed = { ...firstValues(view), name: 'Anne Lenoir', role: 'direction' }
    expect(yesOf(signed, null)).toMatchObject({ state: 'co_accorde', level: 'an_pseudonyme', spread })
    expect(firstValues({ ...view, case: null }).spread).toBe('')
  },
)
