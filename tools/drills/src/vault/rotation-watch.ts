import { setTimeout as sleep } from 'node:timers/promises'
import { adminKey, type RuntimeProcess } from '../support/runtime-process.ts'

/** What a runtime tells of its vault, as far as the drill asks. */
export interface VaultAnswer {
  readonly keys: ReadonlyArray<{
    readonly id: string
    readonly active: boolean
    readonly secrets: number
    readonly retiredAt: string | null
  }>
  readonly rotation: {
    readonly state: string
    readonly total: number
    readonly done: number
    readonly left: number
  } | null
}

const headers = { authorization: `Bearer ${adminKey}` }

export async function askVault({ url }: RuntimeProcess): Promise<VaultAnswer> {
  const answer = await fetch(`${url}/v1/vault`, { headers })
  if (answer.status !== 200) throw new Error(`GET /v1/vault: ${answer.status} ${await answer.text()}`)
  const { data } = (await answer.json()) as { readonly data: VaultAnswer }
  return data
}

/** The status, and the code of a problem. */
export async function askForRotation({ url }: RuntimeProcess): Promise<string> {
  const answer = await fetch(`${url}/v1/vault/rotation`, { method: 'POST', headers })
  const text = await answer.text()
  return [answer.status, ...(/"code":"(\w+)"/.exec(text)?.slice(1) ?? [])].join(' ')
}

/** Waits until so many are done. All that was told on the way is added to `told`. */
export async function waitForDone(
  runtime: RuntimeProcess,
  done: number,
  told: number[],
): Promise<VaultAnswer> {
  for (const begun = performance.now(); performance.now() - begun < 120_000;) {
    const answer = await askVault(runtime)
    const { rotation } = answer
    if (rotation !== null) {
      told.push(rotation.done)
      if (rotation.done >= done && (done < rotation.total || rotation.state !== 'running')) return answer
    }
    await sleep(100)
  }
  throw new Error(`${done} were not done within two minutes`)
}
