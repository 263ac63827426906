import type { Lang } from '@tablee/board/content'
import { type ScriptCommand, type ScriptStep, stepText } from '@tablee/board/script'
import { type ReactNode, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { StepForm } from './StepForm.tsx'
import { StepIcon } from './StepIcon.tsx'
import styles from './script-editor.module.css'
import type { NamedZone } from './step-bar-parts.ts'

interface StepRowProps {
  step: ScriptStep
  at: number
  steps: readonly ScriptStep[]
  zones: readonly NamedZone[]
  lang: Lang
  /** The language in which its words are written at first. */
  written: Lang
  /** The step that runs; null when none does. */
  currentId: string | null
  isOpen: boolean
  setOpen(isOpen: boolean): void
  send(command: ScriptCommand): void
  /** Tells a screen reader what became of it. */
  say(text: string): void
}

/** One step in the list: its place in the order, and its fields when it is opened. */
export function StepRow(props: StepRowProps): ReactNode {
  const { step, at, steps, zones, lang, written, currentId, isOpen, setOpen, send, say } = props
  const { t } = useTranslation('script')
  const row = useRef<HTMLLIElement>(null)
  const title = stepText(step.title, lang)
  const isCurrent = step.id === currentId
  const move = (by: -1 | 1) => {
    const before = by < 0 ? steps[at - 1]?.id : (steps[at + 2]?.id ?? null)
    if (before === undefined || (by > 0 && at === steps.length - 1)) return
    send({ do: 'moveStep', stepId: step.id, before })
    say(t('editor.moved', { title, at: at + 1 + by, count: steps.length }))
  }
  return (
    <li
      ref={row}
      className={styles['step']}
      data-step={step.id}
      aria-current={isCurrent ? 'step' : undefined}
      onKeyDown={(event) => {
        if (!event.altKey || (event.key !== 'ArrowUp' && event.key !== 'ArrowDown')) return
        event.preventDefault()
        move(event.key === 'ArrowUp' ? -1 : 1)
      }}
    >
      <div className={styles['line']}>
        <button
          type="button"
          className={styles['name']}
          aria-expanded={isOpen}
          onClick={() => setOpen(!isOpen)}
        >
          <span className={styles['at']}>{at + 1}</span>
          <span>
            <strong>{title}</strong>
            <small>
              {t('minutes', { count: step.minutes })} · {t(`mode.${step.mode}`)}
              {isCurrent && ` · ${t('editor.current')}`}
            </small>
          </span>
        </button>
        <button
          type="button"
          className={styles['icon']}
          disabled={at === 0}
          aria-label={t('editor.up', { title })}
          title={t('editor.upShort')}
          onClick={() => move(-1)}
        >
          <StepIcon name="up" />
        </button>
        <button
          type="button"
          className={styles['icon']}
          disabled={at === steps.length - 1}
          aria-label={t('editor.down', { title })}
          title={t('editor.downShort')}
          onClick={() => move(1)}
        >
          <StepIcon name="down" />
        </button>
      </div>
      {isOpen && (
        <div className={styles['body']}>
          <StepForm
            step={step}
            zones={zones}
            written={written}
            change={(change) => send({ do: 'changeStep', stepId: step.id, step: change })}
          />
          <div className={styles['actions']}>
            {currentId !== null && !isCurrent && (
              <button
                type="button"
                className={styles['button']}
                onClick={() => {
                  send({ do: 'go', from: currentId, stepId: step.id })
                  // This button goes when the step is there.
                  row.current?.querySelector('button')?.focus()
                }}
              >
                {t('editor.go')}
              </button>
            )}
            {currentId === null && (
              <button
                type="button"
                className={styles['button']}
                onClick={() => {
                  send({ do: 'start', stepId: step.id })
                  row.current?.querySelector('button')?.focus()
                }}
              >
                {t('editor.startHere')}
              </button>
            )}
            <button
              type="button"
              className={styles['danger']}
              disabled={isCurrent}
              title={isCurrent ? t('editor.currentStays') : undefined}
              onClick={() => {
                send({ do: 'removeStep', stepId: step.id })
                say(t('editor.removed', { title }))
                const next = row.current?.nextElementSibling ?? row.current?.previousElementSibling
                next?.querySelector('button')?.focus()
              }}
            >
              {t('editor.remove')}
            </button>
          </div>
        </div>
      )}
    </li>
  )
}
