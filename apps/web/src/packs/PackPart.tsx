import { Button, Group, Paper, Progress, Stack, Text, Title } from '@mantine/core'
import { PACK_FILES, type PackFile, type WorkshopView } from '@tablee/contract'
import { useQuery } from '@tanstack/react-query'
import { type ReactNode, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { fetchPackFile, packQuery } from '../api/packs.ts'
import type { DownloadedFile } from '../api/request.ts'
import { closeWorkshop, workshopQuery } from '../api/workshops.ts'
import { saveFile } from '../exports/save-file.ts'
import { ErrorNotice } from '../ui/ErrorNotice.tsx'
import { useCommand } from '../ui/use-command.ts'
import { PackFileRow } from './PackFileRow.tsx'

/** A closed session. */
export interface PackPartProps {
  workshop: WorkshopView
}

/** What became of a file: not asked for, being made, here, or refused. */
export type PackFileState = 'idle' | 'making' | 'made' | 'failed'

/** The files of a closed session: five at once with one button, or one by one; how far they are, and what went wrong. */
export function PackPart({ workshop }: PackPartProps): ReactNode {
  const { t } = useTranslation('workshops')
  const pack = useQuery(packQuery(workshop.id))
  const [states, setStates] = useState<Partial<Record<PackFile, PackFileState>>>({})
  const [problem, setProblem] = useState<Error | null>(null)
  const resume = useCommand({
    run: () => closeWorkshop(workshop.id, false),
    refresh: [packQuery(workshop.id).queryKey, workshopQuery(workshop.id).queryKey],
  })
  const say = (file: PackFile, state: PackFileState) => setStates((before) => ({ ...before, [file]: state }))
  const fetchOne = async (file: PackFile) => {
    say(file, 'making')
    try {
      const made: DownloadedFile = await fetchPackFile(workshop.id, file)
      saveFile(made)
      say(file, 'made')
    } catch (error) {
      say(file, 'failed')
      setProblem(error instanceof Error ? error : new Error('unknown'))
    }
  }
  const fetchAll = async () => {
    setProblem(null)
    // one after the other: the server makes one at a time, and a slow line carries one at a time
    for (const file of PACK_FILES) await fetchOne(file)
  }
  // who may take nothing away is told nothing of files
  if (!pack.data) return null
  const { boards, kept } = pack.data
  const isWhole = kept === boards
  const isBusy = PACK_FILES.some((file) => states[file] === 'making')
  const done = PACK_FILES.filter((file) => states[file] === 'made').length
  return (
    <Paper p={{ base: 'md', sm: 'lg' }}>
      <Stack gap="md">
        <Group justify="space-between" gap="sm">
          <Stack gap={2}>
            <Title order={2} fz={20}>
              {t('pack.title')}
            </Title>
            <Text size="sm" c="dimmed">
              {t('pack.hint')}
            </Text>
          </Stack>
          {isWhole && (
            <Button size="md" loading={isBusy} onClick={() => void fetchAll()}>
              {t('pack.all')}
            </Button>
          )}
        </Group>
        {!isWhole && (
          <Stack gap="xs">
            <Text role="status">{t('pack.keeping', { kept, count: boards })}</Text>
            <Progress value={(100 * kept) / boards} aria-label={t('pack.title')} />
            {workshop.may.run && (
              <Button
                variant="default"
                loading={resume.isPending}
                onClick={() => resume.mutate()}
                style={{ alignSelf: 'flex-start' }}
              >
                {t('pack.resume')}
              </Button>
            )}
          </Stack>
        )}
        {isWhole && (
          <Stack component="ul" gap={4} p={0} m={0} style={{ listStyle: 'none' }}>
            {PACK_FILES.map((file) => (
              <PackFileRow
                key={file}
                file={file}
                state={states[file] ?? 'idle'}
                disabled={isBusy}
                onFetch={() => {
                  setProblem(null)
                  void fetchOne(file)
                }}
              />
            ))}
          </Stack>
        )}
        {isBusy && (
          <Text size="sm" role="status">
            {t('pack.making', { done, count: PACK_FILES.length })}
          </Text>
        )}
        {problem && <ErrorNotice error={problem} />}
      </Stack>
    </Paper>
  )
}
