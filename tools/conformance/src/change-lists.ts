/** What the suite calls to see lists change. */
const triggers: ReadonlySet<string> = new Set(['test_trigger_tool_change', 'test_trigger_prompt_change'])

const rule = encodeURIComponent('*:json:connection.check')

/** Switches a tool off and on, so that lists are others after each call of a trigger. */
export function createListChanges({ origin, key }: { readonly origin: string; readonly key: string }) {
  const url = `${origin}/v1/flags/mcp/rules/${rule}`
  const authorization = `Bearer ${key}`
  let isOn = true
  return async (name: string): Promise<void> => {
    if (!triggers.has(name)) return
    isOn = !isOn
    const response = isOn
      ? await fetch(url, { method: 'DELETE', headers: { authorization, 'if-match': '*' } })
      : await fetch(url, {
          method: 'PUT',
          headers: { authorization, 'content-type': 'application/json' },
          body: JSON.stringify({ value: false }),
        })
    if (!response.ok) throw new Error(`The flag could not be changed: ${await response.text()}`)
  }
}
