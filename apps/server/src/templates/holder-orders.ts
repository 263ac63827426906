import * as z from 'zod'
import type { App } from '../app.ts'
import type { Context } from '../context.ts'
import { notFound } from '../errors.ts'
import { type SignedTokens, signedTokens } from '../nodes/signed-token.ts'
import { type TakenVersion, type TakeVersionOrder, takeVersionHere } from './take-version-here.ts'

/** Where a process takes orders of the others. */
const PATH = '/api/nodes/board-version'
/** The header with the signed order. */
const ORDER_HEADER = 'x-tablee-order'
/** How long an order counts, in ms: it is used at once, and clocks differ. */
const ORDER_LIFE_MS = 15_000
/** How long the holder may take to answer, in ms. */
const ANSWER_TIMEOUT_MS = 3_000

const orderSchema = z.object({ boardId: z.string(), version: z.string(), at: z.number() })
const answerSchema = z.object({ taken: z.enum(['taken', 'started']) })

/** Asks the process that holds a board's room to bring it to a version; null when it does not answer. */
export async function askHolder(
  { config, now }: Pick<Context, 'config' | 'now'>,
  node: string,
  order: TakeVersionOrder,
): Promise<TakenVersion | null> {
  // a holder that does not listen yet has no address
  if (node === '') return null
  const token = tokensOf(config.secretKey).sign({ ...order, at: now() })
  try {
    const response = await fetch(new URL(PATH, node), {
      method: 'POST',
      headers: { [ORDER_HEADER]: token, 'content-type': 'application/json' },
      body: '{}',
      signal: AbortSignal.timeout(ANSWER_TIMEOUT_MS),
    })
    if (!response.ok) return null
    return answerSchema.parse(await response.json()).taken
  } catch {
    // it is gone or busy: whoever holds the room next is asked
    return null
  }
}

/** Takes such orders; to everybody who cannot sign them the address does not exist. */
export function registerHolderOrders(app: App, context: Context): void {
  const tokens = tokensOf(context.config.secretKey)
  app.post(PATH, { schema: { hide: true } }, async (request) => {
    const order = tokens.verify(request.headers[ORDER_HEADER])
    if (order === null || Math.abs(context.now() - order.at) > ORDER_LIFE_MS) throw notFound()
    return { taken: await takeVersionHere(context, order) }
  })
}

function tokensOf(secretKey: string): SignedTokens<z.infer<typeof orderSchema>> {
  return signedTokens(secretKey, 'board version order', orderSchema)
}
