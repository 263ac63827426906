import type { BoardSummary } from '@tablee/contract'

/** The boards of one organisation, or of everybody. */
export interface BoardGroup {
  organisation: BoardSummary['organisation']
  boards: BoardSummary[]
}

/** Groups boards by organisation, plenary first, then by name; the newest board of a group first. */
export function groupBoards(boards: readonly BoardSummary[]): BoardGroup[] {
  const groups = new Map<string, BoardGroup>()
  for (const board of boards) {
    const key = board.organisation?.id ?? ''
    const group = groups.get(key) ?? { organisation: board.organisation, boards: [] }
    group.boards.push(board)
    groups.set(key, group)
  }
  for (const group of groups.values()) group.boards.sort((a, b) => b.createdAt.localeCompare(a.createdAt))
  return [...groups.values()].sort((a, b) =>
    (a.organisation?.name ?? '').localeCompare(b.organisation?.name ?? ''),
  )
}
