import { Button, Checkbox, Group, Modal, Stack, Text } from '@mantine/core'
import type { SnapshotSummary } from '@tablee/contract'
import { useQuery } from '@tanstack/react-query'
import { type ReactNode, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { missingNotesQuery, restoreMissing } from '../api/boards.ts'
import { ErrorNotice } from '../ui/ErrorNotice.tsx'
import { useCommand } from '../ui/use-command.ts'

/** Of which snapshot. */
export interface MissingNotesDialogProps {
  snapshot: SnapshotSummary
  onClose(): void
}

/** Notes of a snapshot that are not on the board any more: the chosen ones come back, and all else stays as it is. */
export function MissingNotesDialog({ snapshot, onClose }: MissingNotesDialogProps): ReactNode {
  const { t } = useTranslation('boards')
  const [chosen, choose] = useState<readonly string[]>([])
  const query = useQuery({ ...missingNotesQuery(snapshot.id), gcTime: 0 })
  const restore = useCommand({
    run: () => restoreMissing(snapshot.id, [...chosen]),
    refresh: [missingNotesQuery(snapshot.id).queryKey],
    done: t('missing.done', { count: chosen.length }),
    onDone: onClose,
  })
  const notes = query.data?.notes
  return (
    <Modal
      opened
      onClose={onClose}
      title={t('missing.title')}
      closeButtonProps={{ 'aria-label': t('close', { ns: 'common' }) }}
    >
      <Stack>
        {query.error && <ErrorNotice error={query.error} />}
        {notes && <Text c="dimmed">{t(notes.length === 0 ? 'missing.none' : 'missing.text')}</Text>}
        {notes?.map(({ id, text }) => (
          <Checkbox
            key={id}
            checked={chosen.includes(id)}
            onChange={({ currentTarget: { checked } }) =>
              choose(checked ? [...chosen, id] : chosen.filter((each) => each !== id))
            }
            label={<span style={{ overflowWrap: 'anywhere', whiteSpace: 'pre-line' }}>{text}</span>}
          />
        ))}
        <Group justify="flex-end">
          <Button variant="default" onClick={onClose}>
            {t('cancel', { ns: 'common' })}
          </Button>
          <Button disabled={chosen.length === 0} loading={restore.isPending} onClick={() => restore.mutate()}>
            {t('missing.submit')}
          </Button>
        </Group>
      </Stack>
    </Modal>
  )
}
