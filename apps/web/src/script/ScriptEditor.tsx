import type { Lang } from '@tablee/board/content'
import { type Script, STEPS_MAX, totalMinutes } from '@tablee/board/script'
import { type ReactNode, useEffect, useRef, useState } from 'react'
import { createPortal } from 'react-dom'
import { useTranslation } from 'react-i18next'
import type { WantedStep } from '../rehearsal/step-fragment.ts'
import { KeepSwitch } from './KeepSwitch.tsx'
import { newStep } from './new-step.ts'
import { SoundSwitch } from './SoundSwitch.tsx'
import { StepIcon } from './StepIcon.tsx'
import { StepRow } from './StepRow.tsx'
import styles from './script-editor.module.css'
import type { NamedZone } from './step-bar-parts.ts'
import type { ScriptCommands } from './use-script-commands.ts'

interface ScriptEditorProps {
  boardId: string
  script: Script
  zones: readonly NamedZone[]
  lang: Lang
  commands: ScriptCommands
  /** The step that is open at first; null for none. */
  first: WantedStep | null
  close(): void
}

/** The steps in a panel at the side: changed, added, put in another order and removed, also while they run. */
export function ScriptEditor({
  boardId,
  script,
  zones,
  lang,
  commands,
  first,
  close,
}: ScriptEditorProps): ReactNode {
  const { t } = useTranslation('script')
  const title = useRef<HTMLHeadingElement>(null)
  const [openId, setOpenId] = useState<string | null>(first?.stepId ?? null)
  const [said, setSaid] = useState('')
  const { steps, state } = script
  const currentId = state.phase === 'running' ? state.stepId : null
  useEffect(() => title.current?.focus(), [])
  const add = () => {
    const { stepId, step } = newStep(t('newStep'), lang)
    commands.send({ do: 'addStep', stepId, before: null, step })
    setOpenId(stepId)
  }
  // Over the page, not in it: the board below keeps its place, and its shortcuts do not hear what is typed here.
  return createPortal(
    <aside
      className={styles['panel']}
      aria-label={t('editor.label')}
      lang={lang}
      data-script-editor
      onKeyDown={(event) => {
        event.stopPropagation()
        if (event.key !== 'Escape') return
        // A field keeps what was typed when it is left.
        if (document.activeElement instanceof HTMLElement) document.activeElement.blur()
        close()
      }}
    >
      <header className={styles['head']}>
        <div>
          <h2 ref={title} tabIndex={-1}>
            {t('editor.label')}
          </h2>
          <p>{t('total', { count: steps.length, minutes: totalMinutes(steps) })}</p>
        </div>
        <SoundSwitch />
        <button type="button" className={styles['icon']} aria-label={t('editor.close')} onClick={close}>
          <StepIcon name="close" />
        </button>
      </header>
      {commands.problem && (
        <p className={styles['problem']} role="alert">
          {commands.problem}
        </p>
      )}
      <ol className={styles['steps']}>
        {steps.map((step, at) => (
          <StepRow
            key={step.id}
            step={step}
            at={at}
            steps={steps}
            zones={zones}
            lang={lang}
            written={(first?.stepId === step.id && first.lang) || lang}
            currentId={currentId}
            isOpen={openId === step.id}
            setOpen={(isOpen) => setOpenId(isOpen ? step.id : null)}
            send={commands.send}
            say={setSaid}
          />
        ))}
      </ol>
      <KeepSwitch boardId={boardId} />
      <footer className={styles['foot']}>
        <button type="button" className={styles['button']} disabled={steps.length >= STEPS_MAX} onClick={add}>
          {t('editor.add')}
        </button>
        {currentId === null && (
          <a className={styles['button']} href={`/tableaux/${encodeURIComponent(boardId)}/repetition`}>
            {t('editor.rehearse')}
          </a>
        )}
        {currentId !== null && (
          <>
            <button
              type="button"
              className={styles['button']}
              onClick={() => commands.send({ do: 'addTime', from: currentId, minutes: -1 })}
            >
              {t('minuteLess')}
            </button>
            <EndButton end={() => commands.send({ do: 'end', from: currentId })} />
          </>
        )}
      </footer>
      <p className="board-hidden" role="status">
        {said}
      </p>
    </aside>,
    document.body,
  )
}

/** Ends the script before its last step; asked twice, since the course is forgotten with the next start. */
function EndButton({ end }: { end(): void }): ReactNode {
  const { t } = useTranslation('script')
  const [asks, setAsks] = useState(false)
  if (!asks)
    return (
      <button type="button" className={styles['button']} onClick={() => setAsks(true)}>
        {t('end')}
      </button>
    )
  return (
    <span className={styles['sure']}>
      {t('endSure')}
      <button type="button" className={styles['danger']} onClick={end}>
        {t('endYes')}
      </button>
      <button type="button" className={styles['button']} onClick={() => setAsks(false)}>
        {t('endNo')}
      </button>
    </span>
  )
}
