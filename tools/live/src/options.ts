import { parseArgs } from 'node:util'

/** What a run needs to know. */
export interface Options {
  /** Of the server, without `/mcp` and without a slash at its end. */
  readonly url: string
  readonly key: string
  /** Folder of the report. */
  readonly output: string
  /** How often the check of each connection is asked for, to tell how long it takes. */
  readonly samples: number
  /** Connectors that must have a connection that works. */
  readonly required: readonly string[]
  /** Calls that were asked for beside the reads, which may write. */
  readonly also: readonly AlsoCall[]
}

export interface AlsoCall {
  readonly connector: string
  readonly operation: string
  readonly input: Readonly<Record<string, unknown>>
}

export const usage = [
  'MCP_API_URL=https://patchbay.example MCP_API_KEY=… npm run live -- [options]',
  '',
  '  --output <folder>         where report.md and report.json go (default: live-report)',
  '  --samples <number>        calls of each connection by which its latency is told (default: 5)',
  '  --require <ids>           connectors that must have a connection that works, with commas between them',
  '  --also <connector/operation=input>   one more call, with its input as JSON; it may write, and runs only because you say so',
].join('\n')

export type Variables = Readonly<Record<string, string | undefined>>

/** The variables that are not set. Without them nothing is run. */
export const missing = (variables: Variables): string[] =>
  ['MCP_API_URL', 'MCP_API_KEY'].filter((name) => (variables[name] ?? '') === '')

/** Throws a TypeError for a wrong command line or address. */
export function readOptions(parameters: readonly string[], variables: Variables): Options {
  const { values } = parseArgs({
    args: [...parameters],
    options: {
      output: { type: 'string', default: 'live-report' },
      samples: { type: 'string', default: '5' },
      require: { type: 'string', default: '' },
      also: { type: 'string', multiple: true, default: [] },
    },
  })
  const address = variables['MCP_API_URL'] ?? ''
  if (!/^https?:\/\//.test(address) || !URL.canParse(address)) {
    throw new TypeError('MCP_API_URL must be an address such as https://patchbay.example')
  }
  const samples = Number(values.samples)
  if (!Number.isInteger(samples) || samples < 1 || samples > 100)
    throw new TypeError('--samples must be a whole number from 1 to 100')
  return {
    url: address.replace(/\/+$/, '').replace(/\/mcp$/, ''),
    key: variables['MCP_API_KEY'] ?? '',
    output: values.output,
    samples,
    required: values.require.split(',').filter((id) => id !== ''),
    also: values.also.map(readAlso),
  }
}

function readAlso(text: string): AlsoCall {
  const [, connector, operation, json] = /^([^/]+)\/([^=]+)=(.*)$/s.exec(text) ?? []
  try {
    const input: unknown = JSON.parse(json ?? '')
    if (connector !== undefined && operation !== undefined && isRecord(input))
      return { connector, operation, input }
  } catch {
    // said below, with the form that it must have
  }
  throw new TypeError('--also must be such as shopify/orders.tag={"id":"…"}')
}

export const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
