import type { CommentRow } from './store.ts'

/** The conversations of a board in the order of its comments, each with its answers; one look at each comment. */
export function threadsOf(rows: readonly CommentRow[]): { first: CommentRow; answers: CommentRow[] }[] {
  const answersIn = new Map<string, CommentRow[]>()
  const threads: { first: CommentRow; answers: CommentRow[] }[] = []
  for (const row of rows) {
    // an answer of the same moment may come before what it answers
    const threadId = row.thread_id ?? row.id
    const answers = answersIn.get(threadId) ?? []
    answersIn.set(threadId, answers)
    if (row.thread_id === null) threads.push({ first: row, answers })
    else answers.push(row)
  }
  return threads
}
