import { Button, Group, NativeSelect, Paper, SimpleGrid, Stack, TextInput } from '@mantine/core'
import { useForm } from '@mantine/form'
import type { Cohort, TemplateSummary } from '@tablee/contract'
import { TITLE_MAX } from '@tablee/contract'
import { useQuery } from '@tanstack/react-query'
import { Link, useNavigate, useParams } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { boardsQuery, createBoard, createBoards } from '../api/boards.ts'
import { cohortQuery } from '../api/cohorts.ts'
import { templatesQuery } from '../api/templates.ts'
import { UnaskedNotice } from '../consents/UnaskedNotice.tsx'
import { MethodChooser } from '../templates/MethodChooser.tsx'
import { ErrorNotice } from '../ui/ErrorNotice.tsx'
import { refusedFields } from '../ui/form-problems.ts'
import { Loaded } from '../ui/Loaded.tsx'
import { notifyDone } from '../ui/notify.ts'
import { Page } from '../ui/Page.tsx'
import { useCommand } from '../ui/use-command.ts'

/** `/cohortes/:id/tableaux/nouveau`: a method, for whom, a title; then straight onto the board. */
export function NewBoardPage(): ReactNode {
  const { t } = useTranslation('boards')
  const { cohortId } = useParams({ from: '/shell/cohortes/$cohortId/tableaux/nouveau' })
  const cohort = useQuery(cohortQuery(cohortId))
  const templates = useQuery(templatesQuery)
  return (
    <Page
      title={t('new.title')}
      lead={t('new.lead')}
      trail={[{ label: cohort.data?.name ?? t('new.cohort'), to: `/cohortes/${cohortId}` }]}
    >
      <Loaded query={cohort}>
        {(place) => (
          <>
            <UnaskedNotice cohort={place} />
            <Loaded query={templates}>
              {(answer) => <NewBoardForm cohort={place} templates={answer.templates} />}
            </Loaded>
          </>
        )}
      </Loaded>
    </Page>
  )
}

/** What stands for "nobody's in particular" in a native select, which knows strings only. */
const EVERYBODY = ''
/** What stands for one board for each organisation. */
const EACH = 'each'

function NewBoardForm({
  cohort,
  templates,
}: {
  cohort: Cohort
  templates: readonly TemplateSummary[]
}): ReactNode {
  const { t } = useTranslation('boards')
  const navigate = useNavigate()
  const form = useForm({
    initialValues: { templateId: '', organisationId: EVERYBODY, title: '' },
    validate: { templateId: (id) => (id === '' ? t('new.methodNeeded') : null) },
  })
  const create = useCommand({
    run: async ({ templateId, organisationId, title }: typeof form.values) => {
      const shared = {
        cohortId: cohort.id,
        templateId,
        ...(title.trim() !== '' && { title: title.trim() }),
      }
      if (organisationId === EACH) {
        await createBoards({ ...shared, organisationIds: cohort.organisations.map(({ id }) => id) })
        return null
      }
      const everybody = organisationId === EVERYBODY
      return (await createBoard({ ...shared, organisationId: everybody ? null : organisationId })).id
    },
    refresh: [boardsQuery(cohort.id).queryKey],
    onDone: (boardId) => {
      // the router reports its own errors on the page
      if (boardId !== null) void navigate({ to: '/tableaux/$boardId', params: { boardId } })
      else {
        notifyDone(t('new.doneAll', { count: cohort.organisations.length }))
        void navigate({ to: '/cohortes/$cohortId', params: { cohortId: cohort.id } })
      }
    },
    onProblem: (error) => form.setErrors(refusedFields(error, t)),
  })
  const each = form.values.organisationId === EACH
  const organisations = cohort.organisations.length
  return (
    <form onSubmit={form.onSubmit((values) => create.mutate(values))} noValidate>
      <Stack gap="lg">
        <MethodChooser
          templates={templates}
          value={form.values.templateId}
          onChange={(id) => form.setFieldValue('templateId', id)}
          error={form.errors['templateId']}
        />
        <Paper p={{ base: 'md', sm: 'lg' }}>
          <Stack>
            <SimpleGrid cols={{ base: 1, sm: 2 }}>
              <NativeSelect
                size="md"
                label={t('new.organisation')}
                description={t(each ? 'new.eachHint' : 'new.organisationHint')}
                data={[
                  { value: EVERYBODY, label: t('new.plenary') },
                  ...(organisations > 1
                    ? [{ value: EACH, label: t('new.eachOrganisation', { count: organisations }) }]
                    : []),
                  ...cohort.organisations.map(({ id, name }) => ({ value: id, label: name })),
                ]}
                {...form.getInputProps('organisationId')}
              />
              <TextInput
                size="md"
                label={t('new.name')}
                description={t('new.nameHint')}
                maxLength={TITLE_MAX}
                {...form.getInputProps('title')}
              />
            </SimpleGrid>
            {create.error && <ErrorNotice error={create.error} />}
            <Group justify="flex-end">
              <Button component={Link} to={`/cohortes/${cohort.id}`} variant="default">
                {t('cancel', { ns: 'common' })}
              </Button>
              <Button type="submit" loading={create.isPending || create.isSuccess}>
                {each ? t('new.submitAll', { count: organisations }) : t('new.submit')}
              </Button>
            </Group>
          </Stack>
        </Paper>
      </Stack>
    </form>
  )
}
