import type { FastifyInstance } from 'fastify'
import type { ToolPin, ToolPins } from '../mcp/pinning/tool-pins.ts'
import { bodyReader, queryReader } from './checked-input.ts'
import { managementAnswer } from './management-answer.ts'
import { principalOf } from './principal-of.ts'
import {
  ApprovalSchema,
  ExaminedPinSchema,
  PinFilterSchema,
  ToolPinSchema,
  type ShownToolPin,
} from './tool-pin-schemas.ts'

const readApproval = bodyReader(ApprovalSchema)
const readFilter = queryReader(PinFilterSchema)

interface Params {
  readonly tool: string
}

const params = {
  type: 'object',
  required: ['tool'],
  properties: { tool: { type: 'string', description: 'Name of the tool, as GET /v1/tool-pins says.' } },
}

function show({ isHeld, trustedAt, trustedDigest, approvedBy, suspicions, ...pin }: ToolPin): ShownToolPin {
  const { id, connector, version, operation, state, digest } = pin
  return {
    id,
    connector,
    version,
    operation,
    state,
    digest,
    held: isHeld,
    trustedDigest: trustedDigest ?? null,
    trustedAt: trustedAt?.toISOString() ?? null,
    approvedBy: approvedBy ?? null,
    suspicions: [...suspicions],
  }
}

/** Which definitions of tools agents may be shown, for operators. */
export async function toolPinRoutes(app: FastifyInstance, { pins }: { pins: ToolPins }): Promise<void> {
  app.get(
    '/v1/tool-pins',
    {
      config: { access: 'operations.read' },
      schema: {
        operationId: 'tool_pins_list',
        tags: ['Operations'],
        summary: 'List the pins of tools',
        description:
          'Every tool with whether its definition is the one that was trusted under this version of its connector. Agents are not offered those that are held; REST is not affected. Empty with `MCP_TOOL_PINS=off`.',
        querystring: PinFilterSchema,
        response: managementAnswer('The pins, by the names of the tools.', {
          type: 'array',
          items: ToolPinSchema,
        }),
      },
    },
    async (request) => {
      const { connector, held } = readFilter(request.query)
      const wanted = pins
        .list()
        .filter(
          (pin) => (connector ?? pin.connector) === pin.connector && (held ?? pin.isHeld) === pin.isHeld,
        )
      return { data: wanted.map(show), meta: { requestId: request.id } }
    },
  )

  app.get<{ Params: Params }>(
    '/v1/tool-pins/:tool',
    {
      // What is held back is shown to whoever decides about it, and to nobody else: agents have keys too.
      config: { access: 'operations.write' },
      schema: {
        operationId: 'tool_pins_get',
        tags: ['Operations'],
        summary: 'Examine a tool',
        description: 'The definition of a tool, the one that was trusted, and where they differ.',
        params,
        response: managementAnswer('The pin, with both definitions.', ExaminedPinSchema),
      },
    },
    async (request) => {
      const { changes, definition, trustedDefinition, ...pin } = await pins.examine(request.params.tool)
      const data = { ...show(pin), changes, definition, trustedDefinition: trustedDefinition ?? null }
      return { data, meta: { requestId: request.id } }
    },
  )

  app.post<{ Params: Params }>(
    '/v1/tool-pins/:tool/approve',
    {
      config: {
        access: 'operations.write',
        audit: { action: 'tool.approve', target: (request) => (request.params as Params).tool },
      },
      schema: {
        operationId: 'tool_pins_approve',
        tags: ['Operations'],
        summary: 'Approve the definition of a tool',
        description:
          'Offers agents the tool again, on all instances within a second. The digest says which definition is meant, so that none is approved that nobody has looked at. What was trusted before stays so, for instances that still have it.',
        params,
        body: ApprovalSchema,
        response: managementAnswer('The pin as it is now.', ToolPinSchema),
      },
    },
    async (request) => {
      const { digest } = readApproval(request.body)
      const { tool } = request.params
      const pin = await pins.approve(tool, digest, principalOf(request).id, request.recordChange(show))
      return { data: show(pin), meta: { requestId: request.id } }
    },
  )
}
