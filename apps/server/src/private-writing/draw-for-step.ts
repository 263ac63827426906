import type { ScriptStep } from '@tablee/board/script'
import type { Context } from '../context.ts'
import { AppError } from '../errors.ts'
import { drawCurtain } from './draw-curtain.ts'

/**
 * Draws the curtains of a private step before its zones. A zone that takes no private notes, or hides notes of the other
 * kind, is left as it is: the step goes on.
 */
export async function drawForStep(
  context: Context,
  boardId: string,
  { zones, anonymous }: Pick<ScriptStep, 'zones' | 'anonymous'>,
): Promise<void> {
  for (const zoneId of zones) {
    try {
      await drawCurtain(context, boardId, [zoneId], { anonymous })
    } catch (error) {
      const isUnfit =
        error instanceof AppError && ['curtain_zone_unfit', 'curtain_other_kind'].includes(error.code)
      if (!isUnfit) throw error
    }
  }
}
