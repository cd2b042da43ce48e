/** Names of one or two words that the suite fixes, and the tools that they stand for: ours are connector, noun and verb. */
const ownNames: Readonly<Record<string, string>> = {
  greet: 'test_person_greet',
  slow_compute: 'test_number_slow_compute',
  failing_job: 'test_job_fail',
  protocol_error_job: 'test_job_break',
  confirm_delete: 'test_file_confirm_delete',
  multi_input: 'test_input_ask_twice',
  test_sampling: 'test_sampling_ask',
  test_elicitation: 'test_elicitation_ask',
  test_reconnection: 'test_reconnection_wait',
}

interface ToolCallMessage {
  readonly method?: unknown
  readonly params?: { readonly name?: unknown }
}

export const ownName = (name: string): string =>
  (Object.hasOwn(ownNames, name) ? ownNames[name] : undefined) ?? name

/** The name of the tool that a message calls, as the suite knows it. */
export function calledTool(message: unknown): string | undefined {
  if (typeof message !== 'object' || message === null) return undefined
  const { method, params } = message as ToolCallMessage
  return method === 'tools/call' && typeof params?.name === 'string' ? params.name : undefined
}

/** The message, calling our tool where it calls one by a name of the suite. */
export function withOwnName(message: unknown): unknown {
  const name = calledTool(message)
  if (name === undefined) return message
  const call = message as { readonly params: object }
  return { ...call, params: { ...call.params, name: ownName(name) } }
}
