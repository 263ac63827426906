import { Anchor, Group, Paper, Stack, Switch, Text, Title } from '@mantine/core'
import { type SnapshotSummary, TITLE_MAX } from '@tablee/contract'
import { type ReactNode, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { boardSnapshotsQuery, offeredSnapshotsQuery, offerSnapshot, restoreSnapshot } from '../api/boards.ts'
import { exportSnapshot } from '../api/exports.ts'
import { ExportDialog } from '../exports/ExportDialog.tsx'
import { ConfirmDialog } from '../ui/ConfirmDialog.tsx'
import { formatMoment } from '../ui/format-date.ts'
import { useCommand } from '../ui/use-command.ts'
import { useLang } from '../ui/use-lang.ts'
import { MissingNotesDialog } from './MissingNotesDialog.tsx'
import { PrivacyNote } from './PrivacyNote.tsx'
import classes from './snapshot-card.module.css'

/** One snapshot, and whether one may offer it to the team. */
export interface SnapshotCardProps {
  snapshot: SnapshotSummary
  mayOffer: boolean
  mayRestore: boolean
  cohortId: string
}

/** How much of the hash is shown: enough to compare two by eye; the whole stands in the tooltip. */
const HASH_SHOWN = 12

/** A snapshot with its picture, date and fingerprint. */
export function SnapshotCard({ snapshot, mayOffer, mayRestore, cohortId }: SnapshotCardProps): ReactNode {
  const { t } = useTranslation('boards')
  const { t: words } = useTranslation('exports')
  const [exporting, setExporting] = useState(false)
  const lang = useLang()
  const offer = useCommand({
    run: (offered: boolean) => offerSnapshot(snapshot.id, offered),
    refresh: [boardSnapshotsQuery(snapshot.boardId).queryKey, offeredSnapshotsQuery(cohortId).queryKey],
  })
  const [asking, setAsking] = useState(false)
  const [choosing, setChoosing] = useState(false)
  const restore = useCommand({
    run: () => restoreSnapshot(snapshot.id, t('restore.kept', { name: snapshot.name }).slice(0, TITLE_MAX)),
    refresh: [boardSnapshotsQuery(snapshot.boardId).queryKey],
    done: t('restore.done', { name: snapshot.name }),
    onDone: () => setAsking(false),
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
        {mayOffer && <PrivacyNote privacy={snapshot.privacy} />}
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
            {mayRestore && (
              <>
                <ConfirmDialog
                  opened={asking}
                  title={t('restore.title', { name: snapshot.name })}
                  text={t('restore.text', { date: formatMoment(snapshot.takenAt, lang) })}
                  confirm={t('restore.submit')}
                  busy={restore.isPending}
                  onConfirm={() => restore.mutate()}
                  onClose={() => setAsking(false)}
                />
                <Anchor size="sm" component="button" type="button" onClick={() => setAsking(true)}>
                  {t('restore.submit')}
                </Anchor>
                {choosing && <MissingNotesDialog snapshot={snapshot} onClose={() => setChoosing(false)} />}
                <Anchor size="sm" component="button" type="button" onClick={() => setChoosing(true)}>
                  {t('missing.title')}
                </Anchor>
              </>
            )}
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
