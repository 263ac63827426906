import { Button, Group, Modal, NativeSelect, Stack, Text } from '@mantine/core'
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

function PlaceForm({ workshop, person, boardId, close }: PersonPlaceProps & { close(): void }): ReactNode {
  const { t } = useTranslation('workshops')
  const [organisationId, setOrganisation] = useState(person.organisationId)
  const [groupId, setGroup] = useState(boardId)
  const place = useCommand({
    run: () => placeGuest(workshop.id, { personId: person.id, boardId: groupId, organisationId }),
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
      {person.said !== null && <Text c="dimmed">{t('page.said', { said: person.said })}</Text>}
      <NativeSelect
        label={t('person.organisation')}
        data={[
          { value: '', label: t('person.none') },
          ...organisations.map(({ id, name }) => ({ value: id, label: name })),
        ]}
        value={organisationId ?? ''}
        onChange={({ currentTarget: { value } }) => {
          setOrganisation(value === '' ? null : value)
          if (value !== '') setGroup(groupOf(value))
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
