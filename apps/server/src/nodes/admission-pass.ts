import * as z from 'zod'
import type { Admission } from '../sync/admission.ts'
import { signedTokens } from './signed-token.ts'

/** The header in which a process tells the holder of a board whom it has admitted. */
export const PASS_HEADER = 'x-tablee-admission'
/** How long a pass counts, in ms: it is used at once. */
const PASS_LIFE_MS = 10_000
/** By how much the clocks of two machines may differ, in ms. */
export const CLOCK_TOLERANCE_MS = 5_000

/** What a pass is good for: one socket of one board. */
interface PassScope {
  readonly boardId: string
  /** The upgrade's `Sec-WebSocket-Key`: random for each socket. */
  readonly socketKey: string
}

/** Says whom another process has admitted, so that nobody else can. */
export interface AdmissionPasses {
  sign(scope: PassScope, admission: Admission): string
  /** Null for every header that is not a pass for this socket now. */
  verify(scope: PassScope, header: unknown): Admission | null
}

const admissionSchema: z.ZodType<Admission> = z.object({
  authorId: z.string(),
  author: z.object({
    actorId: z.string(),
    role: z.enum(['coach', 'writer', 'viewer']),
    leads: z.boolean().optional(),
  }),
  access: z.enum(['write', 'read']),
  identity: z.object({ id: z.string(), name: z.string(), color: z.string(), leads: z.boolean().optional() }),
  watches: z.boolean().optional(),
  guest: z.boolean().optional(),
})
const passSchema = z.object({
  boardId: z.string(),
  socketKey: z.string(),
  at: z.number(),
  admission: admissionSchema,
})

/** Passes signed with a key derived from SECRET_KEY (HMAC-SHA256). `now` is in ms since 1970. */
export function admissionPasses(secretKey: string, now: () => number): AdmissionPasses {
  const tokens = signedTokens(secretKey, 'admission pass', passSchema)
  return {
    sign: ({ boardId, socketKey }, admission) => tokens.sign({ boardId, socketKey, at: now(), admission }),
    verify(scope, header) {
      const pass = tokens.verify(header)
      if (pass === null) return null
      const age = now() - pass.at
      const fresh = age >= -CLOCK_TOLERANCE_MS && age <= PASS_LIFE_MS + CLOCK_TOLERANCE_MS
      return fresh && pass.boardId === scope.boardId && pass.socketKey === scope.socketKey
        ? pass.admission
        : null
    },
  }
}
