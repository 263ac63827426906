import type { ItemDependent, ItemReference } from '@tablee/contract'

/** The threads of a board, as the server answers. */
export interface ReadThreads {
  references: readonly ItemReference[]
  dependents: readonly ItemDependent[]
}

/**
 * Reads where the items of a board were taken from, and what was taken from it. By hand: the page without a canvas reads
 * it soon after its first letters, and the schemas would double it.
 * @throws {Error} when there is no readable answer
 */
export async function readThreads(boardId: string, signal: AbortSignal): Promise<ReadThreads> {
  const path = `/api/boards/${encodeURIComponent(boardId)}`
  const [taken, made] = await Promise.all([
    ask(`${path}/references`, signal),
    ask(`${path}/dependents`, signal),
  ])
  if (!isObject(taken) || !isListOf(taken['references'], isReference))
    throw new Error('references unreadable')
  if (!isObject(made) || !isListOf(made['dependents'], isDependent)) throw new Error('dependents unreadable')
  return { references: taken['references'], dependents: made['dependents'] }
}

async function ask(path: string, signal: AbortSignal): Promise<unknown> {
  const response = await fetch(path, { credentials: 'same-origin', signal })
  if (!response.ok) throw new Error('no answer')
  return response.json()
}

function isReference(value: unknown): value is ItemReference {
  if (!isObject(value) || typeof value['itemId'] !== 'string' || typeof value['state'] !== 'string')
    return false
  const { source } = value
  if (source === null) return true
  return isObject(source) && areTexts(source, ['boardId', 'boardTitle', 'itemId']) && isName(source['zone'])
}

function isDependent(value: unknown): value is ItemDependent {
  return (
    isObject(value) &&
    areTexts(value, ['itemId', 'dependentId', 'text']) &&
    isObject(value['board']) &&
    areTexts(value['board'], ['id', 'title']) &&
    isName(value['zone'])
  )
}

function isName(value: unknown): boolean {
  return value === null || (isObject(value) && areTexts(value, ['fr', 'nl', 'en']))
}

function areTexts(value: Record<string, unknown>, names: readonly string[]): boolean {
  return names.every((name) => typeof value[name] === 'string')
}

function isListOf<T>(value: unknown, isOne: (each: unknown) => each is T): value is T[] {
  return Array.isArray(value) && value.every(isOne)
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null
}
