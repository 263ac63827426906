import type { ReactNode } from 'react'

/** Drawn, since old computers have no letters for such signs. */
const PATHS = {
  hand: 'M7 11V5.5a1.5 1.5 0 0 1 3 0V11m0-6.5a1.5 1.5 0 0 1 3 0V11m0-5a1.5 1.5 0 0 1 3 0v6m0-3.5a1.5 1.5 0 0 1 3 0V15a6 6 0 0 1-6 6h-1.5a6 6 0 0 1-4.6-2.2l-3.3-4.2a1.5 1.5 0 0 1 2.3-1.9L7 14',
  note: 'M5 4h14v10l-5 6H5zM14 20v-6h5M8.5 8.5h7M8.5 12h4',
  waits: 'M12 21a9 9 0 1 1 0-18 9 9 0 0 1 0 18zM12 7v5l3 2',
  applause: 'M7 11v9H4v-9h3zm0 0 4-8a2 2 0 0 1 2 2v4h5.5a2 2 0 0 1 2 2.3l-1.2 7a2 2 0 0 1-2 1.7H7',
  heart: 'M12 20s-7.5-4.6-7.5-10A4.3 4.3 0 0 1 12 7.3 4.3 4.3 0 0 1 19.5 10c0 5.4-7.5 10-7.5 10z',
  idea: 'M9 18h6m-5 3h4M8 14.5a6 6 0 1 1 8 0c-.7.6-1 1.4-1 2.5H9c0-1.1-.3-1.9-1-2.5z',
  laugh: 'M21 12a9 9 0 1 1-18 0 9 9 0 0 1 18 0zM8 14a4 4 0 0 0 8 0zM9 9.5h.01M15 9.5h.01',
} as const

/** A sign beside words, or named by what it stands in. */
export function AttentionIcon({ name, size = 22 }: { name: keyof typeof PATHS; size?: number }): ReactNode {
  return (
    <svg
      viewBox="0 0 24 24"
      width={size}
      height={size}
      fill="none"
      stroke="currentColor"
      strokeWidth="2"
      strokeLinecap="round"
      strokeLinejoin="round"
      aria-hidden
    >
      <path d={PATHS[name]} />
    </svg>
  )
}
