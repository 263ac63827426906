import { Button, Checkbox, Group, Stack, Text } from '@mantine/core'
import { takesPrivateNotes } from '@tablee/board/content'
import type { Invitation, WorkshopView } from '@tablee/contract'
import { useQuery } from '@tanstack/react-query'
import { useParams } from '@tanstack/react-router'
import { type ReactNode, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { spellCode } from '../accounts/invitation-code.ts'
import { boardQuery } from '../api/boards.ts'
import { versionQuery } from '../api/own-templates.ts'
import { workshopInvitationQuery, workshopQuery } from '../api/workshops.ts'
import { formatMoment } from '../ui/format-date.ts'
import { Loaded } from '../ui/Loaded.tsx'
import { Page } from '../ui/Page.tsx'
import { QrCode } from '../ui/QrCode.tsx'
import { useLang } from '../ui/use-lang.ts'
import styles from './print.module.css'

/** Blank notes on one sheet of paper: two columns of three, each large enough for a marker. */
const NOTES_ON_A_SHEET = 6

/** `/seances/:id/imprimer`: what is put on the wall and on the tables of a room: the way in, and paper to write on. */
export function PrintPage(): ReactNode {
  const { t } = useTranslation('workshops')
  const { workshopId } = useParams({ from: '/shell/seances/$workshopId/imprimer' })
  const workshop = useQuery(workshopQuery(workshopId))
  const invitation = useQuery(workshopInvitationQuery(workshopId))
  return (
    <Loaded query={workshop}>
      {(session) => (
        <Page
          title={t('print.title')}
          isHeadless
          lead={t('print.lead')}
          trail={[{ label: session.title, to: `/seances/${workshopId}` }]}
          actions={<Button onClick={() => window.print()}>{t('print.print')}</Button>}
        >
          <Loaded query={invitation}>{(way) => <Poster workshop={session} way={way} />}</Loaded>
          <NoteSheets workshop={session} />
        </Page>
      )}
    </Loaded>
  )
}

function Poster({ workshop, way }: { workshop: WorkshopView; way: Invitation }): ReactNode {
  const { t } = useTranslation('workshops')
  const lang = useLang()
  return (
    <section className={styles['sheet']} aria-label={t('print.poster')} data-sheet>
      <h2 className={styles['title']}>{workshop.title}</h2>
      <p>{formatMoment(workshop.startsAt, lang)}</p>
      <div className={styles['square']}>
        <QrCode text={way.url} />
      </div>
      <p>{t('print.scan')}</p>
      <p className={styles['address']}>{`${new URL(way.url).host}/rejoindre`}</p>
      <p className={styles['code']}>{spellCode(way.code)}</p>
      {way.hasPassword && <p>{t('print.password')}</p>}
    </section>
  )
}

/** A sheet of blank notes for each zone of the groups' method that is chosen. */
function NoteSheets({ workshop }: { workshop: WorkshopView }): ReactNode {
  const { t } = useTranslation('workshops')
  const lang = useLang()
  const [chosen, setChosen] = useState<readonly string[]>([])
  const boardId = workshop.groups[0]?.boardId ?? workshop.mine.boardId
  const board = useQuery(boardQuery(boardId))
  const { id = '', version = '' } = board.data?.template ?? {}
  const method = useQuery({ ...versionQuery(id, version), enabled: id !== '' })
  return (
    <Loaded query={method}>
      {({ zones }) => {
        const noted = zones.filter(takesPrivateNotes)
        return (
          <>
            <Stack gap="xs" className="screen-only">
              <Text fw={600}>{t('print.sheets')}</Text>
              <Text c="dimmed" size="sm">
                {t('print.sheetsHint')}
              </Text>
              <Checkbox.Group value={[...chosen]} onChange={setChosen} aria-label={t('print.sheets')}>
                <Group gap="md">
                  {noted.map((zone) => (
                    <Checkbox key={zone.id} value={zone.id} label={zone.label[lang]} />
                  ))}
                </Group>
              </Checkbox.Group>
            </Stack>
            {noted
              .filter((zone) => chosen.includes(zone.id))
              .map((zone) => (
                <section key={zone.id} className={styles['sheet']} aria-label={zone.label[lang]} data-sheet>
                  <h2 className={styles['zone']}>{zone.label[lang]}</h2>
                  <p className={styles['prompt']}>{zone.prompt[lang]}</p>
                  <p className={styles['table']}>{t('print.table')}</p>
                  <div className={styles['notes']} aria-hidden>
                    {Array.from({ length: NOTES_ON_A_SHEET }, (_, at) => (
                      // blank, all the same, and never in another order
                      // biome-ignore lint/suspicious/noArrayIndexKey: there is nothing else to tell them apart by
                      <div key={at} className={styles['note']} />
                    ))}
                  </div>
                </section>
              ))}
          </>
        )
      }}
    </Loaded>
  )
}
