import { adminKey, startRuntime, type RuntimeProcess } from '../support/runtime-process.ts'
import { connectionId, quotaPath, rulePath, wrongChanges, type WrongChange } from './wrong-changes.ts'
import { wrongStarts, type WrongStart } from './wrong-starts.ts'

/** What came of wrong configurations. */
export interface WrongReport {
  readonly tried: number
  /** Which were not refused as they must be, in words. */
  readonly failures: readonly string[]
  /** Over REST, of which each must have an entry in the audit. */
  readonly changes: number
}

const authorization = `Bearer ${adminKey}`
const json = { authorization, 'content-type': 'application/json' }

async function send({ url }: RuntimeProcess, method: string, path: string, body: object, tag?: string) {
  const headers = { ...json, ...(tag === undefined ? {} : { 'if-match': tag }) }
  const answer = await fetch(url + path, { method, headers, body: JSON.stringify(body) })
  return { status: answer.status, text: await answer.text() }
}

async function read({ url }: RuntimeProcess, path: string): Promise<unknown> {
  const answer = await fetch(url + path, { headers: { authorization } })
  if (answer.status !== 200) throw new Error(`${path} was answered ${await answer.text()}`)
  return ((await answer.json()) as { readonly data: unknown }).data
}

/** What is configured: a connection, a rule and a quota, all of which are to stay as they are. */
async function configure(runtime: RuntimeProcess, vendor: string): Promise<void> {
  const made = [
    await send(runtime, 'POST', '/v1/connections', {
      id: connectionId,
      connector: 'load',
      credentials: { key: 'drill-vendor-key' },
      origins: { api: vendor },
    }),
    await send(runtime, 'PUT', rulePath, { value: true, note: 'as it is' }),
    await send(runtime, 'PUT', quotaPath, { limits: [{ period: 'month', calls: 1e9 }] }, '*'),
  ]
  const wrong = made.find(({ status }) => status >= 300)
  if (wrong !== undefined) throw new Error(`nothing was configured: ${wrong.text}`)
}

async function stateOf(runtime: RuntimeProcess): Promise<string> {
  const paths = ['/v1/connections', `/v1/connections/${connectionId}`, '/v1/flags', '/v1/keys']
  const shown = await Promise.all(paths.map((path) => read(runtime, path)))
  // How much of it is left changes with every call.
  const { limits } = (await read(runtime, quotaPath)) as { limits: Record<string, unknown>[] }
  return JSON.stringify([shown, limits.map(({ period, calls, warnAt }) => [period, calls, warnAt])])
}

/** In words, where it was not refused with its field; undefined where it was. */
async function tryChange(runtime: RuntimeProcess, change: WrongChange): Promise<string | undefined> {
  const { method, path, body, field } = change
  const tag = method === 'POST' ? undefined : '*'
  const { status, text } = await send(runtime, method, path, body, tag)
  const { errors = [] } = JSON.parse(text) as { errors?: { path: string }[] }
  const isRefused = status === 400 && errors.some((one) => one.path === field)
  return isRefused ? undefined : `${method} ${path} ${field}: ${status} ${text.slice(0, 200)}`
}

async function tryStart({ environment, words }: WrongStart): Promise<string | undefined> {
  const told = await startRuntime({ environment }).then(
    async (runtime) => {
      await runtime.stop()
      return 'it serves'
    },
    (error: Error) => error.message,
  )
  return told.includes('ended (2)') && told.includes(words) ? undefined : `${words} ${told.slice(0, 300)}`
}

/** Tries every wrong configuration, those of a running server with one that serves meanwhile. */
export async function tryWrong(runtime: RuntimeProcess, vendor: string): Promise<WrongReport> {
  await configure(runtime, vendor)
  const before = await stateOf(runtime)
  const failures: (string | undefined)[] = []
  for (const change of wrongChanges) failures.push(await tryChange(runtime, change))
  for (const start of wrongStarts) failures.push(await tryStart(start))
  if ((await stateOf(runtime)) !== before) failures.push('what is configured is not as it was')
  return {
    tried: wrongChanges.length + wrongStarts.length,
    failures: failures.filter((failure) => failure !== undefined),
    changes: wrongChanges.length,
  }
}
