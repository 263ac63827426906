import { expect, test } from 'vitest'
import { templateMethod } from '../template-method.ts'
import { TEMPLATES } from '../templates.ts'
import { diffTemplates } from './diff-templates.ts'
import { fillLanguages } from './fill-languages.ts'
import { formerVersion } from './former-version.ts'

test.each(TEMPLATES.map((template) => [template.id, template] as const))(
  '%s: what a board keeps of it says all that a newer version is compared with',
  (_id, template) => {
    const former = formerVersion(templateMethod(fillLanguages(template)), template)
    expect(former && diffTemplates(former, template)).toEqual([])
    const [first, ...others] = template.zones
    if (!first) throw new Error('no zones')
    const prompt = { fr: 'Autrement', nl: 'Anders', en: 'Otherwise' }
    const newer = { ...template, zones: [{ ...first, prompt }, ...others] }
    expect(former && diffTemplates(former, newer).map(({ kind }) => kind)).toEqual(['text'])
  },
)

test('what cannot be read is no version', () => {
  const [template] = TEMPLATES
  if (!template) throw new Error('no methods')
  const method = { ...templateMethod(template), steps: [] as const, version: 'old' }
  expect(formerVersion(method, template)).toBeNull()
})
