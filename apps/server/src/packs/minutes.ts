import type { BoardSnapshot } from '@tablee/board'
import { stepText } from '@tablee/board/script'
import { cleanTexts } from '../exports/document/clean-text.ts'
import type { ExportDocument } from '../exports/document/export-document.ts'
import {
  commentTable,
  documentTables,
  type ExportTable,
  type TableCell,
  type TableColumn,
} from '../exports/document/tables.ts'
import { writeDocument } from '../exports/document/write-document.ts'
import { type OutlineSection, outlineOf } from '../exports/formats/outline.ts'
import { exportWords, fill } from '../exports/words.ts'
import { type HelpRequest, type Outcomes, outcomesOf } from './outcomes.ts'
import type { Pack, PackBoard } from './pack.ts'
import { packWords } from './words.ts'

/** One part of the minutes: what stands over all boards, or one board. */
interface Chapter {
  title: string
  sections: OutlineSection[]
}

/** A session as every file of its pack tells it: read once, so that each has the same words, numbers and order. */
export interface Minutes {
  lang: Pack['lang']
  title: string
  about: [string, string][]
  /** What stands over all boards: numbers, course, actions, requests for help, what is put aside, comments. */
  overall: ExportTable[]
  /** The boards as documents, with the names that they have in the session. */
  boards: { name: string; board: PackBoard; document: ExportDocument }[]
  chapters: Chapter[]
}

/** What nobody looks for when there is none of it. */
const UNNAMED_WHEN_EMPTY: ReadonlySet<string> = new Set(['course', 'later', 'comments'])

const DAY = { dateStyle: 'long', timeStyle: 'short', timeZone: 'Europe/Brussels' } as const

/** Writes the minutes of a session. */
export function writeMinutes(given: Pack): Minutes {
  const pack = cleanPack(given)
  const { lang } = pack
  const words = packWords(lang)
  const boards = pack.boards.map((board) => ({
    name: nameOf(board, words),
    board,
    document: documentOf(board, pack),
  }))
  const read = boards.map((named) => {
    const { actions, help } = outcomesOf(named.document)
    return { actions, help: [...help, ...helpOnNotes(named)] }
  })
  const hints = [words.numbersHint, words.courseHint, words.actionsHint, words.helpHint, words.laterHint, '']
  const tables = [
    numbers(boards, read, pack),
    course(boards, pack),
    actions(boards, read, pack),
    help(boards, read, pack),
    later(boards, pack),
    comments(boards, pack),
  ]
  const groups = boards.filter(({ board }) => board.kind === 'group').map(({ board }) => board.name)
  const locale = lang === 'en' ? 'en-GB' : `${lang}-BE`
  return {
    lang,
    title: pack.title,
    about: [
      [words.session, pack.title],
      [words.startsAt, new Intl.DateTimeFormat(locale, DAY).format(new Date(pack.startsAt))],
      [words.cohort, pack.cohort],
      ...(groups.length > 0 ? [[words.groups, groups.join(', ')] satisfies [string, string]] : []),
    ],
    overall: tables.filter(({ id, rows }) => id !== 'later' || rows.length > 0),
    boards,
    chapters: [
      {
        title: pack.title,
        sections: tables.flatMap((table, at): OutlineSection[] => {
          // what did not happen at all needs no heading; actions and help are looked for
          if (table.rows.length === 0 && UNNAMED_WHEN_EMPTY.has(table.id)) return []
          return [sectionOf(table, hints[at] ?? '')]
        }),
      },
      ...boards.map(({ name, document }) => ({
        title: name === document.board.title ? name : `${name} – ${document.board.title}`,
        sections: outlineOf(document).filter(({ isEmpty }) => !isEmpty),
      })),
    ],
  }
}

/** Every table of the pack: what stands over all boards, then those of each board under its name. */
export function packTables({ overall, boards }: Minutes): ExportTable[] {
  return [
    ...overall,
    ...boards.flatMap(({ name, document }) =>
      documentTables(document).map((table) => ({
        ...table,
        id: `${document.board.id}-${table.id}`,
        title: `${name} – ${table.title}`,
      })),
    ),
  ]
}

type NamedBoards = Minutes['boards']

/** A snapshot's content stays as it is: it is JSON, and its document is cleaned. */
function cleanPack({ boards, ...pack }: Pack): Pack {
  return {
    ...cleanTexts(pack),
    boards: boards.map(({ content, ...board }) => ({ ...cleanTexts(board), content })),
  }
}

function documentOf(board: PackBoard, pack: Pack): ExportDocument {
  const { id, title, organisation } = board
  // the main thread checked its hash, so it is a BoardSnapshot as it was taken
  const snapshot = JSON.parse(board.content) as BoardSnapshot
  const head = { id, title, organisation, cohort: pack.cohort, snapshot: pack.title, at: pack.startsAt }
  return writeDocument(snapshot, head, pack.lang)
}

function nameOf({ kind, name, title, organisation }: PackBoard, words: ReturnType<typeof packWords>): string {
  switch (kind) {
    case 'plenary':
      return words.plenary
    case 'group':
      return fill(words.group, { name })
    case 'collated':
      return title
    case 'coaching':
      return organisation ?? title
  }
}

