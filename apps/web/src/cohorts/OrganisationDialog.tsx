import { Button, Group, Modal, Select, SimpleGrid, Stack, TagsInput, TextInput } from '@mantine/core'
import { useForm } from '@mantine/form'
import { createOrganisationRequestSchema, type Organisation } from '@tablee/contract'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { cohortQuery, createOrganisation, programmesQuery, updateOrganisation } from '../api/cohorts.ts'
import { vocabularyOptions } from '../templates/vocabulary-options.ts'
import { ErrorNotice } from '../ui/ErrorNotice.tsx'
import { fieldProblems, refusedFields } from '../ui/form-problems.ts'
import { useCommand } from '../ui/use-command.ts'
import { useLang } from '../ui/use-lang.ts'

/** The organisation that changes, or null for a new one. */
export interface OrganisationDialogProps {
  cohortId: string
  organisation: Organisation | null
  onClose(): void
}

/** The fields of a profile that are terms of a vocabulary of the same name. */
const TERM_FIELDS = ['sector', 'orgType', 'size', 'projectKind', 'region'] as const

/** Adds or changes an organisation; only the name is needed. */
export function OrganisationDialog({ cohortId, organisation, onClose }: OrganisationDialogProps): ReactNode {
  const { t } = useTranslation('cohorts')
  const lang = useLang()
  const form = useForm({
    initialValues: { name: organisation?.name ?? '', profile: { ...organisation?.profile } },
    validate: (values) => fieldProblems(createOrganisationRequestSchema, values, t),
  })
  const save = useCommand({
    run: (values: typeof form.values) =>
      organisation ? updateOrganisation(organisation.id, values) : createOrganisation(cohortId, values),
    refresh: [cohortQuery(cohortId).queryKey, programmesQuery.queryKey],
    onDone: onClose,
    onProblem: (error) => form.setErrors(refusedFields(error, t)),
  })
  return (
    <Modal
      opened
      onClose={onClose}
      size="lg"
      title={organisation ? t('organisations.edit') : t('organisations.add')}
      closeButtonProps={{ 'aria-label': t('close', { ns: 'common' }) }}
    >
      <form onSubmit={form.onSubmit((values) => save.mutate(values))} noValidate>
        <Stack>
          {save.error && <ErrorNotice error={save.error} />}
          <TextInput
            size="md"
            label={t('organisations.name')}
            data-autofocus
            {...form.getInputProps('name')}
          />
          <SimpleGrid cols={{ base: 1, sm: 2 }}>
            {TERM_FIELDS.map((field) => (
              <Select
                key={field}
                size="md"
                label={t(`organisations.${field}`)}
                data={vocabularyOptions(field, lang)}
                searchable
                clearable
                clearButtonProps={{ 'aria-label': t('clear', { ns: 'common' }) }}
                value={form.values.profile[field] ?? null}
                onChange={(value) => form.setFieldValue(`profile.${field}`, value ?? undefined)}
                error={form.errors[`profile.${field}`]}
              />
            ))}
            <TextInput
              size="md"
              label={t('organisations.commune')}
              value={form.values.profile.commune ?? ''}
              onChange={({ currentTarget: { value } }) =>
                form.setFieldValue('profile.commune', value === '' ? undefined : value)
              }
              error={form.errors['profile.commune']}
            />
          </SimpleGrid>
          <TagsInput
            size="md"
            label={t('organisations.aliases')}
            description={t('organisations.aliasesHint')}
            value={form.values.profile.aliases ?? []}
            onChange={(aliases) => form.setFieldValue('profile.aliases', aliases)}
            error={form.errors['profile.aliases']}
          />
          <Group justify="flex-end">
            <Button variant="default" onClick={onClose}>
              {t('cancel', { ns: 'common' })}
            </Button>
            <Button type="submit" loading={save.isPending}>
              {t('save', { ns: 'common' })}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  )
}
