import { Button, Group, Modal, NativeSelect, Stack } from '@mantine/core'
import type { WorkshopPerson, WorkshopView } from '@tablee/contract'
import { createContext, type ReactNode, use, useCallback, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { placeGuest, workshopQuery } from '../api/workshops.ts'
import { useCommand } from '../ui/use-command.ts'

/** One guest, and the group's board where she is now; null for waiting. */
export interface PersonPlaceProps {
  person: WorkshopPerson & { id: string }
  boardId: string | null
}

/** What of a session says where people are, and where they may be. */
type PlacedIn = Pick<WorkshopView, 'id' | 'groups' | 'waiting' | 'may'>

/** Opens the dialog of one guest. */
const OpenPlace = createContext<(place: PersonPlaceProps) => void>(() => {})

/** The rows of a session's people, and above them the one dialog of their places: it stays when a row moves to another group. */
export function PersonPlaces({ workshop, children }: { workshop: PlacedIn; children: ReactNode }): ReactNode {
  const { t } = useTranslation('workshops')
  const { t: common } = useTranslation()
  const [asked, setAsked] = useState<PersonPlaceProps | null>(null)
  const [isOpen, setOpen] = useState(false)
  const close = () => setOpen(false)
  const open = useCallback((place: PersonPlaceProps) => {
    setAsked(place)
    setOpen(true)
  }, [])
  const now = asked && placeOf(workshop, asked)
  return (
    <OpenPlace value={open}>
      {children}
      <Modal
        opened={isOpen}
        onClose={close}
        title={t('person.title', { name: asked?.person.name })}
        closeButtonProps={{ 'aria-label': common('close') }}
        // her row may be another one by then
        returnFocus={false}
        onExitTransitionEnd={() => asked && document.getElementById(buttonId(asked.person.id))?.focus()}
      >
        {now && <PlaceForm key={now.person.id} workshop={workshop} {...now} close={close} />}
      </Modal>
    </OpenPlace>
  )
}

/** What opens the dialog of one guest: it puts her into another group, or says of which organisation she is. */
export function PersonPlace({ person, boardId }: PersonPlaceProps): ReactNode {
  const { t } = useTranslation('workshops')
  const open = use(OpenPlace)
  const { id, name } = person
  return (
    <Button
      id={buttonId(id)}
      variant="subtle"
      size="compact-sm"
      aria-label={t('person.changeOf', { name })}
      onClick={() => open({ person, boardId })}
    >
      {t(boardId === null ? 'person.organisation' : 'person.change')}
    </Button>
  )
}

function buttonId(personId: string): string {
  return `place-of-${personId}`
}

/** Where somebody is now, with what is known of her; as it was when the reader does not see her any more. */
function placeOf({ groups, waiting }: PlacedIn, asked: PersonPlaceProps): PersonPlaceProps {
  const places = [{ boardId: null, people: waiting.people }, ...groups]
  for (const { boardId, people } of places) {
    const found = people.find(({ id }) => id === asked.person.id)
    if (found) return { person: { ...found, id: asked.person.id }, boardId }
  }
  return asked
}

/** The choice that leaves it at what she said herself. */
const SAID = 'said'

interface PlaceFormProps extends PersonPlaceProps {
  workshop: PlacedIn
  close(): void
}

/** Two lists, then one press; what was not chosen follows what somebody else does meanwhile. */
function PlaceForm({ workshop, person, boardId, close }: PlaceFormProps): ReactNode {
  const { t } = useTranslation('workshops')
  // undefined leaves what is known, or what she said, as it is
  const [told, tell] = useState<string | null>()
  const [chosenGroup, setGroup] = useState<string | null>()
  const groupId = chosenGroup === undefined ? boardId : chosenGroup
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
          if (value === SAID) setGroup(undefined)
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
