import { Anchor, Button, Group, List, Modal, Stack, Text } from '@mantine/core'
import type { WorkshopUnfinished, WorkshopView } from '@tablee/contract'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { closeWorkshop, unfinishedQuery, workshopQuery, workshopsQuery } from '../api/workshops.ts'
import { errorText } from '../ui/error-text.ts'
import { Loaded } from '../ui/Loaded.tsx'
import { notifyProblem } from '../ui/notify.ts'
import { useCommand } from '../ui/use-command.ts'
import { useLang } from '../ui/use-lang.ts'

type UnfinishedBoard = WorkshopUnfinished['boards'][number]

/** The end of a session: names what is still hidden or voted on, and reveals nothing that nobody chose to reveal. */
export function CloseDialog({ workshop, onClose }: { workshop: WorkshopView; onClose(): void }): ReactNode {
  const { t } = useTranslation('workshops')
  const { t: common } = useTranslation()
  const unfinished = useQuery(unfinishedQuery(workshop.id))
  const close = useCommand({
    run: (reveal: boolean) => closeWorkshop(workshop.id, reveal),
    refresh: [workshopQuery(workshop.id).queryKey, workshopsQuery(workshop.cohort.id).queryKey],
    done: t('page.closed'),
    onDone: onClose,
    onProblem: (error) => {
      // something was hidden or opened since this was asked: it is named before anybody chooses again
      void unfinished.refetch()
      notifyProblem(errorText(error, common))
    },
  })
  // the boards of a session all begin with its title
  const shortName = ({ boardId, title }: UnfinishedBoard) =>
    boardId === workshop.plenary?.boardId
      ? t('plenary')
      : (workshop.groups.find((group) => group.boardId === boardId)?.name ?? title)
  return (
    <Modal
      opened
      onClose={onClose}
      title={t('page.closeTitle')}
      closeButtonProps={{ 'aria-label': common('close') }}
    >
      <Loaded query={unfinished}>
        {({ boards }) => {
          const held = boards.filter(({ curtains, ballots }) => curtains.length + ballots.length > 0)
          const running = boards.filter(({ isRunning }) => isRunning)
          const isReading = held.some(({ curtains }) => curtains.some((curtain) => curtain.isReading))
          const isAnonymous = held.some(({ curtains }) => curtains.some(({ anonymous }) => anonymous))
          return (
            <Stack>
              {held.length > 0 && (
                <>
                  <Text>{t('close.held')}</Text>
                  <List listStyleType="none" spacing="xs">
                    {held.map((board) => (
                      <HeldBoard key={board.boardId} board={board} />
                    ))}
                  </List>
                  {isAnonymous && <Text size="sm">{t('close.readFirst')}</Text>}
                  {isReading && (
                    <Text size="sm" fw={600}>
                      {t('close.reading')}
                    </Text>
                  )}
                </>
              )}
              {running.length > 0 && (
                <Text size="sm">{t('close.running', { names: running.map(shortName).join(', ') })}</Text>
              )}
              <Text>{t('page.closeQuestion', { title: workshop.title })}</Text>
              <Group justify="flex-end">
                <Button variant="default" onClick={onClose} data-autofocus>
                  {held.length > 0 ? t('close.back') : common('cancel')}
                </Button>
                <Button
                  color="red"
                  loading={close.isPending}
                  disabled={isReading}
                  onClick={() => close.mutate(held.length > 0)}
                >
                  {t(held.length > 0 ? 'close.reveal' : 'page.close')}
                </Button>
              </Group>
            </Stack>
          )
        }}
      </Loaded>
    </Modal>
  )
}

function HeldBoard({ board }: { board: UnfinishedBoard }): ReactNode {
  const { t } = useTranslation('workshops')
  const lang = useLang()
  return (
    <List.Item style={{ overflowWrap: 'anywhere' }}>
      <Anchor component={Link} to={`/tableaux/${board.boardId}`} fw={600}>
        {board.title}
      </Anchor>
      {board.curtains.map(({ zone, anonymous, notes }) => (
        <Text key={`notes ${zone[lang]}`} size="sm">
          {t(anonymous ? 'close.anonymous' : 'close.hidden', { count: notes, zone: zone[lang] })}
        </Text>
      ))}
      {board.ballots.map(({ zone, voters }) => (
        <Text key={`vote ${zone[lang]}`} size="sm">
          {t('close.ballot', { count: voters, zone: zone[lang] })}
        </Text>
      ))}
    </List.Item>
  )
}
