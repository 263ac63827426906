import type { ReactNode } from 'react'
import classes from './wordmark.module.css'

/** The name with its sign: a long table seen from above, people around it. */
export function Wordmark(): ReactNode {
  return (
    <span className={classes.root}>
      <svg width="28" height="28" viewBox="0 0 32 32" aria-hidden="true">
        <rect x="4" y="12.500" width="24" height="7" rx="2" className={classes.table} />
        <g className={classes.people}>
          <circle cx="9" cy="7" r="3" />
          <circle cx="16" cy="7" r="3" />
          <circle cx="23" cy="7" r="3" />
          <circle cx="9" cy="25" r="3" />
          <circle cx="16" cy="25" r="3" />
          <circle cx="23" cy="25" r="3" />
        </g>
      </svg>
      Tablée
    </span>
  )
}