function numbers(boards: NamedBoards, read: readonly Outcomes[], { lang }: Pack): ExportTable {
  const words = packWords(lang)
  const rows = boards.map(({ name, document }, at) => [
    name,
    notesIn(document),
    votesIn(document),
    read[at]?.actions.length ?? 0,
    read[at]?.help.length ?? 0,
  ])
  const sums = [1, 2, 3, 4].map((column) => rows.reduce((sum, row) => sum + Number(row[column]), 0))
  return {
    kind: 'items',
    id: 'numbers',
    title: words.numbers,
    columns: [text(words.board), ...[words.notes, words.votes, words.actions, words.help].map(number)],
    rows: rows.length > 1 ? [...rows, [words.total, ...sums]] : rows,
  }
}

/** How many notes are on a board, in and outside of its zones. */
function notesIn({ zones, unplaced }: ExportDocument): number {
  return zones.reduce((sum, { items }) => sum + items.length, unplaced.length)
}

function votesIn({ zones }: ExportDocument): number {
  return zones.reduce((sum, { items, result }) => {
    const dots = items.reduce((of, { votes }) => of + (votes ?? 0), 0)
    return (
      sum + dots + (result?.kind === 'choice' ? result.choices.reduce((of, { votes }) => of + votes, 0) : 0)
    )
  }, 0)
}

function course(boards: NamedBoards, { lang }: Pack): ExportTable {
  const words = packWords(lang)
  return {
    kind: 'items',
    id: 'course',
    title: words.course,
    columns: [text(words.board), text(words.step), number(words.planned), number(words.real)],
    rows: boards.flatMap(({ name, board }) =>
      (board.course ?? []).map((step): TableCell[] => [
        name,
        stepText(step.title, lang),
        step.plannedMinutes,
        step.realMinutes,
      ]),
    ),
  }
}

function actions(boards: NamedBoards, read: readonly Outcomes[], { lang }: Pack): ExportTable {
  const words = packWords(lang)
  return {
    kind: 'items',
    id: 'actions',
    title: words.actions,
    columns: [words.action, words.who, words.when, words.state, words.board].map(text),
    rows: boards.flatMap(({ name }, at) =>
      (read[at]?.actions ?? []).map((action): TableCell[] => [
        action.text,
        action.who || null,
        action.when || null,
        action.closed ? words.done : words.open,
        name,
      ]),
    ),
  }
}

function help(boards: NamedBoards, read: readonly Outcomes[], { lang }: Pack): ExportTable {
  const words = packWords(lang)
  return {
    kind: 'items',
    id: 'help',
    title: words.help,
    columns: [words.need, words.forWhat, words.from, words.board].map(text),
    rows: boards.flatMap(({ name }, at) =>
      (read[at]?.help ?? []).map((request): TableCell[] => [
        request.need,
        request.forWhat || null,
        request.from || null,
        name,
      ]),
    ),
  }
}

function comments(boards: NamedBoards, { lang }: Pack): ExportTable {
  const words = packWords(lang)
  const tables = boards.map(({ name, board, document }) => ({
    name,
    table: commentTable(document, board.comments),
  }))
  const columns = [...(tables[0]?.table.columns ?? []), text(words.board)]
  const rows = tables.flatMap(({ name, table }) => table.rows.map((row) => [...row, name]))
  return { kind: 'items', id: 'comments', title: exportWords(lang).comments, columns, rows }
}

/** What was put aside for later, and nobody marked as resolved. */
function later(boards: NamedBoards, { lang }: Pack): ExportTable {
  const words = packWords(lang)
  return {
    kind: 'items',
    id: 'later',
    title: words.later,
    columns: [words.what, exportWords(lang).commentOn, words.board].map(text),
    rows: boards.flatMap(({ name, board, document }) =>
      commentTable(document, openOf(board, 'later')).rows.map(([about, said]): TableCell[] => [
        String(said),
        String(about),
        name,
      ]),
    ),
  }
}

function openOf({ comments }: PackBoard, wanted: 'help' | 'later'): PackBoard['comments'] {
  return comments.filter(({ kind, resolved, text: said }) => kind === wanted && !resolved && said !== '')
}

/** Somebody asks for help on a note or a zone, and nobody marked it as resolved. */
function helpOnNotes({ board, document }: NamedBoards[number]): HelpRequest[] {
  const asked = openOf(board, 'help')
  return commentTable(document, asked).rows.map(([about, need], at) => ({
    itemId: asked[at]?.targetId ?? '',
    need: String(need),
    forWhat: String(about),
    from: '',
  }))
}

function sectionOf(table: ExportTable, prompt: string): OutlineSection {
  const isEmpty = table.rows.length === 0
  return {
    id: table.id,
    title: table.title,
    prompt,
    group: 0,
    text: null,
    groups: [],
    carried: [],
    tables: isEmpty ? [] : [table],
    isEmpty,
    remark: null,
  }
}

function text(label: string): TableColumn {
  return { label, type: 'text' }
}

function number(label: string): TableColumn {
  return { label, type: 'number' }
}
