import { Button, Group, List, Modal, PasswordInput, Stack, Text } from '@mantine/core'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { type ReactNode, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { forgetDevice, wordsOfDevice } from '../accounts/forget-device.ts'
import { eraseMe } from '../api/erasures.ts'
import { ErrorNotice } from '../ui/ErrorNotice.tsx'
import { useCommand } from '../ui/use-command.ts'

/** Whose account, and the way back. */
export interface EraseMeDialogProps {
  opened: boolean
  hasPassword: boolean
  onClose(): void
}

/** Says what goes and what stays, asks for the password, and erases. */
export function EraseMeDialog({ opened, hasPassword, onClose }: EraseMeDialogProps): ReactNode {
  const { t } = useTranslation('erasure')
  const client = useQueryClient()
  const navigate = useNavigate()
  const [password, setPassword] = useState('')
  const device = useQuery({
    queryKey: ['words-on-device'],
    queryFn: wordsOfDevice,
    enabled: opened,
    staleTime: 0,
    gcTime: 0,
  })
  const erase = useCommand({
    run: () => eraseMe(hasPassword ? { password } : {}),
    refresh: [],
    onDone: ({ id }) => {
      forgetDevice(client)
      void navigate({ to: '/effacement/$erasureId', params: { erasureId: id } }) // the router reports its own errors
    },
    // it stands in the dialog
    onProblem: () => undefined,
  })
  return (
    <Modal
      opened={opened}
      onClose={onClose}
      title={t('dialogTitle')}
      closeButtonProps={{ 'aria-label': t('close', { ns: 'common' }) }}
    >
      <form
        noValidate
        onSubmit={(event) => {
          event.preventDefault()
          erase.mutate()
        }}
      >
        <Stack>
          <List spacing="xs">
            <List.Item>{t('goes')}</List.Item>
            <List.Item>{t('stays')}</List.Item>
            <List.Item>{t('published')}</List.Item>
          </List>
          {device.data?.unsent && (
            <Text c="red" fw={500}>
              {t('unsent')}
            </Text>
          )}
          {device.data?.anonymous && <Text fw={500}>{t('anonymous')}</Text>}
          <Text fw={500}>{t('forGood')}</Text>
          {erase.error && <ErrorNotice error={erase.error} />}
          {hasPassword && (
            <PasswordInput
              size="md"
              autoComplete="current-password"
              label={t('password')}
              value={password}
              onChange={(event) => setPassword(event.currentTarget.value)}
              visibilityToggleButtonProps={{ 'aria-label': t('showPassword', { ns: 'accounts' }) }}
            />
          )}
          <Group justify="flex-end">
            <Button variant="default" onClick={onClose} data-autofocus={!hasPassword || undefined}>
              {t('cancel', { ns: 'common' })}
            </Button>
            <Button
              type="submit"
              color="red"
              loading={erase.isPending}
              disabled={hasPassword && password === ''}
            >
              {t('eraseMe')}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  )
}
