import type { McpFace } from '../faces/mcp-face.ts'
import type { RestFace } from '../faces/rest-face.ts'
import { isRecord } from '../options.ts'
import { toolName, type ConnectorFacts } from '../facts.ts'
import type { Recorder } from './record.ts'

/** Whether the three things that describe an operation say the same: the REST API, the OpenAPI document and the tool. */
export async function checkAgreement(
  { rest, mcp, connectors }: { rest: RestFace; mcp: McpFace; connectors: readonly ConnectorFacts[] },
  recorder: Recorder,
): Promise<void> {
  const { body } = await rest.ask('/openapi.json', { key: '' })
  const paths = isRecord(body) && isRecord(body['paths']) ? body['paths'] : {}
  recorder.note(
    'openapi',
    'document',
    Object.keys(paths).length > 0 ? 'passed' : 'failed',
    `${Object.keys(paths).length} paths`,
  )
  for (const connector of connectors) {
    await recorder.expect('openapi', connector.id, async () => {
      const absent = connector.operations.filter(
        ({ id }) => paths[`/v1/connectors/${connector.id}/${id}`] === undefined,
      )
      if (absent.length > 0) return `not in the document: ${absent.map(({ id }) => id).join(', ')}`
      const schemas = await mcp.schemasOf(connector.id, connector.check.replaceAll(/[.-]/g, ' '))
      const own = connector.operations.filter(({ id }) => schemas.has(toolName(connector.id, id)))
      if (own.length === 0) return 'no tool of it is listed or found'
      const unlike = own.filter(({ id, input }) => {
        const offered = namesOf(schemas.get(toolName(connector.id, id)))
        return offered.join() !== namesOf(input).join()
      })
      return unlike.length > 0
        ? `tool and operation take other inputs: ${unlike.map(({ id }) => id).join(', ')}`
        : undefined
    })
  }
}

/** Without an argument of MCP alone, which is there where there are several connections. */
const namesOf = (schema: unknown): string[] =>
  isRecord(schema) && isRecord(schema['properties'])
    ? Object.keys(schema['properties'])
        .filter((name) => name !== 'connection')
        .toSorted()
    : []
