import { adminKey } from './start-patchbay.ts'

/** The key of somebody who may read, and change nothing. */
export async function makeViewer(url: string): Promise<string> {
  const made = await fetch(`${url}/v1/keys`, {
    method: 'POST',
    headers: { authorization: `Bearer ${adminKey}`, 'content-type': 'application/json' },
    body: JSON.stringify({ name: 'a viewer', role: 'viewer' }),
  })
  const { data } = (await made.json()) as { data: { key: string } }
  return data.key
}
