import { createContext } from 'react'
import type { CommentDesk } from '../../comments/comment-desk.ts'

/** Where people speak of what is on the board around; null where there is none. */
export const CommentDeskContext = createContext<CommentDesk | null>(null)
