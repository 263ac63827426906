import { Anchor, Group, Paper, Stack, Switch, Text, Title } from '@mantine/core'
import type { SnapshotSummary } from '@tablee/contract'
import { type ReactNode, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { boardSnapshotsQuery, offeredSnapshotsQuery, offerSnapshot } from '../api/boards.ts'
import { exportSnapshot } from '../api/exports.ts'
import { ExportDialog } from '../exports/ExportDialog.tsx'
import { formatMoment } from '../ui/format-date.ts'
import { useCommand } from '../ui/use-command.ts'
import { useLang } from '../ui/use-lang.ts'
import classes from './snapshot-card.module.css'

/** One snapshot, and whether one may offer it to the team. */
export interface SnapshotCardProps {
  snapshot: SnapshotSummary
  mayOffer: boolean
  cohortId: string
}

/** How much of the hash is shown: enough to compare two by eye; the whole stands in the tooltip. */
const HASH_SHOWN = 12

/** A snapshot with its picture, date and fingerprint. */
export function SnapshotCard({ snapshot, mayOffer, cohortId }: SnapshotCardProps): ReactNode {
  const { t } = useTranslation('boards')
  const { t: words } = useTranslation('exports')
  const [exporting, setExporting] = useState(false)
  const lang = useLang()
  const offer = useCommand({
    run: (offered: boolean) => offerSnapshot(snapshot.id, offered),
    refresh: [boardSnapshotsQuery(snapshot.boardId).queryKey, offeredSnapshotsQuery(cohortId).queryKey],
  })
  const picture = `/api/snapshots/${snapshot.id}`
  return (
    <Paper className={classes.card}>
      <a href={`${picture}.svg`} target="_blank" rel="noreferrer" className={classes.picture}>
        <img src={`${picture}.svg`} alt={t('snapshotAlt', { name: snapshot.name })} loading="lazy" />
      </a>
      <Stack gap="xs" p="md">
        <div>
          <Title order={2} fz={18} style={{ overflowWrap: 'anywhere' }}>
            {snapshot.name}
          </Title>
          <Text size="sm" c="dimmed">
            {formatMoment(snapshot.takenAt, lang)} · {t('items', { count: snapshot.items })}
          </Text>
          <Text size="sm" c="dimmed" title={snapshot.hash}>
            {t('hash')} <span className={classes.hash}>{snapshot.hash.slice(0, HASH_SHOWN)}</span>
          </Text>
        </div>
        <Group justify="space-between">
          {mayOffer ? (
            <Switch
              label={t('offered')}
              checked={offer.isPending ? offer.variables : snapshot.offered}
              onChange={(event) => offer.mutate(event.currentTarget.checked)}
            />
          ) : (
            <Text size="sm">{snapshot.offered ? t('offered') : t('notOffered')}</Text>
          )}
          <Group gap="md">
            {exporting && (
              <ExportDialog
                title={words('snapshot')}
                fetchFile={(format) => exportSnapshot(snapshot.id, format)}
                onClose={() => setExporting(false)}
              />
            )}
            <Anchor size="sm" component="button" type="button" onClick={() => setExporting(true)}>
              {words('export')}
            </Anchor>
            <Anchor size="sm" href={`${picture}.svg`} download>
              SVG
            </Anchor>
            <Anchor size="sm" href={`${picture}.png`} download>
              PNG
            </Anchor>
          </Group>
        </Group>
      </Stack>
    </Paper>
  )
}
