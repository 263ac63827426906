// @vitest-environment jsdom
import { type BoardAuthor, type BoardRecord, noteCellsHeight } from '@tablee/board'
import { noteRecord, zoneRecord } from '@tablee/board/testing'
import type { TLNoteShape, TLShapeId } from 'tldraw'
import { afterEach, expect, test, vi } from 'vitest'
import { type BoardEditor, openEditor } from '../testing/board-editor.ts'
import { tableMethod } from '../testing/table-method.ts'

const ANA: BoardAuthor = { actorId: 'ana', role: 'writer' }
// The brand of ids exists in types only.
const id = (name: string) => `shape:${name}` as TLShapeId

let open: BoardEditor | undefined
afterEach(() => {
  open?.close()
  open = undefined
})

function mount(meta: Record<string, unknown>, growY = 0): BoardEditor['editor'] {
  const note: BoardRecord = noteRecord({ id: id('row'), by: 'ana', text: 'voir le plan', x: 100, y: 300 })
  const other = noteRecord({ id: id('other'), by: 'ana', text: 'le plan', x: 600, y: 300, index: 'a2' })
  open = openEditor(
    ANA,
    [
      zoneRecord('needs', { x: 0, y: 0, w: 1200, h: 1000 }),
      { ...note, props: { ...note.props, growY }, meta: { ...note.meta, zone: 'needs', ...meta } },
      { ...other, meta: { ...other.meta, zone: null } },
    ],
    tableMethod(),
  )
  return open.editor
}

const heightOf = (editor: BoardEditor['editor'], name = 'row') =>
  editor.getShapeGeometry(id(name)).bounds.height

test('a short text leaves its note square: the cells take the lower part', () => {
  expect(heightOf(mount({ c_who: 'lead' }))).toBe(200)
})

test('a note with many cells, or with a long text, is as tall as both need', () => {
  const editor = mount({ c_who: 'lead', c_by: '2027-03', c_after: id('other') }, 60)
  const label = editor.getShapeGeometry(id('row')).bounds.height
  expect(label).toBeGreaterThanOrEqual(260)
  editor.updateShape<TLNoteShape>({ id: id('row'), type: 'note', props: { scale: 2 } })
  expect(heightOf(editor)).toBeGreaterThanOrEqual(520)
})

test('the text keeps clear of the cells', () => {
  const editor = mount({ c_who: 'lead', c_by: '2027-03' })
  const geometry = editor.getShapeGeometry(id('row'))
  const label = 'children' in geometry ? (geometry.children as { bounds: { maxY: number } }[])[1] : undefined
  expect(label?.bounds.maxY).toBeLessThanOrEqual(200 - noteCellsHeight(2))
})

test('the text of a note is measured when somebody points at the note, not to show the board', () => {
  const editor = mount({ zone: null })
  const measure = vi.spyOn(editor.textMeasure, 'measureHtml')
  measure.mockReturnValue({ x: 0, y: 0, w: 100, h: 40, scrollWidth: 100 })
  const measured = () => measure.mock.calls.length
  expect(editor.getShapePageBounds(id('row'))).toMatchObject({ x: 100, y: 300, w: 200, h: 200 })
  expect(editor.getShapeAtPoint({ x: 900, y: 900 }, { hitInside: true, hitLabels: true })).toBeUndefined()
  expect(measured()).toBe(0)
  expect(editor.getShapeAtPoint({ x: 200, y: 400 })?.id).toBe(id('row'))
  expect(measured()).toBe(1)
})

test('a note outside of a table is tldraw’s own', () => {
  expect(heightOf(mount({ c_who: 'lead' }), 'other')).toBe(200)
})

test('a reader of the screen hears the cells', () => {
  const editor = mount({ c_who: 'lead', c_after: id('other') })
  const note = editor.getShape(id('row'))
  expect(note && editor.getShapeUtil(note).getAriaDescriptor(note)).toBe(
    'voir le plan. Qui : Chef·fe d’équipe. Après : le plan',
  )
})

test('a note asks for the fonts that its text is written in', () => {
  const editor = mount({ zone: null })
  const facesOf = (richText: object, font: TLNoteShape['props']['font'] = 'sans') => {
    editor.updateShape<TLNoteShape>({ id: id('row'), type: 'note', props: { font } })
    const note = editor.getShape<TLNoteShape>(id('row'))
    if (!note) throw new Error('no note')
    const asked = {
      ...note,
      props: { ...note.props, richText: richText as TLNoteShape['props']['richText'] },
    }
    return editor
      .getShapeUtil(asked)
      .getFontFaces(asked)
      .map(({ src }) => src.url)
  }
  const line = (...marks: object[]) => ({
    type: 'doc',
    content: [{ type: 'paragraph', content: [{ type: 'text', text: 'voir', marks }] }],
  })
  expect(facesOf(line())).toEqual(['tldraw_sans'])
  expect(facesOf(line(), 'serif')).toEqual(['tldraw_serif'])
  expect(facesOf(line({ type: 'bold' }))).toContain('tldraw_sans_bold')
})
