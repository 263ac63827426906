import i18next from 'i18next'
import { expect, test } from 'vitest'
import words from '../locales/fr/workshops.json' with { type: 'json' }
import { toldOutcome } from './told-outcome.ts'

const groups = ['Meuse', 'Sambre', 'Escaut', 'Lys'].map((name) => ({ boardId: `board-${name}`, name }))
const title = (fr: string) => ({ fr, nl: '', en: '' })

test('names the groups with the step where each is now, and those that stayed with the reason', async () => {
  const i18n = i18next.createInstance()
  await i18n.init({
    lng: 'fr',
    resources: { fr: { workshops: words } },
    interpolation: { escapeValue: false },
  })
  const t = i18n.getFixedT('fr', 'workshops')
  const at = (boardId: string, more: object) => ({
    boardId: `board-${boardId}`,
    done: true,
    stepId: 'step-2',
    title: title('Questions'),
    problem: null,
    ...more,
  })
  const all = [
    at('Meuse', {}),
    at('Sambre', {}),
    at('Escaut', { done: false, title: title('Pistes') }),
    at('Lys', { done: false, stepId: null, title: null, problem: 'unavailable' }),
  ]
  const { text, stayed } = toldOutcome(all, { groups, lang: 'fr', t })
  expect(text.replaceAll('\u00a0', ' ')).toBe(
    '« Questions » : Meuse, Sambre. Sans changement : Escaut (à « Pistes »), Lys (n’a pas pu suivre, réessayez).',
  )
  expect(stayed).toBe(true)
  expect(toldOutcome(all.slice(0, 2), { groups, lang: 'fr', t }).stayed).toBe(false)
})
