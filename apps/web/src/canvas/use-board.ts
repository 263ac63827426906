import type { BoardRole } from '@tablee/board'
import { useEffect, useEffectEvent, useMemo, useState } from 'react'
import { type BoardState, openBoard } from './open-board.ts'

interface UseBoardOptions {
  boardId: string
  role: BoardRole
  actorId: string
  name: string
  color: string
  /** The right `script.run`. */
  leads: boolean
  syncUrl: string
  checkRights(): void
}

/** Keeps a board open for as long as the component is on screen. */
export function useBoard(options: UseBoardOptions): BoardState {
  const { boardId, role, actorId, name, color, leads, syncUrl, checkRights } = options
  const [state, setState] = useState<BoardState>({ kind: 'opening' })
  const author = useMemo(() => ({ actorId, role }), [actorId, role])
  const askForRights = useEffectEvent(checkRights)
  useEffect(() => {
    setState({ kind: 'opening' })
    const user = { id: author.actorId, name, color, leads }
    return openBoard({
      boardId,
      author,
      user,
      syncUrl,
      checkRights: () => askForRights(),
      onChange: setState,
    })
  }, [boardId, author, name, color, leads, syncUrl])
  return state
}
