import { Button, Group, List, Modal, Stack, Text } from '@mantine/core'
import { type ReactNode, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { erasePerson, exportPerson, type PersonFile } from '../api/erasures.ts'
import { saveFile } from '../exports/save-file.ts'
import { ErrorNotice } from '../ui/ErrorNotice.tsx'
import { useCommand } from '../ui/use-command.ts'

/** Of whom, and what is shown anew when she is gone. */
export interface PersonDataDialogProps {
  /** Null while the dialog is closed. */
  person: { id: string; name: string } | null
  refresh: readonly (readonly unknown[])[]
  onClose(): void
}

/** What is kept about somebody: given to her at her request, or erased. */
export function PersonDataDialog({ person, refresh, onClose }: PersonDataDialogProps): ReactNode {
  const { t } = useTranslation('erasure')
  const [isSure, setIsSure] = useState(false)
  const close = () => {
    setIsSure(false)
    erase.reset()
    take.reset()
    onClose()
  }
  const take = useCommand({
    run: (format: PersonFile) => exportPerson(person?.id ?? '', format),
    refresh: [],
    onDone: saveFile,
    onProblem: () => undefined,
  })
  const erase = useCommand({
    run: () => erasePerson(person?.id ?? ''),
    refresh,
    done: t('personErased'),
    onDone: close,
    onProblem: () => undefined,
  })
  const problem = erase.error ?? take.error
  return (
    <Modal
      opened={person !== null}
      onClose={close}
      title={t(isSure ? 'personEraseTitle' : 'personTitle', { name: person?.name ?? '' })}
      closeButtonProps={{ 'aria-label': t('close', { ns: 'common' }) }}
    >
      <Stack>
        {problem && <ErrorNotice error={problem} />}
        {isSure ? (
          <>
            <List spacing="xs">
              <List.Item>{t('personGoes')}</List.Item>
              <List.Item>{t('personStays')}</List.Item>
              <List.Item>{t('published')}</List.Item>
            </List>
            <Text fw={500}>{t('forGood')}</Text>
            <Group justify="flex-end">
              <Button variant="default" onClick={close} data-autofocus>
                {t('cancel', { ns: 'common' })}
              </Button>
              <Button color="red" loading={erase.isPending} onClick={() => erase.mutate()}>
                {t('personErase')}
              </Button>
            </Group>
          </>
        ) : (
          <>
            <Text>{t('personText')}</Text>
            <Group gap="sm">
              <Button
                variant="default"
                loading={take.isPending && take.variables === 'md'}
                onClick={() => take.mutate('md')}
              >
                {t('exportToRead')}
              </Button>
              <Button
                variant="default"
                loading={take.isPending && take.variables === 'json'}
                onClick={() => take.mutate('json')}
              >
                {t('exportJson')}
              </Button>
            </Group>
            <Button
              variant="outline"
              color="red"
              style={{ alignSelf: 'flex-start' }}
              onClick={() => setIsSure(true)}
            >
              {t('personErase')}…
            </Button>
          </>
        )}
      </Stack>
    </Modal>
  )
}
