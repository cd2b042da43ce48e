import {
  ProtocolError,
  ProtocolErrorCode,
  type Server,
  type ServerContext,
} from '@modelcontextprotocol/server'
import {
  RESOURCES_DIRECTORY_READ_METHOD,
  SKILLS_EXTENSION_ID,
  SKILLS_GET_METHOD,
  SKILLS_LIST_METHOD,
} from '@modelcontextprotocol/server/ext/skills'
import {
  GetSkillRequestParamsSchema,
  ListSkillsRequestParamsSchema,
  ReadResourceDirectoryRequestParamsSchema,
} from '@modelcontextprotocol/core/ext/skills'
import type { ResourceFiles } from '../resources/serve-resources.ts'
import { callerOf } from '../protocol/caller-of.ts'
import { markdown } from './connector-skill.ts'
import type { Skills } from './open-skills.ts'

/** Milliseconds that a client may keep what is said of skills. They change with the connectors and with the key's tools. */
const skillTtl = 60_000

/** What a server has to declare so that `serveSkills` can serve. */
export const skillCapabilities = {
  extensions: { [SKILLS_EXTENSION_ID]: { directoryRead: true } },
} as const

/**
 * Serves the methods of the Skills extension (SEP-2640) on one of the SDK's low-level servers; its own `SkillsExtension`
 * takes only the high-level one.
 */
export function serveSkills(server: Server, skills: Skills): void {
  const principalOf = (context: ServerContext) => callerOf(context).principal
  // From 2026-07-28 on; clients of sessions know no such fields.
  const cacheFields = () =>
    (server.getNegotiatedProtocolVersion() ?? '') < '2026-07-28'
      ? {}
      : { ttlMs: skillTtl, cacheScope: 'private' as const }

  server.setRequestHandler(
    SKILLS_LIST_METHOD,
    { params: ListSkillsRequestParamsSchema },
    async (_params, context) => ({
      skills: [...(await skills.list(principalOf(context)))],
      ...cacheFields(),
    }),
  )
  server.setRequestHandler(
    SKILLS_GET_METHOD,
    { params: GetSkillRequestParamsSchema },
    async ({ uri }, context) => {
      const skill = await skills.get(principalOf(context), uri)
      if (skill === undefined)
        throw invalid(`There is no skill at ${uri}; skills/list tells which there are.`)
      return { skill, ...cacheFields() }
    },
  )
  server.setRequestHandler(
    RESOURCES_DIRECTORY_READ_METHOD,
    { params: ReadResourceDirectoryRequestParamsSchema },
    async ({ uri }, context) => {
      const resources = await skills.children(principalOf(context), uri)
      if (resources === undefined) throw invalid(`${uri} is no folder.`)
      return { resources: [...resources], ...cacheFields() }
    },
  )
}

/** The files of skills as resources. */
export const skillFiles = (skills: Skills): ResourceFiles => ({
  async list(principal) {
    const listed = await skills.list(principal)
    return listed.map(({ uri, frontmatter: { name, description } }) => ({
      uri,
      name,
      description,
      mimeType: markdown,
    }))
  },
  async read(principal, uri) {
    const file = await skills.read(principal, uri)
    return file && { ...file }
  },
})

const invalid = (message: string): ProtocolError =>
  new ProtocolError(ProtocolErrorCode.InvalidParams, message)
