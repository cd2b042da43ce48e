import type { Test } from 'tap'
import { connections, reversed, type Harness } from './harness.ts'

/**
 * Looks for the credentials in everything that the suite made the runtime say: answers, problems, headers, log
 * lines, metrics, OpenAPI. Runs last, when the faults have been through every path.
 */
export async function checkSecrets(
  t: Test,
  { description, emulator, baseUrl, adminKey, outputs }: Harness,
): Promise<void> {
  const headers = { authorization: `Bearer ${adminKey}` }
  const pages = [
    '/metrics',
    '/openapi.json',
    '/v1/connectors',
    `/v1/connectors/${description.id}`,
    '/v1/connections',
  ]
  const texts = await Promise.all(
    pages.map(async (page) => (await fetch(baseUrl + page, { headers })).text()),
  )
  const everything = [...outputs, ...texts].join('\n')
  t.ok(outputs.length > 0, `there is something to look through (connection ${connections.good})`)

  const secrets = Object.values(emulator.emulator.connection.credentials).concat(adminKey)
  for (const [index, secret] of secrets.entries()) {
    const forms = [
      secret,
      encodeURIComponent(secret),
      Buffer.from(secret).toString('base64'),
      reversed(secret),
    ]
    for (const form of forms)
      t.notOk(everything.includes(form), `secret ${index + 1} of ${secrets.length} is nowhere`)
  }
}
