import { createHash } from 'node:crypto'
import { setTimeout as pause } from 'node:timers/promises'
import { RoomElsewhere, RoomsStopped } from '@tablee/sync'
import type { FastifyRequest } from 'fastify'
import * as z from 'zod'
import type { App } from '../app.ts'
import type { Context } from '../context.ts'
import { AppError, notFound } from '../errors.ts'
import { type SignedTokens, signedTokens } from './signed-token.ts'

/** Where a process takes orders of the others. */
export const ORDERS_PATH = '/api/nodes/board-orders'
/** The header that says which order a body is, signed. */
const ORDER_HEADER = 'x-tablee-order'
/** What an order is sent as: no browser sends such a body by itself, and no other route reads it. */
const ORDER_TYPE = 'application/vnd.tablee.order+json'
/** Largest order, in bytes: the shapes of a drawing that was brought as a file. */
const ORDER_MAX_BYTES = 16 * 1024 * 1024
/** How long an order counts, in ms: it is used at once, and clocks differ. */
const ORDER_LIFE_MS = 15_000
/** How long the holder may take to answer, in ms. */
const ANSWER_TIMEOUT_MS = 3_000
/** How long a board is tried whose process does not answer, in ms: longer than a life and a poll (`find-way.ts`). */
const PATIENCE_MS = 6_000
/** Pause between two tries, in ms. */
const RETRY_MS = 200
/** Seconds after which a board that could not be reached may be asked for again. */
const RETRY_AFTER_SECONDS = 2

/**
 * Something that is done to a board by the process that holds its room. It may arrive twice, when the first answer was
 * lost on the way: carrying it out again must change nothing.
 */
export interface BoardOrderKind<Order extends { boardId: string }, Answer> {
  readonly name: string
  readonly order: z.ZodType<Order>
  readonly answer: z.ZodType<Answer>
  /** Does it here. @throws {RoomElsewhere} when another process holds the room. */
  carryOut(context: Context, order: Order): Promise<Answer>
}

/** A kind of order as the process that receives one sees it: it parses what it carries out. */
export interface ReceivedOrderKind {
  readonly name: string
  receive(context: Context, body: unknown): Promise<unknown>
}

const headSchema = z.object({ name: z.string(), digest: z.string(), at: z.number() })
const answerSchema = z.object({ answer: z.unknown() })

/** Makes a kind of order known to those who receive it. */
export function received<Order extends { boardId: string }, Answer>(
  kind: BoardOrderKind<Order, Answer>,
): ReceivedOrderKind {
  return {
    name: kind.name,
    receive: (context, body) => kind.carryOut(context, kind.order.parse(body)),
  }
}

/**
 * Carries an order out wherever the board's room is held; the rights of who gives it were checked before.
 * @throws {AppError} `unavailable` when the process that holds the room does not answer.
 */
export async function giveOrder<Order extends { boardId: string }, Answer>(
  context: Context,
  kind: BoardOrderKind<Order, Answer>,
  order: Order,
): Promise<Answer> {
  const until = performance.now() + PATIENCE_MS
  for (;;) {
    try {
      return await kind.carryOut(context, order)
    } catch (error) {
      if (error instanceof RoomsStopped) throw new AppError('unavailable', { cause: error })
      if (!(error instanceof RoomElsewhere)) throw error
    }
    const lease = await context.leases.acquire(order.boardId)
    const given = lease.held ? null : await askHolder(context, lease.node, kind, order)
    if (given !== null) return given.answer
    if (performance.now() > until)
      throw new AppError('unavailable', { retryAfterSeconds: RETRY_AFTER_SECONDS })
    if (!lease.held) await pause(RETRY_MS)
  }
}

/** Takes orders of the other processes; to everybody who cannot sign them the address does not exist. */
export async function registerBoardOrders(
  app: App,
  context: Context,
  kinds: readonly ReceivedOrderKind[],
): Promise<void> {
  const tokens = tokensOf(context.config.secretKey)
  const readHead = (request: FastifyRequest) => {
    const head = tokens.verify(request.headers[ORDER_HEADER])
    if (head === null || Math.abs(context.now() - head.at) > ORDER_LIFE_MS) throw notFound()
    return head
  }
  // in a scope of its own: elsewhere nobody reads such a body
  await app.register(async (scope) => {
    scope.addContentTypeParser(
      ORDER_TYPE,
      { parseAs: 'string', bodyLimit: ORDER_MAX_BYTES },
      (_request, body, done) => done(null, body),
    )
    scope.post(
      ORDERS_PATH,
      {
        schema: { hide: true },
        bodyLimit: ORDER_MAX_BYTES,
        // before the body: whoever cannot sign makes nobody read it
        onRequest: async (request) => {
          readHead(request)
        },
      },
      async (request) => {
        const { name, digest } = readHead(request)
        const { body } = request
        const kind = kinds.find((each) => each.name === name)
        if (!kind || typeof body !== 'string' || digestOf(body) !== digest) throw notFound()
        return { answer: await kind.receive(context, JSON.parse(body)) }
      },
    )
  })
}

/** Asks the process that holds a board's room; null when it does not answer. */
async function askHolder<Order extends { boardId: string }, Answer>(
  { config, now }: Pick<Context, 'config' | 'now'>,
  node: string,
  kind: BoardOrderKind<Order, Answer>,
  order: Order,
): Promise<{ answer: Answer } | null> {
  // a holder that does not listen yet has no address
  if (node === '') return null
  const body = JSON.stringify(order)
  const head = tokensOf(config.secretKey).sign({ name: kind.name, digest: digestOf(body), at: now() })
  try {
    const response = await fetch(new URL(ORDERS_PATH, node), {
      method: 'POST',
      headers: { [ORDER_HEADER]: head, 'content-type': ORDER_TYPE },
      body,
      signal: AbortSignal.timeout(ANSWER_TIMEOUT_MS),
    })
    if (!response.ok) return null
    return { answer: kind.answer.parse(answerSchema.parse(await response.json()).answer) }
  } catch {
    // it is gone or busy: whoever holds the room next is asked
    return null
  }
}

function digestOf(body: string): string {
  return createHash('sha256').update(body).digest('base64url')
}

function tokensOf(secretKey: string): SignedTokens<z.infer<typeof headSchema>> {
  return signedTokens(secretKey, 'board order', headSchema)
}
