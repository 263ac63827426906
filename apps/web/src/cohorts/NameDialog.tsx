import { Button, Checkbox, Group, Modal, Stack, TextInput } from '@mantine/core'
import { useForm } from '@mantine/form'
import { titleSchema } from '@tablee/contract'
import { type ReactNode, useEffect } from 'react'
import { useTranslation } from 'react-i18next'
import * as z from 'zod'
import { ErrorNotice } from '../ui/ErrorNotice.tsx'
import { fieldProblems, refusedFields } from '../ui/form-problems.ts'

/** A dialog that asks for one name, and at most one yes or no. */
export interface NameDialogProps {
  opened: boolean
  title: string
  label: string
  placeholder?: string
  submit: string
  initialName?: string
  /** A second question with its answer by default. */
  option?: { label: string; checked: boolean }
  busy: boolean
  error: Error | null
  onSubmit(values: { name: string; option: boolean }): void
  onClose(): void
}

/** Names something: a programme, a cohort, a board. */
export function NameDialog(props: NameDialogProps): ReactNode {
  const { t } = useTranslation()
  const { opened, initialName = '', option, error } = props
  const form = useForm({
    initialValues: { name: initialName, option: option?.checked ?? false },
    validate: (values) => fieldProblems(z.object({ name: titleSchema }), values, t),
  })
  const { setValues, clearErrors, setErrors } = form
  const optionDefault = option?.checked ?? false
  useEffect(() => {
    if (!opened) return
    setValues({ name: initialName, option: optionDefault })
    clearErrors()
  }, [opened, initialName, optionDefault, setValues, clearErrors])
  useEffect(() => {
    if (error) setErrors(refusedFields(error, t))
  }, [error, setErrors, t])
  return (
    <Modal
      opened={opened}
      onClose={props.onClose}
      title={props.title}
      closeButtonProps={{ 'aria-label': t('close') }}
    >
      <form onSubmit={form.onSubmit(props.onSubmit)} noValidate>
        <Stack>
          {error && <ErrorNotice error={error} />}
          <TextInput
            size="md"
            label={props.label}
            placeholder={props.placeholder}
            data-autofocus
            {...form.getInputProps('name')}
          />
          {option && (
            <Checkbox label={option.label} {...form.getInputProps('option', { type: 'checkbox' })} />
          )}
          <Group justify="flex-end">
            <Button variant="default" onClick={props.onClose}>
              {t('cancel')}
            </Button>
            <Button type="submit" loading={props.busy}>
              {props.submit}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  )
}
