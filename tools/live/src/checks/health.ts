import type { RestFace } from '../faces/rest-face.ts'
import { isRecord } from '../options.ts'
import type { Recorder } from './record.ts'

/** Whether the server lives, and takes traffic. */
export async function checkHealth(rest: RestFace, recorder: Recorder): Promise<void> {
  await recorder.expect('health', 'alive', async () => {
    const { status } = await rest.ask('/livez', { key: '' })
    return status === 200 ? undefined : `/livez answered ${status}`
  })
  const { status, body } = await rest.ask('/readyz', { key: '' })
  const state = isRecord(body) ? String(body['status']) : String(status)
  const parts = isRecord(body) && Array.isArray(body['parts']) ? body['parts'].filter(isRecord) : []
  const unwell = parts
    .filter((part) => part['state'] !== 'ready')
    .map((part) => `${String(part['part'])} is ${String(part['state'])}`)
  const detail = [state, ...unwell].join('; ')
  recorder.note('health', 'ready', status !== 200 ? 'failed' : state === 'ready' ? 'passed' : 'noted', detail)
}
