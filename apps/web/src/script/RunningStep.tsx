import type { OpenBallot } from '@tablee/board/content'
import { currentStep, type RunningState, type ScriptStep, stepText } from '@tablee/board/script'
import { type ReactNode, Suspense, useId, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { lazyPart } from '../ui/lazy-part.ts'
import type { FacedScript } from './follow-script.ts'
import { LeadControls } from './LeadControls.tsx'
import styles from './running-step.module.css'
import { StepClock } from './StepClock.tsx'
import { StepIcon } from './StepIcon.tsx'
import type { ServerClock } from './server-clock.ts'
import type { EditorButton, NamedZone, OpenVote, StepBarProps } from './step-bar-parts.ts'
import buttons from './step-buttons.module.css'
import { useFollowStep } from './use-follow-step.ts'
import type { ScriptCommands } from './use-script-commands.ts'
import { useServerNow } from './use-server-now.ts'

// What the server answers to votes is read by schemas that would double the light page, and few steps have one.
const StepVotes = lazyPart(async () => ({ default: (await import('./StepVotes.tsx')).StepVotes }))

interface RunningStepProps extends Omit<StepBarProps, 'script'> {
  script: FacedScript
  state: RunningState
  clock: ServerClock | null
  commands: ScriptCommands
  editor: EditorButton
}

/** The step that the workshop is at: where, what to do, how long, and the way to its place on the board. */
export function RunningStep(props: RunningStepProps): ReactNode {
  const { boardId, actorId, script, state, clock, commands, editor, lang, mayRun, zones, places } = props
  const { t } = useTranslation('script')
  const nowMs = useServerNow(clock, state.clock)
  const step = currentStep(script)
  const { isWaiting, join } = useFollowStep(state.stepId, step?.zones ?? [], places)
  const [isWhole, setWhole] = useState(false)
  const instructionId = useId()
  if (!step) return null
  const at = script.steps.indexOf(step) + 1
  const votes = votesOf(step, script.ballots, zones)
  const instruction = [stepText(step.instruction, lang), mayRun ? '' : limitText(step, t)].join(' ').trim()
  return (
    <>
      <div className={styles['running']} data-lead={mayRun || undefined}>
        <div className={styles['where']}>
          <span className={styles['number']}>
            <span aria-hidden>
              {at}/{script.steps.length}
            </span>
            <span className="board-hidden">{t('stepOf', { at, count: script.steps.length })}</span>
          </span>
          <h2 className={styles['title']}>{stepText(step.title, lang)}</h2>
          <span className={styles['mode']}>{t(`mode.${step.mode}`)}</span>
        </div>
        <div className={styles['words']}>
          {instruction !== '' && (
            <p id={instructionId} className={styles['instruction']} data-whole={isWhole || undefined}>
              {/* The whole of it is one press away where the screen is too narrow for it. */}
              <button
                type="button"
                className={styles['instructionText']}
                aria-expanded={isWhole}
                onClick={() => setWhole(!isWhole)}
              >
                {instruction}
              </button>
            </p>
          )}
          {votes.length > 0 && (
            <Suspense fallback={null}>
              <StepVotes boardId={boardId} votes={votes} actorId={actorId} mayRun={mayRun} />
            </Suspense>
          )}
        </div>
        <StepClock state={state} step={step} nowMs={nowMs} />
        <button
          type="button"
          className={`${buttons['icon']} ${styles['goTo']}`}
          onClick={join}
          aria-label={t('backToStep')}
          title={t('backToStep')}
        >
          <StepIcon name="goTo" />
          {!mayRun && <span className={styles['wide']}>{t('backToStep')}</span>}
        </button>
        {mayRun && (
          <LeadControls script={script} state={state} nowMs={nowMs} commands={commands} editor={editor} />
        )}
      </div>
      {isWaiting && (
        <div className={styles['next']} role="status">
          <span>{t('movedOn', { title: stepText(step.title, lang) })}</span>
          <button type="button" className={buttons['primary']} onClick={join}>
            {t('join')}
          </button>
        </div>
      )}
    </>
  )
}

/** What participants may not do in a step, in plain words; nothing when they may do all. */
function limitText({ may: { write, moveOwn } }: ScriptStep, t: (key: string) => string): string {
  if (write && moveOwn) return ''
  if (write) return t('limit.writeOnly')
  return t(moveOwn ? 'limit.moveOnly' : 'limit.readOnly')
}

/** The votes that are open in the zones of a step, each once: one may be about several zones. */
function votesOf(
  step: ScriptStep,
  ballots: Readonly<Record<string, OpenBallot>>,
  zones: readonly NamedZone[],
): OpenVote[] {
  const isOfStep = (id: string) =>
    step.zones.includes(id) || (step.mode === 'vote' && step.zones.length === 0)
  const each = new Map<string, OpenVote>()
  for (const { id, label, perRespondent } of zones) {
    const ballot = ballots[id]
    if (!ballot) continue
    const known = each.get(ballot.id)
    if (known) each.set(ballot.id, { ...known, perRespondent: known.perRespondent || perRespondent })
    else if (isOfStep(id)) each.set(ballot.id, { ballot, name: label, perRespondent })
  }
  return [...each.values()]
}
