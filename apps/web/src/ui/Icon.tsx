import type { ReactNode } from 'react'

const PATHS = {
  plus: 'M12 5v14M5 12h14',
  invite: 'M9 11a4 4 0 1 0 0-8 4 4 0 0 0 0 8ZM2 21c0-4 3-7 7-7 1.5 0 2.900.4 4 1.100M18 14v7M14.500 17.500h7',
  camera: 'M4 8h3l2-3h6l2 3h3v11H4ZM12 16.500a3.500 3.500 0 1 0 0-7 3.500 3.500 0 0 0 0 7Z',
  more: 'M5 12h.01M12 12h.01M19 12h.01',
  check: 'M5 12.500 10 17.500 19 7',
  close: 'M6 6l12 12M18 6 6 18',
  edit: 'M4 20h4L19 9l-4-4L4 16ZM13 7l4 4',
  external: 'M14 4h6v6M20 4l-9 9M18 14v6H4V6h6',
  back: 'M15 5l-7 7 7 7',
  up: 'M6 15l6-7 6 7',
  down: 'M6 9l6 7 6-7',
  eye: 'M2 12c3-5 6-7 10-7s7 2 10 7c-3 5-6 7-10 7s-7-2-10-7ZM12 15a3 3 0 1 0 0-6 3 3 0 0 0 0 6Z',
  copy: 'M9 9h11v11H9ZM15 9V4H4v11h5',
  person: 'M12 12a4 4 0 1 0 0-8 4 4 0 0 0 0 8ZM4 21c0-4 4-6 8-6s8 2 8 6',
  trash: 'M4 7h16M9 7V4h6v3M6 7l1 13h10l1-13',
  play: 'M8 5v14l11-7Z',
  pause: 'M9 5v14M15 5v14',
  next: 'M9 5l7 7-7 7',
  archive: 'M3 4h18v5H3ZM5 9v11h14V9M10 13h4',
} as const

type IconName = keyof typeof PATHS

/** What an icon needs: always beside or inside something that has a name in words. */
export interface IconProps {
  name: IconName
  /** In px. */
  size?: number
}

/** A drawing of one line weight, in the colour of the text; hidden from screen readers. */
export function Icon({ name, size = 18 }: IconProps): ReactNode {
  return (
    <svg
      width={size}
      height={size}
      viewBox="0 0 24 24"
      fill="none"
      stroke="currentColor"
      strokeWidth={name === 'more' ? 3.2 : 1.8}
      strokeLinecap="round"
      strokeLinejoin="round"
      aria-hidden="true"
    >
      <path d={PATHS[name]} />
    </svg>
  )
}
