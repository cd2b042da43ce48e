import { fileURLToPath } from 'node:url'
import { contentWarnings, type Dependencies, type Store } from '@patchbay/runtime'
import { openTestStore } from '@patchbay/runtime/testing'
import { openApp, type OpenApp } from '../support/open-app.ts'
import { adminKey, connectorFolder, type DrillConnector } from '../support/runtime-process.ts'
import { connectOfficial } from './official-client.ts'

const root = fileURLToPath(new URL('../../../../', import.meta.url))

interface Pin {
  readonly id: string
  readonly digest: string
  readonly state: string
  readonly held: boolean
}

async function dataOf<T>(app: OpenApp, path: string): Promise<T> {
  const answer = await app.fetch(path)
  if (answer.status !== 200) throw new Error(`${path}: ${answer.text}`)
  return (JSON.parse(answer.text) as { data: T }).data
}

/** What an agent is listed, and what a call of one tool comes to: `ok`, or what it says. */
async function seenBy({ url }: OpenApp, tool: string) {
  const client = await connectOfficial({ url, key: adminKey })
  try {
    const names = (await client.listTools()).tools.map(({ name }) => name)
    const call = await client
      .callTool({ name: tool, arguments: {} })
      .then(({ isError, content }) => (isError === true ? JSON.stringify(content) : 'ok'), String)
    return { names, call }
  } finally {
    await client.close()
  }
}

async function withConnector<T>(
  name: DrillConnector,
  store: Store,
  body: (app: OpenApp) => Promise<T>,
): Promise<T> {
  const id = name === 'poisoned' ? 'poisoned' : 'mirror'
  const dependencies: Dependencies = {
    store,
    // Nobody listens there: what is asked is whether a call is let through.
    connections: [
      { id: 'main', connector: id, credentials: { key: 'k' }, origins: { api: 'http://127.0.0.1:9' } },
    ],
    egressAllow: ['http://127.0.0.1:9'],
  }
  const app = await openApp(
    { connectors: connectorFolder(name), mcpToolPins: 'enforce', logLevel: 'silent' },
    dependencies,
  )
  try {
    return await body(app)
  } finally {
    await app.close()
  }
}

/** Whether a definition that changes under its version is held back until it is approved, in words where it is not. */
export async function changeDefinition(): Promise<readonly string[]> {
  const tool = 'mirror_tokens_echo'
  const store = await openTestStore()
  const faults: string[] = []
  const expect = (isSo: boolean, what: string): void => void (isSo || faults.push(what))
  try {
    await withConnector('mirror', store, async (app) => {
      const { names } = await seenBy(app, tool)
      expect(names.includes(tool), 'the first definition was not offered')
    })
    await withConnector('mirror-changed', store, async (app) => {
      const before = await seenBy(app, tool)
      expect(!before.names.includes(tool), 'a changed definition was listed')
      expect(/disabled: .*changed under version/.test(before.call), `a changed tool answered ${before.call}`)
      const [pin] = await dataOf<readonly Pin[]>(app, '/v1/tool-pins?held=true')
      const approve = async (digest: string | undefined): Promise<number> => {
        const answer = await app.fetch(`/v1/tool-pins/${tool}/approve`, {
          method: 'POST',
          headers: { 'content-type': 'application/json' },
          body: JSON.stringify({ digest }),
        })
        return answer.status
      }
      expect((await approve('0'.repeat(64))) === 409, 'another digest was approved')
      expect((await approve(pin?.digest)) === 200, 'the definition could not be approved')
      const after = await seenBy(app, tool)
      expect(after.names.includes(tool), 'an approved definition was not listed')
      expect(!after.call.includes('disabled'), `an approved tool answered ${after.call}`)
    })
    await withConnector('mirror', store, async (app) => {
      const { names } = await seenBy(app, tool)
      expect(names.includes(tool), 'what was trusted first is not any more')
    })
    return faults
  } finally {
    await store.close()
  }
}

/** Of operations that are meant to deceive, the ids that agents are not offered, and those that they are. */
export async function offerPoison(): Promise<{ readonly held: number; readonly offered: readonly string[] }> {
  const store = await openTestStore()
  try {
    return await withConnector('poisoned', store, async (app) => {
      const pins = await dataOf<readonly Pin[]>(app, '/v1/tool-pins')
      const { names } = await seenBy(app, 'poisoned_orders_list')
      return { held: pins.filter(({ state }) => state === 'suspicious').length, offered: names }
    })
  } finally {
    await store.close()
  }
}

/** The tools of all connectors of this repository, and what the rules find in them and in the outputs of their examples. */
export async function offerOurOwn() {
  const open = (connectors: string) =>
    openApp(
      { connectors, useMockData: true, mcpToolPins: 'enforce', mcpToolLimit: 10_000, logLevel: 'silent' },
      { baseFolder: root },
    )
  const listOf = async ({ url }: OpenApp): Promise<readonly string[]> => {
    const client = await connectOfficial({ url, key: adminKey })
    try {
      return (await client.listTools()).tools.map((tool) => JSON.stringify(tool))
    } finally {
      await client.close()
    }
  }
  const app = await open('./plugins/*')
  try {
    const pins = await dataOf<readonly Pin[]>(app, '/v1/tool-pins')
    const connectors = await dataOf<readonly { readonly id: string }[]>(app, '/v1/connectors')
    const outputs: unknown[] = []
    for (const { id } of connectors) {
      const { operations } = await dataOf<{
        readonly operations: readonly { readonly examples: readonly { readonly output: unknown }[] }[]
      }>(app, `/v1/connectors/${id}`)
      outputs.push(...operations.flatMap(({ examples }) => examples.map(({ output }) => output)))
    }
    const list = await listOf(app)
    const folders = connectors.map(({ id }) => `./plugins/${id}`)
    const backwards = await open(folders.toReversed().join(','))
    let other: readonly string[]
    try {
      other = await listOf(backwards)
    } finally {
      await backwards.close()
    }
    return {
      tools: pins.length,
      held: pins.filter(({ held }) => held).map(({ id }) => id),
      outputs: outputs.length,
      warned: outputs.filter((output) => contentWarnings(JSON.stringify(output)).length > 0).length,
      listed: list.length,
      isStable: list.join() === other.join(),
    }
  } finally {
    await app.close()
  }
}
