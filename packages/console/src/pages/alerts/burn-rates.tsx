import { Text } from '@mantine/core'
import type { Objective } from '../../api/objectives.ts'
import { burnColor, formatRate } from './alert-words.ts'
import classes from './burn-rates.module.css'

interface BurnRatesProps {
  readonly label: string
  readonly burn: Objective['burn']
}

/** How fast the budget is spent, over stretches from minutes to days. */
export function BurnRates({ label, burn }: BurnRatesProps) {
  return (
    <dl className={classes.rates} aria-label={label}>
      {burn.map(({ window, rate }) => {
        const color = burnColor(rate)
        return (
          <div key={window}>
            <Text component="dt" size="xs" c="dimmed">
              {window}
            </Text>
            <Text
              component="dd"
              size="xs"
              m={0}
              fw={color === undefined ? 400 : 700}
              {...(color === undefined ? {} : { c: color })}
            >
              {formatRate(rate)}
            </Text>
          </div>
        )
      })}
    </dl>
  )
}
