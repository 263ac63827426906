import { AppError } from '../errors.ts'

/** What is read with the names of rosters; null where some of them were sealed with another key. */
export async function ifReadable<T>(reading: Promise<T>): Promise<T | null> {
  try {
    return await reading
  } catch (error) {
    if (error instanceof AppError && error.code === 'roster_unreadable') return null
    throw error
  }
}
