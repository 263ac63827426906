import { readTldrawFile, TldrawFileUnreadable } from '@tablee/board'
import { newId } from '../ids.ts'
import type { Jobs } from './jobs.ts'

/** Reads a `.tldr` file; null when it is none. */
export function tldrawJob({ file, by }: Jobs['tldraw']['takes']): Jobs['tldraw']['gives'] {
  try {
    return readTldrawFile(file, { by, newId })
  } catch (error) {
    if (error instanceof TldrawFileUnreadable) return null
    throw error
  }
}
