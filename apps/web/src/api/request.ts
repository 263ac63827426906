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

/** A file that the server made, under the name that it gave it. */
export interface DownloadedFile {
  name: string
  content: Blob
}

/**
 * Fetches a file, so that a refusal is told on the page instead of being saved in the file's place.
 * @throws {ApiError}
 */
export async function download(path: string): Promise<DownloadedFile> {
  const response = await ask(path, { method: 'GET' })
  if (!response.ok) throw problemOf(response, await readJson(response))
  const name = /filename\*=UTF-8''([^;]+)/.exec(response.headers.get('content-disposition') ?? '')?.[1]
  return { name: name === undefined ? 'tablee' : decodeURIComponent(name), content: await response.blob() }
}

/**
 * Fetches bytes that only one person may see; with a body, what opens them stands in no address.
 * @throws {ApiError}
 */
export async function readBytes(path: string, body?: object): Promise<Blob> {
  const response = await ask(
    path,
    body
      ? { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) }
      : { method: 'GET' },
  )
  if (!response.ok) throw problemOf(response, await readJson(response))
  return response.blob()
}

async function send<T>(path: string, init: RequestInit, answer: z.ZodType<T>): Promise<T> {
  const response = await ask(path, init)
  const body = await readJson(response)
  if (!response.ok) throw problemOf(response, body)
  const parsed = answer.safeParse(body)
  if (!parsed.success) throw new ApiError('answer_unreadable')
  return parsed.data
}

async function ask(path: string, init: RequestInit): Promise<Response> {
  try {
    return await fetch(path, { ...init, headers: headersOf(init), credentials: 'same-origin' })
  } catch (cause) {
    if (cause instanceof DOMException && cause.name === 'AbortError') throw cause
    throw new ApiError('offline')
  }
}

function problemOf(response: Response, body: unknown): ApiError {
  return readErrorBody(body) ?? new ApiError(codeOfStatus(response.status))
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
