import { Button, Group, Modal, NativeSelect, Stack } from '@mantine/core'
import type { WorkshopPerson, WorkshopView } from '@tablee/contract'
import { type ReactNode, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { placeGuest, workshopQuery } from '../api/workshops.ts'
import { useCommand } from '../ui/use-command.ts'

/** One guest, and the group's board where she is now; null for waiting. */
export interface PersonPlaceProps {
  workshop: WorkshopView
  person: WorkshopPerson & { id: string }
  boardId: string | null
}

/** Puts one guest into another group, or says of which organisation she is: two lists, then one press. */
export function PersonPlace(props: PersonPlaceProps): ReactNode {
  const { t } = useTranslation('workshops')
  const { t: common } = useTranslation()
  const [isOpen, setOpen] = useState(false)
  const { name } = props.person
  return (
    <>
      <Button
        variant="subtle"
        size="compact-sm"
        aria-label={t('person.changeOf', { name })}
        onClick={() => setOpen(true)}
      >
        {t(props.boardId === null ? 'person.organisation' : 'person.change')}
      </Button>
      <Modal
        opened={isOpen}
        onClose={() => setOpen(false)}
        title={t('person.title', { name })}
        closeButtonProps={{ 'aria-label': common('close') }}
      >
        <PlaceForm {...props} close={() => setOpen(false)} />
      </Modal>
    </>
  )
}

/** The choice that leaves it at what she said herself. */
const SAID = 'said'

function PlaceForm({ workshop, person, boardId, close }: PersonPlaceProps & { close(): void }): ReactNode {
  const { t } = useTranslation('workshops')
  // undefined leaves what is known, or what she said, as it is
  const [told, tell] = useState<string | null>()
  const [groupId, setGroup] = useState(boardId)
  const isOnlySaid = person.said !== null && told === undefined
  const organisationId = told === undefined ? person.organisationId : told
  const place = useCommand({
    run: () =>
      placeGuest(workshop.id, {
        personId: person.id,
        boardId: groupId,
        ...(told === undefined ? {} : { organisationId: told }),
      }),
    refresh: [workshopQuery(workshop.id).queryKey],
    done: t('person.done', { name: person.name }),
    onDone: close,
  })
  const organisations = [
    ...workshop.groups.flatMap((group) => group.organisations),
    ...workshop.waiting.organisations,
  ].sort((a, b) => a.name.localeCompare(b.name, 'fr'))
  const groupOf = (id: string) =>
    workshop.groups.find((group) => group.organisations.some((each) => each.id === id))?.boardId ?? null
  // who does not plan the session keeps people with their organisation
  const isBound = organisationId !== null && !workshop.may.manage
  return (
    <Stack>
      <NativeSelect
        label={t('person.organisation')}
        data={[
          ...(person.said === null
            ? []
            : [{ value: SAID, label: t('page.declared', { organisation: person.said }) }]),
          { value: '', label: t('person.none') },
          ...organisations.map(({ id, name }) => ({ value: id, label: name })),
        ]}
        value={isOnlySaid ? SAID : (organisationId ?? '')}
        onChange={({ currentTarget: { value } }) => {
          const chosen = value === '' ? null : value
          const isKept = value === SAID || (person.said === null && chosen === person.organisationId)
          tell(isKept ? undefined : chosen)
          if (value === SAID) setGroup(boardId)
          else if (chosen !== null) setGroup(groupOf(chosen))
        }}
      />
      <NativeSelect
        label={t('person.group')}
        {...(isBound ? { description: t('person.bound') } : {})}
        disabled={isBound}
        data={[
          { value: '', label: t('new.waits') },
          ...workshop.groups.map((group) => ({ value: group.boardId, label: group.name })),
        ]}
        value={groupId ?? ''}
        onChange={({ currentTarget: { value } }) => setGroup(value === '' ? null : value)}
      />
      <Group justify="flex-end">
        <Button loading={place.isPending} onClick={() => place.mutate()}>
          {t('person.save')}
        </Button>
      </Group>
    </Stack>
  )
}
