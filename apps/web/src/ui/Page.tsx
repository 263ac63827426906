import { Anchor, Breadcrumbs, Container, Group, Stack, Text, Title } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import { type ReactNode, useEffect } from 'react'

/** A page's frame: where one is, its name, its main action. */
export interface PageProps {
  title: string
  /** One sentence under the title. */
  lead?: string
  trail?: readonly { label: string; to: string }[]
  actions?: ReactNode
  /** `narrow` for a form, `reading` for a text, `wide` for two columns. */
  width?: 'narrow' | 'reading' | 'normal' | 'wide'
  /** Its name is for the screen only: what is printed speaks for itself. */
  isHeadless?: boolean
  children: ReactNode
}

const WIDTH_PX = { narrow: 560, reading: 760, normal: 1080, wide: 1320 } as const

/** The frame of every page outside the canvas. */
export function Page(props: PageProps): ReactNode {
  const { title, lead, trail, actions, width = 'normal', isHeadless = false, children } = props
  useEffect(() => {
    document.title = `${title} · Tablée`
  }, [title])
  return (
    <Container data-page={width} size={WIDTH_PX[width]} px="md" pt={{ base: 24, sm: 40 }} pb={80}>
      <Stack gap="lg">
        <Stack gap="xs" className={isHeadless ? 'screen-only' : ''}>
          {trail && trail.length > 0 && (
            <Breadcrumbs separatorMargin={8}>
              {trail.map(({ label, to }) => (
                <Anchor key={to} component={Link} to={to} size="sm">
                  {label}
                </Anchor>
              ))}
            </Breadcrumbs>
          )}
          <Group justify="space-between" align="flex-end" gap="md">
            <Title order={1} fz={{ base: 26, sm: 32 }} lh={1.2}>
              {title}
            </Title>
            {actions && <Group gap="xs">{actions}</Group>}
          </Group>
          {lead && (
            <Text c="dimmed" maw={680}>
              {lead}
            </Text>
          )}
        </Stack>
        {children}
      </Stack>
    </Container>
  )
}
