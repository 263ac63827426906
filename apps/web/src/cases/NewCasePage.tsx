import { Button, Checkbox, Group, Paper, SimpleGrid, Stack, Text, TextInput } from '@mantine/core'
import { useForm } from '@mantine/form'
import type { SnapshotSummary } from '@tablee/contract'
import { titleSchema } from '@tablee/contract'
import { useQuery } from '@tanstack/react-query'
import { Link, useNavigate, useParams } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import * as z from 'zod'
import { offeredSnapshotsQuery } from '../api/boards.ts'
import { casesQuery, createCase } from '../api/cases.ts'
import { cohortQuery } from '../api/cohorts.ts'
import { PrivacyNote } from '../boards/PrivacyNote.tsx'
import { EmptyPlace } from '../ui/EmptyPlace.tsx'
import { ErrorNotice } from '../ui/ErrorNotice.tsx'
import { fieldProblems, refusedFields } from '../ui/form-problems.ts'
import { formatMoment } from '../ui/format-date.ts'
import { Loaded } from '../ui/Loaded.tsx'
import { Page } from '../ui/Page.tsx'
import { useCommand } from '../ui/use-command.ts'
import { useLang } from '../ui/use-lang.ts'
import classes from './snapshot-choice.module.css'

/** `/cohortes/:id/cas/nouveau`: which offered snapshots become a draft, under which public name. */
export function NewCasePage(): ReactNode {
  const { t } = useTranslation('cases')
  const { cohortId } = useParams({ from: '/shell/cohortes/$cohortId/cas/nouveau' })
  const cohort = useQuery(cohortQuery(cohortId))
  const snapshots = useQuery(offeredSnapshotsQuery(cohortId))
  return (
    <Page
      title={t('new.title')}
      lead={t('new.lead')}
      trail={[{ label: cohort.data?.name ?? t('new.cohort'), to: `/cohortes/${cohortId}` }]}
    >
      <Loaded query={snapshots}>
        {({ snapshots: offered }) =>
          offered.length === 0 ? (
            <EmptyPlace title={t('new.nothingTitle')} text={t('new.nothingText')} />
          ) : (
            <NewCaseForm cohortId={cohortId} snapshots={offered} />
          )
        }
      </Loaded>
    </Page>
  )
}

interface NewCaseFormProps {
  cohortId: string
  snapshots: readonly SnapshotSummary[]
}

function NewCaseForm({ cohortId, snapshots }: NewCaseFormProps): ReactNode {
  const { t } = useTranslation('cases')
  const lang = useLang()
  const navigate = useNavigate()
  const form = useForm({
    initialValues: { publicName: '', snapshotIds: [] as string[] },
    validate: (values) => ({
      ...fieldProblems(z.object({ publicName: titleSchema }), values, t),
      ...(values.snapshotIds.length === 0 && { snapshotIds: t('new.snapshotNeeded') }),
    }),
  })
  const create = useCommand({
    run: (values: typeof form.values) => createCase({ cohortId, lang, ...values }),
    refresh: [casesQuery(cohortId).queryKey],
    onDone: ({ id }) => {
      void navigate({ to: '/cohortes/$cohortId/cas/$caseId', params: { cohortId, caseId: id } }) // the router reports its own errors on the page
    },
    onProblem: (error) => form.setErrors(refusedFields(error, t)),
  })
  return (
    <form onSubmit={form.onSubmit((values) => create.mutate(values))} noValidate>
      <Stack gap="lg">
        <Checkbox.Group
          label={t('new.snapshots')}
          description={t('new.snapshotsHint')}
          size="md"
          {...form.getInputProps('snapshotIds')}
        >
          <SimpleGrid cols={{ base: 1, sm: 2, lg: 3 }} mt="xs">
            {snapshots.map((snapshot) => (
              <Checkbox.Card
                key={snapshot.id}
                value={snapshot.id}
                className={classes.card}
                aria-label={`${snapshot.boardTitle} · ${snapshot.name}`}
              >
                <img
                  src={`/api/snapshots/${snapshot.id}.svg`}
                  alt=""
                  loading="lazy"
                  className={classes.picture}
                />
                <Group wrap="nowrap" align="flex-start" p="md">
                  <Checkbox.Indicator mt={2} />
                  <div>
                    <Text fw={600}>{snapshot.boardTitle}</Text>
                    <Text size="sm">{snapshot.name}</Text>
                    <Text size="sm" c="dimmed">
                      {formatMoment(snapshot.takenAt, lang)}
                    </Text>
                    <PrivacyNote privacy={snapshot.privacy} />
                  </div>
                </Group>
              </Checkbox.Card>
            ))}
          </SimpleGrid>
        </Checkbox.Group>
        <Paper p={{ base: 'md', sm: 'lg' }}>
          <Stack>
            <TextInput
              size="md"
              label={t('publicName')}
              description={t('publicNameHint')}
              placeholder={t('publicNameExample')}
              {...form.getInputProps('publicName')}
            />
            {create.error && <ErrorNotice error={create.error} />}
            <Group justify="flex-end">
              <Button component={Link} to={`/cohortes/${cohortId}?onglet=cas`} variant="default">
                {t('cancel', { ns: 'common' })}
              </Button>
              <Button type="submit" loading={create.isPending || create.isSuccess}>
                {t('new.submit')}
              </Button>
            </Group>
          </Stack>
        </Paper>
      </Stack>
    </form>
  )
}
