/** What the suite calls to see lists change. */
const triggers: ReadonlySet<string> = new Set(['test_trigger_tool_change', 'test_trigger_prompt_change'])

/** Switches a tool off and on, so that lists are others after each call of a trigger. */
export function createListChanges({ origin, key }: { readonly origin: string; readonly key: string }) {
  let isOn = true
  return async (name: string): Promise<void> => {
    if (!triggers.has(name)) return
    isOn = !isOn
    const rule = encodeURIComponent('*:json:connection.check')
    const response = await fetch(`${origin}/v1/flags/mcp/rules/${rule}`, {
      method: 'PUT',
      headers: { authorization: `Bearer ${key}`, 'content-type': 'application/json' },
      body: JSON.stringify({ value: isOn }),
    })
    if (!response.ok) throw new Error(`The flag could not be set: ${await response.text()}`)
  }
}
