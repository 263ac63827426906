import {
  type BoardContent,
  buildBoardDoc,
  type CellValue,
  createBoardRules,
  type Extract,
  type ExtractValue,
  extractBoard,
  type Method,
  metaRoot,
  plainCell,
  readContent,
  type ZoneResult,
} from '@tablee/board'
import { addItem, addLink, decodeBoard, setSheetText } from '@tablee/board/edit'
import { templateRecords } from '../layout-board.ts'
import type { Template } from '../template.ts'
import { templateMethod } from '../template-method.ts'
import { findTemplate } from '../templates.ts'

/** The day on which the boards are read. */
const TODAY = '2026-11-28'

/** A note of a board: its name in the test, its zone, its words, its cells; `@name` in a cell is another note. */
interface GoldNote {
  name?: string
  zone: string
  text: string
  cells?: Readonly<Record<string, string | number>>
  /** The note or the line of the method whose lane it lies in. */
  lane?: string
  by?: string
}

/** A fictional board of one method. */
export interface GoldBoard {
  notes?: readonly GoldNote[]
  /** The text of text zones. */
  texts?: Readonly<Record<string, string>>
  /** From which note to which, in which zone, with which term. */
  arrows?: readonly (readonly [from: string, to: string, zone: string, term?: string])[]
  /** What ballots came to; names of notes stand for their ids, also in `row×column`. */
  results?: Readonly<Record<string, ZoneResult>>
  /** Who is there as an expert. */
  experts?: readonly string[]
  /** Whom the others come from: the name of an organisation, which is its id as well, by who writes. */
  organisations?: Readonly<Record<string, string>>
}

/** What a test asks a drawn board for: names of notes instead of their ids, plain values instead of cells. */
export interface Drawn {
  extract: Extract
  /** Each row by these columns; `#text`, `#rank`, `#votes`, `#lane`, `#zone`, `#author`, `#organisation`, `#t` are its own. */
  rows(rule: string, ...columns: string[]): unknown[][]
  /** The rows of a tally: by, across where there is one, count, dots where there are some. */
  tally(rule: string): unknown[][]
  /** What nothing answers, and how much is answered. */
  gaps(rule: string): { open: string[]; covered: number }
  /** From, to, term, and the sign where there is one. */
  links(rule: string): unknown[][]
  /** Rows with a number: text and value. */
  values(rule: string): unknown[][]
  /** Everything else as it is, without its kind. */
  value(rule: string): unknown
}

const asked = new Map<string, Set<string>>()

/** The rules of a method that no test of this file has asked for yet. */
export function unasked({ id, extract = [] }: Pick<Template, 'id' | 'extract'>): string[] {
  return extract.map((rule) => rule.id).filter((rule) => !asked.get(id)?.has(rule))
}

/** Draws from a board, which is made as people make it, what its method declares. */
export function draw(templateId: string, board: GoldBoard, before?: GoldBoard): Drawn {
  const { content, method, names } = readGold(templateId, board)
  const extract = extractBoard(content, method.extract ?? [], {
    today: TODAY,
    earlier: before && readGold(templateId, before).content,
    words: { method, lang: 'fr' },
  })
  const known = asked.get(templateId) ?? new Set()
  asked.set(templateId, known)
  const drawn = new Proxy(extract, {
    get: (all, rule) => {
      known.add(String(rule))
      return Reflect.get(all, rule) as ExtractValue | undefined
    },
  })
  const nameOf = (id: string | null) =>
    id === null
      ? null
      : id
          .split('×')
          .map((part) => names.get(part) ?? part)
          .join('×')
  const told = (cell: CellValue | undefined) => (cell?.kind === 'item' ? nameOf(cell.id) : plainCell(cell))
  const find = <Kind extends ExtractValue['kind']>(rule: string, kind: Kind) => {
    const value = drawn[rule]
    if (value?.kind !== kind) throw new Error(`${templateId} draws no ${kind} as ${rule}: ${value?.kind}`)
    // told apart by the kind
    return value as ExtractValue & { kind: Kind }
  }
  return {
    extract: drawn,
    rows: (rule, ...columns) =>
      find(rule, 'rows').rows.map((row) => {
        const own: Record<string, unknown> = {
          '#text': row.text,
          '#rank': row.rank,
          '#votes': row.votes,
          '#lane': nameOf(row.laneId),
          '#zone': row.zoneId,
          '#author': row.author,
          '#organisation': row.organisation?.id ?? null,
          '#t': row.t,
        }
        return columns.map((column) =>
          column.startsWith('#')
            ? column in own
              ? own[column]
              : row.position[column.slice(1)]
            : told(row.cells[column]),
        )
      }),
    tally: (rule) =>
      find(rule, 'tally').counts.map(({ by, across, count, votes }) => [
        nameOf(by),
        ...(across === null ? [] : [nameOf(across)]),
        count,
        ...(votes === undefined ? [] : [votes]),
      ]),
    gaps: (rule) => {
      const { open, covered } = find(rule, 'gaps')
      return { open: open.map(({ key }) => names.get(key) ?? key), covered }
    },
    links: (rule) =>
      find(rule, 'links').links.map(({ from, to, term, sign }) => [
        nameOf(from.itemId),
        nameOf(to.itemId),
        term,
        ...(sign === null ? [] : [sign]),
      ]),
    values: (rule) => {
      const value = drawn[rule]
      if (value?.kind !== 'values' && value?.kind !== 'weighted') throw new Error(`${rule} draws no values`)
      return value.rows.map((row) => [
        row.text,
        row.value,
        ...('vetoes' in row ? [row.spread, row.vetoes] : []),
      ])
    },
    value: (rule) => {
      const { kind: _, ...value } = drawn[rule] ?? { kind: 'none' }
      return value
    },
  }
}

