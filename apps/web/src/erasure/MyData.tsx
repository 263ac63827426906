import { Button, Group, Paper, Stack, Text, Title } from '@mantine/core'
import { type ReactNode, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { exportMe, type PersonFile } from '../api/erasures.ts'
import { saveFile } from '../exports/save-file.ts'
import { Icon } from '../ui/Icon.tsx'
import { useCommand } from '../ui/use-command.ts'
import { EraseMeDialog } from './EraseMeDialog.tsx'

/** Whose account. */
export interface MyDataProps {
  /** Who has none came by an invitation: her session alone says that it is her. */
  hasPassword: boolean
}

/** What is kept about oneself: take it away, or be erased. */
export function MyData({ hasPassword }: MyDataProps): ReactNode {
  const { t } = useTranslation('erasure')
  const [erasing, setErasing] = useState(false)
  const take = useCommand({
    run: (format: PersonFile) => exportMe(format),
    refresh: [],
    onDone: saveFile,
  })
  const isTaking = (format: PersonFile) => take.isPending && take.variables === format
  return (
    <Paper p="lg">
      <Stack gap="lg">
        <Stack gap="sm">
          <Title order={2} fz={20}>
            {t('myData')}
          </Title>
          <Text>{t('exportText')}</Text>
          <Group gap="sm">
            <Button variant="default" loading={isTaking('md')} onClick={() => take.mutate('md')}>
              {t('exportToRead')}
            </Button>
            <Button variant="default" loading={isTaking('json')} onClick={() => take.mutate('json')}>
              {t('exportJson')}
            </Button>
          </Group>
        </Stack>
        <Stack gap="sm">
          <Title order={3} fz={17}>
            {t('eraseTitle')}
          </Title>
          <Text>{t('eraseText')}</Text>
          <Button
            variant="outline"
            color="red"
            leftSection={<Icon name="trash" />}
            style={{ alignSelf: 'flex-start' }}
            onClick={() => setErasing(true)}
          >
            {t('eraseMe')}
          </Button>
        </Stack>
      </Stack>
      <EraseMeDialog opened={erasing} hasPassword={hasPassword} onClose={() => setErasing(false)} />
    </Paper>
  )
}
