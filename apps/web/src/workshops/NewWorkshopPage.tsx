import {
  Button,
  Checkbox,
  Group,
  NativeSelect,
  NumberInput,
  Paper,
  Radio,
  SimpleGrid,
  Stack,
  TextInput,
  Title,
} from '@mantine/core'
import {
  type Cohort,
  type TemplateSummary,
  TITLE_MAX,
  WORKSHOP_MINUTES_MAX,
  WORKSHOP_MINUTES_MIN,
} from '@tablee/contract'
import { useQuery } from '@tanstack/react-query'
import { Link, useNavigate, useParams } from '@tanstack/react-router'
import { type ReactNode, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { boardsQuery } from '../api/boards.ts'
import { cohortQuery } from '../api/cohorts.ts'
import { templatesQuery } from '../api/templates.ts'
import { createWorkshop, exclusionsQuery, workshopsQuery } from '../api/workshops.ts'
import { EmptyPlace } from '../ui/EmptyPlace.tsx'
import { ErrorNotice } from '../ui/ErrorNotice.tsx'
import { Loaded } from '../ui/Loaded.tsx'
import { Page } from '../ui/Page.tsx'
import { useCommand } from '../ui/use-command.ts'
import { useLang } from '../ui/use-lang.ts'
import { ExclusionsPart } from './ExclusionsPart.tsx'
import { GroupsPart } from './GroupsPart.tsx'
import { type GroupDraft, membersOf, withCount } from './group-draft.ts'

/** The method that an intervision in groups begins with. */
const FIRST_METHOD = 'inter-peer-case'
const FIRST_COUNT = 3
const FIRST_MINUTES = 90

/** `/cohortes/:id/seances/nouvelle`: when, with which method, who in which group; all boards in one action. */
export function NewWorkshopPage(): ReactNode {
  const { t } = useTranslation('workshops')
  const { cohortId } = useParams({ from: '/shell/cohortes/$cohortId/seances/nouvelle' })
  const cohort = useQuery(cohortQuery(cohortId))
  const templates = useQuery(templatesQuery)
  const exclusions = useQuery(exclusionsQuery(cohortId))
  return (
    <Page
      title={t('new.title')}
      lead={t('new.lead')}
      trail={[{ label: cohort.data?.name ?? '…', to: `/cohortes/${cohortId}?onglet=seances` }]}
    >
      <Loaded query={cohort}>
        {(place) =>
          place.organisations.length === 0 ? (
            <EmptyPlace title={t('emptyTitle')} text={t('new.noOrganisations')} />
          ) : (
            <Loaded query={templates}>
              {(methods) => (
                <Loaded query={exclusions}>
                  {({ pairs }) => (
                    <NewWorkshopForm cohort={place} templates={methods.templates} pairs={pairs} />
                  )}
                </Loaded>
              )}
            </Loaded>
          )
        }
      </Loaded>
    </Page>
  )
}

interface FormProps {
  cohort: Cohort
  templates: readonly TemplateSummary[]
  pairs: [string, string][]
}

function NewWorkshopForm({ cohort, templates, pairs }: FormProps): ReactNode {
  const { t } = useTranslation('workshops')
  const lang = useLang()
  const navigate = useNavigate()
  const firstMethod = templates.find(({ id }) => id === FIRST_METHOD)?.id ?? templates[0]?.id ?? ''
  const [values, setValues] = useState({
    title: '',
    day: '',
    time: '09:00',
    // nothing while another number is typed
    minutes: FIRST_MINUTES as number | string,
    group: firstMethod,
    plenary: firstMethod,
    coaching: '',
    collated: false,
    late: 'smallest' as 'smallest' | 'byHand',
  })
  const [draft, setDraft] = useState<GroupDraft>(() =>
    withCount({ names: [], placed: {} }, FIRST_COUNT, (number) => t('new.defaultName', { number })),
  )
  const [shown, setShown] = useState(false)
  // the same for every try of this page: a slow line makes people press twice
  const [key] = useState(() => crypto.randomUUID())
  const set = (change: Partial<typeof values>) => setValues((before) => ({ ...before, ...change }))
  const startsAt = new Date(`${values.day}T${values.time}`)
  const names = draft.names.map((name) => name.trim())
  const problems = {
    title: values.title.trim() === '' ? t('new.needTitle') : null,
    when: Number.isNaN(startsAt.getTime()) ? t('new.needWhen') : null,
    names:
      new Set(names.map((name) => name.toLowerCase())).size < names.length || names.includes('')
        ? t('new.needNames')
        : null,
  }
  const create = useCommand({
    run: () =>
      createWorkshop(cohort.id, {
        key,
        title: values.title.trim(),
        startsAt: startsAt.toISOString(),
        minutes: Number(values.minutes) || FIRST_MINUTES,
        plenaryTemplateId: values.plenary,
        groupTemplateId: values.group,
        coachingTemplateId: values.coaching === '' ? null : values.coaching,
        collated: values.collated,
        lateArrivals: values.late,
        groups: names.map((name, at) => ({
          name,
          organisationIds: membersOf(draft, cohort.organisations, at).map(({ id }) => id),
        })),
      }),
    refresh: [workshopsQuery(cohort.id).queryKey, boardsQuery(cohort.id).queryKey],
    onDone: ({ id }) => void navigate({ to: '/seances/$workshopId', params: { workshopId: id } }), // the router reports its own errors on the page
    onProblem: () => undefined,
  })
  const methods = templates.map(({ id, title }) => ({ value: id, label: title[lang] }))
  const textOf = (problem: string | null) => (shown ? problem : null)
  return (
    <form
      noValidate
      onSubmit={(event) => {
        event.preventDefault()
        setShown(true)
        if (Object.values(problems).every((problem) => problem === null)) create.mutate()
      }}
    >
      <Stack gap="lg">
        <Paper p={{ base: 'md', sm: 'lg' }}>
          <Stack>
            <Title order={2} fz={20}>
              {t('new.what')}
            </Title>
            <TextInput
              size="md"
              label={t('new.name')}
              description={t('new.nameHint')}
              maxLength={TITLE_MAX}
              value={values.title}
              error={textOf(problems.title)}
              onChange={(event) => set({ title: event.currentTarget.value })}
            />
            <SimpleGrid cols={{ base: 1, xs: 3 }}>
              <TextInput
                size="md"
                type="date"
                label={t('new.day')}
                value={values.day}
                error={textOf(problems.when)}
                onChange={(event) => set({ day: event.currentTarget.value })}
              />
              <TextInput
                size="md"
                type="time"
                label={t('new.time')}
                value={values.time}
                onChange={(event) => set({ time: event.currentTarget.value })}
              />
              <NumberInput
                size="md"
                label={t('new.minutes')}
                min={WORKSHOP_MINUTES_MIN}
                max={WORKSHOP_MINUTES_MAX}
                step={15}
                value={values.minutes}
                onChange={(minutes) => set({ minutes })}
                onBlur={() => values.minutes === '' && set({ minutes: FIRST_MINUTES })}
              />
            </SimpleGrid>
            <SimpleGrid cols={{ base: 1, sm: 2 }}>
              <NativeSelect
                size="md"
                label={t('new.groupMethod')}
                data={methods}
                value={values.group}
                onChange={(event) => set({ group: event.currentTarget.value })}
              />
              <NativeSelect
                size="md"
                label={t('new.plenaryMethod')}
                data={methods}
                value={values.plenary}
                onChange={(event) => set({ plenary: event.currentTarget.value })}
              />
            </SimpleGrid>
            <Checkbox
              size="md"
              label={t('new.collated')}
              checked={values.collated}
              onChange={(event) => set({ collated: event.currentTarget.checked })}
            />
            <NativeSelect
              size="md"
              label={t('new.coaching')}
              data={[{ value: '', label: t('new.noCoaching') }, ...methods]}
              value={values.coaching}
              onChange={(event) => set({ coaching: event.currentTarget.value })}
            />
          </Stack>
        </Paper>
        <ExclusionsPart cohortId={cohort.id} organisations={cohort.organisations} pairs={pairs} />
        <GroupsPart
          cohortId={cohort.id}
          organisations={cohort.organisations}
          pairs={pairs}
          draft={draft}
          onChange={setDraft}
        />
        <Paper p={{ base: 'md', sm: 'lg' }}>
          <Stack>
            <Radio.Group
              size="md"
              label={t('new.late')}
              value={values.late}
              onChange={(late) => set({ late: late === 'byHand' ? 'byHand' : 'smallest' })}
            >
              <Stack gap="xs" mt="xs">
                <Radio value="smallest" label={t('new.lateSmallest')} />
                <Radio value="byHand" label={t('new.lateByHand')} />
              </Stack>
            </Radio.Group>
            {create.error && <ErrorNotice error={create.error} />}
            {shown && problems.names !== null && <ProblemLine text={problems.names} />}
            <Group justify="flex-end">
              <Button component={Link} to={`/cohortes/${cohort.id}?onglet=seances`} variant="default">
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

function ProblemLine({ text }: { text: string }): ReactNode {
  return (
    <p role="alert" style={{ color: 'var(--mantine-color-error)', margin: 0 }}>
      {text}
    </p>
  )
}
