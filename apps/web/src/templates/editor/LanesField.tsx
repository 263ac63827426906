import { NativeSelect } from '@mantine/core'
import type { ZoneKind } from '@tablee/board'
import { type DraftZone, hasOption } from '@tablee/templates'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { fieldId, type OtherZone } from './draft-changes.ts'

type Options = DraftZone['options']

/** What stands for the lanes that the method itself names: no zone is called so. */
const PROJECTS = '#projects'

/** How the notes of a zone are parted. */
export interface LanesFieldProps {
  kind: ZoneKind
  options: Options
  place: { zone: number; zoneId: string }
  others: readonly OtherZone[]
  onSet(change: Partial<Options>): void
}

/** One lane for each project, or for each item of another zone, or none: the two options that part a zone as one question. */
export function LanesField({ kind, options, place, others, onSet }: LanesFieldProps): ReactNode {
  const { t } = useTranslation('methods')
  const lane = options.lane ?? ''
  const isGone = lane !== '' && !others.some(({ value }) => value === lane)
  return (
    <NativeSelect
      id={fieldId({ ...place, field: 'lane' })}
      label={t('options.lanes')}
      description={t(options.repeat ? 'options.projectsHint' : 'options.lanesHint')}
      value={options.repeat ? PROJECTS : lane}
      onChange={(event) => {
        const chosen = event.currentTarget.value
        onSet(
          chosen === PROJECTS
            ? { repeat: 'perProject', lane: undefined }
            : { repeat: undefined, lane: chosen || undefined },
        )
      }}
      data={[
        { value: '', label: t('options.noLanes') },
        { value: PROJECTS, label: t('options.projects') },
        ...(hasOption(kind, 'lane')
          ? others.map(({ value, label }) => ({ value, label: t('options.laneOf', { zone: label }) }))
          : []),
        ...(isGone ? [{ value: lane, label: lane }] : []),
      ]}
    />
  )
}
