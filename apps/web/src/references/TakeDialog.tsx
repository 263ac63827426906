import type { Lang } from '@tablee/board/content'
import { type ListedZone, TAKEN_ITEMS_MAX } from '@tablee/contract'
import { type ReactNode, useCallback, useEffect, useId, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { readBoardItems, readReferences, readSources, takeItems } from '../api/references.ts'
import { errorText } from '../ui/error-text.ts'
import { ItemChoice } from './ItemChoice.tsx'
import { firstZone } from './take-plan.ts'
import { type Answer, useAnswer } from './use-answer.ts'
import './references.css'

interface TakeDialogProps {
  boardId: string
  lang: Lang
  /** The zone that the notes go into, unless another is chosen. */
  intoZoneId?: string
  onClose(): void
  /** The notes that were written, the name of their zone and how many they are. */
  onTaken(itemIds: readonly string[], zone: string, count: number): void
}

/** Takes notes of another board into a zone of this one: which board, which zone of it, into which zone, which notes. */
export function TakeDialog({ boardId, lang, intoZoneId, onClose, onTaken }: TakeDialogProps): ReactNode {
  const { t } = useTranslation('references')
  // the page without a canvas has not loaded their sentences
  useTranslation('errors')
  const id = useId()
  const dialog = useRef<HTMLDialogElement>(null)
  const start = useAnswer(
    useCallback(
      async (signal: AbortSignal) => {
        const [{ boards }, { zones }, { references }] = await Promise.all([
          readSources(boardId, signal),
          readBoardItems(boardId, signal),
          readReferences(boardId, signal),
        ])
        const taken = references.flatMap(({ source }) => (source ? `${source.boardId}/${source.itemId}` : []))
        return { boards, targets: zones.filter(({ takes }) => takes), taken: new Set(taken) }
      },
      [boardId],
    ),
  )
  const [chosen, setChosen] = useState<string | null>(null)
  const [into, setInto] = useState(intoZoneId)
  useEffect(() => {
    dialog.current?.showModal()
  }, [])
  if (start.kind !== 'ready')
    return (
      <dialog ref={dialog} className="board-dialog" aria-labelledby={id} lang={lang} onClose={onClose}>
        <h2 id={id}>{t('title')}</h2>
        <Waiting answer={start} />
        <div className="board-dialog__actions">
          <button type="button" className="board-button" onClick={onClose}>
            {t('cancel')}
          </button>
        </div>
      </dialog>
    )
  const { boards, targets, taken } = start.value
  const others = boards.filter((board) => board.id !== boardId)
  // one board to choose from is no choice
  const fromId = chosen ?? (others.length === 1 ? (others[0]?.id ?? '') : '')
  const target = targets.find((zone) => zone.id === into) ?? targets[0]
  return (
    <dialog ref={dialog} className="board-dialog take" aria-labelledby={id} lang={lang} onClose={onClose}>
      <h2 id={id}>{t('title')}</h2>
      <p className="take__intro">{t('intro')}</p>
      {target ? (
        <label className="take__field">
          <span>{t('board')}</span>
          <select value={fromId} onChange={({ currentTarget }) => setChosen(currentTarget.value)}>
            <option value="">{t('chooseBoard')}</option>
            {boards.map(({ id: each, title, organisation }) => (
              <option key={each} value={each}>
                {each === boardId ? t('thisBoard') : organisation ? `${title} · ${organisation}` : title}
              </option>
            ))}
          </select>
        </label>
      ) : (
        <p role="status">{t('noTarget')}</p>
      )}
      {target && fromId !== '' ? (
        <FromBoard
          key={fromId}
          {...{ boardId, fromId, targets, target, taken, lang, onClose, onTaken }}
          onInto={setInto}
        />
      ) : (
        <div className="board-dialog__actions">
          <button type="button" className="board-button" onClick={onClose}>
            {t('cancel')}
          </button>
        </div>
      )}
    </dialog>
  )
}

interface FromBoardProps extends Omit<TakeDialogProps, 'intoZoneId'> {
  fromId: string
  targets: readonly ListedZone[]
  target: ListedZone
  onInto(zoneId: string): void
  /** `<board>/<item>` of what was taken before. */
  taken: ReadonlySet<string>
}

/** The zones and notes of the chosen board. */
function FromBoard(props: FromBoardProps): ReactNode {
  const { boardId, fromId, targets, target, taken, lang, onInto, onClose, onTaken } = props
  const { t } = useTranslation('references')
  const answer = useAnswer(useCallback((signal: AbortSignal) => readBoardItems(fromId, signal), [fromId]))
  const [zoneId, setZoneId] = useState<string | null>(null)
  const [chosen, setChosen] = useState<readonly string[]>([])
  const [isTaking, setTaking] = useState(false)
  const [problem, setProblem] = useState<unknown>(null)
  // what goes into a zone is not taken from it
  const filled = (answer.kind === 'ready' ? answer.value.zones : []).filter(
    ({ id, items }) => items.length > 0 && (fromId !== boardId || id !== target.id),
  )
  const zone = filled.find(({ id }) => id === zoneId) ?? firstZone(filled)
  const present = chosen.filter((id) => zone?.items.some((item) => item.id === id))
  const { left } = target
  const isTooMany = left !== null && present.length > left
  const take = async (itemIds: readonly string[]) => {
    setTaking(true)
    setProblem(null)
    try {
      const { items } = await takeItems(boardId, { fromBoardId: fromId, itemIds, zoneId: target.id })
      onTaken(
        items.map(({ itemId }) => itemId),
        target.label[lang],
        items.length,
      )
    } catch (error) {
      setProblem(error)
      setTaking(false)
    }
  }
  return (
    <>
      <Waiting answer={answer} />
      {answer.kind === 'ready' && !zone && <p role="status">{t('nothing')}</p>}
      {zone && (
        <>
          <div className="take__pair">
            <label className="take__field">
              <span>{t('zone')}</span>
              <select
                value={zone.id}
                onChange={({ currentTarget }) => {
                  setZoneId(currentTarget.value)
                  setChosen([])
                }}
              >
                {filled.map(({ id, label, items }) => (
                  <option key={id} value={id}>
                    {`${label[lang]} (${items.length})`}
                  </option>
                ))}
              </select>
            </label>
            <label className="take__field">
              <span>{t('into')}</span>
              <select value={target.id} onChange={({ currentTarget }) => onInto(currentTarget.value)}>
                {targets.map(({ id, label }) => (
                  <option key={id} value={id}>
                    {label[lang]}
                  </option>
                ))}
              </select>
            </label>
          </div>
          <ItemChoice
            zone={zone}
            isTaken={(id) => taken.has(`${fromId}/${id}`)}
            left={left}
            isBusy={isTaking}
            chosen={present}
            onChoose={setChosen}
            onTakeNow={(ids) => void take(ids)}
            lang={lang}
          />
        </>
      )}
      <div className="take__end">
        {isTooMany && (
          <p className="board-dialog__refusal" role="alert">
            {t('tooMany', { count: left, zone: target.label[lang] })}
          </p>
        )}
        {problem !== null && (
          <p className="board-dialog__refusal" role="alert">
            {errorText(problem, t)}
          </p>
        )}
        <div className="board-dialog__actions">
          <button
            type="button"
            className="board-button board-button--main"
            disabled={present.length === 0 || present.length > TAKEN_ITEMS_MAX || isTooMany || isTaking}
            onClick={() => void take(present)}
          >
            {t('take', { count: present.length })}
          </button>
          <button type="button" className="board-button" onClick={onClose}>
            {t('cancel')}
          </button>
        </div>
      </div>
    </>
  )
}

function Waiting({ answer }: { answer: Answer<unknown> }): ReactNode {
  const { t } = useTranslation('references')
  switch (answer.kind) {
    case 'asking':
      return (
        <p className="take__waiting" role="status">
          {t('asking')}
        </p>
      )
    case 'failed':
      return (
        <div className="take__waiting" role="alert">
          <p>{errorText(answer.error, t)}</p>
          <button type="button" className="board-button" onClick={answer.retry}>
            {t('retry')}
          </button>
        </div>
      )
    case 'ready':
      return null
  }
}
