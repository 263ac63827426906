import { Button, Group, Modal, Stack, Text } from '@mantine/core'
import type { SnapshotSummary } from '@tablee/contract'
import { type ReactNode, useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { formatMoment } from '../ui/format-date.ts'
import { Icon } from '../ui/Icon.tsx'
import { useLang } from '../ui/use-lang.ts'
import classes from './replay-dialog.module.css'

/** How long each state is shown while it plays, in ms: time to find what is new. */
const SHOWN_MS = 2_500

/** What is played. */
export interface ReplayDialogProps {
  /** Snapshots of one board, the first in time first; one at least. */
  snapshots: readonly [SnapshotSummary, ...SnapshotSummary[]]
  onClose(): void
}

/** Plays what was kept of a board, state by state, as it came to be. */
export function ReplayDialog({ snapshots, onClose }: ReplayDialogProps): ReactNode {
  const { t } = useTranslation('boards')
  const lang = useLang()
  const [at, setAt] = useState(0)
  const [isPlaying, setPlaying] = useState(false)
  /** The picture that has come, or could not: a slow one is waited for. */
  const [drawnId, setDrawnId] = useState<string | null>(null)
  const shown = snapshots[at] ?? snapshots[0]
  const before = snapshots[at - 1]
  const next = snapshots[at + 1]
  const isLast = next === undefined
  const isDrawn = drawnId === shown.id

  useEffect(() => {
    if (!isPlaying || !isDrawn) return
    const timer = setTimeout(() => (isLast ? setPlaying(false) : setAt(at + 1)), isLast ? 0 : SHOWN_MS)
    return () => clearTimeout(timer)
  }, [isPlaying, isDrawn, isLast, at])
  useEffect(() => {
    // fetched while this one is looked at
    if (next) new Image().src = pictureOf(next)
  }, [next])

  const goTo = (place: number) => {
    setPlaying(false)
    setAt(place)
  }
  const play = () => {
    if (isLast) setAt(0)
    setPlaying(true)
  }
  const more = before ? shown.items - before.items : 0
  const position = t('replay.position', { at: at + 1, of: snapshots.length })
  return (
    <Modal
      opened
      onClose={onClose}
      title={t('replay.title')}
      size="min(68rem, 96vw)"
      closeButtonProps={{ 'aria-label': t('close', { ns: 'common' }) }}
    >
      <Stack gap="sm">
        <div className={classes.picture}>
          <img
            key={shown.id}
            src={pictureOf(shown)}
            alt={t('snapshotAlt', { name: shown.name })}
            onLoad={() => setDrawnId(shown.id)}
            onError={() => setDrawnId(shown.id)}
          />
        </div>
        <div aria-live="polite">
          <Text fw={600} className={classes.name}>
            {shown.name}
          </Text>
          <Text size="sm" c="dimmed">
            {[
              position,
              formatMoment(shown.takenAt, lang),
              t('items', { count: shown.items }),
              more === 0 ? '' : t(more > 0 ? 'replay.more' : 'replay.less', { count: Math.abs(more) }),
            ]
              .filter(Boolean)
              .join(' · ')}
          </Text>
        </div>
        <input
          type="range"
          className={classes.way}
          min={0}
          max={snapshots.length - 1}
          step={1}
          value={at}
          aria-label={t('replay.moment')}
          aria-valuetext={`${shown.name}, ${position}`}
          onChange={({ currentTarget }) => goTo(currentTarget.valueAsNumber)}
        />
        <Group justify="center" gap="xs">
          <Button
            variant="default"
            className={classes.step}
            leftSection={<Icon name="back" />}
            disabled={at === 0}
            onClick={() => goTo(at - 1)}
          >
            <span className={classes.word}>{t('replay.previous')}</span>
          </Button>
          <Button
            data-autofocus
            leftSection={<Icon name={isPlaying ? 'pause' : 'play'} />}
            onClick={isPlaying ? () => setPlaying(false) : play}
          >
            {t(isPlaying ? 'replay.pause' : 'replay.play')}
          </Button>
          <Button
            variant="default"
            className={classes.step}
            rightSection={<Icon name="next" />}
            disabled={isLast}
            onClick={() => goTo(at + 1)}
          >
            <span className={classes.word}>{t('replay.next')}</span>
          </Button>
        </Group>
      </Stack>
    </Modal>
  )
}

function pictureOf({ id }: SnapshotSummary): string {
  return `/api/snapshots/${id}.svg`
}
