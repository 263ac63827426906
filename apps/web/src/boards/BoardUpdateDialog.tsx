import { Button, Group, Modal, Stack, Text } from '@mantine/core'
import { diffTemplates, shortVersion } from '@tablee/templates'
import { useQuery } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { boardTemplateQuery, moveBoard } from '../api/own-templates.ts'
import { ChangeList } from '../templates/editor/ChangeList.tsx'
import { ErrorNotice } from '../ui/ErrorNotice.tsx'
import { Loaded } from '../ui/Loaded.tsx'
import { useCommand } from '../ui/use-command.ts'

/** Which board. */
export interface BoardUpdateDialogProps {
  boardId: string
  onClose(): void
}

/** What the newest version of a board's method changes, and taking it over where that touches nothing written. */
export function BoardUpdateDialog({ boardId, onClose }: BoardUpdateDialogProps): ReactNode {
  const { t } = useTranslation('methods')
  const template = useQuery(boardTemplateQuery(boardId))
  const move = useCommand({
    run: () => moveBoard(boardId),
    refresh: [['boards', boardId], ['cohorts']],
    done: t('update.done'),
    onDone: onClose,
    onProblem: () => undefined, // shown below
  })
  return (
    <Modal
      opened
      onClose={onClose}
      size="lg"
      title={t('update.title')}
      closeButtonProps={{ 'aria-label': t('close', { ns: 'common' }) }}
    >
      <Loaded query={template}>
        {({ version, newest, update, from, to }) => (
          <Stack>
            <Text>
              {t('update.versions', { version: shortVersion(version), newest: shortVersion(newest) })}
            </Text>
            <Text c="dimmed">{t(`update.states.${update}`)}</Text>
            {from && update !== 'none' && <ChangeList changes={diffTemplates(from, to)} />}
            {move.error && <ErrorNotice error={move.error} />}
            <Group justify="flex-end">
              <Button variant="default" onClick={onClose}>
                {t('close', { ns: 'common' })}
              </Button>
              {(update === 'texts' || update === 'prepared') && (
                <Button loading={move.isPending} onClick={() => move.mutate()}>
                  {t('update.submit', { version: shortVersion(newest) })}
                </Button>
              )}
            </Group>
          </Stack>
        )}
      </Loaded>
    </Modal>
  )
}
