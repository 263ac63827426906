import i18next from 'i18next'
import type * as z from 'zod'
import { ApiError, readErrorBody } from './api-error.ts'

/** A method that changes something. */
export type CommandMethod = 'POST' | 'PUT' | 'PATCH' | 'DELETE'

/**
 * Reads something from the server, parsed by the contract's schema.
 * @throws {ApiError}
 */
export async function read<T>(path: string, answer: z.ZodType<T>, signal?: AbortSignal): Promise<T> {
  return await send(path, { method: 'GET', ...(signal && { signal }) }, answer)
}

/**
 * Asks the server to change something. Always JSON: the header is part of the defence against forged requests.
 * @throws {ApiError}
 */
export async function command<T>(
  method: CommandMethod,
  path: string,
  body: object,
  answer: z.ZodType<T>,
): Promise<T> {
  const headers = { 'content-type': 'application/json' }
  return await send(path, { method, headers, body: JSON.stringify(body) }, answer)
}

async function send<T>(path: string, init: RequestInit, answer: z.ZodType<T>): Promise<T> {
  let response: Response
  try {
    response = await fetch(path, { ...init, headers: headersOf(init), credentials: 'same-origin' })
  } catch (cause) {
    if (cause instanceof DOMException && cause.name === 'AbortError') throw cause
    throw new ApiError('offline')
  }
  const body = await readJson(response)
  if (!response.ok) throw readErrorBody(body) ?? new ApiError(codeOfStatus(response.status))
  const parsed = answer.safeParse(body)
  if (!parsed.success) throw new ApiError('answer_unreadable')
  return parsed.data
}

/** The server's sentences come in the language of the screen, not of the browser. */
function headersOf({ headers }: RequestInit): Headers {
  const all = new Headers(headers)
  if (i18next.language) all.set('accept-language', i18next.language)
  return all
}

async function readJson(response: Response): Promise<unknown> {
  const text = await response.text()
  if (text === '') return null
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}

/** For answers that a proxy made in the server's place. */
function codeOfStatus(
  status: number,
): 'unavailable' | 'rate_limited' | 'payload_too_large' | 'not_found' | 'internal' {
  if (status === 404) return 'not_found'
  if (status === 413) return 'payload_too_large'
  if (status === 429) return 'rate_limited'
  return status === 502 || status === 503 || status === 504 ? 'unavailable' : 'internal'
}
