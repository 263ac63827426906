import { Badge, Button, Group, Modal, Stack, Text } from '@mantine/core'
import type { TemplateBoards } from '@tablee/contract'
import { shortVersion } from '@tablee/templates'
import { useQuery } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { moveBoard, pushTemplate, templateBoardsQuery } from '../../api/own-templates.ts'
import { ErrorNotice } from '../../ui/ErrorNotice.tsx'
import { Loaded } from '../../ui/Loaded.tsx'
import { notifyDone } from '../../ui/notify.ts'
import { useCommand } from '../../ui/use-command.ts'
import classes from './push-dialog.module.css'

/** Which method. */
export interface PushDialogProps {
  templateId: string
  onClose(): void
}

/** The boards of a method: which can take the newest words while people work, which can be moved up, which stay. */
export function PushDialog({ templateId, onClose }: PushDialogProps): ReactNode {
  const { t } = useTranslation('methods')
  // what was reopened or begun elsewhere meanwhile decides which of them can be moved up
  const boards = useQuery({ ...templateBoardsQuery(templateId), refetchOnMount: 'always' })
  const push = useCommand({
    run: () => pushTemplate(templateId),
    refresh: [templateBoardsQuery(templateId).queryKey, ['cohorts'], ['boards']],
    onDone: ({ updated, failed }) => {
      if (failed.length === 0) notifyDone(t('push.done', { count: updated.length }))
    },
    onProblem: () => undefined, // shown below
  })
  return (
    <Modal
      opened
      onClose={onClose}
      size="lg"
      title={t('push.title')}
      closeButtonProps={{ 'aria-label': t('close', { ns: 'common' }) }}
    >
      <Loaded query={boards}>
        {({ boards: all, newest }) => {
          const waiting = all.filter(({ update }) => update === 'texts')
          return (
            <Stack>
              <Text>
                {all.length === 0 ? t('push.noBoards') : t('push.text', { version: shortVersion(newest) })}
              </Text>
              <Stack component="ul" gap={0} p={0} m={0} style={{ listStyle: 'none' }}>
                {all.map((board) => (
                  <li key={board.id} className={classes.board}>
                    <BoardLine board={board} newest={newest} templateId={templateId} />
                  </li>
                ))}
              </Stack>
              {push.data && push.data.failed.length > 0 && (
                <Text c="red" role="alert">
                  {t('push.failed', { count: push.data.failed.length })}
                </Text>
              )}
              {push.error && <ErrorNotice error={push.error} />}
              <Group justify="flex-end">
                <Button variant="default" onClick={onClose}>
                  {t('close', { ns: 'common' })}
                </Button>
                {waiting.length > 0 && (
                  <Button loading={push.isPending} onClick={() => push.mutate()}>
                    {t('push.submit', { count: waiting.length })}
                  </Button>
                )}
              </Group>
            </Stack>
          )
        }}
      </Loaded>
    </Modal>
  )
}

function BoardLine({
  board,
  newest,
  templateId,
}: {
  board: TemplateBoards['boards'][number]
  newest: string
  templateId: string
}): ReactNode {
  const { t } = useTranslation('methods')
  const whose = board.organisation ?? board.cohort
  const move = useCommand({
    run: () => moveBoard(board.id),
    refresh: [templateBoardsQuery(templateId).queryKey, ['cohorts'], ['boards']],
  })
  return (
    <Stack gap={6}>
      <Text size="sm" style={{ overflowWrap: 'anywhere' }}>
        {board.title} · {whose}
      </Text>
      <Group gap={8} justify="space-between">
        <Badge
          variant="light"
          tt="none"
          fz={13}
          fw={500}
          color={board.update === 'texts' ? 'petrol' : 'gray'}
          style={{ whiteSpace: 'normal', height: 'auto' }}
        >
          {t(`push.states.${board.update}`, { version: shortVersion(board.version) })}
        </Badge>
        {board.update === 'prepared' && (
          <Button size="xs" variant="default" loading={move.isPending} onClick={() => move.mutate()}>
            {t('push.move', { version: shortVersion(newest) })}
          </Button>
        )}
      </Group>
    </Stack>
  )
}
