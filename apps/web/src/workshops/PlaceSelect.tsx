import { NativeSelect } from '@mantine/core'
import type { WorkshopView } from '@tablee/contract'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { placeInGroup, workshopQuery } from '../api/workshops.ts'
import { useCommand } from '../ui/use-command.ts'

/** Who is placed, and the group's board now; null for waiting. */
export interface PlaceSelectProps {
  workshop: WorkshopView
  member: { kind: 'organisations' | 'people'; id: string; name: string; hint?: string }
  boardId: string | null
}

/** The group of an organisation or a guest, as a list: a keyboard moves it as well as a mouse. */
export function PlaceSelect({ workshop, member, boardId }: PlaceSelectProps): ReactNode {
  const { t } = useTranslation('workshops')
  const place = useCommand({
    run: (to: string | null) => placeInGroup(workshop.id, { kind: member.kind, id: member.id, boardId: to }),
    refresh: [workshopQuery(workshop.id).queryKey],
  })
  return (
    <NativeSelect
      label={member.name}
      {...(member.hint ? { description: member.hint } : {})}
      aria-label={t('new.moveTo', { name: member.name })}
      disabled={place.isPending}
      data={[
        { value: '', label: t('new.waits') },
        ...workshop.groups.map((group) => ({ value: group.boardId, label: group.name })),
      ]}
      value={boardId ?? ''}
      onChange={({ currentTarget: { value } }) => place.mutate(value === '' ? null : value)}
    />
  )
}
