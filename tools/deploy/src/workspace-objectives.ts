import { globSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import type { Connector } from '@patchbay/contract'
import { objectivesOf, type Objectives } from './objectives.ts'

const plugins = new URL('../../../plugins/', import.meta.url)

/** What the connectors of this workspace promise, by their ids. They are imported by address, as the runtime does it. */
export async function workspaceObjectives(): Promise<Record<string, Objectives>> {
  const entries = globSync('*/src/index.ts', { cwd: fileURLToPath(plugins) }).toSorted()
  const connectors = await Promise.all(
    entries.map(async (entry) => {
      const { default: connector } = (await import(new URL(entry, plugins).href)) as { default: Connector }
      return [connector.id, objectivesOf(connector.objectives ?? {})] as const
    }),
  )
  return Object.fromEntries(connectors)
}
