const PATHS = {
  previous: 'M14.5 5.5 8 12l6.5 6.5',
  next: 'M9.5 5.5 16 12l-6.5 6.5',
  pause: 'M9 6v12M15 6v12',
  resume: 'M8 5.5 18 12 8 18.5z',
  edit: 'M5 7h14M5 12h9M5 17h6M15 19l5-5',
  goTo: 'M12 4v4M12 16v4M4 12h4M16 12h4M12 12h.01',
  sound: 'M5 10v4h3l4 4V6L8 10zM15.5 9a4 4 0 0 1 0 6M18 6.5a8 8 0 0 1 0 11',
  mute: 'M5 10v4h3l4 4V6L8 10zM16 10l4 4M20 10l-4 4',
  up: 'M6 14.5 12 8l6 6.5',
  down: 'M6 9.5 12 16l6-6.5',
  close: 'M6 6l12 12M18 6 6 18',
  start: 'M8 5.5 18 12 8 18.5z',
} as const

/** A picture beside or instead of a word; the button around it has the name. */
export function StepIcon({ name }: { name: keyof typeof PATHS }) {
  return (
    <svg viewBox="0 0 24 24" width="22" height="22" aria-hidden>
      <path
        d={PATHS[name]}
        fill={name === 'resume' || name === 'start' ? 'currentColor' : 'none'}
        stroke="currentColor"
        strokeWidth="2"
        strokeLinecap="round"
        strokeLinejoin="round"
      />
    </svg>
  )
}
