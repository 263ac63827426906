import { type Script, STEP_TITLE_MAX, type StepPowers, totalMinutes } from '@tablee/board/script'
import { type ReactNode, Suspense, useEffect, useRef, useState, useSyncExternalStore } from 'react'
import { useTranslation } from 'react-i18next'
import { wantedStep } from '../rehearsal/step-fragment.ts'
import { lazyPart } from '../ui/lazy-part.ts'
import { stepToKeep, wantsSteps } from './kept-steps.ts'
import { LateWriters } from './LateWriters.tsx'
import { RunningStep } from './RunningStep.tsx'
import { SpokenMoments } from './SpokenMoments.tsx'
import { StepIcon } from './StepIcon.tsx'
import styles from './step-bar.module.css'
import type { EditorButton, StepBarProps } from './step-bar-parts.ts'
import buttons from './step-buttons.module.css'
import { type ScriptCommands, useScriptCommands } from './use-script-commands.ts'
import { useServerClock } from './use-server-now.ts'

// Few people write a script, and nobody while it opens.
const ScriptEditor = lazyPart(async () => ({ default: (await import('./ScriptEditor.tsx')).ScriptEditor }))

/**
 * Where the workshop is, for everybody on the board: the step, what to do, the time left. Who leads runs it from here.
 * Participants see nothing until it has begun.
 */
export function StepBar(props: StepBarProps): ReactNode {
  const { boardId, client, script: followed, mayRun, zones, lang } = props
  const { t } = useTranslation('script')
  const script = useSyncExternalStore(followed.subscribe, followed.get)
  const clock = useServerClock(client)
  const commands = useScriptCommands(boardId, () => {
    const step = wantsSteps(boardId) ? stepToKeep(followed.get(), lang) : undefined
    return step && t('keep.name', { ...step }).slice(0, STEP_TITLE_MAX)
  })
  // a report of a rehearsal leads to the step that is to be changed
  const [wanted] = useState(() => wantedStep(location.hash))
  const [isEditing, setEditing] = useState(wanted !== null)
  const editButton = useRef<HTMLButtonElement>(null)
  const closeEditor = () => {
    setEditing(false)
    editButton.current?.focus()
  }
  // Who may not run it any more closes nothing by hand.
  useEffect(() => {
    if (!mayRun) setEditing(false)
  }, [mayRun])
  const { state } = script
  const editor = {
    ref: editButton,
    isOpen: isEditing,
    toggle: () => setEditing(!isEditing),
  }
  const isShown = state.phase !== 'ready' || mayRun || state.rest !== undefined
  return (
    <>
      {isShown && (
        <section className={styles['bar']} aria-label={t('label')} data-step-bar={state.phase}>
          {state.phase === 'running' ? (
            <RunningStep
              {...props}
              script={script}
              state={state}
              clock={clock}
              commands={commands}
              editor={editor}
            />
          ) : (
            <RestingBar script={script} mayRun={mayRun} commands={commands} editor={editor} />
          )}
          {mayRun && <LateWriters client={client} isBusy={commands.isBusy} />}
          {commands.problem && (
            <p className={styles['problem']} role="alert">
              {commands.problem}
            </p>
          )}
        </section>
      )}
      <SpokenMoments script={script} clock={clock} lang={lang} />
      {isEditing && mayRun && (
        <Suspense fallback={null}>
          <ScriptEditor
            boardId={boardId}
            script={script}
            zones={zones}
            lang={lang}
            commands={commands}
            first={wanted}
            close={closeEditor}
          />
        </Suspense>
      )}
    </>
  )
}

interface RestingBarProps {
  script: Script
  mayRun: boolean
  commands: ScriptCommands
  editor: EditorButton
}

/** Before the first step and after the last one. */
function RestingBar({ script: { steps, state }, mayRun, commands, editor }: RestingBarProps): ReactNode {
  const { t } = useTranslation('script')
  const total = t('total', { count: steps.length, minutes: totalMinutes(steps) })
  const isOver = state.phase === 'ended'
  const rest = state.phase === 'running' ? undefined : state.rest
  return (
    <div className={styles['resting']}>
      <p className={styles['restingText']}>
        {(isOver || mayRun) && (
          <>
            <strong>{t(isOver ? 'ended' : 'ready')}</strong>{' '}
            {isOver ? t('lasted', { minutes: lastedMinutes(state) }) : total}{' '}
          </>
        )}
        <span role="status" data-now={rest ? true : undefined}>
          {rest && restText(rest.may, mayRun, t)}
        </span>
      </p>
      {mayRun && (
        <div className={styles['restingControls']}>
          <button
            type="button"
            className={isOver ? buttons['button'] : buttons['primary']}
            disabled={steps.length === 0}
            onClick={() => commands.send({ do: 'start' })}
          >
            <StepIcon name="start" />
            {t(isOver ? 'again' : 'start')}
          </button>
          <button
            ref={editor.ref}
            type="button"
            className={buttons['button']}
            aria-label={t('edit')}
            aria-expanded={editor.isOpen}
            onClick={editor.toggle}
          >
            <StepIcon name="edit" />
            {t('editShort')}
          </button>
        </div>
      )}
    </div>
  )
}

const POWERS = ['write', 'moveOwn', 'vote', 'comment'] as const

/** What participants may do while no step runs, to themselves or to who leads. */
function restText(
  may: StepPowers,
  mayRun: boolean,
  t: (key: string, values?: { list: string }) => string,
): string {
  const list = POWERS.filter((power) => may[power])
    .map((power) => t(mayRun ? `form.power.${power}` : `rest.${power}`))
    .join(', ')
  if (list === '') return t(mayRun ? 'rest.nothingTheirs' : 'rest.nothing')
  return t(mayRun ? 'rest.theirs' : 'rest.yours', { list })
}

const MINUTE_MS = 60_000

function lastedMinutes(state: Script['state']): number {
  if (state.phase !== 'ended') return 0
  return Math.max(1, Math.round((state.endedAtMs - state.startedAtMs) / MINUTE_MS))
}
