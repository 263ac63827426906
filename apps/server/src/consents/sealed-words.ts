import * as z from 'zod'
import type { Context } from '../context.ts'
import { openSeal, type Seal, SealBroken } from '../vault/seal.ts'

const TABLE = 'consent_statement'

const sealedWordsSchema = z.strictObject({
  reservation: z.string(),
  signer: z.strictObject({ name: z.string(), role: z.string() }).nullable(),
})

/** What an organisation wrote in its own words, and who decided. */
export type SealedWords = z.infer<typeof sealedWordsSchema>

/** Seals the words of one statement for its row. */
export function sealWords({ config }: Pick<Context, 'config'>, id: string, words: SealedWords): Uint8Array {
  return sealOf(config.secretKey).seal(JSON.stringify(words), { table: TABLE, id })
}

/** The words of a statement; null when they cannot be read any more, which is never taken for silence. */
export function openWords(
  { config }: Pick<Context, 'config'>,
  { id, sealed }: { id: string; sealed: Uint8Array },
): SealedWords | null {
  try {
    return sealedWordsSchema.parse(JSON.parse(sealOf(config.secretKey).open(sealed, { table: TABLE, id })))
  } catch (error) {
    if (error instanceof SealBroken) return null
    throw error
  }
}

function sealOf(secretKey: string): Seal {
  return openSeal(secretKey, 'tablee consent words')
}
