import {
  CLIENT_CAPABILITIES_META_KEY,
  MissingRequiredClientCapabilityError,
  type ServerContext,
} from '@modelcontextprotocol/server'

/** The Tasks extension (SEP-2663), under which servers and clients declare it. */
export const tasksExtension = 'io.modelcontextprotocol/tasks'

/** Whether a request's client understands tasks. It says so with each request. */
export function declaresTasks({ mcpReq }: ServerContext): boolean {
  const envelope = mcpReq.envelope as Readonly<Record<string, unknown>> | undefined
  const capabilities = envelope?.[CLIENT_CAPABILITIES_META_KEY] as
    | { readonly extensions?: Readonly<Record<string, unknown>> }
    | undefined
  return capabilities?.extensions?.[tasksExtension] !== undefined
}

/** What is answered to a client that would have to understand tasks. */
export const tasksNotDeclared = (what: string): MissingRequiredClientCapabilityError =>
  new MissingRequiredClientCapabilityError(
    { requiredCapabilities: { extensions: { [tasksExtension]: {} } } },
    `${what} needs a client that declares the extension ${tasksExtension} in its capabilities.`,
  )
