import {
  type BoardContent,
  type ColumnDefinition,
  findZone,
  type Lang,
  type Method,
  mainColumn,
  type ZoneDefinition,
} from '@tablee/board'
import type { Editor, TLArrowBinding, TLArrowShape, TLFrameShape, TLNoteShape, TLShape } from 'tldraw'
import type { BoardMeaning } from '../meaning/board-meaning.ts'

/** What the panel beside the board is about: what the person has selected, where there is something to say about it. */
export type PanelSubject =
  | { kind: 'cells'; note: TLNoteShape; zone: ZoneDefinition; columns: readonly ColumnDefinition[] }
  | { kind: 'link'; arrow: TLArrowShape; zones: readonly ZoneDefinition[] }
  | { kind: 'group'; notes: readonly TLShape[]; zone: ZoneDefinition }
  | { kind: 'cluster'; frame: TLFrameShape }

/** Reads what is selected; reactive, and independent of the view. */
export function panelSubject(editor: Editor, meaning: BoardMeaning, lang: Lang): PanelSubject | null {
  const method = meaning.method.get()
  if (!method || editor.getIsReadonly()) return null
  const selected = editor.getSelectedShapes()
  const [only] = selected
  if (!only) return null
  if (selected.length > 1) return groupSubject(selected, method)
  if (editor.isShapeOfType<TLNoteShape>(only, 'note')) return cellsSubject(only, method)
  if (editor.isShapeOfType<TLFrameShape>(only, 'frame')) return { kind: 'cluster', frame: only }
  if (!editor.isShapeOfType<TLArrowShape>(only, 'arrow')) return null
  const zones = linkZonesOf(editor, only, method, meaning.content(lang))
  return zones.length > 0 ? { kind: 'link', arrow: only, zones } : null
}

/** Whether a panel says the same of both: where a note lies is not in it, and a hand moves it sixty times a second. */
export function isSameSubject(a: PanelSubject | null, b: PanelSubject | null): boolean {
  if (a?.kind !== 'cells' || b?.kind !== 'cells') return a === b
  return (
    a.note.id === b.note.id &&
    a.note.props === b.note.props &&
    a.note.meta === b.note.meta &&
    // the columns are those of the zone
    a.zone === b.zone
  )
}

function cellsSubject(note: TLNoteShape, method: Method): PanelSubject | null {
  const zone = zoneOf(note, method)
  const main = zone && mainColumn(zone)
  const columns = (zone?.options.cols ?? []).filter(({ id, type }) => id !== main?.id && type !== 'vote')
  return zone && columns.length > 0 ? { kind: 'cells', note, zone, columns } : null
}

function groupSubject(selected: readonly TLShape[], method: Method): PanelSubject | null {
  const notes = selected.filter(({ type }) => type === 'note')
  const [first] = notes
  const zone = first && zoneOf(first, method)
  if (!zone?.options.group || notes.length < 2 || notes.some(({ meta }) => meta['zone'] !== zone.id))
    return null
  return { kind: 'group', notes, zone }
}

/** The link zones that an arrow between two items may belong to; none while an end is free. */
function linkZonesOf(
  editor: Editor,
  arrow: TLArrowShape,
  method: Method,
  content: BoardContent | null,
): ZoneDefinition[] {
  const ends = new Map(
    editor
      .getBindingsFromShape<TLArrowBinding>(arrow, 'arrow')
      .map(({ props, toId }) => [props.terminal, toId]),
  )
  const from = ends.get('start')
  const to = ends.get('end')
  if (!content || !from || !to) return []
  const zoneIdOf = (id: string) =>
    content.zones.find(({ items }) => items.some((item) => item.id === id))?.zone.id
  const fits = (wanted: string | undefined, id: string) =>
    wanted === undefined || wanted === 'any' || wanted === zoneIdOf(id)
  return method.zones.filter(
    ({ kind, options }) => kind === 'link' && fits(options.from, from) && fits(options.to, to),
  )
}

function zoneOf(shape: TLShape, method: Method): ZoneDefinition | undefined {
  const id = shape.meta['zone']
  return typeof id === 'string' ? findZone(method, id) : undefined
}
