import { VisuallyHidden } from '@mantine/core'
import { FAMILY_COLOURS } from '@tablee/board'
import { type DraftZone, GRID_COLUMNS, type TemplateDraft } from '@tablee/templates'
import { type KeyboardEvent, type PointerEvent, type ReactNode, useId, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useLang } from '../../ui/use-lang.ts'
import classes from './board-plan.module.css'
import { type GridBox, moved, resized, shownRows } from './grid-geometry.ts'

const ARROWS: Readonly<Record<string, readonly [number, number]>> = {
  ArrowLeft: [-1, 0],
  ArrowRight: [1, 0],
  ArrowUp: [0, -1],
  ArrowDown: [0, 1],
}

/** The zones and which of them is chosen. */
export interface BoardPlanProps {
  draft: TemplateDraft
  chosen: number | null
  /** Positions of the zones with something wrong about them. */
  faulty: ReadonlySet<number>
  onChoose(at: number): void
  onPlace(at: number, grid: GridBox): void
}

interface Drag {
  at: number
  how: typeof moved
  startX: number
  startY: number
  box: GridBox
}

/**
 * The plan of the board: zones are dragged and drawn larger with the mouse, or with the arrow keys (with Shift for their
 * size).
 */
export function BoardPlan({ draft, chosen, faulty, onChoose, onPlace }: BoardPlanProps): ReactNode {
  const { t } = useTranslation('methods')
  const hint = useId()
  const plan = useRef<HTMLDivElement>(null)
  const drag = useRef<Drag | null>(null)
  const [said, setSaid] = useState('')
  const rows = shownRows(draft.zones.map(({ grid }) => grid))

  const place = (at: number, grid: GridBox) => {
    onPlace(at, grid)
    setSaid(t('grid.place', { column: grid.x + 1, row: grid.y + 1, width: grid.w, height: grid.h }))
  }
  const begin = (event: PointerEvent<HTMLElement>, at: number, how: typeof moved) => {
    const zone = draft.zones[at]
    if (!zone || event.button !== 0) return
    // a finger that only passes scrolls the page: what is chosen already is moved
    if (event.pointerType === 'touch' && at !== chosen) return
    event.stopPropagation()
    event.currentTarget.setPointerCapture(event.pointerId)
    onChoose(at)
    drag.current = { at, how, startX: event.clientX, startY: event.clientY, box: zone.grid }
  }
  const follow = (event: PointerEvent<HTMLElement>) => {
    const { clientWidth = 0, clientHeight = 0 } = plan.current ?? {}
    const [columnPx, rowPx] = [clientWidth / GRID_COLUMNS, clientHeight / rows]
    if (!drag.current || columnPx === 0 || rowPx === 0) return
    const { at, how, startX, startY, box } = drag.current
    const columns = Math.round((event.clientX - startX) / columnPx)
    const down = Math.round((event.clientY - startY) / rowPx)
    const next = how(box, columns, down)
    const current = draft.zones[at]?.grid
    if (current && (['x', 'y', 'w', 'h'] as const).some((name) => next[name] !== current[name]))
      place(at, next)
  }
  const end = () => {
    drag.current = null
  }
  const press = (event: KeyboardEvent, at: number, zone: DraftZone) => {
    const arrow = ARROWS[event.key]
    if (!arrow) return
    event.preventDefault()
    place(at, (event.shiftKey ? resized : moved)(zone.grid, ...arrow))
  }

  return (
    <div>
      <p id={hint} className={classes.hint}>
        {t('grid.hint')}
      </p>
      <div
        ref={plan}
        className={classes.plan}
        style={{
          height: `calc(var(--row) * ${rows})`,
          backgroundSize: `calc(100% / ${GRID_COLUMNS}) var(--row)`,
        }}
      >
        {draft.zones.map((zone, at) => (
          <ZoneBlock
            key={zone.id}
            zone={zone}
            family={draft.family}
            chosen={at === chosen}
            faulty={faulty.has(at)}
            describedBy={hint}
            onChoose={() => onChoose(at)}
            onKeyDown={(event) => press(event, at, zone)}
            onMoveStart={(event) => begin(event, at, moved)}
            onResizeStart={(event) => begin(event, at, resized)}
            onFollow={follow}
            onEnd={end}
          />
        ))}
      </div>
      <VisuallyHidden role="status">{said}</VisuallyHidden>
    </div>
  )
}

interface ZoneBlockProps {
  zone: DraftZone
  family: TemplateDraft['family']
  chosen: boolean
  faulty: boolean
  describedBy: string
  onChoose(): void
  onKeyDown(event: KeyboardEvent): void
  onMoveStart(event: PointerEvent<HTMLElement>): void
  onResizeStart(event: PointerEvent<HTMLElement>): void
  onFollow(event: PointerEvent<HTMLElement>): void
  onEnd(): void
}

function ZoneBlock({ zone, family, chosen, faulty, describedBy, ...on }: ZoneBlockProps): ReactNode {
  const { t } = useTranslation('methods')
  const lang = useLang()
  const { x, y, w, h } = zone.grid
  const colours = FAMILY_COLOURS[family]
  const name = zone.label[lang] || zone.label.fr || t('zone.unnamed')
  return (
    <div
      className={classes.place}
      style={{
        left: `calc(100% / ${GRID_COLUMNS} * ${x})`,
        width: `calc(100% / ${GRID_COLUMNS} * ${w})`,
        top: `calc(var(--row) * ${y})`,
        height: `calc(var(--row) * ${h})`,
        zIndex: chosen ? 2 : 1,
      }}
    >
      <button
        type="button"
        className={classes.zone}
        data-chosen={chosen || undefined}
        data-faulty={faulty || undefined}
        aria-pressed={chosen}
        aria-describedby={describedBy}
        aria-label={faulty ? t('grid.faultyZone', { name }) : name}
        data-family={family}
        style={{ background: colours.tint, color: colours.title }}
        onClick={on.onChoose}
        onKeyDown={on.onKeyDown}
        onPointerDown={on.onMoveStart}
        onPointerMove={on.onFollow}
        onPointerUp={on.onEnd}
        onPointerCancel={on.onEnd}
      >
        <span className={classes.name} lang={zone.label[lang] ? lang : 'fr'}>
          {faulty && (
            <span className={classes.mark} aria-hidden="true">
              !
            </span>
          )}
          {name}
        </span>
        {h > 1 && <span className={classes.kind}>{t(`kinds.${zone.kind}`)}</span>}
      </button>
      <span
        className={classes.handle}
        aria-hidden="true"
        style={{ color: colours.accent }}
        onPointerDown={on.onResizeStart}
        onPointerMove={on.onFollow}
        onPointerUp={on.onEnd}
        onPointerCancel={on.onEnd}
      />
    </div>
  )
}
