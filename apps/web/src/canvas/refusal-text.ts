import type { Lang } from '@tablee/board/content'
import { type Limits, stepText } from '@tablee/board/script'

/** Says a refusal: a sentence of the words `canvas`. */
type Say = (keys: string[], values: { step: string }) => string

/** Why a change was not taken, in the words of the step that refuses it, or of who leads while none runs. */
export function refusalText(
  say: Say,
  code: string,
  { limits, lang }: { limits: Limits | null; lang: Lang },
): string {
  const step = limits?.title ? stepText(limits.title, lang) : ''
  const keys = [`refused.${code}`, 'refused.other']
  return say(step === '' ? [`refused.now.${code}`, ...keys] : keys, { step })
}
