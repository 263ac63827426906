import { describe, expect, test } from 'vitest'
import { SHIPPED_VOCABULARIES } from './shipped-vocabularies.ts'
import { toTemplate } from './template-draft.ts'
import { PACKAGE_MAX_BYTES, PackageRefused, packTemplate, readPackage } from './template-package.ts'
import { macroMicroDraft, withZone } from './testing.ts'

const packed = () =>
  packTemplate(toTemplate(macroMicroDraft()), {
    licence: 'CC BY-SA 4.0',
    credits: 'Une coach, d’après Tablée',
    vocabularies: SHIPPED_VOCABULARIES,
  })

test('S2.11 a package read on an empty instance gives the same zone ids and scripts, with what its columns offer', () => {
  const { file, template } = readPackage(JSON.stringify(packed()), new Set())
  const draft = macroMicroDraft()
  expect(template.zones.map(({ id }) => id)).toEqual(draft.zones.map(({ id }) => id))
  expect(template.steps).toEqual(draft.steps)
  expect(template.zones).toEqual(draft.zones)
  expect(file).toMatchObject({ licence: 'CC BY-SA 4.0', credits: 'Une coach, d’après Tablée' })
  expect(file.vocabularies.map(({ id }) => id)).toEqual(['stakeholderType'])
})

describe('a file is refused', () => {
  const trouble = (text: string, known: ReadonlySet<string> = new Set()) => {
    try {
      readPackage(text, known)
    } catch (err) {
      if (err instanceof PackageRefused) return err
      throw err
    }
    return null
  }

  test('that is not JSON, or of another format or version', () => {
    expect(trouble('{')?.trouble).toBe('not_json')
    expect(trouble('{"tldrawFileFormatVersion":1}')?.trouble).toBe('format_unknown')
    expect(trouble(JSON.stringify({ ...packed(), formatVersion: 2 }))?.trouble).toBe('version_unknown')
  })

  test('that is larger than any method can be', () => {
    expect(trouble(' '.repeat(PACKAGE_MAX_BYTES + 1))?.trouble).toBe('too_large')
  })

  test('that is misshapen, with the fields that do not fit', () => {
    const file = packed()
    const wrong = { ...file, template: { ...file.template, steps: 'none' } }
    expect(trouble(JSON.stringify(wrong))).toMatchObject({
      trouble: 'shape_wrong',
      fields: ['template.steps'],
    })
  })

  test.each(['oui !', 'a×b', 'constructor', '__proto__', ''])(
    'whose answers, things to score or directions are called %o, which no ballot and no table takes',
    (id) => {
      const label = { fr: 'Oui', nl: 'Ja', en: 'Yes' }
      const odd = [
        { id, label },
        { id: 'no', label },
      ]
      const draft = macroMicroDraft()
      const fieldsOf = (template: object) =>
        trouble(JSON.stringify({ ...packed(), template: { ...draft, ...template } }))?.fields
      const [first, ...zones] = draft.zones
      for (const name of ['choices', 'items', 'axes']) {
        const asked = { ...first, options: { ...first?.options, [name]: odd } }
        expect(fieldsOf({ zones: [asked, ...zones] })).toEqual([`template.zones.0.options.${name}.0.id`])
      }
      expect(fieldsOf({ axes: [{ id, label, terms: odd }] })).toEqual([
        'template.axes.0.id',
        'template.axes.0.terms.0.id',
      ])
    },
  )

  test.each(['constructor', 'valueOf'])(
    'whose zone or column is called like what every object has: %s',
    (id) => {
      const draft = macroMicroDraft()
      const fieldsOf = (zones: readonly object[]) =>
        trouble(JSON.stringify({ ...packed(), template: { ...draft, zones } }))?.fields
      const [first, second, third, ...zones] = draft.zones
      const cols = [{ id, label: { fr: 'Mot', nl: '', en: '' }, type: 'text' }]
      const asked = { ...third, options: { ...third?.options, cols } }
      expect(fieldsOf([first, second, asked, ...zones].map((zone) => ({ ...zone })))).toEqual([
        'template.zones.2.options.cols.0.id',
      ])
      // ids of zones are small letters only
      if (id === id.toLowerCase())
        expect(fieldsOf([{ ...first, id }, second ?? {}, third ?? {}, ...zones])).toEqual([
          'template.zones.0.id',
        ])
    },
  )

  test('whose version leaves no number for the next change', () => {
    const file = packed()
    for (const version of ['1.9999.0', '9999.0.0', '1.0.9999'])
      expect(trouble(JSON.stringify({ ...file, template: { ...file.template, version } }))).toMatchObject({
        trouble: 'shape_wrong',
        fields: ['template.version'],
      })
  })

  test('whose lists hold words without a name, or more words than anybody chooses from', () => {
    const file = packed()
    const empty = { fr: '', nl: ' ', en: '' }
    const nameless = {
      id: 'nameless',
      label: { fr: 'Liste', nl: '', en: '' },
      terms: [{ id: 'a', label: empty }],
    }
    expect(trouble(JSON.stringify({ ...file, vocabularies: [nameless] }))?.fields).toEqual([
      'vocabularies.0.terms.0.label',
    ])
    const label = { fr: 'Mot', nl: '', en: '' }
    const long = (id: string) => ({
      id,
      label,
      terms: Array.from({ length: 500 }, (_, at) => ({ id: `t${at}`, label })),
    })
    const many = ['a', 'b', 'c', 'd', 'e'].map(long)
    expect(trouble(JSON.stringify({ ...file, vocabularies: many }))?.trouble).toBe('shape_wrong')
  })

  test('whose method could not be published, with its faults', () => {
    const template = withZone(macroMicroDraft(), 'why', { grid: { x: 0, y: 0, w: 3, h: 2 } })
    expect(trouble(JSON.stringify({ ...packed(), template }))?.faults).toMatchObject([
      { code: 'zones_overlap' },
    ])
    expect(trouble(JSON.stringify({ ...packed(), vocabularies: [] }))?.faults).toMatchObject([
      { code: 'vocabulary_unknown', values: { set: 'stakeholderType' } },
    ])
    expect(
      trouble(JSON.stringify({ ...packed(), vocabularies: [] }), new Set(['stakeholderType'])),
    ).toBeNull()
  })
})
