import type { Lang } from '@tablee/board'
import { stepText } from '@tablee/board/script'
import type { WorkshopScriptAnswer } from '@tablee/contract'
import type { TFunction } from 'i18next'

/** What is said of a command to all groups: the names of those it reached, step by step, and of those that stayed. */
export interface ToldOutcome {
  text: string
  /** Some group stayed as it was: that is to be read in peace. */
  stayed: boolean
}

/** Says which group is where now, and which one did not follow. */
export function toldOutcome(
  boards: WorkshopScriptAnswer['boards'],
  {
    groups,
    lang,
    t: say,
  }: { groups: readonly { boardId: string; name: string }[]; lang: Lang; t: TFunction<'workshops'> },
): ToldOutcome {
  const nameOf = new Map(groups.map(({ boardId, name }) => [boardId, name]))
  const byStep = new Map<string, string[]>()
  const stayed: string[] = []
  for (const { boardId, done, title, problem } of boards) {
    const name = nameOf.get(boardId) ?? ''
    const step = title && stepText(title, lang)
    if (done) byStep.set(step ?? '', [...(byStep.get(step ?? '') ?? []), name])
    else if (problem === 'script_step_gone') stayed.push(say('scripts.lastAt', { name }))
    else if (problem !== null) stayed.push(say('scripts.failedAt', { name }))
    else stayed.push(step ? say('scripts.stayedAt', { name, step }) : name)
  }
  const sentences = [...byStep].map(([step, names]) =>
    step === ''
      ? say('scripts.doneIn', { names: names.join(', ') })
      : say('scripts.nowAt', { names: names.join(', '), step }),
  )
  if (sentences.length === 0) sentences.push(say('scripts.none'))
  if (stayed.length > 0) sentences.push(say('scripts.stayed', { names: stayed.join(', ') }))
  return { text: sentences.join(' '), stayed: stayed.length > 0 }
}
