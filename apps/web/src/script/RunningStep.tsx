import { currentStep, type RunningState, type ScriptStep, stepText } from '@tablee/board/script'
import { type ReactNode, useId, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { FacedScript } from './follow-script.ts'
import { LeadControls } from './LeadControls.tsx'
import { StepClock } from './StepClock.tsx'
import { StepIcon } from './StepIcon.tsx'
import styles from './script.module.css'
import type { ServerClock } from './server-clock.ts'
import type { EditorButton, StepBarProps } from './step-bar-parts.ts'
import { useFollowStep } from './use-follow-step.ts'
import type { ScriptCommands } from './use-script-commands.ts'
import { useServerNow } from './use-server-now.ts'

interface RunningStepProps extends Omit<StepBarProps, 'script'> {
  script: FacedScript
  state: RunningState
  clock: ServerClock | null
  commands: ScriptCommands
  editor: EditorButton
}

/** The step that the workshop is at: where, what to do, how long, and the way to its place on the board. */
export function RunningStep(props: RunningStepProps): ReactNode {
  const { script, state, clock, commands, editor, lang, mayRun, places } = props
  const { t } = useTranslation('script')
  const nowMs = useServerNow(clock, state.clock)
  const step = currentStep(script)
  const { isWaiting, join } = useFollowStep(state.stepId, step?.zones ?? [], places)
  const [isWhole, setWhole] = useState(false)
  const instructionId = useId()
  if (!step) return null
  const at = script.steps.indexOf(step) + 1
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
        <StepClock state={state} step={step} nowMs={nowMs} />
        <button
          type="button"
          className={styles['goTo']}
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
          <button type="button" className={styles['primary']} onClick={join}>
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
