import { Button, Checkbox, Group, Modal, Stack, Text, TextInput } from '@mantine/core'
import { useForm } from '@mantine/form'
import { currentStep, stepText } from '@tablee/board/script'
import { type BoardView, TITLE_MAX, takeSnapshotRequestSchema } from '@tablee/contract'
import { useQuery } from '@tanstack/react-query'
import { type ReactNode, useEffect } from 'react'
import { useTranslation } from 'react-i18next'
import { boardSnapshotsQuery, offeredSnapshotsQuery, scriptQuery, takeSnapshot } from '../api/boards.ts'
import { ErrorNotice } from '../ui/ErrorNotice.tsx'
import { fieldProblems, refusedFields } from '../ui/form-problems.ts'
import { formatDay } from '../ui/format-date.ts'
import { useCommand } from '../ui/use-command.ts'
import { useLang } from '../ui/use-lang.ts'

/** Of which board. */
export interface TakeSnapshotDialogProps {
  board: BoardView
  onClose(): void
}

/** Names what is on the board now and keeps it for good; may propose it to the team at once. */
export function TakeSnapshotDialog({ board, onClose }: TakeSnapshotDialogProps): ReactNode {
  const { t } = useTranslation('boards')
  const lang = useLang()
  const form = useForm({
    initialValues: {
      name: t('take.defaultName', { date: formatDay(new Date().toISOString(), lang) }),
      offered: false,
    },
    validate: (values) => fieldProblems(takeSnapshotRequestSchema, values, t),
  })
  const stepName = useStepName(board.id)
  const { setFieldValue } = form
  const isOwnName = form.isDirty('name')
  useEffect(() => {
    if (stepName !== null && !isOwnName) setFieldValue('name', stepName)
  }, [stepName, isOwnName, setFieldValue])
  const take = useCommand({
    run: (values: typeof form.values) => takeSnapshot(board.id, values),
    refresh: [boardSnapshotsQuery(board.id).queryKey, offeredSnapshotsQuery(board.cohort.id).queryKey],
    done: t('take.done'),
    onDone: onClose,
    onProblem: (error) => form.setErrors(refusedFields(error, t)),
  })
  return (
    <Modal
      opened
      onClose={onClose}
      title={t('take.title')}
      closeButtonProps={{ 'aria-label': t('close', { ns: 'common' }) }}
    >
      <form onSubmit={form.onSubmit((values) => take.mutate(values))} noValidate>
        <Stack>
          <Text c="dimmed">{t('take.text')}</Text>
          {take.error && <ErrorNotice error={take.error} />}
          <TextInput size="md" label={t('take.name')} data-autofocus {...form.getInputProps('name')} />
          {board.rights.includes('snapshot.offer') && (
            <Checkbox
              label={t('take.offer')}
              description={t('take.offerHint')}
              {...form.getInputProps('offered', { type: 'checkbox' })}
            />
          )}
          <Group justify="flex-end">
            <Button variant="default" onClick={onClose}>
              {t('cancel', { ns: 'common' })}
            </Button>
            <Button type="submit" loading={take.isPending}>
              {t('take.submit')}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  )
}

/** The step that is under way, so that what was kept can be played step by step; null while there is none. */
function useStepName(boardId: string): string | null {
  const { t } = useTranslation('boards')
  const lang = useLang()
  const { data } = useQuery(scriptQuery(boardId))
  const step = data && currentStep(data.script)
  if (!step) return null
  const number = data.script.steps.findIndex(({ id }) => id === step.id) + 1
  return t('take.stepName', { number, title: stepText(step.title, lang) }).slice(0, TITLE_MAX)
}
