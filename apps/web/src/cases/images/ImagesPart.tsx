import { Button, FileButton, Group, Menu, Stack, Text, Title } from '@mantine/core'
import { CASE_IMAGE_FILE_MAX, CASE_IMAGES_MAX, type CaseDraftView } from '@tablee/contract'
import { useQuery } from '@tanstack/react-query'
import { type ReactNode, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { ApiError } from '../../api/api-error.ts'
import { addCaseImage, caseBoardsQuery } from '../../api/cases.ts'
import { ErrorNotice } from '../../ui/ErrorNotice.tsx'
import { useCaseCommand } from '../use-case-command.ts'
import { ImagePart } from './ImagePart.tsx'
import { readBase64 } from './read-base64.ts'

/** Which draft. */
export interface ImagesPartProps {
  draft: CaseDraftView
  editable: boolean
}

/** The pictures of a draft: none enters the case before somebody has looked at it, described it and ticked it. */
export function ImagesPart({ draft, editable }: ImagesPartProps): ReactNode {
  const { t } = useTranslation('cases')
  if (draft.images.length === 0 && !editable) return null
  return (
    <Stack component="section" gap="sm" id="images" tabIndex={-1} aria-labelledby="title-images">
      <Title order={2} fz={22} id="title-images">
        {t('images.title')}
      </Title>
      <Text c="dimmed">{t('images.hint')}</Text>
      {draft.images.map((image) => (
        <ImagePart key={image.id} draft={draft} image={image} editable={editable} />
      ))}
      {editable && draft.images.length < CASE_IMAGES_MAX && <AddImage draft={draft} />}
    </Stack>
  )
}

function AddImage({ draft }: { draft: CaseDraftView }): ReactNode {
  const { t } = useTranslation('cases')
  const boards = useQuery(caseBoardsQuery(draft.id))
  const forgetFile = useRef<() => void>(null)
  const add = useCaseCommand(
    { caseId: draft.id, cohortId: draft.cohortId },
    {
      run: async (from: File | { snapshotId: string }) => {
        if (!(from instanceof File)) return addCaseImage(draft.id, from)
        if (from.size > CASE_IMAGE_FILE_MAX) throw new ApiError('case_image_unreadable')
        return addCaseImage(draft.id, { file: await readBase64(from) })
      },
      onDone: () => forgetFile.current?.(),
      onProblem: () => forgetFile.current?.(), // shown below; the same file may be chosen again
    },
  )
  return (
    <>
      {add.error && <ErrorNotice error={add.error} />}
      <Group gap="xs">
        <FileButton
          accept="image/png,image/jpeg"
          resetRef={forgetFile}
          onChange={(file) => file && add.mutate(file)}
        >
          {(props) => (
            <Button {...props} variant="default" loading={add.isPending}>
              {t('images.addFile')}
            </Button>
          )}
        </FileButton>
        {boards.data !== undefined && boards.data.boards.length > 0 && (
          <Menu position="bottom-start" width={320}>
            <Menu.Target>
              <Button variant="default" disabled={add.isPending}>
                {t('images.addBoard')}
              </Button>
            </Menu.Target>
            <Menu.Dropdown>
              {boards.data.boards.map(({ snapshotId, boardTitle, name }) => (
                <Menu.Item key={snapshotId} onClick={() => add.mutate({ snapshotId })}>
                  {t('images.board', { board: boardTitle, name })}
                </Menu.Item>
              ))}
            </Menu.Dropdown>
          </Menu>
        )}
      </Group>
    </>
  )
}