function readGold(
  templateId: string,
  { notes = [], texts = {}, arrows = [], results = {}, experts = [], organisations = {} }: GoldBoard,
): { content: BoardContent; method: Method; names: ReadonlyMap<string, string> } {
  const template = findTemplate(templateId)
  if (!template) throw new Error(templateId)
  const method = templateMethod(template)
  const doc = buildBoardDoc(templateRecords(template), {
    template: templateId,
    version: template.version,
    method,
  })
  const rules = createBoardRules(doc)
  const writer = { doc, by: null, role: 'coach' as const }
  const ids = new Map<string, string>()
  const idOf = (name: string) => ids.get(name) ?? name
  const read = () => readContent({ records: decodeBoard(doc), method, facts: metaRoot(doc), lang: 'fr' })
  for (const { name, zone, text, cells = {}, lane, by = 'ada' } of notes) {
    const lanes = lane === undefined ? [] : (read().zones.find((part) => part.zone.id === zone)?.lanes ?? [])
    const id = addItem(
      { ...writer, by },
      {
        zoneId: zone,
        text,
        cells: Object.fromEntries(
          Object.entries(cells).map(([column, value]) => [
            column,
            typeof value === 'string' && value.startsWith('@') ? idOf(value.slice(1)) : value,
          ]),
        ),
        lane: lane === undefined ? null : (lanes.find((each) => each.id === idOf(lane)) ?? failOn(lane)),
      },
    )
    if (id === null) throw new Error(`${templateId} has no zone ${zone}`)
    ids.set(name ?? text, id)
    // the server gives what names a lane its place
    doc.transact(() => rules.repair())
  }
  for (const [zone, text] of Object.entries(texts))
    if (setSheetText(writer, zone, text) === null) throw new Error(`${templateId} has no text ${zone}`)
  for (const [from, to, zone, term] of arrows) {
    const id = addLink(writer, {
      zoneId: zone,
      from: idOf(from),
      to: idOf(to),
      label: { term: term ?? null, text: '' },
    })
    if (id === null) throw new Error(`${from} → ${to}`)
  }
  for (const [zone, result] of Object.entries(results))
    metaRoot(doc).set(`result:${zone}`, keyed(result, idOf))
  const content = read()
  for (const { items } of content.zones)
    for (const item of items) {
      if (item.by === null) continue
      item.author = experts.includes(item.by) ? 'expert' : 'peer'
      const from = organisations[item.by]
      if (from !== undefined) item.organisation = { id: from, name: from }
    }
  return { content, method, names: new Map([...ids].map(([name, id]) => [id, name])) }
}

function keyed(result: ZoneResult, idOf: (name: string) => string): ZoneResult {
  const rename = <T>(values: Readonly<Record<string, T>>) =>
    Object.fromEntries(
      Object.entries(values).map(([key, value]) => [key.split('×').map(idOf).join('×'), value]),
    )
  return result.kind === 'scores'
    ? { ...result, scores: rename(result.scores) }
    : { ...result, totals: rename(result.totals) }
}

function failOn(lane: string): never {
  throw new Error(`no lane ${lane}`)
}
