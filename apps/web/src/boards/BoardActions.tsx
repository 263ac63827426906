import { ActionIcon, Button, Group, Menu, Modal, Text } from '@mantine/core'
import type { BoardView } from '@tablee/contract'
import { Link } from '@tanstack/react-router'
import { type ReactNode, Suspense, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { boardQuery, boardsQuery, updateBoard } from '../api/boards.ts'
import { exportBoard } from '../api/exports.ts'
import { NameDialog } from '../cohorts/NameDialog.tsx'
import { ExportDialog } from '../exports/ExportDialog.tsx'
import { ImportDialog } from '../imports/ImportDialog.tsx'
import { InvitePanel } from '../invitations/InvitePanel.tsx'
import { itemFragment } from '../search/item-link.ts'
import { ConfirmDialog } from '../ui/ConfirmDialog.tsx'
import { Icon } from '../ui/Icon.tsx'
import { lazyPart } from '../ui/lazy-part.ts'
import { notifyDone } from '../ui/notify.ts'
import { useCommand } from '../ui/use-command.ts'
import { useLang } from '../ui/use-lang.ts'
import classes from './board-actions.module.css'
import { TakeSnapshotDialog } from './TakeSnapshotDialog.tsx'

const TakeDialog = lazyPart(async () => ({
  default: (await import('../references/TakeDialog.tsx')).TakeDialog,
}))

// It brings the methods along, which the board itself does not need.
const BoardUpdateDialog = lazyPart(async () => ({
  default: (await import('./BoardUpdateDialog.tsx')).BoardUpdateDialog,
}))

/** The open board. */
export interface BoardActionsProps {
  board: BoardView
}

type Dialog = 'invite' | 'snapshot' | 'take' | 'export' | 'import' | 'archive' | 'rename' | 'update'

/** What one can do with the board as a whole, as far as one's rights reach; stands in the canvas' header. */
export function BoardActions({ board }: BoardActionsProps): ReactNode {
  const { t } = useTranslation('boards')
  const lang = useLang()
  const [dialog, setDialog] = useState<Dialog | null>(null)
  const close = () => setDialog(null)
  const may = (right: string) => board.rights.includes(right)
  const archived = board.status === 'archived'
  const refresh = [boardQuery(board.id).queryKey, boardsQuery(board.cohort.id).queryKey]
  const archive = useCommand({
    run: () => updateBoard(board.id, { status: archived ? 'open' : 'archived' }),
    refresh,
    done: archived ? t('reopened') : t('archivedDone'),
    onDone: close,
  })
  const rename = useCommand({
    run: (title: string) => updateBoard(board.id, { title }),
    refresh,
    onDone: close,
    onProblem: () => undefined, // shown in the dialog
  })
  const mayInvite = may('people.invite') || may('people.inviteParticipants')
  return (
    <Group gap={8} wrap="nowrap" className={classes.root}>
      {mayInvite && (
        <Button
          size="sm"
          leftSection={<Icon name="invite" />}
          onClick={() => setDialog('invite')}
          classNames={{ root: classes.button, section: classes.icon, label: classes.label }}
          aria-label={t('invite')}
        >
          {t('invite')}
        </Button>
      )}
      {may('snapshot.take') && (
        // a button's own way of standing is the theme's
        <div className={classes.wide}>
          <Button
            size="sm"
            variant="default"
            leftSection={<Icon name="camera" />}
            onClick={() => setDialog('snapshot')}
            classNames={{ root: classes.button, section: classes.icon, label: classes.label }}
            aria-label={t('snapshot')}
          >
            {t('snapshot')}
          </Button>
        </div>
      )}
      {(may('board.export') || may('snapshot.view') || may('snapshot.take') || may('board.manage')) && (
        <Menu position="bottom-end" withinPortal={false} withInitialFocusPlaceholder={false}>
          <Menu.Target>
            <ActionIcon variant="default" size={36} aria-label={t('more')}>
              <Icon name="more" />
            </ActionIcon>
          </Menu.Target>
          <Menu.Dropdown>
            {may('snapshot.take') && (
              <Menu.Item className={classes.narrow} onClick={() => setDialog('snapshot')}>
                {t('take.title')}
              </Menu.Item>
            )}
            {board.role !== 'viewer' && (
              <Menu.Item onClick={() => setDialog('take')}>{t('takeFrom')}</Menu.Item>
            )}
            {may('board.export') && <Menu.Item onClick={() => setDialog('export')}>{t('export')}</Menu.Item>}
            {board.role !== 'viewer' && (
              <Menu.Item onClick={() => setDialog('import')}>{t('import')}</Menu.Item>
            )}
            {may('snapshot.view') && (
              <Menu.Item component={Link} to={`/tableaux/${board.id}/instantanes`}>
                {t('snapshots')}
              </Menu.Item>
            )}
            {may('board.manage') && (
              <>
                <Menu.Item onClick={() => setDialog('update')}>
                  {t('methodVersion', { version: board.template.version.replace(/\.0$/, '') })}
                  {board.newerVersion !== null && (
                    <Text size="sm" c="dimmed">
                      {t('updateAvailable')}
                    </Text>
                  )}
                </Menu.Item>
                <Menu.Item onClick={() => setDialog('rename')}>{t('rename')}</Menu.Item>
                <Menu.Item onClick={() => (archived ? archive.mutate() : setDialog('archive'))}>
                  {archived ? t('reopen') : t('archive')}
                </Menu.Item>
              </>
            )}
          </Menu.Dropdown>
        </Menu>
      )}
      <Modal
        opened={dialog === 'invite'}
        onClose={close}
        size="xl"
        title={t('inviteTo', { title: board.title })}
        closeButtonProps={{ 'aria-label': t('close', { ns: 'common' }) }}
      >
        <InvitePanel
          // an organisation's list has those of its boards too; who may only invite to this board sees no more
          place={
            board.organisation && may('people.invite')
              ? { kind: 'organisation', id: board.organisation.id }
              : { kind: 'board', id: board.id }
          }
          scopes={[
            { kind: 'board', id: board.id, name: t('onlyThisBoard') },
            ...(board.organisation && may('people.invite')
              ? [{ kind: 'organisation' as const, id: board.organisation.id, name: board.organisation.name }]
              : []),
          ]}
          rights={board.rights}
        />
      </Modal>
      {dialog === 'update' && (
        <Suspense>
          <BoardUpdateDialog boardId={board.id} onClose={close} />
        </Suspense>
      )}
      <Suspense fallback={null}>
        {dialog === 'take' && (
          <TakeDialog
            boardId={board.id}
            lang={lang}
            onClose={close}
            onTaken={([first], zone, count) => {
              close()
              notifyDone(t('takenFrom', { count, zone }))
              if (first !== undefined) window.location.hash = itemFragment(first)
            }}
          />
        )}
      </Suspense>
      {/* the words of these two come when they are opened: the board must not make room for a spinner meanwhile */}
      <Suspense fallback={null}>
        {dialog === 'export' && (
          <ExportDialog
            title={t('exportTitle')}
            fetchFile={(format) => exportBoard(board.id, format)}
            onClose={close}
          />
        )}
        {dialog === 'import' && <ImportDialog boardId={board.id} onClose={close} />}
      </Suspense>
      {dialog === 'snapshot' && <TakeSnapshotDialog board={board} onClose={close} />}
      <NameDialog
        opened={dialog === 'rename'}
        title={t('rename')}
        label={t('new.name')}
        submit={t('save', { ns: 'common' })}
        initialName={board.title}
        busy={rename.isPending}
        error={rename.error}
        onSubmit={({ name }) => rename.mutate(name)}
        onClose={close}
      />
      <ConfirmDialog
        opened={dialog === 'archive'}
        title={t('archiveTitle')}
        text={t('archiveText')}
        confirm={t('archive')}
        busy={archive.isPending}
        onConfirm={() => archive.mutate()}
        onClose={close}
      />
    </Group>
  )
}
