import { fileURLToPath } from 'node:url'
import { openApp } from '../support/open-app.ts'

const payloads = [
  'one\ntwo',
  'one\r\n{"level":"error","msg":"forged"}',
  '"}\n{"level":"info","msg":"forged"}',
  '","outcome":"ok","x":"',
  '\u001b[2J\u001b[31mred',
  '\u009b31m',
  '\u2028{"msg":"forged"}\u2029',
  '\u0085next',
  '\0\b\f\v',
  '\u202edlrow olleh',
  '%0d%0aforged',
  '\\n\\r\\u000a',
  '\\',
  '%s %j %o %d',
  '__proto__',
  'x'.repeat(100_000),
]

/** Lets callers and connectors say what could pass for a line of its own; gives what was wrong with the log. */
export async function forgeLines(): Promise<{ tried: number; faults: string[] }> {
  const runtime = await openApp(
    { connectors: fileURLToPath(new URL('../../connectors/chatty', import.meta.url)) },
    { connections: [{ id: 'main', connector: 'chatty', credentials: { key: 'drill-vendor-key' } }] },
  )
  const faults: string[] = []
  runtime.written.splice(0)
  for (const text of payloads) {
    const header = text.replaceAll(/[^\x20-\x7e]/g, '').slice(0, 1_000)
    await runtime.call('chatty/words.write', { text }, { 'user-agent': header, traceparent: header })
    const written = runtime.written.splice(0)
    const name = JSON.stringify(text.slice(0, 30))
    // One by the connector, and the one of the call.
    if (written.length !== 2) faults.push(`${name}: ${written.length} lines for 2 events`)
    for (const line of written) {
      if (line.indexOf('\n') !== line.length - 1) faults.push(`${name}: more than a line`)
      if (/[\p{Cc}\p{Zl}\p{Zp}\u202e]/u.test(line.trimEnd())) faults.push(`${name}: characters that deceive`)
    }
    const [said, call] = written.map((line) => JSON.parse(line) as Record<string, unknown>)
    if (said?.['msg'] !== text) faults.push(`${name}: said ${String(said?.['msg']).slice(0, 50)}`)
    if (call?.['outcome'] !== 'vendor_rejected') faults.push(`${name}: ${String(call?.['outcome'])}`)
  }
  await runtime.close()
  return { tried: payloads.length, faults }
}
