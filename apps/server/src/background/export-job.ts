import type { BoardSnapshot } from '@tablee/board'
import { methodOfBoard } from '../exports/document/method-of-board.ts'
import { writeDocument } from '../exports/document/write-document.ts'
import { exportFiles } from '../exports/export-files.ts'
import { pngJob, svgJob } from './draw-job.ts'
import type { Drawing, Jobs } from './jobs.ts'
import { packBytes } from './packed-bytes.ts'
import { readUpdates } from './read-job.ts'

/** Reads a board and writes it as files of one format. */
export async function exportJob(order: Jobs['export']['takes']): Promise<Jobs['export']['gives']> {
  const { from, head, comments, format, lang, fontFolder } = order
  // the main thread checked its hash, so it is a BoardSnapshot as `readJob` wrote it
  const snapshot = 'content' in from ? (JSON.parse(from.content) as BoardSnapshot) : readUpdates(from.updates)
  const read = writeDocument(snapshot, head, lang)
  const document = comments.length > 0 ? { ...read, comments: [...comments] } : read
  const drawing = (): Drawing => ({
    content: JSON.stringify({ records: snapshot.records }),
    lang,
    fontFolder,
    method: methodOfBoard(snapshot),
    facts: snapshot.results ?? {},
    today: head.at,
  })
  const files = await exportFiles(document, format, {
    fontFolder,
    svg: () => svgJob({ ...drawing(), title: document.board.title, desc: document.method.title }),
    png: () => pngJob(drawing()),
  })
  return files && { names: files.map(({ name }) => name), files: packBytes(files.map(({ bytes }) => bytes)) }
}
