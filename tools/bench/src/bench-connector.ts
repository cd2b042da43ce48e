import { fileURLToPath } from 'node:url'
import type { Connector } from '@patchbay/contract'
import type { Emulator } from '@patchbay/contract/emulator'

const entry = new URL('../connector/src/index.ts', import.meta.url)

/** The folder of the connector that Patchbay is measured with. */
export const connectorFolder = fileURLToPath(new URL('../connector', import.meta.url))

/** That of a connector with a thousand operations that nobody calls. */
export const crowdFolder = fileURLToPath(new URL('../crowd', import.meta.url))

export const operationId = 'items.get'

/** The same with a cache rule. */
export const cachedOperationId = 'items.recall'

/** The credential of its vendor; the upstream asks for none. */
export const vendorKey = 'bench-vendor-key'

/** The call that all servers answer, and what its answer must be: the connector's own example. */
export interface BenchCall {
  readonly connector: Connector
  readonly emulator: Emulator
  readonly input: { readonly id: string }
  readonly output: unknown
  /** The schema of the answer. */
  readonly schema: object
}

/** Imported by its address, like any connector: it is no part of this program. */
export async function loadBenchCall(): Promise<BenchCall> {
  const { default: connector } = (await import(entry.href)) as { default: Connector }
  const operation = connector.operations[operationId]
  if (operation === undefined || connector.emulator === undefined) {
    throw new Error(`The bench connector must have ${operationId} and an emulator.`)
  }
  const [example] = operation.examples
  return {
    connector,
    emulator: (await connector.emulator()).default,
    input: example.input as { id: string },
    output: example.output,
    schema: operation.output,
  }
}
