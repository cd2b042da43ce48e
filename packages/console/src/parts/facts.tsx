import type { ReactNode } from 'react'
import classes from './facts.module.css'

interface FactsProps {
  /** Those without a value are left out. */
  readonly facts: ReadonlyArray<{ readonly label: string; readonly value: ReactNode }>
}

/** Names with what they stand for, in two columns. */
export function Facts({ facts }: FactsProps) {
  return (
    <dl className={classes.facts}>
      {facts.map(({ label, value }) =>
        value === undefined || value === null || value === '' ? null : (
          <div key={label} className={classes.fact}>
            <dt>{label}</dt>
            <dd>{value}</dd>
          </div>
        ),
      )}
    </dl>
  )
}
