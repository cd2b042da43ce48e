import { Anchor, Text } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { Link } from 'react-router'
import { connectorQuery, connectorsQuery } from '../../api/connectors.ts'
import { statisticsQuery } from '../../api/statistics.ts'
import { Loaded } from '../../parts/loaded.tsx'
import { useMay } from '../../session/session-context.ts'
import { asCurl } from '../explorer/copy-as.ts'
import { CodeBlock } from './code-block.tsx'
import { firstCallOf } from './first-call.ts'
import { Step } from './step.tsx'

const month = { kind: 'last', seconds: 30 * 86_400 } as const

/** A first call, which the emulator answers where nothing is connected yet. */
export function CallStep() {
  const mayRead = useMay('connectors.read')
  const mayCount = useMay('usage.read')
  const { data: connectors } = useQuery({ ...connectorsQuery, enabled: mayRead })
  const { data: calls } = useQuery({
    ...statisticsQuery({ range: month, by: 'tenant' }),
    enabled: mayCount,
  })
  const isDone = calls === undefined ? undefined : calls.series.some(({ total }) => total.calls > 0)
  const first = connectors?.find(({ state }) => state === 'loaded')
  return (
    <Step number={2} title="Call it" isDone={isDone}>
      <Text size="sm">
        Try any operation in the{' '}
        <Anchor underline="always" component={Link} to="/explorer" size="sm">
          explorer
        </Anchor>
        , which has a form and an example for each, or call it from a shell. A key is in the variable
        PATCHBAY_KEY, and never in the command itself.
      </Text>
      {first !== undefined && <Command connector={first.id} />}
    </Step>
  )
}

function Command({ connector }: { readonly connector: string }) {
  const query = useQuery(connectorQuery(connector))
  return (
    <Loaded query={query} rows={2}>
      {(details) => {
        const call = firstCallOf(details)
        return call === undefined ? null : (
          <CodeBlock label="A call with curl" text={asCurl(call, location.origin)} />
        )
      }}
    </Loaded>
  )
}
